"""When: DTSTART, DTEND and DURATION as aware instants, in every shape calendars write them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

from icalendar import vDuration

from relance.calendars.invitations.embedded import EmbeddedZone
from relance.calendars.invitations.invitation import ZoneSource
from relance.calendars.invitations.lines import Block, Property
from relance.calendars.invitations.zones import UTC_ZONE, Zone, find_zone, nearest_name
from relance.etiquette.problems import Problem, Severity

YEARS = range(1980, 2101)
USUAL_LENGTH = timedelta(hours=1)
LONGEST = timedelta(days=60)

_STAMP = re.compile(
    r"(\d{4})-?(\d\d)-?(\d\d)(?:[T ]?(\d\d):?(\d\d)(?::?(\d\d))?(?:[.,]\d{1,9})?\s*(Z|[+-]\d\d:?\d\d)?)?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Stamp:
    """A date as written: the naive value, whether it had an hour, and its own offset if it gave one."""

    naive: datetime
    dated: bool = False
    offset: timedelta | None = None


@dataclass(frozen=True, slots=True)
class Places:
    """What zones an event may be in: embedded ones, the calendar's own, and the reader's."""

    embedded: Mapping[str, EmbeddedZone]
    calendar: str | None = None
    given: str | None = None


@dataclass(slots=True)
class Span:
    """When an event is held."""

    start: datetime
    end: datetime
    zone: Zone
    all_day: bool = False
    end_supposed: bool = False
    problems: list[Problem] = field(default_factory=list)


def read_stamp(value: str) -> Stamp | None:
    """A DATE or DATE-TIME, or None when it is neither or no such day exists."""
    found = _STAMP.fullmatch(value.strip())
    if found is None:
        return None
    year, month, day = int(found[1]), int(found[2]), int(found[3])
    hour, minute, second = int(found[4] or 0), int(found[5] or 0), min(int(found[6] or 0), 59)
    extra = timedelta(days=1) if hour == 24 else timedelta()
    try:
        naive = datetime(year, month, day, hour % 24 if hour <= 24 else hour, minute, second) + extra  # noqa: DTZ001
    except (ValueError, OverflowError):
        return None
    return Stamp(naive, found[4] is None, _own_offset(found[7]))


def _own_offset(text: str | None) -> timedelta | None:
    if not text:
        return None
    if text in "Zz":
        return timedelta()
    hours, minutes = int(text[1:3]), int(text[-2:])
    if hours > 14 or minutes > 59:
        return None
    span = timedelta(hours=hours, minutes=minutes)
    return -span if text[0] == "-" else span


def read_instant(value: str) -> datetime | None:
    """A DTSTAMP as an aware instant; one without a zone is taken as UTC, which RFC 5545 demands."""
    stamp = read_stamp(value)
    if stamp is None or stamp.naive.year not in YEARS:
        return None
    return stamp.naive.replace(tzinfo=timezone(stamp.offset or timedelta()))


def read_span(event: Block, places: Places, source: str) -> tuple[Span | None, list[Problem]]:
    """Start, end and zone of an event. Without a usable start there is no span, and the problem says why."""
    start = event.first("DTSTART")
    if start is None:
        return None, [Problem(at(source, event.number, "VEVENT"), "no_start")]
    stamp = read_stamp(start.value)
    place = at(source, start.number, "DTSTART")
    if stamp is None:
        return None, [Problem(place, "bad_date", {"value": start.value[:40]})]
    if stamp.naive.year not in YEARS:
        return None, [Problem(place, "date_out_of_range", {"value": start.value[:40]})]
    zone, problems = _zone(start, stamp, places, place)
    aware = _aware(stamp, zone)
    span = Span(aware, aware + USUAL_LENGTH, zone, stamp.dated, problems=problems)
    if stamp.dated:
        problems.append(Problem(place, "all_day", {"date": f"{stamp.naive:%Y-%m-%d}"}, severity="warning"))
    _end(span, event, stamp, places, source)
    return span, problems


def at(source: str, line: int, name: str = "") -> str:
    """Where, as a problem says it: «invite.ics, line 12: DTSTART»."""
    place = f"{source}, line {line}" if source else f"line {line}"
    return f"{place}: {name}" if name else place


def _aware(stamp: Stamp, zone: Zone) -> datetime:
    if stamp.offset is None:
        return zone.place(stamp.naive)
    return zone.show(stamp.naive.replace(tzinfo=timezone(stamp.offset)))


def _zone(line: Property, stamp: Stamp, places: Places, place: str) -> tuple[Zone, list[Problem]]:
    tzid = line.params.get("TZID", "")
    hint = places.given or places.calendar
    if tzid:
        zone = find_zone(tzid, places.embedded, stamp.naive.year, hint)
        if zone is not None:
            odd = (
                [Problem(place, "zone_disagrees", {"zone": tzid[:60]}, severity="warning")]
                if zone.disagrees
                else []
            )
            return zone, odd
        other, _ = _elsewhere(stamp, places)
        shown = {"zone": tzid[:60], "taken": other.name or "UTC"}
        return other, [Problem(place, "unknown_zone", shown, nearest_name(tzid), "warning")]
    zone, said = _elsewhere(stamp, places)
    if stamp.offset is not None or stamp.dated or said:
        return zone, []
    severity: Severity = "note" if zone.source == "given" else "warning"
    return zone, [Problem(place, "floating_time", {"taken": zone.name or "UTC"}, severity=severity)]


def _elsewhere(stamp: Stamp, places: Places) -> tuple[Zone, bool]:
    """Zone of a time that names none, and whether the file itself said it."""
    year = stamp.naive.year
    if places.calendar and (found := find_zone(places.calendar, places.embedded, year)) is not None:
        return _from(found, "calendar"), True
    if len(places.embedded) == 1:
        tzid = next(iter(places.embedded))
        found = find_zone(tzid, places.embedded, year, places.given)
        if found is not None:
            return _from(found, "calendar"), True
    if places.given:
        return Zone(places.given, ZoneInfo(places.given), "given"), False
    if stamp.offset:
        return Zone(None, timezone(stamp.offset), "event"), False
    return UTC_ZONE, False


def _from(zone: Zone, source: ZoneSource) -> Zone:
    return Zone(zone.name, zone.rules, source)


def _end(span: Span, event: Block, start: Stamp, places: Places, source: str) -> None:
    """Set the end from DTEND, else DURATION, else suppose an hour and say so."""
    usual = timedelta(days=1) if span.all_day else USUAL_LENGTH
    line = event.first("DTEND") or event.first("DUE")
    place = at(source, line.number if line else event.number, line.name if line else "VEVENT")
    end: datetime | None = None
    code = "no_end"
    if line is not None and line.value.strip():
        stamp = read_stamp(line.value)
        code = "bad_end"
        if stamp is not None and stamp.naive.year in YEARS:
            end = _end_at(line, stamp, start, span, places)
            code = "end_before_start" if _between(span.start, end) <= timedelta() else "bad_end"
    elif (length := event.first("DURATION")) is not None:
        place, code = at(source, length.number, "DURATION"), "bad_end"
        duration = _duration(length.value)
        end = _later(span, duration) if duration else None
    if end is None or not timedelta() < _between(span.start, end) <= LONGEST:
        span.end_supposed = True
        end = _later(span, usual)
        if not span.all_day:
            span.problems.append(Problem(place, code, {"end": f"{end:%H:%M}"}, severity="note"))
    span.end = end


def _between(start: datetime, end: datetime) -> timedelta:
    """Real time from one to the other: in one zone Python subtracts wall clocks, which go back once a year."""
    return end.astimezone(UTC) - start.astimezone(UTC)


def _end_at(line: Property, stamp: Stamp, start: Stamp, span: Span, places: Places) -> datetime:
    zone = span.zone
    tzid = line.params.get("TZID", "")
    if tzid and start.offset is None:
        zone = find_zone(tzid, places.embedded, stamp.naive.year, places.given or places.calendar) or zone
    return span.zone.show(_aware(stamp, zone))


def _duration(value: str) -> timedelta | None:
    try:
        found: timedelta = vDuration.from_ical(value.strip().upper())  # type: ignore[no-untyped-call]
    except (ValueError, OverflowError, TypeError):
        return None
    return found


def _later(span: Span, length: timedelta) -> datetime:
    """The wall clock that much real time after the start (a change of clocks in between counts)."""
    if span.all_day:
        return span.zone.place(span.start.replace(tzinfo=None) + length)
    instant = span.start.astimezone(UTC)
    try:
        return span.zone.show(instant + length)
    except OverflowError:
        return span.start
