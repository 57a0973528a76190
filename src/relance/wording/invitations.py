"""What is doubtful or wrong about an invitation, in words: each sentence with a way out."""

from relance.wording import Sentences

INVITATION_PROBLEMS = Sentences(
    "invitation_problems",
    {
        "empty": "Le fichier est vide. Téléchargez de nouveau l’invitation, ou saisissez la date à la main.",
        "not_a_calendar": (
            "Ce n’est ni une invitation (.ics) ni un courriel (.eml). Choisissez l’un des deux, ou "
            "saisissez la date à la main."
        ),
        "outlook_msg": (
            "C’est un message au format d’Outlook (.msg), que Relance ne lit pas. Dans Outlook, "
            "enregistrez l’invitation au format iCalendar (.ics), ou glissez le message en .eml."
        ),
        "pdf": (
            "C’est un PDF\u00a0: la date n’y est pas lue. Cherchez l’invitation (.ics) du courriel, ou "
            "saisissez la date à la main."
        ),
        "zip": (
            "C’est une archive ou un document compressé. Ouvrez-la et donnez le fichier .ics ou .eml "
            "qu’elle contient."
        ),
        "image": (
            "C’est une image\u00a0: la date n’y est pas lue. Donnez l’invitation (.ics), ou saisissez la "
            "date à la main."
        ),
        "web_page": (
            "C’est une page web, souvent une page de connexion enregistrée à la place du calendrier. "
            "Connectez-vous, puis téléchargez de nouveau le fichier .ics."
        ),
        "contact_card": (
            "C’est une carte de visite (.vcf), pas une invitation. Donnez le fichier .ics ou le courriel."
        ),
        "too_large": (
            "Le fichier pèse {size} Mo\u00a0; Relance lit jusqu’à {limit} Mo. Donnez l’invitation (.ics) seule."
        ),
        "mail_unreadable": (
            "La structure de ce courriel est abîmée au point d’être illisible. Donnez l’invitation (.ics) seule."
        ),
        "mail_damaged": (
            "La structure du courriel est abîmée\u00a0; l’invitation y a été retrouvée quand même. "
            "Vérifiez la date."
        ),
        "no_calendar_part": (
            "Ce courriel ne porte pas d’invitation. Si la date est écrite dans le texte, saisissez-la à la main."
        ),
        "winmail": (
            "L’invitation est enfermée dans un fichier winmail.dat, que seul Outlook lit. Demandez-la au "
            "format iCalendar (.ics), ou saisissez la date à la main."
        ),
        "too_many_parts": "Ce courriel a plus de {limit} pièces\u00a0; seules les premières ont été regardées.",
        "no_event": "Ce calendrier ne contient aucun rendez-vous. Vérifiez que c’est le bon fichier.",
        "no_start": "Le rendez-vous n’a pas de date de début (DTSTART). Saisissez-la à la main.",
        "bad_date": "«\u00a0{value}\u00a0» n’est pas une date. Saisissez le début à la main.",
        "date_out_of_range": (
            "La date «\u00a0{value}\u00a0» est hors du possible (avant 1980 ou après 2100). Saisissez-la à la main."
        ),
        "all_day": "L’invitation donne le jour ({date}) sans l’heure. Ajoutez l’heure.",
        "no_end": "L’invitation ne dit pas quand on finit\u00a0: une heure est supposée (fin à {end}).",
        "bad_end": (
            "La fin de l’invitation est illisible ou trop lointaine\u00a0: une heure est supposée (fin à {end})."
        ),
        "end_before_start": "L’invitation finit avant de commencer\u00a0: une heure est supposée (fin à {end}).",
        "unknown_zone": (
            "Fuseau inconnu\u00a0: «\u00a0{zone}\u00a0». L’heure est comprise dans le fuseau "
            "{taken}\u00a0; corrigez-la si besoin."
        ),
        "zone_disagrees": (
            "Le calendrier décrit le fuseau «\u00a0{zone}\u00a0» autrement que l’usage. L’heure suit "
            "l’usage\u00a0; vérifiez-la auprès du recruteur."
        ),
        "floating_time": (
            "L’heure est donnée sans fuseau\u00a0: elle est comprise dans le fuseau {taken}. Vérifiez-la."
        ),
        "truncated": (
            "Le fichier est coupé avant sa fin. Ce qui a pu être lu est gardé\u00a0; téléchargez-le de "
            "nouveau si quelque chose manque."
        ),
        "misfolded": "Des lignes du fichier sont mal coupées\u00a0; elles ont été recollées. Vérifiez le texte.",
        "line_too_long": "Une ligne est démesurée\u00a0; son début seul est lu.",
        "is_a_reply": (
            "C’est une réponse à une invitation ({method}), pas une invitation\u00a0: rien n’en est tiré."
        ),
        "recurs": "Ce rendez-vous se répète\u00a0; seule sa première date est gardée.",
        "not_an_interview": (
            "Rien ne dit que ce rendez-vous soit un entretien d’embauche. Confirmez si c’en est un."
        ),
        "several_interviews": (
            "Le fichier contient {count} entretiens, dont {first} et {second}. Le premier est "
            "proposé\u00a0; choisissez l’autre si c’est lui."
        ),
        "no_interview_among": (
            "Aucun des {count} rendez-vous du fichier ne ressemble à un entretien. Choisissez le bon, ou "
            "saisissez la date à la main."
        ),
        "cancelled": (
            "Ce rendez-vous est annulé. Cela ne met pas fin à la candidature\u00a0: demandez une nouvelle date."
        ),
        "in_the_past": "Ce rendez-vous a déjà eu lieu ({date}). Vérifiez l’année.",
        "no_such_file": "Ce fichier n’existe pas ou ne peut pas être lu ({reason}). Vérifiez son nom.",
        "bad_json_line": 'Cette ligne n’est pas du JSON de la forme {{"id", "raw": base64}} ({reason}).',
        "bad_base64": (
            "Le champ «\u00a0raw\u00a0» manque ou n’est pas du base64. Codez le fichier entier en base64."
        ),
    },
)

# The lines of `relance invitation`.
INVITATION_LABELS = Sentences(
    "invitation_labels",
    {
        "summary": "Quoi",
        "when": "Quand",
        "where": "Où",
        "link": "Lien",
        "phone": "Téléphone",
        "with": "Avec",
        "organisation": "Chez",
        "role": "Poste",
        "sender": "Envoyé par",
        "interview": "Entretien",
        "cancelled": "annulé",
        "yes": "oui",
        "no": "non",
        "round": "tour",
    },
)
