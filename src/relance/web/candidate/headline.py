"""The one sentence at the top of a page, which answers «what do I do now?».

Pure functions from what is due to words. Never a score, never a guess about what silence means (S-02, S-05).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal, TypeAlias

from django.utils.translation import gettext, ngettext, pgettext

from relance.web import dates

CaseState: TypeAlias = Literal["before_interview", "open", "invited", "withdrawing", "offer", "rejected", "closed"]

_LETTERS = frozenset({
    "thanks", "followup1", "ask_feedback", "thank_and_ask_feedback", "thank_after_rejection", "ask_feedback_again",
})  # fmt: skip
_CALLS = frozenset({"call", "call_retry"})


@dataclass(frozen=True, slots=True)
class Due:
    """One thing to do now: an action of the plan, its channel, its instant (None: some time today)."""

    action: str
    at: datetime | None
    phone: bool = False
    count: int = 1
    overdue: bool = False


@dataclass(frozen=True, slots=True)
class Headline:
    """The sentence, and what comes after it; `then` may be empty."""

    now: str
    then: str = ""


def number_word(count: int, *, feminine: bool = False) -> str:
    """A small number in words, opening a sentence: «Deux», «Trois»; figures beyond ten."""
    if count == 1:
        return pgettext("féminin", "Une") if feminine else pgettext("masculin", "Un")
    words = (
        gettext("Deux"), gettext("Trois"), gettext("Quatre"), gettext("Cinq"), gettext("Six"),
        gettext("Sept"), gettext("Huit"), gettext("Neuf"), gettext("Dix"),
    )  # fmt: skip
    return words[count - 2] if 2 <= count <= 10 else str(count)


def today(
    *,
    due: Sequence[Due],
    next_on: date | None,
    cases: int,
    waiting: int,
    answers: int,
    now: datetime,
    many: bool = False,
) -> Headline:
    """The headline of «Aujourd’hui»: `answers` wait to be read together, `next_on` is the next date of any plan.

    With `many`, more is due than the page holds.
    """
    if answers:
        first = ngettext("Une réponse est arrivée.", "%(count)s réponses sont arrivées.", answers)
        return Headline(first % {"count": number_word(answers, feminine=True)}, gettext("À vous de la lire."))
    if many:
        return Headline(
            gettext("Beaucoup à faire aujourd’hui."), gettext("Une ligne à la fois, du haut vers le bas.")
        )
    if due:
        return Headline(_what_is_due(due, now), _afterwards(next_on, now))
    if next_on:
        words = dates.near_day(next_on, now)
        then = gettext("Le silence est normal.") if waiting else ""
        return Headline(gettext("Rien à faire avant %(day)s.") % {"day": words}, then)
    if cases:
        return Headline(gettext("Rien à faire aujourd’hui."), gettext("Tout est à jour."))
    return Headline(gettext("Vous sortez d’un entretien ?"), gettext("Notez-le ici : la suite se prépare."))


def leaving(organisation: str, end: datetime) -> Headline:
    """The last minutes in the room."""
    return Headline(
        gettext("Avant de partir, demandez la suite."),
        gettext("%(who)s, jusqu’à %(hour)s.") % {"who": organisation, "hour": dates.hour(end)},
    )


def case(*, state: CaseState, due: Due | None, promised_on: date | None, next_at: datetime | None,
         interview_at: datetime, answer_waits: bool, now: datetime) -> str:  # fmt: skip
    """The headline of one case."""
    if answer_waits and state != "closed":
        return gettext("Ils ont répondu.")
    if state == "before_interview":
        return gettext("Entretien %(moment)s.") % {"moment": dates.moment(interview_at)}
    if due and state != "closed":
        return _what_is_due([due], now)
    return _waiting(promised_on, next_at, now) if state == "open" else _decided(state)


def _waiting(promised_on: date | None, next_at: datetime | None, now: datetime) -> str:
    if promised_on and now.date() <= promised_on:
        return gettext("Le silence est normal %(until)s.") % {"until": dates.until_day(promised_on)}
    if next_at:
        return gettext("Rien à faire avant %(day)s.") % {"day": dates.near_day(next_at.date(), now)}
    return gettext("Plus rien à faire ici.")


def _decided(state: CaseState) -> str:
    sentences = {
        "invited": gettext("Ils veulent vous revoir."),
        "withdrawing": gettext("Vous vous retirez avec élégance."),
        "offer": gettext("Ils vous proposent le poste."),
        "rejected": gettext("C’est non, cette fois."),
    }
    return sentences.get(state, gettext("Dossier refermé."))


def _afterwards(next_on: date | None, now: datetime) -> str:
    if next_on is None or next_on <= now.date():
        return ""
    return gettext("Ensuite, rien avant %(day)s.") % {"day": dates.near_day(next_on, now)}


def _what_is_due(due: Sequence[Due], now: datetime) -> str:
    kinds = {("thanks" if one.action == "thanks" else one.action, one.phone) for one in due}
    if len(kinds) > 1:
        count = len(due)
        sentence = ngettext("Une chose à faire aujourd’hui.", "%(count)s choses à faire aujourd’hui.", count)
        return sentence % {"count": number_word(count, feminine=True)}
    first = min(due, key=lambda one: one.at or now)
    return _one_kind(first, sum(one.count for one in due), now)


def _one_kind(one: Due, count: int, now: datetime) -> str:
    when = dates.part_of_day(one.at, now) if one.at and one.at > now else gettext("maintenant")
    values = {"count": number_word(count), "feminine": number_word(count, feminine=True), "when": when}
    if one.phone:
        clock = gettext("à %(hour)s") % {"hour": dates.hour(one.at)} if one.at and one.at > now else when
        return ngettext("Un appel à passer %(when)s.", "%(count)s appels à passer %(when)s.", count) % {
            **values, "when": clock,
        }  # fmt: skip
    if one.action == "thanks":
        return ngettext("Un merci à envoyer %(when)s.", "%(count)s mercis à envoyer %(when)s.", count) % values
    if one.action in {"followup1", "followup2", "call_retry"}:
        return (
            ngettext("Une relance à envoyer %(when)s.", "%(feminine)s relances à envoyer %(when)s.", count) % values
        )
    if one.action in _LETTERS:
        return ngettext("Un mot à leur écrire %(when)s.", "%(count)s mots à écrire %(when)s.", count) % values
    return _other(one.action, count) % values


def _other(action: str, count: int) -> str:
    """Sentences for what is neither thanks, nor follow-up, nor call."""
    match action:
        case "debrief":
            return ngettext(
                "Un bilan à noter, pendant que c’est frais.",
                "%(count)s bilans à noter, pendant que c’est frais.",
                count,
            )
        case "reply_invite":
            return ngettext(
                "Une invitation à accepter %(when)s.", "%(feminine)s invitations à accepter %(when)s.", count
            )
        case "close_file":
            return ngettext("Un dossier à refermer.", "%(count)s dossiers à refermer.", count)
    several = ngettext("Une chose à faire %(when)s.", "%(feminine)s choses à faire %(when)s.", count)
    return (_single(action) if count == 1 else "") or several


def _single(action: str) -> str:
    return {
        "ask_next_steps": gettext("Avant de partir, demandez la suite."),
        "acknowledge_offer": gettext("Une offre : dites que vous l’avez bien reçue."),
        "decide_offer": gettext("Une offre attend votre décision."),
        "review_debrief": gettext("Demain, second entretien : relisez votre bilan."),
        "withdraw": gettext("Dites-leur que vous vous retirez."),
        "linkedin_invite": gettext("Une invitation LinkedIn à envoyer."),
        "handwritten_note": gettext("Un mot à écrire à la main."),
        "keep_in_touch": gettext("Quelqu’un attend de vos nouvelles."),
    }.get(action, "")
