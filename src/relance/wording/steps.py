"""What the planner's own words say: actions, channels, flags and states."""

from relance.wording import Sentences, say

ACTIONS = Sentences(
    "actions",
    {
        "ask_next_steps": "Demander la suite avant de sortir",
        "debrief": "Faire le bilan à chaud",
        "thanks": "Remercier",
        "linkedin_invite": "Demander en contact sur LinkedIn",
        "followup1": "Relancer",
        "call_retry": "Rappeler",
        "followup2": "Relancer une seconde fois",
        "inform_competing_offer": "Dire qu’une autre offre est arrivée",
        "close_file": "Clore le dossier",
        "reply_invite": "Répondre à l’invitation",
        "withdraw": "Se retirer",
        "review_debrief": "Relire le bilan",
        "acknowledge_offer": "Accuser réception de l’offre",
        "decide_offer": "Donner sa réponse à l’offre",
        "ask_feedback": "Demander un retour",
        "thank_and_ask_feedback": "Remercier et demander un retour",
        "thank_after_rejection": "Remercier malgré le refus",
        "handwritten_note": "Écrire un mot à la main",
        "ask_feedback_again": "Redemander un retour",
    },
)

CHANNELS = Sentences(
    "channels",
    {
        "self": "pour soi",
        "in_interview": "de vive voix",
        "email": "par mail",
        "phone": "par téléphone",
        "linkedin": "sur LinkedIn",
        "post": "par la poste",
    },
)

FLAGS = Sentences(
    "flags",
    {
        "overdue": "à faire maintenant",
        "late": "en retard, encore possible",
        "include_thanks": "y joindre les remerciements",
        "prepare_voicemail": "préparer le message vocal",
        "leave_message_on_voicemail": "sur répondeur, laisser le message",
        "hang_up_on_voicemail": "sur répondeur, raccrocher et rappeler plus tard",
        "leave_prepared_message": "cette fois, laisser le message préparé",
        "mention": "citer {person}, sans adresse",
    },
)

STATES = Sentences(
    "states",
    {
        "before_interview": "avant l’entretien",
        "open": "en attente de leur réponse",
        "invited": "invité à un nouvel entretien",
        "withdrawing": "retrait en cours",
        "offer": "offre reçue",
        "rejected": "refus reçu",
    },
)

GUARD = Sentences(
    "guard",
    {
        "allowed": "Écrire maintenant : oui.",
        "refused": "Écrire maintenant : non.",
        "refused_until": "Écrire maintenant : non, pas avant le {until}.",
        "nothing_left": "Rien à faire.",
        "not_done": "Pas fait : {what}",
        "because": "Pourquoi :",
    },
)

TABLE = Sentences(
    "table",
    {
        "when": "Quand",
        "what": "Quoi",
        "whom": "Qui",
        "how": "Comment",
        "notes": "À savoir",
        "latest": "au plus tard {when}",
    },
)

_WEEKDAYS = Sentences(
    "weekdays",
    {
        "mon": "lun.",
        "tue": "mar.",
        "wed": "mer.",
        "thu": "jeu.",
        "fri": "ven.",
        "sat": "sam.",
        "sun": "dim.",
    },
)


def say_flag(flag: str, lang: str = "fr") -> str:
    """A flag in words; «mention:dupont» names the person."""
    name, _, person = flag.partition(":")
    return say(FLAGS, name, lang, {"person": person})


def say_weekday(weekday: int, lang: str = "fr") -> str:
    """A day of the week in short, from Monday, 0."""
    return say(_WEEKDAYS, tuple(_WEEKDAYS)[weekday], lang)
