"""What the recruiter's duties say: states, what is owed, flags, the rules behind them, the laws."""

from relance.wording import Sentences

STATES = Sentences(
    "duty_states",
    {
        "before_interview": "avant l’entretien",
        "quiet": "rien à dire pour l’instant",
        "soon": "bientôt",
        "due": "aujourd’hui",
        "late": "en retard",
        "law": "délai légal",
        "answered": "a eu sa réponse",
        "withdrawn": "a quitté le processus",
    },
)

OWED = Sentences(
    "duties",
    {
        "news": "donner des nouvelles",
        "answer": "donner la réponse",
        "reason": "donner le motif du refus",
    },
)

OPENING_STATES = Sentences(
    "opening_states",
    {
        "running": "en cours",
        "slowed": "ralenti",
        "standby": "en attente",
        "stopped": "arrêté",
        "chosen": "quelqu’un a été choisi",
    },
)

FLAGS = Sentences(
    "duty_flags",
    {
        "no_next_date": "la dernière nouvelle n’annonçait pas la suivante",
        "no_reason": "le refus est parti sans motif",
        "not_confirmed": "personne n’a confirmé le motif",
        "asked_news": "a demandé des nouvelles depuis",
        "asked_reasons": "a demandé les motifs",
    },
)

RULES = Sentences(
    "duty_rules",
    {
        "QL-01": "Une nouvelle est due le jour annoncé, ou deux semaines après la dernière.",
        "QL-02": "Chaque nouvelle annonce la suivante, ou la fin.",
        "QL-03": "Quand le processus ralentit, s’arrête ou reprend, chacun l’apprend sous deux jours ouvrés.",
        "QL-04": "Une fois le choix fait ou le poste arrêté, chacun a sa réponse sous deux jours ouvrés.",
        "QL-05": "Un refus donne un motif, écrit ou confirmé par une personne.",
    },
)

LAWS = Sentences(
    "laws",
    {
        "ontario-45-days": "Ontario : dire dans les 45 jours après le dernier entretien si une décision est prise.",
        "ontario-records": "Ontario : garder trois ans les traces du recrutement.",
        "fr-public-informed": "Employeur public, France : informer les candidats qui ne sont pas retenus.",
        "fr-public-reasons": "Employeur public, France : donner les motifs à qui les demande après un entretien.",
        "fr-retention": "France : deux ans au plus après le dernier contact, trois mois au moins après un refus.",
    },
)

UNKNOWN = Sentences(
    "law_unknown",
    {
        "employees": "il faudrait savoir combien l’employeur compte de salariés",
        "publicly_advertised": "il faudrait savoir si le poste a été publié",
        "public_employer": "il faudrait savoir si l’employeur est public",
    },
)

BOARD = Sentences(
    "duty_board",
    {
        "title": "{title} · {state}",
        "may_close": "Tous ont leur réponse : l’annonce peut être close.",
        "may_not_close": "{count} sans réponse : l’annonce ne peut pas être close.",
        "nobody": "Personne n’a encore été reçu.",
        "limit": "{law} Au plus tard le {limit}.",
        "unsure": "{law} À vérifier : {unknown}.",
        "because": "Pourquoi :",
    },
)
