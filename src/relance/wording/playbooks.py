"""The titles of the doctrines that ship, in both languages; one of your own keeps the title it gives itself."""

from relance.wording import Sentences, say

PLAYBOOKS = Sentences(
    "playbooks",
    {
        "consensus-fr": "Consensus (défaut, francophonie)",
        "el-harti-000": "Deux messages (Ali El Harti, Le Matin, Maroc)",
        "english-speaking": "Pays anglophones (Royaume-Uni, Irlande, États-Unis, Canada, Australie)",
        "fed-legal-001": "À faire, à ne pas faire (Audrey Déléris, Fed Legal)",
        "pages-jaunes-002": "Courriel, téléphone, mot manuscrit (Pages Jaunes, Québec)",
        "parking-004": "Le bilan sur le parking (auteur inconnu)",
        "voix-003": "Trois étapes, jamais quatre (La Voix Emploi)",
    },
)


def say_title(playbook_id: str, own: str, lang: str = "fr") -> str:
    """The title of a doctrine; `own` is the one it gives itself."""
    return say(PLAYBOOKS, playbook_id, lang) if playbook_id in PLAYBOOKS else own
