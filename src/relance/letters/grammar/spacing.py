"""Spaces and apostrophes as each region prints them (evidence 2.10).

fr-FR, fr-BE, fr-MA: a no-break space before ; : ! ? and inside « ». fr-CA: before the colon and inside « » only.
fr-CH: a thin one in all these places. English: none, and straight French quotes never occur.
"""

import re

from relance.letters.grammar.days import NBSP

THIN = "\u202f"
_BLANK = "[ \u00a0\u202f]"

_HIGH = re.compile(rf"(?<=[^\s\u00a0\u202f(«:;!?]){_BLANK}*(?P<mark>[;:!?]+)(?=\s|$|[)»”’\"\ue000-\ue0ff])")
_OPEN_QUOTE = re.compile(rf"«{_BLANK}*")
_CLOSE_QUOTE = re.compile(rf"{_BLANK}*»")
_UNIT = re.compile(rf"(?<=\d){_BLANK}(?=(?:€|%|h\b|ans\b|k€|000\b))")


def apostrophes(text: str) -> str:
    """Straight apostrophes between letters (or before one) made typographic."""
    return re.sub(r"(?<=\w)'(?=\w|\W|$)", "’", text)


def space(text: str, locale: str) -> str:
    """`text` with the marks of `locale` spaced as its region does; idempotent."""
    text = apostrophes(text)
    if not locale.startswith("fr"):
        text = re.sub(r"(\b[ap]\.m\.)([\ue000-\ue0ff]*)\.", r"\1\2", text)
        return _HIGH.sub(lambda found: found["mark"], text)
    text = _HIGH.sub(lambda found: _before(found["mark"], locale) + found["mark"], text)
    inside = THIN if locale == "fr-CH" else NBSP
    text = _CLOSE_QUOTE.sub(f"{inside}»", _OPEN_QUOTE.sub(f"«{inside}", text))
    return _UNIT.sub(NBSP, text)


def _before(marks: str, locale: str) -> str:
    if locale == "fr-CH":
        return THIN
    if locale == "fr-CA":
        return NBSP if marks.startswith(":") else ""
    return NBSP
