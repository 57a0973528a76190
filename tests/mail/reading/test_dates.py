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
        ("avant le 31 mars inclus", "2027-03-31"),
        ("mercredi, 18h30", "2026-12-09"),
        ("mardi 8/12 à 10 heures", "2026-12-08"),
        ("a week from Wednesday", "2026-12-16"),
        ("Friday fortnight", "2026-12-18"),
        ("Friday next", "2026-12-11"),
        ("this day week", "2026-12-09"),
        ("by this time next week", "2026-12-09"),
        ("by Friday of next week", "2026-12-11"),
        ("the week after next", "2026-12-18"),
        ("close of business on Friday", "2026-12-04"),
        ("laissez-moi une dizaine de jours", "2026-12-12"),
        ("Laisse-moi quinze jours", "2026-12-16"),
        ("Dix jours, pas un de plus, et je t'appelle", "2026-12-12"),
        ("Vous disposez de sept jours", "2026-12-09"),
        ("dans deux heures", "2026-12-02"),
        ("early the week of the 14th", "2026-12-15"),
        ("fin de la semaine du 14", "2026-12-18"),
        ("début semaine 51", "2026-12-15"),
        ("la première semaine de janvier", "2027-01-08"),
        ("the first week of August", "2027-08-06"),
        ("the last week of January", "2027-01-29"),
        ("by month's end", "2026-12-31"),
        ("before the month is out", "2026-12-31"),
        ("before the week is out", "2026-12-04"),
        ("on Christmas Eve", "2026-12-24"),
        ("New Year's Eve", "2026-12-31"),
        ("le 5 du mois prochain", "2027-01-05"),
        ("the 3rd of next month", "2027-01-03"),
        ("a fortnight today", "2026-12-16"),
        ("before the year is out", "2026-12-31"),
        ("la Saint-Nicolas", "2026-12-06"),
        ("Boxing Day", "2026-12-26"),
        ("within the week", "2026-12-04"),
    ],
)
def test_the_last_day_of_words(words: str, last: str) -> None:
    assert [span.last.isoformat() for span in spans(plain(words), HERE)][-1:] == [last]


@pytest.mark.parametrize(
    "words",
    [
        "prochainement",
        "24/7",
        "au 06 12 34 56 78",
        "CDD de six mois",
        "mon responsable",
        "mardi dernier",
        "last Tuesday",
        "avant 18h",
        "4/5e",
        "le 3x8",
    ],
)
def test_words_that_are_no_date(words: str) -> None:
    assert spans(plain(words), HERE) == ()


@pytest.mark.parametrize(("month_first", "day"), [(False, "2027-04-03"), (True, "2027-03-04")])
def test_the_region_decides_of_03_04(*, month_first: bool, day: str) -> None:
    found = spans("by 03/04", Here(date(2026, 12, 2), month_first=month_first))
    assert [span.last.isoformat() for span in found] == [day]


def test_a_weekday_decides_which_number_is_the_month() -> None:
    found = spans(plain("mardi 08/12"), Here(date(2026, 12, 2), month_first=True))
    assert [span.last.isoformat() for span in found] == ["2026-12-08"]
