"""From rows to facts: what the journal of a round says, as the pure rooms read it."""

import dataclasses
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any, cast
from zoneinfo import ZoneInfo

from relance.etiquette import facts as f
from relance.records.models import Case, Entry, Letter, Participant, Promise, Round

_DEBRIEF_FIELDS = frozenset(field.name for field in dataclasses.fields(f.Debrief))


def person_key(participant: Participant) -> str:
    """Return the id under which the pure rooms know a person."""
    return str(participant.person_id)


def participants_of(round_: Round) -> list[Participant]:
    """Who takes part, in the user's order."""
    ahead = _ahead(round_, "participants_ahead")
    return list(round_.participants.all()) if ahead is None else ahead


def entries_of(round_: Round) -> list[Entry]:
    """The journal of a round, in order."""
    ahead = _ahead(round_, "entries_ahead")
    return list(round_.entries.all()) if ahead is None else ahead


def letters_of(round_: Round) -> list[Letter]:
    """The letters of a round; read ahead, only those of which nobody knows whether they left."""
    ahead = _ahead(round_, "letters_ahead")
    return list(round_.letters.all()) if ahead is None else ahead


def _ahead(round_: Round, name: str) -> list[Any] | None:
    """What `queries.latest_rounds` read for many rounds at once."""
    return cast("list[Any] | None", getattr(round_, name, None))


def facts_of(round_: Round) -> f.Facts:
    """Build the facts of a round from its rows (PL-35). Fetch the rows with `queries.rounds_with_facts`."""
    case = round_.case
    tz = ZoneInfo(case.tz)
    owner = case.owner
    participants = participants_of(round_)
    return f.Facts(
        region=case.region,
        tz=tz,
        candidate_tz=ZoneInfo(owner.tz) if owner.tz != case.tz else None,
        candidate=f.Candidate(
            name=owner.name,
            gender=cast("f.Gender | None", owner.gender or None),
            phone=owner.phone or None,
            email=owner.email or None,
        ),
        organisation=case.organisation.name,
        role=case.role,
        round=round_.number,
        interview=f.Interview(
            start=round_.starts_at.astimezone(tz),
            end=round_.ends_at.astimezone(tz),
            mode=cast("f.Mode | None", round_.mode or None),
        ),
        people=tuple(_person(participant) for participant in participants),
        process_length=cast("f.ProcessLength", round_.process_length),
        promise=promise_of(round_),
        channel_answer=cast("f.Channel | None", round_.channel_answer or None),
        contact_policy=cast("f.ContactPolicy | None", round_.contact_policy or None),
        via_agency=case.via_agency,
        extra_closed_days=frozenset(date.fromisoformat(day) for day in round_.extra_closed_days),
        still_interested=round_.still_interested,
        debrief=debrief_of(round_),
        events=events_of(entries_of(round_), case),
    )


def events_of(entries: Iterable[Entry], case: Case) -> tuple[f.Event, ...]:
    """Turn the journal into events, in order; an entry that was undone says nothing."""
    rows = list(entries)
    undone = {entry.undoes_id for entry in rows if entry.undoes_id is not None}
    tz = ZoneInfo(case.tz)
    events = [_event(entry, tz) for entry in rows if entry.pk not in undone]
    return tuple(sorted((event for event in events if event is not None), key=lambda event: event.at))


def promise_data(promise: f.Promise) -> dict[str, Any]:
    """Write a promise as JSON for an entry of the journal."""
    return {
        "kind": promise.kind,
        "date": promise.date.isoformat() if promise.date else None,
        "n": promise.n,
        "unit": promise.unit,
        "said": promise.said,
    }


def promise_from(data: dict[str, Any] | None) -> f.Promise | None:
    """Read back what `promise_data` wrote."""
    if not data:
        return None
    return f.Promise(
        kind=data["kind"],
        date=date.fromisoformat(data["date"]) if data.get("date") else None,
        n=data.get("n"),
        unit=data.get("unit") or "calendar",
        said=data.get("said"),
    )


def debrief_of(round_: Round) -> f.Debrief | None:
    """Return the debrief of a round, None when nothing was noted."""
    row = getattr(round_, "debrief", None)
    if row is None:
        return None
    return dataclasses.replace(answers_to_debrief(row.answers), free_text=row.free_text or None)


def answers_to_debrief(answers: Mapping[str, Any]) -> f.Debrief:
    """The answers of a debrief as they are kept, by field name; what is empty is left out."""
    known: dict[str, Any] = {}
    for name, value in answers.items():
        if value in (None, "", []) or name not in _DEBRIEF_FIELDS:
            continue
        if name == "brakes":
            known["brakes"] = tuple(f.Brake(text=item["text"], answer=item.get("answer") or None) for item in value)
        elif isinstance(value, list):
            known[name] = tuple(str(item) for item in value)
        else:
            known[name] = value
    return f.Debrief(**known)


def _person(participant: Participant) -> f.Person:
    person = participant.person
    return f.Person(
        id=person_key(participant),
        name=person.name,
        civility=person.civility or None,
        title=person.title or None,
        role=person.role or None,
        email=person.email or None,
        phone=person.phone or None,
        interviewed=participant.interviewed,
        main_contact=participant.main_contact,
        agency=participant.agency,
        tu_offered=person.tu_offered,
        mission=person.mission or None,
        decides=person.decides,
        convinced=participant.convinced or None,
        not_convinced=participant.not_convinced or None,
    )


def promise_of(round_: Round) -> f.Promise | None:
    """Return what was announced at the end of a round, None when nothing was."""
    row: Promise | None = getattr(round_, "promise", None)
    if row is None:
        return None
    return f.Promise(
        kind=cast("f.PromiseKind", row.kind),
        date=row.promised_on,
        n=row.n,
        unit=cast("f.DayUnit", row.unit),
        said=row.said or None,
    )


def _event(entry: Entry, tz: ZoneInfo) -> f.Event | None:
    at = entry.happened_at.astimezone(tz)
    data = entry.data
    match entry.kind:
        case Entry.Kind.DONE:
            return f.Done(action=entry.action, at=at, to=tuple(data.get("to", ())))
        case Entry.Kind.CALL_NO_MESSAGE:
            return f.SilentCall(action=entry.action, at=at)
        case Entry.Kind.EXTRA_CONTACT:
            return f.ExtraContact(at=at, channel=data.get("channel"))
        case Entry.Kind.COMPETING_OFFER:
            return f.CompetingOffer(at=at, deadline=_instant(data.get("deadline"), tz))
        case Entry.Kind.REPLY:
            return f.Reply(
                kind=data["kind"],
                at=at,
                channel=data.get("channel"),
                promise=promise_from(data.get("promise")),
                round2_start=_instant(data.get("round2_start"), tz),
                deadline=_instant(data.get("deadline"), tz),
                with_reasons=bool(data.get("with_reasons")),
                feedback=data.get("feedback") or None,
            )
        case _:
            return None


def _instant(text: str | None, tz: ZoneInfo) -> datetime | None:
    if not text:
        return None
    instant = datetime.fromisoformat(text)
    return instant.astimezone(tz) if instant.tzinfo else instant.replace(tzinfo=tz)
