"""Keeping in touch: the day on which a door left open comes back (N-07, L-04). Pure, and it never asks the time."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from relance.etiquette.workingdays import WorkingDays

#: Months that are proposed; one may choose a day instead.
PROPOSED = (1, 3, 6, 12)
#: Later than this, nobody remembers why.
MOST_MONTHS = 60


@dataclass(frozen=True, slots=True)
class Door:
    """Left open on `opened_on`; comes back `months` after the last real contact, or on `back_on`, or never."""

    opened_on: date
    months: int | None = None
    back_on: date | None = None


def comes_back_on(door: Door, last_contact: date | None, days: WorkingDays) -> date | None:
    """The working day on which to write; None when it never comes back, or when one has written since that day."""
    if door.back_on is not None:
        written = last_contact is not None and last_contact >= door.back_on
        return None if written else days.on_or_after(door.back_on)
    if door.months is None:
        return None
    return days.on_or_after(months_after(last_contact or door.opened_on, door.months))


def months_after(day: date, months: int) -> date:
    """The same day of a later month, or the last day of that month when it has none."""
    year, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + year, month + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))
