"""Coming from elsewhere: a table is shown as it was understood, then the lines one keeps are brought in.

The table is not kept between the two pages: it travels, packed, in the page itself.
"""

import base64
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_http_methods

from relance.actions.bring_table import Foreseen, bring_table, foresee
from relance.actions.brought.applications import Applications, applications_of
from relance.actions.brought.days import Order
from relance.actions.brought.tables import MOST_BYTES, Table, read_table
from relance.etiquette.problems import Problem
from relance.records.models import Owner
from relance.web import clock, dates, said
from relance.web.handed import handed_in
from relance.web.owned import owner_of
from relance.web.typed import day, number, numbers
from relance.wording import say
from relance.wording.brought import BROUGHT

#: Lines shown, and days asked for, on one page; the others are counted.
SHOWN, ASKED = 150, 60
_ORDERS: tuple[Order, ...] = ("day", "month")


@dataclass(frozen=True, slots=True)
class LineShown:
    """One line: what it is, what would become of it, and its problems in words."""

    number: int
    name: str
    about: str
    when: str
    outcome: str
    words: str
    problems: tuple[str, ...]
    asks_day: bool = False


@dataclass(frozen=True, slots=True)
class Preview:
    """A table as understood."""

    lines: tuple[LineShown, ...]
    new: int
    more: int
    columns: tuple[tuple[str, str], ...]
    ignored: tuple[str, ...]
    ambiguous: bool
    order: Order
    problems: tuple[str, ...]
    packed: str


@require_http_methods(["GET", "POST"])
def bring(request: HttpRequest) -> HttpResponse:
    """Ask for a file, show what it holds, then bring it in."""
    owner = owner_of(request)
    if request.method == "GET":
        return _render(request, None, ())
    data, problems = handed_in(request, "table", most=MOST_BYTES, too_large="table_too_large")
    if problems:
        return _render(request, None, said.problems(problems), 422)
    applications = _read(request, read_table(data))
    foreseen = foresee(owner=owner, applications=applications, now=clock.now())
    if "keep" in request.POST and "again" not in request.POST:
        return _bring(request, owner, foreseen)
    if not applications.rows:
        return _render(request, None, _told(applications.problems), 422)
    return _render(request, _preview(applications, foreseen, data), ())


def _bring(request: HttpRequest, owner: Owner, foreseen: list[Foreseen]) -> HttpResponse:
    skip = numbers(request.POST.getlist("skip"))
    done = bring_table(owner=owner, foreseen=foreseen, skip=skip, now=clock.now())
    for line in _told(done.problems):
        messages.error(request, line)
    words = ngettext("%(n)s candidature reprise.", "%(n)s candidatures reprises.", done.made) % {"n": done.made}
    if not done.made:
        words = gettext("Rien de nouveau à reprendre : rien n’a changé.")
    messages.success(request, words)
    return redirect("cases")


def _read(request: HttpRequest, table: Table) -> Applications:
    asked = request.POST.get("order", "")
    order = next((one for one in _ORDERS if one == asked), None)
    return applications_of(table, french=said.lang() == "fr", order=order, days=dict(_days(request.POST)))


def _days(post: Mapping[str, str]) -> Iterator[tuple[int, date]]:
    for name, value in post.items():
        line, on = number(name.removeprefix("on-")), day(value)
        if name.startswith("on-") and line is not None and on is not None:
            yield line, on


def _preview(applications: Applications, foreseen: list[Foreseen], data: bytes) -> Preview:
    # What wants a look comes first: lines to bring in, lines without a day; then the others.
    rank = {"new": 0, "undated": 1, "unusable": 2, "old": 3, "aside": 4, "known": 5}
    ordered = sorted(foreseen, key=lambda one: (rank[one.outcome], one.row.line))
    asking = [one.row.line for one in ordered if one.outcome == "undated"][:ASKED]
    return Preview(
        lines=tuple(_line(one, asks_day=one.row.line in asking) for one in ordered[:SHOWN]),
        new=sum(one.outcome == "new" for one in foreseen),
        more=max(len(foreseen) - SHOWN, 0),
        columns=tuple((header, say(BROUGHT, field, said.lang())) for field, header in applications.columns),
        ignored=applications.ignored,
        ambiguous=not applications.order_is_sure,
        order=applications.order,
        problems=_told(p for p in applications.problems if p.severity != "note"),
        packed=base64.b64encode(zlib.compress(data, 9)).decode(),
    )


def _line(one: Foreseen, *, asks_day: bool) -> LineShown:
    row, lang = one.row, said.lang()
    words = say(BROUGHT, one.outcome, lang)
    if one.outcome == "new" and row.stage in {"rejected", "withdrawn", "offer"}:
        words = say(BROUGHT, row.stage, lang)
    about = [row.contact, row.email, row.status]
    if row.followup_on:
        about.append(gettext("relance prévue le %(day)s, gardée comme proposition") % {
            "day": dates.day(row.followup_on, weekday=False)
        })  # fmt: skip
    return LineShown(
        number=row.line,
        name=", ".join(part for part in (row.organisation, row.role) if part),
        about=" · ".join(part for part in about if part),
        when=dates.moment(row.start) if row.start else "",
        outcome=one.outcome,
        words=words,
        problems=tuple(said.problem(problem) for problem in row.problems),
        asks_day=asks_day,
    )


def _told(problems: Iterator[Problem] | tuple[Problem, ...]) -> tuple[str, ...]:
    """Each problem with its line."""
    told = []
    for problem in problems:
        line = problem.place.removeprefix("line ")
        words = said.problem(problem)
        told.append(
            gettext("Ligne %(line)s : %(words)s") % {"line": line, "words": words} if line.isdigit() else words
        )
    return tuple(dict.fromkeys(told))[:40]


def _render(
    request: HttpRequest, preview: Preview | None, problems: "list[str] | tuple[str, ...]", status: int = 200
) -> HttpResponse:
    page = {"preview": preview, "problems": problems}
    return render(request, "account/bring.html", {"page": page, "tab": "settings"}, status=status)
