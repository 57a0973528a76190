"""Pause a case the moment somebody answered, and let it go on once the user has said what the answer was."""

from datetime import datetime

from django.db import transaction

from relance.actions.journal import append
from relance.actions.keep_time import refresh_due
from relance.actions.may_leave import QUESTION
from relance.actions.stop_letters import stop_letters
from relance.records import queries
from relance.records.models import Case, Entry, InboundMail

_SAID = frozenset({Entry.Kind.REPLY, Entry.Kind.EXTRA_CONTACT})


def pause_case(*, case: Case, because: str, now: datetime) -> None:
    """Stop everything of a case, whatever the answer says. Doing it twice changes nothing.

    The update touches the row that a claim to transmit touches: one of the two comes first, and the other sees it.
    """
    with transaction.atomic():
        fresh = Case.objects.filter(pk=case.pk, paused_at__isnull=True).update(
            paused_at=now, paused_because=because[:40]
        )
        stop_letters(case=case, because=because)
        if fresh:
            append(round_=queries.current_round(case), kind=Entry.Kind.PAUSED, action=because, now=now)
        case.refresh_from_db()
        refresh_due(case=case, now=now)


def resume_case(*, case: Case, now: datetime) -> bool:
    """Let a case go on, unless another answer of it still waits to be looked at, or a question to be answered."""
    waiting = InboundMail.objects.filter(case=case, status=InboundMail.Status.NEW).exists()
    if waiting:
        return False
    if question_waits(case):
        Case.objects.filter(pk=case.pk, paused_at__isnull=False).update(paused_because=QUESTION)
        case.refresh_from_db()
        refresh_due(case=case, now=now)
        return False
    with transaction.atomic():
        resumed = Case.objects.filter(pk=case.pk, paused_at__isnull=False).update(paused_at=None, paused_because="")
        case.refresh_from_db()
        if resumed:
            append(round_=queries.current_round(case), kind=Entry.Kind.RESUMED, now=now)
        refresh_due(case=case, now=now)
    return bool(resumed)


def question_waits(case: Case) -> bool:
    """Whether the last thing said is a question of theirs: no answer of ours, no decision of theirs came since."""
    waits = False
    entries = case.entries.filter(undone_by__isnull=True).order_by("recorded_at", "pk")
    for kind, action in entries.values_list("kind", "action"):
        if kind == Entry.Kind.NOTE and action == "question":
            waits = True
        elif kind in _SAID or (kind == Entry.Kind.DONE and action == "answer_question"):
            waits = False
    return waits
