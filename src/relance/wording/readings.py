"""What the reading of mail says: kinds, why a message was given to a case, what could not be read."""

from relance.wording import Sentences

KINDS: Sentences = {
    "invitation": {"fr": "une invitation à la suite", "en": "an invitation to a next step"},
    "offer": {"fr": "une offre", "en": "an offer"},
    "rejection": {"fr": "un refus", "en": "a rejection"},
    "delay": {"fr": "un délai", "en": "a delay"},
    "process_stopped": {"fr": "un recrutement arrêté", "en": "a process that stops"},
    "question": {"fr": "une question", "en": "a question"},
    "acknowledgement": {"fr": "un accusé de réception", "en": "an acknowledgement"},
    "auto_reply": {"fr": "une réponse automatique", "en": "an automatic reply"},
    "bounce": {"fr": "un retour à l’envoyeur", "en": "a delivery failure"},
    "unrelated": {"fr": "un message sans rapport", "en": "an unrelated message"},
    "other": {"fr": "un message à lire", "en": "a message to read"},
}

MATCHES: Sentences = {
    "private_header": {
        "fr": "Le message porte le numéro de votre lettre.",
        "en": "The message bears the number of your letter.",
    },
    "thread": {"fr": "C’est une réponse à cette conversation.", "en": "It answers this conversation."},
    "several_threads": {
        "fr": "Le message cite plusieurs conversations.",
        "en": "The message refers to several conversations.",
    },
    "failed_recipient": {
        "fr": "L’adresse qui n’a pas reçu est celle d’une personne de cette candidature.",
        "en": "The address that failed is that of a person of this case.",
    },
    "person": {
        "fr": "L’expéditeur est une personne de cette candidature.",
        "en": "A person of this case wrote it.",
    },
    "organisation_domain": {
        "fr": "L’adresse est celle de l’organisation, et une seule candidature y est ouverte.",
        "en": "The address is the organisation’s, and only one case is open there.",
    },
    "quoted_letter": {"fr": "Le message cite votre lettre.", "en": "The message quotes your letter."},
    "relay": {
        "fr": "Un logiciel de recrutement écrit au nom de l’organisation.",
        "en": "A recruitment system writes for the organisation.",
    },
    "words": {"fr": "Les mots du message y font penser.", "en": "The words of the message suggest it."},
    "several_cases": {
        "fr": "Plusieurs candidatures sont possibles : dites laquelle.",
        "en": "Several cases are possible: say which.",
    },
    "own_letter": {"fr": "C’est une lettre partie d’ici.", "en": "It is a letter that left from here."},
    "own_by_hand": {
        "fr": "Vous avez écrit vous-même : ce contact compte.",
        "en": "You wrote yourself: this contact counts.",
    },
    "own_elsewhere": {"fr": "C’est un de vos messages, sans rapport.", "en": "One of your messages, unrelated."},
    "no_link": {"fr": "Rien ne relie ce message à une candidature.", "en": "Nothing links this message to a case."},
}

READING_PROBLEMS: Sentences = {
    "only_in_attachment": {
        "fr": "Le message ne dit rien : tout est dans la pièce jointe. Ouvrez-la.",
        "en": "The message itself says nothing: all is in the attachment. Open it.",
    },
    "empty_body": {"fr": "Le message est vide.", "en": "The message is empty."},
    "wrong_charset": {
        "fr": "L’encodage annoncé («{label}») n’était pas le bon : le texte a été lu autrement.",
        "en": "The declared encoding (“{label}”) was wrong: the text was read another way.",
    },
    "no_date": {"fr": "Le message ne porte pas de date.", "en": "The message bears no date."},
    "bad_date": {"fr": "La date du message n’a pas de sens.", "en": "The date of the message makes no sense."},
    "too_many_parts": {
        "fr": "Le message a trop de parties : les premières seules ont été lues.",
        "en": "The message has too many parts: only the first ones were read.",
    },
    "too_deep": {
        "fr": "Le message contient trop de messages l’un dans l’autre : le fond n’a pas été lu.",
        "en": "Messages are nested too deep: the bottom was not read.",
    },
    "text_cut": {
        "fr": "Le message est très long : seul le début a été lu.",
        "en": "The message is very long: only its beginning was read.",
    },
    "encoded_message": {
        "fr": "Un message joint est encodé d’une façon interdite : il n’a pas été lu.",
        "en": "An attached message is encoded in a forbidden way: it was not read.",
    },
    "file_unreadable": {
        "fr": "Ce fichier ne peut pas être lu : {reason}.",
        "en": "This file cannot be read: {reason}.",
    },
    "bad_json_line": {
        "fr": "Cette ligne n’est pas un objet JSON : {reason}.",
        "en": "This line is no JSON object: {reason}.",
    },
    "bad_base64": {
        "fr": "«raw» doit contenir le message en base64.",
        "en": "“raw” must hold the message in base64.",
    },
    "unknown_zone": {"fr": "Le fuseau «{tz}» n’existe pas.", "en": "There is no zone “{tz}”."},
}

LABELS: Sentences = {
    "kind": {"fr": "Ce qu’ils disent", "en": "What they say"},
    "because": {"fr": "Mots qui décident", "en": "Deciding words"},
    "human": {"fr": "Qui écrit", "en": "Who writes"},
    "is_human": {"fr": "une personne", "en": "a person"},
    "is_machine": {"fr": "une machine", "en": "a machine"},
    "promised_date": {"fr": "Réponse promise", "en": "Promised answer"},
    "reply_deadline": {"fr": "Votre réponse avant", "en": "Your answer by"},
    "proposed_slots": {"fr": "Créneaux proposés", "en": "Proposed slots"},
    "phone_number": {"fr": "Numéro", "en": "Number"},
    "out_of_office_until": {"fr": "Absence jusqu’au", "en": "Away until"},
    "feedback": {"fr": "Raisons données", "en": "Reasons given"},
    "language": {"fr": "Langue", "en": "Language"},
    "unsure": {"fr": "à confirmer", "en": "to be confirmed"},
}
