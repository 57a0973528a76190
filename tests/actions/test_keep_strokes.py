"""Strokes of a debrief from pages that may be old: nothing typed replaces words it did not start from."""

import pytest

from relance.actions.keep_strokes import Conflict, Stroke, keep_strokes, stamp_of
from relance.actions.note_debrief import LONGEST, note_debrief
from relance.actions.refusals import BadInputError
from relance.records import queries
from relance.records.models import Debrief, Owner, Round
from tests.actions.world import make_case, paris


@pytest.fixture
def round_(owner: Owner) -> Round:
    return queries.current_round(make_case(owner, now=paris(24, 12)))


def kept(round_: Round) -> tuple[str, dict[str, object]]:
    row = Debrief.objects.get(round=round_)
    return row.free_text, row.answers


def test_a_first_stroke_is_kept_with_the_stamp_to_send_next(round_: Round) -> None:
    told = keep_strokes(round_=round_, strokes=[Stroke("free_text", "Bon échange", "0"), Stroke("felt", 4, "0")])
    assert told.stamps == {"free_text": stamp_of("Bon échange"), "felt": stamp_of(4)}
    assert told.conflicts == ()
    assert kept(round_) == ("Bon échange", {"felt": 4})


def test_sending_twice_changes_nothing(round_: Round) -> None:
    stroke = Stroke("job_info", ["les baux"], "0")
    keep_strokes(round_=round_, strokes=[stroke])
    again = keep_strokes(round_=round_, strokes=[stroke])
    assert (again.stamps, again.conflicts) == ({"job_info": stamp_of(["les baux"])}, ())


def test_words_changed_elsewhere_are_not_replaced_and_both_come_back(round_: Round) -> None:
    note_debrief(round_=round_, free_text="au bureau", answers={"felt": 2})
    told = keep_strokes(
        round_=round_, strokes=[Stroke("free_text", "dans la voiture", "0"), Stroke("felt", 5, stamp_of(2))]
    )
    assert told.conflicts == (Conflict("free_text", "dans la voiture", "au bureau", stamp_of("au bureau")),)
    assert kept(round_) == ("au bureau", {"felt": 5})


def test_once_chosen_the_words_of_here_are_kept(round_: Round) -> None:
    note_debrief(round_=round_, free_text="au bureau")
    told = keep_strokes(round_=round_, strokes=[Stroke("free_text", "les deux", stamp_of("au bureau"))])
    assert told.conflicts == ()
    assert kept(round_)[0] == "les deux"


def test_an_answer_nobody_touched_on_an_old_page_leaves_the_newer_one(round_: Round) -> None:
    note_debrief(round_=round_, answers={"stress": "fort"})
    told = keep_strokes(round_=round_, strokes=[Stroke("stress", "", "0")])
    assert told == keep_strokes(round_=round_, strokes=[Stroke("stress", "fort", "0")])
    assert kept(round_)[1] == {"stress": "fort"}


def test_a_page_that_cannot_say_what_it_started_from_is_believed(round_: Round) -> None:
    note_debrief(round_=round_, answers={"stress": "fort"})
    keep_strokes(round_=round_, strokes=[Stroke("stress", "faible")])
    assert kept(round_)[1] == {"stress": "faible"}


def test_an_endless_text_is_refused_and_nothing_else_of_it_kept(round_: Round) -> None:
    with pytest.raises(BadInputError):
        keep_strokes(round_=round_, strokes=[Stroke("felt", 3), Stroke("stress", "a" * (LONGEST + 1))])
    assert not Debrief.objects.filter(round=round_).exists()
