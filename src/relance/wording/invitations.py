"""What is doubtful or wrong about an invitation, in words: each sentence with a way out."""

from relance.wording import Sentences

INVITATION_PROBLEMS: Sentences = {
    "empty": {
        "fr": "Le fichier est vide. Téléchargez de nouveau l’invitation, ou saisissez la date à la main.",
        "en": "The file is empty. Download the invitation again, or type the date by hand.",
    },
    "not_a_calendar": {
        "fr": "Ce n’est ni une invitation (.ics) ni un courriel (.eml). Choisissez l’un des deux, ou "
        "saisissez la date à la main.",
        "en": "This is neither an invitation (.ics) nor a mail (.eml). Choose one of these, or type the "
        "date by hand.",
    },
    "outlook_msg": {
        "fr": "C’est un message au format d’Outlook (.msg), que Relance ne lit pas. Dans Outlook, "
        "enregistrez l’invitation au format iCalendar (.ics), ou glissez le message en .eml.",
        "en": "This is a message in Outlook’s own format (.msg), which Relance does not read. In Outlook, "
        "save the invitation as iCalendar (.ics), or the message as .eml.",
    },
    "pdf": {
        "fr": "C’est un PDF\u00a0: la date n’y est pas lue. Cherchez l’invitation (.ics) du courriel, ou "
        "saisissez la date à la main.",
        "en": "This is a PDF: dates are not read from it. Look for the mail’s invitation (.ics), or type "
        "the date by hand.",
    },
    "zip": {
        "fr": "C’est une archive ou un document compressé. Ouvrez-la et donnez le fichier .ics ou .eml "
        "qu’elle contient.",
        "en": "This is an archive or a compressed document. Open it and give the .ics or .eml file inside.",
    },
    "image": {
        "fr": "C’est une image\u00a0: la date n’y est pas lue. Donnez l’invitation (.ics), ou saisissez la "
        "date à la main.",
        "en": "This is a picture: dates are not read from it. Give the invitation (.ics), or type the date "
        "by hand.",
    },
    "web_page": {
        "fr": "C’est une page web, souvent une page de connexion enregistrée à la place du calendrier. "
        "Connectez-vous, puis téléchargez de nouveau le fichier .ics.",
        "en": "This is a web page, often a sign-in page saved in place of the calendar. Sign in, then "
        "download the .ics file again.",
    },
    "contact_card": {
        "fr": "C’est une carte de visite (.vcf), pas une invitation. Donnez le fichier .ics ou le courriel.",
        "en": "This is a contact card (.vcf), not an invitation. Give the .ics file or the mail.",
    },
    "too_large": {
        "fr": "Le fichier pèse {size} Mo\u00a0; Relance lit jusqu’à {limit} Mo. Donnez l’invitation (.ics) seule.",
        "en": "The file weighs {size} MB; Relance reads up to {limit} MB. Give the invitation (.ics) alone.",
    },
    "mail_unreadable": {
        "fr": "La structure de ce courriel est abîmée au point d’être illisible. Donnez l’invitation (.ics) seule.",
        "en": "The structure of this mail is too damaged to be read. Give the invitation (.ics) alone.",
    },
    "mail_damaged": {
        "fr": "La structure du courriel est abîmée\u00a0; l’invitation y a été retrouvée quand même. "
        "Vérifiez la date.",
        "en": "The mail’s structure is damaged; the invitation was found in it all the same. Check the date.",
    },
    "no_calendar_part": {
        "fr": "Ce courriel ne porte pas d’invitation. Si la date est écrite dans le texte, saisissez-la à la main.",
        "en": "This mail carries no invitation. If the date is written in its text, type it by hand.",
    },
    "winmail": {
        "fr": "L’invitation est enfermée dans un fichier winmail.dat, que seul Outlook lit. Demandez-la au "
        "format iCalendar (.ics), ou saisissez la date à la main.",
        "en": "The invitation is locked in a winmail.dat file that only Outlook reads. Ask for it as "
        "iCalendar (.ics), or type the date by hand.",
    },
    "too_many_parts": {
        "fr": "Ce courriel a plus de {limit} pièces\u00a0; seules les premières ont été regardées.",
        "en": "This mail has more than {limit} parts; only the first ones were looked at.",
    },
    "no_event": {
        "fr": "Ce calendrier ne contient aucun rendez-vous. Vérifiez que c’est le bon fichier.",
        "en": "This calendar holds no event. Check that it is the right file.",
    },
    "no_start": {
        "fr": "Le rendez-vous n’a pas de date de début (DTSTART). Saisissez-la à la main.",
        "en": "The event has no start (DTSTART). Type it by hand.",
    },
    "bad_date": {
        "fr": "«\u00a0{value}\u00a0» n’est pas une date. Saisissez le début à la main.",
        "en": "“{value}” is no date. Type the start by hand.",
    },
    "date_out_of_range": {
        "fr": "La date «\u00a0{value}\u00a0» est hors du possible (avant 1980 ou après 2100). Saisissez-la "
        "à la main.",
        "en": "The date “{value}” cannot be right (before 1980 or after 2100). Type it by hand.",
    },
    "all_day": {
        "fr": "L’invitation donne le jour ({date}) sans l’heure. Ajoutez l’heure.",
        "en": "The invitation gives the day ({date}) without a time. Add the time.",
    },
    "no_end": {
        "fr": "L’invitation ne dit pas quand on finit\u00a0: une heure est supposée (fin à {end}).",
        "en": "The invitation does not say when it ends: one hour is supposed (until {end}).",
    },
    "bad_end": {
        "fr": "La fin de l’invitation est illisible ou trop lointaine\u00a0: une heure est supposée (fin à {end}).",
        "en": "The end of the invitation is unreadable or too far off: one hour is supposed (until {end}).",
    },
    "end_before_start": {
        "fr": "L’invitation finit avant de commencer\u00a0: une heure est supposée (fin à {end}).",
        "en": "The invitation ends before it starts: one hour is supposed (until {end}).",
    },
    "unknown_zone": {
        "fr": "Fuseau inconnu\u00a0: «\u00a0{zone}\u00a0». L’heure est comprise dans le fuseau "
        "{taken}\u00a0; corrigez-la si besoin.",
        "en": "Unknown time zone: “{zone}”. The time is taken in {taken}; correct it if need be.",
    },
    "zone_disagrees": {
        "fr": "Le calendrier décrit le fuseau «\u00a0{zone}\u00a0» autrement que l’usage. L’heure suit "
        "l’usage\u00a0; vérifiez-la auprès du recruteur.",
        "en": "The calendar describes the zone “{zone}” otherwise than is customary. The time follows "
        "custom; check it with the recruiter.",
    },
    "floating_time": {
        "fr": "L’heure est donnée sans fuseau\u00a0: elle est comprise dans le fuseau {taken}. Vérifiez-la.",
        "en": "The time comes without a zone: it is taken in {taken}. Check it.",
    },
    "truncated": {
        "fr": "Le fichier est coupé avant sa fin. Ce qui a pu être lu est gardé\u00a0; téléchargez-le de "
        "nouveau si quelque chose manque.",
        "en": "The file is cut short. What could be read is kept; download it again if something is missing.",
    },
    "misfolded": {
        "fr": "Des lignes du fichier sont mal coupées\u00a0; elles ont été recollées. Vérifiez le texte.",
        "en": "Some lines of the file are badly broken; they were joined again. Check the text.",
    },
    "line_too_long": {
        "fr": "Une ligne est démesurée\u00a0; son début seul est lu.",
        "en": "A line is out of all measure; only its beginning is read.",
    },
    "is_a_reply": {
        "fr": "C’est une réponse à une invitation ({method}), pas une invitation\u00a0: rien n’en est tiré.",
        "en": "This is an answer to an invitation ({method}), not an invitation: nothing is drawn from it.",
    },
    "recurs": {
        "fr": "Ce rendez-vous se répète\u00a0; seule sa première date est gardée.",
        "en": "This event repeats; only its first date is kept.",
    },
    "not_an_interview": {
        "fr": "Rien ne dit que ce rendez-vous soit un entretien d’embauche. Confirmez si c’en est un.",
        "en": "Nothing says that this event is a job interview. Confirm if it is one.",
    },
    "several_interviews": {
        "fr": "Le fichier contient {count} entretiens, dont {first} et {second}. Le premier est "
        "proposé\u00a0; choisissez l’autre si c’est lui.",
        "en": "The file holds {count} interviews, among them {first} and {second}. The first one is "
        "proposed; choose the other if that is the one.",
    },
    "no_interview_among": {
        "fr": "Aucun des {count} rendez-vous du fichier ne ressemble à un entretien. Choisissez le bon, ou "
        "saisissez la date à la main.",
        "en": "None of the {count} events of the file looks like an interview. Choose the right one, or "
        "type the date by hand.",
    },
    "cancelled": {
        "fr": "Ce rendez-vous est annulé. Cela ne met pas fin à la candidature\u00a0: demandez une nouvelle date.",
        "en": "This event is cancelled. That does not end the application: ask for another date.",
    },
    "in_the_past": {
        "fr": "Ce rendez-vous a déjà eu lieu ({date}). Vérifiez l’année.",
        "en": "This event is already past ({date}). Check the year.",
    },
    "no_such_file": {
        "fr": "Ce fichier n’existe pas ou ne peut pas être lu ({reason}). Vérifiez son nom.",
        "en": "This file does not exist or cannot be read ({reason}). Check its name.",
    },
    "bad_json_line": {
        "fr": 'Cette ligne n’est pas du JSON de la forme {{"id", "raw": base64}} ({reason}).',
        "en": 'This line is no JSON of the form {{"id", "raw": base64}} ({reason}).',
    },
    "bad_base64": {
        "fr": "Le champ «\u00a0raw\u00a0» manque ou n’est pas du base64. Codez le fichier entier en base64.",
        "en": "The field “raw” is missing or is not base64. Encode the whole file in base64.",
    },
}

# The lines of `relance invitation`.
INVITATION_LABELS: Sentences = {
    "summary": {"fr": "Quoi", "en": "What"},
    "when": {"fr": "Quand", "en": "When"},
    "where": {"fr": "Où", "en": "Where"},
    "link": {"fr": "Lien", "en": "Link"},
    "phone": {"fr": "Téléphone", "en": "Phone"},
    "with": {"fr": "Avec", "en": "With"},
    "organisation": {"fr": "Chez", "en": "At"},
    "role": {"fr": "Poste", "en": "Post"},
    "sender": {"fr": "Envoyé par", "en": "Sent by"},
    "interview": {"fr": "Entretien", "en": "Interview"},
    "cancelled": {"fr": "annulé", "en": "cancelled"},
    "yes": {"fr": "oui", "en": "yes"},
    "no": {"fr": "non", "en": "no"},
    "round": {"fr": "tour", "en": "round"},
}
