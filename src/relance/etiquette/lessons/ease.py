"""How at ease one was, from month to month (D-11, S-07)."""

from collections.abc import Iterable, Mapping
from datetime import date

from relance.etiquette.lessons.learned import in_order
from relance.etiquette.lessons.lives import Life, Tally, tally

#: On the scale from 1 to 5, this is at ease.
AT_EASE = 4


def ease_by_quarter(lives: Iterable[Life]) -> Mapping[date, Tally]:
    """Interviews at ease out of those answered about, by quarter of the year, named by its first day."""
    quarters: dict[date, list[Life]] = {}
    for life in in_order(lives):
        if _ease(life):
            on = life.facts.interview.start.date()
            quarters.setdefault(date(on.year, on.month - (on.month - 1) % 3, 1), []).append(life)
    return {first: tally(here, [one for one in here if _ease(one) >= AT_EASE]) for first, here in quarters.items()}


def _ease(life: Life) -> int:
    debrief = life.facts.debrief
    return 0 if debrief is None or debrief.at_ease is None else debrief.at_ease
