"""What good manners ask: facts, playbooks, working days, the plan and the guard. Pure: no clock, no framework."""

from relance.etiquette.casefile import now_problems, read_case, stale_problems
from relance.etiquette.facts import Case, Facts
from relance.etiquette.guard import may_contact
from relance.etiquette.planning import compare, plan
from relance.etiquette.playbook import Playbook
from relance.etiquette.playbooks import (
    DEFAULT_PLAYBOOK,
    load_playbook,
    playbook_ids,
    read_playbook_tables,
    read_playbooks,
)
from relance.etiquette.problems import Problem
from relance.etiquette.steps import Action, Allowed, Blocked, Plan, Refused, Verdict

__all__ = [
    "DEFAULT_PLAYBOOK",
    "Action",
    "Allowed",
    "Blocked",
    "Case",
    "Facts",
    "Plan",
    "Playbook",
    "Problem",
    "Refused",
    "Verdict",
    "compare",
    "load_playbook",
    "may_contact",
    "now_problems",
    "plan",
    "playbook_ids",
    "read_case",
    "read_playbook_tables",
    "read_playbooks",
    "stale_problems",
]
