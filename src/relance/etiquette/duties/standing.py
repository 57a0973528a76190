"""Where a candidate stands, as they may read it themselves: the state of the process, and the day of the next news.

It says nothing of the others, and nothing that a person has not told them yet: once somebody is chosen, the chosen
one and the others read the same words until each has an answer (QL-05: a no is never automatic).
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal, TypeAlias, cast

from relance.etiquette.duties.board import Board, Retention, duties, retention_of
from relance.etiquette.duties.opening import Met, News, Opening
from relance.etiquette.facts import Interview
from relance.etiquette.hours import is_after

StandingState: TypeAlias = Literal[
    "before_interview", "running", "slowed", "standby", "stopped", "deciding", "answered", "withdrawn"
]
STANDINGS: tuple[StandingState, ...] = (
    "before_interview", "running", "slowed", "standby", "stopped", "deciding", "answered", "withdrawn",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Standing:
    """What one candidate may know. `next_on` is the last day of the next news; `late` when it is past.

    `said` are the words of what was announced last, `asked` the questions of theirs that wait, `ahead` an interview
    to come. `retention` counts from the answer; until there is one, from `now`, and then `kept_on` is False.
    """

    state: StandingState
    next_on: date | None = None
    late: bool = False
    since: datetime | None = None
    said: str = ""
    asked: tuple[str, ...] = ()
    ahead: Interview | None = None
    retention: Retention | None = None
    kept_on: bool = False


def standing(opening: Opening, candidate: str, now: datetime) -> Standing:
    """Where `candidate` stands. `opening` holds at least that candidate, and those who were chosen."""
    board = duties(opening, now)
    duty = next(one for one in board.duties if one.candidate == candidate)
    met = next(one for one in opening.candidates if one.id == candidate)
    ahead = [one.interview for one in met.interviews if is_after(one.interview.end, now)]
    day = duty.due.date() if duty.due is not None and duty.owed is not None else None
    return Standing(
        state=_state(board, met, duty.state, now),
        next_on=day,
        late=day is not None and now.astimezone(opening.tz).date() > day,
        since=duty.since,
        said=_said(met, now),
        asked=tuple(flag.removeprefix("asked_") for flag in duty.flags if flag.startswith("asked_")),
        ahead=ahead[0] if ahead else None,
        retention=duty.retention or retention_of(opening, now, now),
        kept_on=duty.retention is not None,
    )


def _state(board: Board, met: Met, duty: str, now: datetime) -> StandingState:
    if duty in {"before_interview", "answered", "withdrawn"}:
        return cast("StandingState", duty)
    if board.state == "chosen":
        return "deciding"
    if board.state != "running":
        return board.state
    told = [event for event in met.events if isinstance(event, News) and not is_after(event.at, now)]
    # What they alone were told («your file is slower») holds until the next news says otherwise.
    kind = told[-1].kind if told else "running"
    return cast("StandingState", kind) if kind in {"slowed", "standby"} else "running"


def _said(met: Met, now: datetime) -> str:
    """The words of the last announcement; news that announce nothing do not unsay it."""
    told = [(one.interview.end, one.promise) for one in met.interviews]
    told += [(event.at, event.promise) for event in met.events if isinstance(event, News)]
    known = [(at, promise) for at, promise in told if promise is not None and not is_after(at, now)]
    last = max(known, key=lambda one: one[0].timestamp(), default=None)
    return (last[1].said or "") if last else ""
