"""What the planner's own words say: actions, channels, flags and states."""

from relance.wording import Sentences, say

ACTIONS: Sentences = {
    "ask_next_steps": {
        "fr": "Demander la suite avant de sortir",
        "en": "Ask about the next steps before leaving",
    },
    "debrief": {"fr": "Faire le bilan à chaud", "en": "Debrief while it is fresh"},
    "thanks": {"fr": "Remercier", "en": "Say thank you"},
    "linkedin_invite": {"fr": "Demander en contact sur LinkedIn", "en": "Send a LinkedIn request"},
    "followup1": {"fr": "Relancer", "en": "Follow up"},
    "call_retry": {"fr": "Rappeler", "en": "Call again"},
    "followup2": {"fr": "Relancer une seconde fois", "en": "Follow up once more"},
    "inform_competing_offer": {
        "fr": "Dire qu’une autre offre est arrivée",
        "en": "Say that another offer has come",
    },
    "close_file": {"fr": "Clore le dossier", "en": "Close the file"},
    "reply_invite": {"fr": "Répondre à l’invitation", "en": "Answer the invitation"},
    "withdraw": {"fr": "Se retirer", "en": "Withdraw"},
    "review_debrief": {"fr": "Relire le bilan", "en": "Read the debrief again"},
    "acknowledge_offer": {"fr": "Accuser réception de l’offre", "en": "Acknowledge the offer"},
    "decide_offer": {"fr": "Donner sa réponse à l’offre", "en": "Give an answer to the offer"},
    "ask_feedback": {"fr": "Demander un retour", "en": "Ask for feedback"},
    "thank_and_ask_feedback": {
        "fr": "Remercier et demander un retour",
        "en": "Say thank you and ask for feedback",
    },
    "thank_after_rejection": {"fr": "Remercier malgré le refus", "en": "Say thank you all the same"},
    "handwritten_note": {"fr": "Écrire un mot à la main", "en": "Write a note by hand"},
    "ask_feedback_again": {"fr": "Redemander un retour", "en": "Ask for feedback once more"},
}

CHANNELS: Sentences = {
    "self": {"fr": "pour soi", "en": "for yourself"},
    "in_interview": {"fr": "de vive voix", "en": "face to face"},
    "email": {"fr": "par mail", "en": "by e-mail"},
    "phone": {"fr": "par téléphone", "en": "by phone"},
    "linkedin": {"fr": "sur LinkedIn", "en": "on LinkedIn"},
    "post": {"fr": "par la poste", "en": "by post"},
}

FLAGS: Sentences = {
    "overdue": {"fr": "à faire maintenant", "en": "do it now"},
    "late": {"fr": "en retard, encore possible", "en": "late, still possible"},
    "include_thanks": {"fr": "y joindre les remerciements", "en": "include the thanks"},
    "prepare_voicemail": {"fr": "préparer le message vocal", "en": "prepare the voice message"},
    "leave_message_on_voicemail": {
        "fr": "sur répondeur, laisser le message",
        "en": "on voicemail, leave the message",
    },
    "hang_up_on_voicemail": {
        "fr": "sur répondeur, raccrocher et rappeler plus tard",
        "en": "on voicemail, hang up and call later",
    },
    "leave_prepared_message": {
        "fr": "cette fois, laisser le message préparé",
        "en": "this time, leave the prepared message",
    },
    "mention": {"fr": "citer {person}, sans adresse", "en": "mention {person}, who has no address"},
}

STATES: Sentences = {
    "before_interview": {"fr": "avant l’entretien", "en": "before the interview"},
    "open": {"fr": "en attente de leur réponse", "en": "waiting for their answer"},
    "invited": {"fr": "invité à un nouvel entretien", "en": "invited to another interview"},
    "withdrawing": {"fr": "retrait en cours", "en": "withdrawing"},
    "offer": {"fr": "offre reçue", "en": "offer received"},
    "rejected": {"fr": "refus reçu", "en": "refusal received"},
}

GUARD: Sentences = {
    "allowed": {"fr": "Écrire maintenant : oui.", "en": "Writing now: yes."},
    "refused": {"fr": "Écrire maintenant : non.", "en": "Writing now: no."},
    "refused_until": {
        "fr": "Écrire maintenant : non, pas avant le {until}.",
        "en": "Writing now: no, not before {until}.",
    },
    "nothing_left": {"fr": "Rien à faire.", "en": "Nothing to do."},
    "not_done": {"fr": "Pas fait : {what}", "en": "Not done: {what}"},
    "because": {"fr": "Pourquoi :", "en": "Why:"},
}

TABLE: Sentences = {
    "when": {"fr": "Quand", "en": "When"},
    "what": {"fr": "Quoi", "en": "What"},
    "whom": {"fr": "Qui", "en": "Whom"},
    "how": {"fr": "Comment", "en": "How"},
    "notes": {"fr": "À savoir", "en": "Notes"},
    "latest": {"fr": "au plus tard {when}", "en": "at the latest {when}"},
}

WEEKDAYS = {
    "fr": ("lun.", "mar.", "mer.", "jeu.", "ven.", "sam.", "dim."),
    "en": ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
}


def say_flag(flag: str, lang: str = "fr") -> str:
    """A flag in words; «mention:dupont» names the person."""
    name, _, person = flag.partition(":")
    return say(FLAGS, name, lang, {"person": person})
