"""A playbook written out reads back as itself."""

from dataclasses import replace

import pytest

from relance.etiquette import load_playbook, playbook_ids, read_playbook_tables
from relance.etiquette.playbook import Author, Playbook
from relance.etiquette.playbooktables import only_what_differs, table_of


def bare(playbook: Playbook) -> Playbook:
    """Its values alone, without who wrote them."""
    return replace(playbook, id="", title="", locale="", inherits=None, author=Author(), sources={})


@pytest.mark.parametrize("playbook_id", playbook_ids())
def test_what_is_written_out_reads_back(playbook_id: str) -> None:
    shipped = load_playbook(playbook_id)
    read, problems = read_playbook_tables({"mine": {"title": "Mine", "locale": "fr", **table_of(shipped)}})
    assert problems == ()
    assert bare(read["mine"]) == bare(shipped)


@pytest.mark.parametrize("base", playbook_ids())
@pytest.mark.parametrize("wanted", playbook_ids())
def test_what_differs_is_enough(base: str, wanted: str) -> None:
    own = only_what_differs(table_of(load_playbook(wanted)), table_of(load_playbook(base)))
    read, problems = read_playbook_tables({"mine": {"title": "Mine", "locale": "fr", "inherits": base, **own}})
    assert problems == ()
    assert bare(read["mine"]) == bare(load_playbook(wanted))
    assert (own == {}) == (bare(load_playbook(base)) == bare(load_playbook(wanted)))


def test_a_value_nobody_gives_is_kept() -> None:
    assert only_what_differs({"agency": "normal", "close": {"after": 3}}, {}) == {
        "agency": "normal",
        "close": {"after": 3},
    }


def test_no_one_takes_the_name_of_a_doctrine_that_ships() -> None:
    read, problems = read_playbook_tables({"voix-003": {"title": "Mine"}})
    assert (read, [problem.code for problem in problems]) == ({}, ["playbook_name_taken"])
