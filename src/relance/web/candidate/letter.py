"""A letter: its sheet, what a check says of it, and the ways it may leave."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST

from relance.actions.answer_missing import answer_missing, missing_of
from relance.actions.approve_letter import UNDO_WINDOW, approve_letter, cancel_letter
from relance.actions.attach_file import LARGEST_FILE, add_attachment, remove_attachment
from relance.actions.attach_references import attach_references
from relance.actions.draft_letter import EDITABLE, draft_letter, edit_letter
from relance.actions.plan_case import plan_round
from relance.actions.reconcile import user_says
from relance.actions.refusals import BadInputError, RefusedError
from relance.records import queries
from relance.records.models import Letter
from relance.web import clock, dates, said
from relance.web.candidate.letter_sheet import Typed, fixed, sheet_of
from relance.web.candidate.outlook import Outlook
from relance.web.owned import letter_of
from relance.web.typed import number


@require_http_methods(["GET", "POST"])
def letter(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the sheet; on POST keep the words, then do what the button says."""
    row = letter_of(request, pk)
    if request.method != "POST":
        return _page(request, row)
    typed = _typed(request)
    if request.POST.get("do") == "undo":
        typed = _before(request, row) or typed
    if request.POST.get("fix"):
        _remember(request, row, typed)
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
    saved, kept = "", False
    if row.state == Letter.State.DRAFT and (typed.subject, typed.body) != (row.subject, row.body):
        try:
            edit_letter(letter=row, subject=typed.subject, body=typed.body, now=clock.now(), seen=typed.seen)
            saved, kept = gettext("Enregistré."), True
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
    page = replace(sheet_of(_outlook(row), row, typed), saved=saved, kept=kept)
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
    if act == "save" and request.POST.get("answer", "").strip():
        act = "answer"  # the Enter key presses the first button of the form
    try:
        if _joined(request, row, now) and act in {"save", "attach"}:
            return redirect("letter", row.pk)
        _change(request, row, act, now)
    except RefusedError as error:
        return _page(request, row, None, said.refusal(error.refusal), status=409)
    except BadInputError as error:
        return _page(request, row, None, " ".join(said.problems(error.problems)), status=422)
    return redirect({"other": "otherwise", "reword": "reword"}.get(act, "letter"), row.pk)


def _change(request: HttpRequest, row: Letter, act: str, now: datetime) -> None:
    match act:
        case "approve" | "now":
            undo = UNDO_WINDOW if row.news else timedelta(0)
            approve_letter(letter=row, now=now, at_once=act == "now", undo=undo)
            messages.success(request, _approved(row))
        case "cancel":
            cancel_letter(letter=row, now=now)
            messages.success(request, gettext("L’envoi est annulé. Le texte est gardé."))
        case "again":
            _remember(request, row)
            draft_letter(round_=row.round, step=row.step, person=row.person, now=now, again=True)
        case "answer":
            _answer(request, row, now)
        case "references":
            joined = attach_references(letter=row, now=now)
            messages.success(request, gettext("Joint : %(name)s") % {"name": joined.name})
        case "other" | "reword":
            pass
        case _:
            messages.success(request, gettext("Enregistré."))


def _answer(request: HttpRequest, row: Letter, now: datetime) -> None:
    """The answer to the one short question goes to the debrief, and from there into the letter."""
    missing = missing_of(letter=row, now=now)
    if missing is None:
        return
    _remember(request, row)
    told = answer_missing(letter=row, missing=missing, answer=request.POST.get("answer", ""), now=now)
    if told.rewritten:
        messages.success(request, gettext("C’est noté dans le bilan, et la lettre en parle."))
    else:
        messages.success(request, gettext("C’est noté dans le bilan. Votre texte est resté le vôtre."))


def _remember(request: HttpRequest, row: Letter, typed: Typed | None = None) -> None:
    """Keep the words that a tap is about to change, so that another tap brings them back."""
    words = typed or row
    request.session["before"] = [row.pk, words.subject, words.body]


def _before(request: HttpRequest, row: Letter) -> Typed | None:
    """The words before the last tap that changed them, when they are others; once back, they are forgotten."""
    pk, subject, body = request.session.get("before") or (0, "", "")
    if pk != row.pk or (subject, body) == (row.subject, row.body) or row.state not in EDITABLE:
        return None
    return Typed(subject, body, row.updated_at)


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
    elif (asked := number(gone)) is not None and remove_attachment(letter=row, attachment_id=asked, now=now):
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
    page = replace(page, undo=_before(request, row) is not None)
    if refused:
        page = replace(page, refused=refused)
    return render(request, "candidate/letter.html", {"page": page, "tab": "cases"}, status=status)
