"""Write people as cards an address book takes in (vCard 3.0, RFC 2426: what every one of them reads)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

_FOLD = 75  # octets (RFC 2426 §2.6)


@dataclass(frozen=True, slots=True)
class Card:
    """One person. `uid` is the same each time; `changed_at` (aware) is when the card last changed."""

    uid: str
    name: str
    changed_at: datetime
    organisation: str = ""
    title: str = ""
    email: str = ""
    phone: str = ""
    note: str = ""


def write_cards(cards: Iterable[Card]) -> bytes:
    """All cards in one file, in the order given; the same cards give the same bytes."""
    lines = [line for card in cards for line in _lines(card)]
    return b"".join(_folded(line) for line in lines)


def _lines(card: Card) -> Iterable[str]:
    # The family name comes last in what people type; whoever has one name has it there.
    first, _, family = card.name.rpartition(" ")
    yield from ("BEGIN:VCARD", "VERSION:3.0", f"UID:{_text(card.uid)}")
    yield f"FN:{_text(card.name)}"
    yield f"N:{_text(family)};{_text(first)};;;"
    told = (
        ("ORG", card.organisation),
        ("TITLE", card.title),
        ("EMAIL;TYPE=INTERNET", card.email),
        ("TEL;TYPE=VOICE", card.phone),
        ("NOTE", card.note),
    )
    yield from (f"{name}:{_text(value)}" for name, value in told if value)
    yield f"REV:{card.changed_at.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    yield "END:VCARD"


def _text(value: str) -> str:
    escaped = value.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    escaped = escaped.replace("\r\n", "\n").replace("\r", "\n").replace("\n", "\\n")
    return "".join(char for char in escaped if char >= " " and char != "\x7f")


def _folded(line: str) -> bytes:
    """One line, cut between letters every 75 octets."""
    out, room = bytearray(), _FOLD
    for char in line:
        octets = char.encode()
        if len(octets) > room:
            out += b"\r\n "
            room = _FOLD - 1
        out += octets
        room -= len(octets)
    return bytes(out) + b"\r\n"
