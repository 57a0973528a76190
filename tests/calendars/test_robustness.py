"""Whatever the bytes: an answer or a reason, never a traceback, in bounded time."""

import re
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from relance.calendars.invitations import read_invitation
from relance.wording.invitations import INVITATION_PROBLEMS

FILES = sorted((Path(__file__).parent / "files").iterdir())
SOURCE = Path(__file__).parents[2] / "src" / "relance"
EVENT = (
    b"BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:u\nDTSTART;TZID=Europe/Paris:20261124T100000\nSUMMARY:Entretien\n%s\n"
    b"END:VEVENT\nEND:VCALENDAR\n"
)


def check(raw: bytes) -> None:
    invitation, problems = read_invitation(raw, default_tz="Europe/Paris")
    for problem in problems:
        assert problem.place
        assert problem.code in INVITATION_PROBLEMS
    if invitation is None:
        assert any(problem.severity == "error" for problem in problems)
    else:
        assert invitation.start.utcoffset() is not None
        assert invitation.end.timestamp() > invitation.start.timestamp()


@given(st.binary(max_size=2_000))
@settings(max_examples=100, deadline=None)
def test_any_bytes(raw: bytes) -> None:
    check(raw)


@pytest.mark.slow
@given(st.sampled_from(FILES), st.integers(0, 4_000), st.integers(0, 60), st.binary(max_size=30))
@settings(max_examples=200, deadline=None)
def test_files_cut_and_patched(path: Path, at: int, length: int, patch: bytes) -> None:
    raw = path.read_bytes()
    check(raw[:at] + patch + raw[at + length :])


@pytest.mark.slow
@given(st.sampled_from(FILES), st.integers(0, 4_000))
@settings(max_examples=100, deadline=None)
def test_files_truncated(path: Path, at: int) -> None:
    check(path.read_bytes()[:at])


@pytest.mark.slow
@given(
    st.sampled_from(
        ["DTEND", "DURATION", "SEQUENCE", "ORGANIZER", "ATTENDEE", "LOCATION", "RECURRENCE-ID", "DESCRIPTION"]
    ),
    st.text(max_size=80),
    st.text(max_size=80),
)
@settings(max_examples=200, deadline=None)
def test_any_property(name: str, params: str, value: str) -> None:
    check(EVENT % f"{name};{params}:{value}".encode("utf-8", "surrogatepass"))


@pytest.mark.slow
@pytest.mark.parametrize(
    "text",
    [
        b"<a " * 60_000,
        b"<!--" * 40_000,
        b"Jean-Paul-" * 19_000,
        b"Jean Paul " * 19_000,
        b"A'" * 90_000,
        b"0 12 " * 40_000,
        b"https://zoom.us/" * 10_000,
        b"\\n " * 60_000,
        b"rue " * 45_000,
        b"x" * 10_000_000,
        b"x\n " * 1_000_000,
    ],
)
def test_no_text_costs_more_than_its_length(text: bytes) -> None:
    begun = time.perf_counter()
    for name in (b"DESCRIPTION", b"LOCATION", b"SUMMARY", b'ATTENDEE;CN="a'):
        check(EVENT % (name + b":<p>" + text))
    assert (
        time.perf_counter() - begun < 20
    )  # seconds where the quadratic ones took hours; generous for slow machines


@pytest.mark.parametrize("depth", [50, 3_000])
def test_mails_in_mails(depth: int) -> None:
    inner = b"Content-Type: text/calendar\n\n" + EVENT % b""
    layers = b"".join(b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(depth))
    check(b"From: a@example.org\nSubject: s\n" + layers + inner)
    check(
        b"From: a@example.org\nSubject: s\n" + b"Content-Type: message/rfc822\n\nFrom: a@b.test\n" * depth + inner
    )


def test_every_code_has_its_sentence() -> None:
    written = "".join(
        path.read_text("utf-8")
        for folder in ("calendars/invitations", "cli")
        for path in (SOURCE / folder).glob("*.py")
        if folder != "cli" or path.name in {"invitation.py", "raw_lines.py"}
    )
    named = {code for code in INVITATION_PROBLEMS if f'"{code}"' in written}
    assert named == set(INVITATION_PROBLEMS)
    used = set(re.findall(r'Problem\([^"()]*(?:\([^()]*\))?[^"()]*"([a-z_]{4,})"[,)]', written))
    used |= set(re.findall(r'_refused\("([a-z_]+)"', written))
    assert used - {"file", "mail"} <= set(INVITATION_PROBLEMS)
