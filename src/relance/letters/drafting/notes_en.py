"""English notes: «forgot to mention my German» -> the noun phrase «my German», and so on."""

import re
from functools import partial
from itertools import pairwise
from typing import Any

from relance.letters.drafting import lexicon
from relance.letters.grammar.days import number
from relance.letters.grammar.elision import lower_first

_pattern = partial(lexicon.pattern, "en")
_words = partial(lexicon.words, "en")

Found = tuple[Any, str] | None


def shape(text: str, field: str) -> Found:
    """The shape of a cleaned English note and its words, or None."""
    text = re.sub(r"\b(\d{1,2}) (?=(?:years?|months?|weeks?)\b)", lambda m: f"{number(int(m[1]), 'en')} ", text)
    text = text.replace("&", "and")
    if field == "question":
        return _question(text)
    if text.endswith("?"):
        return None
    kind = ""
    for opening, follows in lexicon.openings("en"):
        rest = opening.sub("", text, count=1)
        if rest != text and rest:
            text, kind = rest, follows
            break
    text = _small(text)
    if kind == "clause" or _is_clause(text):
        return _clause(text)
    return _nominal(text, field)


def _small(text: str) -> str:
    first = text.split(" ", 1)[0]
    lower = first.lower()
    if first in {"I", "I’m", "I’ve", "I’d"} or (first.isupper() and len(first) > 1) or lower in _words("language"):
        return text
    ordinary = any(_pattern(name).match(text) for name in ("determiner", "subject", "interrogative"))
    ordinary = (
        ordinary or lower in _words("uncounted") or lower in {"whether", "if", "that"} or lower.endswith("ing")
    )
    return lower_first(text) if ordinary else text


def _is_clause(text: str) -> bool:
    if _pattern("subject").match(text):
        return True
    if not _pattern("determiner").match(text):
        return False
    tokens = text.lower().split()[:8]
    for index, token in enumerate(tokens):
        if token in {"who", "which", "that", "where", "to"} or token.endswith(","):
            return False
        before = tokens[index - 1]
        if index >= 2 and token in _words("verb") and before not in _words("small"):
            return True
        if index >= 2 and token in _words("plain_verb") and before.endswith("s"):
            return True
    return False


def _clause(text: str) -> Found:
    """A sentence, «they» (the employer) turned to «you»; None when its subject is somebody we cannot name."""
    text = re.sub(r"^i(?=[ ’])", "I", text)
    lower = text.lower()
    if re.match(r"(?:she|he) ", lower) or re.search(r"\b(?:her|him|his|hers)\b", lower):
        return None
    first = lower.split(" ", 1)[0]
    text = lexicon.pairs("en", "you").get(first, text[: len(first)]) + text[len(first) :]
    text = re.sub(r"^[Tt]hey (?=\S)", "you ", text)
    if re.search(r"\b(?:they|them)\b", text.lower()):
        return None
    return "clause", re.sub(r"\btheir\b", "your", text)


def _nominal(text: str, field: str) -> Found:
    first = text.split(" ", 1)[0].lower()
    own = field in {"missed", "strength", "answer"}
    if _pattern("determiner").match(text):
        return _determined(re.sub(r"\btheir\b", "your", text), own=own)
    tokens = text.split()
    if first.endswith("ing") and first not in _words("noun_ing") and len(tokens) > 1:
        return "inf", text
    if first in _words("uncounted") and any(token.lower() in _words("small") for token in tokens):
        stray = any(token.isdigit() and after != "people" for token, after in pairwise([*tokens, ""]))
        return None if stray else ("np", f"{'my' if own else 'the'} {text}")
    return ("np", text) if _plural_heads(tokens) or re.match(r"no \w+ ", text) else None


def _plural_heads(tokens: list[str]) -> bool:
    """Whether a phrase without an article may stand so: «night shifts in December»."""
    head: list[str] = []
    for token in tokens:
        if token.lower() in _words("small"):
            break
        head.append(token)
    return 1 <= len(head) <= 3 and head[-1].isalpha() and head[-1].endswith("s") and not head[-1].endswith("ss")


def _determined(text: str, *, own: bool) -> Found:
    years = _pattern("years").match(text)
    if years:
        if not years[2]:
            return None
        text = f"{years[1]} of {years[2]}"
    counted = re.match(r"(?!my |the |an? |our )\w+ (?:years|months) ", text)
    return "np", f"my {text}" if own and counted else text


def _question(text: str) -> Found:
    text = _small(_pattern("asking").sub("", text, count=1).strip())
    if re.match(r"(?:whether|if) ", text, re.IGNORECASE):
        return "indirect", re.sub(r"^if ", "whether ", lower_first(text.rstrip(" ?")), flags=re.IGNORECASE)
    if text.endswith("?") and _pattern("interrogative").match(text):
        return "direct", lower_first(text.rstrip(" ?"))
    if _pattern("asked").match(text):
        return "indirect", re.sub(r"\btheir\b", "your", re.sub(r"\bthey\b", "you", text))
    if _is_clause(text) or text.endswith("?"):
        return None
    return _nominal(text, "question")
