import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from relance.calendars.invitations.interviews import _places, fold, judge, round_of

INTERVIEWS = """
Entretien
Entretien d'embauche - Comptable
Entretien RH Delmas
Entretien Banque Postale - Conseiller clientèle
Entretien Hôtel des Brumes
Entretien responsable formation
Entretien d'embauche agent d'entretien
Entretien école Jean-Moulin
Entretien serveuse
Entretien garage Martin
Entretien conseillère client
Entretien médecin du travail - Association Prévale
Entretien formateur
Entretien chargée de recrutement
1er entretien – Atelier Sève
2e entretien technique
Entretien 2 - Acme
Entrevue d'embauche
Entrevue téléphonique avec Geneviève Tremblay
Entrevue - Commis aux comptes
Interview with Acme
Job interview - Data analyst
Final round: Product Manager
Phone screen: Samira / Acme
Technical interview (60 min)
Onsite interview
HR call - Samira
Call RH
Échange RH Samira Benali
Échange recrutement
Premier échange - Orbis
Rencontre pour le poste de juriste
Rencontre avec votre future équipe
RDV recrutement
Candidature Samira Benali – Juriste
Prise de contact - poste d'acheteur
Live coding - backend
Étude de cas Orbis
Sollicitatiegesprek
Vorstellungsgespräch
Panel interview: Head of Sales
Entretien one-to-one avec la directrice
Samira x Orbis: Interview 2
"""

OTHERS = """
Entretien annuel
Entretien annuel d'évaluation
Entretien professionnel 2026
Entretien individuel - N+1
Entretien chaudière
Entretien de la chaudière (Gaz Service)
Contrat d'entretien climatisation
Entretien voiture garage
Entretien du jardin
Entretien des espaces verts
Entretien de la voiture
Entretien de départ Paul
Exit interview
User interview #4
Customer interviews - sprint 12
Performance review
Réunion d'équipe
Réunion parents-professeurs
Rencontre parents profs
Weekly sync
Daily
Anniversaire de Zoé
Birthday party
Dentiste
RDV médecin
Docteur Martin
RDV banque
Webinar: ace your interview
Webinaire Réussir son entretien
Atelier préparer son entretien
Formation à l'entretien d'embauche
Préparation entretien
Préparer mon entretien Acme
Mock interview with Tom
Simulation d'entretien
Débrief entretien Samira
Déjeuner avec Paul
Apéro
Entretien France Travail
Entretien de suivi conseiller France Travail
Rendez-vous ORP
Mission locale
Visite appartement
Livraison
Vol AF 1234
Point projet
Call
RDV
"""


@pytest.mark.parametrize("summary", INTERVIEWS.strip().splitlines())
def test_interviews(summary: str) -> None:
    verdict = judge(summary)
    assert verdict.is_interview, verdict
    assert verdict.because


@pytest.mark.parametrize("summary", OTHERS.strip().splitlines())
def test_others(summary: str) -> None:
    verdict = judge(summary)
    assert not verdict.is_interview, verdict


@pytest.mark.parametrize(
    ("summary", "text", "yes"),
    [
        ("Samira / Claire", "Suite à votre candidature au poste de juriste, je vous propose cet échange.", True),
        ("Teams", "Bonjour, comme convenu, voici l'invitation pour notre entretien de mardi.", True),
        (
            "Samira / Claire",
            "We were impressed by your background and would love to tell you about the role of buyer.",
            True,
        ),
        ("Samira Benali et Claire Dupont", "Nom de l'événement : Entretien de 30 minutes", True),
        ("Réunion Teams avec Paul", "Comme convenu, on échange 30 min sur le poste et ton parcours.", True),
        ("Coffee chat w/ Dana", "Looking forward to telling you more about the Product Designer role!", True),
        ("Déjeuner équipe", "", False),
        ("Intro", "You applied for our Data Analyst opening.", True),
        ("Point hebdomadaire", "Recrutement : deux candidats à voir.", False),
        ("Déjeuner", "On parlera de ton CV si tu veux.", False),
        ("Réunion d'équipe", "Ordre du jour : recrutements, entretiens annuels, candidats.", False),
        ("Contrôle", "Merci d'apporter la carte vitale et l'ordonnance. Patient : Samira.", False),
        ("Rendez-vous", "", False),
    ],
)
def test_words_below_the_summary(summary: str, text: str, *, yes: bool) -> None:
    verdict = judge(summary, text)
    assert verdict.is_interview is yes, verdict


def test_a_recruiting_address_helps() -> None:
    assert judge("Échange avec Samira", "", ["recrutement@delmas.test"]).is_interview
    assert not judge("Échange avec Samira", "", ["samira@example.org"]).is_interview


def test_words_that_decided_are_shown_heaviest_first() -> None:
    assert judge("Entretien RH : échange avec Claire").because == ("Entretien RH", "échange avec")


@given(st.text())
@example("Premier  échange\n(RH) : œuvre d’été")
@example("a\u0301 é_e  ﬁn İstanbul ß ǆ e\u0301\u0301 \u0301 x")
def test_folded_characters_know_their_place(text: str) -> None:
    assert len(_places(text)) == len(fold(text)) + 1


@pytest.mark.parametrize(
    ("summary", "number"),
    [
        ("1er entretien", 1),
        ("Premier échange", 1),
        ("First round interview", 1),
        ("2e entretien", 2),
        ("2ème entretien technique", 2),
        ("Second entretien RH", 2),
        ("Deuxième rencontre", 2),
        ("2nd round", 2),
        ("Round 3", 3),
        ("Interview 2 - Acme", 2),
        ("Étape 3 : direction", 3),
        ("Entretien n° 2", 2),
        ("Troisième tour", 3),
        ("Entretien à 2 h", None),
        ("Entretien 2h", None),
        ("Entretien 1:30 PM", None),
        ("Entretien", None),
        ("Final interview", None),
    ],
)
def test_round(summary: str, number: int | None) -> None:
    assert round_of(summary) == number
