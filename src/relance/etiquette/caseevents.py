"""Reading what was promised and what happened: the promise, and the journal in its order."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, tzinfo
from typing import Any, TypeAlias

from relance.etiquette import fields
from relance.etiquette.facts import (
    CompetingOffer,
    DayUnit,
    Done,
    Event,
    ExtraContact,
    Person,
    Promise,
    Reply,
    SilentCall,
)
from relance.etiquette.fields import Problems, Table
from relance.etiquette.problems import Problem
from relance.etiquette.steps import ACTIONS

_PROMISE_KEYS = frozenset(("kind", "date", "n", "unit", "said"))
_PROMISE_KINDS = ("date", "days", "end_of_week", "vague")
_PROMISE_NEEDS = {"date": "date", "days": "n"}
_UNITS = ("calendar", "working")
_MOST_DAYS = 400
_REPLY_KINDS = ("ack", "delay", "second_interview", "offer", "rejection")
_EVENT_KEYS: Mapping[str, frozenset[str]] = {
    "done": frozenset(("type", "action", "at", "to", "channel")),
    "call_no_message": frozenset(("type", "action", "at")),
    "extra_contact": frozenset(("type", "at", "channel")),
    "reply": frozenset(
        ("type", "kind", "at", "channel", "promise", "round2_start", "deadline", "with_reasons", "feedback")
    ),
    "competing_offer": frozenset(("type", "at", "deadline")),
}
_EVENT_TYPES = tuple(_EVENT_KEYS)
_CALLS = ("followup1", "followup2")
_CHANNELS = ("email", "phone")


def read_promise(
    holder: Table, place: str, problems: Problems, anchor: date | None, too_early: str
) -> Promise | None:
    """What they announced; a date before `anchor` is noted with the code `too_early`."""
    raw = holder.get("promise")
    if raw is None:
        return None
    place = fields.at(place, "promise")
    table = fields.table(raw, place, _PROMISE_KEYS, problems)
    fields.need(table, "kind", place, problems)
    kind = fields.choice(table, "kind", place, problems, _PROMISE_KINDS)
    unit: DayUnit = fields.choice(table, "unit", place, problems, _UNITS) or "calendar"
    on = fields.day(table, "date", place, problems)
    n = fields.whole(table, "n", place, problems, 1 if unit == "working" else 0, _MOST_DAYS)
    if kind in _PROMISE_NEEDS:
        fields.need(table, _PROMISE_NEEDS[kind], place, problems)
    if kind == "date" and on is not None and anchor is not None and on < anchor:
        params = {"date": on.isoformat(), "anchor": anchor.isoformat()}
        problems.append(Problem(f"{place}.date", too_early, params))
    return Promise(kind, on, n, unit, fields.text(table, "said", place, problems))


def read_events(facts: Table, tz: tzinfo, people: Sequence[Person], problems: Problems) -> tuple[Event, ...]:
    """The journal, in the order things happened."""
    listed = fields.rows(facts, "events", "", problems)
    if not listed:
        return ()
    known = {person.id for person in people}
    events: list[Event] = []
    latest: datetime | None = None
    for i, row in enumerate(listed):
        place = f"events[{i}]"
        event = _event(row, place, tz, known, problems)
        if event is None:
            continue
        at = fields.utc(event.at)
        if latest is not None and at < latest:
            problems.append(Problem(f"{place}.at", "events_out_of_order", {"at": fields.shown(row["at"])}))
        latest = at
        events.append(event)
    return tuple(events)


def _event(raw: object, place: str, tz: tzinfo, known: set[str], problems: Problems) -> Event | None:
    kind = raw.get("type") if isinstance(raw, dict) else None
    keys = _EVENT_KEYS.get(kind) if isinstance(kind, str) else None
    if keys is None:
        table = fields.table(raw, place, _ANY_EVENT_KEY, problems)
        if table is raw and fields.need(table, "type", place, problems):
            fields.choice(table, "type", place, problems, _EVENT_TYPES)
        return None
    table = fields.table(raw, place, keys, problems)
    fields.need(table, "at", place, problems)
    at = fields.instant(table, "at", place, problems, tz)
    return None if at is None else _READERS[str(kind)](table, place, at, tz, known, problems)


_ANY_EVENT_KEY = frozenset().union(*_EVENT_KEYS.values())


def _done(table: Table, place: str, at: datetime, _tz: tzinfo, known: set[str], problems: Problems) -> Done:
    action = _needed(table, "action", place, problems, ACTIONS)
    to: tuple[str, ...] = ()
    if "to" in table:
        to = fields.texts(table, "to", place, problems)
        for person in to:
            if known and person not in known and person != "candidate":
                params = {"id": fields.shown(person)}
                problems.append(
                    Problem(
                        f"{place}.to", "unknown_person", params, fields.suggestion(person, sorted(known), problems)
                    )
                )
    if "channel" in table:
        fields.text(table, "channel", place, problems)
    return Done(action, at, to)


def _silent_call(
    table: Table, place: str, at: datetime, _tz: tzinfo, _known: set[str], problems: Problems
) -> SilentCall:
    return SilentCall(_needed(table, "action", place, problems, _CALLS), at)


def _extra_contact(
    table: Table, place: str, at: datetime, _tz: tzinfo, _known: set[str], problems: Problems
) -> ExtraContact:
    return ExtraContact(at, fields.text(table, "channel", place, problems))


def _competing_offer(
    table: Table, place: str, at: datetime, tz: tzinfo, _known: set[str], problems: Problems
) -> CompetingOffer:
    return CompetingOffer(at, fields.instant(table, "deadline", place, problems, tz))


def _reply(table: Table, place: str, at: datetime, tz: tzinfo, _known: set[str], problems: Problems) -> Reply:
    return Reply(
        kind=_needed(table, "kind", place, problems, _REPLY_KINDS),
        at=at,
        channel=fields.choice(table, "channel", place, problems, _CHANNELS),
        promise=read_promise(table, place, problems, at.date(), "promise_before_reply"),
        round2_start=fields.instant(table, "round2_start", place, problems, tz),
        deadline=fields.instant(table, "deadline", place, problems, tz),
        with_reasons=fields.flag(table, "with_reasons", place, problems),
        feedback=fields.text(table, "feedback", place, problems),
    )


def _needed(table: Table, key: str, place: str, problems: Problems, choices: Sequence[str]) -> Any:
    fields.need(table, key, place, problems)
    return fields.choice(table, key, place, problems, choices)


_Reader: TypeAlias = Callable[[Table, str, datetime, tzinfo, set[str], Problems], Event]
_READERS: Mapping[str, _Reader] = {
    "done": _done,
    "call_no_message": _silent_call,
    "extra_contact": _extra_contact,
    "reply": _reply,
    "competing_offer": _competing_offer,
}
