import pytest

from relance.calendars.invitations import Attendee, Contact, Interviewer
from relance.calendars.invitations.names import tidy_name
from relance.calendars.invitations.people import find_people, organisation_of

CLAIRE = Contact("Claire Dupont", "c.dupont@delmas.test")
ME = Attendee("samira@example.com", "samira@example.com")


@pytest.mark.parametrize(
    ("written", "name", "title", "civility"),
    [
        ("Claire Dupont", "Claire Dupont", "", ""),
        ("DUPONT Claire", "Claire Dupont", "", ""),
        ("Claire DUPONT", "Claire Dupont", "", ""),
        ("Dupont, Claire", "Claire Dupont", "", ""),
        ("DUPONT, Claire (DRH)", "Claire Dupont", "DRH", ""),
        ("'Claire Dupont'", "Claire Dupont", "", ""),
        ("Claire Dupont | Cabinet Delmas", "Claire Dupont", "", ""),
        ("Claire Dupont - Responsable RH", "Claire Dupont", "Responsable RH", ""),
        ("Claire Dupont, HR Director", "Claire Dupont", "HR Director", ""),
        ("Mme Claire Dupont", "Claire Dupont", "", "Mme"),
        ("LE GOFF Jean-Paul", "Jean-Paul Le Goff", "", ""),
        ("Dr. Ana Silva", "Ana Silva", "", "Dr"),
        ("Claire Dupont (Paris)", "Claire Dupont", "", ""),
    ],
)
def test_names(written: str, name: str, title: str, civility: str) -> None:
    assert tidy_name(written) == (name, title, civility)


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("Vous rencontrerez Claire Dupont (DRH).", [("Claire Dupont", "DRH", "")]),
        (
            "Vous rencontrerez Claire Dupont, DRH, et Marc Petit, responsable juridique.",
            [("Claire Dupont", "DRH", ""), ("Marc Petit", "responsable juridique", "")],
        ),
        (
            "Vous serez reçue par Mme Claire Dupont, directrice des ressources humaines, et M. Marc Petit.",
            [("Claire Dupont", "directrice des ressources humaines", "Mme")],
        ),
        ("You will meet Olivia Hart, Head of Legal, and Tom Reed.", [("Olivia Hart", "Head of Legal", "")]),
        ("Entretien avec Paul Nguyen et Léa Roy", [("Paul Nguyen", "", ""), ("Léa Roy", "", "")]),
        ("Interviewers: Paul Nguyen, Léa Roy", [("Paul Nguyen", "", ""), ("Léa Roy", "", "")]),
        (
            "Vous serez reçue par Mme le Docteur Anne Roy, cheffe de service.",
            [("Anne Roy", "cheffe de service", "Mme")],
        ),
        ("Avec M. Faure, chef de chantier", [("Faure", "chef de chantier", "M.")]),
        (
            "Cordialement,\nClaire Dupont\nResponsable recrutement\n01 23 45 67 89",
            [("Claire Dupont", "Responsable recrutement", "")],
        ),
        ("Bonjour Samira,\nà bientôt !", []),
        ("Rejoindre Microsoft Teams, réunion en ligne", []),
        ("Candidate : Samira Benali, juriste", []),
    ],
)
def test_people_told(text: str, people: list[tuple[str, str, str]]) -> None:
    found = find_people(organizer=None, attendees=[], texts=[text], title="Entretien")
    assert [(one.name, one.title, one.civility) for one in found][: len(people) or None] == people


def test_titles_complete_the_list() -> None:
    found = find_people(
        organizer=CLAIRE,
        attendees=[ME, Attendee("", "m.petit@delmas.test")],
        texts=["Claire Dupont, DRH, et Marc Petit, juriste."],
        title="Entretien",
    )
    assert found == (
        Interviewer("Claire Dupont", "c.dupont@delmas.test", "DRH"),
        Interviewer("Marc Petit", "m.petit@delmas.test", "juriste"),
    )


