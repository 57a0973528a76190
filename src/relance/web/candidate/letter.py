"""A letter: its sheet, what a check says of it, and the ways it may leave."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from relance.actions.approve_letter import approve_letter, cancel_letter
from relance.actions.attach_file import LARGEST_FILE, add_attachment, remove_attachment
from relance.actions.draft_letter import EDITABLE, draft_letter, edit_letter
from relance.actions.plan_case import plan_round
from relance.actions.reconcile import user_says
from relance.actions.refusals import BadInputError, RefusedError
from relance.records import queries
from relance.records.models import Letter
from relance.web import clock, dates, said
from relance.web.candidate.labels import LETTER_STEPS, label
from relance.web.candidate.letter_sheet import Typed, fixed, sheet_of
from relance.web.candidate.outlook import Outlook
from relance.web.owned import letter_of, round_of


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
        "lines": [(participant.person.name, reverse("write", args=[pk, step, person_pk]), "")],
    }
    return render(request, "candidate/letters.html", {"page": page, "tab": "cases"})


@require_safe
def letters(request: HttpRequest, pk: int, step: str) -> HttpResponse:
    """The letters of one step, one a person, side by side."""
    outlook = Outlook(plan_round(round_=round_of(request, pk), now=clock.now()))
    action = outlook.planned.action(step)
    if step not in LETTER_STEPS:
        raise Http404
    known = {row.person_id: row for row in Letter.objects.filter(round=outlook.round, step=step)}
    ids = [int(one) for one in action.to if one in outlook.people] if action else list(known)
    lines = []
    for person in ids:
        row = known.get(person)
        state = sheet_of(outlook, row).state_words or gettext("brouillon") if row and row.body else ""
        href = reverse("letter", args=[row.pk]) if row and row.body else reverse("write", args=[pk, step, person])
        lines.append((outlook.people.get(str(person), ""), href, state))
    page = {"title": label(step).todo % {"who": gettext("chacun")}, "case": outlook.case, "lines": lines}
    return render(request, "candidate/letters.html", {"page": page, "tab": "cases"})


@require_http_methods(["GET", "POST"])
def letter(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the sheet; on POST keep the words, then do what the button says."""
    row = letter_of(request, pk)
    if request.method != "POST":
        return _page(request, row)
    typed = _typed(request)
    if request.POST.get("fix"):
        typed = fixed(_outlook(row), row, typed, request.POST["fix"])
    silence = request.POST.get("silence", "")
    try:
        if row.state in EDITABLE and (silence or (typed.subject, typed.body) != (row.subject, row.body)):
            silenced = [*row.silenced, silence[:60]] if silence else None
            edit_letter(
                letter=row,
                subject=typed.subject,
                body=typed.body,
                now=clock.now(),
                seen=typed.seen,
                silenced=silenced,
            )
    except RefusedError as error:
        return _page(request, row, typed, said.refusal(error.refusal), status=409)
    except BadInputError as error:
        return _page(request, row, typed, " ".join(said.problems(error.problems)), status=422)
    return _do(request, row)


@require_POST
def check(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep the words as they are typed, and say what a check finds. A letter already approved is left alone."""
    row = letter_of(request, pk)
    typed = _typed(request)
    saved = ""
    if row.state == Letter.State.DRAFT and (typed.subject, typed.body) != (row.subject, row.body):
        try:
            edit_letter(letter=row, subject=typed.subject, body=typed.body, now=clock.now(), seen=typed.seen)
            saved = gettext("Enregistré.")
        except RefusedError as error:
            saved = said.refusal(error.refusal)
            typed = replace(typed, stale=True)
        except BadInputError as error:
            saved = " ".join(said.problems(error.problems))
            typed = replace(typed, body=typed.body[:2000], subject=typed.subject[:500])
    elif row.state != Letter.State.DRAFT:
        saved = gettext(
            "Pas encore enregistré : la version approuvée reste la bonne tant que vous n’enregistrez pas."
        )
    page = replace(sheet_of(_outlook(row), row, typed), saved=saved)
    return render(request, "candidate/letter_live.html", {"page": page})


@require_POST
def settle(request: HttpRequest, pk: int) -> HttpResponse:
    """The user says whether a letter in doubt left."""
    row = letter_of(request, pk)
    try:
        user_says(letter=row, it_left=request.POST.get("left") == "yes", now=clock.now())
    except RefusedError as error:
        messages.error(request, said.refusal(error.refusal))
    return redirect("letter", pk)


def _do(request: HttpRequest, row: Letter) -> HttpResponse:
    act, now = request.POST.get("do", "save"), clock.now()
    try:
        if _joined(request, row, now) and act in {"save", "attach"}:
            return redirect("letter", row.pk)
        if act in {"approve", "now"}:
            approve_letter(letter=row, now=now, at_once=act == "now")
            messages.success(request, _approved(row))
        elif act == "cancel":
            cancel_letter(letter=row, now=now)
            messages.success(request, gettext("L’envoi est annulé. Le texte est gardé."))
        elif act == "again":
            draft_letter(round_=row.round, step=row.step, person=row.person, now=now, again=True)
        elif act == "other":
            return redirect("otherwise", row.pk)
        elif act == "reword":
            return redirect("reword", row.pk)
        else:
            messages.success(request, gettext("Enregistré."))
    except RefusedError as error:
        return _page(request, row, None, said.refusal(error.refusal), status=409)
    except BadInputError as error:
        return _page(request, row, None, " ".join(said.problems(error.problems)), status=422)
    return redirect("letter", row.pk)


def _joined(request: HttpRequest, row: Letter, now: datetime) -> bool:
    """Join the file that came with the words, take back the one whose button was pressed; whether one was."""
    given, gone = request.FILES.get("file"), request.POST.get("remove", "")
    if given is not None:
        # One byte more than is allowed says that it is too large; the rest is never read into memory.
        add_attachment(
            letter=row, name=given.name or "", content_type=given.content_type or "",
            content=given.read(LARGEST_FILE + 1), now=now,
        )  # fmt: skip
        messages.success(request, gettext("Joint : %(name)s") % {"name": given.name})
    elif gone.isdigit() and remove_attachment(letter=row, attachment_id=int(gone), now=now):
        messages.success(request, gettext("Pièce jointe retirée."))
    return given is not None or bool(gone)


def _approved(row: Letter) -> str:
    if row.leave_at is None or row.leave_at <= clock.now():
        return gettext("C’est parti dans un instant.")
    local = row.leave_at.astimezone(_outlook(row).planned.facts.tz)
    return gettext("La lettre partira %(when)s, sauf si une réponse arrive d’ici là.") % {
        "when": dates.moment(local)
    }


def _typed(request: HttpRequest) -> Typed:
    seen: datetime | None
    try:
        seen = datetime.fromisoformat(request.POST.get("stamp", ""))
    except ValueError:
        seen = None
    body = request.POST.get("body", "").replace("\r\n", "\n")
    subject = request.POST.get("subject", "").replace("\r", "").replace("\n", " ").strip()
    return Typed(subject, body, seen)


def _outlook(row: Letter) -> Outlook:
    round_ = get_object_or_404(queries.rounds_with_facts(), pk=row.round_id)
    return Outlook(plan_round(round_=round_, now=clock.now()))


def _page(
    request: HttpRequest, row: Letter, typed: Typed | None = None, refused: str = "", status: int = 200
) -> HttpResponse:
    page: Any = sheet_of(_outlook(row), row, typed)
    if refused:
        page = replace(page, refused=refused)
    return render(request, "candidate/letter.html", {"page": page, "tab": "cases"}, status=status)
