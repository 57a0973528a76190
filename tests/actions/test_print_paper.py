"""A page of paper: one, of the right size, its fonts inside, whatever is typed."""

import re

import pytest

from relance.actions.print_paper import print_paper
from relance.letters.paper import Referee, card, references_sheet

HOSTILE = (
    '#panic() #read("/etc/passwd") $ * _ @ " \\ ` <a> // /* = - + 1. ~ [ ] { } 😀 👩🏽‍💻 🇫🇷 \x00 \u202e %s {name}'
)
NOTE = "Madame,\n\nUn mot écrit à la main, pour vous remercier de votre accueil mardi.\n\nSamira Benali"


def shape(pdf: bytes) -> tuple[int, tuple[float, float], bool]:
    """Pages, size of the page in millimetres, and whether every font described is inside."""
    boxes = re.findall(rb"/MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)\s*\]", pdf)
    width, height = (round(float(points) / 72 * 25.4, 1) for points in boxes[0])
    described = len(re.findall(rb"/Type\s*/FontDescriptor", pdf))
    inside = len(re.findall(rb"/FontFile\d?\s", pdf))
    return len(boxes), (width, height), described == inside > 0


@pytest.mark.parametrize("body", [NOTE, HOSTILE, NOTE + HOSTILE * 100, "x" * 20_000, "\n\n".join("ab" * 300), ""])
def test_a_card_is_one_a6_page_with_its_fonts(body: str) -> None:
    pdf = print_paper(card(body=body, name="Claire Dupont", organisation="Cabinet Delmas", locale="fr-FR"))
    assert pdf.startswith(b"%PDF-")
    assert shape(pdf) == (1, (148.0, 105.0), True)


@pytest.mark.parametrize("typed", [HOSTILE, "long " * 2_000])
def test_names_break_nothing_either(typed: str) -> None:
    pdf = print_paper(card(body=NOTE, name=typed, organisation=typed, locale="en-US"))
    assert shape(pdf) == (1, (148.0, 105.0), True)


@pytest.mark.parametrize("count", [1, 3, 60])
def test_references_hold_on_one_a4_page(count: int) -> None:
    people = [
        Referee("Anne Roussel", HOSTILE, HOSTILE, "+33 6 00 00 00 00", "a@example.org", HOSTILE, HOSTILE)
    ] * count
    pdf = print_paper(references_sheet(referees=people, name=HOSTILE, phone=HOSTILE, locale="fr-CH"))
    assert shape(pdf) == (1, (210.0, 297.0), True)


def test_the_same_words_give_the_same_bytes() -> None:
    page = card(body=NOTE, name="Claire Dupont", organisation="Cabinet Delmas", locale="fr-FR")
    assert print_paper(page) == print_paper(page)
    assert b"CreationDate" not in print_paper(page)
