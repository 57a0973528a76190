"""The outlook of one case: what its plan says now, in values that several pages draw."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property

from relance.actions.plan_case import CasePlan
from relance.etiquette.hours import ASK_NEXT_STEPS_MINUTES
from relance.etiquette.situation import Situation, read_situation
from relance.etiquette.steps import Action
from relance.records.models import Case, Round
from relance.web.candidate.headline import CaseState, Due
from relance.web.candidate.seals import Seals

#: A step is shown as «to do now» this long before its hour.
AHEAD = timedelta(hours=3)
#: What to ask before leaving comes first from this long before the end of an interview (AS-19) to this long after.
LEAVING = timedelta(minutes=ASK_NEXT_STEPS_MINUTES), timedelta(minutes=15)


@dataclass(frozen=True)
class Outlook:
    """A planned case, asked the questions of the pages. Instants are local to the employer."""

    planned: CasePlan

    @property
    def case(self) -> Case:
        """The case."""
        return self.planned.case

    @property
    def round(self) -> Round:
        """Its current round."""
        return self.planned.round

    @property
    def now(self) -> datetime:
        """The instant it was planned at."""
        return self.planned.now

    @cached_property
    def situation(self) -> Situation:
        """What the rules saw."""
        return read_situation(self.planned.facts, self.planned.playbook, self.now)

    @cached_property
    def people(self) -> Mapping[str, str]:
        """Names by id."""
        return {person.id: person.name for person in self.planned.facts.people}

    @property
    def state(self) -> CaseState:
        """The state of the plan, or «closed» once the file is."""
        return "closed" if self.case.state == Case.State.CLOSED else self.planned.plan.state

    @property
    def seals(self) -> Seals:
        """Contacts used out of the doctrine's maximum."""
        return Seals(self.situation.sent, self.planned.playbook.max_contacts)

    @property
    def debrief_complete(self) -> bool:
        """Whether the user called the debrief complete (D-06)."""
        row = getattr(self.round, "debrief", None)
        return row is not None and row.completed_at is not None

    @property
    def promised_on(self) -> date | None:
        """The announced day in force (PL-11)."""
        return self.situation.journal.promised_on

    @property
    def steps(self) -> tuple[Action, ...]:
        """What remains to be done; nothing once closed."""
        return () if self.state == "closed" else self.planned.plan.actions

    @property
    def due_now(self) -> tuple[Action, ...]:
        """What to do today: due before the evening, or overdue."""
        return tuple(step for step in self.steps if self.is_now(step))

    @property
    def next_step(self) -> Action | None:
        """The first step still ahead."""
        return next((step for step in self.steps if not self.is_now(step)), None)

    @property
    def leaving(self) -> bool:
        """Whether the person is about to leave the room, and what comes next was not said yet."""
        before, after = LEAVING
        facts, interview = self.planned.facts, self.planned.facts.interview
        if self.state == "closed" or facts.promise or "ask_next_steps" in self.situation.journal.done:
            return False
        return max(interview.start, interview.end - before) <= self.now <= interview.end + after

    def is_now(self, step: Action) -> bool:
        """Whether a step is for today."""
        if step.action == "ask_next_steps":
            return isinstance(step.due, datetime) and step.due <= self.now + AHEAD
        return step.due_on <= self.now.date()


def due_of(step: Action) -> Due:
    """A step as the headline wants it."""
    at = step.due if isinstance(step.due, datetime) else None
    overdue = "overdue" in step.flags or "late" in step.flags
    return Due(step.action, at, phone=step.channel == "phone", count=max(len(step.to), 1), overdue=overdue)
