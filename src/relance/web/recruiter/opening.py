"""One opening: who waits, what its process became, what is to be written, and whether it may be closed."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_POST, require_safe

from relance.actions.board import OpeningBoard, board_of
from relance.actions.open_opening import close_opening, reopen_opening
from relance.actions.refusals import RefusedError
from relance.records.models import Letter, Opening, Owner
from relance.web import clock, dates, said
from relance.web.candidate.headline import Headline
from relance.web.owned import owner_of
from relance.web.recruiter.board_words import sentence
from relance.web.recruiter.duty_lines import DutyLine, duty_line, law_words
from relance.web.recruiter.seen import manages, opening_managed, opening_of
from relance.wording import say
from relance.wording.duties import BOARD, OPENING_STATES

_OVER = frozenset(("answered", "withdrawn"))


@dataclass(frozen=True, slots=True)
class OpeningPage:
    """All that the page shows. `turns` are (when, what, why); `to_write` letters wait to be read."""

    pk: int
    title: str
    organisation: str
    headline: Headline
    waiting: tuple[DutyLine, ...]
    ahead: tuple[DutyLine, ...]
    over: tuple[DutyLine, ...]
    turns: tuple[tuple[str, str, str], ...]
    state: str
    laws: tuple[str, ...]
    to_write: int
    leaving: int
    manages: bool
    closed: bool
    may_close: bool
    close_words: str
    members: tuple[str, ...]


@require_safe
def opening(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the page."""
    page = page_of(owner_of(request), opening_of(request, pk), clock.now())
    return render(request, "recruiter/opening.html", {"page": page, "tab": "desk"})


@require_POST
def close(request: HttpRequest, pk: int) -> HttpResponse:
    """Close the opening; refused while one candidate met waits for an answer (QL-04)."""
    try:
        close_opening(opening=opening_managed(request, pk), now=clock.now())
    except RefusedError as error:
        messages.error(request, said.refusal(error.refusal))
    else:
        messages.success(request, gettext("Le recrutement est clos. Tout le monde a eu sa réponse."))
    return redirect("opening", pk)


@require_POST
def reopen(request: HttpRequest, pk: int) -> HttpResponse:
    """Open it again."""
    reopen_opening(opening=opening_managed(request, pk))
    messages.success(request, gettext("Le recrutement est rouvert."))
    return redirect("opening", pk)


def page_of(owner: Owner, row: Opening, now: datetime) -> OpeningPage:
    """Draw the page of an opening, as `owner` may see it."""
    board, zone = board_of(opening=row, owner=owner, now=now), ZoneInfo(row.tz)
    local = now.astimezone(zone)
    lines = {
        duty.candidate: duty_line(board.cases[duty.candidate], duty, name=board.names[duty.candidate], now=now)
        for duty in board.board.duties
    }
    shown = {duty.candidate: duty for duty in board.board.duties}
    letters = Letter.objects.filter(owner=owner, case__opening=row)
    return OpeningPage(
        pk=row.pk,
        title=row.title,
        organisation=row.organisation.name,
        headline=_headline(board, local),
        waiting=tuple(lines[key] for key, duty in shown.items() if duty.state not in {*_OVER, "before_interview"}),
        ahead=tuple(lines[key] for key, duty in shown.items() if duty.state == "before_interview"),
        over=tuple(lines[key] for key, duty in shown.items() if duty.state in _OVER),
        turns=tuple(
            (
                dates.short_day(turn.happened_at.astimezone(zone).date()),
                turn_words(turn.kind, board.names.get(str(turn.case_id), "")),
                turn.reason,
            )
            for turn in row.turns.all()
        ),
        state=say(OPENING_STATES, board.board.state, said.lang()),
        laws=tuple(dict.fromkeys(words for duty in shown.values() for words in law_words(duty))),
        to_write=letters.filter(state__in=[Letter.State.DRAFT, Letter.State.CANCELLED]).exclude(news={}).count(),
        leaving=letters.filter(state=Letter.State.APPROVED).count(),
        manages=manages(owner, row),
        closed=row.state == Opening.State.CLOSED,
        may_close=board.may_close and bool(shown),
        close_words=_close_words(board),
        members=tuple(_member(one.owner, one.role) for one in row.members.all()),
    )


def turn_words(kind: str, name: str) -> str:
    """What happened to the process, as its journal tells it."""
    words = {
        "slowed": gettext("Le recrutement ralentit"),
        "standby": gettext("Le recrutement est suspendu"),
        "stopped": gettext("Le recrutement s’arrête"),
        "resumed": gettext("Le recrutement reprend"),
    }
    return words.get(kind) or gettext("%(name)s : retenu·e") % {"name": name or "…"}


def _headline(board: OpeningBoard, now: datetime) -> Headline:
    due = [duty.due for duty in board.board.duties if duty.due is not None]
    ahead = [(one.date() - now.date()).days for one in due]
    counts = {
        "late": sum(days < 0 for days in ahead),
        "today": ahead.count(0),
        "tomorrow": ahead.count(1),
        "first": min((one for one, days in zip(due, ahead, strict=True) if days > 1), default=None),
    }
    return sentence(counts, now, met=bool(board.board.duties))


def _close_words(board: OpeningBoard) -> str:
    count = len(board.board.unanswered)
    if count:
        return ngettext(
            "Il reste une personne sans réponse : le recrutement ne peut pas être clos.",
            "Il reste %(n)s personnes sans réponse : le recrutement ne peut pas être clos.", count,
        ) % {"n": count}  # fmt: skip
    return say(BOARD, "may_close" if board.board.duties else "nobody", said.lang())


def _member(owner: Owner, role: str) -> str:
    words = gettext("recrute avec vous") if role == "recruiter" else gettext("voit les personnes reçues en propre")
    return f"{owner.name or owner.login} : {words}"
