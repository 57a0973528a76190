"""Both chairs type what was announced in one form, each in its own words."""

from dataclasses import replace
from datetime import date

from relance.actions.note_promise import Announced, note_promise
from relance.records import queries
from relance.records.models import Case, Owner, Round
from relance.web.announced import AnnouncedForm, noted
from relance.web.candidate.promised import PromiseForm
from relance.web.recruiter.ending import EndingForm
from tests.web.conftest import START, make_candidate

SAID = {"kind": "days", "n": "5", "unit": "working", "said": "sous 5 jours", "channel_answer": "phone",
        "next_step": "un essai", "start_date_said": "en mars"}  # fmt: skip
TOLD = Announced(
    kind="days", n=5, unit="working", said="sous 5 jours", channel_answer="phone", next_step="un essai",
    start_date_said="en mars",
)  # fmt: skip


def test_each_chair_is_asked_in_its_own_words(round_: Round) -> None:
    forms = (PromiseForm(round_=round_), EndingForm())
    assert [isinstance(form, AnnouncedForm) for form in forms] == [True, True]
    assert [str(form["said"].label) for form in forms] == [
        "Leurs mots, à peu près", "Ce que vous avez annoncé, dans vos mots",
    ]  # fmt: skip
    assert [str(form["channel_answer"].label) for form in forms] == [
        "Comment répondront-ils\u00a0?", "Vous répondrez…",
    ]  # fmt: skip


def test_what_is_typed_is_announced_alike(round_: Round) -> None:
    for form in (PromiseForm(SAID, round_=round_), EndingForm(SAID)):
        assert form.is_valid()
        assert replace(form.announced(), process_length="") == TOLD


def test_what_was_noted_comes_back(case: Case, alice: Owner) -> None:
    assert noted(queries.current_round(case))["kind"] == "date"
    for one in (case, make_candidate(alice)):
        announced = Announced(kind="date", promised_on=date(2026, 12, 4), said="vendredi", next_step="un essai")
        note_promise(round_=queries.current_round(one), announced=announced, now=START)
        assert noted(queries.current_round(one)) == {
            "kind": "date", "promised_on": date(2026, 12, 4), "n": None, "unit": "calendar", "said": "vendredi",
            "channel_answer": "", "next_step": "un essai", "start_date_said": "",
        }  # fmt: skip
