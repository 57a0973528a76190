"""Reasons given to this candidate, and how surely they must be heard."""

import pytest

from relance.mail.reading.feedback import reasons
from relance.mail.reading.learned import TAGS
from relance.mail.reading.sentences import sentences


def _told(words: str, kind: str, share: float) -> bool:
    shares = tuple(share if tag == "reason" else 0.0 for tag in TAGS)
    return bool(reasons(sentences(words), [shares], kind))


@pytest.mark.parametrize(
    "words",
    [
        "La personne retenue avait déjà cinq années de nuit derrière elle.",
        "Our other finalist speaks Spanish.",
        "What gave the partners pause is that you've never led a trial.",
        "Vous étiez encore trop hésitante au tranchage.",
        "C'est là-dessus que ça s'est joué.",
        "Your written exercise was below the required mark.",
    ],
)
def test_words_that_tell_a_reason_need_little_else_in_a_refusal(words: str) -> None:
    assert _told(words, "rejection", 0.03)


@pytest.mark.parametrize(
    ("words", "kind", "share", "told"),
    [
        ("Elle a plu.", "rejection", 0.25, False),
        ("Elle a plu.", "rejection", 0.35, True),
        ("D'autres profils correspondaient davantage à nos attentes.", "rejection", 0.6, False),
        ("Our budget was cut.", "rejection", 0.6, False),
        ("You have not yet managed a budget of your own.", "rejection", 0.4, True),
        ("Vous étiez encore trop hésitante.", "invitation", 0.1, False),
        ("Vous étiez encore trop hésitante.", "invitation", 0.3, True),
        ("Elle a plu.", "invitation", 0.8, False),
        ("Vous étiez encore trop hésitante.", "auto_reply", 0.9, False),
    ],
)
def test_how_surely_a_reason_must_be_heard(words: str, kind: str, share: float, *, told: bool) -> None:
    assert _told(words, kind, share) is told
