"""Elision, contraction, dates, civilities, spacing: the properties a careful reader notices when they fail."""

import re
from datetime import date, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from relance.letters.grammar import nouns
from relance.letters.grammar.civility import address, names
from relance.letters.grammar.days import day, hour, lapse
from relance.letters.grammar.elision import elide, elides, with_a, with_de, with_que, without_de
from relance.letters.grammar.spacing import space

WORDS = st.text("aàâbcdeéèfghiîjklmnoôprstuvyz", min_size=2, max_size=12)
FRENCH = st.sampled_from(["fr-FR", "fr-BE", "fr-CH", "fr-CA", "fr-MA"])


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("le poste", "du poste"),
        ("les équipes", "des équipes"),
        ("l’équipe", "de l’équipe"),
        ("la paie", "de la paie"),
        ("un dossier", "d’un dossier"),
        ("des travaux", "de travaux"),
        ("des achats", "d’achats"),
        ("Air Liquide", "d’Air Liquide"),
        ("Hermès", "d’Hermès"),
        ("Hambourg", "de Hambourg"),
        ("Yves Rocher", "d’Yves Rocher"),
        ("Yahoo", "de Yahoo"),
        ("onze personnes", "de onze personnes"),
        ("mon anglais", "de mon anglais"),
        ("cette halle", "de cette halle"),
        ("Élise", "d’Élise"),
        ("LVMH", "de LVMH"),
    ],
)
def test_de(phrase: str, expected: str) -> None:
    assert with_de(phrase) == expected


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("le poste", "au poste"),
        ("les équipes", "aux équipes"),
        ("l’hôpital", "à l’hôpital"),
        ("une offre", "à une offre"),
    ],
)
def test_a(phrase: str, expected: str) -> None:
    assert with_a(phrase) == expected


@given(WORDS)
def test_elision_never_leaves_two_vowels_face_to_face(word: str) -> None:
    said = with_que(word)
    assert said == (f"qu’{word}" if elides(word) else f"que {word}")
    assert not re.match(r"que [aeiouéèàâîô]", said) or word.startswith(
        ("onze", "oui", "uhlan", "ululement", "ouistiti")
    )


@given(WORDS)
def test_de_is_undone(word: str) -> None:
    for phrase in (f"le {word}", f"les {word}", f"mon {word}", f"la {word}"):
        assert without_de(with_de(phrase)) == phrase


@given(WORDS)
def test_no_article_is_left_uncontracted(word: str) -> None:
    for article in ("le", "les"):
        phrase = f"{article} {word}"
        assert f"de {article} " not in with_de(phrase)
        assert f"à {article} " not in with_a(phrase)


def test_si_elides_before_il_alone() -> None:
    assert (elide("si", "il vient"), elide("si", "elle vient")) == ("s’il vient", "si elle vient")


@pytest.mark.parametrize(
    ("locale", "expected"),
    [
        ("fr-FR", "mardi 1er décembre 2026"),
        ("en-GB", "Tuesday 1 December 2026"),
        ("en-US", "Tuesday, December 1, 2026"),
    ],
)
def test_days(locale: str, expected: str) -> None:
    assert day(date(2026, 12, 1), locale, weekday=True, year=True) == expected


def test_hours() -> None:
    half = time(14, 30)
    assert [hour(half, locale) for locale in ("fr-FR", "en-GB", "en-US")] == [
        "14\u00a0h\u00a030",
        "2.30\u00a0pm",
        "2:30\u00a0p.m.",
    ]
    assert [hour(time(10), locale) for locale in ("fr-CA", "en-GB", "en-US")] == [
        "10\u00a0h",
        "10\u00a0am",
        "10\u00a0a.m.",
    ]


@given(st.dates(date(2020, 1, 1), date(2030, 1, 1)), st.integers(-3, 120))
def test_a_lapse_is_exact_or_not_said(since: date, days: int) -> None:
    said = lapse(since, since + timedelta(days=days), "fr-FR")
    if said is None:
        return
    known = {"hier": 1, "avant-hier": 2, "il y a une semaine": 7}
    numbers = [
        "zéro",
        "un",
        "deux",
        "trois",
        "quatre",
        "cinq",
        "six",
        "sept",
        "huit",
        "neuf",
        "dix",
        "onze",
        "douze",
        "treize",
    ]
    found = re.fullmatch(r"il y a (\w+) (jours|semaines)", said)
    stated = known.get(said) or (numbers.index(found[1]) * (7 if found[2] == "semaines" else 1) if found else None)
    assert stated == days


