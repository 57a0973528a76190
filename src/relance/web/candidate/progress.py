"""«Progrès»: what all interviews taught, sentences first, every count beside its drawing; made to be printed."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_safe

from relance.actions.question_bank import bank_of
from relance.etiquette.lessons import ENOUGH, Life, is_enough, outcomes
from relance.records.lessons import lessons_of as written_lessons
from relance.records.lives import lives_of
from relance.records.models import Owner
from relance.web import clock
from relance.web.candidate.progress_counts import Lesson, estimates, lessons_of
from relance.web.candidate.progress_words import (
    FeedbackLine,
    Told,
    WordLine,
    argument_lines,
    brake_lines,
    feedback_lines,
    function_lines,
    told_of,
)
from relance.web.candidate.subjects import asked_words
from relance.web.owned import owner_of

#: Questions named on the page; the bank holds the others.
_QUESTIONS = 5
_LINES = 6


@dataclass(frozen=True, slots=True)
class Progress:
    """All that the page shows. Under ten applications, `told` stands in for the lessons."""

    headline: str
    lead: str
    reminder: str
    lessons: tuple[Lesson, ...] = ()
    told: tuple[Told, ...] = ()
    brakes: tuple[WordLine, ...] = ()
    arguments: tuple[WordLine, ...] = ()
    functions: tuple[WordLine, ...] = ()
    feedback: tuple[FeedbackLine, ...] = ()
    questions: tuple[WordLine, ...] = ()
    written: tuple[WordLine, ...] = ()


@require_safe
def progress(request: HttpRequest) -> HttpResponse:
    """Show the page."""
    owner, now = owner_of(request), clock.now()
    lives = lives_of(owner, now)
    asked = [one for one in bank_of(owner, lives) if one.times > 1][:_QUESTIONS]
    questions = tuple(
        WordLine(asked_words(one), _times(one.times), (one.answer,) if one.answer else ()) for one in asked
    )
    page = replace(page_of(lives), questions=questions, written=_written(owner))
    return render(request, "candidate/progress.html", {"page": page, "tab": "cases"})


def page_of(lives: Sequence[Life]) -> Progress:
    """Draw the page of these interviews."""
    enough = is_enough([life for life in lives if life.settled])
    own = estimates(lives)
    return Progress(
        headline=_headline(lives),
        lead=_lead(lives),
        reminder=_reminder(lives, enough=enough),
        lessons=(*(lessons_of(lives) if enough else ()), *((own,) if own else ())),
        told=() if enough else tuple(told_of(life) for life in reversed(lives)),
        brakes=brake_lines(lives),
        arguments=argument_lines(lives),
        functions=function_lines(lives),
        feedback=feedback_lines(lives),
    )


def _written(owner: Owner) -> tuple[WordLine, ...]:
    """The lessons of refusals, each in the one line it was written in."""
    rows = written_lessons(owner)[:_LINES]
    return tuple(WordLine(row.line, row.round.case.organisation.name) for row in rows)


def _headline(lives: Sequence[Life]) -> str:
    if not lives:
        return gettext("Vos entretiens vous apprendront quelque chose.")
    cases = len({life.case for life in lives})
    met = ngettext("Un entretien", "%(count)s entretiens", len(lives)) % {"count": len(lives)}
    of = ngettext("une candidature", "%(count)s candidatures", cases) % {"count": cases}
    return gettext("%(interviews)s, %(cases)s.") % {"interviews": met, "cases": of}


def _lead(lives: Sequence[Life]) -> str:
    if not lives:
        return gettext("Après le premier, cette page dira ce qui revient, ce qui convainc, ce qui marche.")
    became = {name: len(keys) for name, keys in outcomes(lives).items()}
    again, offers, refused = became["second_interview"], became["offer"], became["rejection"]
    silent, gone, waiting = became["silence"], became["withdrawn"], became["waiting"]
    told = [
        (again, ngettext("un a mené à un autre entretien", "%(n)s ont mené à un autre entretien", again)),
        (offers, ngettext("un a mené à une offre", "%(n)s ont mené à une offre", offers)),
        (refused, ngettext("un refus", "%(n)s refus", refused)),
        (silent, ngettext("un sans réponse", "%(n)s sans réponse", silent)),
        (gone, ngettext("un retrait de votre part", "%(n)s retraits de votre part", gone)),
        (waiting, ngettext("un en attente", "%(n)s en attente", waiting)),
    ]
    words = ", ".join(text % {"n": count} for count, text in told if count)
    return f"{words[:1].upper()}{words[1:]}."


def _reminder(lives: Sequence[Life], *, enough: bool) -> str:
    if not lives:
        return ""
    if enough:
        return gettext("Peu de cas ne prouvent rien : ces nombres racontent, ils n’expliquent pas.")
    return gettext(
        "Moins de %(most)s candidatures dont la suite est connue : une liste, pas une tendance. Peu de cas ne"
        " prouvent rien."
    ) % {"most": ENOUGH}


def _times(times: int) -> str:
    return ngettext("posée une fois", "posée %(count)s fois", times) % {"count": times}
