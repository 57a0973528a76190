"""The page of a candidate met: what a private link shows, and what its reader may do. No session is read or made.

The promise: the link is the key; a GET changes nothing, whatever mail filter opens it; no cookie is set, so the
seal of a form is its own (and a link nobody can guess has no other site's form to fear).
"""

import hashlib
import json
from collections.abc import Callable
from functools import wraps
from typing import Any, TypeAlias

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.signing import BadSignature, TimestampSigner
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext
from django.views.decorators.csrf import csrf_exempt

from relance.actions.candidate_acts import Correction, ask, correct, withdraw
from relance.actions.candidate_page import close_page, find_page, show_page
from relance.actions.refusals import BadInputError
from relance.records.models import CandidatePage
from relance.web import clock, said
from relance.web.public.followed_sheet import ics_of, sheet_of, values_of

#: Seconds a form may stay open before it is shown again, with what was typed.
_OPEN = 12 * 3600
#: Bytes of a question asked by a program.
_LONGEST = 4096
_View: TypeAlias = Callable[[HttpRequest, str], HttpResponse]
_ACTS: dict[str, Callable[[CandidatePage, HttpRequest], object]] = {
    "ask": lambda page, request: ask(page=page, typed=_typed(request), about="news", now=clock.now()),
    "reasons": lambda page, request: ask(page=page, typed=_typed(request), about="reasons", now=clock.now()),
    "withdraw": lambda page, request: withdraw(page=page, typed=_typed(request), now=clock.now()),
    "correct": lambda page, request: correct(
        page=page,
        typed=_typed(request),
        correction=Correction(*(request.POST.get(name, "")[:254] for name in ("name", "email", "phone"))),
        now=clock.now(),
    ),
}


def _only(*methods: str) -> Callable[[_View], _View]:
    """Refuse other methods; Django's own decorator would write the address, and with it the key, into the log."""

    def guard(view: _View) -> _View:
        @wraps(view)
        def answer(request: HttpRequest, secret: str) -> HttpResponse:
            if request.method not in methods:
                return _private(HttpResponseNotAllowed(methods))
            return view(request, secret)

        return answer

    return guard


@login_not_required
@csrf_exempt  # the seal in the form stands for it: there is no cookie here, and no session to borrow
@_only("GET", "HEAD", "POST")
def followed(request: HttpRequest, secret: str) -> HttpResponse:
    """Show the page; on a POST, do the one act asked and show it again."""
    page = find_page(secret=secret)
    with translation.override(_language(request)):
        if page is None:
            return _gone(request, status=404)
        problems: list[str] = []
        if request.method == "POST":
            done = _act(page, request, problems)
            if done == "close":
                return _gone(request, status=200)
            if done:
                here = reverse("followed", args=[secret])
                return _private(redirect(f"{here}?lang={_language(request)}&fait={done}"))
        shown = show_page(page=page, now=clock.now())
        sheet = sheet_of(shown, clock.now(), done=request.GET.get("fait", ""))
        context = {
            "page": sheet,
            "problems": problems,
            "typed": request.POST,
            "lang": _language(request),
            "seal": TimestampSigner(salt="candidate-page").sign(str(page.root)),
            "address": _absolute(request, reverse("followed", args=[secret])),
            "json": reverse("followed-values", args=[secret]),
            "ics": reverse("followed-calendar", args=[secret]),
        }
        answer = render(request, "public/followed.html", context, status=422 if problems else 200)
    answer["Content-Language"] = _language(request)
    return _private(answer)


@login_not_required
@csrf_exempt
@_only("GET", "HEAD", "POST")
def followed_values(request: HttpRequest, secret: str) -> HttpResponse:
    """The same as JSON, for a program of the candidate's; a POST asks for news (docs/candidate-page.md)."""
    page = _found(secret)
    if request.method == "POST":
        return _private(_asked(page, request))
    shown = show_page(page=page, now=clock.now())
    body = json.dumps(values_of(shown), ensure_ascii=False, indent=1).encode()
    return _once(request, body, "application/json")


