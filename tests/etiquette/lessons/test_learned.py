"""Brakes, arguments, employers' words, questions, estimates and ease, on interviews made by hand."""

from datetime import date

from relance.etiquette.facts import Brake, Debrief, Person
from relance.etiquette.lessons import (
    Argument,
    BrakeMet,
    Conviction,
    Key,
    Life,
    QuestionMet,
    Tally,
    arguments_used,
    brakes_met,
    calibration,
    convictions,
    ease_by_quarter,
    estimated,
    feedback_heard,
    questions_met,
)
from tests.etiquette.lessons.lived import life


def test_a_brake_that_comes_back_is_one_with_its_answers_the_latest_first() -> None:
    lives = [
        life("b", days=9, debrief=Debrief(brakes=(Brake("manque d'expérience en cabinet", "nos avocats"),))),
        life("a", debrief=Debrief(brakes=(Brake("pas d'expérience en cabinet", "mes stages"), Brake("le trajet")))),
        life("c", days=20),
    ]
    assert brakes_met(lives) == [
        BrakeMet("manque d'expérience en cabinet", (Key("a", 1), Key("b", 1)), ("nos avocats", "mes stages")),
        BrakeMet("le trajet", (Key("a", 1),)),
    ]
    assert [brake.cases for brake in brakes_met(lives)] == [2, 1]


def test_an_argument_is_put_beside_the_functions_it_was_used_before() -> None:
    drh = Person("p", "Claire Dupont", title="DRH", convinced="mes deux accords", main_contact=True)
    head = Person("q", "Paul Ricard", title="responsable juridique", not_convinced="le contentieux")
    nameless = Person("r", "Un inconnu", convinced="tout")
    lives = [
        life(
            "a", debrief=Debrief(best_arguments=("négocier un accord d'entreprise",)), people=(drh, head, nameless)
        ),
        life("b", days=3, debrief=Debrief(best_arguments=("un accord d'entreprise négocié", "la paie"))),
    ]
    assert arguments_used(lives) == [
        Argument("un accord d'entreprise négocié", (Key("a", 1), Key("b", 1)), (("DRH", 1),)),
        Argument("la paie", (Key("b", 1),)),
    ]


def test_what_convinced_is_told_by_function() -> None:
    lives = [
        life("a", people=(Person("p", title="DRH", convinced="mes accords", main_contact=True),)),
        life("b", days=3, people=(Person("p", title="drh", not_convinced="le salaire", main_contact=True),)),
        life("c", days=5, people=(Person("p", title="notaire", convinced="ma rigueur", main_contact=True),)),
    ]
    lives.append(life("d", days=7))
    assert convictions(lives) == [
        Conviction("DRH", ("mes accords",), ("le salaire",), (Key("a", 1), Key("b", 1))),
        Conviction("notaire", ("ma rigueur",), (), (Key("c", 1),)),
    ]


def test_what_employers_said_stands_beside_what_was_thought() -> None:
    thought = Debrief(felt=5, chances=8)
    lives = [
        life("a", answers=[("rejection", 90)], feedback="Un profil plus junior.", debrief=thought),
        life("b", days=9, answers=[("rejection", 90)], feedback="Le poste est gelé."),
        life("c", answers=[("rejection", 90)]),
    ]
    heard = feedback_heard(lives)
    assert [(one.organisation, one.said, one.thought, one.outcome) for one in heard] == [
        ("Maison b", "Le poste est gelé.", None, "rejection"),
        ("Maison a", "Un profil plus junior.", thought, "rejection"),
    ]


def test_the_same_question_under_other_words_is_counted_once_for_each_time_it_came() -> None:
    lives = [
        life("a", debrief=Debrief(awkward_questions=("Pourquoi ce trou dans votre CV ?", "Quel animal ?"))),
        life("b", days=9, debrief=Debrief(awkward_questions=("Cette année sans emploi ?",))),
        life("b", days=19, number=2, debrief=Debrief(awkward_questions=("pourquoi ce trou dans votre CV ?",))),
    ]
    met = questions_met(lives)
    assert met == [
        QuestionMet(
            "gap",
            ("pourquoi ce trou dans votre CV ?", "Cette année sans emploi ?", "Pourquoi ce trou dans votre CV ?"),
            (Key("a", 1), Key("b", 1), Key("b", 2)),
        ),
        QuestionMet("", ("Quel animal ?",), (Key("a", 1),)),
    ]
    assert met[0].cases == 2


def test_estimates_meet_outcomes_from_ten_on() -> None:
    def guess(name: int, chances: int | None, kind: str) -> Life:
        return life(str(name), answers=[(kind, 90)], debrief=Debrief(chances=chances))

    nine = [guess(number, number, "rejection" if number < 5 else "offer") for number in range(9)]
    others = [life("x", debrief=Debrief(chances=5), over=False), life("y"), guess(30, None, "offer")]
    assert len(estimated([*nine, *others])) == 9
    assert calibration([*nine, *others]) is None
    bands = calibration([*nine, guess(10, 10, "rejection")])
    assert bands is not None
    assert [(one.low, one.high, one.went_on.count, one.went_on.total) for one in bands] == [
        (0, 3, 0, 4),
        (4, 6, 2, 3),
        (7, 10, 2, 3),
    ]


def test_ease_is_counted_by_quarter() -> None:
    lives = [
        life("a", debrief=Debrief(at_ease=4)),
        life("b", days=3, debrief=Debrief(at_ease=2)),
        life("c", days=40, debrief=Debrief(at_ease=5)),
        life("d", debrief=Debrief()),
        life("e"),
    ]
    assert ease_by_quarter(lives) == {
        date(2026, 1, 1): Tally((Key("a", 1), Key("b", 1)), (Key("a", 1),)),
        date(2026, 4, 1): Tally((Key("c", 1),), (Key("c", 1),)),
    }
