"""The machine's spelling: words by hunspell always, grammar by Grammalecte where it is installed."""

import pytest

from relance.actions import spelling
from relance.letters.checking import Fault, check, read_message


def _words(text: str, language: str) -> list[tuple[str, tuple[str, ...]]]:
    found = spelling.floor()
    assert found is not None
    return [(text[one.start : one.end], one.suggestions[:1]) for one in found.faults(text, language=language)]


def test_french_words_by_hunspell() -> None:
    assert _words("Merci pour votre acceuil et l’entretien trés clair.", "fr") == [
        ("acceuil", ("accueil",)),
        ("trés", ("très",)),
    ]


def test_english_words_of_both_sides_are_known() -> None:
    assert _words("The colour and the color of my intrest, organised or organized.", "en") == [
        ("intrest", ("interest",))
    ]


def test_a_word_without_neighbour_is_a_trade_word() -> None:
    body = "Bonjour,\n\nLa soudobraseuse zirktophale m'a plu.\n\nCordialement,"
    read, _ = read_message({"body": body})
    assert read is not None
    assert check(read, speller=spelling.floor()) == ()


@pytest.mark.skipif(not spelling.GRAMMALECTE.is_dir(), reason="Grammalecte is not installed on this machine")
def test_grammar_by_grammalecte() -> None:
    found = spelling.machine_speller()
    assert found is not None
    faults = list(found.faults("Je vous remercies de nos échange.", language="fr"))
    assert [(one.kind, one.suggestions[:1]) for one in faults] == [
        ("grammar", ("remercie",)),
        ("grammar", ("échanges",)),
    ]
    assert all(isinstance(one, Fault) for one in faults)
