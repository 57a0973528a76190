"""What each step of a plan is called: on the frise, in a list, on a button, once done."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from django.utils.translation import get_language, gettext, pgettext

LETTER_STEPS = frozenset(
    {
        "thanks",
        "followup1",
        "followup2",
        "call_retry",
        "reply_invite",
        "withdraw",
        "acknowledge_offer",
        "ask_feedback",
        "thank_and_ask_feedback",
        "thank_after_rejection",
        "ask_feedback_again",
        "inform_competing_offer",
        "accept_offer",
        "decline_offer",
        "ask_time",
        "answer_question",
        "keep_in_touch",
    }
)
CONTACTS = frozenset({"thanks", "followup1", "followup2", "call_retry"})


@dataclass(frozen=True, slots=True)
class Label:
    """One step: `mark` on the frise, `todo` and `done` with a place for the names, `act` on the button."""

    mark: str
    todo: str
    done: str
    act: str


def label(action: str, *, phone: bool = False) -> Label:
    """The words of a step; a follow-up by phone is a call, a recruiter's letter bears a number."""
    action = action.partition(".")[0]
    if phone and action in {"followup1", "followup2", "call_retry"}:
        return _call()
    return _known(get_language()).get(action) or Label(action, action, action, gettext("Ouvrir"))


def names_in_words(names: Sequence[str]) -> str:
    """«Claire Dupont», «Claire Dupont et Paul Ricard», «A, B et C»."""
    if len(names) < 2:
        return "".join(names)
    return gettext("%(first)s et %(last)s") % {"first": ", ".join(names[:-1]), "last": names[-1]}


def names_of(ids: Sequence[str], people: Mapping[str, str]) -> str:
    """The names behind the ids of a step, in words; nobody for what one does alone."""
    return names_in_words([people[one] for one in ids if one in people])


def _call() -> Label:
    return Label(
        gettext("Appel"), gettext("Appeler %(who)s"), gettext("Appel à %(who)s"), gettext("Préparer l’appel")
    )


@lru_cache(maxsize=4)
def _known(language: str | None) -> dict[str, Label]:
    """Every label in the language of the page: a page asks for dozens of them."""
    del language  # gettext reads it from the thread; here it is the key of the cache
    write = gettext("Relire et envoyer")
    return (
        {
            "ask_next_steps": Label(
                gettext("À demander"),
                gettext("Demander la suite avant de partir"),
                gettext("Suite demandée"),
                gettext("Voir la liste"),
            ),
            "debrief": Label(
                gettext("Bilan"), gettext("Noter le bilan"), gettext("Bilan complet"), gettext("Noter le bilan")
            ),
            "thanks": Label(
                gettext("Merci"), gettext("Remercier %(who)s"), gettext("Merci envoyé à %(who)s"), write
            ),
            "linkedin_invite": Label(
                "LinkedIn",
                gettext("Inviter %(who)s sur LinkedIn"),
                gettext("Invitation LinkedIn à %(who)s"),
                gettext("Voir le mot"),
            ),
            "followup1": Label(
                gettext("Relance"), gettext("Relancer %(who)s"), gettext("Relance envoyée à %(who)s"), write
            ),
            "followup2": Label(
                gettext("Relance"), gettext("Relancer %(who)s"), gettext("Relance envoyée à %(who)s"), write
            ),
            "call_retry": _call(),
            "inform_competing_offer": Label(
                gettext("Autre offre"),
                gettext("Informer %(who)s de l’autre offre"),
                gettext("%(who)s : informés de l’autre offre"),
                write,
            ),
            "close_file": Label(
                gettext("On referme"), gettext("Refermer le dossier"), gettext("Dossier refermé"), gettext("Ouvrir")
            ),
        }
        | _answers(write)
        | _after_a_no(write)
        | _off_plan(write)
        | _news(write)
    )


