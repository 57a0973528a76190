"""From the lines of a table to applications: what each line becomes, and what is wrong with it."""

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Literal, TypeAlias

from relance.actions.brought.columns import plain, recognise
from relance.actions.brought.days import Order, order_of, read_day, read_hour, read_instant
from relance.actions.brought.tables import Line, Table
from relance.etiquette.problems import Problem

#: What a status of theirs means here. «none»: no interview yet, or nothing to follow.
Stage: TypeAlias = Literal["open", "offer", "rejected", "withdrawn", "none"]
_STAGES: Mapping[Stage, tuple[str, ...]] = {
    "rejected": ("reject", "refus", "declined by", "not selected", "negati", "no hire"),
    "withdrawn": ("withdr", "retire", "archiv", "abandon", "declin", "clos", "ferme"),
    "offer": ("offer", "offre", "accept", "hired", "embauch", "propos"),
    "open": (
        "interview", "entretien", "screen", "assessment", "entrevue", "final", "onsite", "technical", "waiting",
        "attente", "relanc", "follow",
    ),
    "none": (
        "appl", "candidat", "saved", "wish", "bookmark", "envoy", "sent", "a faire", "to do", "draft", "favor",
    ),
}  # fmt: skip
_ADDRESS = re.compile(r"[^\s,;<>]+@[^\s,;<>]+\.[^\s,;<>]+")
_TEN = time(10)


def key_of(organisation: str, role: str, on: date | None) -> str:
    """What makes an interview the same: the company, the post, the day, however they are spelled."""
    told = (plain(organisation), plain(role), on.isoformat() if on else "")
    return hashlib.sha256("\n".join(told).encode()).hexdigest()[:32]


@dataclass(frozen=True, slots=True)
class Brought:
    """One application as a line tells it. `start` is None when no interview is dated; the day first was never."""

    line: int
    organisation: str
    role: str = ""
    start: datetime | None = None
    end: datetime | None = None
    zone: str = ""
    contact: str = ""
    contact_title: str = ""
    email: str = ""
    phone: str = ""
    location: str = ""
    url: str = ""
    notes: str = ""
    stage: Stage = "open"
    status: str = ""
    followup_on: date | None = None
    problems: tuple[Problem, ...] = ()

    @property
    def key(self) -> str:
        """What makes it the same application when the file comes again."""
        return key_of(self.organisation, self.role, self.start.date() if self.start else None)


@dataclass(frozen=True, slots=True)
class Applications:
    """All that a table holds: its applications, which column is what, and every problem."""

    rows: tuple[Brought, ...] = ()
    columns: tuple[tuple[str, str], ...] = ()
    ignored: tuple[str, ...] = ()
    order: Order = "day"
    order_is_sure: bool = True
    problems: tuple[Problem, ...] = ()


def applications_of(
    table: Table, *, french: bool, order: Order | None = None, days: Mapping[int, date] | None = None
) -> Applications:
    """Read a table. `order` overrides what the dates say; `days` gives the day of interviews that lack one."""
    if not table.lines:
        return Applications(problems=table.problems)
    found = recognise(table.headers)
    if "organisation" not in found:
        headers = ", ".join(header for header in table.headers[:12] if header)
        return Applications(problems=(*table.problems, Problem("file", "no_company_column", {"headers": headers})))
    dated = [found[field] for field in ("interview", "followup") if field in found]
    cells = [line.cells[index] for line in table.lines for index in dated if index < len(line.cells)]
    guessed, sure = order_of(cells, french=french)
    rows = tuple(_rows(table, found, order or guessed, days or {}))
    return Applications(
        rows=rows,
        columns=tuple((field, table.headers[index]) for field, index in found.items()),
        ignored=tuple(head for index, head in enumerate(table.headers) if head and index not in found.values()),
        order=order or guessed,
        order_is_sure=sure or order is not None,
        problems=(*table.problems, *(problem for row in rows for problem in row.problems)),
    )


def _rows(table: Table, found: Mapping[str, int], order: Order, days: Mapping[int, date]) -> Iterator[Brought]:
    for line in table.lines:
        cells = {field: line.cells[index] for field, index in found.items() if index < len(line.cells)}
        yield _row(line, cells, order, days.get(line.number))


def _row(line: Line, cells: Mapping[str, str], order: Order, day: date | None) -> Brought:
    place, problems = f"line {line.number}", []
    if not cells.get("organisation"):
        problems.append(Problem(place, "line_without_company"))
    start, more = _start(cells, order, day, place)
    problems += more
    addresses = _ADDRESS.findall(cells.get("email", "")) or _ADDRESS.findall(cells.get("contact", ""))
    if cells.get("email") and not addresses:
        problems.append(Problem(place, "address_unreadable", {"address": cells["email"][:80]}, severity="warning"))
    followup = read_day(cells.get("followup", ""), order)
    return Brought(
        line=line.number,
        organisation=cells.get("organisation", "")[:300],
        role=cells.get("role", "")[:300],
        start=start,
        end=_end(start, cells.get("end", "")),
        zone=cells.get("zone", ""),
        contact=_name(cells.get("contact", ""))[:300],
        contact_title=cells.get("contact_title", "")[:200],
        email=addresses[0].strip(".")[:254] if addresses else "",
        phone=cells.get("phone", "")[:40],
        location=cells.get("location", "")[:500],
        url=cells["url"][:2000] if cells.get("url", "").startswith(("https://", "http://")) else "",
        notes=cells.get("notes", ""),
        stage=stage_of(cells.get("status", "")),
        status=cells.get("status", "")[:80],
        followup_on=followup,
        problems=tuple(problems),
    )


def _start(
    cells: Mapping[str, str], order: Order, day: date | None, place: str
) -> tuple[datetime | None, list[Problem]]:
    told = cells.get("interview", "")
    if instant := read_instant(told):
        return instant, []
    on, hour = read_day(told, order), read_hour(told) or read_hour(cells.get("hour", ""))
    if told and on is None:
        problem = Problem(place, "interview_day_unreadable", {"value": told[:60]}, severity="warning")
        return (datetime.combine(day, hour or _TEN), []) if day else (None, [problem])
    on = on or day
    if on is None:
        return None, []
    notes = [] if hour else [Problem(place, "hour_supposed", severity="note")]
    return datetime.combine(on, hour or _TEN), notes


def _end(start: datetime | None, told: str) -> datetime | None:
    if start is None or not told:
        return None
    if (instant := read_instant(told)) and start.tzinfo:
        return instant if instant > start else None
    hour = read_hour(told)
    if hour is None:
        return None
    end = datetime.combine(start.date(), hour, tzinfo=start.tzinfo)
    return end if end > start else None


def _name(told: str) -> str:
    """The first name of a cell: addresses and what follows a comma or a slash are left out."""
    bare = _ADDRESS.sub(" ", told.replace("<", " ").replace(">", " "))
    return " ".join(re.split(r"[,;/\n|]", bare.strip())[0].split())


def stage_of(status: str) -> Stage:
    """What a status means: the first stage one of whose words it holds; open for a word nobody knows."""
    words = plain(status)
    for stage, known in _STAGES.items():
        if any(word in words for word in known):
            return stage
    return "open"
