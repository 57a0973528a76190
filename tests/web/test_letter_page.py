"""A letter's page: the one short question, what a tap changes and another takes back, the other letters beside."""

import re
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse

from relance.actions.draft_letter import draft_letter
from relance.actions.note_debrief import note_debrief
from relance.records.models import Debrief, Letter, Owner, Round
from tests.web.conftest import Time


def shown(answer: object) -> str:
    text = re.sub(r"<[^>]+>", " ", getattr(answer, "content", b"").decode())
    return re.sub(r"[\s\u00a0]+", " ", unescape(text))


def drafted(round_: Round, time: Time, place: int = 0) -> Letter:
    person = round_.participants.order_by("pk")[place].person
    return draft_letter(round_=round_, step="thanks", person=person, now=time.at).letter


@pytest.fixture
def letter(round_: Round, time: Time) -> Letter:
    time.go(25, 9)
    return drafted(round_, time)


def sent(letter: Letter, **typed: str) -> dict[str, str]:
    letter.refresh_from_db()
    return {"subject": letter.subject, "body": letter.body, "stamp": letter.updated_at.isoformat(), **typed}


def test_the_answer_to_the_short_question_goes_to_the_debrief_and_into_the_letter(
    page: Client, letter: Letter
) -> None:
    address = reverse("letter", args=[letter.pk])
    assert "Que souhaitez-vous rappeler à Mme Dupont ?" in shown(page.get(address))
    answer = page.post(address, sent(letter, do="answer", answer="la renégociation des baux"), follow=True)
    assert Debrief.objects.get().answers == {"points_missed": ["la renégociation des baux"]}
    letter.refresh_from_db()
    assert "la renégociation des baux" in letter.body
    assert "C’est noté dans le bilan, et la lettre en parle." in shown(answer)
    assert "Que souhaitez-vous rappeler" not in shown(answer)
    assert '<mark class="own">la renégociation des baux</mark>' in answer.content.decode()


def test_an_answer_that_no_sentence_fits_is_said_as_it_was_typed(page: Client, letter: Letter) -> None:
    answer = "J’ai mené deux audits avec vos filiales, et j’aimerais vous les raconter."
    page.post(reverse("letter", args=[letter.pk]), sent(letter, answer=answer))  # the Enter key
    letter.refresh_from_db()
    assert Debrief.objects.get().answers == {"points_missed": [answer]}
    assert "deux audits avec vos filiales" in letter.body


def test_words_of_one_s_own_are_never_written_over_by_an_answer(page: Client, letter: Letter) -> None:
    address = reverse("letter", args=[letter.pk])
    page.post(address, sent(letter, body="Madame,\n\nMerci.\n\nAlice"))
    answer = page.post(address, sent(letter, do="answer", answer="les baux"), follow=True)
    letter.refresh_from_db()
    assert letter.body == "Madame,\n\nMerci.\n\nAlice"
    assert "Votre texte est resté le vôtre." in shown(answer)


def test_an_empty_answer_is_asked_again(page: Client, letter: Letter) -> None:
    answer = page.post(reverse("letter", args=[letter.pk]), sent(letter, do="answer", answer="  "))
    assert (answer.status_code, "Il manque votre réponse." in shown(answer)) == (422, True)


def test_who_signs_is_asked_and_kept(page: Client, round_: Round, time: Time, alice: Owner) -> None:
    Owner.objects.update(name="")
    time.go(25, 9)
    letter = drafted(round_, time)
    address = reverse("letter", args=[letter.pk])
    assert "De quel nom signez-vous ?" in shown(page.get(address))
    page.post(address, sent(letter, do="answer", answer="Alice Martin"))
    alice.refresh_from_db()
    letter.refresh_from_db()
    assert (alice.name, "Alice Martin" in letter.body) == ("Alice Martin", True)


def test_the_question_is_asked_in_the_language_of_the_page(page: Client, letter: Letter) -> None:
    Owner.objects.update(language="en")
    assert "What would you like to remind" in shown(page.get(reverse("letter", args=[letter.pk])))


def test_a_fix_is_one_tap_and_another_takes_it_back(page: Client, letter: Letter) -> None:
    address = reverse("letter", args=[letter.pk])
    wrong = letter.body.replace("Madame,", "Madame, mon intéret reste entier.")
    page.post(address, sent(letter, body=wrong))
    fix = re.search(r'name="fix" value="(\d)"[^>]*data-fix="intérêt"', page.get(address).content.decode())
    assert fix
    page.post(address, sent(letter, fix=fix[1]))
    letter.refresh_from_db()
    assert letter.body == wrong.replace("intéret", "intérêt")
    assert "Défaire : revenir au texte d’avant" in shown(page.get(address))
    page.post(address, sent(letter, do="undo"))
    letter.refresh_from_db()
    assert letter.body == wrong
    assert "Défaire : revenir" not in shown(page.get(address))


def test_another_wording_can_be_taken_back(page: Client, round_: Round, letter: Letter) -> None:
    note_debrief(
        round_=round_, answers={"job_info": ["la renégociation des baux"], "best_arguments": ["dix ans de paie"]}
    )
    address = reverse("letter", args=[letter.pk])
    first = letter.body
    page.post(address, sent(letter, do="again"))
    letter.refresh_from_db()
    assert letter.body != first
    page.post(address, sent(letter, do="undo"))
    letter.refresh_from_db()
    assert letter.body == first


def test_the_other_letters_stand_beside_and_what_both_say_is_marked(
    page: Client, round_: Round, time: Time, letter: Letter
) -> None:
    other = drafted(round_, time, 1)
    shared = "Votre présentation du service m’a donné grande envie d’en être."
    for one in (letter, other):
        Letter.objects.filter(pk=one.pk).update(body=f"Madame,\n\n{shared}\n\nÀ {one.person.name}.")
    both = page.get(reverse("letters", args=[letter.case_id, "thanks"])).content.decode()
    assert unescape(both).count(f'<mark class="objection">{shared}</mark>') == 2
    alone = unescape(page.get(reverse("letter", args=[letter.pk])).content.decode())
    assert f'<mark class="objection">{shared}</mark>' in alone.partition('class="beside"')[2]


def test_faults_of_spelling_are_shown_as_one_types_and_stop_nothing(page: Client, letter: Letter) -> None:
    body = letter.body.replace("Madame,", "Madame, quel acceuil !")
    live = page.post(reverse("check", args=[letter.pk]), sent(letter, body=body))
    assert "« acceuil »" in shown(live)
    assert "Rien ne s’oppose à l’envoi." in shown(live)


def test_an_offer_from_elsewhere_may_be_told_in_the_letter_that_tells_it(
    page: Client, round_: Round, time: Time
) -> None:
    time.go(25, 9)
    person = round_.participants.order_by("pk")[0].person
    letter = draft_letter(round_=round_, step="inform_competing_offer", person=person, now=time.at).letter
    assert "J’ai reçu une autre" in letter.body
    live = page.post(reverse("check", args=[letter.pk]), sent(letter))
    assert "finding error" not in live.content.decode()


def test_scripts_in_a_letter_are_words(page: Client, letter: Letter) -> None:
    evil = "<script>alert(1)</script>"
    page.post(reverse("letter", args=[letter.pk]), sent(letter, body=evil, subject=evil))
    for address in (reverse("letter", args=[letter.pk]), reverse("letters", args=[letter.case_id, "thanks"])):
        assert evil not in page.get(address).content.decode()
