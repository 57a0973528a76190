"""«Réseau»: the pages, without JavaScript, in two languages, with a constant number of queries."""

from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from relance.actions.approve_letter import approve_letter
from relance.actions.close_case import close_case
from relance.actions.draft_letter import draft_letter, edit_letter
from relance.actions.keep_in_touch import note_exchange, open_door
from relance.actions.keep_person import KnownSheet, keep_person
from relance.actions.same_person import say_same
from relance.records import queries
from relance.records.models import Case, Exchange, Letter, Mailbox, OpenDoor, Owner, Person
from relance.records.secrets import seal
from tests.web.conftest import START, Time, make_case

#: Session and owner, then what the page asks, whatever the number of people.
NETWORK = 16


def nadia(owner: Owner, **known: str) -> Person:
    sheet = KnownSheet("Nadia Benkirane", **known)  # type: ignore[arg-type]
    return keep_person(owner=owner, known=sheet, now=START)


def claire() -> Person:
    return Person.objects.get(name="Claire Dupont")


def read(page: Client, address: str, **asked: str) -> str:
    response = page.get(address, asked)
    assert response.status_code == 200
    return response.content.decode()


@pytest.mark.parametrize("count", [1, 3, 25])
def test_queries_do_not_grow(
    page: Client, alice: Owner, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(count):
        make_case(alice, f"Maison {number}.", start=START - timedelta(days=number))
        person = keep_person(owner=alice, known=KnownSheet(f"Personne {number}."), now=START)
        open_door(person=person, months=3, now=START)
    with django_assert_num_queries(NETWORK):
        text = read(page, "/reseau/")
    assert sum(f">Personne {number}.<" in text for number in range(count)) == count


def test_an_empty_network_says_how_people_come(page: Client) -> None:
    text = read(page, "/reseau/")
    assert "Personne encore dans votre réseau." in text
    assert "Ajouter quelqu’un" in text


def test_people_of_an_interview_are_there_with_the_last_contact(page: Client, case: Case) -> None:
    text = read(page, "/reseau/")
    assert "2 personnes rencontrées." in text
    assert "DRH, Cabinet Delmas" in text
    person = read(page, f"/reseau/{claire().pk}/")
    assert "Dernier échange\N{NO-BREAK SPACE}: entretien, le 24\N{NO-BREAK SPACE}novembre 2026." in person
    assert f'href="/candidatures/{case.pk}/"' in person
    assert "En entretien chez Cabinet Delmas." in person


def test_somebody_is_added_found_corrected_and_moves(page: Client, alice: Owner) -> None:
    form = {"name": "Nadia Benkirane", "organisation": "Vasseur", "title": "juriste", "met": "Au salon"}
    response = page.post("/reseau/ajouter/", form)
    person = Person.objects.get(owner=alice)
    assert (response.status_code, response.headers["Location"]) == (302, f"/reseau/{person.pk}/")
    page.post(f"/reseau/{person.pk}/fiche/", {**form, "phone": "+33 6 11", "email": "nadia@example.org"})
    page.post(f"/reseau/{person.pk}/ailleurs/", {"organisation": "Mercier", "title": "DJ", "left_on": "2026-09-01"})
    text = read(page, f"/reseau/{person.pk}/")
    assert "DJ, Mercier" in text
    assert "juriste, Vasseur, jusqu’au 1er\N{NO-BREAK SPACE}septembre 2026" in text
    assert ("Au salon" in text, "tel:+33 6 11" in text, "mailto:nadia@example.org" in text) == (True, True, True)


def test_nothing_typed_is_lost(page: Client, alice: Owner) -> None:
    response = page.post("/reseau/ajouter/", {"name": "", "email": "pas une adresse", "met": "Au <salon>"})
    text = response.content.decode()
    assert response.status_code == 422
    assert ("Au &lt;salon&gt;" in text, "pas une adresse" in text, "Il manque le nom" in text) == (True, True, True)
    person = nadia(alice)
    for address, typed, kept in (
        ("echange", {"kind": "met", "on": "2027-01-01", "words": "vue <hier>"}, "vue &lt;hier&gt;"),
        ("echange", {"kind": "met", "on": "hier", "words": "vue"}, "«hier» n’est pas une date."),
        ("ailleurs", {"organisation": "", "title": "juriste <"}, "juriste &lt;"),
        ("porte", {"back_on": "2026-01-01", "words": "un poste <"}, "un poste &lt;"),
    ):
        response = page.post(f"/reseau/{person.pk}/{address}/", typed)
        assert response.status_code == 422
        assert kept in response.content.decode()
    assert (Exchange.objects.count(), OpenDoor.objects.count()) == (0, 0)


def test_a_door_left_open_comes_back_today_and_rests_once_one_wrote(page: Client, case: Case, time: Time) -> None:
    close_case(case=case, because="rejection", now=time.at)
    person = claire()
    page.post(f"/reseau/{person.pk}/porte/", {"months": "3", "words": "Un poste au printemps"})
    assert OpenDoor.objects.get().months == 3
    assert "Claire Dupont, le 24\N{NO-BREAK SPACE}février 2027." in read(page, "/reseau/")
    assert "Donner de vos nouvelles" not in read(page, "/")
    time.at = START.replace(year=2027, month=2, day=24)
    text = read(page, "/")
    assert "Quelqu’un attend de vos nouvelles." in text
    assert "Donner de vos nouvelles à Claire Dupont" in text
    assert "Un poste au printemps. Dernier échange" in text
    assert f'href="/reseau/{person.pk}/nouvelles/"' in text
    page.post(f"/reseau/{person.pk}/nouvelles/", {"do": "done"})
    assert [row.kind for row in Exchange.objects.all()] == ["wrote"]
    assert "Donner de vos nouvelles" not in read(page, "/")
    page.post(f"/reseau/{person.pk}/porte/", {"close": "1"})
    assert OpenDoor.objects.count() == 0


@pytest.mark.usefixtures("case")
def test_news_are_a_letter_where_one_met_and_words_of_one_s_own_elsewhere(page: Client, alice: Owner) -> None:
    person = claire()
    text = read(page, f"/reseau/{person.pk}/nouvelles/")
    assert "Relire et envoyer d’ici" in text
    response = page.post(f"/reseau/{person.pk}/nouvelles/", {"do": "letter"})
    letter = Letter.objects.get(step="keep_in_touch")
    assert response.headers["Location"] == f"/lettres/{letter.pk}/"
    assert letter.body
    other = nadia(alice, email="nadia@example.org")
    text = read(page, f"/reseau/{other.pk}/nouvelles/")
    assert ("Relire et envoyer d’ici" in text, "mailto:nadia@example.org" in text) == (False, True)


@pytest.mark.usefixtures("case")
def test_the_linkedin_note_and_its_tick(page: Client) -> None:
    person = claire()
    text = read(page, f"/reseau/{person.pk}/linkedin/")
    assert 'id="model"' in text
    page.post(f"/reseau/{person.pk}/linkedin/", {"do": "done"})
    text = read(page, f"/reseau/{person.pk}/")
    assert "Invitation envoyée le 24\N{NO-BREAK SPACE}novembre 2026." in text
    assert "Dernier échange\N{NO-BREAK SPACE}: entretien" in text


def test_what_was_noted_is_taken_back(page: Client, alice: Owner) -> None:
    person = nadia(alice)
    row = note_exchange(person=person, kind="talked", on=START.date(), words="Rappeler en mars", now=START)
    assert "Rappeler en mars" in read(page, f"/reseau/{person.pk}/")
    page.post(f"/echanges/{row.pk}/retirer/")
    assert "Rappeler en mars" not in read(page, f"/reseau/{person.pk}/")


def test_namesakes_are_shown_joined_and_parted(page: Client, alice: Owner) -> None:
    one, two = nadia(alice, organisation="Vasseur"), nadia(alice, organisation="Mercier", email="n@example.org")
    assert "C’est la même personne" in read(page, f"/reseau/{one.pk}/")
    assert "Mercier · n@example.org" in read(page, f"/reseau/{one.pk}/reunir/")
    page.post(f"/reseau/{one.pk}/reunir/", {"other": str(two.pk)})
    text = read(page, f"/reseau/{one.pk}/")
    assert ("Fiches réunies" in text, "mailto:n@example.org" in text) == (True, True)
    assert f"<h1>{two.name}</h1>" in read(page, f"/reseau/{two.pk}/")
    assert read(page, "/reseau/").count(">Nadia Benkirane<") == 1
    response = page.post(f"/reseau/{two.pk}/separer/")
    assert response.headers["Location"] == f"/reseau/{one.pk}/"
    assert read(page, "/reseau/").count(">Nadia Benkirane<") == 2


def test_an_address_of_another_offers_both_ways_out(page: Client, alice: Owner) -> None:
    holder = nadia(alice, email="contact@example.org")
    form = {"name": "Paul Ricard", "email": "contact@example.org"}
    response = page.post("/reseau/ajouter/", form)
    text = response.content.decode()
    assert response.status_code == 422
    assert "contact@example.org est l’adresse de Nadia Benkirane." in text
    assert f'href="/reseau/{holder.pk}/"' in text
    assert 'name="takes_address"' in text
    page.post("/reseau/ajouter/", {**form, "takes_address": "on"})
    assert [(row.name, row.email) for row in Person.objects.order_by("pk")] == [
        ("Nadia Benkirane", ""), ("Paul Ricard", "contact@example.org"),
    ]  # fmt: skip


def test_erasing_somebody_tells_of_the_letter_that_waits(
    page: Client, alice: Owner, case: Case, time: Time
) -> None:
    Mailbox.objects.create(
        owner=alice, address=alice.email, imap_host="imap.example.org", smtp_host="smtp.example.org",
        username=alice.email, secret=seal("correct horse"),
    )  # fmt: skip
    person = claire()
    letter = draft_letter(round_=queries.current_round(case), step="thanks", person=person, now=time.at).letter
    body = (
        "Madame,\n\nJe vous remercie du temps accordé mardi pour parler du poste de juriste, qui m’intéresse "
        "vivement.\n\nJe reste à votre disposition.\n\nBien cordialement,\nAlice Martin\n"
    )
    edit_letter(letter=letter, subject="Notre entretien de mardi", body=body, now=time.at)
    approve_letter(letter=letter, now=time.at)
    asked = read(page, f"/reseau/{person.pk}/effacer/")
    assert "Arrêter la lettre qui attend" in asked
    # What was exchanged stays in the application: the page says so, and where to erase it.
    assert "Les lettres et les réponses échangées restent telles qu’elles furent écrites" in asked
    assert f'<a href="/candidatures/{case.pk}/">Cabinet Delmas' in asked
    response = page.post(f"/reseau/{person.pk}/effacer/")
    assert response.status_code == 409
    assert "Une lettre approuvée attend de partir pour Claire Dupont." in response.content.decode()
    response = page.post(f"/reseau/{person.pk}/effacer/", {"stop": "yes"}, follow=True)
    text = response.content.decode()
    assert "Une lettre a été arrêtée, son texte est gardé." in text
    assert "Claire Dupont" not in text
    assert "Personne effacée" in read(page, f"/candidatures/{case.pk}/")
    assert page.get(f"/reseau/{person.pk}/").status_code == 404
    assert "La personne a été effacée" in read(page, f"/lettres/{letter.pk}/")


CARDS = b"""BEGIN:VCARD
FN:Nadia Benkirane
EMAIL:nadia@example.org
ORG:Vasseur
END:VCARD
BEGIN:VCARD
EMAIL:personne@example.org
END:VCARD
"""


def test_cards_are_shown_then_brought_in_once(page: Client, alice: Owner) -> None:
    given = SimpleUploadedFile("carnet.vcf", CARDS, content_type="text/vcard")
    text = page.post("/reseau/carnet/", {"file": given}).content.decode()
    assert "Une fiche à reprendre" in text
    assert "Ligne 6\N{NO-BREAK SPACE}: Cette fiche n’a pas de nom" in text
    assert Person.objects.count() == 0
    packed = text.split('name="cards" value="')[1].split('"')[0]
    response = page.post("/reseau/carnet/", {"cards": packed, "keep": "1"}, follow=True)
    assert "1 personne ajoutée." in response.content.decode()
    response = page.post("/reseau/carnet/", {"cards": packed, "keep": "1"}, follow=True)
    assert "Rien de nouveau dans ce fichier" in response.content.decode()
    assert [(row.name, row.email) for row in Person.objects.filter(owner=alice)] == [
        ("Nadia Benkirane", "nadia@example.org")
    ]


@pytest.mark.parametrize("typed", [{}, {"cards": "%%%"}, {"cards": "AAAA"}])
def test_a_file_that_is_missing_or_mangled_is_said(page: Client, typed: dict[str, str]) -> None:
    response = page.post("/reseau/carnet/", typed)
    assert response.status_code == 422
    assert 'role="alert"' in response.content.decode()


@pytest.mark.usefixtures("case")
def test_cards_go_out_one_and_all(page: Client, alice: Owner) -> None:
    one = page.get(f"/reseau/{claire().pk}/fiche.vcf")
    assert one.headers["Content-Disposition"] == 'attachment; filename="claire-dupont.vcf"'
    assert one.content.count(b"BEGIN:VCARD") == 1
    other = nadia(alice)
    say_same(main=claire(), other=other, now=START)
    everybody = page.get("/reglages/export/personnes.vcf").content
    assert (everybody.count(b"BEGIN:VCARD"), b"Nadia" in everybody) == (2, False)


def test_one_looks_for_somebody(page: Client, alice: Owner) -> None:
    for number in range(9):
        keep_person(owner=alice, known=KnownSheet(f"Anne {number}"), now=START)
    nadia(alice, organisation="Étude <Roussel>")
    text = read(page, "/reseau/", q="<rouss")
    assert ("Une personne trouvée." in text, "Étude &lt;Roussel&gt;" in text, "Anne" in text) == (True, True, False)


@pytest.mark.usefixtures("case")
def test_it_is_said_in_english(page: Client, alice: Owner) -> None:
    alice.language = "en"
    alice.save()
    open_door(person=claire(), back_on=date(2027, 3, 1), now=START)
    text = read(page, "/reseau/")
    assert "Open doors" in text
    assert "Next to hear from you: Claire Dupont, on 1\N{NO-BREAK SPACE}March 2027." in text
    assert "Last contact: interview, 24\N{NO-BREAK SPACE}November 2026." in read(page, f"/reseau/{claire().pk}/")


@pytest.mark.parametrize("typed", ["²", "9" * 5000, "-1", "x", ""])
def test_a_number_that_is_none_breaks_nothing(page: Client, alice: Owner, typed: str) -> None:
    person = nadia(alice)
    assert page.post(f"/reseau/{person.pk}/reunir/", {"other": typed}).status_code == 404
    assert page.post(f"/reseau/{person.pk}/porte/", {"months": typed}).status_code == 302
    assert OpenDoor.objects.get().months is None
