"""Read the cards of an address book: vCard 2.1, 3.0 and 4.0 (RFC 2426, RFC 6350).

The promise: never a traceback and never a guess; each card that cannot be read is a problem with its line.
"""

import quopri
import re
from collections.abc import Iterator
from dataclasses import dataclass

from relance.etiquette.problems import Problem

MOST_BYTES = 5 * 1024 * 1024
MOST_CARDS = 2000
#: Characters of a value; a photograph is longer, and is not read.
_LONGEST = 2000
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
_PART = re.compile(r"(?<!\\);")
_HTML_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class ReadCard:
    """One person as a card tells; `line` is where it begins in the file."""

    line: int
    name: str
    uid: str = ""
    organisation: str = ""
    title: str = ""
    email: str = ""
    phone: str = ""
    note: str = ""


def read_cards(data: bytes) -> tuple[tuple[ReadCard, ...], tuple[Problem, ...]]:
    """Every card of a file, in order, and the problems, each placed «line N»."""
    cards: list[ReadCard] = []
    problems: list[Problem] = []
    text = _decoded(data)
    if "BEGIN:VCARD" not in text.upper():
        return (), (Problem("file", "cards_missing"),)
    began, lines = 0, list[tuple[str, list[str], str]]()
    for number, line in _unfolded(text):
        name, _, value = line.partition(":")
        head = name.strip().upper()
        if head == "BEGIN" and value.strip().upper() == "VCARD":
            if began:
                problems.append(Problem(f"line {began}", "card_unfinished"))
            began, lines = number, []
        elif head == "END" and value.strip().upper() == "VCARD" and began:
            _take(began, lines, cards, problems)
            began = 0
        elif began and value:
            lines.append(_property(name, value))
        if len(cards) >= MOST_CARDS:
            return tuple(cards), (*problems, Problem(f"line {number}", "cards_too_many", {"most": str(MOST_CARDS)}))
    if began:
        problems.append(Problem(f"line {began}", "card_unfinished"))
    if not cards and not problems:
        problems.append(Problem("file", "cards_missing"))
    return tuple(cards), tuple(problems)


def _take(
    began: int, lines: list[tuple[str, list[str], str]], cards: list[ReadCard], problems: list[Problem]
) -> None:
    def first(name: str) -> str:
        return next((value for one, _, value in lines if one == name and value.strip()), "")

    name = _words(first("FN")) or _from_parts(first("N")) or _words(first("NICKNAME"))
    email = _words(_preferred(lines, "EMAIL")).removeprefix("mailto:").lower()
    if not name:
        problems.append(Problem(f"line {began}", "card_without_a_name"))
        return
    if email and (email.count("@") != 1 or " " in email or len(email) > 254):
        problems.append(Problem(f"line {began}", "address_unreadable", {"address": email[:80]}))
        email = ""
    organisation = _words(_PART.split(first("ORG"))[0])
    if name == organisation and not first("N").strip(" ;"):
        problems.append(Problem(f"line {began}", "card_of_a_company", {"name": name[:80]}))
        return
    cards.append(
        ReadCard(
            line=began,
            name=name[:300],
            uid=_words(first("UID"))[:300],
            organisation=organisation[:300],
            title=_words(first("TITLE") or first("ROLE"))[:200],
            email=email,
            phone=_words(_preferred(lines, "TEL")).removeprefix("tel:")[:40],
            note=_words(first("NOTE"), lines=True)[:_LONGEST],
        )
    )


def _preferred(lines: list[tuple[str, list[str], str]], name: str) -> str:
    """The value said to be preferred, else the first."""
    found = [(settings, value) for one, settings, value in lines if one == name and value.strip()]
    liked = (value for settings, value in found if any("PREF" in one.upper() for one in settings))
    return next(liked, found[0][1] if found else "")


def _property(head: str, value: str) -> tuple[str, list[str], str]:
    """A line's name without its group, its settings, and its value."""
    name, *settings = head.split(";")
    if any("QUOTED-PRINTABLE" in one.upper() for one in settings):
        value = _in_words(quopri.decodestring(value.encode("utf-8", "replace")))
    return name.rpartition(".")[2].strip().upper(), settings, value[: _LONGEST * 2]


def _in_words(octets: bytes) -> str:
    """UTF-8, else what old phones wrote, whatever they called it."""
    try:
        return octets.decode("utf-8")
    except UnicodeDecodeError:
        return octets.decode("cp1252", "replace")


def _from_parts(value: str) -> str:
    """«Family;First;Middle;Mme;» as one says it."""
    family, first, middle, *_ = [*_PART.split(value), "", "", ""]
    return " ".join(part for part in (_words(first), _words(middle), _words(family)) if part)


def _words(value: str, *, lines: bool = False) -> str:
    plain = _ESCAPED.sub(lambda found: "\n" if found[1] in "nN" else found[1], value)
    plain = "".join(sign for sign in plain if sign == "\n" or sign.isprintable())
    return plain.strip() if lines else _HTML_SPACE.sub(" ", plain).strip()


def _unfolded(text: str) -> Iterator[tuple[int, str]]:
    """Logical lines with the number of their first: a line that opens with a blank goes on from the one before.

    In quoted-printable (2.1), a line that ends with «=» goes on as well.
    """
    kept, began = "", 0
    for number, line in enumerate(text.splitlines(), start=1):
        soft = kept.endswith("=") and "QUOTED-PRINTABLE" in kept.partition(":")[0].upper()
        if kept and (soft or line[:1] in {" ", "\t"}):
            kept = kept[:-1] + line.lstrip() if soft else kept + line[1:]
            continue
        if kept:
            yield began, kept
        kept, began = line, number
    if kept:
        yield began, kept


def _decoded(data: bytes) -> str:
    for encoding in ("utf-8-sig", "utf-16") if data[:2] in {b"\xff\xfe", b"\xfe\xff"} else ("utf-8-sig", "cp1252"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return data.decode("latin-1")
