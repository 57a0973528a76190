"""Progrès: every sentence of it checked by hand against the invented life of 24 cases, and honest below ten.

The hand count, from `actions/demo_life.toml` and the six cases of `actions/fill_demo.py`, on Sunday 22 November
2026. 22 interviews of the past, and Delmas, Mercier, Vauban, Roussel, Beffroi: 27, of 23 applications (Artois is
to come). Another interview followed: Deblock, Aubry, Dunes, Métiers (4). Offer: Métiers (1). Silence: Lys,
Verhaeghe, Phare, Filatures, Gravelines, Wambrechies (6). Withdrawn: Carmin (1). Waiting: Delmas, Mercier, Vauban,
Beffroi (4). No: the other 11. Settled: 22.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.utils import translation
from pytest_django import DjangoAssertNumQueries

from relance.actions.confirm_answer import Answered, confirm_answer
from relance.actions.erase import erase_case
from relance.actions.fill_demo import fill_demo
from relance.actions.log_event import undo_entry
from relance.actions.note_debrief import note_debrief
from relance.etiquette.lessons import Life
from relance.records import queries
from relance.records.lives import lives_of
from relance.records.models import Case, Lesson, Owner
from relance.web.candidate.progress import Progress, page_of
from tests.web.conftest import START, Time, make_case, owner, signed_in

LAWYERS = ("responsable contentieux", "responsable juridique")
NOW = datetime(2026, 11, 22, 9, tzinfo=ZoneInfo("Europe/Paris"))


@pytest.fixture
def samira(db: None) -> Owner:  # noqa: ARG001 - the records must exist
    person = owner("samira", "Samira Benali")
    fill_demo(owner=person, now=NOW)
    return person


@pytest.fixture(params=["fr"])
def shown(samira: Owner, request: pytest.FixtureRequest) -> Iterator[Progress]:
    with translation.override(request.param):
        yield page_of(lives_of(samira, NOW))


def sentences(page: Progress) -> dict[str, str]:
    return {one.key: one.sentence for one in page.lessons}


def rows(page: Progress, key: str) -> list[tuple[str, str]]:
    return [(row.name, row.count) for one in page.lessons if one.key == key for row in one.rows]


def test_every_sentence_says_what_was_counted_by_hand(shown: Progress) -> None:
    assert shown.headline == "27 entretiens, 23 candidatures."
    assert shown.lead == (
        "4 ont mené à un autre entretien, un a mené à une offre, 11 refus, 6 sans réponse,"
        " un retrait de votre part, 4 en attente."
    )
    assert shown.reminder == "Peu de cas ne prouvent rien : ces nombres racontent, ils n’expliquent pas."
    assert sentences(shown) == {
        # Within a day: Sorelle, Deblock twice, Haute-Lys, Logis, Aubry twice, Dunes twice, Métiers twice, Roussel
        # answered; Gravelines and Wambrechies did not. Later: Littoral and Delaporte of 4. Never: Lecocq and
        # Dumont of 4.
        "thanks": "Merci parti sous 24 h : 12 réponses sur 14. Plus tard : 2 sur 4. Jamais : 2 sur 4.",
        # Followed up in silence: Littoral, Haute-Lys, Delaporte, Métiers answered; Filatures, Gravelines did not.
        "followup": "12 réponses sur 22 sont venues d’elles-mêmes. Relancer a rompu 4 silences sur 6.",
        # Short 4 5 6 7; unknown 8 9 9 11 12 13 14 17; long 8 16 24 27.
        "waits": "La moitié des réponses étaient là en 5 jours (recrutement court), 11 jours (durée inconnue),"
        " 16 jours (recrutement long).",
        # February and March: Lys, Lecocq, Littoral. October: Métiers twice, and Delmas in November.
        "ease": "À l’aise, c’est-à-dire 4 ou 5 sur 5. Janv. à mars 2026 : 0 sur 3. Oct. à déc. 2026 : 3 sur 3.",
        # 3: Dumont, Delaporte. 4 to 6: twelve, of which Deblock and Aubry the first time. 7 and 8: seven, of which
        # Dunes the first time and Métiers twice.
        "estimates": "Ont eu une suite, selon votre estimation. De 0 à 3 sur dix : 0 sur 2. De 4 à 6 sur dix :"
        " 2 sur 12. De 7 à 10 sur dix : 3 sur 7.",
    }


def test_every_table_says_what_was_counted_by_hand(shown: Progress) -> None:
    assert rows(shown, "waits") == [
        ("Recrutement court", "4 réponses, de 4 à 7 jours"),
        ("Durée inconnue", "8 réponses, de 8 à 17 jours"),
        ("Recrutement long", "4 réponses, de 8 à 27 jours"),
    ]
    assert rows(shown, "ease") == [
        ("janv. à mars 2026", "0 sur 3"),
        ("avril à juin 2026", "3 sur 9"),
        ("juil. à sept. 2026", "7 sur 8"),
        ("oct. à déc. 2026", "3 sur 3"),
    ]
    drawn = {row.name: row.dots for one in shown.lessons if one.key == "thanks" for row in one.rows}
    dots = drawn["Merci parti sous 24 h"]
    assert dots is not None
    assert [dots.full.count("M"), dots.hollow.count("M")] == [12, 2]


def test_words_are_gathered_as_by_hand(shown: Progress) -> None:
    assert [(one.text, one.about) for one in shown.brakes] == [
        ("une année sans emploi", "dans 3 candidatures"),
        ("pas d'expérience en cabinet", "dans 3 candidatures"),
    ]
    assert [(one.text, one.about) for one in shown.arguments[:2]] == [
        (
            "la négociation de deux accords d'entreprise",
            "dit dans 4 entretiens ; là, quelqu’un était convaincu : DRH (2), avocat associé",
        ),
        (
            "trois ans de contentieux chez Vidal",
            f"dit dans 2 entretiens ; là, quelqu’un était convaincu : {', '.join(LAWYERS)}",
        ),
    ]
    first = shown.functions[0]
    assert (first.text, first.about, first.answers) == (
        "DRH",
        "4 rencontres",
        ("les deux accords négociés", "les accords, encore"),
    )
    aubry = next(one for one in shown.feedback if one.organisation == "Cabinet Aubry")
    assert aubry.said == "Un collaborateur du cabinet s'est porté candidat au dernier moment."
    assert aubry.thought == "vécu 5 sur 5, chances 8 sur 10, «\u00a0Presque sûre.\u00a0»"


@pytest.mark.parametrize("shown", ["en"], indirect=True)
def test_english_says_the_same(shown: Progress) -> None:
    assert shown.headline == "27 interviews, 23 applications."
    assert sentences(shown)["thanks"] == "Thanks sent within 24 h: 12 answers of 14. Later: 2 of 4. Never: 2 of 4."
    assert sentences(shown)["followup"] == "12 answers of 22 came unasked. Following up broke 4 silences of 6."
    assert sentences(shown)["ease"] == (
        "At ease, that is 4 or 5 out of 5. Jan to Mar 2026: 0 of 3. Oct to Dec 2026: 3 of 3."
    )


def test_questions_that_come_back_are_counted_by_hand(samira: Owner, time: Time) -> None:
    """Gap: Lys, Littoral, Deblock, Logis, Dunes. Salary: Lecocq, Verhaeghe, Filatures, Aubry, Dunes."""
    time.at = NOW
    text = " ".join(signed_in(samira).get("/progres/").content.decode().split())
    assert '<dt>Pourquoi cette période sans emploi ? <small class="soft">posée 5 fois</small></dt>' in text
    assert '<dt>Quelles sont vos prétentions ? <small class="soft">posée 5 fois</small></dt>' in text
    assert len(text) < 60_000


def test_the_lessons_of_refusals_are_shown_in_their_one_line(samira: Owner, time: Time) -> None:
    time.at = NOW
    lecocq = Case.objects.get(organisation__name="Transports Lecocq")
    round_ = queries.current_round(lecocq)
    Lesson.objects.create(owner=samira, round=round_, line="Demander d'abord ce qu'ils cherchent.", noted_at=NOW)
    client = signed_in(samira)
    words = "Demander d&#x27;abord ce qu&#x27;ils cherchent."
    artois = Case.objects.get(organisation__name="Métropole de l'Artois")
    shown = [
        words in client.get(one).content.decode() for one in ("/progres/", f"/candidatures/{artois.pk}/preparer/")
    ]
    assert shown == [True, True]


def test_an_erased_case_and_a_corrected_outcome_are_followed(samira: Owner) -> None:
    erase_case(case=Case.objects.get(organisation__name="Groupe Sorelle"))
    lecocq = Case.objects.get(organisation__name="Transports Lecocq")
    undo_entry(entry=lecocq.entries.get(kind="reply"), now=NOW)
    confirm_answer(case=lecocq, answered=Answered("offer", NOW - timedelta(days=200)), now=NOW)
    page = page_of(lives_of(samira, NOW))
    assert page.headline == "26 entretiens, 22 candidatures."
    assert sentences(page)["thanks"] == (
        "Merci parti sous 24 h : 11 réponses sur 13. Plus tard : 2 sur 4. Jamais : 2 sur 4."
    )
    assert "2 ont mené à une offre, 9 refus" in page.lead
    assert "Groupe Sorelle" not in str(page)
    assert "De 7 à 10 sur dix : 4 sur 7." in sentences(page)["estimates"]


def test_under_ten_known_outcomes_there_is_a_list_and_no_trend(samira: Owner) -> None:
    lives = lives_of(samira, NOW)
    kept = sorted({life.case for life in lives if life.settled}, key=int)
    assert page_of([life for life in lives if life.case in kept[:10]]).told == ()
    nine = [life for life in lives if life.case in kept[:9]]
    page = page_of(nine)
    assert [one.key for one in page.lessons] == ["estimates"]
    assert page.reminder.startswith(
        "Moins de 10 candidatures dont la suite est connue : une liste, pas une tendance."
    )
    assert [(one.name, one.when, one.words) for one in page.told][-3:] == [
        ("Caisse du Littoral", "20\u00a0mars 2026", "merci plus tard, un refus après 17 jours"),
        ("Transports Lecocq", "12\u00a0mars 2026", "pas de merci, un refus après 6 jours"),
        ("Communauté de communes de la Lys", "27\u00a0février 2026", "pas de merci, sans réponse"),
    ]


def test_nine_estimates_are_counted_and_not_compared(samira: Owner) -> None:
    def guessed(life: Life) -> bool:
        return bool(life.settled and life.facts.debrief and life.facts.debrief.chances is not None)

    nine = [life for life in lives_of(samira, NOW) if guessed(life)][:9]
    assert sentences(page_of(nine))["estimates"] == (
        "9 estimations dont on connaît la suite ; la comparaison commence à dix."
    )
    assert rows(page_of(nine), "estimates") == []


def test_the_first_day_promises_little(page: Client) -> None:
    text = page.get("/progres/").content.decode()
    assert "<h1>Vos entretiens vous apprendront quelque chose.</h1>" in text
    assert "<table" not in text


@pytest.mark.parametrize("count", [1, 12])
def test_queries_do_not_grow(
    page: Client, alice: Owner, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(count):
        one = make_case(alice, f"Maison {number}", start=START - timedelta(days=number))
        note_debrief(round_=queries.current_round(one), answers={"awkward_questions": ["Vos défauts ?"]})
    with django_assert_num_queries(9):
        page.get("/progres/")
