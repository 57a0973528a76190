"""What worked, counted on interviews made by hand."""

from dataclasses import replace

from relance.etiquette.facts import Done
from relance.etiquette.lessons import (
    Key,
    Tally,
    answers_after_followup,
    answers_by_thanks,
    answers_unasked,
    is_enough,
    outcomes,
    thanked,
    waits_by_length,
)
from tests.etiquette.lessons.lived import life


def test_an_outcome_is_the_last_answer_that_decided_and_silence_only_once_the_file_is_closed() -> None:
    assert life(answers=[("second_interview", 40), ("rejection", 400)]).outcome == "rejection"
    assert life(answers=[("ack", 4), ("delay", 90), ("offer", 400)]).outcome == "offer"
    assert life(answers=[("second_interview", 40)]).outcome == "second_interview"
    assert life(answers=[("delay", 90)], over=True).outcome == "silence"
    assert life(over=False).outcome == "waiting"
    assert [life(over=False).settled, life(over=True).settled] == [False, True]
    assert [life(answers=[("offer", 40)]).went_on, life(answers=[("rejection", 40)]).went_on] == [True, False]


def test_what_followed_tells_where_no_answer_was_noted() -> None:
    followed = life(end="second_interview")
    assert (followed.outcome, followed.answered, followed.answer) == ("second_interview", True, None)
    assert thanked(followed) is None
    assert thanked(life(thanks=3, end="rejection")) == "within_a_day"
    assert thanked(life(followup=300, end="rejection")) == "never"
    gone = replace(followed.facts, events=(Done("withdraw", followed.facts.interview.end),))
    withdrawn = replace(followed, facts=gone)
    assert (withdrawn.outcome, withdrawn.settled, withdrawn.went_on) == ("withdrawn", False, False)


def test_outcomes_name_the_interviews() -> None:
    told = outcomes([life("a", over=False), life("b", answers=[("rejection", 30)]), life("c")])
    assert told == {
        "offer": (),
        "second_interview": (),
        "rejection": (Key("b", 1),),
        "silence": (Key("c", 1),),
        "waiting": (Key("a", 1),),
        "withdrawn": (),
    }


def test_thanks_count_when_they_left_before_the_answer() -> None:
    assert thanked(life(thanks=24)) == "within_a_day"
    assert thanked(life(thanks=24.1)) == "later"
    assert thanked(life()) == "never"
    assert thanked(life(thanks=60, answers=[("rejection", 40)])) == "never"
    assert thanked(life(thanks=30, answers=[("rejection", 10)])) is None


def test_answers_are_counted_by_when_thanks_left_and_what_waits_is_not() -> None:
    lives = [
        life("a", thanks=20, answers=[("offer", 90)]),
        life("b", thanks=20),
        life("c", thanks=50, answers=[("rejection", 90)]),
        life("d", answers=[("rejection", 90)]),
        life("e", thanks=20, over=False),
        life("f", answers=[("rejection", 3)]),
    ]
    assert answers_by_thanks(lives) == {
        "within_a_day": Tally((Key("a", 1), Key("b", 1)), (Key("a", 1),)),
        "later": Tally((Key("c", 1),), (Key("c", 1),)),
        "never": Tally((Key("d", 1),), (Key("d", 1),)),
    }


def test_an_answer_after_following_up_is_told_apart_from_one_that_came_of_itself() -> None:
    lives = [
        life("a", followup=200, answers=[("offer", 240)]),
        life("b", followup=200),
        life("c", followup=300, answers=[("rejection", 240)]),
        life("d"),
        life("e", followup=200, over=False),
    ]
    assert answers_unasked(lives) == Tally(tuple(Key(name, 1) for name in "abcd"), (Key("c", 1),))
    assert answers_after_followup(lives) == Tally((Key("a", 1), Key("b", 1)), (Key("a", 1),))
    assert (answers_unasked(lives).count, answers_unasked(lives).total) == (1, 4)
    assert [bool(Tally()), bool(answers_unasked(lives))] == [False, True]


def test_waits_are_in_days_by_kind_of_process() -> None:
    lives = [
        life("a", process="short", answers=[("offer", 24 * 9)]),
        life("b", process="short", answers=[("rejection", 24 * 3)]),
        life("c", process="long", answers=[("rejection", 24 * 21), ("offer", 24 * 30)]),
        life("d", process="long"),
        life("e", process="short", answers=[("rejection", 24 * 5)]),
        life("f", process="short", answers=[("rejection", 24 * 6)]),
    ]
    waits = waits_by_length(lives)
    assert {length: one.days for length, one in waits.items()} == {"short": (3, 5, 6, 9), "long": (21,)}
    assert {length: one.half_by for length, one in waits.items()} == {"short": 5, "long": 21}
    assert waits["long"].keys == (Key("c", 1),)


def test_ten_applications_are_enough_and_ten_interviews_of_nine_are_not() -> None:
    nine = [life(str(number)) for number in range(9)]
    assert not is_enough([*nine, life("0", number=2)])
    assert is_enough([*nine, life("9")])
