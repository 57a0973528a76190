"""`relance check`: files, mails, JSON Lines, three formats, three exit statuses."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from relance.cli.check import command

BODY = "Bonjour Madame Dupond,\n\nJ'attends votre réponse.\n\nCordialement,\nSamira Benali\n"
CASE = """\
playbook: consensus-fr
facts:
  organisation: Cabinet Delmas
  candidate: {name: Samira Benali, gender: f}
  interview: {start: "2026-11-10T10:00", end: "2026-11-10T11:00"}
  people: [{id: dupont, name: Claire Dupont, civility: Mme, main_contact: true}]
"""


def _run(*args: str, given: str = "") -> Result:
    return CliRunner().invoke(command, ["--no-spelling", "--lang", "fr", *args], input=given)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "letter.txt").write_text(BODY, encoding="utf-8")
    (tmp_path / "case.yaml").write_text(CASE, encoding="utf-8")
    return tmp_path


def test_a_text_with_its_case(folder: Path) -> None:
    args = [str(folder / "letter.txt"), "--purpose", "followup", "--case", str(folder / "case.yaml"), "--json"]
    result = _run(*args)
    values = json.loads(result.stdout)
    assert result.exit_code == 1
    assert values["id"] == str(folder / "letter.txt")
    assert [(one["code"], one["excerpt"], one["fix"]) for one in values["findings"]][:2] == [
        ("wrong-name", "Dupond", "Dupont"),
        ("waiting-for-answer", "J'attends votre réponse", "Je reste à votre disposition pour tout complément"),
    ]
    assert set(values["findings"][0]) == {
        "code", "severity", "excerpt", "start", "end", "say", "fix", "because", "part", "who",
    }  # fmt: skip


def test_text_and_github_point_at_the_line(folder: Path) -> None:
    letter = str(folder / "letter.txt")
    shown = _run(letter, "--purpose", "followup").stdout
    assert f"{letter}:3:1: error waiting-for-answer" in shown
    lines = _run(letter, "--purpose", "followup", "--format", "github").stdout.splitlines()
    assert lines[0].startswith(f"::error file={letter},line=3,col=1,title=waiting-for-answer::")


def test_a_mail_gives_its_subject_and_attachments(folder: Path) -> None:
    mail = folder / "letter.eml"
    mail.write_bytes(
        b"From: s@example.org\r\nTo: c@example.org\r\nSubject:\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n"
        b"Bonjour,\r\n\r\nVous trouverez ci-joint mon plan.\r\n\r\nCordialement,\r\n"
    )
    values = json.loads(_run(str(mail), "--purpose", "withdraw", "--json").stdout)
    assert [one["code"] for one in values["findings"]] == ["attachment-missing", "no-subject", "thanks-missing"]


def test_json_lines_go_on_after_a_bad_line() -> None:
    good = json.dumps({"id": 1, "body": "Bonjour,\n\nMerci.\n\nCordialement,"})
    given = f"{good}\n{{\n{json.dumps({'id': 'b'})}"
    result = _run("-", given=given)
    values: list[dict[str, Any]] = [json.loads(line) for line in result.stdout.splitlines()]
    assert result.exit_code == 2
    assert [(one["id"], "findings" in one, len(one.get("problems", ()))) for one in values] == [
        (1, True, 0),
        (None, False, 1),
        ("b", False, 1),
    ]


def test_clean_is_zero_and_unreadable_is_two(folder: Path) -> None:
    clean = folder / "clean.yaml"
    clean.write_text(
        "purpose: withdraw\nbody: |\n  Bonjour,\n\n  Merci, je me retire.\n\n  Cordialement,\n", encoding="utf-8"
    )
    assert _run(str(clean)).exit_code == 0
    assert _run(str(folder / "none.txt")).exit_code == 2
    assert _run(str(clean), "--case", str(folder / "none.yaml")).exit_code == 2
