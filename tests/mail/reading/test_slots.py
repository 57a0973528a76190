"""Days and hours that go together, on a Wednesday: 2 December 2026."""

from datetime import date

import pytest

from relance.mail.reading import read
from relance.mail.reading.dates import Here
from relance.mail.reading.learned import TAGS
from relance.mail.reading.sentences import sentences
from relance.mail.reading.slots import propose, told_slots

HERE = Here(date(2026, 12, 2))
NOTHING = (0.0,) * len(TAGS)


def _slots(words: str) -> list[str]:
    return [slot.isoformat(timespec="minutes")[5:] for slot in propose(sentences(words), HERE)]


@pytest.mark.parametrize(
    ("words", "slots"),
    [
        ("Mardi 8 à 10h ou mercredi 9 à 14h30 ?", ["12-08T10:00", "12-09T14:30"]),
        ("Mardi 8/12 à 10 heures, ou mercredi 9/12 à 14 heures.", ["12-08T10:00", "12-09T14:00"]),
        ("On vous attend jeudi, 8h15 devant le dépôt.", ["12-03T08:15"]),
        ("Jeudi 18h30, salle Vauban.", ["12-03T18:30"]),
        ("At 10.30am on Wednesday 9 December.", ["12-09T10:30"]),
        ("Parfait, 15h vendredi comme convenu.", ["12-04T15:00"]),
        ("11am or 2pm on Tuesday?", ["12-08T11:00", "12-08T14:00"]),
        ("10h mardi, 14h jeudi.", ["12-08T10:00", "12-03T14:00"]),
        ("Tuesday or Wednesday at 1.", ["12-08T13:00", "12-09T13:00"]),
        ("Free Thursday 3-4pm?", ["12-03T15:00"]),
        ("Tuesday, 7 sharp at the yard.", ["12-08T07:00"]),
        ("Monday week at 3pm, or the day after at 11.30am.", ["12-14T15:00", "12-15T11:30"]),
        ("Mardi 8 décembre :\n- 9h\n- 10h30", ["12-08T09:00", "12-08T10:30"]),
        ("Je vous vois mardi. Présentez-vous à 9h.", ["12-08T09:00"]),
        ("Mardi à trois heures.", ["12-08T15:00"]),
        ("Come by Friday at 8 a.m. We open early.", ["12-04T08:00"]),
        ("Mer 9 14h ou jeu 10 10h, à vous de voir.", ["12-09T14:00", "12-10T10:00"]),
        ("Gate C, quarter to ten, Thursday the 10th.", ["12-10T09:45"]),
        (
            "mardi 8 décembre : 10 h 30 ou 15 h jeudi 10 décembre : 9 h",
            ["12-08T10:30", "12-08T15:00", "12-10T09:00"],
        ),
    ],
)
def test_days_and_hours_together(words: str, slots: list[str]) -> None:
    assert _slots(words) == slots


@pytest.mark.parametrize(
    "words",
    [
        "Votre carnet est là depuis mardi, je ferme à 18h.",
        "Je reste joignable du lundi au vendredi de 9h à 17h.",
        "I had penciled you in for Tuesday at 9.",
        "Votre message a été lu le 9 décembre à 08:42.",
        "Répondez avant vendredi 18h.",
        "Need it before my 9am Monday.",
        "Merci de confirmer votre présence pour vendredi midi.",
        "Four evenings and Sunday lunch, £13.40 an hour plus tips.",
        "Du mardi au samedi, repas du midi compris.",
    ],
)
def test_hours_that_are_no_slot(words: str) -> None:
    assert _slots(words) == []


@pytest.mark.parametrize(
    "words",
    [
        "Entretien mardi à 14h. Comptez deux heures.",
        "Entretien mardi à 14h. Notre tour ferme à 19h.",
        "Entretien mardi à 14h. Les équipes arrivent à 5h.",
    ],
)
def test_an_hour_told_after_the_slot_is_another_matter(words: str) -> None:
    assert _slots(words) == ["12-08T14:00"]


def test_the_hour_of_a_first_day_is_no_slot_of_an_offer() -> None:
    text = sentences("Signons vendredi à 10h. Vous débuteriez le lundi 14 décembre à 7h30.")
    found = told_slots(text, HERE, "offer", [NOTHING] * len(text))
    assert [slot.isoformat(timespec="minutes") for slot in found] == ["2026-12-04T10:00"]


def test_an_offer_says_its_day_and_its_hour_together() -> None:
    text = sentences("Nous signons vendredi. Le repas est servi à 12h.")
    assert told_slots(text, HERE, "offer", [NOTHING] * len(text)) == ()


def test_the_hour_an_answer_is_due_by_is_no_slot() -> None:
    text = sentences("Entretien jeudi à 14h. Réponse souhaitée mercredi midi.")
    due = tuple(0.9 if tag == "deadline" else 0.0 for tag in TAGS)
    found = told_slots(text, HERE, "invitation", [NOTHING, due])
    assert [slot.isoformat(timespec="minutes") for slot in found] == ["2026-12-03T14:00"]


def test_a_delay_proposes_nothing() -> None:
    assert told_slots(sentences("Mardi à 14h."), HERE, "delay", [NOTHING]) == ()


def test_an_hour_gone_by_when_the_mail_was_sent_is_no_slot() -> None:
    head = "From: a@example.org\r\nDate: Wed, 02 Dec 2026 10:00:00 +0100\r\nSubject: Entretien\r\n\r\n"
    body = "Nous vous proposons un second entretien aujourd'hui à 9h ou demain à 9h."
    found = read((head + body).encode(), region="FR", tz="Europe/Paris")
    assert [slot.isoformat(timespec="minutes") for slot in found.proposed_slots] == ["2026-12-03T09:00"]
