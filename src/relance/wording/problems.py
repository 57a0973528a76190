"""What is wrong with a case file, a playbook or the file that holds one: what was read, and the way out."""

from relance.etiquette.problems import Problem
from relance.wording import Sentences, say

PROBLEMS = Sentences(
    "problems",
    {
        # Any value
        "unknown_key": "clé inconnue",
        "more_unknown_keys": "et encore {count} clés inconnues",
        "too_many": "{count} éléments ; {most} au plus",
        "missing": "il manque cette indication",
        "not_a_table": "un ensemble de clés était attendu, pas «{value}»",
        "not_a_list": "une liste était attendue, pas «{value}»",
        "not_a_text": "un texte était attendu, pas «{value}»",
        "not_yes_or_no": "true ou false était attendu, pas «{value}»",
        "not_a_number": "un nombre entier était attendu, pas «{value}»",
        "out_of_range": "{value} est hors de ce qui est permis, de {least} à {most}",
        "not_a_choice": "«{value}» n’est pas l’un de : {choices}",
        "bad_date": "«{value}» n’est pas une date ; écrire par exemple 2026-12-04",
        "bad_hour": "«{value}» n’est pas une heure ; écrire par exemple 10:00",
        "bad_instant": "«{value}» n’est pas une date avec son heure ; écrire par exemple 2026-11-24T10:00",
        "bad_year": "l’année de «{value}» est hors de ce que ce programme sait compter (1970 à 2090)",
        # A case
        "unknown_region": (
            "région inconnue : «{value}» ; un pays (FR, BE, MA) ou un pays et sa partie (CA-QC, FR-57)"
        ),
        "unknown_zone": "fuseau inconnu : «{value}» ; écrire son nom IANA, par exemple Europe/Paris",
        "end_before_start": "la fin de l’entretien ({end}) ne vient pas après son début",
        "interview_long_past": "l’entretien du {start} date de plus d’un an ; l’année est-elle la bonne ?",
        "promise_before_interview": "la date promise ({date}) vient avant l’entretien ({anchor})",
        "promise_before_reply": "la date promise ({date}) vient avant la réponse qui la donne ({anchor})",
        "same_id": "l’identifiant «{id}» est déjà celui de {other}",
        "same_address": "l’adresse {address} est déjà celle de {other}",
        "bad_address": "«{value}» n’a pas la forme d’une adresse mail",
        "not_one_main_contact": "une personne et une seule doit avoir main_contact: true (ici {count})",
        "main_contact_without_address": "le contact principal doit avoir une adresse",
        "not_one_agency": "via_agency demande une personne et une seule avec agency: true",
        "nobody_interviewed": "dire qui vous a reçu : interviewed: true",
        "unknown_person": "«{id}» n’est personne de ce dossier",
        "events_out_of_order": "cet événement ({at}) vient avant celui qui le précède ; les écrire dans l’ordre",
        "now_before_last_event": "{now} vient avant le dernier événement ({at})",
        # A playbook
        "unknown_playbook": "doctrine inconnue : «{id}»",
        "playbook_name_taken": "«{id}» est le nom d’une doctrine fournie ; en choisir un autre",
        "playbook_inherits_itself": "«{id}» hérite de lui-même",
        "ideal_after_latest": "l’heure idéale vient après la limite de {hours} h",
        # The file itself
        "bad_toml": "ce n’est pas du TOML : {detail}",
        "bad_yaml": "ce n’est pas du YAML : {detail}",
        "bad_json": "ce n’est pas du JSON : {detail}",
        "not_utf8": "ce texte n’est pas en UTF-8",
        "nested_too_deep": "trop de niveaux imbriqués",
        "file_unreadable": "fichier illisible : {detail}",
        "file_empty": "fichier vide",
    },
)

_HINT = Sentences(
    "hint",
    {
        "hint": "{sentence} ; vouliez-vous dire {suggestion} ?",
    },
)


def say_problem(problem: Problem, lang: str = "fr") -> str:
    """The sentence of a problem, with its suggestion; its place is left to the caller."""
    sentence = say(PROBLEMS, problem.code, lang, problem.params)
    if problem.suggestion is None:
        return sentence
    return say(_HINT, "hint", lang, {"sentence": sentence, "suggestion": problem.suggestion})
