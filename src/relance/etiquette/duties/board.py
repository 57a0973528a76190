"""The board: for each candidate met, the news or the answer that is due, and why (QL-01 to QL-07).

It promises that nobody is forgotten: every candidate met is answered, or quiet with a date, or owed something; that
no date is later than what was announced, nor on a day off.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo
from typing import Literal, TypeAlias

from relance.etiquette.duties.law import LegalDuty, laws_for, limit_of
from relance.etiquette.duties.opening import Asked, Chosen, Met, News, Opening, Turn, Withdrew
from relance.etiquette.facts import Promise
from relance.etiquette.hours import EMAIL_SLOT, at_hour, is_after
from relance.etiquette.situation import last_promised_day
from relance.etiquette.workingdays import WorkingDays, working_days

State: TypeAlias = Literal["before_interview", "quiet", "soon", "due", "late", "law", "answered", "withdrawn"]
Owed: TypeAlias = Literal["news", "answer", "reason"]
OpeningState: TypeAlias = Literal["running", "slowed", "standby", "stopped", "chosen"]

SILENCE_DAYS = 14  # QL-01: calendar days after the last news, when no date was announced
TURN_WORKING_DAYS = 2  # QL-03, QL-04
SOON_WORKING_DAYS = 2  # QL-07
LAW_WORKING_DAYS = 5  # QL-07
KEEP_MONTHS = 24  # QL-06: where no text of the region says otherwise
NOTICE_DAYS = 30  # QL-06
EXPLAIN_MONTHS = 3  # QL-06

# The most pressing first; within one state, by date.
STATES: tuple[State, ...] = ("law", "late", "due", "soon", "quiet", "before_interview", "answered", "withdrawn")
_OVER: frozenset[State] = frozenset(("answered", "withdrawn"))


@dataclass(frozen=True, slots=True)
class Retention:
    """How long the candidate's file is kept: notice is given on `notice_on`, it is erased on `erase_on`."""

    keep_until: date
    notice_on: date
    erase_on: date


@dataclass(frozen=True, slots=True)
class Duty:
    """What is owed to one candidate, if anything; `since` is the last news, of which the interview is the first."""

    candidate: str
    state: State
    owed: Owed | None = None
    due: datetime | None = None
    since: datetime | None = None
    flags: tuple[str, ...] = ()
    because: tuple[str, ...] = ()
    law: tuple[LegalDuty, ...] = ()
    retention: Retention | None = None


@dataclass(frozen=True, slots=True)
class Board:
    """The duties of an opening, the most pressing first; `unanswered` keeps it from being closed (QL-04)."""

    state: OpeningState
    duties: tuple[Duty, ...]
    unanswered: tuple[str, ...]

    @property
    def may_close(self) -> bool:
        """Whether every candidate met has an answer (QL-04, Q-05)."""
        return not self.unanswered


@dataclass(frozen=True, slots=True)
class _Owed:
    """One reason to write, and the day by which."""

    what: Owed
    day: date
    rule: str


def duties(opening: Opening, now: datetime) -> Board:
    """The board of an opening at an instant. What comes after `now` is not known yet, interviews apart."""
    local = now.astimezone(opening.tz)
    days = working_days(opening.region, opening.extra_closed_days)
    turns = _turns(opening, local)
    state: OpeningState = "running"
    for turn in turns:
        state = "chosen" if isinstance(turn, Chosen) else "running" if turn.kind == "resumed" else turn.kind
    found = [_duty(candidate, opening, turns, days, local) for candidate in opening.candidates]
    found.sort(key=lambda duty: (STATES.index(duty.state), duty.due.timestamp() if duty.due else 0))
    unanswered = tuple(duty.candidate for duty in found if duty.state not in {*_OVER, "before_interview"})
    return Board(state, tuple(found), unanswered)


