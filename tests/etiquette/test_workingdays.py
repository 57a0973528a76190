"""Working days: the calendars of the doctrine, and what may be asked of them."""

from datetime import date, timedelta
from pathlib import Path

import pytest
import yaml

from relance.etiquette.workingdays import holidays_of, is_region, nearest_region, split_region, working_days

CALENDARS = yaml.safe_load(Path(__file__).with_name("calendars.yaml").read_text(encoding="utf-8"))
CASES = [(region, year, days) for region, years in CALENDARS.items() for year, days in years.items()]


@pytest.mark.parametrize(("region", "year", "closed"), CASES)
def test_days_worked_are_those_of_the_doctrine(region: str, year: int, closed: list[str]) -> None:
    days = working_days(region)
    every = [date(year, 1, 1) + timedelta(days=n) for n in range(365)]
    off = {date.fromisoformat(f"{year}-{day}") for day in closed}
    expected = [day for day in every if day.weekday() < 5 and day not in off]
    assert [day for day in every if days.is_working(day)] == expected


def test_quebec_carries_no_christmas_over_and_closes_both_easter_days() -> None:
    closed = holidays_of("CA-QC", 2033)
    assert {day for day in closed if day.month == 12} == {date(2033, 12, 25)}
    assert {date(2033, 4, 15), date(2033, 4, 18)} <= closed


def test_morocco_keeps_fixed_dates_and_leaves_the_moon_to_the_user() -> None:
    assert date(2026, 3, 20) not in holidays_of("MA", 2026)
    assert date(2026, 7, 30) in holidays_of("MA", 2026)


def test_alsace_and_moselle_have_two_days_more() -> None:
    more = {date(2026, 4, 3), date(2026, 12, 26)}
    for region in ("FR-57", "FR-67", "FR-68"):
        assert holidays_of(region, 2026) == holidays_of("FR", 2026) | more


@pytest.mark.parametrize(
    "region", ["FR", "FR-67", "BE", "CH", "CH-VD", "LU", "MA", "CA-QC", "GB-ENG", "US", "US-CA"]
)
def test_known_regions(region: str) -> None:
    assert is_region(region)


@pytest.mark.parametrize("region", ["", "-", "fr", "XX", "FR-GES", "FR-", "CA-", "Québec", "CA-QC-1"])
def test_unknown_regions(region: str) -> None:
    assert not is_region(region)


@pytest.mark.parametrize(
    ("text", "region"),
    [
        ("ca_qc", "CA-QC"),
        (" fr ", "FR"),
        ("France", "FR"),
        ("FR-99", "FR"),
        ("CA-", "CA"),
        ("Paris", None),
        ("", None),
    ],
)
def test_the_region_somebody_means(text: str, region: str | None) -> None:
    assert nearest_region(text) == region


def test_a_region_is_a_country_and_perhaps_a_part() -> None:
    assert split_region("FR") == ("FR", None)
    assert split_region("CA-QC") == ("CA", "QC")
    assert split_region("FR-68") == ("FR", "6AE")


def test_counting() -> None:
    days = working_days("FR", frozenset({date(2026, 12, 28)}))
    christmas = date(2026, 12, 25)
    assert days.after(christmas, 0) == christmas
    assert days.after(christmas) == date(2026, 12, 29)
    assert days.after(christmas, 3) == date(2026, 12, 31)
    assert days.on_or_after(christmas) == date(2026, 12, 29)
    assert days.on_or_after(date(2026, 12, 24)) == date(2026, 12, 24)
    assert days.after(date(2026, 12, 31)) == date(2027, 1, 4)
