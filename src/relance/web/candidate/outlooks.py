"""The outlooks of every open case of an owner, in a constant number of queries."""

from datetime import datetime

from relance.actions.plan_case import plan_round
from relance.records import queries
from relance.records.models import Case, Owner, Round
from relance.web.candidate.outlook import Outlook


def outlooks_of(owner: Owner, now: datetime, *, state: str = Case.State.OPEN) -> list[Outlook]:
    """Plan the current round of every case of that state, oldest case first."""
    latest: dict[int, Round] = {}
    rounds = queries.rounds_with_facts(owner).filter(case__state=state).prefetch_related("letters")
    for round_ in rounds.order_by("case_id", "number"):
        latest[round_.case_id] = round_
    return [Outlook(plan_round(round_=round_, now=now)) for round_ in latest.values()]