def _answers(write: str) -> dict[str, Label]:
    return {
        "reply_invite": Label(
            gettext("Réponse"),
            gettext("Répondre à l’invitation de %(who)s"),
            gettext("Invitation acceptée auprès de %(who)s"),
            write,
        ),
        "withdraw": Label(
            gettext("Retrait"),
            gettext("Dire à %(who)s que vous vous retirez"),
            gettext("Retrait annoncé à %(who)s"),
            write,
        ),
        "review_debrief": Label(
            gettext("Relecture"),
            gettext("Relire le bilan avant le prochain entretien"),
            gettext("Bilan relu"),
            gettext("Relire le bilan"),
        ),
        "acknowledge_offer": Label(
            gettext("Réponse"),
            gettext("Accuser réception de l’offre auprès de %(who)s"),
            gettext("Réception de l’offre confirmée à %(who)s"),
            write,
        ),
        "decide_offer": Label(
            gettext("Décision"), gettext("Décider de l’offre"), gettext("Décision prise"), gettext("Ouvrir")
        ),
    }


def _after_a_no(write: str) -> dict[str, Label]:
    return {
        "ask_feedback": Label(
            gettext("Retour"), gettext("Demander un retour à %(who)s"), gettext("Retour demandé à %(who)s"), write
        ),
        "thank_and_ask_feedback": Label(
            gettext("Réponse"),
            gettext("Remercier %(who)s et demander un retour"),
            gettext("Retour demandé à %(who)s"),
            write,
        ),
        "thank_after_rejection": Label(
            gettext("Réponse"),
            gettext("Remercier %(who)s malgré le refus"),
            gettext("Réponse au refus envoyée à %(who)s"),
            write,
        ),
        "ask_feedback_again": Label(
            gettext("Rappel"),
            gettext("Redemander un retour à %(who)s"),
            gettext("Retour redemandé à %(who)s"),
            write,
        ),
        "handwritten_note": Label(
            pgettext("lettre à la main", "Mot"),
            gettext("Écrire à la main à %(who)s"),
            gettext("Mot écrit à la main à %(who)s"),
            gettext("Voir un modèle"),
        ),
    }


def _off_plan(write: str) -> dict[str, Label]:
    return {
        "accept_offer": Label(
            gettext("Oui"),
            gettext("Accepter l’offre auprès de %(who)s"),
            gettext("Offre acceptée auprès de %(who)s"),
            write,
        ),
        "decline_offer": Label(
            gettext("Non"),
            gettext("Décliner l’offre auprès de %(who)s"),
            gettext("Offre déclinée auprès de %(who)s"),
            write,
        ),
        "ask_time": Label(
            gettext("Délai"), gettext("Demander un délai à %(who)s"), gettext("Délai demandé à %(who)s"), write
        ),
        "answer_question": Label(
            gettext("Réponse"), gettext("Répondre à %(who)s"), gettext("Réponse envoyée à %(who)s"), write
        ),
        "keep_in_touch": Label(
            gettext("Nouvelles"),
            gettext("Garder le lien avec %(who)s"),
            gettext("Nouvelles données à %(who)s"),
            write,
        ),
    }


def _news(write: str) -> dict[str, Label]:
    """The recruiter's letters."""
    news = Label(
        gettext("Nouvelles"),
        gettext("Donner des nouvelles à %(who)s"),
        gettext("Nouvelles données à %(who)s"),
        write,
    )
    answer = Label(gettext("Réponse"), gettext("Répondre à %(who)s"), gettext("Réponse envoyée à %(who)s"), write)
    invite = Label(
        gettext("Invitation"), gettext("Inviter %(who)s"), gettext("Invitation envoyée à %(who)s"), write
    )
    offer = Label(
        gettext("Offre"), gettext("Proposer le poste à %(who)s"), gettext("Offre envoyée à %(who)s"), write
    )
    return {
        **dict.fromkeys(("acknowledge", "still_running", "slowed", "standby"), news),
        **dict.fromkeys(("stopped", "refusal_with_reasons"), answer),
        "invite": invite,
        "offer": offer,
    }
