"""Where an employer is, told from what is written; no guess where two places are named."""

from typing import Any
from zoneinfo import ZoneInfo

import pytest

from relance.calendars.whereabouts import Whereabouts, _table, guess_whereabouts, name_of, zone_of
from relance.etiquette.workingdays import is_region


@pytest.mark.parametrize(
    ("address", "region", "tz"),
    [
        ("12 rue de la Paix, 59000 Lille", "FR", "Europe/Paris"),
        ("3 place Kléber, 67000 Strasbourg", "FR-67", "Europe/Paris"),
        ("Avenue Louise 54, 1050 Bruxelles", "BE", "Europe/Brussels"),
        ("Rue du Rhône 8, 1204 Genève", "CH-GE", "Europe/Zurich"),
        ("1000, rue Sherbrooke Ouest, Montréal (QC) H3A 3G4", "CA-QC", "America/Toronto"),
        ("Boulevard d’Anfa, Casablanca, Maroc", "MA", "Africa/Casablanca"),
        ("10 Downing Street, London SW1A", "GB", "Europe/London"),
        ("4 boulevard Royal, L-2449 Luxembourg", "LU", "Europe/Luxembourg"),
    ],
)
def test_an_address_tells_the_region_and_the_zone(address: str, region: str, tz: str) -> None:
    found = guess_whereabouts(address=address)
    assert found is not None
    assert (found.region, found.tz, found.clue) == (region, tz, "address")
    assert found.words in address


@pytest.mark.parametrize("address", ["", "Salle 4, deuxième étage", "Teams", "Paris ou Bruxelles", "Lyon / Genève"])
def test_no_place_or_two_are_no_guess(address: str) -> None:
    assert guess_whereabouts(address=address) is None


def test_an_address_is_surer_than_a_number_and_a_number_than_a_mail() -> None:
    clues: dict[str, Any] = {"phones": ["+32 2 555 01 02"], "mails": ["rh@example.ch"]}
    assert guess_whereabouts(address="59000 Lille", **clues) == Whereabouts(
        "FR", "Europe/Paris", "address", "Lille"
    )
    assert guess_whereabouts(**clues) == Whereabouts("BE", "Europe/Brussels", "phone", "+32 2 555 01 02")
    assert guess_whereabouts(mails=["rh@example.ch"]) == Whereabouts("CH", "Europe/Zurich", "mail", "example.ch")


@pytest.mark.parametrize(
    ("phone", "region"),
    [
        ("+1 514 555 0100", "CA-QC"),
        ("0032 2 555 01 02", "BE"),
        ("+41 (0)22 555 01 02", "CH"),
        ("+352 26 55 01", "LU"),
    ],
)
def test_a_number_with_its_country_tells(phone: str, region: str) -> None:
    found = guess_whereabouts(phones=[phone])
    assert found is not None
    assert found.region == region


def test_a_number_without_its_country_and_an_address_of_everywhere_tell_nothing() -> None:
    assert guess_whereabouts(phones=["06 55 55 01 02", "+999 12345678"], mails=["a@example.com"]) is None


def test_the_longest_end_of_a_host_tells() -> None:
    found = guess_whereabouts(mails=["rh@ville.qc.ca"])
    assert found is not None
    assert found.region == "CA-QC"


def test_every_region_is_known_to_working_days_and_every_zone_to_clocks() -> None:
    assert [region for region in _table() if not is_region(region)] == []
    assert [ZoneInfo(known["tz"]).key for known in _table().values()] == [
        known["tz"] for known in _table().values()
    ]


def test_every_region_has_a_name_in_both_languages() -> None:
    assert [region for region in _table() if not (name_of(region, "fr") and name_of(region, "en"))] == []
    assert (name_of("CH-GE", "en"), name_of("JP", "fr")) == ("Geneva", "JP")


def test_the_zone_of_a_region() -> None:
    assert [zone_of(region) for region in ("BE", "CH-TI", "CA-BC", "JP")] == [
        "Europe/Brussels", "Europe/Zurich", "America/Vancouver", None,
    ]  # fmt: skip


def test_an_endless_text_takes_no_time() -> None:
    assert guess_whereabouts(address="a" * 2_000_000, mails=["@" * 100_000]) is None
