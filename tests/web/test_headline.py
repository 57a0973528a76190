from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.utils import translation

from relance.web import dates
from relance.web.candidate import headline
from relance.web.candidate.headline import Due, Headline

PARIS = ZoneInfo("Europe/Paris")
NOW = datetime(2026, 12, 1, 9, tzinfo=PARIS)  # a Tuesday


@pytest.fixture(autouse=True)
def _french() -> object:
    with translation.override("fr"):
        yield


def today(*due: Due, next_on: date | None = None, answers: int = 0, cases: int = 1, waiting: int = 0) -> Headline:
    return headline.today(due=due, next_on=next_on, cases=cases, waiting=waiting, answers=answers, now=NOW)


def test_one_thanks_this_morning_then_nothing_before_friday() -> None:
    due = Due("thanks", NOW.replace(hour=10))
    assert today(due, next_on=date(2026, 12, 4)) == Headline(
        "Un merci à envoyer ce matin.", "Ensuite, rien avant vendredi."
    )


def test_a_panel_is_thanked_in_words() -> None:
    assert today(Due("thanks", NOW.replace(hour=10), count=3)).now == "Trois mercis à envoyer ce matin."


def test_a_call_says_its_hour() -> None:
    due = Due("followup2", NOW.replace(hour=10, minute=30), phone=True)
    assert today(due).now == "Un appel à passer à 10\u00a0h\u00a030."


def test_different_things_are_counted() -> None:
    assert today(Due("thanks", NOW), Due("followup1", NOW)).now == "Deux choses à faire aujourd’hui."


def test_nothing_to_do_says_until_when() -> None:
    assert today(next_on=date(2026, 12, 11), waiting=2) == Headline(
        "Rien à faire avant le 11\u00a0décembre.", "Le silence est normal."
    )


def test_an_answer_comes_first() -> None:
    assert today(Due("thanks", NOW), answers=1).now == "Une réponse est arrivée."
    assert today(answers=2).now == "Deux réponses sont arrivées."


def test_the_first_day_invites() -> None:
    assert today(cases=0).now == "Vous sortez d’un entretien ?"


def case(state: headline.CaseState = "open", **given: object) -> str:
    values: dict[str, object] = {
        "due": None, "promised_on": None, "next_at": None, "interview_at": NOW, "answer_waits": False,
    }  # fmt: skip
    return headline.case(state=state, now=NOW, **{**values, **given})  # type: ignore[arg-type]


def test_silence_is_normal_until_the_promised_day() -> None:
    assert case(promised_on=date(2026, 12, 3)) == "Le silence est normal jusqu’au 3\u00a0décembre."


def test_the_first_of_the_month_is_an_ordinal() -> None:
    assert dates.day(date(2027, 1, 1)) == "vendredi 1er\u00a0janvier"
    assert dates.short_day(date(2027, 1, 1)) == "ven. 1er\u00a0janv."


def test_states_have_their_sentence() -> None:
    assert [case(state) for state in ("invited", "offer", "rejected", "closed")] == [
        "Ils veulent vous revoir.", "Ils vous proposent le poste.", "C’est non, cette fois.", "Dossier refermé.",
    ]  # fmt: skip


def test_moments_in_words() -> None:
    at = datetime(2026, 12, 4, 10, tzinfo=PARIS)
    assert dates.moment(at) == "vendredi 4\u00a0décembre à 10\u00a0h"
    assert dates.short_moment(at) == "ven. 4\u00a0déc., 10\u00a0h"
