"""The outlooks of some cases of an owner, in a constant number of queries."""

from collections.abc import Sequence
from datetime import datetime

from relance.actions.plan_case import plan_round
from relance.records import queries
from relance.records.models import Case, Owner
from relance.web.candidate.outlook import Outlook


def outlooks_of(owner: Owner, cases: Sequence[Case], now: datetime) -> list[Outlook]:
    """Plan the current round of each of these cases, in their order."""
    rounds = queries.latest_rounds(owner, cases)
    return [Outlook(plan_round(round_=rounds[case.pk], now=now)) for case in cases if case.pk in rounds]
