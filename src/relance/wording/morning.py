"""The morning mail to oneself."""

from relance.wording import Sentences

MORNING = Sentences(
    "morning",
    {
        "subject_one": "Aujourd’hui : une chose à faire",
        "subject_many": "Aujourd’hui : {count} choses à faire",
        "hello": "Bonjour {name},",
        "hello_nobody": "Bonjour,",
        "call": "Appeler",
        "step": "{when} : {what}, {whom} ({place})",
        "step_alone": "{when} : {what} ({place})",
        "news": "dans la journée : donner de vos nouvelles à {name}",
        "today": "dans la journée",
        "answers_one": "Une réponse attend que vous disiez ce qu’elle veut dire.",
        "answers_many": "{count} réponses attendent que vous disiez ce qu’elles veulent dire.",
        "more": "Et {count} autres, dans Relance.",
        "and": "{first} et {last}",
        "ready": "Tout est prêt dans Relance. Bonne journée.",
        "why": (
            "Vous avez demandé ce message. Il ne vient que les jours où il y a à faire ; pour l’arrêter : "
            "Réglages, «Le mail du matin»."
        ),
    },
)
