"""«Qui attend»: the recruiter's first page. Only what it shows is computed, in a constant number of queries."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_safe

from relance.actions.board import duties_of
from relance.records import queries
from relance.records.models import Case, Opening, Owner
from relance.records.openings import candidate_of
from relance.web import clock, dates, said
from relance.web.candidate.headline import Headline
from relance.web.candidate.notices import NoticeLine, notices_of
from relance.web.owned import owner_of
from relance.web.recruiter.board_words import sentence
from relance.web.recruiter.duty_lines import DutyLine, duty_line
from relance.wording import say
from relance.wording.duties import OPENING_STATES

#: Candidates shown; openings on one page.
SHOWN, A_PAGE = 12, 20


@dataclass(frozen=True, slots=True)
class OpeningLine:
    """One opening: its next day, how many wait."""

    big: str
    small: str
    title: str
    organisation: str
    words: str
    href: str
    chips: tuple[tuple[str, str], ...] = ()
    closed: bool = False


@dataclass(frozen=True, slots=True)
class Desk:
    """All that the page shows."""

    headline: Headline
    waiting: tuple[DutyLine, ...]
    more: int
    openings: tuple[OpeningLine, ...]
    place: str = ""
    before: str = ""
    after: str = ""
    first_day: bool = False
    notices: tuple[NoticeLine, ...] = ()


@require_safe
def desk(request: HttpRequest) -> HttpResponse:
    """Show the page."""
    page = page_of(owner_of(request), clock.now(), number=request.GET.get("page", "1"))
    return render(request, "recruiter/desk.html", {"page": page, "tab": "desk"})


def page_of(owner: Owner, now: datetime, *, number: str = "1") -> Desk:
    """Draw the desk of an owner."""
    local = now.astimezone(ZoneInfo(owner.tz))
    today = local.replace(hour=0, minute=0, second=0, microsecond=0)
    paper = Paginator(queries.openings_of(owner).prefetch_related("turns"), A_PAGE).get_page(number)
    openings = list(paper)
    counted = queries.openings_counted(owner, openings, today=today)
    counts = queries.count_due(queries.candidates_seen(owner).filter(state=Case.State.OPEN), today=today)
    waiting = queries.candidates_waiting(owner)
    shown = list(waiting[:SHOWN])
    return Desk(
        headline=sentence(counts, local, met=any(row["all"] for row in counted.values())),
        waiting=tuple(lines_of(shown, now)),
        more=max(waiting.count() - SHOWN, 0) if len(shown) == SHOWN else 0,
        openings=tuple(_opening(one, counted.get(one.pk, {})) for one in openings),
        place=_place(paper.number, paper.paginator.num_pages),
        before=_address(paper.previous_page_number()) if paper.has_previous() else "",
        after=_address(paper.next_page_number()) if paper.has_next() else "",
        first_day=not openings,
        notices=notices_of(owner, recruiter=True),
    )


def lines_of(cases: list[Case], now: datetime) -> list[DutyLine]:
    """The lines of some candidates, in the order given."""
    return [
        duty_line(case, duty, name=candidate_of(case).name, now=now, post=case.role)
        for case, duty in duties_of(cases=cases, now=now)
    ]


def _opening(opening: Opening, row: Mapping[str, Any]) -> OpeningLine:
    zone, first = ZoneInfo(opening.tz), row.get("first")
    big, small = dates.agenda(first.astimezone(zone).date()) if first else ("…", "")
    closed = opening.state == Opening.State.CLOSED
    turned = opening.turns.all()
    state = turned[len(turned) - 1].kind if turned else "running"
    chips = []
    if late := row.get("late"):
        chips.append((ngettext("une en retard", "%(n)s en retard", late) % {"n": late}, "seal"))
    if wrote := row.get("wrote"):
        chips.append((ngettext("une a écrit", "%(n)s ont écrit", wrote) % {"n": wrote}, "seal"))
    if state not in {"running", "resumed"} and not closed:
        chips.append((say(OPENING_STATES, state, said.lang()), ""))
    return OpeningLine(
        big, small, opening.title, opening.organisation.name, _counted(row, closed=closed),
        reverse("opening", args=[opening.pk]), tuple(chips), closed,
    )  # fmt: skip


def _counted(row: Mapping[str, Any], *, closed: bool) -> str:
    everybody, waiting = row.get("all", 0), row.get("waiting", 0)
    if closed:
        return gettext("Clos : tout le monde a eu sa réponse.")
    if not everybody:
        return gettext("Personne n’a encore été reçu.")
    met = ngettext("Une personne reçue", "%(n)s personnes reçues", everybody) % {"n": everybody}
    if not waiting:
        return gettext("%(met)s, toutes ont leur réponse.") % {"met": met} if everybody > 1 else f"{met}."
    waits = ngettext("une attend", "%(n)s attendent", waiting) % {"n": waiting}
    return f"{met}, {waits}."


def _place(number: int, last: int) -> str:
    return gettext("page %(number)s sur %(last)s") % {"number": number, "last": last} if last > 1 else ""


def _address(number: int) -> str:
    return f"{reverse('desk')}?page={number}"
