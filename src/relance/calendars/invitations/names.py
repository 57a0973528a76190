"""Names as people write them: order, case, titles and civilities told apart."""

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from relance.calendars.invitations.interviews import fold

_CIVILITY = re.compile(
    r"^(?P<civility>M\.|Mr\.?|Monsieur|Mme\.?|Madame|Mlle|Mademoiselle|Mrs\.?|Ms\.?|Miss|Me|Maître|Dr\.?|Docteur|Pr\.?)\s+(?=[^\W\d_])"
)
_CIVILITIES = {
    "mr": "M.", "m": "M.", "monsieur": "M.", "mme": "Mme", "madame": "Mme", "mlle": "Mme", "mademoiselle": "Mme",
    "mrs": "Mrs", "ms": "Ms", "miss": "Ms", "me": "Me", "maître": "Me", "dr": "Dr", "docteur": "Dr", "pr": "Pr",
}  # fmt: skip
# Bounded and atomic: a page of «Jean-Paul-Jean-Paul…» must cost no more than its length.
WORD = r"(?>[A-ZÀ-ÖØ-ÞŒ]\w{0,30}(?:['’-]\w{1,30}){0,3}|[dDlL]['’][A-ZÀ-ÖØ-Þ]\w{1,30})"
PARTICLE = r"(?:de la|de|du|des|le|la|van der|van den|van|von|den|el|al|ben|bin|di|da|dos|del|ter)"
CIVIL = (
    r"(?:(?:M\.|Mme|Monsieur|Madame) l[ae] [A-ZÀ-Þ]\w{3,12}|M\.|Mr\.?|Monsieur|Mme\.?|Madame|Mlle|Mrs\.?|Ms\.?|"
    r"Me|Maître|Dr\.?|Docteur)"
)
NAME = rf"{WORD}(?: (?:{PARTICLE} )?{WORD}){{1,3}}"

# Somebody: a civility and at least a last name, or at least two names.
SOMEBODY = rf"(?:(?P<civility>{CIVIL})\s(?P<last>{WORD}(?: (?:{PARTICLE} )?{WORD}){{0,3}})|(?P<name>{NAME}))"


def plain_name(text: str) -> str:
    """A CN without its quotation marks, escapes and double spaces."""
    text = text.replace("\\,", ",").replace("\\;", ";").replace('\\"', '"')
    return " ".join(text.strip(" \"'").split())[:200]


def tidy_name(text: str) -> tuple[str, str, str]:
    """Name in order and in mixed case, title, civility, out of «DUPONT Claire (DRH)» and its like."""
    text = plain_name(text)
    title = ""
    aside = re.search(r"\s*[(\[]([^()\[\]]{1,80})[)\]]\s*", text)
    if aside is not None:
        title = aside[1] if is_title(aside[1]) else ""
        text = text.replace(aside[0], " ").strip()
    parts = re.split(r"\s+[|–—/-]\s+|\s*\|\s*", text)
    title = title or next((part.strip() for part in parts[1:] if is_title(part)), "")
    text = parts[0].strip()
    before, comma, after = text.partition(",")
    if comma and is_title(after):
        text, title = before.strip(), title or after.strip()
    elif comma and after.strip() and len(after.split()) <= 2:
        text = f"{after.strip()} {before.strip()}"  # «Dupont, Claire»
    found = _CIVILITY.match(text)
    civility = civility_of(found["civility"]) if found else ""
    text = text[found.end() :] if found else text
    return in_order(text), title, civility


def civility_of(text: str | None) -> str:
    """The civility as letters write it («Mme», «M.», «Ms»…), or nothing."""
    return _CIVILITIES.get((text or "").split(" ")[0].rstrip(".").lower(), "")


def in_order(text: str) -> str:
    """First name first, capitals only where names have them: «DUPONT Claire» is Claire Dupont."""
    words = text.split()
    loud = [word for word in words if len(word) > 1 and word.isupper()]
    if loud and len(loud) < len(words) and words[0] in loud:  # DUPONT Claire
        last = [word for word in words if word in loud]
        words = [word for word in words if word not in loud] + last
    return " ".join(capital(word) if len(word) > 1 and word.isupper() else word for word in words)


def capital(word: str) -> str:
    """«JEAN-PAUL» as «Jean-Paul»."""
    return re.sub(r"[^\W\d_]+", lambda part: part[0].capitalize(), word.lower())


def is_title(text: str) -> bool:
    """Whether these words are a job («DRH», «Directrice juridique», «Hiring manager»)."""
    folded = fold(text).strip(" .:")
    return 1 < len(folded) <= 70 and pattern("titles").fullmatch(folded) is not None


def name_of(email: str) -> str:
    """«claire.dupont@…» tells a name; «cdupont@…» and «c.dupont@…» do not."""
    parts = re.split(r"[._]", email.split("@", maxsplit=1)[0].split("+", maxsplit=1)[0])
    if len(parts) == 2 and all(len(part) > 2 and part.replace("-", "").isalpha() for part in parts):
        return " ".join(capital(part) for part in parts)
    return ""


def is_thing(name: str) -> bool:
    """Whether these capitalised words name a service, a firm or a room rather than somebody."""
    return any(pattern("things").fullmatch(word) for word in fold(name).replace("'", " ").split())


@cache
def pattern(name: str) -> re.Pattern[str]:
    """The list `name` of people.toml as one pattern."""
    return re.compile("|".join(f"(?:{words})" for words in table()[name]))


@cache
def table() -> dict[str, Any]:
    """The words of people.toml."""
    return tomllib.loads(files("relance.calendars.invitations").joinpath("people.toml").read_text("utf-8"))
