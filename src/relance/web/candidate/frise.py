"""The frise: one strip of time for one round, laid out in whole SVG units.

Pure geometry. The caller hands in marks with their words already chosen; what comes out says where each dot and
each word stands. Promises: marks keep the order of time, no word covers another, a word that finds no room is left
to the list below the drawing (which always holds every word), and nothing leaves the frame.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from itertools import pairwise
from typing import Literal, TypeAlias

Kind: TypeAlias = Literal["interview", "contact", "step", "promise", "reply", "close"]
State: TypeAlias = Literal["done", "planned", "ready", "late", "refused"]

WIDTH = 920
_EDGE = 34
_FOLD_DAYS = 10.0  # a gap longer than this is drawn as this, with a fold in the line
_NEAR = 30  # two dots are never closer than this, unless there are too many of them
_NEAR_DAYS = 58  # two days that follow each other, where there is room: their words want it
_TOUCHING = 22  # dots of one day, on a scale of days
_LANES = 3  # rows of words on each side of the line
_LANE_HEIGHT = 42
_BAND = 26
_NAME_EM = 7.6  # width of one letter of a name, and of a date, in the 13.5 px text face
_WHEN_EM = 7.0
_ABOVE = frozenset({"contact", "step"})  # what I do stands above the line, what they say below


@dataclass(frozen=True, slots=True)
class Mark:
    """Something that happened or is planned, with its words. `reason` and `author` tell who wrote the rule."""

    key: str
    at: datetime
    kind: Kind
    state: State
    name: str
    when: str
    reason: str = ""
    author: str = ""
    href: str = ""
    link: str = ""
    differs: bool = False


@dataclass(frozen=True, slots=True)
class Zone:
    """The normal silence: from their last word to the day they announced."""

    start: datetime
    end: datetime
    name: str
    when: str
    reason: str = ""
    author: str = ""


@dataclass(frozen=True, slots=True)
class Words:
    """A name and a date written beside a dot: middle `x`, baselines, and the thin line that ties them to it."""

    x: int
    name_y: int
    when_y: int
    name: str
    when: str
    left: int
    right: int
    lead: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Placed:
    """A mark on the line. `words` is None when there was no room for them."""

    mark: Mark
    x: int
    words: Words | None


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the list that says the same in words; the vertical frise of a phone."""

    key: str
    classes: str
    name: str
    when: str
    reason: str = ""
    author: str = ""
    href: str = ""
    link: str = ""
    fold: str = ""  # how long the wait before it was, when it is folded


@dataclass(frozen=True, slots=True)
class Frise:
    """What the template draws. Every coordinate is a whole number: no locale can spoil it."""

    height: int
    axis: int
    placed: tuple[Placed, ...]
    today_x: int
    today: Words | None
    zone: tuple[int, int] | None
    zone_words: Words | None
    folds: tuple[int, ...]
    lines: tuple[Line, ...]
    width: int = WIDTH

    @property
    def band_top(self) -> int:
        """Where the hatched band begins."""
        return self.axis - _BAND // 2

    @property
    def zone_width(self) -> int:
        """Length of the hatched band."""
        return self.zone[1] - self.zone[0] if self.zone else 0

    @property
    def summary(self) -> str:
        """The drawing said in one sentence."""
        return ", ".join(f"{line.name} {line.when}".strip() for line in self.lines)


@dataclass(slots=True)
class _Asked:
    """Words asking for a place. `rank` 0 comes first; from 2 on, words stay near the line or are left out."""

    x: int
    name: str
    when: str
    above_first: bool
    room: int = WIDTH
    rank: int = 1

    @property
    def half(self) -> int:
        return round(max(len(self.name) * _NAME_EM, len(self.when) * _WHEN_EM) / 2) + 4


@dataclass(slots=True)
class _Given:
    asked: _Asked
    side: int
    lane: int
    x: int


