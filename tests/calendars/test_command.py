import base64
import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from relance.cli.invitation import command

FILES = Path(__file__).parent / "files"
PROMISED = [
    "summary", "start", "end", "tz", "organizer", "attendees", "location", "url", "method", "sequence", "uid",
    "is_interview", "people",
]  # fmt: skip


@pytest.fixture
def runner() -> CliRunner:
    return CliRunner()


def test_json_keeps_its_promise(runner: CliRunner) -> None:
    result = runner.invoke(command, ["--json", "--tz", "Europe/Paris", str(FILES / "google.ics")])
    assert result.exit_code == 0
    said = json.loads(result.stdout)
    assert [name for name in PROMISED if name not in said] == []
    assert (said["start"], said["end"], said["tz"]) == (
        "2026-11-24T10:00+01:00",
        "2026-11-24T11:00+01:00",
        "Europe/Paris",
    )
    assert said["organizer"] == {"name": "Claire Dupont", "email": "c.dupont@delmas.example.org"}
    assert said["people"][0] == {
        "name": "Claire Dupont",
        "email": "c.dupont@delmas.example.org",
        "title": "DRH",
        "civility": "",
    }


def test_for_a_person(runner: CliRunner) -> None:
    result = runner.invoke(command, ["--lang", "en", "--tz", "Europe/Paris", str(FILES / "apple.ics")])
    assert result.stdout.splitlines() == [
        "What       Entretien Librairie Le Phare",
        "When       2026-09-15 11:00 – 12:00 (Europe/Paris)",
        "Where      Librairie Le Phare, 8 quai des Brumes, 76600 Le Havre, France",
        "With       Inès Leroux, ines@lephare.test",
        "At         Librairie Le Phare",
        "Sent by    Inès Leroux <ines@lephare.test>",
        "Interview  yes (Entretien)",
    ]


def test_refusal_is_on_standard_error_with_its_place(runner: CliRunner, tmp_path: Path) -> None:
    bad = tmp_path / "bad.ics"
    bad.write_bytes(b"BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:x\nEND:VEVENT\nEND:VCALENDAR\n")
    result = runner.invoke(command, ["--json", "--lang", "fr", str(bad)])
    assert (result.exit_code, result.stdout) == (2, "")
    assert (
        result.stderr
        == f"{bad}: line 3: DTSTART: «\u00a0x\u00a0» n’est pas une date. Saisissez le début à la main.\n"
    )


def test_missing_file(runner: CliRunner, tmp_path: Path) -> None:
    result = runner.invoke(command, ["--lang", "en", str(tmp_path / "none.ics"), str(tmp_path)])
    assert result.exit_code == 2
    said = "This file does not exist or cannot be read"
    assert result.stderr.splitlines() == [
        f"{tmp_path}/none.ics: {said} (No such file or directory). Check its name.",
        f"{tmp_path}: {said} (Is a directory). Check its name.",
    ]


def test_several_files(runner: CliRunner) -> None:
    files = [str(FILES / "google.ics"), str(FILES / "zimbra.eml")]
    result = runner.invoke(command, ["--json", *files])
    assert [json.loads(line)["file"] for line in result.stdout.splitlines()] == files


def test_stream_answers_each_line_and_goes_on(runner: CliRunner) -> None:
    raw = base64.b64encode((FILES / "floating.ics").read_bytes()).decode()
    lines = [
        json.dumps({"id": "a", "raw": raw, "tz": "America/Toronto"}),
        "{nonsense",
        json.dumps({"id": "b", "raw": "***"}),
        json.dumps({"id": "c"}),
        json.dumps([1]),
        "",
        json.dumps({"id": 5, "raw": raw}),
        json.dumps({"id": "e", "raw": base64.b64encode(b"hello").decode()}),
    ]
    result = runner.invoke(command, ["-", "--tz", "Europe/Paris"], input="\n".join(lines))
    said = [json.loads(line) for line in result.stdout.splitlines()]
    assert result.exit_code == 2
    assert [
        (one["id"], one.get("start"), [problem["code"] for problem in one["problems"]][:1]) for one in said
    ] == [
        ("a", "2026-12-01T10:00-05:00", ["floating_time"]),
        (None, None, ["bad_json_line"]),
        ("b", None, ["bad_base64"]),
        ("c", None, ["bad_base64"]),
        (None, None, ["bad_json_line"]),
        (5, "2026-12-01T10:00+01:00", ["floating_time"]),
        ("e", None, ["not_a_calendar"]),
    ]


def test_a_file_piped_as_it_is(runner: CliRunner) -> None:
    result = runner.invoke(command, ["-", "--json"], input=(FILES / "zimbra.eml").read_bytes())
    assert json.loads(result.stdout)["uid"] == "zimbra-77"


def test_neither_django_nor_a_socket_is_loaded() -> None:
    code = (
        "import sys; from relance.cli.invitation import command;"
        "from relance.calendars.invitations import read_invitation;"
        f"read_invitation(open({str(FILES / 'google.ics')!r}, 'rb').read());"
        "print([name for name in sys.modules if name in {'django', 'imapclient', 'smtplib', 'asyncio'}])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
