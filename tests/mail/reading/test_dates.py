"""The grammar of dates, on a Wednesday: 2 December 2026."""

from datetime import date

import pytest

from relance.mail.reading.dates import Here, spans
from relance.mail.reading.sentences import plain

HERE = Here(date(2026, 12, 2))


@pytest.mark.parametrize(
    ("words", "last"),
    [
        ("d’ici vendredi", "2026-12-04"),
        ("sous quinzaine", "2026-12-16"),
        ("sous huitaine", "2026-12-09"),
        ("lundi en huit", "2026-12-14"),
        ("courant semaine prochaine", "2026-12-11"),
        ("d’ici la fin de la semaine prochaine", "2026-12-11"),
        ("d’ici la fin du mois", "2026-12-31"),
        ("début décembre", "2026-12-10"),
        ("mi-janvier", "2027-01-15"),
        ("fin janvier", "2027-01-31"),
        ("le 15", "2026-12-15"),
        ("jeudi 10 à 14h", "2026-12-10"),
        ("dans les 10 prochains jours", "2026-12-12"),
        ("sous 5 jours ouvrés", "2026-12-09"),
        ("d’ici 2 à 3 semaines", "2026-12-23"),
        ("semaine du 14", "2026-12-18"),
        ("semaine 50", "2026-12-11"),
        ("après-demain", "2026-12-04"),
        ("le 1er décembre", "2026-12-01"),
        ("by the 15th", "2026-12-15"),
        ("within a fortnight", "2026-12-16"),
        ("in two weeks' time", "2026-12-16"),
        ("a week on Friday", "2026-12-11"),
        ("Friday week", "2026-12-11"),
        ("by the end of next week", "2026-12-11"),
        ("Thursday, December 10th", "2026-12-10"),
        ("the week of December 14", "2026-12-18"),
        ("within 10 working days", "2026-12-16"),
        ("by year-end", "2026-12-31"),
    ],
)
def test_the_last_day_of_words(words: str, last: str) -> None:
    assert [span.last.isoformat() for span in spans(plain(words), HERE)][-1:] == [last]


@pytest.mark.parametrize(
    "words", ["prochainement", "24/7", "au 06 12 34 56 78", "CDD de six mois", "mon responsable"]
)
def test_words_that_are_no_date(words: str) -> None:
    assert spans(plain(words), HERE) == ()


@pytest.mark.parametrize(("month_first", "day"), [(False, "2027-04-03"), (True, "2027-03-04")])
def test_the_region_decides_of_03_04(*, month_first: bool, day: str) -> None:
    found = spans("by 03/04", Here(date(2026, 12, 2), month_first=month_first))
    assert [span.last.isoformat() for span in found] == [day]
