"""The page of a candidate, as the recruiter sees it: open it, send another link, close it."""

from zoneinfo import ZoneInfo

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from relance.actions.candidate_page import close_page, open_page, show_page
from relance.records.models import CandidatePage
from relance.records.openings import candidate_of
from relance.web import clock, dates
from relance.web.public.followed_sheet import sheet_of
from relance.web.recruiter.seen import candidate_seen


@never_cache
@require_http_methods(["GET", "POST"])
def candidate_link(request: HttpRequest, pk: int) -> HttpResponse:
    """Show whether there is a link, and what it says; a new one is shown on this answer and never again."""
    case = candidate_seen(request, pk)
    if request.method == "POST" and request.POST.get("do") == "close":
        if close_page(case=case):
            messages.success(request, gettext("Le lien est fermé : il ne montre plus rien à personne."))
        return redirect("candidate-link", pk)
    address = ""
    if request.method == "POST":
        address = _absolute(request, reverse("followed", args=[open_page(case=case, now=clock.now())]))
    row = CandidatePage.objects.filter(case=case, digest__isnull=False).first()
    zone = ZoneInfo(case.tz)
    page = {
        "pk": pk,
        "name": candidate_of(case).name,
        "organisation": case.organisation.name,
        "role": case.role,
        "address": address,
        "made": dates.day(row.made_at.astimezone(zone).date()) if row else "",
        "sent_to": row.sent_to if row else "",
        "shown": sheet_of(show_page(page=row, now=clock.now()), clock.now()) if row else None,
        "here_only": settings.ACCOUNTS == "local",
    }
    return render(request, "recruiter/link.html", {"page": page, "tab": "desk"})


def _absolute(request: HttpRequest, path: str) -> str:
    scheme = "https" if settings.ACCOUNTS == "login" else request.scheme
    return f"{scheme}://{request.get_host()}{path}"
