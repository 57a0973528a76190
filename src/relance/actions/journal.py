"""Append to the journal of a round."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from relance.records.models import Entry, Round


def append(
    *,
    round_: Round,
    kind: str,
    now: datetime,
    at: datetime | None = None,
    action: str = "",
    data: Mapping[str, Any] | None = None,
    undoes: Entry | None = None,
) -> Entry:
    """Write one line: it happened `at` (now if left out) and is recorded `now`."""
    return Entry.objects.create(
        owner=round_.owner,
        case=round_.case,
        round=round_,
        kind=kind,
        action=action[:32],
        happened_at=at or now,
        recorded_at=now,
        data=dict(data or {}),
        undoes=undoes,
    )
