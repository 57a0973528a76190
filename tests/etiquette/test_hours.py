"""Hours: elapsed time across clock changes, quiet hours, the hour of a day."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from relance.etiquette.hours import at_hour, elapsed, is_after, is_quiet, out_of_quiet

PARIS = ZoneInfo("Europe/Paris")


def paris(text: str, fold: int = 0) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=PARIS, fold=fold)


@pytest.mark.parametrize(
    ("start", "hours", "end"),
    [
        ("2026-03-28T10:00", 24, "2026-03-29T11:00+02:00"),
        ("2026-10-24T10:00", 24, "2026-10-25T09:00+01:00"),
        ("2026-10-25T01:30", 1, "2026-10-25T02:30+02:00"),
        ("2026-10-25T01:30", 2, "2026-10-25T02:30+01:00"),
        ("2026-06-01T10:00", -1, "2026-06-01T09:00+02:00"),
    ],
)
def test_hours_elapse_whatever_the_clocks_do(start: str, hours: int, end: str) -> None:
    assert elapsed(paris(start), PARIS, minutes=60 * hours).isoformat(timespec="minutes") == end


def test_the_second_two_thirty_comes_after_the_first() -> None:
    first, second = paris("2026-10-25T02:30"), paris("2026-10-25T02:30", fold=1)
    assert is_after(second, first)
    assert not is_after(first, second)
    assert not is_after(first, first.astimezone(UTC))


def test_an_hour_the_clocks_skip_is_told_as_they_show_it() -> None:
    assert at_hour(date(2026, 3, 29), time(2, 30), PARIS).isoformat() == "2026-03-29T03:30:00+02:00"
    assert at_hour(date(2026, 3, 30), time(2, 30), PARIS).isoformat() == "2026-03-30T02:30:00+02:00"


@pytest.mark.parametrize(
    ("at", "leaves"),
    [
        ("2026-11-24T07:59", "2026-11-24T08:00+01:00"),
        ("2026-11-24T08:00", "2026-11-24T08:00+01:00"),
        ("2026-11-24T19:59", "2026-11-24T19:59+01:00"),
        ("2026-11-24T20:00", "2026-11-25T08:00+01:00"),
        ("2026-12-31T23:30", "2027-01-01T08:00+01:00"),
        ("2026-10-24T23:30", "2026-10-25T08:00+01:00"),
    ],
)
def test_nothing_leaves_between_eight_and_eight(at: str, leaves: str) -> None:
    local = paris(at)
    assert out_of_quiet(local).isoformat(timespec="minutes") == leaves
    assert is_quiet(local) is (out_of_quiet(local) != local)
