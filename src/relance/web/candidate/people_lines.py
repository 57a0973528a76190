"""People typed one a line: name, function, address, telephone, in any order."""

import re
from collections.abc import Iterable

from relance.actions.participants import NewPerson

_ADDRESS = re.compile(r"[^\s<>,;:()]+@[^\s<>,;:()]+")
_PHONE = re.compile(r"(?:\+|\b0)[\d .()\-]{7,}\d")
_CIVILITY = re.compile(
    r"^(Mme|Mlle|Madame|M\.|Mr\.?|Monsieur|Me|Maître|Dr\.?|Docteur|Pr\.?|Mrs\.?|Ms\.?|Miss)\s+", re.IGNORECASE
)
_CIVILITIES = {
    "madame": "Mme", "mlle": "Mme", "monsieur": "M.", "maître": "Me", "docteur": "Dr",
}  # fmt: skip
_AGENCY = re.compile(
    r"\b(cabinet de recrutement|chasseu(?:r|se) de têtes|headhunter|agency|recruiter|intérim)\b", re.IGNORECASE
)


def read_people(text: str) -> list[NewPerson]:
    """Everybody named in `text`; an empty line names nobody."""
    return [_person(line) for line in text.splitlines() if line.strip(" ,;-•")]


def write_people(people: Iterable[NewPerson]) -> str:
    """The same people, one a line, as `read_people` reads them."""
    return "\n".join(
        ", ".join(
            part
            for part in (f"{person.civility} {person.name}".strip(), person.title, person.email, person.phone)
            if part
        )
        for person in people
    )


def _person(line: str) -> NewPerson:
    address = _ADDRESS.search(line)
    rest = line.replace(address.group(), " ") if address else line
    phone = _PHONE.search(rest)
    rest = rest.replace(phone.group(), " ") if phone else rest
    rest = re.sub(r"[<>()]", ",", rest)
    parts = [part.strip(" -–•\t") for part in re.split(r"[,;·|]|\s[–-]\s", rest)]
    parts = [part for part in parts if part]
    named = _name(parts)
    title = ", ".join(part for part in parts if part != named)
    civility = _CIVILITY.match(named)
    word = civility.group(1) if civility else ""
    name = named[civility.end() :].strip() if civility else named
    if not name and address:
        name = _from_address(address.group())
    return NewPerson(
        name=name,
        email=address.group().strip(".").lower() if address else "",
        civility=_CIVILITIES.get(word.casefold(), word),
        title=title,
        phone=phone.group().strip() if phone else "",
        agency=bool(_AGENCY.search(title)),
    )


def _name(parts: list[str]) -> str:
    """The part that looks most like a name: a civility, else two capitalised words, else the first."""
    for part in parts:
        if _CIVILITY.match(part):
            return part
    for part in parts:
        words = part.split()
        if 2 <= len(words) <= 4 and all(word[:1].isupper() for word in words):
            return part
    return parts[0] if parts else ""


def _from_address(address: str) -> str:
    local = address.partition("@")[0]
    return " ".join(word.capitalize() for word in re.split(r"[._\-]+", local) if word)
