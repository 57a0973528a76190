"""Reading what was promised and what happened: the promise, and the journal in its order."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, tzinfo
from typing import Any

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
from relance.etiquette.fields import Problems
from relance.etiquette.problems import Problem
from relance.etiquette.steps import ACTIONS

_PROMISE_KEYS = frozenset(("kind", "date", "n", "unit", "said"))
_PROMISE_KINDS = ("date", "days", "end_of_week", "vague")
_MOST_DAYS = 400
_REPLY_KINDS = ("ack", "delay", "second_interview", "offer", "rejection")
_EVENT_KEYS: Mapping[str, frozenset[str]] = {
    "done": frozenset(("type", "action", "at", "to", "channel")),
    "call_no_message": frozenset(("type", "action", "at")),
    "extra_contact": frozenset(("type", "at", "channel")),
    "reply": frozenset(("type", "kind", "at", "channel", "promise", "round2_start", "deadline", "with_reasons")),
    "competing_offer": frozenset(("type", "at", "deadline")),
}
_EVENT_TYPES = tuple(_EVENT_KEYS)
_CALLS = ("followup1", "followup2")
_CHANNELS = ("email", "phone")


def read_promise(
    raw: object, place: str, problems: Problems, anchor: date | None, too_early: str
) -> Promise | None:
    """What they announced; a date before `anchor` is noted with the code `too_early`."""
    if raw is None:
        return None
    raw = fields.table(raw, place, _PROMISE_KEYS, problems)
    kind = fields.choice(raw.get("kind"), f"{place}.kind", problems, _PROMISE_KINDS)
    if raw.get("kind") is None:
        fields.missing(f"{place}.kind", problems)
    unit: DayUnit = fields.choice(raw.get("unit"), f"{place}.unit", problems, ("calendar", "working")) or "calendar"
    on = fields.day(raw.get("date"), f"{place}.date", problems)
    n = fields.whole(raw.get("n"), f"{place}.n", problems, 1 if unit == "working" else 0, _MOST_DAYS)
    needed = {"date": "date", "days": "n"}.get(kind)
    if needed is not None and raw.get(needed) is None:
        fields.missing(f"{place}.{needed}", problems)
    if kind == "date" and on is not None and anchor is not None and on < anchor:
        params = {"date": on.isoformat(), "anchor": anchor.isoformat()}
        problems.append(Problem(f"{place}.date", too_early, params))
    return Promise(kind, on, n, unit, fields.text(raw.get("said"), f"{place}.said", problems))


def read_events(raw: object, tz: tzinfo, people: Sequence[Person], problems: Problems) -> tuple[Event, ...]:
    """The journal, in the order things happened."""
    if not raw and (raw is None or isinstance(raw, list)):
        return ()
    known = {person.id for person in people}
    events = []
    latest: datetime | None = None
    for i, row in enumerate(fields.rows(raw, "events", problems)):
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
    if not isinstance(raw, Mapping):
        problems.append(Problem(place, "not_a_table", {"value": fields.shown(raw)}))
        return None
    kind = fields.choice(raw.get("type"), f"{place}.type", problems, _EVENT_TYPES)
    if raw.get("type") is None:
        fields.missing(f"{place}.type", problems)
    if kind is None:
        return None
    fields.table(raw, place, _EVENT_KEYS[kind], problems)
    if raw.get("at") is None:
        fields.missing(f"{place}.at", problems)
    at = fields.instant(raw.get("at"), f"{place}.at", problems, tz)
    return None if at is None else _READERS[kind](raw, place, at, tz, known, problems)


def _done(
    raw: Mapping[str, Any], place: str, at: datetime, _tz: tzinfo, known: set[str], problems: Problems
) -> Done:
    action = _needed(raw, place, "action", problems, ACTIONS)
    to: tuple[str, ...] = ()
    if raw.get("to") is not None:
        to = fields.texts(raw["to"], f"{place}.to", problems)
        strangers = [person for person in to if known and person not in known and person != "candidate"]
        for person in strangers:
            near = fields.nearest(person, known)
            problems.append(Problem(f"{place}.to", "unknown_person", {"id": fields.shown(person)}, near))
    return Done(action, at, to)


def _silent_call(
    raw: Mapping[str, Any], place: str, at: datetime, _tz: tzinfo, _known: set[str], problems: Problems
) -> SilentCall:
    return SilentCall(_needed(raw, place, "action", problems, _CALLS), at)


def _extra_contact(
    raw: Mapping[str, Any], place: str, at: datetime, _tz: tzinfo, _known: set[str], problems: Problems
) -> ExtraContact:
    return ExtraContact(at, fields.text(raw.get("channel"), f"{place}.channel", problems))


def _competing_offer(
    raw: Mapping[str, Any], place: str, at: datetime, tz: tzinfo, _known: set[str], problems: Problems
) -> CompetingOffer:
    return CompetingOffer(at, fields.instant(raw.get("deadline"), f"{place}.deadline", problems, tz))


def _reply(
    raw: Mapping[str, Any], place: str, at: datetime, tz: tzinfo, _known: set[str], problems: Problems
) -> Reply:
    kind = _needed(raw, place, "kind", problems, _REPLY_KINDS)
    return Reply(
        kind=kind,
        at=at,
        channel=fields.choice(raw.get("channel"), f"{place}.channel", problems, _CHANNELS),
        promise=read_promise(raw.get("promise"), f"{place}.promise", problems, at.date(), "promise_before_reply"),
        round2_start=fields.instant(raw.get("round2_start"), f"{place}.round2_start", problems, tz),
        deadline=fields.instant(raw.get("deadline"), f"{place}.deadline", problems, tz),
        with_reasons=fields.flag(raw.get("with_reasons"), f"{place}.with_reasons", problems),
    )


def _needed(raw: Mapping[str, Any], place: str, key: str, problems: Problems, choices: Sequence[str]) -> Any:
    if raw.get(key) is None:
        fields.missing(f"{place}.{key}", problems)
    return fields.choice(raw.get(key), f"{place}.{key}", problems, choices)


_READERS: Mapping[str, Callable[[Mapping[str, Any], str, datetime, tzinfo, set[str], Problems], Event]] = {
    "done": _done,
    "call_no_message": _silent_call,
    "extra_contact": _extra_contact,
    "reply": _reply,
    "competing_offer": _competing_offer,
}
