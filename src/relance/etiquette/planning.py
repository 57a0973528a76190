"""The plan: from facts, a doctrine and an instant to every remaining step (PL-26).

Promise: the same arguments always give the same plan; nothing is read but them. The plan supposes each step done
exactly when due and nothing more received; whoever does a step, or hears from them, plans again.
"""

from collections.abc import Iterable
from datetime import UTC, date, datetime

from relance.etiquette.answers import answer_invitation, answer_offer
from relance.etiquette.closing import close_after_silence
from relance.etiquette.draft import Draft
from relance.etiquette.facts import Facts, Reply
from relance.etiquette.followups import plan_followup1, plan_followup2
from relance.etiquette.guard import verdict
from relance.etiquette.interview import ask_next_steps, debrief
from relance.etiquette.network import plan_competing_offer, plan_linkedin
from relance.etiquette.playbook import Playbook
from relance.etiquette.refusal import answer_rejection
from relance.etiquette.situation import Situation, read_situation
from relance.etiquette.steps import Action, Blocked, Plan, State
from relance.etiquette.thanks import plan_thanks

_ANSWERS = {"second_interview": answer_invitation, "offer": answer_offer, "rejection": answer_rejection}


def plan(facts: Facts, playbook: Playbook, now: datetime) -> Plan:
    """Every remaining step of the round, in order of date, with the rules each one follows (PL-01 to PL-33)."""
    situation = read_situation(facts, playbook, now)
    decisive = situation.journal.decisive
    blocked: list[Blocked] = []
    if decisive is None:
        actions, blocked = _while_waiting(situation)
    else:
        actions = _once_answered(situation, decisive)
    actions.sort(key=_by_date)
    return Plan(_state(situation), tuple(actions), tuple(blocked), verdict(situation))


def compare(facts: Facts, playbooks: Iterable[Playbook], now: datetime) -> list[tuple[Playbook, Plan]]:
    """The same facts under several doctrines, in their order."""
    return [(playbook, plan(facts, playbook, now)) for playbook in playbooks]


def _while_waiting(situation: Situation) -> tuple[list[Action], list[Blocked]]:
    draft = Draft(situation, situation.sent, situation.last_contact)
    asking, noting = ask_next_steps(situation), debrief(situation)
    draft.actions.extend(action for action in (asking, noting) if action is not None)
    with_thanks = plan_thanks(draft)
    plan_linkedin(draft)
    plan_followup2(draft, plan_followup1(draft, with_thanks=with_thanks))
    plan_competing_offer(draft)
    closing = close_after_silence(draft)
    if closing is not None:
        draft.actions.append(closing)
    return draft.actions, draft.blocked


def _once_answered(situation: Situation, decisive: Reply) -> list[Action]:
    """Only the debrief and the answer owed (AMB-04)."""
    noting = debrief(situation)
    return [*([noting] if noting else []), *_ANSWERS[decisive.kind](situation, decisive)]


def _state(situation: Situation) -> State:
    if situation.is_to_come(situation.facts.interview.start):
        return "before_interview"
    decisive = situation.journal.decisive
    if decisive is None:
        return "open"
    if decisive.kind == "second_interview":
        return "invited" if situation.facts.still_interested else "withdrawing"
    return "offer" if decisive.kind == "offer" else "rejected"


def _by_date(action: Action) -> tuple[date, bool, float]:
    """By date; on one date what has an hour comes first, by hour (AMB-30: ties as they come)."""
    if isinstance(action.due, datetime):
        return action.due.date(), False, action.due.astimezone(UTC).timestamp()
    return action.due, True, 0.0
