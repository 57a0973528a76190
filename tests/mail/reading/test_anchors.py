"""Days told from another day, on a Wednesday: 2 December 2026."""

from datetime import date

import pytest

from relance.mail.reading.anchors import told_days
from relance.mail.reading.dates import Here
from relance.mail.reading.sentences import sentences

HERE = Here(date(2026, 12, 2))


@pytest.mark.parametrize(
    ("words", "last"),
    [
        ("Je rends mon avis le 9, il me le faut la veille.", "2026-12-08"),
        ("Le jury siège le 9. Je vous appelle le lendemain.", "2026-12-10"),
        ("Je pourrai répondre dès le lendemain du 14 décembre.", "2026-12-15"),
        ("She lands on the 17th. You will hear the day after that.", "2026-12-18"),
        ("Let us have it by the 11th. We will answer a week after that.", "2026-12-18"),
        ("Le comité se tient le 8. Sa décision dans les trois jours qui suivent.", "2026-12-11"),
        ("Séance du 15 décembre. Réponse le vendredi qui suivra.", "2026-12-18"),
        ("The board meets on 8 December. Expect news the Friday after.", "2026-12-11"),
        ("Entretien vendredi à 9 h. Réponse dans la semaine qui suit.", "2026-12-11"),
        ("C'est remis à la semaine du 14. Vous saurez cette même semaine.", "2026-12-18"),
        ("Jury le 9. Vous saurez le soir même.", "2026-12-09"),
        ("Retour fin janvier, le 29.", "2027-01-29"),
        ("Nous répondrons deux semaines après Noël.", "2027-01-08"),
        ("On vise la mi-janvier, je vous appelle le 14.", "2027-01-14"),
        ("Nous saurons avant Noël, le mardi de cette semaine-là.", "2026-12-22"),
    ],
)
def test_the_last_day_of_words_that_lean_on_another(words: str, last: str) -> None:
    assert [span.last.isoformat() for own in told_days(sentences(words), HERE) for span in own][-1] == last


@pytest.mark.parametrize("words", ["Je vous appelle le lendemain.", "That was the day after."])
def test_without_a_day_to_lean_on_there_is_none(words: str) -> None:
    assert told_days(sentences(words), HERE) == [()]


def test_what_is_told_of_a_day_gone_by_is_no_coming_day() -> None:
    text = sentences("Merci pour l'entretien du 24 novembre. Le lendemain, tout a changé.")
    assert [span.last.isoformat() for own in told_days(text, HERE) for span in own] == ["2026-11-24"]
