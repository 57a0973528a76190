"""What is told in words on the page of progress: brakes, arguments, what employers said, one line an interview."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext, ngettext

from relance.etiquette.lessons import (
    Feedback,
    Life,
    Outcome,
    arguments_used,
    brakes_met,
    convictions,
    feedback_heard,
    thanked,
)
from relance.web import dates

#: Enough to talk about with an adviser; the cases hold the rest.
_MOST = 5


@dataclass(frozen=True, slots=True)
class WordLine:
    """Words, a small line about them, and words that answer."""

    text: str
    about: str
    answers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FeedbackLine:
    """What an employer said, beside what one thought on the day."""

    organisation: str
    said: str
    thought: str
    href: str


@dataclass(frozen=True, slots=True)
class Told:
    """One interview, on one line."""

    name: str
    when: str
    words: str
    href: str


def brake_lines(lives: Sequence[Life]) -> tuple[WordLine, ...]:
    """Brakes that come back, in two applications at least."""
    found = [one for one in brakes_met(lives) if one.cases > 1][:_MOST]
    return tuple(
        WordLine(one.text, gettext("dans %(count)s candidatures") % {"count": one.cases}, one.answers[:2])
        for one in found
    )


def argument_lines(lives: Sequence[Life]) -> tuple[WordLine, ...]:
    """Arguments, and the functions convinced where they were used."""
    found = []
    for one in [each for each in arguments_used(lives) if each.convinced or len(each.keys) > 1][:_MOST]:
        about = ngettext("dit dans un entretien", "dit dans %(count)s entretiens", len(one.keys))
        words = about % {"count": len(one.keys)}
        who = ", ".join(f"{name} ({count})" if count > 1 else name for name, count in one.convinced)
        if who:
            words = gettext("%(used)s ; là, quelqu’un était convaincu : %(who)s") % {"used": words, "who": who}
        found.append(WordLine(one.text, words))
    return tuple(found)


def function_lines(lives: Sequence[Life]) -> tuple[WordLine, ...]:
    """What convinced, by function; the latest words of each."""
    found = []
    for one in convictions(lives)[:_MOST]:
        not_yet = tuple(gettext("pas convaincu : %(why)s") % {"why": why} for why in one.not_convinced[-1:])
        about = ngettext("une rencontre", "%(count)s rencontres", len(one.keys)) % {"count": len(one.keys)}
        found.append(WordLine(one.function or gettext("fonction inconnue"), about, (*one.convinced[-2:], *not_yet)))
    return tuple(found)


def feedback_lines(lives: Sequence[Life]) -> tuple[FeedbackLine, ...]:
    """What employers said, the latest first."""
    return tuple(
        FeedbackLine(one.organisation, one.said, _thought(one), reverse("case", args=[one.key.case]))
        for one in feedback_heard(lives)[:_MOST]
    )


def _thought(one: Feedback) -> str:
    noted = one.thought
    if noted is None:
        return gettext("Rien de noté ce jour-là.")
    parts = []
    if noted.felt is not None:
        parts.append(gettext("vécu %(felt)s sur 5") % {"felt": noted.felt})
    if noted.chances is not None:
        parts.append(gettext("chances %(chances)s sur 10") % {"chances": noted.chances})
    words = (noted.chances_text, *(brake.text for brake in noted.brakes[:2]))
    parts += [gettext("« %(words)s »") % {"words": each} for each in words if each]
    return ", ".join(parts) or gettext("Rien de noté ce jour-là.")


def told_of(life: Life) -> Told:
    """One interview as a line: when one thanked, what came of it."""
    thanks = {
        "within_a_day": gettext("merci sous 24 h"),
        "later": gettext("merci plus tard"),
        "never": gettext("pas de merci"),
        None: "",
    }[thanked(life)]
    became: dict[Outcome, str] = {
        "offer": gettext("une offre"),
        "second_interview": gettext("un autre entretien"),
        "rejection": gettext("un refus"),
        "silence": gettext("sans réponse"),
        "waiting": gettext("en attente"),
        "withdrawn": gettext("un retrait de votre part"),
    }
    words = became[life.outcome]
    if life.answer is not None:
        days = (life.answer.at.astimezone(life.facts.tz).date() - life.facts.interview.end.date()).days
        after = ngettext("après %(days)s jour", "après %(days)s jours", max(days, 0)) % {"days": max(days, 0)}
        words = f"{words} {after}"
    return Told(
        name=life.facts.organisation,
        when=dates.day(life.facts.interview.start.date(), weekday=False, year=True),
        words=", ".join(part for part in (thanks, words) if part),
        href=reverse("case", args=[life.case]),
    )
