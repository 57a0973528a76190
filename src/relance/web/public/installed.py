"""What makes the site an application that a phone installs: manifest, service worker, the page without network.

Promise: nothing personal is in these answers, so they need no session. Of the personal pages, the service worker
keeps the debriefs alone (they are noted in car parks), and the pages forget them at sign-out and erasure.
"""

import hashlib
from functools import cache
from pathlib import Path

from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.models import AnonymousUser
from django.contrib.staticfiles import finders
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import get_language, gettext, override
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

#: What a debrief needs to open without network.
FILES = (
    "relance/look.css",
    "relance/relance.js",
    "relance/offline.js",
    "relance/store.js",
    "relance/debrief.js",
    "relance/fonts/atkinson-next.woff2",
    "relance/fonts/fraunces.woff2",
    "relance/seal.svg",
)
_ICONS = (("icon-192", "192x192", "any"), ("icon-512", "512x512", "any"), ("maskable-512", "512x512", "maskable"))


@login_not_required
@require_safe
@cache_control(max_age=3600)
def manifest(request: HttpRequest) -> HttpResponse:
    """How the application is called, drawn, opened, and shared to."""
    lang = request.GET.get("lang", "")
    with override(lang if lang in {"fr", "en"} else get_language() or "fr"):
        answer = {
            "name": "Relance",
            "short_name": "Relance",
            "description": gettext("Après l’entretien : remercier, attendre, relancer, au bon moment."),
            "id": "/",
            "start_url": reverse("today"),
            "scope": "/",
            "display": "standalone",
            "lang": get_language(),
            "background_color": "#faf6ee",
            "theme_color": "#faf6ee",
            "icons": [
                {"src": static(f"relance/icons/{name}.png"), "sizes": sizes, "type": "image/png", "purpose": use}
                for name, sizes, use in _ICONS
            ],
            "shortcuts": [{"name": gettext("J’ai passé un entretien"), "url": reverse("new-interview")}],
            "share_target": {
                "action": reverse("share"),
                "method": "POST",
                "enctype": "multipart/form-data",
                "params": {
                    "title": "title",
                    "text": "text",
                    "url": "url",
                    "files": [{"name": "file", "accept": ["text/calendar", ".ics", "message/rfc822", ".eml"]}],
                },
            },
        }
    return JsonResponse(answer, content_type="application/manifest+json")


@login_not_required
@require_safe
@cache_control(no_cache=True)
def service_worker(request: HttpRequest) -> HttpResponse:
    """The service worker, at the root so that it may answer for every page; another version for other files."""
    page = {
        "version": version(),
        "files": [static(name) for name in FILES],
        "offline": reverse("offline"),
        "share": reverse("share"),
        "arrival": reverse("new-interview"),
    }
    return render(request, "public/sw.js", {"page": page}, content_type="text/javascript")


@login_not_required
@require_safe
def offline(request: HttpRequest) -> HttpResponse:
    """What a page without network says, with the debriefs that are in this device."""
    request.user = AnonymousUser()  # kept in the browser whoever is signed in: it names nobody
    return render(request, "public/offline.html", {})


@cache
def version() -> str:
    """A name for the files as they are: when one changes, the store of the browser is filled anew."""
    whole = hashlib.sha256()
    for name in FILES:
        found = finders.find(name)
        whole.update(Path(str(found)).read_bytes())
    return whole.hexdigest()[:12]