@pytest.mark.parametrize(
    ("name", "civility", "title", "locale", "opening", "reference"),
    [
        ("Claire Dupont", "Mme", "DRH", "fr-FR", "Madame,", "Mme Dupont"),
        ("Claire Dupont", "Mme", "Directrice", "fr-FR", "Madame la Directrice,", "Mme Dupont"),
        ("Claire Dupont", "Mme", "Directrice marketing", "fr-FR", "Madame,", "Mme Dupont"),
        ("Jean Petit", "M.", None, "fr-BE", "Monsieur,", "M. Petit"),
        ("Anne Durand", "Me", None, "fr-CH", "Maître,", "Maître Durand"),
        ("Anne Durand", "Mme", "Avocate associée", "fr-FR", "Maître,", "Maître Durand"),
        ("Paul Achour", "Dr", "Médecin chef", "fr-FR", "Docteur,", "le Dr Achour"),
        ("Irène Sabatier", "Mme", "Professeure", "fr-FR", "Madame la Professeure,", "Mme Sabatier"),
        ("Alain Gomez", "Pr", None, "fr-FR", "Professeur,", "le Pr Gomez"),
        ("Manon Lafleur", "Mme", None, "fr-CA", "Bonjour Madame Lafleur,", "Mme Lafleur"),
        ("Alex Martin", None, None, "fr-FR", "Bonjour,", "Alex Martin"),
        ("", None, None, "fr-FR", "Madame, Monsieur,", ""),
        ("Claire DUPONT", "Mme", None, "fr-CA", "Bonjour Madame Dupont,", "Mme Dupont"),
        ("Ali El Harti", "M.", None, "en-GB", "Dear Mr El Harti,", "Mr El Harti"),
        ("Laura Diaz", "Ms.", None, "en-US", "Dear Ms. Diaz:", "Ms. Diaz"),
        ("Alex Martin", None, None, "en-US", "Dear Alex Martin:", "Alex Martin"),
        ("Ian Mackay", "Professor", None, "en-GB", "Dear Professor Mackay,", "Professor Mackay"),
        ("", None, None, "en-GB", "Dear Sir or Madam,", ""),
    ],
)
def test_addresses(
    name: str, civility: str | None, title: str | None, locale: str, opening: str, reference: str
) -> None:
    found = address(name, civility, title, locale)
    assert (found.opening, found.reference) == (opening, reference)


def test_tu_calls_by_the_first_name() -> None:
    assert address("Léo Marchand", "M.", None, "fr-FR", tu=True).opening == "Bonjour Léo,"


@pytest.mark.parametrize(
    ("full", "first", "last"),
    [
        ("Jean de La Tour", "Jean", "de La Tour"),
        ("Dupont", "", "Dupont"),
        ("DUPONT Claire", "Claire", "Dupont"),
        ("Mme Claire Dupont", "Claire", "Dupont"),
        ("Anne-Marie Le Goff", "Anne-Marie", "Le Goff"),
    ],
)
def test_names(full: str, first: str, last: str) -> None:
    found = names(full)
    assert (found.first, found.last) == (first, last)


@pytest.mark.parametrize(
    ("locale", "expected"),
    [
        ("fr-FR", "Merci\u00a0: «\u00a0l’été\u00a0»\u00a0; oui\u00a0?"),
        ("fr-CA", "Merci\u00a0: «\u00a0l’été\u00a0»; oui?"),
        ("fr-CH", "Merci\u202f: «\u202fl’été\u202f»\u202f; oui\u202f?"),
    ],
)
def test_spacing(locale: str, expected: str) -> None:
    assert space("Merci : « l'été » ; oui ?", locale) == expected


@given(st.text("ab :;!?«»’'.\u00a0\u202f", max_size=40), FRENCH)
@settings(max_examples=200)
def test_spacing_twice_is_spacing_once(text: str, locale: str) -> None:
    once = space(text, locale)
    assert space(once, locale) == once


@given(st.text("abc 10:30;/.", max_size=30), FRENCH)
def test_hours_and_addresses_are_not_spaced(text: str, locale: str) -> None:
    assert "10:30" in space(f"10:30 {text}", locale)
    assert "https://example.org" in space(f"https://example.org {text}", locale)


@pytest.mark.parametrize(
    ("word", "gender"),
    [
        ("gestion", "f"),
        ("équipes", "f"),
        ("contentieux", "m"),
        ("anglais", "m"),
        ("rigueur", "f"),
        ("CACES", "m"),
        ("chevaux", "m"),
        ("xyz", None),
    ],
)
def test_genders(word: str, gender: str | None) -> None:
    assert nouns.gender(word) == gender


def test_articles() -> None:
    assert nouns.definite("accueil du public", "accueil") == "l’accueil du public"
    assert nouns.possessive("expérience du terrain", "expérience") == "mon expérience du terrain"
    assert nouns.possessive("rigueur", "rigueur") == "ma rigueur"
    assert nouns.indefinite("petites séries", "séries") == "de petites séries"
