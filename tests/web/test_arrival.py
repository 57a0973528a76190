"""A new interview: where the employer is, told from its address; what another application shares; who was there."""

import re
from datetime import datetime, timedelta
from html import unescape

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from relance.records.models import Case, Owner, Person
from relance.web.candidate.today import page_of
from tests.web.conftest import PARIS, Time, make_case
from tests.web.test_bad_input import FILES, FOUR_FIELDS


def shown(answer: object) -> str:
    text = re.sub(r"<[^>]+>", " ", getattr(answer, "content", b"").decode())
    return re.sub(r"[\s\u00a0]+", " ", unescape(text))


def hidden(answer: object, name: str) -> str:
    body = getattr(answer, "content", b"").decode()
    field = re.search(rf'<(?:input|select)[^>]*name="{name}"[^>]*>', body)
    value = re.search(r'value="([^"]*)"', field[0]) if field else None
    return value[1] if value else ""


def test_an_employer_elsewhere_is_shown_before_anything_is_kept(page: Client) -> None:
    typed = {**FOUR_FIELDS, "location": "Avenue Louise 54, 1050 Bruxelles"}
    answer = page.post("/entretien/", typed)
    assert answer.status_code == 200
    assert "D’après « Bruxelles », l’employeur est là : Belgique." in shown(answer)
    assert [hidden(answer, name) for name in ("region", "tz", "guessed", "organisation")] == [
        "BE", "Europe/Brussels", "BE", "Cabinet Delmas",
    ]  # fmt: skip
    assert Case.objects.count() == 0
    page.post("/entretien/", {**typed, "region": "BE", "tz": "Europe/Brussels", "guessed": "BE"})
    case = Case.objects.get()
    assert (case.region, case.tz) == ("BE", "Europe/Brussels")


def test_a_guess_refused_is_not_made_twice(page: Client) -> None:
    typed = {**FOUR_FIELDS, "people": "Claire Dupont, DRH, c.dupont@delmas.example.ch", "guessed": "CH"}
    assert page.post("/entretien/", typed).status_code == 302
    assert Case.objects.get().region == "FR"


@pytest.mark.parametrize("said", ["12 rue de la Paix, 59000 Lille", "Paris ou Bruxelles", "Salle 4"])
def test_an_employer_of_here_or_of_nowhere_told_asks_nothing(page: Client, said: str) -> None:
    assert page.post("/entretien/", {**FOUR_FIELDS, "location": said}).status_code == 302


def test_people_in_one_line_in_any_order(page: Client) -> None:
    lines = (
        "c.dupont@delmas.example.com DRH, Mme Claire Dupont",
        "responsable paie ; Paul Ricard ; 06 55 55 01 02",
        "<a.roy@delmas.example.com> Anne Roy 😀",
    )
    page.post("/entretien/", {**FOUR_FIELDS, "people": "\n".join(lines)})
    people = {one.name: (one.civility, one.title, one.email, one.phone) for one in Person.objects.all()}
    assert people == {
        "Claire Dupont": ("Mme", "DRH", "c.dupont@delmas.example.com", ""),
        "Paul Ricard": ("", "responsable paie", "", "06 55 55 01 02"),
        "Anne Roy 😀": ("", "", "a.roy@delmas.example.com", ""),
    }


def test_what_is_shared_without_the_service_worker_is_read_all_the_same(page: Client) -> None:
    assert page.post("/partage/", {})["Location"] == "/entretien/"
    shared = page.post("/partage/", {"title": "Poste", "text": "Une offre", "url": "https://emplois.example.org/1"})
    assert "Voici ce que vous avez partagé." in shown(shared)
    assert "Poste\nUne offre\nhttps://emplois.example.org/1</textarea>" in shared.content.decode()
    name = "two_interviews.ics"
    file = SimpleUploadedFile(name, (FILES / name).read_bytes(), "text/calendar")
    assert "Est-ce bien cela" in shown(page.post("/partage/", {"file": file}))
    assert Case.objects.count() == 0


def test_the_share_sheet_needs_no_token_and_a_session(alice: Owner) -> None:
    strict = Client(enforce_csrf_checks=True)
    assert strict.post("/partage/", {"text": "x"})["Location"] == "/entrer/?next=/partage/"
    strict.force_login(alice)
    assert strict.post("/partage/", {"text": "x"}).status_code == 200


def test_five_minutes_before_the_end_what_to_ask_comes_first(page: Client, time: Time, alice: Owner) -> None:
    case = make_case(alice)
    make_case(alice, "Étude Roussel", start=datetime(2026, 11, 20, 10, tzinfo=PARIS))
    time.go(24, 10, 54)
    assert page_of(alice, time.at).look_again == "2026-11-24T10:55:00+01:00"
    assert "Avant de partir, demandez la suite." not in shown(page.get("/"))
    time.at += timedelta(minutes=1)
    first = page_of(alice, time.at)
    assert (first.headline.now, first.look_again) == ("Avant de partir, demandez la suite.", "")
    assert (first.todo[0].href, first.todo[0].who) == (
        reverse("before-leaving", args=[case.pk]), "Cabinet Delmas, juriste",
    )  # fmt: skip
    page.post(reverse("promise", args=[case.pk]), {"kind": "days", "n": "10", "unit": "calendar"})
    assert page_of(alice, time.at).headline.now != "Avant de partir, demandez la suite."
    time.go(24, 11, 16)
    assert page_of(alice, time.at).headline.now != "Avant de partir, demandez la suite."


def test_the_card_asks_all_that_the_catalogue_asks(page: Client, case: Case) -> None:
    asked = re.findall(r"<li>([^<]+)</li>", page.get(reverse("before-leaving", args=[case.pk])).content.decode())
    assert len(asked) == 9
    assert [
        bool(re.search(word, " ".join(asked))) for word in ("étapes", "délai", "mail", "contact", "relancer")
    ] == [True] * 5
