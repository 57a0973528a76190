"""The bank of questions: one answer for all wordings, rehearsals that come back, and nothing of what was erased."""

import json
from datetime import timedelta

import pytest

from relance.actions.erase import erase_case
from relance.actions.export_all import export_all, import_all
from relance.actions.note_debrief import note_debrief
from relance.actions.participants import NewPerson
from relance.actions.question_bank import (
    A_SITTING,
    LONGEST_ANSWER,
    bank_of,
    find_in,
    keep_answer,
    rehearse,
    to_rehearse,
)
from relance.actions.refusals import BadInputError
from relance.actions.start_case import NewInterview, start_case
from relance.records import queries
from relance.records.lives import lives_of
from relance.records.models import Case, Owner, PreparedAnswer
from tests.actions.world import START, make_owner

NOW = START + timedelta(days=60)
TODAY = NOW.date()


def asked(owner: Owner, organisation: str, *questions: str, days: int = 0) -> Case:
    start = START + timedelta(days=days)
    interview = NewInterview(organisation, start, people=[NewPerson(f"Anne {organisation}", main_contact=True)])
    case = start_case(owner=owner, interview=interview, now=start + timedelta(hours=2))
    note_debrief(round_=queries.current_round(case), answers={"awkward_questions": list(questions)})
    return case


def bank(owner: Owner) -> list[tuple[str, int, str]]:
    return [(one.question, one.times, one.answer) for one in bank_of(owner, lives_of(owner, NOW))]


def test_one_answer_serves_every_wording(owner: Owner) -> None:
    asked(owner, "Delmas", "Pourquoi ce trou dans votre CV ?", "Quel animal seriez-vous ?")
    asked(owner, "Mercier", "Cette année sans emploi ?", days=3)
    found = find_in(bank_of(owner, lives_of(owner, NOW)), "pourquoi ce trou dans le CV")
    assert found is not None
    keep_answer(owner=owner, asked=found, answer="  J'ai soigné mon père.  ")
    assert bank(owner) == [
        ("Cette année sans emploi ?", 2, "J'ai soigné mon père."),
        ("Quel animal seriez-vous ?", 1, ""),
    ]
    row = PreparedAnswer.objects.get(owner=owner)
    assert (row.subject, row.question) == ("gap", "")


def test_a_question_on_no_known_subject_keeps_its_answer_by_its_words(owner: Owner) -> None:
    asked(owner, "Delmas", "Quel animal seriez-vous ?")
    listed = bank_of(owner, lives_of(owner, NOW))
    keep_answer(owner=owner, asked=listed[0], answer="Une abeille.")
    keep_answer(owner=owner, asked=bank_of(owner, lives_of(owner, NOW))[0], answer="Une abeille, je crois.")
    assert bank(owner) == [("Quel animal seriez-vous ?", 1, "Une abeille, je crois.")]
    assert find_in(listed, "Quel animal seriez-vous, alors ?") == listed[0]
    assert find_in(listed, "Vos défauts ?") is None


def test_an_answer_too_long_is_refused(owner: Owner) -> None:
    asked(owner, "Delmas", "Vos défauts ?")
    found = bank_of(owner, lives_of(owner, NOW))[0]
    with pytest.raises(BadInputError) as refused:
        keep_answer(owner=owner, asked=found, answer="x" * (LONGEST_ANSWER + 1))
    assert [(one.place, one.code) for one in refused.value.problems] == [("answer", "text_too_long")]


def test_a_rehearsal_brings_back_sooner_what_did_not_come(owner: Owner) -> None:
    asked(owner, "Delmas", "Vos défauts ?", "Vos prétentions ?")
    days = []
    for came in (True, True, False, True, True, True, True, True, True):
        found = find_in(bank_of(owner, lives_of(owner, NOW)), "weakness")
        assert found is not None
        rehearse(owner=owner, asked=found, came=came, today=TODAY)
        row = PreparedAnswer.objects.get(owner=owner)
        assert row.due_on is not None
        days.append((row.due_on - TODAY).days)
    assert days == [2, 4, 1, 2, 4, 8, 16, 32, 32]


def test_a_sitting_is_short_and_what_is_due_longest_comes_first(owner: Owner) -> None:
    few = ("Vos défauts ?", "Vos qualités ?", "Vos prétentions ?", "Pourquoi nous ?", "Vos loisirs ?")
    asked(owner, "Delmas", *few, "Dans cinq ans ?", "Parlez-vous anglais ?")
    said = []
    while True:
        one, left = to_rehearse(bank_of(owner, lives_of(owner, NOW)), TODAY)
        said.append((one.subject if one else None, left))
        if one is None:
            break
        rehearse(owner=owner, asked=one, came=len(said) > 1, today=TODAY)
    assert [left for _, left in said] == [*range(A_SITTING, 0, -1), 0]
    tomorrow = TODAY + timedelta(days=1)
    one, left = to_rehearse(bank_of(owner, lives_of(owner, NOW)), tomorrow)
    assert one is not None
    assert (one.subject, left) == (said[0][0], 3)


def test_erasing_a_case_takes_its_own_words_and_leaves_the_answer_to_a_known_question(owner: Owner) -> None:
    case = asked(owner, "Delmas", "Quel animal seriez-vous ?", "Vos défauts ?", "Vos loisirs ?")
    asked(owner, "Mercier", "Vos qualités ?", days=2)
    listed = bank_of(owner, lives_of(owner, NOW))
    for one in listed:
        if one.subject != "hobbies":
            keep_answer(owner=owner, asked=one, answer=f"réponse {one.subject}")
    hobby = find_in(listed, "Vos loisirs ?")
    assert hobby is not None
    rehearse(owner=owner, asked=hobby, came=True, today=TODAY)
    erase_case(case=case)
    assert bank(owner) == [("Vos qualités ?", 1, "réponse strengths"), ("weakness", 0, "réponse weakness")]
    assert {row.subject for row in PreparedAnswer.objects.filter(owner=owner)} == {"strengths", "weakness"}


def test_answers_are_exported_and_taken_back(owner: Owner) -> None:
    asked(owner, "Delmas", "Vos défauts ?")
    found = bank_of(owner, lives_of(owner, NOW))[0]
    keep_answer(owner=owner, asked=found, answer="L'impatience.")
    rehearse(owner=owner, asked=found, came=True, today=TODAY)
    data = export_all(owner=owner, now=NOW)
    other = make_owner("bob")
    counts = import_all(owner=other, text=json.dumps(data), now=NOW)
    assert counts["prepared_answers"] == 1
    assert bank(other) == [("Vos défauts ?", 1, "L'impatience.")]
    assert export_all(owner=other, now=NOW)["tables"] == data["tables"]
