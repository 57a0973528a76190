"""They said to call back at a given hour: the call of the plan moves to it, and nothing is counted."""

from datetime import datetime, timedelta

from relance.actions.log_event import log_event
from relance.actions.refusals import BadInputError
from relance.etiquette.problems import Problem
from relance.records.models import Entry, Round

#: The action of the journal's line.
CALL_BACK = "call_back"
#: Beyond this it is a new date they gave, not an hour to call at.
FURTHEST = timedelta(days=60)


def note_call_back(*, round_: Round, at: datetime, now: datetime) -> Entry:
    """Keep the hour they asked to be called back at. BadInputError when it cannot be one."""
    if at <= now:
        raise BadInputError((Problem("call_back_at", "call_back_in_the_past"),))
    if at > now + FURTHEST:
        raise BadInputError((Problem("call_back_at", "call_back_far_away"),))
    return log_event(
        round_=round_,
        kind=Entry.Kind.NOTE,
        action=CALL_BACK,
        at=now,
        now=now,
        data={"at": at.isoformat()},
        keep_letters=True,
    )
