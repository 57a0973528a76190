"""The hour of an invitation carried by a mail, and no more: the calendars room reads the rest."""

import re
from datetime import UTC, datetime, tzinfo

_START = re.compile(rb"^DTSTART(?:;[^:\r\n]{0,120})?:(\d{8}T\d{6})(Z?)", re.MULTILINE)


def invites(data: bytes) -> bool:
    """Whether a calendar part asks for a meeting (RFC 5546), rather than cancelling or answering one."""
    return b"METHOD:REQUEST" in data and b"STATUS:CANCELLED" not in data


def starts(data: bytes, zone: tzinfo) -> tuple[datetime, ...]:
    """Naive local starts of its events; a time in UTC is moved to `zone`, others are taken as written."""
    if not invites(data):
        return ()
    event = data[max(data.find(b"BEGIN:VEVENT"), 0) :]
    found = []
    for digits, utc in _START.findall(event)[:20]:
        try:
            at = datetime.strptime(digits.decode(), "%Y%m%dT%H%M%S")  # noqa: DTZ007 the zone is told apart
        except ValueError:
            continue
        if utc:
            at = at.replace(tzinfo=UTC).astimezone(zone).replace(tzinfo=None)
        found.append(at)
    return tuple(found)
