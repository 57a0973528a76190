"""The zone a calendar carries in itself (VTIMEZONE), read with bounded work whatever its rules say.

Exchange writes zones nobody else knows («Customized Time Zone»), starting in 1601: only these lines tell the
offset. Rules other than yearly ones are read as a single change: one that asks for a change a second costs nothing.
"""

import calendar
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo

from relance.calendars.invitations.lines import Block

_OFFSET = re.compile(r"([+-]?)(\d{2}):?(\d{2})(?::?(\d{2}))?")
_STAMP = re.compile(r"(\d{4})-?(\d\d)-?(\d\d)(?:T(\d\d):?(\d\d))?")
_BYDAY = re.compile(r"([+-]?\d)?(MO|TU|WE|TH|FR|SA|SU)", re.IGNORECASE)
_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


@dataclass(frozen=True, slots=True)
class Change:
    """One sub-component: the offsets before and after, and when it happens."""

    first: datetime
    before: timedelta
    after: timedelta
    standard: bool
    month: int | None = None
    nth: int | None = None
    weekday: int | None = None
    month_days: tuple[int, ...] = ()
    until: int = 9999
    others: tuple[datetime, ...] = ()

    def last(self, local: datetime) -> datetime | None:
        """The last time this change happened before `local` (naive, wall clock)."""
        times = [when for when in (self.first, *self.others) if when <= local]
        if self.month is not None:
            for year in (local.year, local.year - 1):
                when = self._in_year(year) if self.first.year <= year <= self.until else None
                if when is not None and when <= local:
                    times.append(when)
        return max(times, default=None)

    def _in_year(self, year: int) -> datetime | None:
        month = self.month or self.first.month
        length = calendar.monthrange(year, month)[1]
        days = [day for day in range(1, length + 1) if not self.month_days or day in self.month_days]
        if self.weekday is not None:
            days = [day for day in days if date(year, month, day).weekday() == self.weekday]
            nth = self.nth or 1
            index = nth if nth < 0 else nth - 1
        else:
            days, index = days if self.month_days else [min(self.first.day, length)], 0
        if not -len(days) <= index < len(days):
            return None
        return datetime.combine(date(year, month, days[index]), self.first.time())


@dataclass(frozen=True, slots=True)
class EmbeddedZone:
    """Offsets of a VTIMEZONE; `names` are the other names it gives itself (X-LIC-LOCATION…)."""

    changes: Sequence[Change]
    names: tuple[str, ...] = ()

    def offset(self, local: datetime) -> timedelta:
        """Offset from UTC at a naive local time."""
        happened = [(when, change) for change in self.changes if (when := change.last(local)) is not None]
        if happened:
            return max(happened, key=lambda pair: pair[0])[1].after
        first = min(self.changes, key=lambda change: change.first)
        return first.before

    def at(self, local: datetime) -> tzinfo:
        """A fixed zone holding the offset of that moment."""
        return timezone(self.offset(local))

    def local(self, instant: datetime) -> datetime:
        """The aware local time of an aware instant."""
        naive = instant.astimezone(UTC).replace(tzinfo=None)
        guess = naive + self.offset(naive)
        return instant.astimezone(timezone(self.offset(guess)))

    def agrees(self, zone: tzinfo, year: int) -> bool:
        """Whether an IANA zone has the same offsets all that year (looked at on the 4th and 19th of each month)."""
        for month in range(1, 13):
            for day in (4, 19):
                local = datetime(year, month, day, 12)  # noqa: DTZ001 - a wall clock, compared in two zones
                if local.replace(tzinfo=zone).utcoffset() != self.offset(local):
                    return False
        return True


def embedded_zones(root: Block) -> dict[str, EmbeddedZone]:
    """Each VTIMEZONE of a text by its TZID, those that make no sense left out."""
    zones: dict[str, EmbeddedZone] = {}
    for count, block in enumerate(root.inside("VTIMEZONE")):
        if count >= 200:
            break
        tzid = block.first("TZID")
        changes = [change for part in block.blocks[:200] if (change := _change(part)) is not None]
        if tzid is None or not changes:
            continue
        names = [found.text for name in ("X-LIC-LOCATION", "TZURL") for found in block.every(name)]
        names += [f"cdo {found.text}" for found in block.every("X-MICROSOFT-CDO-TZID")]
        zones.setdefault(tzid.text.strip('"').strip(), EmbeddedZone(changes, tuple(names)))
    return zones


def _change(block: Block) -> Change | None:
    if block.name not in {"STANDARD", "DAYLIGHT"}:
        return None
    start, after = block.first("DTSTART"), block.first("TZOFFSETTO")
    before = block.first("TZOFFSETFROM") or after
    offset = _offset(after.value) if after else None
    first = _stamp(start.value) if start else None
    if offset is None or first is None:
        return None
    others = tuple(
        when for found in block.every("RDATE") for text in found.value.split(",")[:200] if (when := _stamp(text))
    )
    rule = block.first("RRULE")
    parts = dict(item.upper().split("=", 1) for item in rule.value.split(";") if "=" in item) if rule else {}
    month, nth, weekday, days = _yearly(parts, first)
    until = int(parts["UNTIL"][:4]) if re.match(r"\d{4}", parts.get("UNTIL", "")) else 9999
    known = _offset(before.value) if before else None
    return Change(
        first,
        offset if known is None else known,
        offset,
        block.name == "STANDARD",
        month,
        nth,
        weekday,
        days,
        until,
        others,
    )


def _yearly(parts: dict[str, str], first: datetime) -> tuple[int | None, int | None, int | None, tuple[int, ...]]:
    if parts.get("FREQ") != "YEARLY":
        return None, None, None, ()
    month = parts.get("BYMONTH", "").split(",")[0]
    at = int(month) if month.isdecimal() and 1 <= int(month) <= 12 else first.month
    days = tuple(int(day) for day in parts.get("BYMONTHDAY", "").split(",")[:31] if re.fullmatch(r"\d{1,2}", day))
    found = _BYDAY.match(parts.get("BYDAY", ""))
    if found is None:
        return at, None, None, days
    return at, int(found[1]) if found[1] else None, _DAYS.index(found[2].upper()), days


def _offset(text: str) -> timedelta | None:
    found = _OFFSET.fullmatch(text.strip())
    if found is None or int(found[2]) > 23 or int(found[3]) > 59:
        return None
    span = timedelta(hours=int(found[2]), minutes=int(found[3]), seconds=min(int(found[4] or 0), 59))
    return -span if found[1] == "-" else span


def _stamp(text: str) -> datetime | None:
    found = _STAMP.match(text.strip())
    if found is None:
        return None
    year, month, day, hour, minute = (int(part or 0) for part in found.groups())
    try:
        return datetime(year, month, day, hour, minute)  # noqa: DTZ001 - a wall clock: its zone is being built
    except ValueError:
        return None
