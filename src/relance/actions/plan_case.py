"""Compute what to do in a case: the plan and the guard, from the journal and the doctrine chosen."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from relance.actions.playbooks import find_playbook
from relance.etiquette import Action, Allowed, Plan, Playbook, Refused, compare, plan
from relance.etiquette.facts import Done, Facts
from relance.etiquette.problems import Problem
from relance.records import queries
from relance.records.facts import entries_of, facts_of, letters_of
from relance.records.models import Case, Entry, Letter, Round

#: Steps of our own that an absence message moves: answers to a message of theirs are not among them.
HELD_STEPS = frozenset({"followup1", "followup2", "call_retry", "ask_feedback_again"})
_LATE = frozenset({"overdue", "late"})


_NO_STEPS = Plan(state="open", actions=(), blocked=(), guard=Allowed())


@dataclass(frozen=True, slots=True)
class CasePlan:
    """Everything a page or a command shows of a case at `now`. With `problems`, nothing may leave."""

    case: Case
    round: Round
    facts: Facts
    playbook: Playbook
    plan: Plan
    guard: Allowed | Refused
    now: datetime
    problems: tuple[Problem, ...] = ()

    def action(self, name: str) -> Action | None:
        """The planned action of that name, None when the plan does not hold it."""
        return next((action for action in self.plan.actions if action.action == name), None)

    def day_of(self, name: str) -> date:
        """The local day a step is planned for; today when the plan does not hold it."""
        action = self.action(name)
        return self.now.date() if action is None else action.due_on


def plan_case(*, case: Case, now: datetime) -> CasePlan:
    """Plan the current round of a case."""
    return plan_round(round_=queries.current_round(case), now=now)


def plan_round(*, round_: Round, now: datetime) -> CasePlan:
    """Plan a round fetched with `queries.rounds_with_facts`."""
    case = round_.case
    playbook, problems = playbook_of(case)
    facts = with_letters_in_doubt(facts_of(round_), round_)
    local = now.astimezone(ZoneInfo(case.tz))
    # What a recruiter owes a candidate is told by the duties of the opening, not by a doctrine for candidates.
    planned = _NO_STEPS if case.opening_id else plan(facts, playbook, local)
    return CasePlan(
        case=case,
        round=round_,
        facts=facts,
        playbook=playbook,
        plan=_called_back(_held(planned, case), round_, local),
        guard=planned.guard,
        now=local,
        problems=problems,
    )


def compare_case(*, planned: CasePlan, playbooks: Iterable[Playbook]) -> list[CasePlan]:
    """The same case under several doctrines, in their order."""
    return [
        replace(planned, playbook=playbook, plan=_held(drawn, planned.case), guard=drawn.guard, problems=())
        for playbook, drawn in compare(planned.facts, playbooks, planned.now)
    ]


def playbook_of(case: Case) -> tuple[Playbook, tuple[Problem, ...]]:
    """The doctrine of a case. One that cannot be read gives the default for the eye, and its problems."""
    return find_playbook(case.playbook or case.owner.playbook, case.owner)


def with_letters_in_doubt(facts: Facts, round_: Round) -> Facts:
    """Count a letter that may have left as one that left: when in doubt, do not write again."""
    doubtful = [
        Done(
            action=letter.step,
            at=(letter.claimed_at or letter.updated_at).astimezone(facts.tz),
            to=(str(letter.person_id),),
        )
        for letter in letters_of(round_)
        if letter.state in {Letter.State.TRANSMITTING, Letter.State.UNKNOWN}
    ]
    if not doubtful:
        return facts
    events = sorted((*facts.events, *doubtful), key=lambda event: event.at)
    return replace(facts, events=tuple(events))


def _called_back(planned: Plan, round_: Round, now: datetime) -> Plan:
    """The call at the hour they asked for, once they did; an hour that went by leaves the plan as it is."""
    rows = entries_of(round_)
    undone = {entry.undoes_id for entry in rows if entry.undoes_id is not None}
    asked = [entry for entry in rows if entry.kind == Entry.Kind.NOTE and entry.action == "call_back"]
    last = next((entry for entry in reversed(asked) if entry.pk not in undone), None)
    if last is None:
        return planned
    at = datetime.fromisoformat(last.data["at"]).astimezone(now.tzinfo)
    if at <= now:
        return planned
    actions = tuple(
        replace(action, due=at, latest=None, flags=tuple(flag for flag in action.flags if flag not in _LATE))
        if action.channel == "phone" and action.action in HELD_STEPS
        else action
        for action in planned.actions
    )
    return replace(planned, actions=tuple(sorted(actions, key=_by_day)))


def _by_day(action: Action) -> tuple[date, bool, str]:
    return action.due_on, not isinstance(action.due, datetime), str(action.due)


def _held(planned: Plan, case: Case) -> Plan:
    # An absence message moves the next step of ours to after the return (sending.md, Reading).
    if case.hold_until is None:
        return planned
    until = case.hold_until.astimezone(ZoneInfo(case.tz))
    actions = tuple(
        replace(action, due=until.replace(hour=action.due.hour, minute=action.due.minute))
        if action.action in HELD_STEPS and isinstance(action.due, datetime) and action.due < until
        else action
        for action in planned.actions
    )
    return replace(planned, actions=actions)