@dataclass(slots=True)
class _Lanes:
    """Rows above (-1) and below (1) the line. Each keeps the stretches already covered by words or thin lines."""

    covered: dict[tuple[int, int], list[tuple[int, int]]] = field(default_factory=lambda: defaultdict(list))

    def place(self, asked: _Asked) -> _Given | None:
        if asked.half * 2 > asked.room:
            return None
        for lane, side in self._order(asked):
            middle = min(max(asked.x, asked.half), WIDTH - asked.half)
            if lane:  # beside its thin line, so that the line crosses no word
                middle = min(asked.x + asked.half - 6, WIDTH - asked.half)
            words = (middle - asked.half, middle + asked.half)
            lead = (asked.x - 4, asked.x + 4)
            if self._free(side, lane, words) and all(self._free(side, lower, lead) for lower in range(lane)):
                self.covered[side, lane].append(words)
                for lower in range(lane):
                    self.covered[side, lower].append(lead)
                return _Given(asked, side, lane, middle)
        return None

    def _order(self, asked: _Asked) -> Iterator[tuple[int, int]]:
        for lane in range(_LANES if asked.rank < 2 else 1):
            yield from ((lane, side) for side in ((-1, 1) if asked.above_first else (1, -1)))

    def _free(self, side: int, lane: int, stretch: tuple[int, int]) -> bool:
        taken = self.covered[side, lane]
        return all(stretch[1] <= left or right <= stretch[0] for left, right in taken)


@dataclass(frozen=True, slots=True)
class Scale:
    """One scale for several frises, a day at one place in all of them: they can be read one under the other."""

    days: Mapping[date, int]
    folds: tuple[int, ...]

    def spread(self, instants: Sequence[datetime], *, dots: int) -> tuple[list[int], list[int]]:
        """As `_spread`; the dots of one day stand side by side."""
        xs = [self.days[at.date()] for at in instants]
        for before, after in pairwise(range(dots - 1)):
            xs[after] = min(max(xs[after], xs[before] + _TOUCHING), WIDTH - _TOUCHING)
        return xs, list(self.folds)


def scale_of(instants: Iterable[datetime]) -> Scale:
    """The scale on which all these instants find room."""
    noons = {at.date(): at.replace(hour=12, minute=0, second=0, microsecond=0) for at in instants}
    days = sorted(noons)
    xs, folds = _spread([noons[day] for day in days], dots=len(days), apart=_NEAR_DAYS)
    return Scale(dict(zip(days, xs, strict=True)), tuple(folds))


def draw(
    marks: Sequence[Mark],
    *,
    today: datetime,
    today_word: str,
    zone: Zone | None = None,
    scale: Scale | None = None,
    fold_words: Callable[[int], str] = str,
) -> Frise:
    """Lay out `marks` (any order), the day we are and the normal silence on one line of `WIDTH` units.

    On a `scale` shared with other frises, which must know the day of each of them. `fold_words` says a number of
    days: how long a wait was that the drawing shows folded.
    """
    ordered = sorted(marks, key=lambda mark: mark.at)
    ends = [zone.start, zone.end] if zone else []
    spread = scale.spread if scale else _spread
    xs, folds = spread([*(mark.at for mark in ordered), today, *ends], dots=len(ordered) + 1)
    mark_xs, today_x, zone_xs = xs[: len(ordered)], xs[len(ordered)], xs[len(ordered) + 1 :]

    asked = [
        _Asked(x, m.name, m.when, m.kind in _ABOVE, rank=2 if m.kind == "step" else 1)
        for m, x in zip(ordered, mark_xs, strict=True)
    ]
    asked_today = _Asked(today_x, today_word, "", above_first=False, rank=0)
    wanted = [*asked, asked_today]
    asked_zone = None
    if zone:
        middle = (zone_xs[0] + zone_xs[1]) // 2
        room = zone_xs[1] - zone_xs[0]
        asked_zone = _Asked(middle, zone.name, "", above_first=True, room=room, rank=3)
        wanted.append(asked_zone)
    given = _place(wanted)

    above = max((g.lane + 1 for g in given.values() if g.side < 0), default=0)
    below = max((g.lane + 1 for g in given.values() if g.side > 0), default=0)
    axis = above * _LANE_HEIGHT + 24
    words = {key: _words(g, axis) for key, g in given.items()}
    return Frise(
        height=axis + 26 + below * _LANE_HEIGHT,
        axis=axis,
        placed=tuple(Placed(m, a.x, words.get(id(a))) for m, a in zip(ordered, asked, strict=True)),
        today_x=today_x,
        today=words.get(id(asked_today)),
        zone=(zone_xs[0], zone_xs[1]) if zone else None,
        zone_words=words.get(id(asked_zone)) if asked_zone else None,
        folds=tuple(folds),
        lines=tuple(_lines(ordered, today, today_word, zone, fold_words)),
    )


