"""From the lines of a table to candidates met: Teamtailor, Greenhouse, Lever, or a spreadsheet. Nothing raises."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from relance.actions.brought.columns import plain
from relance.actions.brought.days import Order, order_of, read_day, read_hour, read_instant
from relance.actions.brought.tables import Line, Table
from relance.etiquette.problems import Problem

#: What a column can be -> names seen in applicant trackers and spreadsheets, without case, accents or signs.
NAMES: Mapping[str, tuple[str, ...]] = {
    "name": (
        "name", "nom complet", "candidate", "candidate name", "full name", "candidat", "candidate full name",
        "nom et prenom", "prenom nom", "nom prenom", "applicant", "personne", "contact name", "nom du candidat",
    ),
    "first": ("first name", "firstname", "prenom", "candidate first name", "given name"),
    "last": ("last name", "lastname", "nom", "nom de famille", "candidate last name", "surname", "family name"),
    "email": (
        "email", "e mail", "mail", "email address", "adresse mail", "courriel", "candidate email", "emails",
        "candidate email addresses", "adresse e mail", "adresse email", "email 1", "primary email", "contact email",
    ),
    "civility": ("civilite", "civility", "salutation", "title of courtesy", "titre de civilite"),
    "interview": (
        "interview", "interview date", "entretien", "date d entretien", "date de l entretien", "date entretien",
        "interview start", "interviewed on", "interview scheduled for", "interview on", "last interview",
        "interview start time", "scheduled interview", "date of interview", "entretien le", "dernier entretien",
        "interview scheduled at", "start", "interview starts at", "rendez vous",
    ),
    "hour": ("heure", "interview time", "time", "heure de l entretien", "heure d entretien"),
    "stage": (
        "stage", "etape", "statut", "status", "current stage", "stage name", "application status", "phase",
        "candidate stage", "etat", "pipeline stage",
    ),
}  # fmt: skip
_EXACT = {name: field for field, names in NAMES.items() for name in names}
_ADDRESS = re.compile(r"[^\s,;<>()]+@[^\s,;<>()]+\.[^\s,;<>()]+")
_CIVILITIES = {
    "mme": "Mme", "madame": "Mme", "mrs": "Mme", "ms": "Mme", "miss": "Mme", "mlle": "Mme", "m": "M.", "mr": "M.",
    "monsieur": "M.", "dr": "Dr", "docteur": "Dr",
}  # fmt: skip
_TEN = time(10)


@dataclass(frozen=True, slots=True)
class Received:
    """One candidate as a line tells it. `start` is None when no interview is dated."""

    line: int
    name: str
    email: str = ""
    civility: str = ""
    start: datetime | None = None
    stage: str = ""
    problems: tuple[Problem, ...] = ()

    @property
    def usable(self) -> bool:
        """Whether nothing grave is wrong with it."""
        return not any(problem.severity == "error" for problem in self.problems)


@dataclass(frozen=True, slots=True)
class ReceivedTable:
    """All that a table holds: its candidates, which column is what, and what is wrong with the whole."""

    rows: tuple[Received, ...] = ()
    columns: tuple[tuple[str, str], ...] = ()
    ignored: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()


def received_in(table: Table, *, french: bool, order: Order | None = None) -> ReceivedTable:
    """Read a table of candidates. Two lines with one address and two names: neither is kept, and both say why."""
    if not table.lines:
        return ReceivedTable(problems=table.problems)
    found = recognise(table.headers)
    if not {"name", "last", "first"} & set(found):
        headers = ", ".join(header for header in table.headers[:12] if header)
        return ReceivedTable(problems=(*table.problems, Problem("file", "no_name_column", {"headers": headers})))
    index = found.get("interview")
    cells = [line.cells[index] for line in table.lines if index is not None and index < len(line.cells)]
    guessed, _ = order_of(cells, french=french)
    rows = [_row(line, found, order or guessed) for line in table.lines]
    return ReceivedTable(
        rows=tuple(_without_twins(rows)),
        columns=tuple((field, table.headers[place]) for field, place in found.items()),
        ignored=tuple(head for place, head in enumerate(table.headers) if head and place not in found.values()),
        problems=table.problems,
    )


def recognise(headers: Sequence[str]) -> dict[str, int]:
    """Field -> column; the first column of a name wins. «Nom» beside «Prénom» is a last name, alone a whole one."""
    found: dict[str, int] = {}
    for place, header in enumerate(headers):
        if (field := _EXACT.get(plain(header))) is not None:
            found.setdefault(field, place)
    if "last" in found and "first" not in found and "name" not in found:
        found["name"] = found.pop("last")
    return found


def _row(line: Line, found: Mapping[str, int], order: Order) -> Received:
    cells = {field: line.cells[place] for field, place in found.items() if place < len(line.cells)}
    place, problems = f"line {line.number}", []
    name = cells.get("name") or " ".join(part for part in (cells.get("first"), cells.get("last")) if part)
    name = " ".join(name.split())[:300]
    told = cells.get("email", "")
    address = match.group().lower() if (match := _ADDRESS.search(told)) else ""
    if not name:
        problems.append(Problem(place, "name_missing"))
    if told and not address:
        problems.append(Problem(place, "address_unreadable", {"address": told[:80]}))
    start, wrong = _start(cells, order, place)
    problems += wrong
    civility = _CIVILITIES.get(plain(cells.get("civility", "")), "")
    return Received(line.number, name, address, civility, start, cells.get("stage", "")[:80], tuple(problems))


def _start(cells: Mapping[str, str], order: Order, place: str) -> tuple[datetime | None, list[Problem]]:
    told = cells.get("interview", "")
    if not told:
        return None, []
    if instant := read_instant(told):
        return instant, []
    on: date | None = read_day(told, order)
    if on is None:
        return None, [Problem(place, "interview_day_unreadable", {"value": told[:60]})]
    hour = read_hour(cells.get("hour", "")) or read_hour(told)
    notes = [] if hour else [Problem(place, "hour_supposed", severity="note")]
    return datetime.combine(on, hour or _TEN), notes


def _without_twins(rows: Sequence[Received]) -> Iterator[Received]:
    """Two names under one address: which one is met cannot be told."""
    names: dict[str, set[str]] = {}
    first: dict[str, str] = {}
    for row in rows:
        if row.email and row.name:
            names.setdefault(row.email, set()).add(plain(row.name))
            first.setdefault(row.email, row.name)
    for row in rows:
        others = names.get(row.email, set())
        if row.email and len(others) > 1:
            twin = Problem(f"line {row.line}", "address_twice", {"address": row.email, "name": first[row.email]})
            yield Received(row.line, row.name, row.email, row.civility, row.start, row.stage, (*row.problems, twin))
        else:
            yield row
