"""What is wrong with something typed or handed in, said to the person who typed it. Nothing typed is lost."""

from relance.wording import Sentences

INPUTS: Sentences = {
    "organisation_missing": {
        "fr": "Dites chez qui c’était : entreprise, cabinet, administration.",
        "en": "Say where it was: company, firm, public body.",
    },
    "people_missing": {
        "fr": "Nommez au moins une personne rencontrée, même sans adresse.",
        "en": "Name at least one person you met, even without an address.",
    },
    "name_missing": {"fr": "Il manque le nom de cette personne.", "en": "This person has no name yet."},
    "address_twice": {
        "fr": "L’adresse {address} est déjà celle de {name}.",
        "en": "The address {address} is already that of {name}.",
    },
    "address_of_another": {
        "fr": "Vous connaissez déjà {address} sous le nom de {name}. Est-ce la même personne ?",
        "en": "You already know {address} as {name}. Is it the same person?",
    },
    "address_unreadable": {
        "fr": "«{address}» n’a pas la forme d’une adresse mail.",
        "en": "“{address}” does not look like a mail address.",
    },
    "more_than_one_main_contact": {
        "fr": "Une seule personne peut être le contact privilégié.",
        "en": "Only one person can be the main contact.",
    },
    "more_than_one_agency": {
        "fr": "Une seule personne peut être celle du cabinet de recrutement.",
        "en": "Only one person can be the one from the agency.",
    },
    "zone_unknown": {
        "fr": "Le fuseau «{zone}» n’existe pas. Exemple : Europe/Paris.",
        "en": "There is no time zone “{zone}”. For instance: Europe/Paris.",
    },
    "region_unknown": {
        "fr": "La région «{region}» n’est pas connue. Exemples : FR, BE, CA-QC.",
        "en": "The region “{region}” is not known. For instance: FR, BE, CA-QC.",
    },
    "end_before_start": {"fr": "La fin vient avant le début.", "en": "The end comes before the start."},
    "interview_long_ago": {
        "fr": "Cet entretien daterait de plus d’un an ({date}). Vérifiez l’année.",
        "en": "This interview would be more than a year old ({date}). Check the year.",
    },
    "date_missing": {"fr": "Il manque la date.", "en": "The date is missing."},
    "start_missing": {"fr": "Il manque le jour et l’heure.", "en": "The day and the hour are missing."},
    "number_missing": {"fr": "Il manque le nombre de jours.", "en": "The number of days is missing."},
    "number_out_of_range": {
        "fr": "{value} jours : le nombre doit aller de 1 à 366.",
        "en": "{value} days: the number must be from 1 to 366.",
    },
    "promise_before_interview": {
        "fr": "La date annoncée ({date}) tombe avant l’entretien ({interview}).",
        "en": "The announced date ({date}) falls before the interview ({interview}).",
    },
    "promise_in_the_past": {
        "fr": "La date annoncée ({date}) était déjà passée à l’arrivée de la réponse.",
        "en": "The announced date ({date}) had already passed when the answer came.",
    },
    "round2_in_the_past": {
        "fr": "Le prochain entretien tombe avant la réponse elle-même.",
        "en": "The next interview falls before the answer itself.",
    },
    "instant_in_the_future": {
        "fr": "Cela n’a pas encore eu lieu : la date est dans l’avenir.",
        "en": "This has not happened yet: the date is in the future.",
    },
    "person_unknown": {
        "fr": "Cette personne n’était pas de cet entretien.",
        "en": "This person was not part of this interview.",
    },
    "choice_unknown": {
        "fr": "«{value}» n’est pas un choix possible.",
        "en": "“{value}” is not a possible choice.",
    },
    "field_unknown": {"fr": "Le champ «{name}» n’existe pas.", "en": "There is no field “{name}”."},
    "reference_unknown": {
        "fr": "Cette ligne renvoie à quelque chose qui n’est pas dans le fichier.",
        "en": "This line points to something that is not in the file.",
    },
    "text_too_long": {
        "fr": (
            "Ce texte dépasse {most} signes : rien n’a été enregistré de trop, et votre texte est encore dans la "
            "page. Raccourcissez-le."
        ),
        "en": (
            "This text is over {most} characters: nothing was cut, and your text is still on the page. Shorten it."
        ),
    },
    "already_undone": {"fr": "C’est déjà annulé.", "en": "This was already undone."},
    "password_missing": {"fr": "Il manque le mot de passe.", "en": "The password is missing."},
    "port_not_a_number": {
        "fr": "Le port est un nombre, 993 par exemple.",
        "en": "The port is a number, such as 993.",
    },
    "records_not_empty": {
        "fr": "Vous avez déjà des candidatures : l’import n’est possible que dans un Relance vide.",
        "en": "You already have cases: an import is possible only into an empty Relance.",
    },
    "not_json": {
        "fr": "Ce fichier n’est pas un export de Relance (il ne se lit pas : {detail}).",
        "en": "This file is no export of Relance (it cannot be read: {detail}).",
    },
    "not_an_export": {
        "fr": "Ce fichier n’est pas un export de Relance.",
        "en": "This file is no export of Relance.",
    },
    "export_of_another_format": {
        "fr": "Cet export vient d’une autre version ({format}).",
        "en": "This export comes from another version ({format}).",
    },
    "export_unusable": {
        "fr": "Cet export est abîmé : {detail}. Rien n’a été importé.",
        "en": "This export is damaged: {detail}. Nothing was imported.",
    },
    "file_missing": {"fr": "Choisissez un fichier.", "en": "Choose a file."},
    "file_too_large": {
        "fr": "Ce fichier pèse plus de {most} Mo : il n’a pas été lu. Une invitation en fait rarement un.",
        "en": "This file is over {most} MB: it was not read. An invitation is rarely more than one.",
    },
    "word_not_matching": {
        "fr": "Pour effacer, recopiez le mot «{word}». Rien n’a été effacé.",
        "en": "To erase, copy the word “{word}”. Nothing was erased.",
    },
}