def _turns(opening: Opening, now: datetime) -> list[Turn | Chosen]:
    """What happened to the process so far; the chosen one's withdrawal starts it again."""
    turns: list[Turn | Chosen] = [turn for turn in opening.events if not is_after(turn.at, now)]
    left = {c.id: e.at for c in opening.candidates for e in c.events if isinstance(e, Withdrew)}
    for turn in opening.events:
        at = left.get(turn.candidate) if isinstance(turn, Chosen) else None
        if at is not None and not is_after(at, now) and not is_after(turn.at, at):
            turns.append(Turn("resumed", at))
    return sorted(turns, key=lambda turn: turn.at.timestamp())


def _duty(
    candidate: Met, opening: Opening, turns: Sequence[Turn | Chosen], days: WorkingDays, now: datetime
) -> Duty:
    met = [one for one in candidate.interviews if not is_after(one.interview.end, now)]
    events = [event for event in candidate.events if not is_after(event.at, now)]
    if any(isinstance(event, Withdrew) for event in events):
        last = max((event.at for event in events), key=datetime.timestamp)
        return Duty(candidate.id, "withdrawn", since=last, retention=retention_of(opening, last, last))
    if not met:
        return Duty(candidate.id, "before_interview")
    news = [event for event in events if isinstance(event, News)]
    interview_at = met[-1].interview.end.astimezone(opening.tz)
    since = max([interview_at, *(one.at for one in news)], key=datetime.timestamp).astimezone(opening.tz)
    answer = _answer(news, interview_at, turns)
    law = _law(opening, interview_at, news, answer, now)
    last_contact = max([since, *(event.at for event in events)], key=datetime.timestamp)
    asked = _asked(events, since)
    if answer is not None:
        # Reasons asked for after a no are a question waiting, whatever was told before.
        kept = retention_of(opening, last_contact, answer.at)
        return Duty(candidate.id, "answered", None, None, since, asked, ("QL-04",), law, kept)
    owed = [*_clock(met[-1].promise, interview_at, news, days), *_turned(candidate.id, since, turns, days)]
    if news and not news[-1].explains:
        owed.append(_Owed("reason", _soon_after(news[-1].at, opening.tz, days), "QL-05"))
    first = min(owed, key=lambda one: (one.day, one.rule))
    due = at_hour(first.day, EMAIL_SLOT, opening.tz)
    rules = tuple(sorted({one.rule for one in owed if one.day == first.day}))
    what = next((one.what for kind in ("answer", "reason") for one in owed if one.what == kind), first.what)
    return Duty(
        candidate=candidate.id,
        state=_state(due.date(), law, days, now.date()),
        owed=what,
        due=due,
        since=since,
        flags=(*_flags(news, since), *asked),
        because=rules,
        law=law,
    )


def _answer(news: Sequence[News], interview_at: datetime, turns: Sequence[Turn | Chosen]) -> News | None:
    """The news that ended it: an offer, a no that says why, the end of a process that did not resume (QL-04)."""
    for one in reversed(news):
        if not is_after(one.at, interview_at) or one.kind == "invitation":
            return None
        if one.kind == "offer" or (one.kind == "refusal" and one.explains):
            return one
        if one.kind == "stopped" and not _resumed_after(one.at, turns):
            return one
    return None


def _resumed_after(at: datetime, turns: Sequence[Turn | Chosen]) -> bool:
    return any(isinstance(turn, Turn) and turn.kind == "resumed" and is_after(turn.at, at) for turn in turns)


def _clock(promise: Promise | None, at: datetime, news: Sequence[News], days: WorkingDays) -> list[_Owed]:
    """QL-01, QL-02: the date announced last, else two weeks after the last news.

    A date not yet reached is not undone by news that carry none.
    """
    told = [(at, promise), *((one.at.astimezone(at.tzinfo), one.promise) for one in news if is_after(one.at, at))]
    last = told[-1][0].date()
    promised: date | None = None
    for when, said in told:
        announced = last_promised_day(said, when.date(), days)
        promised = announced or (promised if promised and promised > when.date() else None)
    rule = "QL-02" if len(told) > 1 else "QL-01"
    if promised is not None:
        return [_Owed("news", days.on_or_before(promised), rule)]
    return [_Owed("news", days.on_or_before(last + timedelta(days=SILENCE_DAYS)), rule)]


