"""English notes: «forgot to mention my German» -> the noun phrase «my German», and so on."""

import re
from typing import Any

from relance.letters.grammar.elision import lower_first

Found = tuple[Any, str] | None

_PREFIXES: tuple[tuple[re.Pattern[str], str], ...] = (
    (
        re.compile(
            r"^(?:i )?(?:forgot|didn’t get|did not get|never got|had no time|didn’t have time|should have|wanted|meant)"
            r"(?: the chance)?(?: to)? (?:say|said|mention(?:ed)?|explain(?:ed)?|tell them|told them) that ",
            re.IGNORECASE,
        ),
        "clause",
    ),
    (
        re.compile(
            r"^(?:i )?(?:forgot|didn’t get|did not get|never got|had no time|didn’t have time|should have|wanted|meant|didn’t|did not|never)"
            r"(?: the chance)?(?: to)? (?:mention(?:ed)?|talk(?:ed)? about|speak about|spoke(?:n)? about|bring up|brought up|raise(?:d)?|cover(?:ed)?|discuss(?:ed)?|say) ",
            re.IGNORECASE,
        ),
        "np",
    ),
    (re.compile(r"^(?:mention|talk about|bring up|raise|cover|discuss) (?=my |the |our |a )", re.IGNORECASE), "np"),
    (re.compile(r"^(?:they|she|he|\S+ \S+) (?:said|told me|explained|mentioned)(?: that)? (?=the |they |we |you |it |there )", re.IGNORECASE), "clause"),
    (re.compile(r"^(?:they|she|he) (?:talked|spoke) about ", re.IGNORECASE), "np"),
    (re.compile(r"^that (?=i )", re.IGNORECASE), "clause"),
)
_DETERMINER = re.compile(
    r"^(?:the|a|an|my|our|their|your|this|these|those|some|several|two|three|four|five|six|seven|eight|nine|ten|twelve|\d+) ", re.IGNORECASE
)
_SUBJECT = re.compile(r"^(?:i|i’m|i’ve|i’d|we|they|it|there|you|she|he|they’re|it’s|there’s) ", re.IGNORECASE)
_VERBS = frozenset(
    "is are was were has have had will would needs need requires require demands demand involves involve means mean wants want uses "
    "use works work covers cover starts start runs run includes include reports report deals deal grows must can should matters matter".split()
)
_SMALL = frozenset("of in at with for on and to from by the a an my our or across under over as into about without within between after".split())
_UNCOUNTED = frozenset(
    "experience knowledge fluency work training expertise rigour rigor autonomy patience management leadership volunteering german french "
    "spanish italian dutch english portuguese arabic polish welsh".split()
)
_NUMBERS = "zero one two three four five six seven eight nine ten eleven twelve".split()
_IRREGULAR = {"they’re": "you are", "they’ve": "you have", "they’ll": "you will"}
_INTERROGATIVE = re.compile(r"^(?:what|who|whom|which|when|where|why|how|is|are|do|does|did|will|would|can|could|has|have) ", re.IGNORECASE)
_QUESTION_PREFIX = re.compile(r"^(?:i )?(?:forgot to |should have )?ask(?:ed)?(?: them| her| him)?(?: about)? ", re.IGNORECASE)


def shape(text: str, field: str) -> Found:
    """The shape of a cleaned English note and its words, or None."""
    text = re.sub(
        r"\b(\d{1,2}) (?=(?:years?|months?|weeks?)\b)", lambda m: f"{_NUMBERS[int(m[1])] if int(m[1]) < 13 else m[1]} ", text
    ).replace("&", "and")
    if field == "question":
        return _question(text)
    if text.endswith("?"):
        return None
    kind = ""
    for pattern, found in _PREFIXES:
        rest = pattern.sub("", text, count=1)
        if rest != text and rest:
            text, kind = rest, found
            break
    text = _small(text)
    if kind == "clause" or _is_clause(text):
        return _clause(text)
    return _nominal(text, field)


def _small(text: str) -> str:
    first = text.split(" ", 1)[0]
    if first in {"I", "I’m", "I’ve", "I’d"} or (first.isupper() and len(first) > 1):
        return text
    if first.lower() in {"german", "french", "spanish", "italian", "dutch", "english", "portuguese", "arabic", "polish", "welsh", "excel"}:
        return text
    ordinary = _DETERMINER.match(text) or _SUBJECT.match(text) or _INTERROGATIVE.match(text)
    ordinary = ordinary or first.lower() in _UNCOUNTED or first.endswith("ing") or first.lower() in {"whether", "if", "that"}
    return lower_first(text) if ordinary else text


def _is_clause(text: str) -> bool:
    if _SUBJECT.match(text):
        return True
    words = text.lower().split()
    for index, word in enumerate(words[:8]):
        if word in {"who", "which", "that", "where", "to"} or word.endswith(","):
            return False
        if index >= 2 and word in _VERBS and _DETERMINER.match(text) and words[index - 1] not in _SMALL:
            return True
    return False


def _clause(text: str) -> Found:
    text = re.sub(r"^i(?=[ ’])", "I", text)
    lower = text.lower()
    if re.match(r"(?:she|he) ", lower) or re.search(r"\b(?:her|him|his|hers)\b", lower):
        return None
    first = lower.split(" ", 1)[0]
    if first in _IRREGULAR:
        text = _IRREGULAR[first] + text[len(first) :]
    text = re.sub(r"^[Tt]hey (?=\S)", "you ", text)
    if re.search(r"\b(?:they|them)\b", text.lower()):
        return None
    return "clause", re.sub(r"\btheir\b", "your", text)


def _nominal(text: str, field: str) -> Found:
    first = text.split(" ", 1)[0].lower()
    if _DETERMINER.match(text):
        text = re.sub(r"\btheir\b", "your", text)
        years = re.match(r"((?:\w+|\d+) (?:years?|months?))(?: (?!of |in |at |with )(.+))?$", text)
        if years:
            if not years[2]:
                return None
            text = f"{years[1]} of {years[2]}" if " " not in years[2] else text
        text = f"my {text}" if field in {"missed", "strength"} and re.match(r"(?:\w+|\d+) (?:years|months) ", text) else text
        return "np", re.sub(r"^my my ", "my ", text)
    if first.endswith("ing") and first not in {"training", "volunteering", "marketing", "engineering"} and len(text.split()) > 1:
        return "inf", text
    words = text.split()
    if first in _UNCOUNTED and len(words) > 1 and all(w.lower() in _SMALL or w[0].isalnum() for w in words):
        glued = [w for w, n in zip(words, words[1:], strict=False) if w.isdigit() and n not in {"people"}]
        if glued or not any(w.lower() in _SMALL for w in words):
            return None
        return "np", f"my {text}" if field in {"missed", "strength", "answer"} else f"the {text}"
    return None


def _question(text: str) -> Found:
    text = _small(_QUESTION_PREFIX.sub("", text, count=1).strip())
    if re.match(r"(?:whether|if) ", text, re.IGNORECASE):
        return "indirect", re.sub(r"^if ", "whether ", lower_first(text.rstrip(" ?")), flags=re.IGNORECASE)
    if text.endswith("?") and _INTERROGATIVE.match(text):
        return "direct", lower_first(text.rstrip(" ?"))
    if _is_clause(text) or text.endswith("?"):
        return None
    return _nominal(text, "question")
