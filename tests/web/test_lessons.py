"""Prepare an interview, the bank of questions, the rehearsal: what a person reads there, in both languages."""

from datetime import timedelta

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from relance.actions.confirm_answer import Answered, confirm_answer
from relance.actions.erase import erase_case
from relance.actions.note_debrief import note_debrief
from relance.actions.participants import NewPerson
from relance.actions.start_case import NewInterview, add_round
from relance.records import queries
from relance.records.models import Case, Entry, Owner, Participant, PreparedAnswer
from tests.web.conftest import START, Time, make_case

DEBRIEF = {
    "job_info": ["refondre les modèles de contrats"],
    "awkward_questions": ["Pourquoi ce trou dans votre CV ?"],
    "brakes": [{"text": "pas d'expérience en cabinet", "answer": "nos avocats, toujours"}, {"text": "le trajet"}],
    "forgotten_questions": ["Qui répartit les dossiers ?"],
    "points_missed": ["trois ans de contentieux"],
    "best_arguments": ["deux accords négociés"],
    "blunders": ["j'ai coupé la parole"],
    "travel_minutes": 35,
    "setting": "une salle vitrée, bruyante",
}  # fmt: skip


def taught(case: Case, **answers: object) -> None:
    note_debrief(round_=queries.current_round(case), answers=answers or DEBRIEF)


def read(page: Client, address: str, **asked: str) -> str:
    return " ".join(page.get(address, asked).content.decode().split())


@pytest.fixture
def again(case: Case, alice: Owner, time: Time) -> Case:
    """Alice's case, its first debrief, and the second interview two days on."""
    taught(case)
    Participant.objects.filter(round__case=case, person__title="DRH").update(convinced="mes accords")
    people = [NewPerson("Claire Dupont", "c.dupont.alice@example.com", main_contact=True), NewPerson("Luc Morel")]
    interview = NewInterview("Cabinet Delmas", START + timedelta(days=2), people=people, location="12, rue Lices")
    add_round(owner=alice, case=case, interview=interview, now=time())
    time.go(25, 19)
    return case


def test_what_the_first_interview_taught_is_read_the_evening_before(page: Client, again: Case) -> None:
    text = read(page, f"/candidatures/{again.pk}/preparer/")
    assert "<h1>Demain à 10 h.</h1>" in text
    assert "12, rue Lices" in text
    assert "35 minutes" in text
    assert "Ce qui a convaincu : mes accords" in text
    assert "Luc Morel" in text
    assert "<dt>pas d&#x27;expérience en cabinet</dt><dd>nos avocats, toujours</dd>" in text
    assert '<dt>le trajet</dt><dd class="soft">Pas encore de réponse' in text
    for words in (
        "refondre les modèles",
        "Qui répartit les dossiers ?",
        "trois ans de contentieux",
        "coupé la parole",
    ):
        assert words in text
    assert "C’est relu" not in text
    assert f'href="/candidatures/{again.pk}/preparer/"' in read(page, f"/candidatures/{again.pk}/")


def test_other_cases_teach_what_this_one_has_not_found(page: Client, again: Case, alice: Owner) -> None:
    other = make_case(alice, "Étude Roussel", start=START - timedelta(days=9))
    taught(
        other,
        brakes=[{"text": "le trajet", "answer": "quarante minutes, assise"}],
        awkward_questions=["Vos prétentions ?", "Cette année sans emploi ?"],
        blunders=["j'ai ri trop fort"],
    )
    Participant.objects.filter(round__case=other, person__title="DRH").update(convinced="ma patience")
    third = make_case(alice, "Groupe Mercier", start=START - timedelta(days=12))
    taught(third, awkward_questions=["Combien voulez-vous ?"])
    page.post("/questions/reponse/?q=gap", {"answer": "J'ai soigné mon père."})
    text = read(page, f"/candidatures/{again.pk}/preparer/")
    assert '<dd>quarante minutes, assise <span class="soft">(trouvé ailleurs)</span></dd>' in text
    assert '<dt>« Pourquoi ce trou dans votre CV ? »</dt><dd class="read">J&#x27;ai soigné mon père.</dd>' in text
    assert '<dt>Quelles sont vos prétentions ? <small class="soft">posée 2 fois</small></dt>' in text
    assert "Ailleurs, la même fonction a été convaincue par : ma patience" in text
    assert 'j&#x27;ai ri trop fort <span class="soft">(ailleurs)</span>' in text


def test_the_step_of_the_plan_opens_it_and_is_ticked_there(page: Client, case: Case, time: Time) -> None:
    taught(case)
    time.go(25, 9)
    answered = Answered("invitation", time(), round2_start=START + timedelta(days=4))
    confirm_answer(case=case, answered=answered, now=time())
    time.go(27, 20)
    assert f'href="/candidatures/{case.pk}/preparer/"' in read(page, "/")
    text = read(page, f"/candidatures/{case.pk}/preparer/")
    assert "<h1>Demain à 10 h.</h1>" in text
    page.post(f"/candidatures/{case.pk}/pas/review_debrief/")
    assert Entry.objects.filter(case=case, kind="done", action="review_debrief").count() == 1
    assert "C’est relu" in text
    assert "C’est relu" not in read(page, f"/candidatures/{case.pk}/preparer/")


