"""After a no: the way in order, the word by hand with its address, the lesson kept and found again, the door."""

from datetime import timedelta

import pytest
from django.test import Client

from relance.actions.change_references import KnownReference, keep_reference
from relance.actions.close_case import close_case
from relance.actions.confirm_answer import Answered, confirm_answer
from relance.actions.draft_letter import draft_letter
from relance.actions.erase_person import erase_person
from relance.actions.log_event import log_event
from relance.actions.note_debrief import note_debrief
from relance.records import queries
from relance.records.models import Attachment, Case, Entry, Lesson, OpenDoor, Owner, Person
from tests.web.conftest import Time, make_case

NB = "\N{NO-BREAK SPACE}"


def refuse(case: Case, time: Time, **told: object) -> None:
    """They say no on Thursday at three."""
    time.go(26, 15)
    confirm_answer(case=case, answered=Answered(kind="rejection", at=time.at, **told), now=time.at)  # type: ignore[arg-type]


def read(page: Client, address: str) -> str:
    response = page.get(address)
    assert response.status_code == 200
    return response.content.decode()


def way(text: str) -> list[tuple[str, str]]:
    """Each step of the way: its title and its state."""
    part = text.split('<ol class="sheet way">')[1].split("</ol>", maxsplit=1)[0]
    found = []
    for piece in part.split('<li class="')[1:]:
        title = piece.split("<h3>")[1].split("</h3>")[0].split("<span")[0]
        found.append((title, piece.split('"')[0]))
    return found


def test_there_is_no_way_before_a_no(page: Client, case: Case) -> None:
    assert "Après ce non" not in read(page, f"/candidatures/{case.pk}/")


def test_the_evening_of_a_no_one_rests(page: Client, case: Case, time: Time) -> None:
    refuse(case, time)
    text = read(page, f"/candidatures/{case.pk}/")
    assert way(text) == [
        ("Une nuit d’abord", "now"),
        ("Remercier, et demander pourquoi une seule fois", "later"),
        ("Un mot écrit à la main", "later"),
        ("Leurs raisons, à côté de votre bilan", "later"),
        ("La porte reste ouverte", "later"),
    ]
    assert "Rien à écrire ce soir. Cela arrive aux meilleurs." in text


def test_the_next_morning_one_thanks_and_asks(page: Client, case: Case, time: Time) -> None:
    refuse(case, time)
    time.go(27, 10)
    text = read(page, f"/candidatures/{case.pk}/")
    assert way(text)[:2] == [
        ("Une nuit d’abord", "done"), ("Remercier, et demander pourquoi une seule fois", "now"),
    ]  # fmt: skip
    assert f"La réponse date du 26{NB}novembre" in text
    log_event(
        round_=queries.current_round(case), kind=Entry.Kind.DONE, action="ask_feedback", at=time.at, now=time.at
    )
    text = read(page, f"/candidatures/{case.pk}/")
    assert way(text)[1] == ("Remercier, et demander pourquoi une seule fois", "done")
    assert f"Fait le 27{NB}novembre." in text


def test_when_the_reasons_were_given_one_only_thanks(page: Client, case: Case, time: Time) -> None:
    refuse(case, time, with_reasons=True, feedback="Un profil plus <contentieux>.")
    text = read(page, f"/candidatures/{case.pk}/")
    assert way(text)[1][0] == f"Remercier{NB}: les raisons sont données"
    assert "Un profil plus &lt;contentieux&gt;.</textarea>" in text


def test_the_doctrine_that_asks_for_a_word_by_hand_plans_it(page: Client, case: Case, time: Time) -> None:
    case.playbook = "pages-jaunes-002"
    case.save()
    refuse(case, time)
    time.go(27, 10)
    text = read(page, f"/candidatures/{case.pk}/")
    assert ("Un mot écrit à la main", "now") in way(text)
    assert "Après un refus, un mot de remerciement écrit à la main." in text


def test_the_card_bears_the_address_that_was_asked(page: Client, case: Case, time: Time) -> None:
    refuse(case, time)
    address = f"/candidatures/{case.pk}/mot-a-la-main/"
    without = page.get(f"/candidatures/{case.pk}/carte/{Person.objects.get(name='Claire Dupont').pk}.pdf").content
    assert "Où écrire chez Cabinet Delmas" in read(page, address)
    page.post(address, {"do": "address", "address": " 12 rue <des> Lilas \n\n75011 Paris\n"})
    case.organisation.refresh_from_db()
    assert case.organisation.postal_address == "12 rue <des> Lilas\n75011 Paris"
    assert "12 rue &lt;des&gt; Lilas" in read(page, address)
    card = page.get(f"/candidatures/{case.pk}/carte/{Person.objects.get(name='Claire Dupont').pk}.pdf").content
    assert card.startswith(b"%PDF-")
    assert card != without
    page.post(address, {"do": "posted"})
    assert ("Un mot écrit à la main", "done") in way(read(page, f"/candidatures/{case.pk}/"))