@login_not_required
@_only("GET", "HEAD")
def followed_calendar(request: HttpRequest, secret: str) -> HttpResponse:
    """The day of the next news as an .ics to subscribe to; no event when none is due."""
    page = _found(secret)
    with translation.override(_language(request)):
        shown = show_page(page=page, now=clock.now())
        body = ics_of(shown, _absolute(request, reverse("followed", args=[secret])))
    answer = _once(request, body, "text/calendar; charset=utf-8")
    answer["Content-Disposition"] = 'inline; filename="nouvelles.ics"'
    return answer


def _act(page: CandidatePage, request: HttpRequest, problems: list[str]) -> str:
    """Do what was asked; the word of what was done, or nothing and the problems."""
    do = request.POST.get("do", "")
    if not _sealed(page, request.POST.get("seal", "")):
        problems.append(
            gettext("Cette page est restée ouverte trop longtemps : rien n’est fait. Envoyez à nouveau.")
        )
        return ""
    try:
        if do == "close":
            # The same proof as any other act, and nothing changed by it.
            correct(page=page, typed=_typed(request), correction=Correction(), now=clock.now())
            close_page(case=page.case)
            return "close"
        if do in _ACTS:
            return do if _ACTS[do](page, request) else "nothing"
    except BadInputError as error:
        problems.extend(said.problems(error.problems))
        return ""
    return "nothing"


def _gone(request: HttpRequest, *, status: int) -> HttpResponse:
    """The same words for every address that opens nothing, whether it ever did."""
    page = {"closed": status == 200, "lang": _language(request)}
    return _private(render(request, "public/followed_gone.html", page, status=status))


def _asked(page: CandidatePage, request: HttpRequest) -> JsonResponse:
    if len(request.body) > _LONGEST:
        return JsonResponse({"error": "unreadable"}, status=400)
    try:
        given: Any = json.loads(request.body)
        about, typed = str(given["ask"]), str(given["address"])
    except (ValueError, KeyError, TypeError, RecursionError):
        return JsonResponse({"error": "unreadable"}, status=400)
    if request.content_type != "application/json" or about not in {"news", "reasons"}:
        return JsonResponse({"error": "unreadable"}, status=400)
    try:
        new = ask(page=page, typed=typed, about=about, now=clock.now())
    except BadInputError as error:
        return JsonResponse({"error": error.problems[0].code}, status=403)
    return JsonResponse({"asked": about, "new": new})


def _found(secret: str) -> CandidatePage:
    page = find_page(secret=secret)
    if page is None:
        raise Http404
    return page


def _sealed(page: CandidatePage, seal: str) -> bool:
    try:
        return TimestampSigner(salt="candidate-page").unsign(seal, max_age=_OPEN) == str(page.root)
    except BadSignature:
        return False


def _typed(request: HttpRequest) -> str:
    return request.POST.get("address", "")[:254]


def _language(request: HttpRequest) -> str:
    """The language asked for by the link, else by the browser: no account is read."""
    asked = request.GET.get("lang", "")
    return asked if asked in {"fr", "en"} else translation.get_language_from_request(request)


def _once(request: HttpRequest, body: bytes, content_type: str) -> HttpResponse:
    """Nothing travels twice: whoever has this very answer gets 304."""
    etag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
    response = HttpResponse(body, content_type=content_type)
    answer = get_conditional_response(request, etag=etag, response=response) or response
    answer["ETag"] = etag
    return _private(answer)


def _private(answer: HttpResponse) -> HttpResponse:
    """Ours to read again each time, nobody else's to keep, told to no other site, in no search engine."""
    if answer.status_code >= 400:
        # Django would write the address of what was refused, and with it the key, into the log.
        answer._has_been_logged = True  # type: ignore[attr-defined]  # noqa: SLF001
    answer["Cache-Control"] = "private, no-cache"
    answer["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    answer["Referrer-Policy"] = "no-referrer"
    return answer


def _absolute(request: HttpRequest, path: str) -> str:
    scheme = "https" if settings.ACCOUNTS == "login" else request.scheme
    return f"{scheme}://{request.get_host()}{path}"
