"""When a recruiter's duty to one candidate wants the worker, and by which day news are due.

The promise: a duty is told once, on its day; an interview that ends is looked at again, for it starts a clock.
"""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from relance.actions.board import duty_of
from relance.actions.tell import tell
from relance.etiquette.duties import Duty
from relance.etiquette.duties.board import LAW_WORKING_DAYS
from relance.etiquette.hours import EMAIL_SLOT, at_hour
from relance.etiquette.workingdays import working_days
from relance.records.models import Case, Notice

_OVER = frozenset(("answered", "withdrawn"))


@dataclass(frozen=True, slots=True)
class Reminder:
    """One thing to tell the recruiter at an instant; `key` makes it one."""

    code: str
    key: str
    at: datetime
    limit: str = ""


@dataclass(frozen=True, slots=True)
class DutyTimes:
    """`due_at` is when news are due (None: nothing is owed), `wakes` the instants the worker must look."""

    due_at: datetime | None
    wakes: tuple[datetime, ...]


def duty_times(*, case: Case, now: datetime) -> DutyTimes:
    """The instants of one candidate, with the journal as it stands."""
    ends = sorted(end for end in case.rounds.values_list("ends_at", flat=True) if end > now)
    duty = duty_of(case=case, now=now)
    if duty.state == "before_interview" and ends:
        duty = duty_of(case=case, now=ends[0])
    told = reminders_told(case)
    wakes = [one.at for one in reminders_of(case, duty) if one.key not in told]
    return DutyTimes(duty.due, (*ends[:1], *wakes))


def remind_of_duty(*, case: Case, now: datetime) -> None:
    """Tell what is due now, once."""
    for one in reminders_of(case, duty_of(case=case, now=now)):
        if one.at <= now:
            params = {"name": _name(case), "title": case.role, "limit": one.limit}
            tell(owner=case.owner, code=one.code, key=one.key, case=case, params=params)


def reminders_of(case: Case, duty: Duty) -> list[Reminder]:
    """What a duty has to tell: news on their day, a legal limit five working days before it."""
    found = []
    if duty.due is not None and duty.owed is not None:
        key = f"duty:{case.pk}:{duty.owed}:{duty.due.date().isoformat()}"
        found.append(Reminder(f"duty-{duty.owed}", key, duty.due))
    if duty.state in _OVER:
        return found
    days = working_days(case.region)
    for law in duty.law:
        if law.limit is not None and law.applies == "yes" and not law.is_met:
            at = at_hour(days.before(law.limit, LAW_WORKING_DAYS), EMAIL_SLOT, ZoneInfo(case.tz))
            limit = law.limit.isoformat()
            found.append(Reminder("duty-law", f"duty:{case.pk}:{law.law}:{limit}", at, limit))
    return found


def reminders_told(case: Case) -> set[str]:
    """The keys of what was told of this candidate."""
    return set(Notice.objects.filter(case=case, key__startswith="duty:").values_list("key", flat=True))


def _name(case: Case) -> str:
    last = case.rounds.order_by("-number")[0]
    people = last.participants.select_related("person").order_by("-main_contact", "position")
    return people[0].person.name
