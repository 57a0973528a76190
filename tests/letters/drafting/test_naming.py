"""A post and an organisation in the middle of a French sentence."""

import pytest

from relance.letters.drafting.naming import at, national, post, the_organisation, the_post, towards


@pytest.mark.parametrize(
    ("role", "f", "m", "unknown"),
    [
        ("Juriste droit social", *["le poste de juriste droit social"] * 3),
        ("Assistant(e) RH (H/F)", "le poste d’assistante RH", "le poste d’assistant RH", "ce poste"),
        (
            "Chargé(e) de mission RH - CDI (H/F)",
            "le poste de chargée de mission RH",
            "le poste de chargé de mission RH",
            "ce poste",
        ),
        ("Directeur·rice", "le poste de directrice", "le poste de directeur", "ce poste"),
        ("Vendeur/Vendeuse", "le poste de vendeuse", "le poste de vendeur", "ce poste"),
        ("Vendeur/se", "le poste de vendeuse", "le poste de vendeur", "ce poste"),
        ("Infirmier(ère)", "le poste d’infirmière", "le poste d’infirmier", "ce poste"),
        ("Chef.fe de projet", "le poste de cheffe de projet", "le poste de chef de projet", "ce poste"),
        ("Responsable paie F/H - Lyon", *["le poste de responsable paie"] * 3),
        ("Développeur Python", *["le poste de développeur Python"] * 3),
        ("Product Owner", *["le poste de Product Owner"] * 3),
        ("DRH", *["le poste de DRH"] * 3),
        ("Hôtesse d'accueil", *["le poste d’hôtesse d’accueil"] * 3),
        ("", *["ce poste"] * 3),
    ],
)
def test_posts(role: str, f: str, m: str, unknown: str) -> None:
    assert [the_post(post(role, gender)) for gender in ("f", "m", None)] == [f, m, unknown]
    assert the_post(post(role, "x")) == unknown


@pytest.mark.parametrize(
    ("name", "the", "place", "near"),
    [
        ("Air Liquide", "Air Liquide", "chez Air Liquide", "auprès d’Air Liquide"),
        ("Cabinet Delmas", "le cabinet Delmas", "au cabinet Delmas", "auprès du cabinet Delmas"),
        ("CABINET DELMAS", "le cabinet Delmas", "au cabinet Delmas", "auprès du cabinet Delmas"),
        ("Mairie de Vannes", "la mairie de Vannes", "à la mairie de Vannes", "auprès de la mairie de Vannes"),
        (
            "Hôpital Saint-Louis",
            "l’hôpital Saint-Louis",
            "à l’hôpital Saint-Louis",
            "auprès de l’hôpital Saint-Louis",
        ),
        (
            "Éditions du Ruisseau",
            "les Éditions du Ruisseau",
            "aux Éditions du Ruisseau",
            "auprès des Éditions du Ruisseau",
        ),
        ("Banque Carnot", "la Banque Carnot", "à la Banque Carnot", "auprès de la Banque Carnot"),
        ("SNCF", "la SNCF", "à la SNCF", "auprès de la SNCF"),
        ("CHU de Nantes", "le CHU de Nantes", "au CHU de Nantes", "auprès du CHU de Nantes"),
        ("Le Bon Marché", "le Bon Marché", "au Bon Marché", "auprès du Bon Marché"),
        ("Les Mousquetaires", "les Mousquetaires", "chez les Mousquetaires", "auprès des Mousquetaires"),
        ("La Poste", "La Poste", "chez La Poste", "auprès de La Poste"),
        ("L'Oréal", "L’Oréal", "chez L’Oréal", "auprès de L’Oréal"),
        ("Bureau Veritas", "Bureau Veritas", "chez Bureau Veritas", "auprès de Bureau Veritas"),
        ("SARL Vidal", "Vidal", "chez Vidal", "auprès de Vidal"),
        ("HSBC", "HSBC", "chez HSBC", "auprès de HSBC"),
    ],
)
def test_organisations(name: str, the: str, place: str, near: str) -> None:
    assert (the_organisation(name), at(name), towards(name)) == (the, place, near)


@pytest.mark.parametrize(
    ("phone", "region", "said"),
    [
        ("+33 6 00 00 00 00", "FR", "06 00 00 00 00"),
        ("+33600000000", "FR", "06 00 00 00 00"),
        ("0600000000", "FR", "06 00 00 00 00"),
        ("+33 6 00 00 00 00", "BE", "+33 6 00 00 00 00"),
        ("+41 79 000 00 00", "CH", "079 000 00 00"),
        ("+1 418 555-0100", "CA-QC", "418 555-0100"),
        ("+44 7700 900000", "GB", "07700 900000"),
    ],
)
def test_numbers_as_they_are_dictated(phone: str, region: str, said: str) -> None:
    assert national(phone, region) == said
