from pathlib import Path

from relance.calendars.invitations import read_invitation

FILES = Path(__file__).parent / "files"


def test_google() -> None:
    invitation, problems = read_invitation((FILES / "google.ics").read_bytes(), default_tz="Europe/Paris")
    assert problems == ()
    assert invitation is not None
    assert invitation.start.isoformat() == "2026-11-24T10:00:00+01:00"
    assert invitation.is_interview
