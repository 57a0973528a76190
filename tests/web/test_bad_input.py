"""What is typed or dropped wrong: a clear sentence, everything kept on the page, nothing kept in the records."""

import re
from html import unescape
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from relance.actions.draft_letter import draft_letter
from relance.records.models import Case, Entry, Owner, Round
from tests.web.conftest import Time

FILES = Path(__file__).parents[1] / "calendars" / "files"
FOUR_FIELDS = {
    "organisation": "Cabinet Delmas", "role": "juriste", "start": "2026-11-24T10:00", "minutes": "60",
    "people": "Claire Dupont, DRH, c.dupont@delmas.example.com", "tz": "Europe/Paris", "region": "FR",
}  # fmt: skip


def words(answer: object) -> str:
    text = re.sub(r"<[^>]+>", " ", getattr(answer, "content", b"").decode())
    return re.sub(r"[\s\u00a0\u202f]+", " ", unescape(text))


def dropped(page: Client, name: str, typed: dict[str, str] | None = None) -> object:
    given = SimpleUploadedFile(name, (FILES / name).read_bytes())
    return page.post("/entretien/", {**(typed or {}), "file": given})


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "vide"),
        (b"%PDF-1.7 ...", "C’est un PDF : la date n’y est pas lue."),
        (b"PK\x03\x04....", "C’est une archive ou un document compressé."),
        (b"bonjour", "Ce n’est ni une invitation (.ics) ni un courriel (.eml)."),
        (b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n", "Ce calendrier ne contient aucun rendez-vous."),
    ],
)
def test_what_is_no_invitation_is_named_and_the_fields_stay(page: Client, content: bytes, told: str) -> None:
    typed = {"organisation": "Étude Roussel", "people": "Anne Roussel"}
    answer = page.post("/entretien/", {**typed, "file": SimpleUploadedFile("a.ics", content, "text/calendar")})
    text = answer.content.decode()
    assert answer.status_code == 422
    assert told in words(answer)
    assert 'value="Étude Roussel"' in text
    assert "Anne Roussel" in text
    assert Case.objects.count() == 0


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("two_interviews.ics", "Le fichier contient 2 entretiens, dont «Entretien Acme - RH»"),
        ("none_among_two.ics", "Rien n’y dit qu’il s’agit d’un entretien"),
        ("google_cancel.ics", "annul"),
        ("no_end.ics", "L’invitation ne dit pas quand on finit : une heure est supposée"),
        ("annual_review.ics", "Rien n’y dit qu’il s’agit d’un entretien"),
    ],
)
def test_a_doubtful_invitation_says_its_doubt_and_keeps_nothing(page: Client, name: str, told: str) -> None:
    answer = dropped(page, name)
    assert getattr(answer, "status_code", 0) == 200
    assert told in words(answer)
    assert "Rien n’est enregistré avant votre accord." in words(answer)
    assert Case.objects.count() == 0


def test_an_invitation_dropped_late_spares_what_was_typed(page: Client) -> None:
    answer = dropped(page, "google.ics", {"organisation": "Mon nom à moi", "minutes": "60", "tz": "Europe/Paris"})
    text = getattr(answer, "content", b"").decode()
    assert 'value="Mon nom à moi"' in text


def test_a_mail_pasted_in_vain_is_still_there(page: Client) -> None:
    answer = page.post("/entretien/", {"pasted": "Bonjour, <b>venez</b> mardi.", "read": "1", "role": "juriste"})
    assert answer.status_code == 422
    assert "Bonjour, &lt;b&gt;venez&lt;/b&gt; mardi." in answer.content.decode()
    assert 'value="juriste"' in answer.content.decode()


def test_a_mail_pasted_in_vain_does_not_stop_the_four_fields(page: Client) -> None:
    answer = page.post("/entretien/", FOUR_FIELDS | {"pasted": "Bonjour, venez mardi."})
    assert answer.status_code == 302
    assert Case.objects.count() == 1


def test_ten_megabytes_in_the_people_are_told(page: Client) -> None:
    answer = page.post("/entretien/", FOUR_FIELDS | {"people": "é" * 5_000_000})
    assert answer.status_code == 422
    assert "20000" in words(answer).replace(" ", "")
    assert 'value="Cabinet Delmas"' in answer.content.decode()


