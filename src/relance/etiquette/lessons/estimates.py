"""How the person's own estimates met the outcomes (000). Relance computes none, and compares from ten on only."""

from collections.abc import Iterable
from dataclasses import dataclass

from relance.etiquette.lessons.lives import ENOUGH, Life, Tally, tally

#: Out of ten: little hope, half and half, good hope.
BANDS = ((0, 3), (4, 6), (7, 10))


@dataclass(frozen=True, slots=True)
class Band:
    """Estimates from `low` to `high` out of ten, and how many of those interviews went on."""

    low: int
    high: int
    went_on: Tally


def estimated(lives: Iterable[Life]) -> list[Life]:
    """Interviews of which the person wrote an estimate out of ten, and whose outcome is known."""
    return [
        life for life in lives if life.settled and life.facts.debrief and life.facts.debrief.chances is not None
    ]


def calibration(lives: Iterable[Life]) -> tuple[Band, ...] | None:
    """What became of the interviews by estimate; None under ten outcomes."""
    known = estimated(lives)
    if len(known) < ENOUGH:
        return None
    return tuple(_band(known, low, high) for low, high in BANDS)


def _band(known: Iterable[Life], low: int, high: int) -> Band:
    here = [life for life in known if low <= _chances(life) <= high]
    return Band(low, high, tally(here, [life for life in here if life.went_on]))


def _chances(life: Life) -> int:
    debrief = life.facts.debrief
    return -1 if debrief is None or debrief.chances is None else debrief.chances
