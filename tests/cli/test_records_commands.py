"""The commands that need records, as a person types them."""

import json
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from click.testing import CliRunner, Result
from django.utils import timezone

from relance.cli import main
from relance.records.models import Case, FolderCursor, Mailbox, Owner

pytestmark = pytest.mark.django_db


def relance(*words: str, typed: str = "") -> Result:
    return CliRunner().invoke(main, list(words), input=typed)


def yesterday() -> str:
    local: datetime = timezone.now().astimezone(ZoneInfo("Europe/Paris")) - timedelta(days=1)
    return local.strftime("%Y-%m-%dT10:00")


@pytest.fixture
def case() -> str:
    made = relance(
        "new",
        *("--organisation", "Cabinet Delmas", "--role", "juriste", "--start", yesterday()),
        *("--person", "Claire Dupont <c.dupont@delmas.test>", "--person", "Paul Ricard <p.ricard@delmas.test>"),
    )
    assert (made.exit_code, made.output) == (0, f"{Case.objects.get().pk}\n")
    return made.output.strip()


def test_a_case_from_the_first_word_to_the_last(case: str) -> None:
    assert "Cabinet Delmas · juriste" in relance("today").output
    assert relance("debrief", case, "--answer", "points_missed=le contentieux", typed="Bon accueil.").exit_code == 0
    assert relance("log", case, "done", "--action", "debrief").output == f"{case}: done\n"
    plan = json.loads(relance("show", case, "--json").output)
    assert [step["action"] for step in plan["plan"]] == ["thanks", "followup1", "followup2", "close_file"]
    assert relance("log", case, "delay", "--until", "2089-01-05").exit_code == 0
    far = relance("log", case, "delay", "--until", "9999-12-31")
    assert (far.exit_code, "Vérifiez l’année : 9999-12-31 est trop loin." in far.stderr.replace("\u00a0", " ")) == (
        2,
        True,
    )
    assert relance("log", case, "undo").exit_code == 0
    assert relance("log", case, "close").exit_code == 0
    assert Case.objects.get().state == "closed"


def test_a_letter_without_a_mailbox_is_refused_with_the_way_out(case: str) -> None:
    Owner.objects.update(name="Samira Benali", gender="f")
    refused = relance("send", case, "thanks", "Dupont", "--yes")

    assert refused.exit_code == 1
    assert refused.stderr.startswith("Aucune boîte mail n’est reliée. Le texte est gardé")


def test_export_erase_import(case: str, tmp_path: Path) -> None:
    file = tmp_path / "relance.json"
    assert relance("export", str(file)).exit_code == 0
    assert relance("erase", "--everything", "--yes").exit_code == 0
    assert Case.objects.count() == 0
    back = relance("import", str(file))
    told = dict(line.split(": ") for line in back.output.splitlines() if ": " in line)
    assert (back.exit_code, told["cases"], told["rounds"]) == (0, "1", "1")
    assert relance("show", case).exit_code in {0, 1}


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("show", "999"), 1),
        (("new", "--organisation", "X"), 2),
        (("new", "--organisation", "X", "--start", "2001-01-01T10:00", "--person", "A <a@b.test>"), 2),
        (("erase",), 2),
        (("log", "999", "done"), 1),
    ],
)
def test_what_cannot_be_done_is_said_with_an_exit_status(words: tuple[str, ...], code: int) -> None:
    answer = relance(*words)
    assert answer.exit_code == code
    assert answer.stderr.strip()
    assert "Traceback" not in answer.stderr


def test_doctor_says_what_is_missing() -> None:
    answer = relance("doctor", "--no-connect")
    assert answer.exit_code == 0
    assert "mailbox" in answer.output


def test_doctor_explains_an_emptied_folder_and_how_to_read_on() -> None:
    owner = Owner.objects.local()
    kept = Mailbox.objects.create(
        owner=owner, address="a@example.org", imap_host="imap.example.org", smtp_host="smtp.example.org",
        username="a", secret=b"x", failure="folder_emptied", failure_said="INBOX",
    )  # fmt: skip
    FolderCursor.objects.create(mailbox=kept, folder="INBOX", messages=3)
    told = relance("doctor", "--no-connect")
    assert "Le dossier INBOX contenait 3 messages" in told.output
    assert told.exit_code == 1

    assert "INBOX" not in relance("doctor", "--no-connect", "--empty-is-normal").output
    kept.refresh_from_db()
    assert kept.emptied_is_normal
