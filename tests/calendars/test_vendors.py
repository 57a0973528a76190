"""Each vendor's shape, as a readable file in files/, and what it says in expected.toml."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from relance.calendars.invitations import Invitation, read_invitation

HERE = Path(__file__).parent
FILES = sorted(path.name for path in (HERE / "files").iterdir())
EXPECTED = tomllib.loads((HERE / "expected.toml").read_text("utf-8"))


def told(invitation: Invitation | None) -> dict[str, Any]:
    if invitation is None:
        return {}
    organizer = invitation.organizer
    said = {
        "start": invitation.start.isoformat(timespec="minutes"),
        "end": invitation.end.isoformat(timespec="minutes"),
        "organizer": [organizer.name, organizer.email] if organizer else None,
        "people": [f"{one.civility} | {one.name} | {one.title} | {one.email}" for one in invitation.people],
        "because": list(invitation.because),
    }
    plain = (
        "summary", "tz", "zone_source", "uid", "method", "sequence", "status", "cancelled", "is_reply",
        "is_interview",         "mode", "location", "url", "phone", "organisation", "role", "region", "round",
    )  # fmt: skip
    said |= {name: getattr(invitation, name) for name in plain}
    return {name: value for name, value in said.items() if value}


def test_every_file_is_expected() -> None:
    assert sorted(EXPECTED) == FILES


@pytest.mark.parametrize("name", FILES)
def test_file(name: str) -> None:
    invitation, problems = read_invitation((HERE / "files" / name).read_bytes(), default_tz="Europe/Paris")
    said = told(invitation)
    if problems:
        said["problems"] = [f"{problem.code} at {problem.place}" for problem in problems]
    assert said == EXPECTED[name]
