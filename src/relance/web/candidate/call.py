"""The call sheet: what to say, the message for a voicemail, and what came of it in one tap."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from relance.actions.call_back import note_call_back
from relance.actions.log_event import log_event
from relance.actions.plan_case import plan_round
from relance.actions.refusals import BadInputError
from relance.etiquette.facts import SilentCall
from relance.etiquette.steps import Action
from relance.letters.drafting import Draft, draft
from relance.records import queries
from relance.records.models import Entry
from relance.web import clock, dates
from relance.web.candidate.doors import Door, guard_door
from relance.web.candidate.outlook import Outlook
from relance.web.candidate.reasons import why
from relance.web.forms import QuietForm
from relance.web.owned import round_of

_CALLS = frozenset({"followup1", "followup2", "call_retry"})
#: Words said in a second by somebody who speaks to a machine and wants to be understood.
_WORDS_A_SECOND = 2.4
#: A message on a voicemail holds in this many seconds.
VOICEMAIL_SECONDS = 30
_LOCAL = "%Y-%m-%dT%H:%M"


class CallBackForm(QuietForm):
    """The hour they asked to be called back at, in their own zone."""

    call_back_at = forms.DateTimeField(
        label=_("Rappeler le"),
        required=False,
        input_formats=[_LOCAL, "%Y-%m-%dT%H:%M:%S"],
        widget=forms.DateTimeInput({"type": "datetime-local"}, _LOCAL),
    )


@dataclass(frozen=True, slots=True)
class CallSheet:
    """All that the page shows. `dialled` is the number as telephones want it, `seconds` the message's length."""

    pk: int
    step: str
    organisation: str
    name: str
    phone: str
    dialled: str
    when: str
    script: tuple[str, ...]
    voicemail: tuple[str, ...]
    seconds: int
    advice: str
    source: str
    door: Door | None
    hang_up: bool
    tries: tuple[str, ...]
    references: bool
    form: CallBackForm
    limit: int = VOICEMAIL_SECONDS


@require_http_methods(["GET", "POST"])
def call(request: HttpRequest, pk: int, step: str) -> HttpResponse:
    """Show the sheet; on POST, write down the outcome."""
    outlook = Outlook(plan_round(round_=round_of(request, pk), now=clock.now()))
    if step not in _CALLS:
        raise Http404
    form = CallBackForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            return _outcome(request, outlook, step, form)
        except BadInputError as error:
            form.take(error.problems)
    page = sheet_of(outlook, step, form)
    status = 422 if request.method == "POST" else 200
    return render(request, "candidate/call.html", {"page": page, "tab": "cases"}, status=status)


def sheet_of(outlook: Outlook, step: str, form: CallBackForm | None = None) -> CallSheet:
    """Draw the sheet of a call."""
    facts = outlook.planned.facts
    action = _planned(outlook, step)
    person = next(one for one in facts.people if one.id == _called(outlook, action)[0])
    flags = action.flags if action else ()
    hang_up = "hang_up_on_voicemail" in flags
    reason, source = why(("C-05", "C-06") if hang_up else ("C-04",), outlook.planned.playbook.id)
    voicemail = _said(outlook, "voicemail", person.id)
    silent = [event.at for event in facts.events if isinstance(event, SilentCall)]
    return CallSheet(
        pk=outlook.case.pk,
        step=step,
        organisation=outlook.case.organisation.name,
        name=person.name,
        phone=person.phone or "",
        dialled="".join(char for char in person.phone or "" if char.isdigit() or char in "+*#"),
        when=dates.moment(action.due) if action and isinstance(action.due, datetime) else "",
        script=_said(outlook, "call", person.id),
        voicemail=voicemail,
        seconds=round(sum(len(part.split()) for part in voicemail) / _WORDS_A_SECOND),
        advice=reason,
        source=source,
        door=_door(outlook, silent, action.due if action else None),
        hang_up=hang_up,
        tries=tuple(gettext("%(when)s : personne, pas de message") % {"when": dates.moment(at)} for at in silent),
        references=queries.references_listed(outlook.case.owner).exists(),
        form=form or CallBackForm(),
    )


def _planned(outlook: Outlook, step: str) -> Action | None:
    """The call of the plan: a follow-up that reached nobody comes back under the name of a second try."""
    names = (step, "call_retry") if step == "followup1" else (step,)
    return next((found for name in names if (found := outlook.planned.action(name)) is not None), None)


def _called(outlook: Outlook, action: Action | None) -> tuple[str, ...]:
    """Whom the call is for; the plan that holds it no more does not change who was called."""
    return action.to if action else (outlook.planned.facts.main_contact.id,)


def _door(outlook: Outlook, silent: Sequence[datetime], due: object) -> Door | None:
    """Why not to call now: one try a day (C-04 to C-06), then the guard's own reason."""
    if silent and silent[-1].date() == outlook.now.date():
        reason, source = why(("C-06",), outlook.planned.playbook.id)
        until = (
            gettext("Le plan dit de rappeler %(when)s.") % {"when": dates.moment(due)}
            if isinstance(due, datetime) and due > outlook.now
            else ""
        )
        title = gettext("Plus aujourd’hui : vous avez déjà appelé.")
        return Door(title, open=False, why=reason, source=source, until=until)
    guard = guard_door(outlook)
    return guard if guard is not None and not guard.open else None


def _said(outlook: Outlook, purpose: str, person: str) -> tuple[str, ...]:
    written = draft(
        outlook.planned.facts, purpose, person, locale=outlook.case.owner.letter_locale,
        sent_on=outlook.now.date(), allow_plain=True,
        references=queries.references_listed(outlook.case.owner).exists(),
    )  # fmt: skip
    return tuple(part for part in written.body.split("\n\n") if part) if isinstance(written, Draft) else ()


def _outcome(request: HttpRequest, outlook: Outlook, step: str, form: CallBackForm) -> HttpResponse:
    """Talked or left a message: a contact. Nobody and no message: a silent call (C-06). Call back: nothing yet."""
    now, outcome = clock.now(), request.POST.get("outcome")
    action = _planned(outlook, step)
    if outcome in {"talked", "message"}:
        log_event(
            round_=outlook.round, kind=Entry.Kind.DONE, action=step, at=now, now=now,
            data={"to": list(_called(outlook, action)), "channel": "phone", "outcome": outcome},
        )  # fmt: skip
        messages.success(request, gettext("C’est noté."))
        if outcome == "talked":
            return redirect("answer", outlook.case.pk)
    elif outcome == "later":
        asked = form.cleaned_data["call_back_at"]
        at = asked.replace(tzinfo=outlook.planned.facts.tz) if asked else now
        note_call_back(round_=outlook.round, at=at, now=now)
        messages.success(request, gettext("C’est noté : rappeler %(when)s.") % {"when": dates.moment(at)})
    elif outcome == "nobody":
        planned = "followup1" if step == "call_retry" else step
        log_event(round_=outlook.round, kind=Entry.Kind.CALL_NO_MESSAGE, action=planned, at=now, now=now)
        messages.success(request, gettext("C’est noté. Une seule tentative par jour : le plan dit quand rappeler."))
    return redirect("case", outlook.case.pk)
