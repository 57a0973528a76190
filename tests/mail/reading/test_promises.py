"""Whose each date of a message is to keep, on a Wednesday: 2 December 2026."""

from datetime import date

import pytest

from relance.mail.reading.dates import Here
from relance.mail.reading.learned import TAGS
from relance.mail.reading.promises import tell, told_dates
from relance.mail.reading.sentences import sentences

HERE = Here(date(2026, 12, 2))


def _days(words: str) -> list[str]:
    text = sentences(words)
    silent = [(0.0,) * len(TAGS)] * len(text)
    return [told.day.isoformat()[5:] for told in told_dates(text, HERE, "delay", silent)]


@pytest.mark.parametrize(
    ("words", "days"),
    [
        ("Un retour vous sera fait avant le 9 décembre.", ["12-08"]),
        ("Un retour vous sera fait avant le 9.", ["12-08"]),
        ("You will hear before the 15th.", ["12-14"]),
        ("Veuillez confirmer avant le lundi 7 décembre au soir.", ["12-07"]),
        ("Choose before Friday night.", ["12-04"]),
        ("Inscrivez-vous avant le 16 décembre à midi.", ["12-16"]),
        ("Rien ne bougera avant le 10 décembre.", []),
        ("Ne comptez pas sur une réponse avant le 20.", []),
        ("You won't hear from us before the 12th.", []),
        ("Si vous n'avez pas de nouvelles avant le 10, relancez-nous.", ["12-09"]),
    ],
)
def test_the_last_day_a_sentence_leaves(words: str, days: list[str]) -> None:
    assert _days(words) == days


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("Nous vous répondrons avant fin janvier, au plus tard vendredi 29.", "2027-01-29"),
        ("Vous aurez notre réponse dans quinze jours, soit jeudi 17.", "2026-12-17"),
        ("Le jury siège le 9 et nous vous donnerons notre réponse le lendemain.", "2026-12-10"),
    ],
)
def test_what_is_said_more_closely_counts(words: str, day: str) -> None:
    sure = tuple(0.95 if tag == "promise" else 0.0 for tag in TAGS)
    text = sentences(words)
    assert tell(text, HERE, "delay", [sure] * len(text)).promised == date.fromisoformat(day)


def test_a_day_is_kept_by_one_side_only() -> None:
    asked = tuple(0.95 if tag == "deadline" else 0.0 for tag in TAGS)
    text = sentences("Merci de nous donner votre réponse avant le 10 décembre.")
    found = tell(text, HERE, "offer", [asked])
    assert (found.promised, found.deadline) == (None, date(2026, 12, 9))
