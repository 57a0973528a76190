"""Which column is what, by its name, in French and in English."""

import re
import unicodedata
from collections.abc import Mapping, Sequence

#: What a column can be -> names seen in trackers and spreadsheets; compared without case, accents or signs.
NAMES: Mapping[str, tuple[str, ...]] = {
    "organisation": (
        "organisation", "organization", "entreprise", "societe", "employeur", "company", "company name", "employer",
        "nom de l entreprise", "structure", "boite", "compagnie", "etablissement", "business",
    ),
    "role": (
        "role", "poste", "titre", "intitule", "intitule du poste", "job title", "title", "position", "job position",
        "job", "offre", "fonction", "metier", "emploi", "role title", "position title", "nom du poste", "job name",
    ),
    "interview": (
        "entretien", "date d entretien", "date de l entretien", "date entretien", "entretien le", "interview",
        "interview date", "date of interview", "interviewed", "interviewed on", "interview on", "interviewed at",
        "interview at", "date interviewed", "interview date time", "next interview", "prochain entretien",
        "debut de l entretien", "interview start", "date interview", "rendez vous", "date du rdv", "rdv",
    ),
    "hour": ("heure", "heure de l entretien", "heure d entretien", "interview time", "time", "horaire"),
    "end": ("fin de l entretien", "fin", "interview end", "end", "end time"),
    "status": (
        "statut", "status", "etat", "stage", "etape", "list", "column", "phase", "application status", "avancement",
        "job status", "suivi",
    ),
    "followup": (
        "relance", "date de relance", "relance le", "prochaine relance", "a relancer le", "a relancer", "follow up",
        "followup", "follow up date", "followup date", "next follow up", "follow up on", "date relance",
        "next step date",
        "next action date", "prochaine action", "reminder", "rappel",
    ),
    "contact": (
        "contact", "personne", "interlocuteur", "nom du contact", "recruteur", "recruiter", "contact name",
        "contact person", "recruiter name", "hiring manager", "interviewer", "interviewers",
        "personnes rencontrees",
        "rencontre", "people", "nom du recruteur", "main contact", "contacts", "rh",
    ),
    "email": (
        "mail", "email", "e mail", "courriel", "adresse mail", "contact email", "email du contact",
        "mail du contact",
        "recruiter email", "adresse", "contact mail", "mail contact", "email address",
    ),
    "phone": (
        "telephone", "tel", "phone", "numero", "contact phone", "portable", "mobile", "telephone du contact",
        "phone number",
    ),
    "contact_title": ("fonction du contact", "contact title", "contact role", "titre du contact",
        "recruiter title"),
    "location": ("lieu", "location", "ville", "adresse du lieu", "city", "localisation", "place"),
    "url": ("url", "lien", "link", "job url", "job link", "annonce", "lien de l offre", "lien offre",
        "job post url",
            "posting url", "application url", "site"),
    "notes": ("notes", "note", "commentaire", "commentaires", "comments", "comment", "remarques", "remarque",
              "description", "observations", "details"),
    "zone": ("fuseau", "fuseau horaire", "timezone", "time zone", "tz"),
}  # fmt: skip
_EXACT = {name: field for field, names in NAMES.items() for name in names}

#: «Interview type», «questions d'entretien»: about a known thing, and not it.
_ABOUT_SOMETHING_ELSE = frozenset(
    ("type", "format", "round", "mode", "prep", "questions", "size", "count", "number")
)


def plain(header: str) -> str:
    """A header without case, accents, signs or numbers in brackets."""
    bare = unicodedata.normalize("NFD", re.sub(r"\([^)]*\)|\[[^\]]*\]", " ", header).casefold())
    kept = "".join(char if char.isalnum() else " " for char in bare if not unicodedata.combining(char))
    return " ".join(kept.split())


def recognise(headers: Sequence[str]) -> dict[str, int]:
    """Field -> column. The first column of a name wins; a name that only contains a known one comes after."""
    plains = [plain(header) for header in headers]
    found: dict[str, int] = {}
    for index, name in enumerate(plains):
        if (field := _EXACT.get(name)) is not None:
            found.setdefault(field, index)
    taken = set(found.values())
    for index, name in enumerate(plains):
        near = _near(name)
        if index not in taken and near is not None and near not in found:
            found[near] = index
    return found


def _near(name: str) -> str | None:
    """A known name inside a longer header: «date of first interview»; notes on something are notes."""
    words = set(name.split())
    if words & _ABOUT_SOMETHING_ELSE:
        return None
    if words & {"notes", "note"}:
        return "notes"
    inside = [known for known in _EXACT if len(known) > 5 and f" {known} " in f" {name} "]
    return _EXACT[max(inside, key=len)] if inside else None