def test_nothing_learned_yet_says_so(page: Client, case: Case) -> None:
    text = read(page, f"/candidatures/{case.pk}/preparer/")
    assert "<h1>Avant le prochain entretien.</h1>" in text
    assert "Rien à relire pour l’instant" in text


def test_questions_are_gathered_and_answered_once(page: Client, alice: Owner, case: Case) -> None:
    assert "Aucune question difficile n’est notée." in read(page, "/questions/")
    taught(case)
    taught(make_case(alice, "Étude Roussel"), awkward_questions=["Cette année sans emploi ?", "Quel animal ?"])
    text = read(page, "/questions/")
    assert "Une question revient d’un entretien à l’autre." in text
    assert "posée 2 fois</p><h2>Pourquoi cette période sans emploi ?</h2>" in text
    assert "Répéter 2 questions" in text
    answer = page.post("/questions/reponse/?q=Quel+animal+%3F", {"answer": "Une abeille."})
    assert (answer.status_code, answer["Location"]) == (302, "/questions/")
    assert '<p class="read own-words">Une abeille.</p>' in read(page, "/questions/")
    assert page.get("/questions/reponse/", {"q": "jamais posée"}).status_code == 404


def test_an_answer_too_long_loses_nothing(page: Client, case: Case) -> None:
    taught(case)
    answer = page.post("/questions/reponse/?q=gap", {"answer": "mot " * 2000})
    assert answer.status_code == 422
    assert "mot mot mot" in answer.content.decode()
    assert not PreparedAnswer.objects.exists()


def test_a_question_nobody_should_ask_says_so(page: Client, case: Case) -> None:
    taught(case, awkward_questions=["Avez-vous des enfants ?"])
    assert "On n’a pas à vous demander cela" in read(page, "/questions/reponse/", q="family")


def test_a_rehearsal_goes_on_when_a_case_is_erased_in_the_middle(page: Client, alice: Owner, case: Case) -> None:
    taught(case)
    taught(make_case(alice, "Étude Roussel"), awkward_questions=["Quel animal ?"])
    text = read(page, "/questions/repetition/")
    assert "<h1>Pourquoi cette période sans emploi ?</h1>" in text
    assert "Encore 2, celle-ci comprise." in text
    erase_case(case=case)
    gone = page.post("/questions/repetition/", {"question": "Pourquoi ce trou dans votre CV ?", "came": "yes"})
    assert (gone.status_code, gone["Location"]) == (302, "/questions/repetition/")
    assert not PreparedAnswer.objects.exists()
    assert "<h1>Quel animal ?</h1>" in read(page, "/questions/repetition/")
    page.post("/questions/repetition/", {"question": "Quel animal ?", "came": "no"})
    assert "<h1>C’est tout pour aujourd’hui.</h1>" in read(page, "/questions/repetition/")


def test_an_estimate_is_the_persons_own(page: Client, case: Case) -> None:
    address = f"/candidatures/{case.pk}/bilan/"
    wrong = page.post(address, {"chances": "11", "chances_text": "une sur deux"})
    assert wrong.status_code == 422
    assert "De 0 à 10, en chiffres, ou rien du tout." in wrong.content.decode()
    page.post(address, {"chances": "0", "chances_text": "une sur deux"})
    debrief = queries.current_round(case).debrief
    assert (debrief.answers["chances"], debrief.answers["chances_text"]) == (0, "une sur deux")
    assert 'name="chances" inputmode="numeric" value="0"' in read(page, f"{address}chances/")


@pytest.mark.parametrize("count", [1, 25])
def test_queries_do_not_grow(
    page: Client, alice: Owner, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    cases = [make_case(alice, f"Maison {number}", start=START - timedelta(days=number)) for number in range(count)]
    for number, one in enumerate(cases):
        taught(one, awkward_questions=[f"Que valent {number} pommes de Maison{number} ?", "Vos défauts ?"])
    for address, queries_made in (("/questions/", 8), ("/questions/repetition/", 8), (PREPARE, 14)):
        with django_assert_num_queries(queries_made):
            page.get(address.format(cases[0].pk))


PREPARE = "/candidatures/{}/preparer/"


def test_english_is_whole(page: Client, again: Case, alice: Owner) -> None:
    Owner.objects.filter(pk=alice.pk).update(language="en")
    page.cookies["django_language"] = "en"
    text = read(page, f"/candidatures/{again.pk}/preparer/")
    assert "<h1>Tomorrow at 10 am.</h1>" in text
    assert "The job, as they told it" in text
    assert "Why this time without a job?" in read(page, "/questions/")
