"""«Reprendre une liste»: a table of candidates is shown as it was understood, then received, but for lines left.

The table is not kept between the two pages: it travels, packed, in the page itself.
"""

import base64
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_http_methods

from relance.actions.brought.days import Order
from relance.actions.brought.tables import MOST_BYTES, read_table
from relance.actions.meet_many import ForeseenCandidate, foresee_candidates, meet_many
from relance.actions.received.candidates import received_in
from relance.etiquette.problems import Problem
from relance.records.models import Opening
from relance.web import clock, dates, said
from relance.web.handed import handed_in
from relance.web.owned import owner_of
from relance.web.recruiter.seen import opening_managed
from relance.web.typed import numbers
from relance.wording import say
from relance.wording.received import RECEIVED

#: Lines shown on one page; the others are counted.
SHOWN = 150
_ORDERS: tuple[Order, ...] = ("day", "month")
_RANK = {"new": 0, "unusable": 1, "not_met": 2, "old": 3, "known": 4}


@dataclass(frozen=True, slots=True)
class LineShown:
    """One line: who, when, what would become of it, its problems in words."""

    number: int
    name: str
    about: str
    when: str
    outcome: str
    words: str
    problems: tuple[str, ...]


@require_http_methods(["GET", "POST"])
def meet_all(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask for a file, show what it holds, then receive them."""
    owner, opening = owner_of(request), opening_managed(request, pk)
    if request.method == "GET":
        return _render(request, opening, {})
    data, problems = handed_in(request, "table", most=MOST_BYTES, too_large="table_too_large")
    if problems:
        return _render(request, opening, {"problems": said.problems(problems)}, 422)
    asked = request.POST.get("order", "")
    order = next((one for one in _ORDERS if one == asked), None)
    table = received_in(read_table(data), french=said.lang() == "fr", order=order)
    if not table.rows:
        return _render(request, opening, {"problems": _told(table.problems)}, 422)
    foreseen = foresee_candidates(owner=owner, opening=opening, rows=table.rows, now=clock.now())
    if "keep" in request.POST:
        skip = numbers(request.POST.getlist("skip"))
        made, wrong = meet_many(owner=owner, opening=opening, foreseen=foreseen, skip=skip, now=clock.now())
        for line in _told(wrong):
            messages.error(request, line)
        messages.success(request, _made(made))
        return redirect("opening", pk)
    shown = sorted(foreseen, key=lambda one: (_RANK[one.outcome], one.row.line))
    page = {
        "lines": [_line(one, opening) for one in shown[:SHOWN]],
        "new": sum(one.outcome == "new" for one in foreseen),
        "more": max(len(foreseen) - SHOWN, 0),
        "columns": [(header, say(RECEIVED, field, said.lang())) for field, header in table.columns],
        "ignored": table.ignored,
        "problems": _told(problem for problem in table.problems if problem.severity != "note"),
        "packed": base64.b64encode(zlib.compress(data, 9)).decode(),
    }
    return _render(request, opening, page)


def _made(count: int) -> str:
    if not count:
        return gettext("Rien de nouveau dans cette liste : rien n’a changé.")
    return ngettext("%(n)s personne reprise.", "%(n)s personnes reprises.", count) % {"n": count}


def _line(one: ForeseenCandidate, opening: Opening) -> LineShown:
    row, zone = one.row, ZoneInfo(opening.tz)
    start = row.start.astimezone(zone) if row.start and row.start.tzinfo else row.start
    return LineShown(
        number=row.line,
        name=row.name,
        about=" · ".join(part for part in (row.email, row.stage) if part),
        when=dates.moment(start) if start else "",
        outcome=one.outcome,
        words=say(RECEIVED, one.outcome, said.lang()),
        problems=tuple(said.problem(problem) for problem in one.problems),
    )


def _told(problems: Iterable[Problem]) -> list[str]:
    """Each problem with its line."""
    told = []
    for problem in problems:
        line, words = problem.place.removeprefix("line "), said.problem(problem)
        told.append(
            gettext("Ligne %(line)s : %(words)s") % {"line": line, "words": words} if line.isdigit() else words
        )
    return list(dict.fromkeys(told))[:40]


def _render(request: HttpRequest, opening: Opening, page: dict[str, object], status: int = 200) -> HttpResponse:
    page = {"opening": opening, **page}
    return render(request, "recruiter/many.html", {"page": page, "tab": "desk"}, status=status)
