"""One candidate: what is owed, what they wrote, news told otherwise, interviews, what is kept about them."""

import json
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.text import slugify
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from relance.actions.board import duties_of
from relance.actions.candidate_file import candidate_file, erase_candidate
from relance.actions.close_case import close_case, reopen_case
from relance.actions.hear_candidate import HEARD, hear_candidate
from relance.actions.refusals import BadInputError, RefusedError
from relance.actions.tell_candidates import note_news, reason_problems
from relance.etiquette.problems import Problem
from relance.mail.reading.candidates import heard_in
from relance.records.models import Case, InboundMail, Letter, Person
from relance.records.openings import candidate_of
from relance.web import clock, dates, said
from relance.web.candidate.notices import NoticeLine, notices_of
from relance.web.forms import QuietForm
from relance.web.owned import owner_of
from relance.web.recruiter.candidate_story import InterviewLine, StoryLine, interviews_of, story_of
from relance.web.recruiter.duty_lines import DutyLine, duty_line, law_words
from relance.web.recruiter.seen import candidate_mail, candidate_seen
from relance.web.recruiter.telling import next_news_day

KINDS = [
    ("running", _("Cela suit son cours")),
    ("slowed", _("Cela ralentit")),
    ("standby", _("C’est suspendu")),
    ("stopped", _("Le poste ne sera pas pourvu")),
    ("refusal", _("C’est non")),
    ("offer", _("Nous vous proposons le poste")),
]
#: What each answer of a candidate is called on its button.
_HEARD = {
    "news": _("Demande des nouvelles"),
    "reasons": _("Demande pourquoi c’est non"),
    "withdrew": _("Se retire"),
    "nothing": _("Rien de tout cela"),
}


class ToldForm(QuietForm):
    """News given by telephone or in person: one tap when the date proposed is the right one."""

    kind = forms.ChoiceField(label=_("Ce que vous avez dit"), choices=KINDS, required=False)
    next_on = forms.DateField(
        label=_("Prochaine nouvelle"), required=False, widget=forms.DateInput({"type": "date"}, "%Y-%m-%d")
    )
    reason = forms.CharField(label=_("Le motif, si c’est non"), required=False, max_length=300)


@dataclass(frozen=True, slots=True)
class WrittenLine:
    """A mail of theirs that waits: its words, and what it seems to be, first among what it can be."""

    pk: int
    subject: str
    when: str
    text: str
    choices: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class CandidatePage:
    """All that the page shows."""

    pk: int
    person: Person
    opening_pk: int
    post: str
    line: DutyLine
    laws: tuple[str, ...]
    written: tuple[WrittenLine, ...]
    interviews: tuple[InterviewLine, ...]
    story: tuple[StoryLine, ...]
    form: ToldForm
    kept: str
    own: bool
    closed: bool
    over: bool
    met: bool
    letters: int
    notices: tuple[NoticeLine, ...] = ()


