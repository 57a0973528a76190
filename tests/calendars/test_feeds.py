from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar

from relance.calendars.feeds import FeedEntry, write_feed
from relance.calendars.invitations import read_invitation

PARIS = ZoneInfo("Europe/Paris")
CHANGED = datetime(2026, 11, 20, 8, 30, 15, 999, tzinfo=UTC)
THANKS = FeedEntry(
    uid="case-7-thanks@relance.test",
    title="Remercier Claire Dupont ; Cabinet Delmas, entretien n° 1",
    start=datetime(2026, 11, 25, 10, tzinfo=PARIS),
    changed_at=CHANGED,
    description="Le courrier est prêt.\nIl part à 10 h.",
    alarm_minutes=30,
)
CLOSE = FeedEntry("case-7-close@relance.test", "Clore le dossier", date(2026, 12, 25), CHANGED)


def lines(*entries: FeedEntry) -> list[str]:
    return write_feed(entries, name="Relance").decode().replace("\r\n ", "").split("\r\n")


def test_event_with_alarm() -> None:
    text = lines(THANKS)
    begin = text.index("BEGIN:VEVENT")
    assert text[begin:] == [
        "BEGIN:VEVENT",
        "SUMMARY:Remercier Claire Dupont \\; Cabinet Delmas\\, entretien n° 1",
        "DTSTART;TZID=Europe/Paris:20261125T100000",
        "DTEND;TZID=Europe/Paris:20261125T101500",
        "DTSTAMP:20261120T083015Z",
        "UID:case-7-thanks@relance.test",
        "SEQUENCE:0",
        "DESCRIPTION:Le courrier est prêt.\\nIl part à 10 h.",
        "LAST-MODIFIED:20261120T083015Z",
        "STATUS:CONFIRMED",
        "TRANSP:TRANSPARENT",
        "BEGIN:VALARM",
        "ACTION:DISPLAY",
        "DESCRIPTION:Remercier Claire Dupont \\; Cabinet Delmas\\, entretien n° 1",
        "TRIGGER:-PT30M",
        "END:VALARM",
        "END:VEVENT",
        "END:VCALENDAR",
        "",
    ]


def test_whole_day() -> None:
    text = lines(CLOSE)
    assert [line for line in text if line.startswith("DT")] == [
        "DTSTART;VALUE=DATE:20261225",
        "DTEND;VALUE=DATE:20261226",
        "DTSTAMP:20261120T083015Z",
    ]
    assert "BEGIN:VALARM" not in text


def test_same_entries_give_the_same_bytes_in_any_order() -> None:
    assert write_feed([THANKS, CLOSE], name="R") == write_feed([CLOSE, THANKS], name="R")


def test_empty_feed_is_a_calendar() -> None:
    assert Calendar.from_ical(write_feed([], name="Relance"))["X-WR-CALNAME"] == "Relance"


def test_cancelled_entry_keeps_its_uid_and_rings_no_more() -> None:
    text = lines(replace(THANKS, cancelled=True, sequence=2))
    assert [line for line in text if line.startswith(("UID", "STATUS", "SEQUENCE", "BEGIN:VALARM"))] == [
        "UID:case-7-thanks@relance.test",
        "SEQUENCE:2",
        "STATUS:CANCELLED",
    ]


@pytest.mark.parametrize(
    ("start", "minutes", "end"),
    [
        (datetime(2026, 10, 25, 2, 30, tzinfo=PARIS), 60, "2026-10-25T01:30:00+00:00"),
        (datetime(2026, 11, 25, 23, 50, tzinfo=PARIS), 15, "2026-11-26T00:05:00+01:00"),
        (datetime(2026, 11, 25, 10, tzinfo=UTC), 15, "2026-11-25T10:15:00+00:00"),
        (datetime(2026, 11, 25, 10, tzinfo=timezone(timedelta(hours=2))), 15, "2026-11-25T08:15:00+00:00"),
    ],
)
def test_what_is_written_is_read_back(start: datetime, minutes: int, end: str) -> None:
    invitation, problems = read_invitation(write_feed([replace(THANKS, start=start, minutes=minutes)], name="R"))
    assert invitation is not None
    assert [problem.code for problem in problems if problem.code != "not_an_interview"] == []
    assert invitation.start.timestamp() == start.timestamp()
    assert invitation.end.timestamp() == datetime.fromisoformat(end).timestamp()


def test_control_characters_do_not_break_the_file() -> None:
    nasty = replace(THANKS, title="a\x00b\r\nBEGIN:VEVENT\x07", description="\x1b[0m" + "é" * 300)
    calendar = Calendar.from_ical(write_feed([nasty], name="R"))
    assert [str(event["SUMMARY"]) for event in calendar.events] == ["ab\nBEGIN:VEVENT"]
    assert all(len(line) <= 75 for line in write_feed([nasty], name="R").split(b"\r\n"))
