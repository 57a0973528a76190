"""Close a case, open it again."""

from datetime import datetime

from django.db import transaction

from relance.actions.board import duty_of
from relance.actions.journal import append
from relance.actions.keep_time import refresh_due
from relance.actions.refusals import Refusal, RefusedError
from relance.actions.stop_letters import stop_letters
from relance.records import queries
from relance.records.models import Case, Entry

#: A candidate one did not meet is owed no answer here; one who was met is, unless they left.
_MAY_BE_ARCHIVED = frozenset(("answered", "withdrawn", "before_interview"))


def close_case(*, case: Case, because: str, now: datetime) -> bool:
    """Close: nothing leaves any more. Return False when it was closed already.

    RefusedError for a candidate met who has no answer yet (Q-05).
    """
    if case.opening_id and duty_of(case=case, now=now).state not in _MAY_BE_ARCHIVED:
        raise RefusedError(Refusal("candidate-unanswered", ("QL-04", "Q-05")))
    with transaction.atomic():
        closed = Case.objects.filter(pk=case.pk, state=Case.State.OPEN).update(
            state=Case.State.CLOSED, closed_at=now, closed_because=because[:40], due_at=None, next_at=None
        )
        if not closed:
            return False
        stop_letters(case=case, because="case-closed")
        round_ = queries.current_round(case)
        append(round_=round_, kind=Entry.Kind.CLOSED, action=because, now=now)
        append(round_=round_, kind=Entry.Kind.DONE, action="close_file", now=now)
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
        for entry in round_.entries.filter(kind=Entry.Kind.DONE, action="close_file", undone_by__isnull=True):
            append(round_=round_, kind=Entry.Kind.UNDO, now=now, undoes=entry)
        append(round_=round_, kind=Entry.Kind.REOPENED, now=now)
        refresh_due(case=case, now=now)
    return True
