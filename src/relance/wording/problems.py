"""What is wrong with a case file, a playbook or the file that holds one: what was read, and the way out."""

from relance.etiquette.problems import Problem
from relance.wording import Sentences, say

PROBLEMS: Sentences = {
    # Any value
    "unknown_key": {"fr": "clé inconnue", "en": "unknown"},
    "more_unknown_keys": {
        "fr": "et encore {count} clés inconnues",
        "en": "and {count} more unknown keys",
    },
    "too_many": {
        "fr": "{count} éléments ; {most} au plus",
        "en": "{count} items; {most} at most",
    },
    "missing": {"fr": "il manque cette indication", "en": "missing"},
    "not_a_table": {
        "fr": "un ensemble de clés était attendu, pas «{value}»",
        "en": "keys were expected, not “{value}”",
    },
    "not_a_list": {"fr": "une liste était attendue, pas «{value}»", "en": "a list was expected, not “{value}”"},
    "not_a_text": {"fr": "un texte était attendu, pas «{value}»", "en": "a text was expected, not “{value}”"},
    "not_yes_or_no": {
        "fr": "true ou false était attendu, pas «{value}»",
        "en": "true or false was expected, not “{value}”",
    },
    "not_a_number": {
        "fr": "un nombre entier était attendu, pas «{value}»",
        "en": "a whole number was expected, not “{value}”",
    },
    "out_of_range": {
        "fr": "{value} est hors de ce qui est permis, de {least} à {most}",
        "en": "{value} is out of range, {least} to {most}",
    },
    "not_a_choice": {
        "fr": "«{value}» n’est pas l’un de : {choices}",
        "en": "“{value}” is none of: {choices}",
    },
    "bad_date": {
        "fr": "«{value}» n’est pas une date ; écrire par exemple 2026-12-04",
        "en": "“{value}” is not a date; write for instance 2026-12-04",
    },
    "bad_hour": {
        "fr": "«{value}» n’est pas une heure ; écrire par exemple 10:00",
        "en": "“{value}” is not an hour; write for instance 10:00",
    },
    "bad_instant": {
        "fr": "«{value}» n’est pas une date avec son heure ; écrire par exemple 2026-11-24T10:00",
        "en": "“{value}” is not a date with its hour; write for instance 2026-11-24T10:00",
    },
    "bad_year": {
        "fr": "l’année de «{value}» est hors de ce que ce programme sait compter (1970 à 2090)",
        "en": "the year of “{value}” is beyond what this program can count (1970 to 2090)",
    },
    # A case
    "unknown_region": {
        "fr": "région inconnue : «{value}» ; un pays (FR, BE, MA) ou un pays et sa partie (CA-QC, FR-57)",
        "en": "unknown region: “{value}”; a country (FR, BE, MA) or a country and its part (CA-QC, FR-57)",
    },
    "unknown_zone": {
        "fr": "fuseau inconnu : «{value}» ; écrire son nom IANA, par exemple Europe/Paris",
        "en": "unknown zone: “{value}”; write its IANA name, for instance Europe/Paris",
    },
    "end_before_start": {
        "fr": "la fin de l’entretien ({end}) ne vient pas après son début",
        "en": "the interview’s end ({end}) does not come after its start",
    },
    "interview_long_past": {
        "fr": "l’entretien du {start} date de plus d’un an ; l’année est-elle la bonne ?",
        "en": "the interview of {start} is more than a year old; is the year right?",
    },
    "promise_before_interview": {
        "fr": "la date promise ({date}) vient avant l’entretien ({anchor})",
        "en": "the promised date ({date}) comes before the interview ({anchor})",
    },
    "promise_before_reply": {
        "fr": "la date promise ({date}) vient avant la réponse qui la donne ({anchor})",
        "en": "the promised date ({date}) comes before the reply that gives it ({anchor})",
    },
    "same_id": {
        "fr": "l’identifiant «{id}» est déjà celui de {other}",
        "en": "the id “{id}” is already that of {other}",
    },
    "same_address": {
        "fr": "l’adresse {address} est déjà celle de {other}",
        "en": "the address {address} is already that of {other}",
    },
    "bad_address": {
        "fr": "«{value}» n’a pas la forme d’une adresse mail",
        "en": "“{value}” does not look like a mail address",
    },
    "not_one_main_contact": {
        "fr": "une personne et une seule doit avoir main_contact: true (ici {count})",
        "en": "exactly one person must have main_contact: true (here {count})",
    },
    "main_contact_without_address": {
        "fr": "le contact principal doit avoir une adresse",
        "en": "the main contact must have an address",
    },
    "not_one_agency": {
        "fr": "via_agency demande une personne et une seule avec agency: true",
        "en": "via_agency needs exactly one person with agency: true",
    },
    "nobody_interviewed": {
        "fr": "dire qui vous a reçu : interviewed: true",
        "en": "say who met you: interviewed: true",
    },
    "unknown_person": {"fr": "«{id}» n’est personne de ce dossier", "en": "“{id}” is nobody of this case"},
    "events_out_of_order": {
        "fr": "cet événement ({at}) vient avant celui qui le précède ; les écrire dans l’ordre",
        "en": "this event ({at}) comes before the one above it; write them in order",
    },
    "now_before_last_event": {
        "fr": "{now} vient avant le dernier événement ({at})",
        "en": "{now} comes before the last event ({at})",
    },
    # A playbook
    "unknown_playbook": {"fr": "doctrine inconnue : «{id}»", "en": "unknown playbook: “{id}”"},
    "playbook_name_taken": {
        "fr": "«{id}» est le nom d’une doctrine fournie ; en choisir un autre",
        "en": "“{id}” is the name of a playbook that ships; choose another",
    },
    "playbook_inherits_itself": {
        "fr": "«{id}» hérite de lui-même",
        "en": "“{id}” inherits from itself",
    },
    "ideal_after_latest": {
        "fr": "l’heure idéale vient après la limite de {hours} h",
        "en": "the ideal hour comes after the limit of {hours} h",
    },
    # The file itself
    "bad_toml": {"fr": "ce n’est pas du TOML : {detail}", "en": "not TOML: {detail}"},
    "bad_yaml": {"fr": "ce n’est pas du YAML : {detail}", "en": "not YAML: {detail}"},
    "bad_json": {"fr": "ce n’est pas du JSON : {detail}", "en": "not JSON: {detail}"},
    "not_utf8": {"fr": "ce texte n’est pas en UTF-8", "en": "this text is not UTF-8"},
    "nested_too_deep": {"fr": "trop de niveaux imbriqués", "en": "nested too deep"},
    "file_unreadable": {"fr": "fichier illisible : {detail}", "en": "cannot read the file: {detail}"},
    "file_empty": {"fr": "fichier vide", "en": "empty file"},
}

_HINT: Sentences = {
    "hint": {"fr": "{sentence} ; vouliez-vous dire {suggestion} ?", "en": "{sentence}; did you mean {suggestion}?"},
}


def say_problem(problem: Problem, lang: str = "fr") -> str:
    """The sentence of a problem, with its suggestion; its place is left to the caller."""
    sentence = say(PROBLEMS, problem.code, lang, problem.params)
    if problem.suggestion is None:
        return sentence
    return say(_HINT, "hint", lang, {"sentence": sentence, "suggestion": problem.suggestion})
