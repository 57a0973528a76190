"""What is said of a table of applications kept elsewhere: its columns, and what becomes of each line."""

from relance.wording import Sentences

BROUGHT = Sentences(
    "brought",
    {
        # Whoever met the user there, when the table does not say.
        "somebody": "Recrutement {organisation}",
        # Fields, as the columns recognised are named
        "organisation": "entreprise",
        "role": "poste",
        "interview": "date de l’entretien",
        "hour": "heure",
        "end": "fin",
        "status": "statut",
        "followup": "relance prévue",
        "contact": "personne",
        "email": "adresse mail",
        "phone": "téléphone",
        "contact_title": "fonction",
        "location": "lieu",
        "url": "lien",
        "notes": "notes",
        "zone": "fuseau",
        # What becomes of a line
        "new": "à reprendre",
        "known": "déjà reprise",
        "undated": "entretien sans date : mettez-la pour la reprendre",
        "aside": "pas d’entretien : laissée de côté",
        "old": "entretien de plus d’un an : laissée de côté",
        "unusable": "inutilisable",
        "rejected": "reprise refermée : ils ont dit non",
        "withdrawn": "reprise refermée",
        "offer": "statut «offre» : dites-le sur la page du dossier",
    },
)

#: What becomes of each card of an address book.
CARDS = Sentences(
    "cards",
    {
        "new": "à ajouter",
        "fuller": "fiche complétée",
        "moved": "a bougé",
        "namesake": "même nom qu’une personne connue",
        "known": "déjà connue, rien ne change",
        "organisation": "entreprise",
        "title": "fonction",
        "email": "adresse mail",
        "phone": "téléphone",
    },
)

#: What a file joined to a letter is called.
FILES = Sentences("files", {"references": "Références {name}.pdf"})

#: The first line of the table exported, and its statuses: names that the import recognises.
HEADERS = Sentences(
    "headers",
    {
        "organisation": "Entreprise",
        "role": "Poste",
        "interview": "Entretien",
        "end": "Fin de l’entretien",
        "zone": "Fuseau horaire",
        "contact": "Contact",
        "contact_title": "Fonction du contact",
        "email": "Mail",
        "phone": "Téléphone",
        "location": "Lieu",
        "url": "Lien",
        "status": "Statut",
        "promise": "Réponse promise",
        "next": "Prochaine étape",
        "followup": "Date de relance",
        "notes": "Notes",
        "is_open": "entretien passé, en attente",
        "is_rejected": "refus",
        "is_closed": "fermé",
    },
)
