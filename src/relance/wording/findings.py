"""What a finding of the letter checker says: one kind sentence a code, and who wrote the rule behind it."""

from collections.abc import Mapping, Sequence

from relance.wording import Sentences, say
from relance.wording.authors import sources_of, who_wrote

FINDINGS: Sentences = {
    "waiting-for-answer": {
        "fr": "Mieux vaut ne pas dire que vous attendez une réponse : dites plutôt que vous restez disponible.",
        "en": "Better not to say that you are waiting for an answer: say that you remain available.",
    },
    "competing-offer": {
        "fr": "L’offre d’un autre employeur n’a pas sa place ici : parlez de ce poste-ci.",
        "en": "Another employer’s offer is better left out: speak of this job.",
    },
    "anger": {
        "fr": "Ces mots blessent, et on s’en souviendra. Laissez passer une nuit, puis écrivez sans eux.",
        "en": "These words hurt, and will be remembered. Sleep on it, then write without them.",
    },
    "contests-decision": {
        "fr": "Une décision contestée change rarement ; remercier et demander un retour laisse la porte ouverte.",
        "en": "A disputed decision seldom changes; thanking and asking for feedback keeps the door open.",
    },
    "reproach": {
        "fr": "Cela se lit comme un reproche. Un silence n’est pas un refus : rappelez le fait, sans blâme.",
        "en": "This reads as a reproach. Silence is not a refusal: state the fact, without blame.",
    },
    "pressure": {
        "fr": "Cela presse votre lecteur. Une question ouverte sur la suite obtient davantage.",
        "en": "This presses your reader. An open question about what comes next gets further.",
    },
    "insistence-after-refusal": {
        "fr": "Après un refus, une seule demande suffit : insister ferme des portes.",
        "en": "After a refusal one request is enough: insisting closes doors.",
    },
    "self-deprecation": {
        "fr": "Ne vous rabaissez pas : gardez la place pour ce que vous apportez.",
        "en": "Do not run yourself down: keep the room for what you bring.",
    },
    "excuse-or-flattery": {
        "fr": "Ni excuse ni éloge : un fait précis de l’entretien dira mieux votre estime.",
        "en": "Neither excuse nor praise: one precise fact of the interview says it better.",
    },
    "thanks-missing": {
        "fr": "Il manque un merci, ne serait-ce que pour le temps accordé.",
        "en": "A word of thanks is missing, if only for the time given.",
    },
    "interest-missing": {
        "fr": "Rien ne dit encore que ce poste vous tente.",
        "en": "Nothing says yet that you would like this job.",
    },
    "nothing-specific": {
        "fr": "Cette lettre pourrait partir chez n’importe qui : ajoutez un point de votre entretien.",
        "en": "This letter could go to anyone: add one point from your interview.",
    },
    "availability-missing": {
        "fr": "Proposez d’échanger, de venir ou d’envoyer ce qui manque.",
        "en": "Offer to talk, to come, or to send what is missing.",
    },
    "nothing-new": {
        "fr": "Une relance qui apporte du neuf se lit mieux : un fait, un document, une idée, une référence.",
        "en": "A follow-up that brings something new reads better: a fact, a document, an idea, a reference.",
    },
    "feedback-not-asked": {
        "fr": "Le refus ne dit pas pourquoi : vous pouvez demander, une fois, ce qui a manqué.",
        "en": "The refusal gives no reason: you may ask, once, what was missing.",
    },
    "too-long": {
        "fr": "{words} mots : au-delà de {most}, on ne lit plus jusqu’au bout.",
        "en": "{words} words: past {most}, it is no longer read to the end.",
    },
    "same-text": {
        "fr": "C’est presque le texte envoyé à un autre interlocuteur, et ils se parlent.",
        "en": "This is nearly the text sent to another interviewer, and they talk to each other.",
    },
    "wrong-name": {
        "fr": "«{found}» : cette lettre va à {right}.",
        "en": "“{found}”: this letter goes to {right}.",
    },
    "wrong-organisation": {
        "fr": "Ce poste est chez {right}.",
        "en": "This job is at {right}.",
    },
    "wrong-gender-agreement": {
        "fr": "Accordé avec vous, ce mot s’écrit «{right}».",
        "en": "Agreed with you, this word is written “{right}”.",
    },
    "unfilled-slot": {
        "fr": "Une case du modèle est restée : {slot}.",
        "en": "A blank of the template was left: {slot}.",
    },
    "untrue-lapse": {
        "fr": "Le jour de l’envoi, cela ne sera pas vrai : l’entretien remonte à {days} j.",
        "en": "On the day it leaves this will not be true: the interview was {days} days before.",
    },
    "tu-vous-mix": {
        "fr": "Choisissez tu ou vous ; sans invitation, c’est vous.",
        "en": "Choose tu or vous; unless tu was offered, it is vous.",
    },
    "foreign-region-word": {
        "fr": "«{word}» n’est pas le mot d’usage dans cette région.",
        "en": "“{word}” is not the usual word in that region.",
    },
    "no-greeting": {
        "fr": "La lettre commence sans saluer.",
        "en": "The letter opens without a greeting.",
    },
    "no-closing": {
        "fr": "Il manque une formule avant la signature.",
        "en": "There is no closing before the signature.",
    },
    "no-subject": {
        "fr": "L’objet est vide : dites de quel entretien il s’agit.",
        "en": "The subject is empty: say which interview it is about.",
    },
    "closing-mismatch": {
        "fr": "La formule de fin reprend l’appel du début : «{opening}».",
        "en": "The closing goes with the opening: “{opening}”.",
    },
    "shouting": {
        "fr": "Écrit ainsi, cela crie. Une seule marque et des minuscules suffisent.",
        "en": "Written like this, it shouts. One mark and small letters are enough.",
    },
    "spelling": {
        "fr": "Une faute s’est glissée ici.",
        "en": "A slip of spelling or grammar here.",
    },
    "attachment-missing": {
        "fr": "Une pièce jointe est annoncée, et rien n’est joint.",
        "en": "An attachment is announced, and nothing is attached.",
    },
    "no-reason": {
        "fr": "Un refus se dit avec sa raison : le candidat a besoin de savoir.",
        "en": "A refusal comes with its reason: the candidate needs to know.",
    },
    "unlawful-ground": {
        "fr": "Ce motif touche à la personne, non à l’emploi : la loi l’interdit.",
        "en": "This ground is about the person, not the job: the law forbids it.",
    },
    "no-next-date": {
        "fr": "Dites quel jour viendront les prochaines nouvelles.",
        "en": "Say on what day the next news will come.",
    },
    "do-not-reply-tone": {
        "fr": "On ne répond pas à une machine : laissez la porte ouverte à une question.",
        "en": "Nobody answers a machine: leave room for a question.",
    },
    "false-hope": {
        "fr": "Cela promet ce qui n’est pas décidé. Dites où en est vraiment le choix.",
        "en": "This promises what is not decided. Say where the choice really stands.",
    },
}

#: What is wrong with a message, beside the problems of any value.
MESSAGE_PROBLEMS: Sentences = {
    "letter_too_big": {
        "fr": "ce texte de {size} caractères n’est pas une lettre (au plus {most})",
        "en": "a text of {size} characters is no letter (at most {most})",
    },
    "mail_without_text": {
        "fr": "ce mail ne contient aucun texte",
        "en": "this mail holds no text",
    },
}

_LAW = {"fr": "Code du travail, article L. 1132-1", "en": "French Labour Code, article L. 1132-1"}


def say_finding(code: str, lang: str = "fr", params: Mapping[str, str] | None = None) -> str:
    """The sentence of a finding."""
    return say(FINDINGS, code, lang, params)


def who_says(because: Sequence[str], lang: str = "fr") -> str:
    """Who wrote the rule of a finding; empty when it is plain usage or our own."""
    for rule in because:
        if rule == "L1132-1":
            return _LAW["fr" if lang.startswith("fr") else "en"]
        if sources_of(rule):
            return who_wrote(rule, lang)
    return ""