def _place(wanted: Iterable[_Asked]) -> dict[int, _Given]:
    """Give room to what matters most first: today, then contacts and facts, then small steps."""
    lanes = _Lanes()
    placed = ((asked, lanes.place(asked)) for asked in sorted(wanted, key=lambda asked: (asked.rank, asked.x)))
    return {id(asked): given for asked, given in placed if given}


def _spread(instants: Sequence[datetime], *, dots: int, apart: int = _NEAR) -> tuple[list[int], list[int]]:
    """A whole abscissa for each instant, in their order, and the places where the line is folded.

    The first `dots` instants are drawn and keep their distance; the others are only edges of the band.
    """
    order = sorted(range(len(instants)), key=lambda i: instants[i])
    pairs = list(pairwise(order))
    gaps = [(instants[b] - instants[a]).total_seconds() / 86400 for a, b in pairs]
    room = WIDTH - 2 * _EDGE
    near = min(apart, room // max(len(gaps), 1))
    nears = [near if max(pair) < dots else 0 for pair in pairs]
    weights = [min(gap, _FOLD_DAYS) for gap in gaps]
    unit = (room - sum(nears)) / (sum(weights) or 1.0)
    xs = [0] * len(instants)
    folds: list[int] = []
    x = float(_EDGE)
    if order:
        xs[order[0]] = round(x)
    for (before, after), gap, weight, least in zip(pairs, gaps, weights, nears, strict=True):
        x += least + unit * weight
        xs[after] = round(x)
        if gap > _FOLD_DAYS:
            folds.append((xs[before] + xs[after]) // 2)
    return xs, folds


def _words(given: _Given, axis: int) -> Words:
    asked, far = given.asked, given.lane * _LANE_HEIGHT
    if given.side < 0:
        bottom = axis - 24 - far
        name_y, when_y = (bottom - 17, bottom) if asked.when else (bottom, bottom)
        lead = (axis - 14, bottom - 12) if given.lane else None
    else:
        name_y = axis + 36 + far
        when_y = name_y + 17
        lead = (axis + 14, name_y + 2) if given.lane else None
    left, right = given.x - asked.half, given.x + asked.half
    return Words(given.x, name_y, when_y, asked.name, asked.when, left, right, lead)


def _lines(
    marks: Sequence[Mark], today: datetime, today_word: str, zone: Zone | None, fold_words: Callable[[int], str]
) -> Iterator[Line]:
    """The same in words, in the order of time; the silence comes where it begins, today where we are."""
    rows = [(mark.at, 1, _mark_line(mark)) for mark in marks]
    rows.append((today, 2, Line("today", "today", today_word, "")))
    if zone:
        quiet = Line("silence", "quiet-zone", zone.name, zone.when, zone.reason, zone.author)
        rows.append((zone.start, 3, quiet))
    rows.sort(key=lambda row: row[:2])
    before = rows[0][0]
    for at, _, line in rows:
        days = (at.date() - before.date()).days
        yield replace(line, fold=fold_words(days)) if days > _FOLD_DAYS else line
        before = at


def _mark_line(mark: Mark) -> Line:
    classes = f"{mark.kind} {mark.state}" + " differs" * mark.differs
    return Line(mark.key, classes, mark.name, mark.when, mark.reason, mark.author, mark.href, mark.link)