def _turned(candidate: str, since: datetime, turns: Sequence[Turn | Chosen], days: WorkingDays) -> list[_Owed]:
    """QL-03, QL-04: what the turns since the last news make due, and the answer owed once the process is over."""
    owed = []
    for turn in turns:
        if isinstance(turn, Turn) and is_after(turn.at, since):
            owed.append(_Owed("news", _soon_after(turn.at, since.tzinfo, days), "QL-03"))
            break
    over: Turn | Chosen | None = None
    for turn in turns:
        if isinstance(turn, Chosen):
            over = turn if turn.candidate != candidate else None
        elif turn.kind in {"stopped", "resumed"}:
            over = turn if turn.kind == "stopped" else None
    if over is not None:
        owed.append(_Owed("answer", _soon_after(over.at, since.tzinfo, days), "QL-04"))
    return owed


def _soon_after(at: datetime, tz: tzinfo | None, days: WorkingDays) -> date:
    return days.after(at.astimezone(tz).date(), TURN_WORKING_DAYS)


def _law(
    opening: Opening, interview_at: datetime, news: Sequence[News], answer: News | None, now: datetime
) -> tuple[LegalDuty, ...]:
    told = answer is not None or any(is_after(one.at, interview_at) for one in news)
    met = {"tell_decision": told, "inform_not_kept": answer is not None}
    return tuple(
        LegalDuty(
            law.id,
            law.asks,
            "unknown" if unknown else "yes",
            limit_of(law, interview_at.date()),
            met.get(law.asks, False),
            unknown,
        )
        for law, unknown in laws_for(opening, now.date())
    )


def _state(due: date, law: Sequence[LegalDuty], days: WorkingDays, today: date) -> State:
    limits = [one.limit for one in law if one.limit and one.applies == "yes" and not one.is_met]
    if any(today >= days.before(limit, LAW_WORKING_DAYS) for limit in limits):
        return "law"
    if today > due:
        return "late"
    if today == due:
        return "due"
    return "soon" if today >= days.before(due, SOON_WORKING_DAYS) else "quiet"


def _flags(news: Sequence[News], since: datetime) -> tuple[str, ...]:
    if not news or is_after(since, news[-1].at):
        return ()
    last = news[-1]
    if not last.explains:
        return ("no_reason",) if not last.reasons else ("not_confirmed",)
    has_date = last.promise is not None and last.promise.kind != "vague"
    return () if has_date or last.kind == "stopped" else ("no_next_date",)


def _asked(events: Sequence[object], since: datetime) -> tuple[str, ...]:
    """The candidate's questions that no news came after."""
    asked = [event for event in events if isinstance(event, Asked) and is_after(event.at, since)]
    return tuple(dict.fromkeys(f"asked_{event.about}" for event in asked))


def retention_of(opening: Opening, last_contact: datetime, outcome: datetime) -> Retention:
    """QL-06: erased so long after the last contact, with notice; never before a no could be explained."""
    held = [law for law, unknown in laws_for(opening, last_contact.date()) if not unknown]
    most = min((law.keep_at_most_months for law in held if law.keep_at_most_months), default=KEEP_MONTHS)
    least = max((law.keep_at_least_months or 0 for law in held), default=0) or EXPLAIN_MONTHS
    tz = opening.tz
    keep_until = _months_after(outcome.astimezone(tz).date(), least)
    erase_on = max(_months_after(last_contact.astimezone(tz).date(), most), keep_until)
    return Retention(keep_until, erase_on - timedelta(days=NOTICE_DAYS), erase_on)


def _months_after(day: date, months: int) -> date:
    """The same day of the month so many months later, or the last one that month has."""
    year, month = divmod(day.month - 1 + months, 12)
    first = date(day.year + year, month + 1, 1)
    last = (first.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
    return min(first + timedelta(days=day.day - 1), last)
