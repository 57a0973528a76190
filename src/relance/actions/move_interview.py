"""Move an interview: its new hour, the plan computed again, and a way back."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from relance.actions.journal import append
from relance.actions.keep_time import refresh_due
from relance.actions.refusals import BadInputError
from relance.actions.stop_letters import stop_letters
from relance.etiquette.problems import Problem
from relance.records.models import Entry, Round


def move_interview(
    *, round_: Round, start: datetime, end: datetime, now: datetime, data: Mapping[str, Any] | None = None
) -> Entry:
    """Put an interview at another hour, and keep the old one in the journal.

    Letters that wait are stopped: they were approved for the old hour. BadInputError when it ends before it starts.
    """
    if end <= start:
        raise BadInputError((Problem("end", "end_before_start"),))
    hours = {
        "from": [round_.starts_at.isoformat(), round_.ends_at.isoformat()],
        "to": [start.isoformat(), end.isoformat()],
    }
    with transaction.atomic():
        _put(round_, start, end)
        stop_letters(case=round_.case, because="interview-moved")
        entry = append(round_=round_, kind=Entry.Kind.MOVED, now=now, data={**(data or {}), **hours})
        refresh_due(case=round_.case, now=now)
    return entry


def put_back(*, entry: Entry) -> None:
    """Give an interview back the hour it had before `entry` moved it, unless it was moved again since."""
    start, end = (datetime.fromisoformat(text) for text in entry.data["from"])
    moved_to, _ = (datetime.fromisoformat(text) for text in entry.data["to"])
    if entry.round.starts_at != moved_to:
        raise BadInputError((Problem("entry", "moved_since"),))
    _put(entry.round, start, end)


def _put(round_: Round, start: datetime, end: datetime) -> None:
    round_.starts_at, round_.ends_at = start, end
    round_.save(update_fields=["starts_at", "ends_at"])
