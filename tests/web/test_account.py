"""Settings: who writes, the doctrine, the mailbox tried for real, export, erase."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from relance.actions.doors import imap_account
from relance.etiquette.problems import Problem
from relance.mail.accounts import Timeouts
from relance.mail.doors import Mailbox as OpenMailbox
from relance.mail.doors import MailboxError, Transmitter
from relance.mail.memory import MemoryMailbox, MemoryServer, MemoryTransmitter
from relance.records.models import Case, FolderCursor, Mailbox, Owner
from relance.web.account import mailbox
from tests.web.conftest import START, signed_in


class MemoryDoors:
    def __init__(self) -> None:
        self.server = MemoryServer(self._clock)

    @staticmethod
    def _clock() -> datetime:
        return START

    def transmitter(self, mailbox: Mailbox) -> Transmitter:
        assert mailbox.address
        return MemoryTransmitter(self.server)

    @contextmanager
    def mailbox(self, mailbox: Mailbox) -> Iterator[OpenMailbox]:
        assert mailbox.address
        if self.server.away is not None:
            raise self.server.away
        yield MemoryMailbox(self.server)


@pytest.fixture
def doors(monkeypatch: pytest.MonkeyPatch) -> MemoryDoors:
    made = MemoryDoors()
    monkeypatch.setattr(mailbox, "_DOORS", made)
    return made


ACCOUNT = {"address": "alice@gmail.com", "password": "abcd efgh"}


def test_a_known_provider_needs_an_address_and_a_password(page: Client, alice: Owner, doors: MemoryDoors) -> None:
    assert doors.server.away is None
    assert page.post(reverse("mailbox"), ACCOUNT).status_code == 302
    kept = Mailbox.objects.get(owner=alice)
    assert (kept.imap_host, kept.smtp_host, kept.username) == (
        "imap.gmail.com",
        "smtp.gmail.com",
        "alice@gmail.com",
    )
    assert b"abcd" not in bytes(kept.secret)


def test_a_mailbox_that_refuses_is_not_kept(page: Client, doors: MemoryDoors) -> None:
    params = {"host": "imap.gmail.com", "username": "alice", "said": "no"}
    doors.server.away = MailboxError(Problem("imap", "password_refused", params), passing=False)
    answer = page.post(reverse("mailbox"), ACCOUNT)
    text = answer.content.decode()
    assert answer.status_code == 422
    assert "imap.gmail.com refuse le mot de passe" in text
    assert "abcd efgh" not in text
    assert Mailbox.objects.count() == 0


def test_an_emptied_folder_is_explained_and_said_to_be_normal(
    page: Client, alice: Owner, doors: MemoryDoors
) -> None:
    assert doors.server.away is None
    page.post(reverse("mailbox"), ACCOUNT)
    kept = Mailbox.objects.get(owner=alice)
    FolderCursor.objects.create(mailbox=kept, folder="INBOX", messages=240)
    Mailbox.objects.update(failure="folder_emptied", failure_said="INBOX", failing_since=START)
    assert "Le dossier INBOX contenait 240 messages" in page.get(reverse("mailbox")).content.decode()

    page.post(reverse("emptied"))
    kept.refresh_from_db()
    assert (kept.failure, kept.emptied_is_normal) == ("", True)
    assert reverse("emptied") not in page.get(reverse("mailbox")).content.decode()


def test_a_certificate_to_trust_is_kept_and_shown_again(page: Client, alice: Owner, doors: MemoryDoors) -> None:
    assert doors.server.away is None
    page.post(reverse("mailbox"), ACCOUNT | {"trusted_pem": "-----BEGIN CERTIFICATE-----\nabc"})
    kept = Mailbox.objects.get(owner=alice)
    assert kept.trusted_pem == "-----BEGIN CERTIFICATE-----\nabc"
    assert imap_account(kept, Timeouts()).trusted_pem == kept.trusted_pem
    assert "-----BEGIN CERTIFICATE-----" in page.get(reverse("mailbox")).content.decode()


def test_settings_speak_the_language_chosen(page: Client, alice: Owner) -> None:
    form = {"name": "Alice M.", "gender": "", "language": "en", "letter_locale": "fr-CA", "region": "CA-QC",
            "tz": "America/Toronto"}  # fmt: skip
    assert page.post(reverse("settings"), form).status_code == 302
    alice.refresh_from_db()
    assert (alice.name, alice.language, alice.letter_locale) == ("Alice M.", "en", "fr-CA")
    text = page.get("/").content.decode()
    assert '<html lang="en">' in text
    assert "Just out of an interview?" in text


def test_a_wrong_zone_keeps_what_was_typed(page: Client, alice: Owner) -> None:
    form = {"name": "Alice Z", "language": "fr", "letter_locale": "fr-FR", "region": "FR", "tz": "Mars/Olympus"}
    answer = page.post(reverse("settings"), form)
    text = answer.content.decode()
    alice.refresh_from_db()
    assert ("Alice Z" in text, "Mars/Olympus" in text, alice.tz) == (True, True, "Europe/Paris")


def test_a_doctrine_is_chosen_for_all_or_for_one(page: Client, alice: Owner, case: Case) -> None:
    page.post(reverse("doctrines"), {"playbook": "voix-003"})
    page.post(reverse("doctrine", args=[case.pk]), {"playbook": "el-harti-000"})
    alice.refresh_from_db()
    case.refresh_from_db()
    assert (alice.playbook, case.playbook) == ("voix-003", "el-harti-000")


def test_all_seven_doctrines_are_shown(page: Client) -> None:
    text = page.get(reverse("doctrines")).content.decode()
    assert text.count('class="sheet doctrine') == 7


def test_what_is_exported_comes_back(page: Client, case: Case, charlie: Owner) -> None:
    exported = page.get(reverse("export")).content
    assert json.loads(exported)["relance"] == 1
    answer = signed_in(charlie).post(reverse("import"), {"file": SimpleUploadedFile("relance.json", exported)})
    assert answer.status_code == 302
    brought = [(one.organisation.name, one.role) for one in Case.objects.filter(owner=charlie)]
    assert brought == [(case.organisation.name, case.role)]


def test_a_file_that_is_no_export_says_so(page: Client) -> None:
    answer = page.post(reverse("import"), {"file": SimpleUploadedFile("x.json", b"{}")})
    assert answer.status_code == 422
    assert "n’est pas un export" in answer.content.decode()


def test_erasing_asks_for_the_word(page: Client, alice: Owner, case: Case) -> None:
    assert page.post(reverse("erase"), {"word": "non"}).status_code == 422
    assert Case.objects.filter(pk=case.pk).exists()
    assert page.post(reverse("erase"), {"word": "Effacer"}).status_code == 302
    assert not Owner.objects.filter(pk=alice.pk).exists()
