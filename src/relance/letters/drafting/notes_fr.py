"""French notes: «j'ai oublié de parler de mon anglais» -> the noun phrase «mon anglais», and so on."""

import re
from functools import partial
from typing import Any

from relance.letters.drafting import lexicon
from relance.letters.drafting.phrases_fr import bare, counted, determined, listed, small
from relance.letters.grammar import nouns
from relance.letters.grammar.elision import lower_first, without_de

_pattern = partial(lexicon.pattern, "fr")
_words = partial(lexicon.words, "fr")

Found = tuple[Any, str] | None


def shape(text: str, field: str) -> Found:
    """The shape of a cleaned French note and its words, or None."""
    text = _expand(text)
    if field == "question":
        return _question(text)
    if text.endswith("?"):
        return None
    kind = ""
    for opening, follows in lexicon.openings("fr"):
        rest = opening.sub("", text, count=1)
        if rest != text and rest:
            text, kind = rest, follows
            break
    if kind == "de":
        text = without_de(text)
    text = small(text)
    if kind == "clause" or _is_clause(text):
        return _clause(text)
    return _nominal(text, field)


def _expand(text: str) -> str:
    spelt = lexicon.pairs("fr", "abbreviations")
    text = " ".join(spelt.get(word.lower(), word) for word in text.split(" "))
    text = re.sub(r"^[jJ]’ai pas\b", "je n’ai pas", text)
    text = re.sub(r"(?<!il )(?<!Il )\b[Yy] a\b(?!-)", "il y a", text)
    return re.sub(
        r"\b(\d{1,2}) (?=(?:ans?|années?|mois|semaines?|jours?)\b)",
        lambda found: f"{counted(found[1], found.string[found.end() :])} ",
        text,
    )


def _is_clause(text: str) -> bool:
    lower = text.lower()
    if re.match(r"(?:je |j’|nous )", lower) or _pattern("subject").match(text):
        return True
    if not _pattern("determiner").match(text):
        return False
    tokens = re.findall(r"[^\s’]+’?", lower)[:9]
    for index, token in enumerate(tokens):
        if token in {"qui", "que", "qu’", "dont", "où", ":", ","} or token.endswith(","):
            return False
        if index >= 2 and token in _words("verb") and tokens[index - 1] not in _words("preposition"):
            return True
    return False


def _clause(text: str) -> Found:
    """A sentence, «ils» (the employer) turned to «vous»; None when its subject is somebody we cannot name."""
    text = re.sub(r"^ça ", "cela ", text, flags=re.IGNORECASE)
    lower = text.lower()
    if re.match(r"(?:elles?|on) ", lower) or re.search(r"\b(?:tu|toi|elle|lui|eux)\b", lower):
        return None
    if lower.startswith("il ") and not _pattern("impersonal").match(text):
        return None
    they = re.match(r"ils (n’|ne |s’|se )?(\S+)(.*)$", text, re.IGNORECASE)
    if they:
        return _they(they[1] or "", they[2], they[3])
    if re.search(r"\bils\b", lower) or (lower.startswith("j") and _pattern("failing").search(text)):
        return None
    return "clause", _yours(text)


def _they(particle: str, verb: str, rest: str) -> Found:
    if particle.strip() in {"s’", "se"} or not verb.endswith("nt"):
        return None
    regular = f"{verb[:-3]}ez" if verb.endswith("ent") else None
    you = lexicon.pairs("fr", "you").get(verb.lower(), regular)
    return ("clause", _yours(f"vous {particle}{you}{rest}")) if you else None


def _yours(text: str) -> str:
    """«leur», «leurs» (the employer's) turned to «votre», «vos»."""
    text = re.sub(r"\bleurs\b", "vos", text)
    return re.sub(r"\bleur\b(?! (?:a|ont|dire|parler))", "votre", text)


def _nominal(text: str, field: str) -> Found:
    if re.match(r"(?:elle|il|on|ils)\b", text, re.IGNORECASE):
        return None
    if _pattern("determiner").match(text):
        return determined(_yours(text), field)
    reflexive = re.match(r"(?:me |m’|se |s’)", text)
    verb = text[reflexive.end() :] if reflexive else text
    if nouns.infinitive(verb.split(" ", 1)[0]):
        third = reflexive and reflexive[0].startswith("s")
        being = field != "stake" and verb.split(" ", 1)[0] in _words("being")
        return ("inf", text) if field != "missed" and not third and not being else None
    if "," in text or " et " in text:
        several = listed(text, field)
        if several:
            return several
    first = text.split(" ", 1)[0].rstrip(",").lower()
    return None if first in _words("function") else bare(text, field)


def _direct(text: str) -> Found:
    """A question asked of «ils» is put to the reader: «quel logiciel utilisez-vous»."""
    verb = re.search(r"(\w+nt)-ils\b", text)
    if verb:
        you = lexicon.pairs("fr", "you").get(verb[1], f"{verb[1][:-3]}ez" if verb[1].endswith("ent") else "")
        text = text.replace(verb[0], f"{you}-vous") if you else text
    return None if re.search(r"\bils\b", text) else ("direct", _yours(text))


def _question(text: str) -> Found:
    asking = _pattern("asking").match(text)
    if asking:
        particle = re.search(r"(?:de |du |des |d’)$", asking[0])
        start = asking.end() - (len(particle[0]) if particle else 0)
        text = without_de(text[start:]) if particle else text[start:]
    text = small(text.strip())
    if re.match(r"(?:si |s’il)", text, re.IGNORECASE):
        return "indirect", lower_first(text.rstrip(" ?"))
    inverted = text.endswith("?") and re.search(r"-(?:t-)?(?:il|elle|ils|elles|on|vous|ce)\b", text)
    text, asked = text.rstrip(" ?"), text
    if _pattern("interrogative").match(asked) or inverted:
        return _direct(lower_first(text))
    return None if _is_clause(text) else _nominal(text, "question")
