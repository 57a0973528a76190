"""What a finding of the letter checker says: one kind sentence a code, and who wrote the rule behind it."""

from collections.abc import Mapping, Sequence

from relance.wording import Sentences, say
from relance.wording.authors import sources_of, who_wrote

FINDINGS = Sentences(
    "findings",
    {
        "waiting-for-answer": (
            "Mieux vaut ne pas dire que vous attendez une réponse : dites plutôt que vous restez disponible."
        ),
        "competing-offer": "L’offre d’un autre employeur n’a pas sa place ici : parlez de ce poste-ci.",
        "anger": "Ces mots blessent, et on s’en souviendra. Laissez passer une nuit, puis écrivez sans eux.",
        "contests-decision": (
            "Une décision contestée change rarement ; remercier et demander un retour laisse la porte ouverte."
        ),
        "reproach": "Cela se lit comme un reproche. Un silence n’est pas un refus : rappelez le fait, sans blâme.",
        "pressure": "Cela presse votre lecteur. Une question ouverte sur la suite obtient davantage.",
        "insistence-after-refusal": "Après un refus, une seule demande suffit : insister ferme des portes.",
        "self-deprecation": "Ne vous rabaissez pas : gardez la place pour ce que vous apportez.",
        "excuse-or-flattery": "Ni excuse ni éloge : un fait précis de l’entretien dira mieux votre estime.",
        "thanks-missing": "Il manque un merci, ne serait-ce que pour le temps accordé.",
        "interest-missing": "Rien ne dit encore que ce poste vous tente.",
        "nothing-specific": (
            "Cette lettre pourrait partir chez n’importe qui : ajoutez un point de votre entretien."
        ),
        "availability-missing": "Proposez d’échanger, de venir ou d’envoyer ce qui manque.",
        "nothing-new": (
            "Une relance qui apporte du neuf se lit mieux : un fait, un document, une idée, une référence."
        ),
        "feedback-not-asked": "Le refus ne dit pas pourquoi : vous pouvez demander, une fois, ce qui a manqué.",
        "too-long": "{words} mots : au-delà de {most}, on ne lit plus jusqu’au bout.",
        "same-text": "C’est presque le texte envoyé à un autre interlocuteur, et ils se parlent.",
        "wrong-name": "«{found}» : cette lettre va à {right}.",
        "wrong-organisation": "Ce poste est chez {right}.",
        "wrong-gender-agreement": "Accordé avec vous, ce mot s’écrit «{right}».",
        "unfilled-slot": "Une case du modèle est restée : {slot}.",
        "untrue-lapse": "Le jour de l’envoi, cela ne sera pas vrai : l’entretien remonte à {days} j.",
        "tu-vous-mix": "Choisissez tu ou vous ; sans invitation, c’est vous.",
        "foreign-region-word": "«{word}» n’est pas le mot d’usage dans cette région.",
        "no-greeting": "La lettre commence sans saluer.",
        "no-closing": "Il manque une formule avant la signature.",
        "no-subject": "L’objet est vide : dites de quel entretien il s’agit.",
        "closing-mismatch": "La formule de fin reprend l’appel du début : «{opening}».",
        "shouting": "Écrit ainsi, cela crie. Une seule marque et des minuscules suffisent.",
        "spelling": "Une faute s’est glissée ici.",
        "attachment-missing": "Une pièce jointe est annoncée, et rien n’est joint.",
        "no-reason": "Un refus se dit avec sa raison : le candidat a besoin de savoir.",
        "unlawful-ground": "Ce motif touche à la personne, non à l’emploi : la loi l’interdit.",
        "no-next-date": "Dites quel jour viendront les prochaines nouvelles.",
        "do-not-reply-tone": "On ne répond pas à une machine : laissez la porte ouverte à une question.",
        "false-hope": "Cela promet ce qui n’est pas décidé. Dites où en est vraiment le choix.",
    },
)

#: What is wrong with a message, beside the problems of any value.
MESSAGE_PROBLEMS = Sentences(
    "message_problems",
    {
        "letter_too_big": "ce texte de {size} caractères n’est pas une lettre (au plus {most})",
        "mail_without_text": "ce mail ne contient aucun texte",
    },
)

_LAWS = Sentences("laws", {"L1132-1": "Code du travail, article L. 1132-1"})


def say_finding(code: str, lang: str = "fr", params: Mapping[str, str] | None = None) -> str:
    """The sentence of a finding."""
    return say(FINDINGS, code, lang, params)


def who_says(because: Sequence[str], lang: str = "fr") -> str:
    """Who wrote the rule of a finding; empty when it is plain usage or our own."""
    for rule in because:
        if rule in _LAWS:
            return say(_LAWS, rule, lang)
        if sources_of(rule):
            return who_wrote(rule, lang)
    return ""
