"""Write a line in the journal: what was done, what came back, what happened elsewhere."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from relance.actions.journal import append
from relance.actions.keep_time import refresh_due
from relance.actions.move_interview import put_back
from relance.actions.pause_case import resume_case
from relance.actions.refusals import BadInputError
from relance.actions.stop_letters import stop_letters
from relance.etiquette.fields import of_our_age
from relance.etiquette.problems import Problem
from relance.records.models import Entry, Round

#: After one of these, what was approved was approved for a situation that is no more.
_MAKES_LETTERS_STALE = {Entry.Kind.REPLY, Entry.Kind.EXTRA_CONTACT}
#: The same words twice in less than this are one press of a button that was heard twice.
_SAME = timedelta(minutes=2)


def log_event(
    *,
    round_: Round,
    kind: str,
    at: datetime,
    now: datetime,
    action: str = "",
    data: Mapping[str, Any] | None = None,
    keep_letters: bool = False,
) -> Entry:
    """Append an entry and stop the letters it makes stale. BadInputError when it cannot be then.

    A form sent twice writes one line: the second time, the line that is there is returned.
    """
    if at > now:
        raise BadInputError((Problem("at", "instant_in_the_future", {"at": at.isoformat()}),))
    if not of_our_age(at):
        raise BadInputError((Problem("at", "day_of_another_age", {"date": at.date().isoformat()}),))
    with transaction.atomic():
        Round.objects.select_for_update().get(pk=round_.pk)
        if (said := _said_already(round_, kind, action, dict(data or {}), at, now)) is not None:
            return said
        entry = append(round_=round_, kind=kind, action=action, at=at, now=now, data=data)
        if kind in _MAKES_LETTERS_STALE and not keep_letters:
            stop_letters(case=round_.case, because=f"after-{kind}")
        refresh_due(case=round_.case, now=now)
    return entry


def _said_already(
    round_: Round, kind: str, action: str, data: dict[str, Any], at: datetime, now: datetime
) -> Entry | None:
    lately = Entry.objects.filter(
        round=round_, kind=kind, action=action[:32], recorded_at__gt=now - _SAME, undone_by__isnull=True
    )
    return next((entry for entry in lately if entry.data == data and abs(entry.happened_at - at) < _SAME), None)


def undo_entry(*, entry: Entry, now: datetime) -> Entry:
    """Take an entry back with another: the journal keeps both. Undoing twice is refused.

    An interview that was moved goes back to its hour.
    """
    if entry.kind == Entry.Kind.UNDO or Entry.objects.filter(undoes=entry).exists():
        raise BadInputError((Problem("entry", "already_undone"),))
    with transaction.atomic():
        if entry.kind == Entry.Kind.MOVED:
            put_back(entry=entry)
        undo = append(round_=entry.round, kind=Entry.Kind.UNDO, now=now, undoes=entry)
        if entry.kind == Entry.Kind.NOTE and entry.action == "question":
            resume_case(case=entry.case, now=now)
        refresh_due(case=entry.case, now=now)
    return undo
