"""What one takes away: everything (JSON), a table (CSV), a calendar (.ics), the people met (vCard)."""

import json
import uuid
from datetime import datetime

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from relance.actions.cards_of import card_of
from relance.actions.export_all import export_all
from relance.actions.export_table import export_table
from relance.calendars.cards import write_cards
from relance.calendars.feeds import write_feed
from relance.records.models import CalendarFeed, Owner
from relance.records.network import people_of
from relance.web import clock
from relance.web.candidate.agenda import entries_of
from relance.web.owned import owner_of

_CARDS = uuid.UUID("6f0c8f4a-7f0e-4f5e-9d4b-0b6a4f6f2f11")


@require_safe
def everything(request: HttpRequest) -> HttpResponse:
    """Everything, as one JSON file that imports back to the same."""
    now = clock.now()
    text = json.dumps(export_all(owner=owner_of(request), now=now), ensure_ascii=False, indent=1)
    return _file(text.encode(), "application/json; charset=utf-8", "json", now)


@require_safe
def table(request: HttpRequest) -> HttpResponse:
    """The applications as a CSV; the mark of UTF-8 first, without which Excel reads accents wrong."""
    text = export_table(owner=owner_of(request))
    return _file(b"\xef\xbb\xbf" + text.encode(), "text/csv; charset=utf-8", "csv", clock.now())


@require_safe
def calendar(request: HttpRequest) -> HttpResponse:
    """The calendar of the moment, to open once; the subscription is in `feed`."""
    owner, now = owner_of(request), clock.now()
    entries = entries_of(owner, now, _root(owner), lambda path: f"{_site(request)}{path}")
    return _file(write_feed(entries, name="Relance"), "text/calendar; charset=utf-8", "ics", now)


@require_safe
def people(request: HttpRequest) -> HttpResponse:
    """Everybody met, for an address book."""
    rows = people_of(owner_of(request)).order_by("pk")
    return _file(write_cards(card_of(row) for row in rows), "text/vcard; charset=utf-8", "vcf", clock.now())


def _root(owner: Owner) -> str:
    # Under the same names as in the subscription, if there is one: an event is never there twice.
    feed = CalendarFeed.objects.filter(owner=owner).first()
    return str(feed.root if feed else uuid.uuid5(_CARDS, f"{owner.pk}/{owner.created_at.isoformat()}"))


def _site(request: HttpRequest) -> str:
    scheme = "https" if settings.ACCOUNTS == "login" else request.scheme
    return f"{scheme}://{request.get_host()}"


def _file(content: bytes, kind: str, ending: str, now: datetime) -> HttpResponse:
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="relance-{now:%Y-%m-%d}.{ending}"'
    response["Cache-Control"] = "private, no-store"
    return response
