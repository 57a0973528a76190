"""The page of a candidate, as the recruiter sees it: open it, send another link, close it."""

from urllib.parse import quote, urlencode
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
from relance.records.models import CandidatePage, Case
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
        "mail": _mail(case, address) if address else "",
        "made": dates.day(row.made_at.astimezone(zone).date()) if row else "",
        "sent_to": row.sent_to if row else "",
        "shown": sheet_of(show_page(page=row, now=clock.now()), clock.now()) if row else None,
        "here_only": settings.ACCOUNTS == "local",
    }
    return render(request, "recruiter/link.html", {"page": page, "tab": "desk"})


def _mail(case: Case, address: str) -> str:
    """A mail to the candidate with the link, in one's own mail program: nothing leaves from here."""
    to = candidate_of(case).email
    subject = gettext("Où en est votre candidature")
    body = gettext(
        "Bonjour,\n\nCette page vous dit à tout moment où en est le recrutement, et le jour de la prochaine "
        "nouvelle. Vous pouvez y demander des nouvelles, corriger vos coordonnées ou vous retirer.\n\n"
        "%(address)s\n\nCe lien est personnel : qui l’a lit la page.\n\nBien cordialement,\n%(name)s"
    ) % {"address": address, "name": case.owner.name}
    return f"mailto:{quote(to)}?{urlencode({'subject': subject, 'body': body}, quote_via=quote)}" if to else ""


def _absolute(request: HttpRequest, path: str) -> str:
    scheme = "https" if settings.ACCOUNTS == "login" else request.scheme
    return f"{scheme}://{request.get_host()}{path}"
