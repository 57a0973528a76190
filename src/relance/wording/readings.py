"""What the reading of mail says: kinds, why a message was given to a case, what could not be read."""

from relance.wording import Sentences

KINDS = Sentences(
    "kinds",
    {
        "invitation": "une invitation à la suite",
        "offer": "une offre",
        "rejection": "un refus",
        "delay": "un délai",
        "process_stopped": "un recrutement arrêté",
        "question": "une question",
        "acknowledgement": "un accusé de réception",
        "auto_reply": "une réponse automatique",
        "bounce": "un retour à l’envoyeur",
        "unrelated": "un message sans rapport",
        "other": "un message à lire",
    },
)

MATCHES = Sentences(
    "matches",
    {
        "private_header": "Le message porte le numéro de votre lettre.",
        "thread": "C’est une réponse à cette conversation.",
        "meeting": "C’est l’invitation d’un entretien de cette candidature.",
        "several_threads": "Le message cite plusieurs conversations.",
        "failed_recipient": "L’adresse qui n’a pas reçu est celle d’une personne de cette candidature.",
        "person": "L’expéditeur est une personne de cette candidature.",
        "organisation_domain": "L’adresse est celle de l’organisation, et une seule candidature y est ouverte.",
        "quoted_letter": "Le message cite votre lettre.",
        "relay": "Un logiciel de recrutement écrit au nom de l’organisation.",
        "words": "Les mots du message y font penser.",
        "several_cases": "Plusieurs candidatures sont possibles : dites laquelle.",
        "own_letter": "C’est une lettre partie d’ici.",
        "own_by_hand": "Vous avez écrit vous-même : ce contact compte.",
        "own_elsewhere": "C’est un de vos messages, sans rapport.",
        "no_link": "Rien ne relie ce message à une candidature.",
    },
)

READING_PROBLEMS = Sentences(
    "reading_problems",
    {
        "only_in_attachment": "Le message ne dit rien : tout est dans la pièce jointe. Ouvrez-la.",
        "empty_body": "Le message est vide.",
        "wrong_charset": "L’encodage annoncé («{label}») n’était pas le bon : le texte a été lu autrement.",
        "no_date": "Le message ne porte pas de date.",
        "bad_date": "La date du message n’a pas de sens.",
        "too_many_parts": "Le message a trop de parties : les premières seules ont été lues.",
        "too_deep": "Le message contient trop de messages l’un dans l’autre : le fond n’a pas été lu.",
        "text_cut": "Le message est très long : seul le début a été lu.",
        "encoded_message": "Un message joint est encodé d’une façon interdite : il n’a pas été lu.",
        "file_unreadable": "Ce fichier ne peut pas être lu : {reason}.",
        "bad_json_line": "Cette ligne n’est pas un objet JSON : {reason}.",
        "bad_base64": "«raw» doit contenir le message en base64.",
        "unknown_zone": "Le fuseau «{tz}» n’existe pas.",
    },
)

LABELS = Sentences(
    "labels",
    {
        "kind": "Ce qu’ils disent",
        "because": "Mots qui décident",
        "human": "Qui écrit",
        "is_human": "une personne",
        "is_machine": "une machine",
        "promised_date": "Réponse promise",
        "reply_deadline": "Votre réponse avant",
        "proposed_slots": "Créneaux proposés",
        "phone_number": "Numéro",
        "out_of_office_until": "Absence jusqu’au",
        "feedback": "Raisons données",
        "language": "Langue",
        "unsure": "à confirmer",
    },
)
