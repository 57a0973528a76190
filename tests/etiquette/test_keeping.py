from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from relance.etiquette.keeping import Door, comes_back_on, months_after
from relance.etiquette.workingdays import working_days

FRANCE = working_days("FR")
DAYS = st.dates(date(2020, 1, 1), date(2035, 12, 31))


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2026, 11, 24), 3, date(2027, 2, 24)),
        (date(2026, 11, 30), 3, date(2027, 2, 28)),
        (date(2027, 11, 30), 3, date(2028, 2, 29)),
        (date(2026, 12, 31), 12, date(2027, 12, 31)),
        (date(2026, 12, 1), 1, date(2027, 1, 1)),
    ],
)
def test_the_same_day_of_a_later_month_or_its_last(day: date, months: int, expected: date) -> None:
    assert months_after(day, months) == expected


def test_months_count_from_the_last_real_contact() -> None:
    door = Door(date(2026, 11, 24), months=3)
    assert comes_back_on(door, None, FRANCE) == date(2027, 2, 24)
    assert comes_back_on(door, date(2026, 12, 10), FRANCE) == date(2027, 3, 10)
    assert comes_back_on(door, date(2026, 5, 12), FRANCE) == date(2026, 8, 12)


def test_a_day_of_rest_waits_for_the_next_working_day() -> None:
    assert comes_back_on(Door(date(2026, 11, 24), back_on=date(2026, 12, 25)), None, FRANCE) == date(2026, 12, 28)
    assert comes_back_on(Door(date(2026, 2, 1), months=3), None, FRANCE) == date(2026, 5, 4)


def test_a_chosen_day_is_over_once_one_has_written_since() -> None:
    door = Door(date(2026, 1, 5), back_on=date(2026, 9, 1))
    assert comes_back_on(door, date(2026, 8, 31), FRANCE) == date(2026, 9, 1)
    assert comes_back_on(door, date(2026, 9, 1), FRANCE) is None


def test_without_a_date_nothing_comes_back() -> None:
    assert comes_back_on(Door(date(2026, 1, 5)), date(2026, 2, 1), FRANCE) is None


@settings(deadline=None)  # the holidays of a year are read when they are first asked for
@given(opened=DAYS, last=st.none() | DAYS, months=st.integers(1, 60))
def test_it_comes_back_on_a_working_day_after_what_it_counts_from(
    opened: date, last: date | None, months: int
) -> None:
    on = comes_back_on(Door(opened, months=months), last, FRANCE)
    assert on is not None
    assert FRANCE.is_working(on)
    assert on >= months_after(last or opened, months)


@settings(deadline=None)  # the holidays of a year are read when they are first asked for
@given(opened=DAYS, first=DAYS, second=DAYS, months=st.integers(1, 60))
def test_a_later_contact_never_brings_it_back_sooner(opened: date, first: date, second: date, months: int) -> None:
    early, late = sorted((first, second))
    door = Door(opened, months=months)
    sooner, later = comes_back_on(door, early, FRANCE), comes_back_on(door, late, FRANCE)
    assert sooner is not None
    assert later is not None
    assert sooner <= later
