import base64
from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from relance.calendars.invitations import Interviewer, Invitation, read_invitation, read_invitations

NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)


def event(*lines: str, uid: str = "u1", around: str = "") -> bytes:
    body = "\r\n".join(("BEGIN:VEVENT", f"UID:{uid}", *lines, "END:VEVENT"))
    return f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{around}{body}\r\nEND:VCALENDAR\r\n".encode()


def read(raw: bytes, tz: str | None = "Europe/Paris") -> Invitation:
    invitation, problems = read_invitation(raw, default_tz=tz)
    assert invitation is not None, problems
    return invitation


def codes(raw: bytes, tz: str | None = "Europe/Paris", now: datetime | None = None) -> list[str]:
    return [problem.code for problem in read_invitation(raw, default_tz=tz, now=now)[1]]


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        (b"", "empty"),
        (b" \r\n ", "empty"),
        (b"hello", "not_a_calendar"),
        (b"%PDF-1.7 x", "pdf"),
        (b"PK\x03\x04 x", "zip"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "outlook_msg"),
        (b"\x89PNG\r\n", "image"),
        (b"<!DOCTYPE html><html></html>", "web_page"),
        (b"BEGIN:VCARD\nFN:Claire\nEND:VCARD\n", "contact_card"),
        (b"BEGIN:VCALENDAR\nEND:VCALENDAR\n", "no_event"),
        (b"BEGIN:VCALENDAR\nBEGIN:VTODO\nSUMMARY:x\nEND:VTODO\nEND:VCALENDAR\n", "no_event"),
        (event("SUMMARY:Entretien"), "no_start"),
        (event("DTSTART:demain", "SUMMARY:Entretien"), "bad_date"),
        (event("DTSTART:20260230T100000", "SUMMARY:Entretien"), "bad_date"),
        (event("DTSTART:00010101T100000", "SUMMARY:Entretien"), "date_out_of_range"),
        (event("DTSTART:99991231T235959Z", "SUMMARY:Entretien"), "date_out_of_range"),
        (b"From: a@example.org\nTo: b@example.org\nSubject: x\n\nBonjour", "no_calendar_part"),
    ],
)
def test_refusal_has_a_reason(raw: bytes, code: str) -> None:
    invitation, problems = read_invitation(raw)
    assert invitation is None
    assert [(problem.code, problem.severity) for problem in problems] == [(code, "error")]


def test_place_names_the_line() -> None:
    (problem,) = read_invitation(event("SUMMARY:Entretien", "DTSTART:x"))[1]
    assert (problem.place, dict(problem.params)) == ("line 6: DTSTART", {"value": "x"})


@pytest.mark.parametrize(
    ("lines", "end", "code"),
    [
        ((), "11:00", "no_end"),
        (("DTEND:",), "11:00", "no_end"),
        (("DTEND;TZID=Europe/Paris:20261124T100000",), "11:00", "end_before_start"),
        (("DTEND;TZID=Europe/Paris:20261124T090000",), "11:00", "end_before_start"),
        (("DTEND;TZID=Europe/Paris:99991231T090000",), "11:00", "bad_end"),
        (("DTEND:soon",), "11:00", "bad_end"),
        (("DURATION:-PT1H",), "11:00", "bad_end"),
        (("DURATION:P999999999W",), "11:00", "bad_end"),
        (("DURATION:PT1H30M",), "11:30", None),
        (("DURATION:pt45m",), "10:45", None),
        (("DTEND:20261124T101500Z",), "11:15", None),
        (("DTEND;TZID=GMT Standard Time:20261124T101500",), "11:15", None),
    ],
)
def test_end(lines: tuple[str, ...], end: str, code: str | None) -> None:
    raw = event("SUMMARY:Entretien", "DTSTART;TZID=Europe/Paris:20261124T100000", *lines)
    invitation = read(raw)
    assert f"{invitation.end:%H:%M}" == end
    assert codes(raw) == ([code] if code else [])
    assert invitation.end_supposed is (code is not None)