@require_safe
def candidate(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the page."""
    return _show(request, candidate_seen(request, pk))


@require_POST
def told(request: HttpRequest, pk: int) -> HttpResponse:
    """News given otherwise, with its next date; a no gives its reason (QL-05)."""
    case = candidate_seen(request, pk)
    form = ToldForm(request.POST)
    if form.is_valid():
        given = form.cleaned_data
        problems = _problems(case, given["kind"], given["next_on"], given["reason"])
        if not problems:
            reasons = (given["reason"],) if given["reason"].strip() else ()
            ended = given["kind"] in {"refusal", "stopped"}
            next_on = None if ended else given["next_on"]
            note_news(case=case, kind=given["kind"], now=clock.now(), next_on=next_on, reasons=reasons)
            messages.success(request, gettext("C’est noté."))
            return redirect("candidate", pk)
        form.take(problems)
    return _show(request, case, form, status=422)


@require_POST
def heard(request: HttpRequest, pk: int) -> HttpResponse:
    """What a candidate asked or said otherwise than by mail: news, reasons, or that they leave."""
    case = candidate_seen(request, pk)
    return _hear(request, case, None)


@require_POST
def heard_by_mail(request: HttpRequest, pk: int) -> HttpResponse:
    """What a mail of theirs was."""
    mail = candidate_mail(request, pk)
    return _hear(request, candidate_seen(request, mail.case_id or 0), mail)


@require_POST
def archive(request: HttpRequest, pk: int) -> HttpResponse:
    """Put the file away; refused while they have no answer (Q-05)."""
    case = candidate_seen(request, pk)
    try:
        if case.state == Case.State.OPEN:
            close_case(case=case, because="user", now=clock.now())
            messages.success(request, gettext("Le dossier est rangé."))
        else:
            reopen_case(case=case, now=clock.now())
            messages.success(request, gettext("Le dossier est rouvert."))
    except RefusedError as error:
        messages.error(request, said.refusal(error.refusal))
    return redirect("candidate", pk)


@require_http_methods(["GET", "POST"])
def erase(request: HttpRequest, pk: int) -> HttpResponse:
    """Erase all that is kept about them, once confirmed."""
    case = candidate_seen(request, pk)
    if request.method == "POST":
        opening = case.opening_id
        erase_candidate(case=case)
        messages.success(request, gettext("Tout ce qui concernait cette personne est effacé."))
        return redirect("opening", opening)
    page = {"case": case, "name": _read(case).name}
    return render(request, "recruiter/erase.html", {"page": page, "tab": "desk"})


@require_safe
def file(request: HttpRequest, pk: int) -> HttpResponse:
    """All that is kept about them, to give it to them."""
    case = candidate_seen(request, pk)
    kept = candidate_file(case=case, now=clock.now())
    text = json.dumps(kept, ensure_ascii=False, indent=2)
    answer = HttpResponse(text, content_type="application/json; charset=utf-8")
    name = slugify(kept["candidate"]["name"]) or "candidat"
    answer["Content-Disposition"] = f'attachment; filename="{name}.json"'
    return answer


def _hear(request: HttpRequest, case: Case, mail: InboundMail | None) -> HttpResponse:
    try:
        hear_candidate(case=case, what=request.POST.get("what", ""), now=clock.now(), mail=mail)
    except BadInputError as error:
        messages.error(request, " ".join(said.problems(error.problems)))
    else:
        messages.success(request, gettext("C’est noté. Le plan en tient compte."))
    return redirect("candidate", case.pk)


def _problems(case: Case, kind: str, next_on: object, reason: str) -> tuple[Problem, ...]:
    if kind not in dict(KINDS):
        return (Problem("kind", "choice_unknown", {"value": kind}),)
    if kind == "refusal":
        return reason_problems(reason, name=_read(case).name)
    return () if next_on or kind == "stopped" else (Problem("next_on", "next_news_missing"),)


def _read(case: Case) -> Person:
    return candidate_of(duties_of(cases=[case], now=clock.now())[0][0])


def _show(request: HttpRequest, case: Case, form: ToldForm | None = None, *, status: int = 200) -> HttpResponse:
    page = page_of(request, case, form, clock.now())
    return render(request, "recruiter/candidate.html", {"page": page, "tab": "desk"}, status=status)


def page_of(request: HttpRequest, case: Case, form: ToldForm | None, now: datetime) -> CandidatePage:
    """Draw the page of a candidate."""
    owner = owner_of(request)
    row, duty = duties_of(cases=[case], now=now)[0]
    person, zone = candidate_of(row), ZoneInfo(case.tz)
    opening = case.opening
    assert opening is not None  # noqa: S101 - `candidate_seen` gives no other
    line = duty_line(row, duty, name=person.name, now=now)
    mails = (
        InboundMail.objects.filter(case=case, status=InboundMail.Status.NEW).defer("raw").order_by("received_at")
    )
    waiting = Letter.objects.filter(owner=owner, case=case).exclude(state=Letter.State.SENT).exclude(news={})
    kept = duty.retention
    proposed = ToldForm(initial={"kind": "running", "next_on": next_news_day(opening, now.astimezone(zone).date())})
    return CandidatePage(
        pk=case.pk,
        person=person,
        opening_pk=opening.pk,
        post=case.role,
        line=line,
        laws=law_words(duty),
        written=tuple(_written(mail, zone) for mail in mails),
        interviews=interviews_of(row, now),
        story=story_of(row, owner),
        form=form or proposed,
        kept=gettext("Gardé jusqu’au %(day)s, puis effacé.") % {"day": dates.day(kept.erase_on, year=True)}
        if kept
        else "",
        own=case.owner_id == owner.pk,
        closed=case.state == Case.State.CLOSED,
        over=duty.state in {"answered", "withdrawn"},
        met=duty.state != "before_interview",
        letters=waiting.count(),
        notices=notices_of(owner, case, recruiter=True),
    )


def _written(mail: InboundMail, zone: ZoneInfo) -> WrittenLine:
    likely = heard_in(f"{mail.subject}\n{mail.text}")
    order = sorted(HEARD, key=lambda one: one != likely)
    return WrittenLine(
        pk=mail.pk,
        subject=mail.subject,
        when=dates.moment(mail.received_at.astimezone(zone)),
        text=mail.text,
        choices=tuple((one, str(_HEARD[one])) for one in order),
    )
