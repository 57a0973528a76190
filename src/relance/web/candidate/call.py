"""The call sheet: what to say, the message for a voicemail, and what came of it in one tap."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from relance.actions.log_event import log_event
from relance.actions.plan_case import plan_round
from relance.letters.drafting import Draft, draft
from relance.records import queries
from relance.records.models import Entry
from relance.web import clock
from relance.web.candidate.doors import Door, guard_door
from relance.web.candidate.outlook import Outlook
from relance.web.candidate.reasons import why
from relance.web.owned import round_of

_CALLS = frozenset({"followup1", "followup2", "call_retry"})


@dataclass(frozen=True, slots=True)
class CallSheet:
    """All that the page shows."""

    pk: int
    step: str
    organisation: str
    name: str
    phone: str
    script: tuple[str, ...]
    voicemail: tuple[str, ...]
    advice: str
    source: str
    door: Door | None
    hang_up: bool
    references: bool


@require_http_methods(["GET", "POST"])
def call(request: HttpRequest, pk: int, step: str) -> HttpResponse:
    """Show the sheet; on POST, write down the outcome."""
    outlook = Outlook(plan_round(round_=round_of(request, pk), now=clock.now()))
    if step not in _CALLS:
        raise Http404
    if request.method == "POST":
        return _outcome(request, outlook, step)
    return render(request, "candidate/call.html", {"page": sheet_of(outlook, step), "tab": "cases"})


def sheet_of(outlook: Outlook, step: str) -> CallSheet:
    """Draw the sheet of a call."""
    facts = outlook.planned.facts
    action = outlook.planned.action(step)
    ids = action.to if action else (facts.main_contact.id,)
    person = next(one for one in facts.people if one.id == ids[0])
    flags = action.flags if action else ()
    hang_up = "hang_up_on_voicemail" in flags
    reason, source = why(("C-05", "C-06") if hang_up else ("C-04",), outlook.planned.playbook.id)
    guard = guard_door(outlook)
    return CallSheet(
        pk=outlook.case.pk,
        step=step,
        organisation=outlook.case.organisation.name,
        name=person.name,
        phone=person.phone or "",
        script=_said(outlook, "call", person.id),
        voicemail=_said(outlook, "voicemail", person.id),
        advice=reason,
        source=source,
        door=guard if guard is not None and not guard.open else None,
        hang_up=hang_up,
        references=queries.references_listed(outlook.case.owner).exists(),
    )


def _said(outlook: Outlook, purpose: str, person: str) -> tuple[str, ...]:
    written = draft(
        outlook.planned.facts, purpose, person, locale=outlook.case.owner.letter_locale,
        sent_on=outlook.now.date(), allow_plain=True,
    )  # fmt: skip
    return tuple(part for part in written.body.split("\n\n") if part) if isinstance(written, Draft) else ()


def _outcome(request: HttpRequest, outlook: Outlook, step: str) -> HttpResponse:
    """Talked or left a message: a contact. Nobody and no message: a silent call (C-06)."""
    now, outcome = clock.now(), request.POST.get("outcome")
    action = outlook.planned.action(step)
    if outcome in {"talked", "message"}:
        log_event(
            round_=outlook.round, kind=Entry.Kind.DONE, action=step, at=now, now=now,
            data={"to": list(action.to) if action else [], "channel": "phone", "outcome": outcome},
        )  # fmt: skip
        messages.success(request, gettext("C’est noté."))
        if outcome == "talked":
            return redirect("answer", outlook.case.pk)
    elif outcome == "nobody":
        planned = "followup1" if step == "call_retry" else step
        log_event(round_=outlook.round, kind=Entry.Kind.CALL_NO_MESSAGE, action=planned, at=now, now=now)
        messages.success(request, gettext("C’est noté. Une seule tentative par jour : le plan dit quand rappeler."))
    return redirect("case", outlook.case.pk)
