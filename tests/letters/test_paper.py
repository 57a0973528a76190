"""Words on paper: nothing typed is lost without reason, nothing typed is more than words."""

import json

import pytest

from relance.letters.paper import Referee, card, references_sheet
from relance.letters.paper.printable import on_paper, paragraphs

HOSTILE = [
    '#panic("x")',
    "$x^2$",
    "*gras*",
    "_a_",
    "@cite",
    '"',
    "\\",
    "`brut`",
    "<ici>",
    "//",
    "/* */",
    "~",
    "= T",
]


@pytest.mark.parametrize("typed", HOSTILE)
def test_what_is_typed_goes_beside_the_template_and_never_into_it(typed: str) -> None:
    page = card(body=typed, name=typed, organisation=typed, locale="fr-FR")
    assert page.template == card(body="", name="", organisation="", locale="en-GB").template
    words = json.loads(page.words)
    assert (words["paragraphs"], words["name"], words["organisation"]) == ([[typed]], typed, typed)


def test_pictures_and_marks_no_pen_writes_are_left_out() -> None:
    assert on_paper("Merci 😀👍🏽 !\x07\u202e\ufeff") == "Merci  !"
    assert on_paper("é\r\nœ — « Ł »") == "é\nœ — « Ł »"


def test_a_word_without_end_may_break() -> None:
    assert max(len(part) for part in on_paper("x" * 500).split("\u200b")) < 40
    assert on_paper("anticonstitutionnellement") == "anticonstitutionnellement"


def test_paragraphs_keep_their_lines() -> None:
    assert paragraphs("Madame,\n\n\n Un mot. \nDeux.\n\n") == [["Madame,"], ["Un mot.", "Deux."]]


def test_letters_the_shipped_fonts_lack_are_told() -> None:
    assert not card(body="Żółć, Ελένη, Дарья", name="", organisation="", locale="fr-FR").far_scripts
    assert card(body="", name="سميرة", organisation="", locale="fr-MA").far_scripts


def test_the_sheet_says_one_person_when_there_is_one() -> None:
    one = references_sheet(referees=[Referee("Anne Roussel", "directrice", "Mirabeau")], name="Samira Benali")
    words = json.loads(one.words)
    assert words["agreed"].startswith("Cette personne accepte")
    assert words["people"] == [
        {"name": "Anne Roussel", "place": "directrice, Mirabeau", "reach": [], "relation": "", "said": []}
    ]
