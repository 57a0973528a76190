from datetime import UTC, datetime, timedelta

import pytest

from relance.calendars.invitations.embedded import EmbeddedZone, embedded_zones
from relance.calendars.invitations.lines import read_tree
from relance.calendars.invitations.zones import find_zone, named_zone

ROMANCE = """BEGIN:VTIMEZONE
TZID:{tzid}
BEGIN:STANDARD
DTSTART:16010101T030000
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=10
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:16010101T020000
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=3
END:DAYLIGHT
END:VTIMEZONE
"""


def zones(text: str) -> dict[str, EmbeddedZone]:
    return embedded_zones(read_tree(text.encode()).root)


@pytest.mark.parametrize(
    ("tzid", "name"),
    [
        ("Europe/Paris", "Europe/Paris"),
        ('"Europe/Paris"', "Europe/Paris"),
        ("europe/paris", "Europe/Paris"),
        ("AMERICA/NEW_YORK", "America/New_York"),
        ("America/Argentina/Buenos_Aires", "America/Argentina/Buenos_Aires"),
        ("/freeassociation.sourceforge.net/Tzfile/Europe/Berlin", "Europe/Berlin"),
        ("/freeassociation.sourceforge.net/Europe/Berlin", "Europe/Berlin"),
        ("/citadel.org/20211207_1/America/Argentina/Ushuaia", "America/Argentina/Ushuaia"),
        ("tzone://Microsoft/Utc", "UTC"),
        ("UTC", "UTC"),
        ("GMT", "UTC"),
        ("Romance Standard Time", "Europe/Paris"),
        ("W. Europe Standard Time", "Europe/Berlin"),
        ("GMT Standard Time", "Europe/London"),
        ("Eastern Standard Time", "America/New_York"),
        ("Romance Standard Time 1", "Europe/Paris"),
        ("Morocco Standard Time", "Africa/Casablanca"),
        ("Nowhere/Atall", None),
        ("Europe", None),
        ("../../etc/passwd", None),
        ("", None),
    ],
)
def test_named(tzid: str, name: str | None) -> None:
    assert named_zone(tzid) == name


@pytest.mark.parametrize(
    ("tzid", "name"),
    [
        ("(UTC+01:00) Amsterdam, Berlin, Bern, Rome, Stockholm, Vienna", "Europe/Berlin"),
        ("(UTC+01:00) Amsterdam, Berlin, Berne, Rome, Stockholm, Vienne", "Europe/Berlin"),
        ("(UTC+01:00) Brussels, Copenhagen, Madrid, Paris", "Europe/Paris"),
        ("(GMT+01:00) Bruxelles, Copenhague, Madrid, Paris", "Europe/Paris"),
        ("(UTC+01:00) Belgrade, Bratislava, Budapest, Ljubljana, Prague", "Europe/Budapest"),
        ("(UTC+00:00) Dublin, Edinburgh, Lisbon, London", "Europe/London"),
        ("(UTC) Dublin, Édimbourg, Lisbonne, Londres", "Europe/London"),
        ("(UTC-05:00) Eastern Time (US & Canada)", "America/New_York"),
        ("(UTC-05:00) Est (É.-U. et Canada)", "America/New_York"),
        ("(UTC-08:00) Pacific Time (US & Canada)", "America/Los_Angeles"),
        ("(UTC+01:00) Casablanca", "Africa/Casablanca"),
        ("Paris", "Europe/Paris"),
        ("HNE", "America/Toronto"),
    ],
)
def test_display_names(tzid: str, name: str) -> None:
    zone = find_zone(tzid, {}, 2026)
    assert zone is not None
    assert zone.name == name


@pytest.mark.parametrize(("tzid", "hours"), [("UTC+2", 2), ("GMT-0500", -5), ("(UTC+03:00)", 3), ("+01:00", 1)])
def test_fixed(tzid: str, hours: int) -> None:
    zone = find_zone(tzid, {}, 2026)
    assert zone is not None
    assert zone.place(datetime(2026, 7, 1)).utcoffset() == timedelta(hours=hours)  # noqa: DTZ001


@pytest.mark.parametrize(
    ("local", "hours"),
    [
        ("2026-01-15T00:00", 1),
        ("2026-03-29T01:59", 1),
        ("2026-03-29T03:00", 2),
        ("2026-07-01T00:00", 2),
        ("2026-10-25T02:59", 2),
        ("2026-10-25T03:00", 1),
        ("1601-01-01T00:00", 1),
    ],
)
def test_embedded_rules(local: str, hours: int) -> None:
    zone = zones(ROMANCE.format(tzid="X"))["X"]
    assert zone.offset(datetime.fromisoformat(local)) == timedelta(hours=hours)


def test_embedded_zone_shows_instants() -> None:
    zone = zones(ROMANCE.format(tzid="X"))["X"]
    assert zone.local(datetime(2026, 7, 1, 8, tzinfo=UTC)).isoformat() == "2026-07-01T10:00:00+02:00"


def test_nameless_zone_is_named_after_the_reader_when_they_agree() -> None:
    own = zones(ROMANCE.format(tzid="Customized Time Zone"))
    zone = find_zone("Customized Time Zone", own, 2026, "Europe/Brussels")
    assert zone is not None
    assert (zone.name, zone.source) == ("Europe/Brussels", "embedded")
    other = find_zone("Customized Time Zone", own, 2026, "America/Toronto")
    assert other is not None
    assert other.name == "Europe/Paris"


def test_display_name_that_its_own_rules_belie_keeps_the_rules() -> None:
    own = zones(ROMANCE.format(tzid="Tokyo"))
    zone = find_zone("Tokyo", own, 2026)
    assert zone is not None
    assert zone.place(datetime(2026, 7, 1)).utcoffset() == timedelta(hours=2)  # noqa: DTZ001


def test_known_name_that_its_rules_belie_is_told() -> None:
    own = zones(ROMANCE.format(tzid="Asia/Tokyo"))
    zone = find_zone("Asia/Tokyo", own, 2026)
    assert zone is not None
    assert zone.disagrees


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=SECONDLY",
        "FREQ=YEARLY;BYMONTH=99;BYDAY=9SU",
        "FREQ=YEARLY;BYDAY=-9SU",
        "FREQ=YEARLY;BYMONTHDAY=99",
        "UNTIL=x",
        "",
    ],
)
def test_rules_of_nonsense_still_give_an_offset(rule: str) -> None:
    text = ROMANCE.format(tzid="X").replace("FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=3", rule)
    assert zones(text)["X"].offset(datetime(2026, 7, 1)) in {timedelta(hours=1), timedelta(hours=2)}  # noqa: DTZ001
