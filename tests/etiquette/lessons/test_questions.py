"""The same question under other words, measured on pairs of our own."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from relance.etiquette.lessons import gather, is_same, subject_of, subjects

PAIRS = Path(__file__).parent / "pairs"


def pairs(half: str) -> dict[str, list[list[str]]]:
    read: Any = yaml.safe_load((PAIRS / f"{half}.yaml").read_text("utf-8"))
    return dict(read)


@pytest.mark.parametrize("half", ["working", "report"])
def test_a_half_holds_a_hundred_pairs(half: str) -> None:
    assert {label: len(listed) for label, listed in pairs(half).items()} == {"same": 50, "different": 50}


def test_every_working_pair_is_told_right() -> None:
    wrong = [
        (label, *pair)
        for label, listed in pairs("working").items()
        for pair in listed
        if is_same(*pair) != (label == "same")
    ]
    assert wrong == []


def test_the_report_half_holds_what_was_promised() -> None:
    report = pairs("report")
    found = sum(is_same(*pair) for pair in report["same"])
    false = sum(is_same(*pair) for pair in report["different"])
    assert (found / (found + false) >= 0.9, found / 50 >= 0.75) == (True, True)


def test_questions_on_no_known_subject_are_the_same_when_they_share_most_of_their_words() -> None:
    assert subject_of("Citez un article du code du travail") == ""
    assert is_same("Citez un article du code du travail", "citez-moi un article, code du travail")
    assert not is_same("Citez un article du code du travail", "Quel logiciel de paie ?")
    assert is_same("", " ? ") is False
    assert is_same("et alors ?", "Et alors…")


def test_a_whole_question_is_known_only_when_it_stands_alone() -> None:
    assert subject_of("Pourquoi nous ?") == "why_us"
    assert subject_of("Pourquoi nous parler de chevaux ?") == ""


def test_groups_keep_the_order_and_a_later_question_moves_no_earlier_one() -> None:
    texts = ["Quel animal ?", "le trou de 2022", "Vos défauts ?", "cette année sans emploi", "quel animal"]
    found = [(group.subject, group.members) for group in gather(texts)]
    assert found == [("", [0, 4]), ("gap", [1, 3]), ("weakness", [2])]
    assert "gap" in subjects()


@settings(deadline=None)
@given(st.lists(st.sampled_from([text for pair in pairs("working")["different"] for text in pair]), max_size=12))
def test_adding_a_question_leaves_the_groups_of_the_others(texts: list[str]) -> None:
    before = [(one.subject, one.members) for one in gather(texts[:-1])]
    after = [(one.subject, [index for index in one.members if index < len(texts) - 1]) for one in gather(texts)]
    assert [one for one in after if one[1]] == before
