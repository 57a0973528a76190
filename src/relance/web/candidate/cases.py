"""«Candidatures»: every case on one line, a page at a time, the open ones first by what comes next."""

from dataclasses import dataclass
from datetime import date, datetime
from urllib.parse import urlencode

from django.core.paginator import Paginator
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

#: Cases on one page.
A_PAGE = 20


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
    """All that the page shows. `before` and `after` are the addresses of the pages around this one."""

    opened: tuple[CaseLine, ...]
    closed: tuple[CaseLine, ...]
    sought: str = ""
    count: int = 0
    place: str = ""
    before: str = ""
    after: str = ""
    first_day: bool = False

    @property
    def searchable(self) -> bool:
        """A handful of cases is searched by eye."""
        return bool(self.sought or self.place)


@require_safe
def cases(request: HttpRequest) -> HttpResponse:
    """Show the page."""
    sought = request.GET.get("q", "").strip()[:100]
    page = page_of(owner_of(request), clock.now(), sought=sought, number=request.GET.get("page", "1"))
    return render(request, "candidate/cases.html", {"page": page, "tab": "cases"})


def page_of(owner: Owner, now: datetime, *, sought: str = "", number: str = "1") -> Cases:
    """Draw one page of the cases of an owner: only those shown are planned, in a constant number of queries."""
    paper = Paginator(queries.cases_in_order(owner, sought), A_PAGE).get_page(number)
    shown = list(paper)
    opened = outlooks_of(owner, [case for case in shown if case.state == Case.State.OPEN], now)
    answered = set(queries.mail_to_look_at(owner).filter(case__in=shown).values_list("case_id", flat=True))
    return Cases(
        opened=tuple(_line(one, answer_waits=one.case.pk in answered) for one in opened),
        closed=tuple(_closed(case) for case in shown if case.state == Case.State.CLOSED),
        sought=sought,
        count=paper.paginator.count,
        place=_place(paper.number, paper.paginator.num_pages),
        before=_address(sought, paper.previous_page_number()) if paper.has_previous() else "",
        after=_address(sought, paper.next_page_number()) if paper.has_next() else "",
        first_day=not sought and not shown,
    )


def _place(number: int, last: int) -> str:
    return gettext("page %(number)s sur %(last)s") % {"number": number, "last": last} if last > 1 else ""


def _address(sought: str, number: int) -> str:
    asked = {"q": sought} if sought else {}
    return f"{reverse('cases')}?{urlencode({**asked, 'page': number})}"


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
