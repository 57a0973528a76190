"""Whatever was lived: one application never touches what is counted of another, and erased means erased."""

from dataclasses import replace
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from relance.etiquette.facts import Brake, Debrief, Reply
from relance.etiquette.lessons import (
    ENOUGH,
    Key,
    Life,
    Tally,
    answers_after_followup,
    answers_by_thanks,
    answers_unasked,
    arguments_used,
    brakes_met,
    calibration,
    ease_by_quarter,
    estimated,
    outcomes,
    questions_met,
    waits_by_length,
)
from tests.etiquette.lessons.lived import life

HOURS = st.none() | st.integers(1, 600)
ANSWERS = st.lists(
    st.tuples(st.sampled_from(["ack", "delay", "second_interview", "offer", "rejection"]), st.integers(1, 900)),
    max_size=2,
)
WORDS = st.sampled_from(["ce trou dans le CV", "sans emploi un an", "Quel animal ?", "vos défauts", "le trajet"])
DEBRIEFS = st.none() | st.builds(
    Debrief,
    at_ease=st.none() | st.integers(1, 5),
    chances=st.none() | st.integers(0, 10),
    brakes=st.lists(st.builds(Brake, WORDS), max_size=2).map(tuple),
    awkward_questions=st.lists(WORDS, max_size=2).map(tuple),
    best_arguments=st.lists(WORDS, max_size=2).map(tuple),
)


@st.composite
def lived(draw: st.DrawFn) -> list[Life]:
    """Up to fourteen applications of one or two interviews."""
    lives: list[Life] = []
    for number in range(draw(st.integers(0, 14))):
        lives += [
            life(
                f"c{number}",
                days=number,
                number=round_,
                thanks=draw(HOURS),
                followup=draw(HOURS),
                answers=draw(ANSWERS),
                debrief=draw(DEBRIEFS),
                over=draw(st.booleans()),
                process=draw(st.sampled_from(["short", "unknown", "long"])),
            )
            for round_ in range(1, draw(st.integers(1, 2)) + 1)
        ]
    return lives


def counts(lives: list[Life]) -> dict[str, frozenset[Key]]:
    """Every count of every lesson, as the interviews it stands on."""
    found: dict[str, Any] = {f"outcome {name}": keys for name, keys in outcomes(lives).items()}
    tallies: dict[str, Tally] = {
        **{f"thanks {when}": one for when, one in answers_by_thanks(lives).items()},
        **{f"ease {first}": one for first, one in ease_by_quarter(lives).items()},
        "unasked": answers_unasked(lives),
        "asked": answers_after_followup(lives),
    }
    for name, one in tallies.items():
        found[f"{name} among"], found[f"{name} had"] = one.among, one.had
    found.update({f"waits {length}": one.keys for length, one in waits_by_length(lives).items()})
    return {name: frozenset(keys) for name, keys in found.items() if keys}


def traces(lives: list[Life]) -> set[str]:
    """Every application any lesson names."""
    listed = [one.keys for lesson in (brakes_met, arguments_used, questions_met) for one in lesson(lives)]
    return {key.case for keys in (*counts(lives).values(), *listed) for key in keys}


@given(lived())
@settings(max_examples=15, deadline=None)
def test_adding_a_case_never_changes_the_counts_of_another_and_removing_it_removes_its_traces(
    lives: list[Life],
) -> None:
    if not lives:
        return
    gone = lives[-1].case
    others = [life for life in lives if life.case != gone]
    kept = {name: frozenset(key for key in keys if key.case != gone) for name, keys in counts(lives).items()}
    assert {name: keys for name, keys in kept.items() if keys} == counts(others)
    assert gone not in traces(others)


@given(lived())
@settings(max_examples=15, deadline=None)
def test_a_tally_never_counts_more_than_it_stands_on(lives: list[Life]) -> None:
    for one in (*answers_by_thanks(lives).values(), answers_unasked(lives), answers_after_followup(lives)):
        assert set(one.had) <= set(one.among)
        assert len(set(one.among)) == one.total


@given(lived())
@settings(max_examples=15, deadline=None)
def test_estimates_are_compared_from_ten_outcomes_on_and_lose_none(lives: list[Life]) -> None:
    bands = calibration(lives)
    assert (bands is not None) == (len(estimated(lives)) >= ENOUGH)
    assert sum(band.went_on.total for band in bands or ()) in {0, len(estimated(lives))}


@given(lived(), st.data())
@settings(max_examples=15, deadline=None)
def test_an_outcome_corrected_later_moves_that_interview_and_no_other(
    lives: list[Life], data: st.DataObject
) -> None:
    if not lives:
        return
    index = data.draw(st.integers(0, len(lives) - 1))
    wrong = lives[index]
    said = tuple(one for one in wrong.facts.events if not isinstance(one, Reply))
    offer = Reply("offer", wrong.facts.interview.end.replace(year=2028))
    right = replace(wrong, facts=replace(wrong.facts, events=(*said, offer)))
    before, after = outcomes(lives), outcomes([*lives[:index], right, *lives[index + 1 :]])
    assert right.key in after["offer"]
    for name, keys in before.items():
        assert {key for key in keys if key != wrong.key} == {key for key in after[name] if key != wrong.key}
