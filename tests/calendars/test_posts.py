import pytest

from relance.calendars.invitations.posts import employer_of, region_of, role_of


@pytest.mark.parametrize(
    ("title", "text", "role"),
    [
        ("Entretien Juriste droit social - Cabinet Delmas", "", "Juriste droit social"),
        ("Entretien - Gestionnaire sinistres", "", "Gestionnaire sinistres"),
        ("Entretien Zoom - Comptable", "", "Comptable"),
        ("Entretien d'embauche - Contrôleur de gestion (H/F)", "", "Contrôleur de gestion"),
        ("Entretien RH : Samira Benali / Chargée de mission", "", "Chargée de mission"),
        ("2e entretien technique – Développeuse Python", "", "Développeuse Python"),
        ("Phone screen: Data Analyst", "", "Data Analyst"),
        ("Interview - Site engineer (second round)", "", "Site engineer"),
        ("Final interview - Nurse manager", "", "Nurse manager"),
        ("Software Engineer Interview", "", "Software Engineer"),
        ("Entrevue - Conseillère en communication", "", "Conseillère en communication"),
        ("Rencontre avec M. Faure (poste de chef de chantier)", "", "Chef de chantier"),
        ("Candidature Samira Benali – Juriste", "", "Juriste"),
        ("Échange", "Suite à votre candidature au poste de chargée de mission, nous…", "Chargée de mission"),
        ("Échange", "votre candidature pour le poste d'acheteur chez Orbis", "Acheteur"),
        ("Interview", "We would like to discuss the role of Buyer with you.", "Buyer"),
        ("Interview", "Thank you for applying for our Data Analyst position!", "Data Analyst"),
        ("Entretien", "", None),
        ("Entretien Acme", "", None),
        ("Entretien Samira Benali", "", None),
        ("Entretien avec Claire Dupont", "", None),
    ],
)
def test_role(title: str, text: str, role: str | None) -> None:
    assert role_of(title, text, known=("Samira Benali", "Claire Dupont", "Acme")) == role


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Entretien Acme - RH", "Acme"),
        ("Entretien Acme", "Acme"),
        ("Interview Orbis - Data Analyst", "Orbis"),
        ("Entretien Samira", None),
        ("Entretien Juriste", None),
        ("Entretien", None),
        ("Samira / Claire", None),
    ],
)
def test_employer(title: str, name: str | None) -> None:
    assert employer_of(title, known=("Samira Benali",)) == name


@pytest.mark.parametrize(
    ("tz", "location", "region"),
    [
        ("Europe/Paris", "", "FR"),
        ("Europe/Paris", "Chaussée de Wavre 120, 1050 Ixelles", "BE"),
        ("America/Toronto", "Montréal (Québec) H3B 1X9", "CA-QC"),
        ("America/Toronto", "", None),
        ("Europe/Zurich", "Rue du Rhône 8, 1204 Genève", "CH"),
        ("Africa/Casablanca", "", "MA"),
        (None, "", None),
    ],
)
def test_region(tz: str | None, location: str, region: str | None) -> None:
    assert region_of(tz, location) == region
