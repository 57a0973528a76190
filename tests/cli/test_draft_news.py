"""`relance draft` on an opening: a recruiter's letters."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from relance.cli import main

OPENING: dict[str, Any] = {
    "id": "juriste",
    "now": "2026-12-02T09:00",
    "opening": {
        "title": "Juriste droit social",
        "organisation": "Cabinet Delmas",
        "sender": "Claire Dupont",
        "region": "FR",
        "tz": "Europe/Paris",
    },
    "candidates": [
        {
            "id": "benali",
            "name": "Samira Benali",
            "civility": "Mme",
            "interviews": [{"start": "2026-11-24T10:00", "end": "2026-11-24T11:00"}],
        },
        {"id": "ott", "name": "Paul Ott"},
    ],
}


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "opening.json"
    path.write_text(json.dumps(OPENING), encoding="utf-8")
    return path


def draft(file: Path, *options: str) -> Result:
    return CliRunner().invoke(main, ["draft", str(file), *options])


def test_news_with_their_date(file: Path) -> None:
    done = draft(file, "--action", "standby", "--next", "2026-12-18", "--json")
    written = json.loads(done.stdout)
    assert (done.exit_code, written["id"], written["findings"]) == (0, "juriste", [])
    assert written["body"].startswith("Madame,\n\n")
    assert "vendredi 18 décembre" in written["body"].replace("\u00a0", " ")
    assert written["body"].endswith("Claire Dupont\nCabinet Delmas")


def test_a_no_wants_its_reason(file: Path) -> None:
    lacking = draft(file, "--action", "refusal_with_reasons", "--to", "ott", "--json")
    assert lacking.exit_code == 2
    assert "Une raison qui tient au poste" in lacking.stderr
    written = json.loads(
        draft(
            file, "--action", "refusal_with_reasons", "--to", "ott", "--reason", "Il fallait l’allemand courant.",
            "--from", "Ali Roy", "--json",
        ).stdout
    )  # fmt: skip
    assert written["used"] == ["reasons[0]"]
    [span] = written["spans"]
    assert written["body"][span["start"] : span["end"]] == "il fallait l’allemand courant"
    assert written["body"].startswith("Bonjour Paul Ott,\n\n")
    assert written["body"].endswith("Ali Roy\nCabinet Delmas")


@pytest.mark.parametrize(
    ("options", "place"),
    [(["--action", "thanks"], "action"), (["--action", "offer", "--to", "benalli"], "to"), ([], "action")],
)
def test_what_cannot_be_told(file: Path, options: list[str], place: str) -> None:
    done = draft(file, *options)
    assert (done.exit_code, done.stdout) == (2, "")
    assert f"{file}: {place}: " in done.stderr


def test_nobody_to_write_to(tmp_path: Path) -> None:
    path = tmp_path / "opening.json"
    path.write_text(json.dumps({**OPENING, "candidates": []}), encoding="utf-8")
    assert f"{path}: candidates: " in draft(path, "--action", "offer").stderr
    path.write_text('{"opening": {}}', encoding="utf-8")
    assert f"{path}: opening.tz: " in draft(path, "--action", "offer").stderr
