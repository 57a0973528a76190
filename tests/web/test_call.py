"""The call sheet: a number to tap, thirty seconds for a voicemail, one try a day, what came of it in one tap."""

import re
from datetime import datetime

import pytest
from django.test import Client
from django.urls import reverse

from relance.actions.change_settings import choose_playbook
from relance.actions.log_event import log_event
from relance.actions.plan_case import plan_case
from relance.records import queries
from relance.records.models import Case, Entry, InboundMail, Owner, Reference
from tests.web.conftest import PARIS, START, Time


@pytest.fixture
def sheet(case: Case, time: Time) -> str:
    person = queries.current_round(case).participants.get(main_contact=True).person
    person.phone = "+33 1 23 45 67 89"
    person.save()
    time.go(11, 10, 30, month=12)
    return reverse("call", args=[case.pk, "followup2"])


def plain(text: str) -> str:
    return re.sub(r"\s+", " ", text.replace("\N{NO-BREAK SPACE}", " "))


def text_of(page: Client, address: str) -> str:
    return plain(page.get(address).content.decode())


def entries(case: Case) -> list[tuple[str, str]]:
    rows = Entry.objects.filter(case=case).exclude(action="interview").order_by("pk")
    return [(row.kind, row.action) for row in rows]


def test_the_number_is_one_to_tap(page: Client, sheet: str) -> None:
    assert 'href="tel:+33123456789"' in text_of(page, sheet)


def test_a_voicemail_holds_in_thirty_seconds(page: Client, sheet: str) -> None:
    answer = page.get(sheet)
    shown = answer.context["page"]
    assert 8 <= shown.seconds <= shown.limit == 30
    assert 'data-timer="30" hidden' in answer.content.decode()


def test_references_are_promised_only_when_somebody_agreed(page: Client, sheet: str, alice: Owner) -> None:
    before = text_of(page, sheet).partition("Ce que je dis")[2].partition("Sur répondeur")[0]
    script = before.partition("</div>")[0]
    assert ("référence" in script.lower(), "Préparer mes références" in before) == (False, True)
    Reference.objects.create(owner=alice, name="Anne Roussel", phone="1", consent_on=START.date())
    after = text_of(page, sheet).partition("Ce que je dis")[2].partition("</div>")[0]
    assert "référence" in after.lower()


def test_they_talked_and_it_is_a_contact(page: Client, case: Case, sheet: str) -> None:
    answer = page.post(sheet, {"outcome": "talked"})
    assert (answer.status_code, answer["Location"]) == (302, reverse("answer", args=[case.pk]))
    assert entries(case) == [("done", "followup2")]


def test_a_message_left_is_a_contact(page: Client, case: Case, sheet: str) -> None:
    assert page.post(sheet, {"outcome": "message"})["Location"] == reverse("case", args=[case.pk])
    assert entries(case) == [("done", "followup2")]


def test_nobody_means_no_second_try_that_day(page: Client, case: Case, sheet: str, time: Time) -> None:
    at = datetime(2026, 12, 4, 10, tzinfo=PARIS)
    log_event(round_=queries.current_round(case), kind="done", action="followup1", at=at, now=at)
    page.post(sheet, {"outcome": "nobody"})
    assert entries(case)[1:] == [("call_no_message", "followup2")]
    time.go(11, 15, month=12)
    told = text_of(page, sheet)
    assert "Plus aujourd’hui : vous avez déjà appelé." in told
    assert "Le plan dit de rappeler lundi 14 décembre à 10 h 30." in told
    assert "vendredi 11 décembre à 10 h 30 : personne, pas de message" in told
    time.go(14, 10, 30, month=12)
    assert "Plus aujourd’hui" not in text_of(page, sheet)


def test_a_first_call_that_reached_nobody_comes_back_as_a_second_try(
    page: Client, case: Case, sheet: str, time: Time
) -> None:
    choose_playbook(case=case, playbook="pages-jaunes-002", now=time())
    assert sheet
    address = reverse("call", args=[case.pk, "followup1"])
    time.go(1, 10, 30, month=12)
    page.post(address, {"outcome": "nobody"})
    time.go(2, 15, month=12)
    told = text_of(page, address)
    assert "mardi 1er décembre à 10 h 30 : personne, pas de message" in told
    assert "mercredi 2 décembre" in told.partition("<h1>")[0]


def test_an_hour_to_call_back_moves_the_call_and_counts_for_nothing(
    page: Client, case: Case, sheet: str, time: Time
) -> None:
    assert page.post(sheet, {"outcome": "later", "call_back_at": "2026-12-15T16:45"}).status_code == 302
    planned = plan_case(case=Case.objects.get(pk=case.pk), now=time())
    call = planned.action("followup2")
    assert call is not None
    assert call.due == datetime(2026, 12, 15, 16, 45, tzinfo=PARIS)
    assert entries(case) == [("note", "call_back")]
    told = text_of(page, reverse("case", args=[case.pk]))
    assert "Ils ont demandé de rappeler mardi 15 décembre à 16 h 45." in told
    note = Entry.objects.get(case=case, action="call_back")
    page.post(reverse("undo", args=[note.pk]))
    undone = plan_case(case=Case.objects.get(pk=case.pk), now=time()).action("followup2")
    assert undone is not None
    assert undone.due != call.due


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("", "Cette heure est passée"),
        ("2026-12-01T10:00", "Cette heure est passée"),
        ("2027-06-01T10:00", "C’est dans plus de deux mois"),
        ("demain", "valide"),
    ],
)
def test_an_hour_that_cannot_be_one_is_told(page: Client, case: Case, sheet: str, typed: str, words: str) -> None:
    answer = page.post(sheet, {"outcome": "later", "call_back_at": typed})
    assert (answer.status_code, words in answer.content.decode(), entries(case)) == (422, True, [])


def test_one_tap_twice_is_one_call(page: Client, case: Case, sheet: str) -> None:
    page.post(sheet, {"outcome": "message"})
    page.post(sheet, {"outcome": "message"})
    assert entries(case) == [("done", "followup2")]


def test_five_doors_and_what_was_read_already(page: Client, case: Case) -> None:
    address = reverse("answer", args=[case.pk])
    doors = page.get(address).content.decode()
    first = doors.partition('<ul class="doors narrow')[2].partition("<details>")[0]
    assert (first.count("<li>"), "est déjà lu" in doors) == (5, False)
    mail = InboundMail.objects.create(
        owner=case.owner, case=case, message_id="<a@x.test>", received_at=START, raw=b"x", kind="delay",
        sender_name="Claire Dupont",
    )  # fmt: skip
    told = page.get(address).content.decode()
    assert ("Claire Dupont vous a écrit" in told, reverse("mail", args=[mail.pk]) in told) == (True, True)


def test_a_refusal_has_its_night(page: Client, case: Case, time: Time) -> None:
    time.go(26, 15)
    page.post(
        reverse("answered", args=[case.pk, "rejection"]),
        {"at": "2026-11-26T14:50", "channel": "email", "feedback": ""},
    )
    planned = plan_case(case=Case.objects.get(pk=case.pk), now=time())
    reply = next(step for step in planned.plan.actions if step.channel == "email")
    assert (reply.action, reply.due) == ("thank_and_ask_feedback", datetime(2026, 11, 27, 10, tzinfo=PARIS))
    assert "Une nuit d’abord" in page.get(reverse("answered", args=[case.pk, "rejection"])).content.decode()
