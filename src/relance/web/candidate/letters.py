"""The letters of one step, one a person, side by side: each its own, never the same words twice."""

import re
from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from relance.actions.draft_letter import draft_letter
from relance.actions.plan_case import plan_round
from relance.records.models import Letter
from relance.web import clock, dates
from relance.web.candidate.labels import LETTER_STEPS, label
from relance.web.candidate.outlook import Outlook
from relance.web.candidate.pieces import Piece, cut
from relance.web.owned import round_of

_SENTENCE = re.compile(r"[^.!?\n]+[.!?]?")
#: Characters; shorter sentences are the greetings and endings that every letter has.
_TELLING = 40


@dataclass(frozen=True, slots=True)
class Beside:
    """A letter beside another; sentences both hold are marked."""

    name: str
    href: str
    subject: str
    pieces: tuple[Piece, ...]
    state: str = ""


def beside(row: Letter, body: str) -> tuple[Beside, ...]:
    """The letters of the same step to the other interviewers."""
    rows = Letter.objects.filter(round=row.round_id, step=row.step).exclude(pk=row.pk).exclude(body="")
    return tuple(_beside(other, [body]) for other in rows.select_related("person").order_by("pk"))


def _beside(row: Letter, others: list[str], state: str = "") -> Beside:
    shared = [place for other in others for place in _shared(row.body, other)]
    return Beside(
        row.person.name,
        reverse("letter", args=[row.pk]),
        row.subject,
        cut(row.body, own=(), objections=sorted(set(shared))),
        state,
    )


def _shared(body: str, other: str) -> list[tuple[int, int]]:
    """Where `body` holds a telling sentence of the other letter."""
    known = {match.group().strip() for match in _SENTENCE.finditer(other)}
    return [
        match.span()
        for match in _SENTENCE.finditer(body)
        if len(match.group().strip()) >= _TELLING and match.group().strip() in known
    ]


@require_http_methods(["GET", "POST"])
def write(request: HttpRequest, pk: int, step: str, person_pk: int) -> HttpResponse:
    """Open the letter of a step to a person; drafted on the first POST."""
    round_ = round_of(request, pk)
    participant = next((one for one in round_.participants.all() if one.person_id == person_pk), None)
    if participant is None or step not in LETTER_STEPS:
        raise Http404
    if request.method == "POST":
        drafted = draft_letter(round_=round_, step=step, person=participant.person, now=clock.now())
        return redirect("letter", drafted.letter.pk)
    known = Letter.objects.filter(round=round_, step=step, person_id=person_pk).first()
    if known is not None and (known.body or known.state != Letter.State.DRAFT):
        return redirect("letter", known.pk)
    page = {
        "title": label(step).todo % {"who": participant.person.name},
        "case": round_.case,
        "lines": [(participant.person.name, reverse("write", args=[pk, step, person_pk]), None)],
    }
    return render(request, "candidate/letters.html", {"page": page, "tab": "cases"})


@require_safe
def letters(request: HttpRequest, pk: int, step: str) -> HttpResponse:
    """The letters of one step, one a person, side by side."""
    outlook = Outlook(plan_round(round_=round_of(request, pk), now=clock.now()))
    action = outlook.planned.action(step)
    if step not in LETTER_STEPS:
        raise Http404
    written = Letter.objects.filter(round=outlook.round, step=step).select_related("person")
    known = {row.person_id: row for row in written if row.body or row.state != Letter.State.DRAFT}
    due = [int(one) for one in action.to if one in outlook.people] if action else []
    lines = []
    for person in dict.fromkeys([*due, *known]):
        row = known.get(person)
        name = outlook.people.get(str(person)) or (row.person.name if row else "")
        others = [one.body for one in known.values() if one.person_id != person]
        drawn = _beside(row, others, state_of(outlook, row)) if row else None
        lines.append((name, reverse("write", args=[pk, step, person]), drawn))
    page = {"title": label(step).todo % {"who": gettext("chacun")}, "case": outlook.case, "lines": lines}
    return render(request, "candidate/letters.html", {"page": page, "tab": "cases"})


def state_of(outlook: Outlook, row: Letter) -> str:
    """Where a letter stands, in two or three words."""
    tz = outlook.planned.facts.tz
    if row.state == Letter.State.SENT and row.sent_at:
        return gettext("partie %(when)s") % {"when": dates.moment(row.sent_at.astimezone(tz))}
    if row.state == Letter.State.APPROVED and row.leave_at:
        return gettext("partira %(when)s") % {"when": dates.moment(row.leave_at.astimezone(tz))}
    return {
        Letter.State.DRAFT: gettext("brouillon"),
        Letter.State.CANCELLED: gettext("envoi arrêté"),
        Letter.State.REFUSED: gettext("pas partie"),
        Letter.State.UNKNOWN: gettext("partie ? à vérifier"),
    }.get(Letter.State(row.state), gettext("en train de partir"))