def test_rooms_lists_and_absent_people_are_left_out() -> None:
    found = find_people(
        organizer=CLAIRE,
        attendees=[
            ME,
            Attendee("Salle Verdi", "verdi@delmas.test", kind="room"),
            Attendee("Équipe", "equipe@delmas.test", kind="group"),
            Attendee("", "salle-4@resource.calendar.google.com"),
            Attendee("Recrutement", "recrutement@delmas.test"),
            Attendee("Mairie de Belleville", "rh@delmas.test"),
            Attendee("Salle Seine", "salle.seine@delmas.test"),
            Attendee("", "no-reply@delmas.test"),
            Attendee("Paul Roche", "p.roche@delmas.test", partstat="DECLINED"),
            Attendee("Archive", "archive@delmas.test", role="NON-PARTICIPANT"),
        ],
        texts=[],
        title="Entretien",
    )
    assert found == (Interviewer("Claire Dupont", "c.dupont@delmas.test"),)


def test_order_of_names_is_told_by_the_address() -> None:
    found = find_people(
        organizer=Contact("Müller Reto", "reto.mueller@helvia.test"), attendees=[], texts=[], title="Entretien"
    )
    assert [one.name for one in found] == ["Reto Müller"]


def test_a_person_may_write_from_a_shared_mailbox_or_through_a_tool() -> None:
    shared = find_people(
        organizer=Contact("Julie Renard", "rh@lys.test"), attendees=[], texts=[], title="Entretien"
    )
    assert shared == (Interviewer("Julie Renard", "rh@lys.test"),)
    tool = find_people(organizer=Contact("Julie Renard", "no-reply@zoom.us"), attendees=[], texts=[], title="")
    assert tool == (Interviewer("Julie Renard"),)
    machine = find_people(
        organizer=Contact("Lys Recruiting", "no-reply@lys.test"), attendees=[], texts=[], title=""
    )
    assert machine == ()


@pytest.mark.parametrize(
    ("title", "texts", "attendees"),
    [
        ("Entretien", [], [Attendee("Samira Benali", "samira@example.com")]),
        (
            "Entretien Samira Benali",
            [],
            [Attendee("Samira Benali", "samira@solane.test"), Attendee("", "x.y@orbis.test")],
        ),
        (
            "Entretien",
            ["Bonjour Samira,"],
            [Attendee("Samira Benali", "samira@a.test"), Attendee("Luc Moreau", "l@b.test")],
        ),
        ("Interview with Samira Benali", [], [Attendee("", "sbenali@example.com")]),
        ("Entretien", [], [Attendee("Samira B", "samira@gmail.com"), Attendee("Luc Moreau", "l@b.test")]),
        (
            "Entretien",
            ["Candidate : Samira Benali"],
            [Attendee("BENALI Samira", "s@delmas.test"), Attendee("", "l.m@delmas.test")],
        ),
    ],
)
def test_candidate_is_left_out(title: str, texts: list[str], attendees: list[Attendee]) -> None:
    found = find_people(organizer=CLAIRE, attendees=attendees, texts=texts, title=title)
    assert not [one for one in found if one.email == attendees[0].email or "Samira" in one.name]
    assert len(found) == len(attendees)


@pytest.mark.parametrize(
    ("email", "title", "name"),
    [
        ("c@cabinet-delmas.test", "Entretien", "Cabinet Delmas"),
        ("c@rh.delmas.test", "Entretien", "Delmas"),
        ("c@delmas.co.uk", "Interview", "Delmas"),
        ("c@sap.test", "Interview", "SAP"),
        ("julie.r@delmas.teamtailor-mail.com", "Entretien", "Delmas"),
        ("c@gmail.com", "Entretien", None),
        ("no-reply@zoom.us", "Entretien", None),
        ("c@gmail.com", "Entretien chez Orbis Conseil", "Orbis Conseil"),
        ("c@gmail.com", "Interview at Brightwell", "Brightwell"),
        ("c@talents.test", "Entretien Cabinet Delmas", "Cabinet Delmas"),
    ],
)
def test_organisation(email: str, title: str, name: str | None) -> None:
    assert organisation_of(Contact("C", email), (), title) == name
