"""Close a case, open it again."""

from datetime import datetime

from django.db import transaction

from relance.actions.keep_time import refresh_due
from relance.actions.stop_letters import stop_letters
from relance.records import queries
from relance.records.models import Case, Entry


def close_case(*, case: Case, because: str, now: datetime) -> bool:
    """Close: nothing leaves any more. Return False when it was closed already."""
    with transaction.atomic():
        closed = Case.objects.filter(pk=case.pk, state=Case.State.OPEN).update(
            state=Case.State.CLOSED, closed_at=now, closed_because=because[:40], due_at=None
        )
        if not closed:
            return False
        stop_letters(case=case, because="case-closed")
        round_ = queries.current_round(case)
        Entry.objects.create(
            owner=case.owner, case=case, round=round_, kind=Entry.Kind.CLOSED, action=because[:32], happened_at=now
        )
        Entry.objects.create(
            owner=case.owner, case=case, round=round_, kind=Entry.Kind.DONE, action="close_file", happened_at=now
        )
    case.refresh_from_db()
    return True


def reopen_case(*, case: Case, now: datetime) -> bool:
    """Open again: the plan is computed anew; letters that were cancelled stay so."""
    with transaction.atomic():
        opened = Case.objects.filter(pk=case.pk, state=Case.State.CLOSED).update(
            state=Case.State.OPEN, closed_at=None, closed_because=""
        )
        if not opened:
            return False
        case.refresh_from_db()
        round_ = queries.current_round(case)
        common = {"owner": case.owner, "case": case, "round": round_, "happened_at": now}
        for entry in round_.entries.filter(kind=Entry.Kind.DONE, action="close_file", undone_by__isnull=True):
            Entry.objects.create(**common, kind=Entry.Kind.UNDO, undoes=entry)
        Entry.objects.create(**common, kind=Entry.Kind.REOPENED)
        refresh_due(case=case, now=now)
    return True
