"""Reading an opening and its candidates, as people write them: the opening, or everything that is wrong at once.

The shape, in YAML, JSON or TOML:

    id: juriste
    now: "2026-12-01T09:00"
    opening: {title: Juriste, organisation: Cabinet Delmas, region: FR, tz: Europe/Paris, public_employer: false}
    turns: [{type: standby, at: "2026-11-27T09:00"}, {type: chosen, candidate: benali, at: "…"}]
    candidates:
      - id: benali
        interviews: [{start: "…", end: "…", promise: {kind: date, date: "2026-12-04"}}]
        events: [{type: news, kind: running, at: "…", promise: {…}}, {type: asked, at: "…"}]
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar
from zoneinfo import ZoneInfo

from relance.etiquette import fields
from relance.etiquette.caseevents import read_promise
from relance.etiquette.casefile import read_region, read_zone
from relance.etiquette.duties.opening import (
    Asked,
    CandidateEvent,
    Chosen,
    Met,
    MetAt,
    News,
    Opening,
    Turn,
    Withdrew,
)
from relance.etiquette.facts import Interview
from relance.etiquette.fields import Problems, Table
from relance.etiquette.problems import Problem

_FILE_KEYS = frozenset(("id", "now", "opening", "turns", "candidates", "title", "expect"))
_OPENING_KEYS = frozenset(
    (
        "title", "organisation", "sender", "region", "tz", "employees", "public_employer", "publicly_advertised",
        "extra_closed_days",
    )
)  # fmt: skip
_CANDIDATE_KEYS = frozenset(("id", "name", "civility", "interviews", "events"))
_INTERVIEW_KEYS = frozenset(("start", "end", "promise"))
_TURNS = ("slowed", "standby", "stopped", "resumed")
_TURN_KEYS: Mapping[str, frozenset[str]] = {
    "chosen": frozenset(("type", "at", "candidate")),
    **dict.fromkeys(_TURNS, frozenset(("type", "at"))),
}
_NEWS = ("running", "slowed", "standby", "stopped", "invitation", "offer", "refusal")
_EVENT_KEYS: Mapping[str, frozenset[str]] = {
    "news": frozenset(("type", "kind", "at", "promise", "reasons", "confirmed")),
    "asked": frozenset(("type", "at", "about")),
    "withdrew": frozenset(("type", "at")),
}
_MOST_EMPLOYEES = 10_000_000
_ANY_ZONE = ZoneInfo("UTC")

Happened = TypeVar("Happened", Turn | Chosen, CandidateEvent)


@dataclass(frozen=True, slots=True)
class OpeningCase:
    """One line of input: the opening, and the instant to look at (None: the present)."""

    opening: Opening
    now: datetime | None = None


def read_opening(raw: object) -> tuple[OpeningCase | None, tuple[Problem, ...]]:
    """The opening and no problem, or no opening and every problem."""
    problems: Problems = []
    case = _read(raw, problems)
    return (None, tuple(problems)) if problems else (case, ())


def _read(raw: object, problems: Problems) -> OpeningCase | None:
    file = fields.table(raw, "", _FILE_KEYS, problems)
    if not fields.need(file, "opening", "", problems):
        return None
    place = "opening"
    table = fields.table(file[place], place, _OPENING_KEYS, problems)
    fields.need(table, "tz", place, problems)
    tz = read_zone(table, "tz", place, problems) or _ANY_ZONE
    closed = [
        fields.as_day(row, f"{place}.extra_closed_days[{i}]", problems)
        for i, row in enumerate(fields.rows(table, "extra_closed_days", place, problems))
    ]
    candidates = _candidates(file, tz, problems)
    opening = Opening(
        region=read_region(table, place, problems),
        tz=tz,
        candidates=candidates,
        id=_id(file, problems),
        title=fields.text(table, "title", place, problems) or "",
        organisation=fields.text(table, "organisation", place, problems) or "",
        sender=fields.text(table, "sender", place, problems) or "",
        employees=fields.whole(table, "employees", place, problems, 0, _MOST_EMPLOYEES),
        public_employer=_known(table, "public_employer", place, problems),
        publicly_advertised=_known(table, "publicly_advertised", place, problems),
        extra_closed_days=frozenset(day for day in closed if day),
        events=_turns(file, tz, {one.id for one in candidates}, problems),
    )
    return OpeningCase(opening, fields.instant(file, "now", "", problems, tz))


def _id(file: Table, problems: Problems) -> str | None:
    raw = file.get("id")
    return str(raw) if isinstance(raw, int) and not isinstance(raw, bool) else fields.text(file, "id", "", problems)


def _known(table: Table, key: str, place: str, problems: Problems) -> bool | None:
    """Yes, no, or nobody said."""
    return None if table.get(key) is None else fields.flag(table, key, place, problems)


def _candidates(file: Table, tz: ZoneInfo, problems: Problems) -> tuple[Met, ...]:
    read = []
    ids: dict[str, int] = {}
    for i, row in enumerate(fields.rows(file, "candidates", "", problems)):
        place = f"candidates[{i}]"
        table = fields.table(row, place, _CANDIDATE_KEYS, problems)
        fields.need(table, "id", place, problems)
        one = fields.text(table, "id", place, problems) or ""
        first = ids.setdefault(one, i)
        if first != i:
            problems.append(Problem(f"{place}.id", "same_id", {"id": one, "other": f"candidates[{first}]"}))
        interviews = [
            _interview(interview, f"{place}.interviews[{n}]", tz, problems)
            for n, interview in enumerate(fields.rows(table, "interviews", place, problems))
        ]
        read.append(
            Met(
                id=one,
                name=fields.text(table, "name", place, problems) or "",
                civility=fields.text(table, "civility", place, problems) or "",
                interviews=tuple(sorted((one for one in interviews if one), key=lambda one: one.interview.end)),
                events=_events(table, place, tz, problems),
            )
        )
    return tuple(read)


def _interview(raw: object, place: str, tz: ZoneInfo, problems: Problems) -> MetAt | None:
    table = fields.table(raw, place, _INTERVIEW_KEYS, problems)
    fields.need(table, "start", place, problems)
    fields.need(table, "end", place, problems)
    start = fields.instant(table, "start", place, problems, tz)
    end = fields.instant(table, "end", place, problems, tz)
    if start is None or end is None:
        return None
    if fields.utc(end) <= fields.utc(start):
        problems.append(Problem(f"{place}.end", "end_before_start", {"end": fields.shown(table["end"])}))
    return MetAt(
        Interview(start, end), read_promise(table, place, problems, end.date(), "promise_before_interview")
    )


def _turns(file: Table, tz: ZoneInfo, known: set[str], problems: Problems) -> tuple[Turn | Chosen, ...]:
    turns: list[Turn | Chosen] = []
    for i, row in enumerate(fields.rows(file, "turns", "", problems)):
        place = f"turns[{i}]"
        kind, table, at = _dated(row, place, _TURN_KEYS, tz, problems)
        if at is None:
            continue
        if kind != "chosen":
            turns.append(Turn(fields.choice(table, "type", place, problems, _TURNS), at))
            continue
        fields.need(table, "candidate", place, problems)
        who = fields.text(table, "candidate", place, problems) or ""
        if who and who not in known:
            near = fields.suggestion(who, sorted(known), problems)
            problems.append(Problem(f"{place}.candidate", "unknown_person", {"id": fields.shown(who)}, near))
        turns.append(Chosen(who, at))
    return _in_order(turns, "turns", problems)


def _events(candidate: Table, place: str, tz: ZoneInfo, problems: Problems) -> tuple[CandidateEvent, ...]:
    place = f"{place}.events"
    events: list[CandidateEvent] = []
    for i, row in enumerate(fields.rows(candidate, "events", place.removesuffix(".events"), problems)):
        here = f"{place}[{i}]"
        kind, table, at = _dated(row, here, _EVENT_KEYS, tz, problems)
        if at is None:
            continue
        if kind == "news":
            fields.need(table, "kind", here, problems)
            events.append(
                News(
                    kind=fields.choice(table, "kind", here, problems, _NEWS),
                    at=at,
                    promise=read_promise(table, here, problems, at.date(), "promise_before_reply"),
                    reasons=fields.texts(table, "reasons", here, problems),
                    confirmed=fields.flag(table, "confirmed", here, problems),
                )
            )
        elif kind == "asked":
            events.append(Asked(at, fields.choice(table, "about", here, problems, ("news", "reasons")) or "news"))
        else:
            events.append(Withdrew(at))
    return _in_order(events, place, problems)


def _dated(
    raw: object, place: str, kinds: Mapping[str, frozenset[str]], tz: ZoneInfo, problems: Problems
) -> tuple[str, Table, datetime | None]:
    """What kind of event it is, its table, and its instant (None when it cannot be used)."""
    kind = raw.get("type") if isinstance(raw, dict) else None
    keys = kinds.get(kind) if isinstance(kind, str) else None
    if keys is None:
        table = fields.table(raw, place, frozenset().union(*kinds.values()), problems)
        if table is raw and fields.need(table, "type", place, problems):
            fields.choice(table, "type", place, problems, tuple(kinds))
        return "", table, None
    table = fields.table(raw, place, keys, problems)
    fields.need(table, "at", place, problems)
    return str(kind), table, fields.instant(table, "at", place, problems, tz)


def _in_order(events: Sequence[Happened], place: str, problems: Problems) -> tuple[Happened, ...]:
    latest: datetime | None = None
    for i, event in enumerate(events):
        at = fields.utc(event.at)
        if latest is not None and at < latest:
            shown = event.at.isoformat(timespec="minutes")
            problems.append(Problem(f"{place}[{i}].at", "events_out_of_order", {"at": shown}))
        latest = at
    return tuple(events)
