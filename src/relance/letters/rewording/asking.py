"""The words sent to an assistant, and its answer without its wrapping."""

import re
from dataclasses import dataclass

_ASKED = {
    "fr": (
        "Voici une lettre écrite après un entretien d’embauche. Reformulez-la en français, avec les mêmes faits, "
        "le même tutoiement ou vouvoiement, sans l’allonger. N’ajoutez aucun nom, aucun nombre, aucune date, "
        "aucune organisation, aucune qualité, aucune promesse. Gardez telles quelles la formule d’appel, la "
        "formule finale et la signature. Répondez par la lettre seule, sans commentaire."
    ),
    "en": (
        "Here is a letter written after a job interview. Reword it in English, with the same facts, no longer "
        "than it is. Add no name, number, date, organisation, quality or promise. Keep the greeting, the closing "
        "and the signature as they are. Answer with the letter alone, without any comment."
    ),
}
_FENCED = re.compile(r"\A```[a-z]*\n(.*?)\n?```\Z", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Question:
    """What an assistant is sent, and nothing else: what to do, and the letter."""

    asked: str
    letter: str


def question(body: str, locale: str) -> Question:
    """The question about a letter in the language of `locale`."""
    return Question(_ASKED["fr" if locale.startswith("fr") else "en"], body)


def bare(answer: str) -> str:
    """The letter of an answer: line ends as ours, without the fence some assistants put around a text."""
    text = answer.replace("\r\n", "\n").strip()
    fenced = _FENCED.match(text)
    return (fenced.group(1) if fenced else text).strip()