def test_the_lesson_is_kept_beside_the_debrief_and_comes_back(
    page: Client, alice: Owner, case: Case, time: Time
) -> None:
    round_ = queries.current_round(case)
    note_debrief(
        round_=round_, free_text="ok", answers={"brakes": [{"text": "peu de paie"}], "to_improve": ["aller au but"]}
    )
    refuse(case, time)
    close_case(case=case, because="rejection", now=time.at)
    text = read(page, f"/candidatures/{case.pk}/")
    assert ("<dd>peu de paie</dd>" in text, "<dd>aller au but</dd>" in text) == (True, True)
    response = page.post(
        f"/candidatures/{case.pk}/lecon/", {"reasons": "Trop junior.", "line": "Chiffrer mes dossiers."}
    )
    assert (response.status_code, response.headers["Location"]) == (302, f"/candidatures/{case.pk}/#apres")
    assert [(row.reasons, row.line) for row in Lesson.objects.all()] == [("Trop junior.", "Chiffrer mes dossiers.")]
    assert ("Leurs raisons, à côté de votre bilan", "done") in way(read(page, f"/candidatures/{case.pk}/"))
    coming = make_case(alice, "Groupe Mercier", start=time.at + timedelta(days=1))
    text = read(page, f"/candidatures/{coming.pk}/preparer/")
    assert "Vos leçons" in text
    assert "Chiffrer mes dossiers." in text


def test_a_lesson_too_long_is_given_back(page: Client, case: Case, time: Time) -> None:
    refuse(case, time)
    response = page.post(f"/candidatures/{case.pk}/lecon/", {"line": "<x>" * 150, "reasons": "r"})
    text = response.content.decode()
    assert response.status_code == 422
    assert "&lt;x&gt;" * 150 in text
    assert Lesson.objects.count() == 0


def test_the_door_is_left_open_from_there(page: Client, case: Case, time: Time) -> None:
    refuse(case, time)
    person = Person.objects.get(name="Claire Dupont")
    assert f'action="/reseau/{person.pk}/porte/"' in read(page, f"/candidatures/{case.pk}/")
    page.post(f"/reseau/{person.pk}/porte/", {"months": "3"})
    assert OpenDoor.objects.get().person_id == person.pk
    assert ("La porte reste ouverte", "done") in way(read(page, f"/candidatures/{case.pk}/"))


def test_a_contact_who_was_erased_has_no_door(page: Client, case: Case, time: Time) -> None:
    refuse(case, time)
    erase_person(person=Person.objects.get(name="Claire Dupont"), now=time.at)
    assert [title for title, _ in way(read(page, f"/candidatures/{case.pk}/"))][-1] == (
        "Leurs raisons, à côté de votre bilan"
    )


def test_it_is_said_in_english(page: Client, alice: Owner, case: Case, time: Time) -> None:
    alice.language = "en"
    alice.save()
    refuse(case, time)
    assert [title for title, _ in way(read(page, f"/candidatures/{case.pk}/"))] == [
        "A night first",
        "Thank them, and ask why only once",
        "A handwritten note",
        "Their reasons, beside your debrief",
        "The door stays open",
    ]


@pytest.mark.parametrize(("consent", "offered"), [(False, False), (True, True)])
def test_references_are_joined_in_one_tap_once_somebody_agreed(
    page: Client, alice: Owner, case: Case, time: Time, *, consent: bool, offered: bool
) -> None:
    agreed = time.at.date() if consent else None
    known = KnownReference("Anne Roussel", email="anne@example.org", consent_on=agreed)
    keep_reference(owner=alice, known=known, now=time.at)
    person = Person.objects.get(name="Claire Dupont")
    letter = draft_letter(round_=queries.current_round(case), step="thanks", person=person, now=time.at).letter
    address = f"/lettres/{letter.pk}/"
    text = read(page, address)
    assert ("Joindre mes références" in text) is offered
    stamp = text.split('name="stamp" value="')[1].split('"')[0]
    posted = {"subject": letter.subject, "body": letter.body, "stamp": stamp, "do": "references"}
    response = page.post(address, posted)
    assert response.status_code == (302 if offered else 409)
    names = [(row.name, bytes(row.content)[:5]) for row in Attachment.objects.all()]
    assert names == ([("Références Alice Martin.pdf", b"%PDF-")] if offered else [])
    if offered:
        assert "Joindre mes références" not in read(page, address)
