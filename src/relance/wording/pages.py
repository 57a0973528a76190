"""What an employer's page says, told to the candidate who follows it."""

from relance.wording import Sentences

STANDINGS = Sentences(
    "page_standings",
    {
        "before_interview": "l’entretien est à venir",
        "running": "le recrutement suit son cours",
        "slowed": "le recrutement a pris du retard",
        "standby": "le recrutement est en attente",
        "stopped": "le recrutement est arrêté",
        "deciding": "une décision est prise, ou presque",
        "answered": "vous avez eu votre réponse",
        "withdrawn": "votre candidature est retirée",
    },
)

#: Why a page could not be read the last time.
FAILURES = Sentences(
    "page_failures",
    {
        "gone": "Elle est fermée : la date annoncée reste, mais ne bougera plus seule.",
        "slow": "Elle n’a pas répondu à temps. Elle sera relue.",
        "unreachable": "Elle ne répond pas en ce moment. Elle sera relue.",
        "refused": "Elle a refusé d’être lue cette fois. Elle sera relue.",
        "unreadable": "Elle a répondu dans une forme inconnue. Elle sera relue.",
        "newer": "Elle est d’une version plus récente : mettez Relance à jour.",
        "not-here": "Son adresse n’est pas chiffrée : elle n’est pas lue.",
        "not-public": "Son adresse n’est pas publique : elle n’est pas lue.",
    },
)
