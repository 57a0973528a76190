"""Follow the employer's own page: paste its link once, and the plan keeps to the day it announces."""

from dataclasses import dataclass
from zoneinfo import ZoneInfo

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from relance.actions.follow_page import follow_page, stop_following
from relance.actions.page_door import HttpPages, PageDoor
from relance.actions.refusals import BadInputError
from relance.records.models import Case, FollowedPage
from relance.web import clock, dates, said
from relance.web.forms import QuietForm
from relance.web.owned import case_of
from relance.wording import say
from relance.wording.pages import FAILURES, STANDINGS

#: The way out, one for all the pages; tests put another in its place.
_PAGES: PageDoor = HttpPages()


class FollowForm(QuietForm):
    """One address."""

    address = forms.CharField(
        label=_("L’adresse de leur page"), max_length=600, required=False,
        help_text=_("Celle qu’ils vous ont envoyée. Elle reste chiffrée ici."),
        widget=forms.TextInput({"inputmode": "url", "autocomplete": "off"}),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class FollowedLine:
    """What the page that is followed said last."""

    host: str
    words: str
    read: str
    trouble: str = ""


@require_http_methods(["GET", "POST"])
def follow(request: HttpRequest, pk: int) -> HttpResponse:
    """Paste the link of their page, or stop following it."""
    case = case_of(request, pk)
    if request.method == "POST" and request.POST.get("do") == "stop":
        if stop_following(case=case):
            messages.success(request, gettext("La page n’est plus suivie. La date annoncée reste."))
        return redirect("case", pk)
    form = FollowForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            follow_page(case=case, address=form.cleaned_data["address"], now=clock.now(), pages=_PAGES)
        except BadInputError as error:
            form.take(error.problems)
        else:
            messages.success(
                request, gettext("C’est suivi : si leur date change, le plan change, et vous le lisez ici.")
            )
            return redirect("case", pk)
    page = {"pk": pk, "organisation": case.organisation.name, "form": form, "followed": followed_line(case)}
    return render(
        request, "candidate/follow.html", {"page": page, "tab": "cases"}, status=422 if form.errors else 200
    )


def followed_line(case: Case) -> FollowedLine | None:
    """The page that a case follows, in words; None when it follows none."""
    row = FollowedPage.objects.filter(case=case).first()
    if row is None:
        return None
    zone = ZoneInfo(case.tz)
    trouble = "gone" if row.gone_at else row.failure
    return FollowedLine(
        host=row.host,
        words=say(STANDINGS, row.state, said.lang()) if row.state in STANDINGS else "",
        read=dates.moment(row.read_at.astimezone(zone)) if row.read_at else "",
        trouble=say(FAILURES, trouble, said.lang()) if trouble in FAILURES else "",
    )