def test_more_than_the_page_takes_explains_itself(page: Client) -> None:
    answer = page.post("/entretien/", FOUR_FIELDS | {"pasted": "a" * 13_000_000})
    assert answer.status_code == 400
    assert "Elle était sans doute trop lourde : plus de 12 Mo." in words(answer)


def test_a_letter_of_ten_megabytes_is_told(page: Client, round_: Round, time: Time) -> None:
    time.go(24, 12)
    person = round_.participants.all()[0].person
    letter = draft_letter(round_=round_, step="thanks", person=person, now=time()).letter
    stamp = letter.updated_at.isoformat()
    answer = page.post(
        reverse("letter", args=[letter.pk]), {"subject": "Merci", "body": "a" * 10_000_000, "stamp": stamp}
    )
    assert answer.status_code == 422
    assert "50000" in words(answer)
    before = letter.body
    letter.refresh_from_db()
    assert letter.body == before


def test_two_people_with_one_address(page: Client) -> None:
    people = "Claire Dupont, c.dupont@delmas.example.com\nPaul Ricard, c.dupont@delmas.example.com"
    answer = page.post("/entretien/", FOUR_FIELDS | {"people": people})
    assert answer.status_code == 422
    assert "L’adresse c.dupont@delmas.example.com est déjà celle de Claire Dupont." in words(answer)
    assert "Paul Ricard, c.dupont@delmas.example.com" in answer.content.decode()
    assert Case.objects.count() == 0


def test_an_address_known_under_another_name_asks(page: Client, case: Case) -> None:
    people = "Anne Roussel, c.dupont.alice@example.com"
    answer = page.post("/entretien/", FOUR_FIELDS | {"organisation": "Étude Roussel", "people": people})
    assert answer.status_code == 422
    assert "Est-ce la même personne ?" in words(answer)
    assert list(Case.objects.all()) == [case]


def test_a_promise_before_the_interview(page: Client, case: Case) -> None:
    form = {"kind": "date", "promised_on": "2026-11-01", "said": "Le 1er, promis"}
    answer = page.post(reverse("promise", args=[case.pk]), form)
    assert answer.status_code == 422
    assert "tombe avant l’entretien" in words(answer)
    assert 'value="Le 1er, promis"' in answer.content.decode()
    assert not hasattr(Case.objects.get().rounds.get(), "promise")


def test_a_form_sent_twice_makes_one_case(page: Client, alice: Owner) -> None:
    first, second = (page.post("/entretien/", FOUR_FIELDS)["Location"] for _ in range(2))
    assert first == second
    assert Case.objects.filter(owner=alice).count() == 1


def test_a_next_interview_sent_twice_is_one_round(page: Client, case: Case, time: Time) -> None:
    time.go(30, 12)
    form = FOUR_FIELDS | {"start": "2026-12-02T14:00"}
    for _ in range(2):
        assert page.post(reverse("next-interview", args=[case.pk]), form).status_code == 302
    assert [round_.number for round_ in case.rounds.all()] == [1, 2]


@pytest.mark.parametrize("what", ["thanks", "extra_phone", "competing_offer", "note"])
def test_a_line_sent_twice_is_written_once(page: Client, case: Case, time: Time, what: str) -> None:
    time.go(25, 12)
    before = Entry.objects.filter(case=case).count()
    for _ in range(2):
        page.post(reverse("happened", args=[case.pk]), {"what": what, "at": "2026-11-25T11:00", "note": "x"})
    assert Entry.objects.filter(case=case).count() == before + 1


def test_an_answer_sent_twice_is_one_answer(page: Client, case: Case, time: Time) -> None:
    time.go(27, 12)
    for _ in range(2):
        page.post(reverse("answered", args=[case.pk, "rejection"]), {"at": "2026-11-27T11:00", "channel": "email"})
    assert Entry.objects.filter(case=case, kind=Entry.Kind.REPLY).count() == 1


def test_a_case_closed_in_another_tab_stays_closed(page: Client, case: Case) -> None:
    """A stale page: its button finds the work done and says so, without a second line."""
    for _ in range(2):
        assert page.post(reverse("close", args=[case.pk])).status_code == 302
    assert Entry.objects.filter(case=case, kind=Entry.Kind.CLOSED).count() == 1
