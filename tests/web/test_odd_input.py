"""Odd digits, years of another age, numbers longer than any: told beside the field, everything typed kept."""

import re
from html import unescape
from typing import TypeAlias

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from relance.actions.draft_letter import draft_letter
from relance.actions.keep_person import KnownSheet, keep_person
from relance.records.models import Case, Entry, Owner, Promise, Round
from relance.web.typed import day, number, numbers, whole
from tests.web.conftest import START, Time, make_candidate

HUGE = "9" * 5000
#: What Python calls a digit, and no row is numbered by.
ODD = ("²", "٣", "-1", "1.0", " 1", HUGE, "", "x")
AGES = ("9999-12-31", "2091-01-01", "1969-12-31", "0001-01-01")
MOMENTS = tuple(f"{one}T23:59" for one in AGES)
INTERVIEW = {"organisation": "Étude Roussel", "role": "notaire", "start": "2026-11-24T10:00", "minutes": "60",
             "people": "Anne Roussel", "tz": "Europe/Paris", "region": "FR"}  # fmt: skip
MEETING = {"name": "Samira Benali", "email": "s@example.net", "start": "2026-11-24T10:00", "minutes": "60"}


def words(content: bytes) -> str:
    text = re.sub(r"<[^>]+>", " ", content.decode())
    return re.sub(r"[\s\u00a0\u202f]+", " ", unescape(text))


def test_numbers_are_plain_digits() -> None:
    assert [number(one) for one in ODD] == [None] * len(ODD)
    assert [number(one) for one in ("0", "7", "9" * 18)] == [0, 7, 10**18 - 1]
    assert numbers(["3", "²", "3", HUGE, "5"]) == {3, 5}
    assert [whole(one) for one in ("-3", "3", "--5", "²", "-")] == [-3, 3, "--5", "²", "-"]


def test_days_are_of_our_age() -> None:
    assert [day(one) for one in (*AGES, "", "24/11/2026", "²")] == [None] * 7
    assert str(day("2026-11-24")) == "2026-11-24"


Form: TypeAlias = tuple[str, tuple[str, ...], dict[str, str], str, tuple[str, ...]]
#: A page and its arguments, what is sent beside, the field, and what is typed there.
FORMS: list[Form] = [
    ("new-interview", (), INTERVIEW, "start", MOMENTS),
    ("next-interview", ("case",), INTERVIEW, "start", MOMENTS),
    ("meet", ("opening",), MEETING, "start", MOMENTS),
    ("promise", ("case",), {"kind": "date", "said": "promis"}, "promised_on", AGES),
    ("answered", ("case", "delay"), {"at": "2026-11-24T11:30", "channel": "email"}, "promised_on", AGES),
    ("answered", ("case", "offer"), {"at": "2026-11-24T11:30", "channel": "email"}, "deadline", MOMENTS),
    ("answered", ("case", "invitation"), {"at": "2026-11-24T11:30", "channel": "email"}, "round2_start", MOMENTS),
    ("answered", ("case", "rejection"), {"channel": "email"}, "at", MOMENTS),
    ("happened", ("case",), {"what": "note", "note": "un mot"}, "at", MOMENTS),
    ("end-of-interview", ("candidate",), {"kind": "date", "notes": "à revoir"}, "promised_on", AGES),
]


@pytest.mark.parametrize("form", FORMS, ids=lambda one: "-".join([one[0], *one[1][1:]]))
def test_a_day_of_another_age_is_told_at_its_field(page: Client, alice: Owner, case: Case, form: Form) -> None:
    name, args, sent, field, values = form
    met = make_candidate(alice)
    known = {"case": case.pk, "opening": met.opening_id, "candidate": met.pk}
    address = reverse(name, args=[known.get(one, one) for one in args])
    before = kept_rows()
    for value in values:
        answer = page.post(address, sent | {field: value})
        shown = unescape(answer.content.decode())
        assert (value, answer.status_code) == (value, 422)
        assert f"Vérifiez l’année : {value[:10]} est trop loin." in words(answer.content)
        assert f'value="{value}"' in shown
        assert [typed for key, typed in sent.items() if key != field and typed not in shown] == []
    assert kept_rows() == before


def kept_rows() -> list[int]:
    return [model._default_manager.count() for model in (Case, Round, Entry, Promise)]


@pytest.mark.parametrize("odd", ODD)
def test_a_number_that_is_none_of_ours_opens_nothing(
    page: Client, alice: Owner, case: Case, round_: Round, time: Time, odd: str
) -> None:
    time.go(24, 12)
    met = make_candidate(alice)
    person = round_.participants.all()[0].person
    letter = draft_letter(round_=round_, step="thanks", person=person, now=time()).letter
    stamp = {"subject": letter.subject, "body": letter.body, "stamp": letter.updated_at.isoformat()}
    sheet = keep_person(owner=alice, known=KnownSheet("Nadia Benkirane"), now=START)
    opening = met.opening_id
    sent = [
        (page.get(reverse("meet", args=[opening]), {"qui": odd}), 404 if odd else 200),
        (page.post(reverse("debrief", args=[case.pk]), {"round": odd, "free_text": "mot"}), 302),
        (page.post(reverse("join-sheets", args=[sheet.pk]), {"other": odd}), 404),
        (page.post(reverse("share-opening", args=[opening]), {"remove": odd}), 302),
        (page.post(reverse("letter", args=[letter.pk]), stamp | {"remove": odd}), 302),
        (page.post(reverse("letter", args=[letter.pk]), stamp | {"fix": odd}), 302),
        (page.post(reverse("door", args=[sheet.pk]), {"months": odd, "back_on": ""}), 302),
        (page.post(reverse("bring-cards"), {"skip": odd, "same": odd, "keep": "1"}), 422),
    ]
    assert [answer.status_code for answer, _ in sent] == [wanted for _, wanted in sent]


TABLES = {
    "bring": "Entreprise;Poste;Date d'entretien;Interlocuteur\n"
    "Étude Roussel;notaire;18/11/2026 10h30;Anne Petit\nMaison Vasseur;juriste;31/12/9999;Luc Ott\n",
    "meet-many": "Nom;Email;Entretien\nAnne Petit;a.petit@example.org;18/11/2026 10:30\n"
    "Luc Ott;l.ott@example.org;31/12/9999 10:00\n",
}


@pytest.mark.parametrize("name", TABLES)
@pytest.mark.parametrize("odd", ODD)
def test_a_table_is_brought_in_whatever_is_ticked(page: Client, alice: Owner, name: str, odd: str) -> None:
    met = make_candidate(alice)
    address = reverse(name, args=[met.opening_id] if name == "meet-many" else [])
    given = SimpleUploadedFile("t.csv", TABLES[name].encode(), "text/csv")
    shown = page.post(address, {"file": given}).content.decode()
    packed = re.findall(r'name="table" value="([^"]+)"', shown)[0]
    sent = {"table": packed, "keep": "1", f"on-{odd[:60]}": "2026-11-18", "on-3": odd, "skip": odd}
    assert page.post(address, sent).status_code == 302
    assert Case.objects.exclude(pk=met.pk).count() == 1


@pytest.mark.parametrize(
    "path", ["/candidatures/{}/", "/lettres/{}/", "/reseau/{}/", "/recruter/{}/", "/candidats/{}/"]
)
@pytest.mark.parametrize("digits", [18, 19, 20, 400])
def test_an_address_with_a_number_longer_than_any_is_nobodys(page: Client, path: str, digits: int) -> None:
    assert page.get(path.format("9" * digits)).status_code == 404
