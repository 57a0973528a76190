"""Write a calendar other programs subscribe to: what is to be done, with its alarm.

Promise: the same entries give the same bytes, so that a subscriber sees a change only where something changed; a
UID belongs to its entry for ever, and moving the entry moves the event in the subscriber's calendar.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from icalendar import Alarm, Calendar, Event, Timezone

PRODUCT = "-//Relance//relance//FR"


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """One thing to be shown in a calendar.

    `start` is an aware datetime, or a date for a whole day; without `end` it lasts `minutes` (or the day). `uid`
    must be the same each time the entry is written. `changed_at` (aware) is when its content last changed.
    `alarm_minutes` before the start a reminder is shown; None for no reminder.
    """

    uid: str
    title: str
    start: datetime | date
    changed_at: datetime
    end: datetime | date | None = None
    minutes: int = 15
    description: str = ""
    location: str = ""
    url: str = ""
    alarm_minutes: int | None = None
    sequence: int = 0
    cancelled: bool = False
    busy: bool = False


def write_feed(entries: Iterable[FeedEntry], *, name: str, method: str = "PUBLISH") -> bytes:
    """The feed as an .ics (RFC 5545), its entries in order of start then UID; `name` is shown by subscribers."""
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", method)
    calendar.add("name", name)
    calendar.add("x-wr-calname", name)
    ordered = sorted(entries, key=_order)
    for zone, year in _zones(ordered):
        # From the year before: subscribers need the change of clocks the first event stands after.
        calendar.add_component(Timezone.from_tzinfo(zone, zone.key, date(year - 1, 1, 1), date(year + 4, 1, 1)))
    for entry in ordered:
        calendar.add_component(_event(entry))
    written: bytes = calendar.to_ical()
    return written


def _order(entry: FeedEntry) -> tuple[str, str]:
    start = entry.start
    if isinstance(start, datetime):
        return start.astimezone(UTC).isoformat(), entry.uid
    return start.isoformat(), entry.uid


def _zones(entries: Iterable[FeedEntry]) -> list[tuple[ZoneInfo, int]]:
    """Each named zone the entries use, with the first year it is needed."""
    first: dict[str, int] = {}
    for entry in entries:
        for moment in (entry.start, entry.end):
            zone = moment.tzinfo if isinstance(moment, datetime) else None
            if isinstance(zone, ZoneInfo) and isinstance(moment, datetime) and zone.key != "UTC":
                first[zone.key] = min(moment.year, first.get(zone.key, 9999))
    return [(ZoneInfo(key), year) for key, year in sorted(first.items())]


def _event(entry: FeedEntry) -> Event:
    event = Event()
    event.add("uid", entry.uid)
    event.add("dtstamp", entry.changed_at.astimezone(UTC).replace(microsecond=0))
    event.add("last-modified", entry.changed_at.astimezone(UTC).replace(microsecond=0))
    event.add("sequence", entry.sequence)
    event.add("summary", _plain(entry.title))
    start, end = _writable(entry.start, _end(entry))
    event.add("dtstart", start)
    event.add("dtend", end)
    event.add("status", "CANCELLED" if entry.cancelled else "CONFIRMED")
    event.add("transp", "OPAQUE" if entry.busy else "TRANSPARENT")
    for key, value in (("description", entry.description), ("location", entry.location), ("url", entry.url)):
        if value:
            event.add(key, _plain(value))
    if entry.alarm_minutes is not None and not entry.cancelled:
        event.add_component(_alarm(entry))
    return event


def _end(entry: FeedEntry) -> datetime | date:
    if isinstance(entry.start, datetime):
        # Compared in UTC: two times of one zone compare by their wall clocks, which go back once a year.
        if isinstance(entry.end, datetime) and entry.end.astimezone(UTC) > entry.start.astimezone(UTC):
            return entry.end
        # Real minutes, across a change of clocks too.
        return (entry.start.astimezone(UTC) + timedelta(minutes=entry.minutes)).astimezone(entry.start.tzinfo)
    whole = entry.end is not None and not isinstance(entry.end, datetime) and entry.end > entry.start
    return entry.end if whole and entry.end else entry.start + timedelta(days=1)


def _writable(start: datetime | date, end: datetime | date) -> tuple[datetime | date, datetime | date]:
    """Both in UTC when one falls in the hour that comes twice: local times cannot say which of the two is meant."""
    if isinstance(start, datetime) and isinstance(end, datetime):
        for moment in (start, end):
            if moment.replace(fold=0).utcoffset() != moment.replace(fold=1).utcoffset():
                return start.astimezone(UTC), end.astimezone(UTC)
    return start, end


def _alarm(entry: FeedEntry) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", _plain(entry.title))
    alarm.add("trigger", -timedelta(minutes=entry.alarm_minutes or 0))
    return alarm


def _plain(text: str) -> str:
    """Text without the control characters no calendar may hold (RFC 5545 §3.1)."""
    return "".join(char for char in text.replace("\r\n", "\n") if char >= " " or char in "\n\t")
