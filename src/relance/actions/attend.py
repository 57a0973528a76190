"""Look after a case that is due: send what may leave, remind of what is to do, say when to look again."""

import logging

from relance.actions.doors import Doors
from relance.actions.keep_duty import remind_of_duty
from relance.actions.keep_time import due_instant, is_told, refresh_due, reminder_key, reminders_told
from relance.actions.plan_case import CasePlan, plan_case
from relance.actions.send_letter import Clock, send_letter
from relance.actions.tell import tell
from relance.records.models import Case, Letter

log = logging.getLogger("relance.worker")


def attend(*, case: Case, clock: Clock, worker: str, doors: Doors) -> None:
    """Do what is due in `case`, and keep the next instant. Safe to call at any time, from several workers."""
    now = clock()
    due = Letter.objects.filter(case=case, state=Letter.State.APPROVED, leave_at__lte=now)
    for letter in due.select_related("owner", "case__organisation", "case__owner", "round", "person").order_by(
        "pk"
    ):
        send_letter(letter=letter, clock=clock, worker=worker, doors=doors)
    case.refresh_from_db()
    if case.state == Case.State.OPEN and case.opening_id:
        remind_of_duty(case=case, now=clock())
    elif case.state == Case.State.OPEN:
        _remind(plan_case(case=case, now=clock()))
    refresh_due(case=case, now=clock())


def _remind(planned: CasePlan) -> None:
    told = reminders_told(planned)
    for action in planned.plan.actions:
        if due_instant(planned, action) > planned.now or is_told(planned, action, told):
            continue
        tell(
            owner=planned.case.owner,
            code=f"remind-{action.action.replace('_', '-')}",
            key=reminder_key(planned, action),
            case=planned.case,
            params={
                "organisation": planned.case.organisation.name,
                "names": ", ".join(person.name for person in planned.facts.people if person.id in action.to),
            },
        )
