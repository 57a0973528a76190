"""The sheet of references handed over when asked: who can speak of one's work, and how to reach them (C-03)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from relance.letters.paper.printable import Printable, Words, paragraphs, printable

_LABELS: Mapping[str, Mapping[str, str]] = {
    "fr": {
        "title": "Références professionnelles",
        "agreed": "Ces personnes acceptent d’être appelées. Merci de garder leurs coordonnées pour vous.",
        "one_agreed": "Cette personne accepte d’être appelée. Merci de garder ses coordonnées pour vous.",
        "open": "« ",
        "close": " »",
    },
    "en": {
        "title": "Professional references",
        "agreed": "These people have agreed to be contacted about me. Please keep their details to yourself.",
        "one_agreed": "This person has agreed to be contacted about me. Please keep their details to yourself.",
        "open": "“",
        "close": "”",
    },
}


@dataclass(frozen=True, slots=True)
class Referee:
    """Somebody who agreed to speak of one's work; `said` is what they wrote, in their own words."""

    name: str
    function: str = ""
    organisation: str = ""
    phone: str = ""
    email: str = ""
    relation: str = ""
    said: str = ""


def references_sheet(
    *, referees: Sequence[Referee], name: str, phone: str = "", email: str = "", locale: str = "fr-FR"
) -> Printable:
    """One A4 page: the candidate, then each person who agreed, in the order given."""
    language, _, region = locale.partition("-")
    labels = _LABELS["fr" if language == "fr" else "en"]
    people: list[Words] = [
        {
            "name": one.name,
            "place": ", ".join(part for part in (one.function, one.organisation) if part),
            "reach": [part for part in (one.phone, one.email) if part],
            "relation": one.relation,
            "said": paragraphs(one.said),
        }
        for one in referees
    ]
    words: dict[str, Words] = {
        "title": labels["title"],
        "agreed": labels["one_agreed" if len(people) == 1 else "agreed"],
        "open": labels["open"],
        "close": labels["close"],
        "candidate": name,
        "reach": [part for part in (phone, email) if part],
        "people": people,
        "lang": language,
        "region": region,
    }
    return printable("references", words)
