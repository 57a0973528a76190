"""Names as they may be put in a letter: one line, no control character, no mark of ours."""

import re
from dataclasses import replace

from relance.etiquette.facts import Facts, Person

# Past this a role or an organisation was pasted by mistake: the letter does without it.
LONGEST = 90

_UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\ue000-\uf8ff<>{}\[\]|]+")


def one_line(text: str) -> str:
    """`text` without what cannot be read or printed, its blanks single."""
    return " ".join(_UNSEEN.sub(" ", text).split())


def tidied(facts: Facts) -> Facts:
    """The same facts with names fit for a letter."""
    candidate = facts.candidate
    phone = one_line(candidate.phone) if candidate.phone else None
    return replace(
        facts,
        candidate=replace(candidate, name=one_line(candidate.name), phone=phone),
        organisation=_short(facts.organisation),
        role=_short(facts.role),
        people=tuple(tidied_person(person) for person in facts.people),
    )


def tidied_person(person: Person) -> Person:
    """The same person with a name fit for a letter."""
    return replace(person, name=one_line(person.name))


def _short(text: str) -> str:
    line = one_line(text)
    return line if len(line) <= LONGEST else ""
