"""What is written and waits: read one by one or by sample, approved by a person, cancelled until it leaves."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_http_methods

from relance.actions.approve_letter import UNDO_WINDOW, approve_letter, cancel_letter
from relance.actions.check_letter import check_letter, leaving_day
from relance.actions.plan_case import plan_round
from relance.actions.refusals import BadInputError, RefusedError
from relance.actions.tell_candidates import drop_draft
from relance.records import queries
from relance.records.models import Attachment, Case, Letter, Mailbox, Opening, Owner
from relance.web import clock, dates, said
from relance.web.owned import owner_of
from relance.web.recruiter.seen import opening_of
from relance.web.recruiter.telling import purpose_words
from relance.wording.findings import say_finding

#: Letters read before all of one kind may leave together.
SAMPLE = 3
WAITING = (Letter.State.DRAFT, Letter.State.CANCELLED, Letter.State.REFUSED)
#: Letters that a person confirms one by one (QL-05).
ONE_BY_ONE = frozenset(("refusal_with_reasons", "offer"))


@dataclass(frozen=True, slots=True)
class LetterLine:
    """One letter: to whom, its words, what a check objects to, what became of it."""

    pk: int
    name: str
    what: str
    subject: str
    body: str
    href: str
    state: str
    findings: tuple[tuple[str, str], ...] = ()
    blocked: bool = False
    one_by_one: bool = False


@require_http_methods(["GET", "POST"])
def news_letters(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the letters of an opening; on POST do what the button says."""
    owner, opening = owner_of(request), opening_of(request, pk)
    rows = _rows(owner, opening)
    if request.method == "POST":
        _do(request, rows)
        return redirect("news-letters", pk)
    now = clock.now()
    waiting = [row for row in rows if row.state in WAITING]
    page = {
        "opening": opening,
        "waiting": _lines(owner, waiting, now),
        "leaving": [_leaving(row, now) for row in rows if row.state == Letter.State.APPROVED],
        "doubtful": [row for row in rows if row.state == Letter.State.UNKNOWN],
        "sample": min(SAMPLE, sum(not _one_by_one(row) for row in waiting)),
        "no_mailbox": not Mailbox.objects.filter(owner=owner).exists(),
    }
    return render(request, "recruiter/letters.html", {"page": page, "tab": "desk"})


def _rows(owner: Owner, opening: Opening) -> list[Letter]:
    """The letters of whoever asks: those of a colleague wait at the colleague's."""
    rows = Letter.objects.filter(owner=owner, case__opening=opening).exclude(news={}).exclude(state="sent")
    joined = Prefetch("attachments", Attachment.objects.defer("content"))
    rows = rows.select_related("person", "owner", "round__case__organisation", "case__owner", "case__organisation")
    return list(rows.defer("raw").prefetch_related(joined).order_by("step", "pk"))


def _lines(owner: Owner, rows: list[Letter], now: datetime) -> list[LetterLine]:
    cases = {row.case_id: row.case for row in rows}
    for case in cases.values():
        case.owner = owner  # one object, so that what it reads is read once
    rounds = queries.latest_rounds(owner, list[Case](cases.values()))
    lines = []
    for row in rows:
        planned = plan_round(round_=rounds[row.case_id], now=now)
        found = check_letter(
            planned=planned, letter=row, subject=row.subject, body=row.body,
            leaves_on=leaving_day(planned, row, now),
        )  # fmt: skip
        lang = said.lang()
        lines.append(
            LetterLine(
                pk=row.pk,
                name=row.person.name,
                what=purpose_words(row.step),
                subject=row.subject,
                body=row.body,
                href=reverse("letter", args=[row.pk]),
                state=said.because(row.because, {"said": row.server_said, "name": row.person.name}),
                findings=tuple((one.severity, say_finding(one.code, lang, one.params)) for one in found),
                blocked=any(one.severity == "error" for one in found) or not row.person.email,
                one_by_one=_one_by_one(row),
            )
        )
    return lines


def _leaving(row: Letter, now: datetime) -> tuple[Letter, str]:
    zone = ZoneInfo(row.case.tz)
    if row.leave_at is None or row.leave_at <= now:
        return row, gettext("en train de partir")
    return row, gettext("part %(when)s") % {"when": dates.moment(row.leave_at.astimezone(zone))}


def _one_by_one(row: Letter) -> bool:
    return row.step.partition(".")[0] in ONE_BY_ONE


def _do(request: HttpRequest, rows: list[Letter]) -> None:
    act, read = request.POST.get("do", ""), set(request.POST.getlist("relue"))
    waiting = [row for row in rows if row.state in WAITING]
    checked = [row for row in waiting if str(row.pk) in read]
    if act == "cancel":
        _cancel(request, [row for row in rows if row.state == Letter.State.APPROVED])
    elif act.startswith("cancel-"):
        _cancel(request, [row for row in rows if act == f"cancel-{row.pk}"])
    elif act.startswith("drop-"):
        gone = [drop_draft(letter=row) for row in waiting if act == f"drop-{row.pk}"]
        if any(gone):
            messages.success(request, gettext("La lettre est retirée. Rien n’est parti."))
    elif act == "all":
        sampled = [row for row in waiting if not _one_by_one(row)]
        if sum(row in sampled for row in checked) < min(SAMPLE, len(sampled)):
            messages.error(request, _sample_words(min(SAMPLE, len(sampled))))
        else:
            _approve(request, [*sampled, *(row for row in checked if _one_by_one(row))])
    elif not checked:
        messages.error(request, gettext("Cochez les lettres que vous avez relues. Rien n’est parti."))
    else:
        _approve(request, checked)


def _sample_words(count: int) -> str:
    return ngettext(
        "Relisez-en au moins une, et cochez-la. Rien n’est parti.",
        "Relisez-en au moins %(n)s, et cochez-les. Rien n’est parti.", count,
    ) % {"n": count}  # fmt: skip


def _approve(request: HttpRequest, rows: list[Letter]) -> None:
    done, now = 0, clock.now()
    for row in rows:
        try:
            approve_letter(letter=row, now=now, undo=UNDO_WINDOW)
            done += 1
        except RefusedError as error:
            messages.error(request, f"{row.person.name} : {said.refusal(error.refusal)}")
        except BadInputError as error:
            messages.error(request, f"{row.person.name} : {' '.join(said.problems(error.problems))}")
    if done:
        words = ngettext(
            "Une lettre approuvée. Vous avez cinq minutes pour l’annuler.",
            "%(n)s lettres approuvées. Vous avez cinq minutes pour les annuler.", done,
        ) % {"n": done}  # fmt: skip
        messages.success(request, words)


def _cancel(request: HttpRequest, rows: list[Letter]) -> None:
    done = sum(cancel_letter(letter=row, now=clock.now()) for row in rows)
    if done:
        messages.success(request, gettext("L’envoi est annulé. Le texte est gardé."))
    else:
        messages.error(request, gettext("Trop tard : la lettre est partie, ou en train de partir."))
