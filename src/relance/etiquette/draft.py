"""The plan being drawn: own contacts are counted in order, made ones first, then planned ones (PL-15)."""

from dataclasses import dataclass, field
from datetime import date, datetime, time

from relance.etiquette.hours import at_hour
from relance.etiquette.situation import Situation
from relance.etiquette.steps import Action, Blocked, Reasons

OVER_THE_CAP: Reasons = ("H-01", "PL-15")


@dataclass(slots=True)
class Draft:
    """Actions and refusals so far, the number of own contacts, and the date of the latest one."""

    situation: Situation
    contacts: int
    last_contact: date | None
    actions: list[Action] = field(default_factory=list)
    blocked: list[Blocked] = field(default_factory=list)

    @property
    def is_full(self) -> bool:
        """One more contact would exceed the cap (PL-15)."""
        return self.contacts >= self.situation.playbook.max_contacts

    def add_contact(self, action: Action) -> None:
        """Plan an own contact, and count it."""
        self.actions.append(action)
        self.contacts += 1
        self.note_contact(action.due_on)

    def note_contact(self, on: date) -> None:
        """Remember a contact's date."""
        if self.last_contact is None or on > self.last_contact:
            self.last_contact = on

    def refuse(self, action: str, reasons: Reasons) -> None:
        """List a step that is not planned, once, with every reason (AMB-03)."""
        if self.is_full:
            reasons = (*reasons, *OVER_THE_CAP)
        self.blocked.append(Blocked(action, reasons))


def take_slot(situation: Situation, day: date, hour: time) -> tuple[datetime, bool]:
    """The slot of that day, or the next one still to come; whether it had to move (PL-24, AMB-02)."""
    tz = situation.facts.tz
    slot = at_hour(day, hour, tz)
    if not situation.is_past(slot):
        return slot, False
    today = situation.today
    if situation.days.is_working(today):
        slot = at_hour(today, hour, tz)
        if not situation.is_past(slot):
            return slot, True
    return at_hour(situation.days.after(today), hour, tz), True
