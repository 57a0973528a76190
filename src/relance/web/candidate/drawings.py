"""Drawings that show every case: one dot an interview, filled when it had what is counted. Whole SVG units."""

from collections.abc import Sequence
from dataclasses import dataclass

_STEP, _A_LINE = 20, 15
_WIDTH = _STEP * _A_LINE
_DAYS_HEIGHT = 36
_EDGE = 8


@dataclass(frozen=True, slots=True)
class Dot:
    """One interview: its place, and whether it is filled."""

    x: int
    y: int
    full: bool = True


@dataclass(frozen=True, slots=True)
class Dots:
    """Interviews side by side, the filled ones first, fifteen a line."""

    dots: tuple[Dot, ...]
    height: int
    width: int = _WIDTH


@dataclass(frozen=True, slots=True)
class Days:
    """Answers along the days; `half` is where half of them had come."""

    dots: tuple[Dot, ...]
    half: int
    height: int = _DAYS_HEIGHT
    width: int = _WIDTH


def dots_of(count: int, total: int) -> Dots:
    """`count` filled dots out of `total`."""
    placed = tuple(
        Dot(_STEP // 2 + _STEP * (index % _A_LINE), _STEP // 2 + _STEP * (index // _A_LINE), index < count)
        for index in range(total)
    )
    return Dots(placed, _STEP * (-(-total // _A_LINE)))


def days_of(days: Sequence[int], half: int, last: int) -> Days:
    """Answers on a line from the day of the interview to day `last`; those of one day are one above the other."""
    scale = (_WIDTH - 2 * _EDGE) / max(last, 1)
    seen: dict[int, int] = {}
    placed = []
    for day in days:
        level = seen.get(day, 0)
        seen[day] = level + 1
        placed.append(Dot(round(_EDGE + day * scale), _DAYS_HEIGHT - _EDGE - 7 * min(level, 3)))
    return Days(tuple(dict.fromkeys(placed)), round(_EDGE + half * scale))
