"""Keep the two dates of a case: `due_at`, when the worker must look at it, and `next_at`, when its plan begins."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from relance.actions.keep_duty import duty_times
from relance.actions.may_leave import AFTER_THE_END, ANSWERS_OFF_PLAN
from relance.actions.plan_case import CasePlan, plan_case
from relance.etiquette import Action
from relance.records.models import Case, Letter, Notice


def refresh_due(*, case: Case, now: datetime) -> datetime | None:
    """Compute `due_at` and `next_at` again and keep them. Return `due_at`; None: nothing wants the worker."""
    planned = plan_case(case=case, now=now) if case.state == Case.State.OPEN else None
    case.due_at = _next_due(planned) if planned else _next_letter(case)
    case.next_at = _next_step(planned) if planned else None
    if planned and case.opening_id:
        times = duty_times(case=case, now=now)
        case.due_at = min((*times.wakes, *([case.due_at] if case.due_at else [])), default=None)
        case.next_at = times.due_at
    Case.objects.filter(pk=case.pk).update(due_at=case.due_at, next_at=case.next_at)
    return case.due_at


def reminder_key(planned: CasePlan, action: Action) -> str:
    """What makes a reminder unique: a step of a round, and its day, for a step that was put back is told again."""
    return f"{_reminders(planned, action)}{_day(action).isoformat()}"


def is_told(planned: CasePlan, action: Action, told: set[str]) -> bool:
    """Whether the user was reminded of a step. One that is overdue moves every day: once is enough."""
    moves_daily = {"overdue", "late"} & set(action.flags)
    if moves_daily and any(key.startswith(_reminders(planned, action)) for key in told):
        return True
    return reminder_key(planned, action) in told


def reminders_told(planned: CasePlan) -> set[str]:
    """The keys of the reminders of this round that were told."""
    notices = Notice.objects.filter(case=planned.case, key__startswith=f"remind:{planned.round.pk}:")
    return set(notices.values_list("key", flat=True))


def due_instant(planned: CasePlan, action: Action) -> datetime:
    """The instant of an action; one that has a date only is told at 8 in the morning."""
    if isinstance(action.due, datetime):
        return action.due
    return datetime.combine(action.due, time(8), tzinfo=ZoneInfo(planned.case.tz))


def _next_due(planned: CasePlan) -> datetime | None:
    letters = Letter.objects.filter(case=planned.case, state=Letter.State.APPROVED)
    if planned.case.paused_at:
        letters = letters.filter(step__in=ANSWERS_OFF_PLAN)
    instants = [letter.leave_at for letter in letters if letter.leave_at]
    told = reminders_told(planned)
    instants += [
        due_instant(planned, action) for action in planned.plan.actions if not is_told(planned, action, told)
    ]
    return min(instants, default=None)


def _next_letter(case: Case) -> datetime | None:
    """When the next letter of a closed case leaves: one that keeps in touch, approved since."""
    approved = Letter.objects.filter(case=case, state=Letter.State.APPROVED, step__in=AFTER_THE_END)
    return min((letter.leave_at for letter in approved if letter.leave_at), default=None)


def _next_step(planned: CasePlan) -> datetime | None:
    """The earliest instant of the plan. Steps move forward only, so that no page looks too late for one."""
    return min((due_instant(planned, action) for action in planned.plan.actions), default=None)


def _reminders(planned: CasePlan, action: Action) -> str:
    return f"remind:{planned.round.pk}:{action.action}:"


def _day(action: Action) -> date:
    return action.due.date() if isinstance(action.due, datetime) else action.due
