"""May this letter leave now? The last question before the first byte, asked of the plan and of the guard.

The promise: no letter leaves unless the plan holds its step for this very person, its hour has come, no answer, no
contact by hand came since it was approved, and the guard allows it. Pure: rows in, verdict out.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import TypeAlias

from relance.actions.plan_case import CasePlan
from relance.etiquette import Action, Refused
from relance.etiquette.hours import out_of_quiet
from relance.records.models import Case, Entry, Letter

#: Steps the guard judges; the others answer a message of theirs, or are the thanks, which have rules of their own.
FOLLOWUPS = frozenset({"followup1", "followup2", "call_retry"})
#: Why a case is paused when they asked something: only answers to it may leave.
QUESTION = "question-to-answer"
#: Letters the plan does not list, and which only a message of theirs gives reason to.
ANSWERS_OFF_PLAN = frozenset({"accept_offer", "decline_offer", "ask_time", "answer_question", "keep_in_touch"})
#: To keep in touch is for later: a file that is closed lets that one letter out.
AFTER_THE_END = frozenset({"keep_in_touch"})
#: Entries after an approval that make it stale.
STALE = frozenset(
    {Entry.Kind.REPLY, Entry.Kind.EXTRA_CONTACT, Entry.Kind.DONE, Entry.Kind.NEWS, Entry.Kind.WITHDREW}
)


@dataclass(frozen=True, slots=True)
class Go:
    """It may."""


@dataclass(frozen=True, slots=True)
class Hold:
    """Not yet: from `until` on."""

    code: str
    until: datetime
    because: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Drop:
    """Not any more."""

    code: str
    because: tuple[str, ...] = ()


Verdict: TypeAlias = Go | Hold | Drop


def may_leave(*, planned: CasePlan, letter: Letter, at: datetime) -> Verdict:
    """Judge `letter` at the instant `at`, with the plan computed at that instant."""
    if stopped := _stopped(planned, letter):
        return stopped
    if letter.step in ANSWERS_OFF_PLAN or planned.case.opening_id:
        return _awake(planned, at)
    action = _planned_for(planned, letter)
    if action is None:
        return Drop("not-planned", _blocked(planned, letter.step))
    if action.channel != "email":
        return Drop("not-by-mail", tuple(action.because))
    if letter.step in FOLLOWUPS:
        return _after_the_guard(planned, action, at)
    return _in_time(planned, letter, action, at)


def _stopped(planned: CasePlan, letter: Letter) -> Drop | None:
    if planned.problems:
        return Drop("playbook-unreadable")
    if planned.case.state != Case.State.OPEN and letter.step not in AFTER_THE_END:
        return Drop("case-closed")
    if planned.case.paused_at is not None and not _answers_a_question(planned.case, letter):
        return Drop("answer-arrived")
    return _stale(planned, letter)


def _answers_a_question(case: Case, letter: Letter) -> bool:
    """A case that waits for our answer to their question lets that answer out; any other pause lets nothing."""
    return case.paused_because == QUESTION and letter.step in ANSWERS_OFF_PLAN


def _after_the_guard(planned: CasePlan, action: Action, at: datetime) -> Verdict:
    if isinstance(action.due, datetime) and action.due > at:
        return Hold("not-yet", action.due, tuple(action.because))
    guard = planned.guard
    if not isinstance(guard, Refused):
        return Go()
    if guard.until is not None and guard.until > at:
        return Hold("guard", guard.until, tuple(guard.because))
    return Drop("guard", tuple(guard.because))


def _in_time(planned: CasePlan, letter: Letter, action: Action, at: datetime) -> Verdict:
    """The user may choose an earlier hour for thanks and answers: «early» can be overruled, quiet hours cannot."""
    chosen = letter.leave_at if letter.state == Letter.State.APPROVED else None
    awake = _awake(planned, at)
    if (
        isinstance(awake, Go)
        and isinstance(action.due, datetime)
        and action.due > at
        and (not chosen or chosen > at)
    ):
        return Hold("early", action.due, tuple(action.because))
    return awake


def _awake(planned: CasePlan, at: datetime) -> Verdict:
    opens = out_of_quiet(at.astimezone(planned.facts.tz))
    return Hold("quiet-hours", opens, ("PL-05",)) if opens > at else Go()


def _stale(planned: CasePlan, letter: Letter) -> Drop | None:
    if letter.approved_at is None or letter.state not in {Letter.State.APPROVED, Letter.State.TRANSMITTING}:
        return None
    rows = list(planned.round.entries.all())
    undone = {entry.undoes_id for entry in rows if entry.undoes_id}
    for entry in rows:
        if entry.pk in undone or entry.kind not in STALE or entry.recorded_at <= letter.approved_at:
            continue
        if entry.kind != Entry.Kind.DONE or _same_words_to(entry, letter):
            return Drop(f"after-{entry.kind}")
    return None


def _same_words_to(entry: Entry, letter: Letter) -> bool:
    """Whether an entry says that this very step was done for this very person."""
    to = entry.data.get("to") or []
    return entry.action == letter.step and (not to or str(letter.person_id) in to)


def _planned_for(planned: CasePlan, letter: Letter) -> Action | None:
    action = planned.action(letter.step)
    return action if action is not None and str(letter.person_id) in action.to else None


def _blocked(planned: CasePlan, step: str) -> tuple[str, ...]:
    return next((tuple(blocked.because) for blocked in planned.plan.blocked if blocked.action == step), ())
