"""Drawings that show every case: one dot an interview, filled when it had what is counted. Whole SVG units.

Dots are written as two paths, the filled and the hollow ones: three hundred of them weigh what three do in a page.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

_STEP, _A_LINE = 20, 15
_WIDTH = _STEP * _A_LINE
_DAYS_HEIGHT = 36
_EDGE = 8
_DOT, _SMALL = 7, 5
#: Dots of one day that stand one above the other; more would leave the frame.
_HIGHEST = 3


@dataclass(frozen=True, slots=True)
class Dots:
    """Interviews side by side, the filled ones first, fifteen a line."""

    full: str
    hollow: str
    height: int
    width: int = _WIDTH


@dataclass(frozen=True, slots=True)
class Days:
    """Answers along the days; `half` is where half of them had come."""

    full: str
    half: int
    height: int = _DAYS_HEIGHT
    width: int = _WIDTH


def dots_of(count: int, total: int) -> Dots:
    """`count` filled dots out of `total`."""
    places = [
        (_STEP // 2 + _STEP * (index % _A_LINE), _STEP // 2 + _STEP * (index // _A_LINE)) for index in range(total)
    ]
    return Dots(_path(places[:count], _DOT), _path(places[count:], _DOT), _STEP * (-(-total // _A_LINE)))


def days_of(days: Sequence[int], half: int, last: int) -> Days:
    """Answers on a line from the day of the interview to day `last`; those of one day are one above the other."""
    scale = (_WIDTH - 2 * _EDGE) / max(last, 1)
    seen: dict[int, int] = {}
    places = {}
    for day in days:
        level = seen[day] = seen.get(day, -1) + 1
        places[round(_EDGE + day * scale), _DAYS_HEIGHT - _EDGE - _STEP // 3 * min(level, _HIGHEST)] = True
    return Days(_path(places, _SMALL), round(_EDGE + half * scale))


def _path(places: Iterable[tuple[int, int]], radius: int) -> str:
    around = f"a{radius} {radius} 0 1 0 {2 * radius} 0a{radius} {radius} 0 1 0-{2 * radius} 0"
    return "".join(f"M{x - radius} {y}{around}" for x, y in places)
