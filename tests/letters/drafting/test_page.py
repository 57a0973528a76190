from pathlib import Path

from tools.letters_page import CHOSEN, PAGE, page


def test_the_page_of_letters_is_what_the_program_writes() -> None:
    assert PAGE.read_text(encoding="utf-8") == page()


def test_it_shows_forty() -> None:
    assert len(CHOSEN) == len(set(CHOSEN)) == 40
    assert Path(PAGE).name == "letters.md"
