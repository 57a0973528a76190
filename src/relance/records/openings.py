"""From rows to an opening's facts, as `etiquette.duties` reads them."""

from collections.abc import Iterable
from datetime import date
from typing import cast
from zoneinfo import ZoneInfo

from relance.etiquette.duties import Asked, Chosen, Met, News, Turn, Withdrew
from relance.etiquette.duties import Opening as OpeningFacts
from relance.etiquette.duties.opening import CandidateEvent, MetAt, NewsKind, Question, TurnKind
from relance.etiquette.facts import Interview
from relance.records.facts import entries_of, participants_of, promise_from, promise_of
from relance.records.models import Case, Entry, Opening, Person, Round


def candidate_key(case: Case) -> str:
    """Return the id under which the pure rooms know a candidate."""
    return str(case.pk)


def candidate_of(case: Case) -> Person:
    """The person met: the main contact of the latest round."""
    people = participants_of(rounds_of(case)[-1])
    return next((one.person for one in people if one.main_contact), people[0].person)


def rounds_of(case: Case) -> list[Round]:
    """The interviews of a candidate, in order."""
    ahead = cast("list[Round] | None", getattr(case, "rounds_ahead", None))
    return list(case.rounds.order_by("number")) if ahead is None else ahead


def opening_facts(opening: Opening, cases: Iterable[Case]) -> OpeningFacts:
    """Build the facts of an opening. Fetch the cases with `queries.candidates_of`."""
    tz = ZoneInfo(opening.tz)
    return OpeningFacts(
        region=opening.region,
        tz=tz,
        candidates=tuple(_met(case, tz) for case in cases),
        id=str(opening.pk),
        title=opening.title,
        organisation=opening.organisation.name,
        employees=opening.employees,
        public_employer=opening.public_employer,
        publicly_advertised=opening.publicly_advertised,
        extra_closed_days=frozenset(date.fromisoformat(day) for day in opening.extra_closed_days),
        events=tuple(
            Chosen(str(turn.case_id), turn.happened_at.astimezone(tz))
            if turn.case_id
            else Turn(cast("TurnKind", turn.kind), turn.happened_at.astimezone(tz))
            for turn in opening.turns.all()
        ),
    )


def _met(case: Case, tz: ZoneInfo) -> Met:
    rounds = rounds_of(case)
    rows = [entry for round_ in rounds for entry in entries_of(round_)]
    undone = {entry.undoes_id for entry in rows if entry.undoes_id is not None}
    events = [event for entry in rows if entry.pk not in undone and (event := _event(entry, tz)) is not None]
    return Met(
        id=candidate_key(case),
        name=candidate_of(case).name,
        interviews=tuple(
            MetAt(Interview(round_.starts_at.astimezone(tz), round_.ends_at.astimezone(tz)), promise_of(round_))
            for round_ in rounds
        ),
        events=tuple(sorted(events, key=lambda event: event.at)),
    )


def _event(entry: Entry, tz: ZoneInfo) -> CandidateEvent | None:
    at, data = entry.happened_at.astimezone(tz), entry.data
    match entry.kind:
        case Entry.Kind.NEWS:
            return News(
                kind=cast("NewsKind", entry.action),
                at=at,
                promise=promise_from(data.get("promise")),
                reasons=tuple(data.get("reasons", ())),
                confirmed=bool(data.get("confirmed")),
            )
        case Entry.Kind.ASKED:
            about = data.get("about", "news")
            # A correction is made at once: nothing waits for it.
            return Asked(at, cast("Question", about)) if about in {"news", "reasons"} else None
        case Entry.Kind.WITHDREW:
            return Withdrew(at)
        case _:
            return None
