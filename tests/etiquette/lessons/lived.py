"""Interviews lived, made by hand: what happened after, and what was noted."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import cast
from zoneinfo import ZoneInfo

from relance.etiquette.facts import Debrief, Done, Event, Facts, Interview, Person, ProcessLength, Reply, ReplyKind
from relance.etiquette.lessons import Life, Outcome

PARIS = ZoneInfo("Europe/Paris")
START = datetime(2026, 3, 3, 10, tzinfo=PARIS)


def life(
    case: str = "a",
    *,
    days: int = 0,
    number: int = 1,
    thanks: float | None = None,
    followup: float | None = None,
    answers: Sequence[tuple[str, float]] = (),
    feedback: str | None = None,
    debrief: Debrief | None = None,
    people: Sequence[Person] = (),
    over: bool = True,
    end: Outcome | None = None,
    process: str = "unknown",
) -> Life:
    """One interview `days` after the first; hours count from its end: thanks, follow-up, answers."""
    start = START + timedelta(days=days)
    finish = start + timedelta(hours=1)
    events: list[Event] = []
    if thanks is not None:
        events.append(Done("thanks", finish + timedelta(hours=thanks)))
    if followup is not None:
        events.append(Done("followup1", finish + timedelta(hours=followup)))
    events += [_reply(kind, finish + timedelta(hours=hours), feedback) for kind, hours in answers]
    facts = Facts(
        region="FR",
        tz=PARIS,
        interview=Interview(start, finish),
        people=tuple(people) or (Person("p", "Claire Dupont", interviewed=True, main_contact=True),),
        organisation=f"Maison {case}",
        round=number,
        process_length=cast("ProcessLength", process),
        debrief=debrief,
        events=tuple(sorted(events, key=lambda event: event.at)),
    )
    return Life(case, facts, end or ("silence" if over else None))


def _reply(kind: str, at: datetime, feedback: str | None) -> Reply:
    return Reply(cast("ReplyKind", kind), at, feedback=feedback)
