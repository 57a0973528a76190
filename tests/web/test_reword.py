"""Rewording, as the pages go: unseen until set up, shown before it is sent, taken by hand."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from relance.actions.assistant_door import AssistantAccount
from relance.actions.connect_assistant import connect_assistant
from relance.actions.draft_letter import draft_letter
from relance.letters.rewording import Question
from relance.records.models import Assistant, Letter, Owner, Round
from relance.web import clock
from relance.web.candidate import reword


class Fake:
    """Answers as told, and counts."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, str]] = []
        self.change: tuple[str, str] = ("", "")

    def ask(self, account: AssistantAccount, question: Question) -> str:
        self.asked.append((account.host, question.letter))
        return question.letter.replace(*self.change)


@pytest.fixture
def fake(monkeypatch: pytest.MonkeyPatch) -> Fake:
    door = Fake()
    monkeypatch.setattr(reword, "_DOOR", door)
    return door


@pytest.fixture
def letter(round_: Round) -> Letter:
    person = round_.participants.all()[0].person
    return draft_letter(round_=round_, step="thanks", person=person, now=clock.now()).letter


def seal(text: str) -> str:
    return "".join(re.findall(r'name="seal" value="(\w+)"', text))


def test_nothing_of_it_shows_before_it_is_set_up(page: Client, letter: Letter, alice: Owner) -> None:
    address = reverse("letter", args=[letter.pk])
    assert 'value="reword"' not in page.get(address).content.decode()
    connect_assistant(owner=alice, address="https://assistant.example.org/v1", model="small")
    assert 'value="reword"' in page.get(address).content.decode()
    typed = {"subject": letter.subject, "body": letter.body, "stamp": letter.updated_at.isoformat(), "do": "reword"}
    assert page.post(address, typed)["Location"] == reverse("reword", args=[letter.pk])


def test_it_is_shown_then_sent_then_taken(page: Client, letter: Letter, alice: Owner, fake: Fake) -> None:
    connect_assistant(owner=alice, address="https://assistant.example.org/v1", model="small")
    address = reverse("reword", args=[letter.pk])
    shown = page.get(address).content.decode()
    assert "Envoyer à assistant.example.org" in shown
    assert fake.asked == []

    fake.change = ("Bien cordialement", "Cordialement")
    back = page.post(address, {"seal": seal(shown)})
    assert (back.status_code, fake.asked) == (200, [("assistant.example.org", letter.body)])
    letter.refresh_from_db()
    assert "Bien cordialement" in letter.body
    assert "Prendre la proposition" in back.content.decode()

    fake.change = ("Bien cordialement", "Mirabeau et Cie, bien cordialement")
    refused = page.post(address, {"seal": seal(shown)}).content.decode()
    assert "« Cie »" in refused
    assert "Prendre la proposition" not in refused
    again = page.post(address, {"seal": "other"})
    assert (again.status_code, len(fake.asked)) == (409, 2)


def test_the_setting_is_kept_without_showing_the_key_and_forgotten(page: Client, alice: Owner) -> None:
    address = reverse("assistant")
    typed = {"address": "http://192.0.2.1/v1", "model": "small", "key": "s3cret"}
    wrong = page.post(address, typed)
    assert (wrong.status_code, "s3cret" in wrong.content.decode()) == (422, False)
    assert page.post(address, typed | {"address": "https://assistant.example.org/v1"}).status_code == 302
    assert Assistant.objects.get(owner=alice).model == "small"
    assert "s3cret" not in page.get(address).content.decode()
    assert page.post(reverse("forget-assistant")).status_code == 302
    assert Assistant.objects.count() == 0