def test_an_hour_is_real_when_clocks_change() -> None:
    invitation = read(event("SUMMARY:Entretien", "DTSTART;TZID=Europe/Paris:20261025T013000", "DURATION:PT2H"))
    assert invitation.end.isoformat() == "2026-10-25T02:30:00+01:00"


@pytest.mark.parametrize(
    "start",
    [
        "DTSTART:2026-11-24T10:00:00+01:00",
        "DTSTART:20261124T090000Z",
        "DTSTART:20261124t090000z",
        "DTSTART:20261124T0900Z",
        "DTSTART;TZID=Europe/Paris;VALUE=DATE-TIME:20261124T100000",
        "DTSTART;VALUE=DATE-TIME;TZID=Europe/Paris:20261124T100000",
        'DTSTART;TZID="Europe/Paris":20261124T100000',
        "DTSTART;TZID=EUROPE/PARIS:20261124T100000",
        "DTSTART;TZID=/softwarestudio.org/Olson_20011030_5/Europe/Paris:20261124T100000",
        "DTSTART;TZID=Romance Standard Time:20261124T100000",
        "DTSTART;TZID=romance standard time:20261124T100000",
        "DTSTART;TZID=(UTC+01:00) Bruxelles, Copenhague, Madrid, Paris:20261124T100000",
        "DTSTART;TZID=(GMT+01.00) Brussels, Copenhagen, Madrid, Paris:20261124T100000",
        "DTSTART;TZID=CET:20261124T100000",
        "DTSTART;TZID=Europe/Paris:20261124T090000Z",
        "DTSTART;;TZID=Europe/Paris:20261124T100000",
        "DTSTART;TZID=Europe/Paris;:20261124T100000",
        "DTSTART; TZID=Europe/Paris : 20261124T100000",
        "item1.DTSTART;TZID=Europe/Paris:20261124T100000",
    ],
)
def test_start_however_written(start: str) -> None:
    invitation = read(event("SUMMARY:Entretien", start, "DURATION:PT1H"))
    assert (invitation.start.isoformat(), invitation.tz) == ("2026-11-24T10:00:00+01:00", "Europe/Paris")
    assert codes(event("SUMMARY:Entretien", start, "DURATION:PT1H")) == []


def test_unknown_zone_is_told_with_the_nearest() -> None:
    raw = event("SUMMARY:Entretien", "DTSTART;TZID=Europe/Pariss:20261124T100000", "DURATION:PT1H")
    invitation, (problem,) = read_invitation(raw, default_tz="America/Toronto")
    assert invitation is not None
    assert invitation.start.isoformat() == "2026-11-24T10:00:00-05:00"
    assert (problem.code, problem.suggestion, dict(problem.params)) == (
        "unknown_zone",
        "Europe/Paris",
        {"zone": "Europe/Pariss", "taken": "America/Toronto"},
    )


def test_times_without_a_zone_nor_a_reader_are_utc_and_said() -> None:
    raw = event("SUMMARY:Entretien", "DTSTART:20261124T100000", "DURATION:PT1H")
    assert read(raw, None).start.isoformat() == "2026-11-24T10:00:00+00:00"
    assert codes(raw, None) == ["floating_time"]


@pytest.mark.parametrize(
    "encoded",
    [
        lambda text: text.encode("utf-8-sig"),
        lambda text: text.encode("utf-16"),
        lambda text: text.encode("cp1252"),
        lambda text: text.replace("\r\n", "\n").encode(),
        lambda text: text.replace("\r\n", "\r").encode(),
        lambda text: text.replace("\r\n", "\r\r\n").encode(),
        lambda text: ("\r\n" + text).encode(),
        lambda text: ("HTTP junk\r\n" + text).encode(),
        lambda text: "".join(f"> {line}\r\n" for line in text.splitlines()).encode(),
        lambda text: text.encode().replace("’".encode(), "\r\n ’".encode()),
        lambda text: text.encode().replace("’".encode(), b"\xe2\r\n \x80\x99"),
        lambda text: text.removesuffix("END:VCALENDAR\r\n").removesuffix("END:VEVENT\r\n").encode(),
    ],
)
def test_bytes_however_encoded(encoded: Callable[[str], bytes]) -> None:
    text = event("SUMMARY:Entretien à l’étude", "DTSTART:20261124T090000Z", "DURATION:PT1H").decode()
    assert read(encoded(text)).summary == "Entretien à l’étude"


