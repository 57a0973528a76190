"""The calendar feed: its settings, and the address that programs read without a session."""

import hashlib
from zoneinfo import ZoneInfo

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from relance.actions.calendar_feed import find_feed, note_read, renew_feed, revoke_feed
from relance.records.models import CalendarFeed
from relance.web import clock, dates
from relance.web.candidate.agenda import calendar_of
from relance.web.owned import owner_of


@never_cache
@require_http_methods(["GET", "POST"])
def agenda(request: HttpRequest) -> HttpResponse:
    """Show whether there is an address; make one, which is shown on this answer and never again."""
    owner = owner_of(request)
    address = ""
    if request.method == "POST":
        address = _absolute(request, reverse("feed", args=[renew_feed(owner=owner, now=clock.now())]))
    row = CalendarFeed.objects.filter(owner=owner, digest__isnull=False).first()
    page = {
        "address": address,
        "subscribe": address.replace("https://", "webcal://", 1).replace("http://", "webcal://", 1),
        "kept": row is not None,
        "read": dates.moment(row.read_at.astimezone(ZoneInfo(owner.tz))) if row and row.read_at else "",
        "here_only": settings.ACCOUNTS == "local",
    }
    return render(request, "account/agenda.html", {"page": page, "tab": "settings"})


@require_POST
def close_agenda(request: HttpRequest) -> HttpResponse:
    """Revoke the address."""
    if revoke_feed(owner=owner_of(request)):
        messages.success(request, gettext("L’adresse est fermée : elle ne montre plus rien à personne."))
    return redirect("agenda")


@login_not_required
@require_safe
def feed(request: HttpRequest, secret: str) -> HttpResponse:
    """The calendar. The address is the key: no session is read, and a wrong one tells nothing."""
    found = find_feed(secret=secret)
    if found is None:
        raise Http404
    now = clock.now()
    with translation.override(found.owner.language):
        calendar = calendar_of(found, now, lambda path: _absolute(request, path))
    note_read(feed=found, now=now)
    etag = f'"{hashlib.sha256(calendar).hexdigest()[:32]}"'
    response = HttpResponse(calendar, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'inline; filename="relance.ics"'
    answer = get_conditional_response(request, etag=etag, response=response) or response
    # Ours to read again each time, nobody else's to keep, and no page of a search engine.
    answer["ETag"] = etag
    answer["Cache-Control"] = "private, no-cache"
    answer["X-Robots-Tag"] = "noindex"
    answer["Referrer-Policy"] = "no-referrer"
    return answer


def _absolute(request: HttpRequest, path: str) -> str:
    scheme = "https" if settings.ACCOUNTS == "login" else request.scheme
    return f"{scheme}://{request.get_host()}{path}"
