"""What follows an answer, on the pages: proposed with the words that decided, confirmed in one tap."""

import html
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from relance.actions.move_interview import move_interview
from relance.records.models import Case, Entry, InboundMail, Letter, Notice
from tests.web.conftest import Time


def typed(answer: object) -> str:
    return getattr(answer, "content", b"").decode()


def spaced(answer: object) -> str:
    """The page with ordinary spaces only."""
    return " ".join(typed(answer).split())


def mail(known: Case, **given: object) -> InboundMail:
    values: dict[str, object] = {
        "owner": known.owner, "case": known, "message_id": "<m@x.test>", "sender_name": "Claire Dupont",
        "sender_address": "c@example.com", "received_at": known.rounds.get().ends_at, "raw": b"x",
        "text": "Bonjour.",
    }  # fmt: skip
    return InboundMail.objects.create(**{**values, **given})


def test_an_unsure_reading_asks_without_an_answer_chosen(page: Client, case: Case) -> None:
    row = mail(case, kind="delay", reading={"because": ["un peu de temps"], "sure": False})
    text = typed(page.get(reverse("mail", args=[row.pk])))
    assert "Relance n’est pas sûr de comprendre." in text
    assert "un peu de temps" in text
    assert 'name="promised_on"' not in text
    assert 'name="promised_on"' in typed(page.get(reverse("mail", args=[row.pk]) + "?kind=delay"))


@pytest.mark.parametrize(
    ("kind", "step"),
    [
        ("invitation", "reply_invite"),
        ("invitation", "withdraw"),
        ("offer", "acknowledge_offer"),
        ("offer", "ask_time"),
        ("offer", "accept_offer"),
        ("offer", "decline_offer"),
        ("question", "answer_question"),
    ],
)
def test_one_tap_notes_the_answer_and_drafts_what_follows(page: Client, case: Case, kind: str, step: str) -> None:
    row = mail(case, kind=kind)
    address = reverse("mail", args=[row.pk])
    assert f'name="next" value="{step}"' in typed(page.get(address))
    answer = page.post(address, {"at": "2026-11-24T11:00", "channel": "email", "next": step})
    letter = Letter.objects.get(step=step)
    assert (answer.status_code, answer["Location"]) == (302, reverse("letter", args=[letter.pk]))
    assert letter.body in html.unescape(typed(page.get(answer["Location"])))
    row.refresh_from_db()
    assert row.status == "handled"


def test_the_slot_chosen_is_the_next_interview(page: Client, case: Case) -> None:
    slots = ["2026-12-01T14:00:00+01:00", "2026-12-02T09:30:00+01:00"]
    row = mail(case, kind="invitation", reading={"proposed_slots": slots})
    form = {"at": "2026-11-24T11:00", "channel": "email", "next": "reply_invite", "slot": slots[1]}
    page.post(reverse("mail", args=[row.pk]), form)
    assert Entry.objects.get(case=case, kind=Entry.Kind.REPLY).data["round2_start"] == slots[1]
    text = typed(page.get(reverse("next-interview", args=[case.pk])))
    assert 'value="2026-12-02T09:30"' in text


@pytest.mark.parametrize("kind", ["offer", "question", "acknowledgement", "other", "delay", "rejection"])
@pytest.mark.parametrize("count", [1, 2])
def test_moments_are_proposed_for_an_invitation_only(page: Client, case: Case, kind: str, count: int) -> None:
    """Also read in another mail, where they wait for whoever says that it is an invitation."""
    slots = ["2026-12-01T14:00:00+01:00", "2026-12-02T09:30:00+01:00"][:count]
    row = mail(case, kind=kind, reading={"proposed_slots": slots})
    address = reverse("mail", args=[row.pk])
    names = ('name="slot"', 'name="round2_start"', "2026-12-01T14:00")
    assert [name in typed(page.get(address)) for name in names] == [False, False, False]
    corrected = typed(page.get(address + "?kind=invitation"))
    assert [name in corrected for name in names] == [count > 1, True, True]


def meeting(effect: str) -> dict[str, object]:
    return {
        "effect": effect, "uid": "u@x.test", "sequence": 1, "stamp": "2026-11-24T09:00:00+00:00", "all_day": False,
        "start": "2026-12-01T13:00:00+00:00", "end": "2026-12-01T13:45:00+00:00", "mode": "video", "location": "",
        "url": "https://visio.example.net/x", "summary": "Second entretien",
        "people": [{"name": "Léa Roux", "email": "l.roux@example.com", "title": "DG", "civility": "Mme"}],
    }  # fmt: skip


def test_an_invitation_becomes_the_next_interview_in_one_tap(page: Client, case: Case) -> None:
    row = mail(case, kind="invitation", reading={"invitation": meeting("proposed")})
    address = reverse("mail", args=[row.pk])
    assert "mardi 1er décembre à 14 h, en visio, avec Léa Roux" in spaced(page.get(address))
    form = {"at": "2026-11-24T11:00", "channel": "email", "next": "round", "round2_start": "2026-12-01T14:00"}
    assert page.post(address, form)["Location"] == reverse("case", args=[case.pk])
    second = case.rounds.get(number=2)
    assert (second.url, second.invitation_uid, [one.name for one in second.people.all()]) == (
        "https://visio.example.net/x",
        "u@x.test",
        ["Léa Roux"],
    )


def test_an_invitation_fills_the_form_of_the_next_interview(page: Client, case: Case) -> None:
    mail(case, kind="invitation", reading={"invitation": meeting("proposed")})
    text = typed(page.get(reverse("next-interview", args=[case.pk])))
    assert 'value="2026-12-01T14:00"' in text
    assert "Mme Léa Roux, DG, l.roux@example.com" in text


def test_a_cancelled_interview_asks(page: Client, case: Case) -> None:
    row = mail(case, kind="acknowledgement", reading={"invitation": meeting("cancelled"), "sure": True})
    assert "Leur agenda annule l’entretien." in typed(page.get(reverse("mail", args=[row.pk])))


def test_a_question_is_answered_from_the_case(page: Client, case: Case) -> None:
    row = mail(case, kind="question")
    page.post(reverse("mail", args=[row.pk]), {"at": "2026-11-24T11:00", "channel": "email", "next": ""})
    assert "J’ai déjà répondu" in typed(page.get(reverse("case", args=[case.pk])))
    answer = page.post(reverse("reply", args=[case.pk]), {"do": "write"})
    assert answer["Location"] == reverse("letter", args=[Letter.objects.get(step="answer_question").pk])
    page.post(reverse("reply", args=[case.pk]), {"do": "done"})
    case.refresh_from_db()
    assert case.paused_at is None


def test_a_moved_interview_is_told_with_a_way_back(page: Client, case: Case, time: Time) -> None:
    row = case.rounds.get()
    entry = move_interview(round_=row, start=row.starts_at, end=row.ends_at + timedelta(hours=1), now=time())
    Notice.objects.create(
        owner=case.owner, case=case, code="interview-moved", key="m",
        params={"entry": str(entry.pk), "before": "2026-11-24T10:00+01:00", "after": "2026-11-25T09:30+01:00"},
    )  # fmt: skip
    text = spaced(page.get("/"))
    assert "déplacé au mercredi 25 novembre à 9 h 30" in text
    assert reverse("undo", args=[entry.pk]) in text