def test_next_interview_of_two_is_chosen_and_both_are_named() -> None:
    one = event("SUMMARY:Entretien Acme", "DTSTART:20261124T090000Z", "DURATION:PT1H", uid="a")
    two = event("SUMMARY:Entretien Delmas", "DTSTART:20261126T090000Z", "DURATION:PT1H", uid="b")
    invitation, problems = read_invitation(one + two, default_tz="Europe/Paris", now=NOW)
    assert invitation is not None
    assert invitation.summary == "Entretien Delmas"
    assert [(problem.code, dict(problem.params)) for problem in problems] == [
        (
            "several_interviews",
            {
                "first": "«Entretien Delmas» (2026-11-26 10:00)",
                "second": "«Entretien Acme» (2026-11-24 10:00)",
                "count": "2",
            },
        )
    ]


def test_past_interview_is_said() -> None:
    raw = event("SUMMARY:Entretien", "DTSTART:20251124T090000Z", "DURATION:PT1H")
    assert codes(raw, now=NOW) == ["in_the_past"]


def test_newest_copy_of_one_meeting_holds() -> None:
    old = event("SUMMARY:Entretien", "DTSTART:20261124T090000Z", "DURATION:PT1H", "SEQUENCE:1")
    new = event("SUMMARY:Entretien", "DTSTART:20261125T090000Z", "DURATION:PT1H", "SEQUENCE:2")
    for raw in (old + new, new + old):
        reading = read_invitations(raw, default_tz="Europe/Paris")
        assert [one.start.isoformat() for one in reading.invitations] == ["2026-11-25T10:00:00+01:00"]


def test_own_address_is_left_out() -> None:
    raw = event(
        "SUMMARY:Entretien",
        "DTSTART:20261124T090000Z",
        "DURATION:PT1H",
        "ORGANIZER;CN=Claire Dupont:mailto:claire@delmas.test",
        "ATTENDEE;CN=Marc Petit:mailto:marc@delmas.test",
        "ATTENDEE;CN=Sam Ba:mailto:sam@delmas.test",
    )
    invitation, _ = read_invitation(raw, default_tz="Europe/Paris", own=["SAM@delmas.test"])
    assert invitation is not None
    assert invitation.people == (
        Interviewer("Claire Dupont", "claire@delmas.test"),
        Interviewer("Marc Petit", "marc@delmas.test"),
    )


def test_calendar_found_in_a_mail_whose_structure_is_broken() -> None:
    head = b'From: a@example.org\nSubject: x\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary="q"\n\n'
    raw = head + event("SUMMARY:Entretien", "DTSTART:20261124T090000Z", "DURATION:PT1H")
    assert read(raw).summary == "Entretien"
    assert codes(raw) == ["mail_damaged"]


def test_calendar_under_a_wrong_type_and_encoding() -> None:
    body = base64.encodebytes(event("SUMMARY:Entretien", "DTSTART:20261124T090000Z", "DURATION:PT1H"))
    raw = (
        b"From: a@example.org\nSubject: x\nMIME-Version: 1.0\nContent-Type: application/octet-stream; name=x\n"
        b"Content-Transfer-Encoding: base64\n\n" + body
    )
    assert read(raw).uid == "u1"


@pytest.mark.slow
def test_thousands_of_events_hide_one_interview() -> None:
    many = b"".join(
        event("SUMMARY:Réunion", "DTSTART:20261124T090000Z", "DURATION:PT1H", uid=f"m{n}") for n in range(5_000)
    )
    one = event("SUMMARY:Rencontre", "DTSTART:20261126T090000Z", "DURATION:PT1H", "DESCRIPTION:Votre candidature")
    assert read(many + one).uid == "u1"
