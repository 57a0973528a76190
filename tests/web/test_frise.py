"""The frise keeps its promises whatever it is given: order, no word over another, nothing outside."""

from datetime import datetime, timedelta
from itertools import combinations
from typing import get_args
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from relance.web.candidate.frise import WIDTH, Frise, Kind, Mark, State, Words, Zone, draw, scale_of

PARIS = ZoneInfo("Europe/Paris")
START = datetime(2026, 11, 24, 11, tzinfo=PARIS)


def mark(days: float, name: str = "Relance", kind: Kind = "contact", state: State = "planned") -> Mark:
    return Mark(f"m{days}", START + timedelta(days=days), kind, state, name, "ven. 4 déc., 10 h")


marks = st.lists(
    st.builds(
        mark,
        st.floats(0, 200),
        st.text(min_size=1, max_size=40),
        st.sampled_from(get_args(Kind)),
        st.sampled_from(get_args(State)),
    ),
    max_size=14,
)


def all_words(frise: Frise) -> list[Words]:
    words = [placed.words for placed in frise.placed] + [frise.today, frise.zone_words]
    return [one for one in words if one is not None]


def same_row(one: Words, other: Words) -> bool:
    return abs(one.name_y - other.name_y) < 34


@given(marks, st.floats(-5, 220), st.floats(0, 100), st.floats(0, 100))
@settings(max_examples=150, deadline=None)
def test_nothing_overlaps_or_leaves_the_frame(
    given_marks: list[Mark], today: float, start: float, days: float
) -> None:
    zone = Zone(START + timedelta(days=start), START + timedelta(days=start + days), "silence normal", "")
    frise = draw(given_marks, today=START + timedelta(days=today), today_word="aujourd’hui", zone=zone)
    words = all_words(frise)
    overlaps = [
        (a, b) for a, b in combinations(words, 2) if same_row(a, b) and a.left < b.right and b.left < a.right
    ]
    assert overlaps == []
    assert [w for w in words if w.left < 0 or w.right > WIDTH or w.when_y > frise.height or w.name_y < 10] == []
    xs = [placed.x for placed in frise.placed]
    assert xs == sorted(xs)
    assert len(frise.lines) == len(given_marks) + 2


def test_a_long_wait_is_folded_once() -> None:
    frise = draw([mark(0), mark(90)], today=START + timedelta(days=1), today_word="aujourd’hui")
    assert len(frise.folds) == 1
    assert frise.placed[0].x < frise.folds[0] < frise.placed[1].x


def test_the_list_says_every_word_in_the_order_of_time() -> None:
    zone = Zone(START + timedelta(days=1), START + timedelta(days=9), "silence normal", "jusqu’au 3 décembre")
    frise = draw(
        [mark(10, "Relance"), mark(0, "Entretien", "interview", "done"), mark(1, "Merci", state="done")],
        today=START + timedelta(days=3),
        today_word="aujourd’hui",
        zone=zone,
    )
    assert [line.name for line in frise.lines] == ["Entretien", "Merci", "silence normal", "aujourd’hui", "Relance"]
    assert [line.classes for line in frise.lines] == [
        "interview done", "contact done", "quiet-zone", "today", "contact planned",
    ]  # fmt: skip


def test_an_empty_plan_still_says_where_we_are() -> None:
    frise = draw([], today=START, today_word="aujourd’hui")
    assert [line.name for line in frise.lines] == ["aujourd’hui"]
    assert frise.today is not None


@settings(max_examples=60, deadline=None)
@given(st.lists(marks, min_size=1, max_size=6), st.integers(0, 100))
def test_a_day_stands_at_one_place_in_every_frise_of_a_scale(many: list[list[Mark]], today: int) -> None:
    now = START + timedelta(days=today)
    scale = scale_of([now, *(one.at for few in many for one in few)])
    drawn = [draw(few, today=now, today_word="aujourd’hui", scale=scale) for few in many]
    assert {frise.today_x for frise in drawn} == {scale.days[now.date()]}
    days = sorted(scale.days)
    assert [scale.days[day] for day in days] == sorted(scale.days.values())
    for frise in drawn:
        xs = [placed.x for placed in frise.placed]
        assert xs == sorted(xs)
        assert all(0 < x < WIDTH for x in xs)
