"""What the lessons read of the records: as many queries for one interview as for thirty."""

from datetime import timedelta

import pytest
from pytest_django import DjangoAssertNumQueries

from relance.actions.close_case import close_case
from relance.actions.confirm_answer import Answered, confirm_answer
from relance.actions.log_event import log_event, undo_entry
from relance.actions.note_debrief import note_debrief
from relance.actions.participants import NewPerson
from relance.actions.start_case import NewInterview, add_round, start_case
from relance.etiquette.facts import Debrief, Done, Reply
from relance.records import queries
from relance.records.lives import lives_of
from relance.records.models import Case, Entry, Opening, Organisation, Owner, Participant
from tests.actions.world import START, make_owner

NOW = START + timedelta(days=40)


@pytest.fixture
def owner(db: None) -> Owner:  # noqa: ARG001 - the records must exist
    return make_owner()


def lived(owner: Owner, name: str, *, days: int = 0) -> Case:
    start = START + timedelta(days=days)
    interview = NewInterview(name, start, people=[NewPerson("Anne Roussel", title="DRH", main_contact=True)])
    return start_case(owner=owner, interview=interview, now=start + timedelta(hours=2))


@pytest.mark.parametrize("count", [1, 30])
def test_queries_do_not_grow(owner: Owner, count: int, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    for number in range(count):
        lived(owner, f"Maison {number}", days=number)
    with django_assert_num_queries(5):
        assert len(lives_of(owner, NOW)) == count


def test_a_life_holds_what_is_counted(owner: Owner) -> None:
    case = lived(owner, "Delmas")
    round_ = queries.current_round(case)
    Participant.objects.filter(round=round_).update(convinced="mes accords")
    note_debrief(round_=round_, answers={"at_ease": 4, "chances": 0, "awkward_questions": ["Vos défauts ?"]})
    at = START + timedelta(days=1)
    log_event(round_=round_, kind=Entry.Kind.DONE, action="thanks", at=at, now=NOW)
    answered = Answered("rejection", START + timedelta(days=9), feedback="Trop junior.")
    confirm_answer(case=case, answered=answered, now=NOW)
    (life,) = lives_of(owner, NOW)
    assert (life.case, life.facts.organisation, life.facts.round) == (str(case.pk), "Delmas", 1)
    assert life.facts.events == (
        Done("thanks", at),
        Reply("rejection", START + timedelta(days=9), feedback="Trop junior."),
    )
    assert life.facts.debrief == Debrief(at_ease=4, chances=0, awkward_questions=("Vos défauts ?",))
    assert [(one.title, one.convinced) for one in life.facts.people] == [("DRH", "mes accords")]
    assert life.outcome == "rejection"


def test_an_answer_taken_back_is_not_counted_any_more(owner: Owner) -> None:
    case = lived(owner, "Delmas")
    entry = confirm_answer(case=case, answered=Answered("rejection", START + timedelta(days=9)), now=NOW)
    assert [life.outcome for life in lives_of(owner, NOW)] == ["rejection"]
    undo_entry(entry=entry, now=NOW)
    assert [life.outcome for life in lives_of(owner, NOW)] == ["waiting"]
    confirm_answer(case=case, answered=Answered("offer", START + timedelta(days=9)), now=NOW)
    assert [life.outcome for life in lives_of(owner, NOW)] == ["offer"]


@pytest.mark.parametrize(
    ("because", "outcome"),
    [("user", "silence"), ("rejected", "rejection"), ("rejection", "rejection"), ("withdrawn", "withdrawn")],
)
def test_a_closed_file_says_what_became_of_it(owner: Owner, because: str, outcome: str) -> None:
    close_case(case=lived(owner, "Delmas"), because=because, now=NOW)
    assert [life.outcome for life in lives_of(owner, NOW)] == [outcome]


def test_an_interview_that_another_followed_went_on_and_one_to_come_is_not_lived(owner: Owner) -> None:
    case = lived(owner, "Delmas")
    again = NewInterview("Delmas", NOW + timedelta(days=2), people=[NewPerson("Anne Roussel", main_contact=True)])
    add_round(owner=owner, case=case, interview=again, now=NOW)
    assert [(life.facts.round, life.outcome) for life in lives_of(owner, NOW)] == [(1, "second_interview")]


def test_candidates_met_as_a_recruiter_and_others_lives_are_apart(owner: Owner) -> None:
    case = lived(owner, "Delmas")
    lived(make_owner("bob"), "Mercier")
    organisation = Organisation.objects.get(owner=owner)
    opening = Opening.objects.create(
        owner=owner, organisation=organisation, title="juriste", region="FR", tz="Europe/Paris"
    )
    Case.objects.filter(pk=case.pk).update(opening=opening)
    assert lives_of(owner, NOW) == []
