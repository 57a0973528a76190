"""«Candidatures»: every case on one line, the open ones first by what comes next."""

from dataclasses import dataclass
from datetime import date, datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from relance.records import queries
from relance.records.models import Case, Owner
from relance.web import clock, dates
from relance.web.candidate import headline
from relance.web.candidate.outlook import Outlook, due_of
from relance.web.candidate.outlooks import outlooks_of
from relance.web.candidate.seals import Seals
from relance.web.owned import owner_of


@dataclass(frozen=True, slots=True)
class CaseLine:
    """One case: its next day, its sentence."""

    big: str
    small: str
    name: str
    role: str
    why: str
    href: str
    seals: Seals | None = None


@dataclass(frozen=True, slots=True)
class Cases:
    """All that the page shows."""

    opened: tuple[CaseLine, ...]
    closed: tuple[CaseLine, ...]


@require_safe
def cases(request: HttpRequest) -> HttpResponse:
    """Show the page."""
    return render(
        request, "candidate/cases.html", {"page": page_of(owner_of(request), clock.now()), "tab": "cases"}
    )


def page_of(owner: Owner, now: datetime) -> Cases:
    """Draw the page of an owner: a constant number of queries whatever the number of cases."""
    answered = set(queries.mail_to_look_at(owner).values_list("case_id", flat=True))
    outlooks = sorted(outlooks_of(owner, now), key=_next_day)
    closed = queries.cases_of(owner).filter(state=Case.State.CLOSED).order_by("-closed_at")
    return Cases(
        tuple(_line(one, answer_waits=one.case.pk in answered) for one in outlooks),
        tuple(_closed(case) for case in closed),
    )


def sentence_of(outlook: Outlook, *, answer_waits: bool) -> str:
    """The headline of a case."""
    due, following = outlook.due_now, outlook.next_step
    next_at = following.due if following and isinstance(following.due, datetime) else None
    return headline.case(
        state=outlook.state,
        due=due_of(due[0]) if due else None,
        promised_on=outlook.promised_on,
        next_at=next_at,
        interview_at=outlook.planned.facts.interview.start,
        answer_waits=answer_waits,
        now=outlook.now,
    )


def _next_day(outlook: Outlook) -> date:
    return min((step.due_on for step in outlook.steps), default=date.max)


def _line(outlook: Outlook, *, answer_waits: bool) -> CaseLine:
    on = _next_day(outlook)
    big, small = ("…", "") if on == date.max else dates.agenda(on)
    if outlook.due_now or answer_waits:
        small = gettext("aujourd’hui")
        big = str(outlook.now.day)
    return CaseLine(
        big=big,
        small=small,
        name=outlook.case.organisation.name,
        role=outlook.case.role,
        why=sentence_of(outlook, answer_waits=answer_waits),
        href=reverse("case", args=[outlook.case.pk]),
        seals=outlook.seals,
    )


def _closed(case: Case) -> CaseLine:
    on = case.closed_at.date() if case.closed_at else date.min
    big, small = dates.agenda(on)
    return CaseLine(
        big=big,
        small=small,
        name=case.organisation.name,
        role=case.role,
        why=gettext("Refermé le %(day)s.") % {"day": dates.day(on, weekday=False)},
        href=reverse("case", args=[case.pk]),
    )
