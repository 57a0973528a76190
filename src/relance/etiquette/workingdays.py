"""Working days: which days an employer is at work, by region (PL-03).

The `holidays` library knows the calendars; it is imported when the first region is asked for, and each year of
each region is computed once. A region is a country («FR») or a country and a part of it («CA-QC», «FR-57»).
"""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from functools import lru_cache

_DAY = timedelta(days=1)
_SATURDAY = 5

# Alsace counts as one part in the library, while people know their department.
_SUBDIVISION_ALIASES = {("FR", "67"): "6AE", ("FR", "68"): "6AE"}

# The moon decides these; announced a day or two before, they come as extra_closed_days.
_MOON_FEASTS = ("Eid al-Fitr", "Eid al-Adha", "Islamic New Year", "Prophet's Birthday")


class WorkingDays:
    """The working days of one region, less the days the employer is closed besides."""

    __slots__ = ("_extra", "_region", "_years")

    def __init__(self, region: str, extra_closed_days: frozenset[date] = frozenset()) -> None:
        self._region = region
        self._extra = extra_closed_days
        self._years: dict[int, frozenset[date]] = {}

    def is_working(self, day: date) -> bool:
        """Monday to Friday, not a holiday of the region, not an extra closed day (PL-03)."""
        if day.weekday() >= _SATURDAY:
            return False
        closed = self._years.get(day.year)
        if closed is None:
            closed = self._years[day.year] = holidays_of(self._region, day.year) | self._extra
        return day not in closed

    def after(self, day: date, n: int = 1) -> date:
        """The n-th working day strictly after `day` (PL-02); `day` itself when n is 0."""
        while n > 0:
            day += _DAY
            if self.is_working(day):
                n -= 1
        return day

    def on_or_after(self, day: date) -> date:
        """The day itself when it is worked, else the next working day (PL-04)."""
        while not self.is_working(day):
            day += _DAY
        return day

    def before(self, day: date, n: int = 1) -> date:
        """The n-th working day strictly before `day`; `day` itself when n is 0."""
        while n > 0:
            day -= _DAY
            if self.is_working(day):
                n -= 1
        return day

    def on_or_before(self, day: date) -> date:
        """The day itself when it is worked, else the last working day before it (QL-01)."""
        while not self.is_working(day):
            day -= _DAY
        return day


@lru_cache(maxsize=256)
def working_days(region: str, extra_closed_days: frozenset[date] = frozenset()) -> WorkingDays:
    """The working days of a region, shared between all who ask for the same."""
    return WorkingDays(region, extra_closed_days)


@lru_cache(maxsize=4096)
def holidays_of(region: str, year: int) -> frozenset[date]:
    """Public holidays of a region in a year, on whatever day of the week they fall."""
    country, subdivision = split_region(region)
    days = _public_holidays(country, subdivision, year)
    return frozenset(_LOCAL_CHOICES.get(region, _as_the_library_says)(year, days))


def split_region(region: str) -> tuple[str, str | None]:
    """Country and subdivision as the library names them."""
    country, _, subdivision = region.partition("-")
    return country, _SUBDIVISION_ALIASES.get((country, subdivision), subdivision) or None


def is_region(region: str) -> bool:
    """Whether the library knows this country or this part of a country."""
    country, subdivision = split_region(region)
    parts = _countries().get(country)
    if parts is None or region.endswith("-"):
        return False
    return subdivision is None or subdivision in parts


def nearest_region(text: str) -> str | None:
    """The region somebody means by «ca_qc», «France» or «FR-99», when that can be told."""
    import holidays  # noqa: PLC0415  (see `_countries`)

    named = holidays.registry.COUNTRIES.get(text.strip().lower().replace(" ", "_"))
    if named is not None:
        return str(named[1])
    guess = text.strip().upper().replace("_", "-")
    country = guess.partition("-")[0]
    return next((region for region in (guess, country) if is_region(region)), None)


@lru_cache(maxsize=1)
def _countries() -> Mapping[str, frozenset[str]]:
    import holidays  # noqa: PLC0415  (half a second: only who plans pays for it)

    return {country: frozenset(parts) for country, parts in holidays.list_supported_countries().items()}


def _public_holidays(country: str, subdivision: str | None, year: int) -> Mapping[date, str]:
    import holidays  # noqa: PLC0415  (same)

    return holidays.country_holidays(country, subdiv=subdivision, years=year, language="en_US")


def _as_the_library_says(year: int, days: Mapping[date, str]) -> set[date]:
    return {day for day in days if day.year == year}


def _quebec(year: int, days: Mapping[date, str]) -> set[date]:
    """Good Friday and Easter Monday, at the employer's choice, are both closed; Christmas is not carried over."""
    easter_monday = {day + 3 * _DAY for day, name in days.items() if name == "Good Friday"}
    carried = {date(year, 1, 2), date(year, 1, 3), date(year, 12, 26), date(year, 12, 27)}
    return (_as_the_library_says(year, days) | easter_monday) - carried


def _morocco(year: int, days: Mapping[date, str]) -> set[date]:
    """Fixed dates only."""
    return {
        day
        for day, names in days.items()
        if day.year == year and not all(name.startswith(_MOON_FEASTS) for name in names.split("; "))
    }


_LOCAL_CHOICES: Mapping[str, Callable[[int, Mapping[date, str]], set[date]]] = {
    "CA-QC": _quebec,
    "MA": _morocco,
}
