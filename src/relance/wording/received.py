"""What is said of a table of candidates: its columns, and what becomes of each line."""

from relance.wording import Sentences

RECEIVED = Sentences(
    "received",
    {
        # Fields, as the columns recognised are named
        "name": "nom",
        "first": "prénom",
        "last": "nom de famille",
        "email": "adresse mail",
        "civility": "civilité",
        "interview": "date de l’entretien",
        "hour": "heure",
        "stage": "étape",
        # What becomes of a line
        "new": "à reprendre",
        "known": "déjà là : rien ne change",
        "not_met": "pas d’entretien : laissée de côté",
        "old": "entretien de plus d’un an : laissée de côté",
        "unusable": "refusée",
    },
)
