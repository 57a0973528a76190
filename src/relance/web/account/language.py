"""The language of the pages is the owner's choice."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils import translation

from relance.records.models import Owner


class OwnerLanguageMiddleware:
    """Speak the owner's language; before login, what the browser asks for."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer one request."""
        user = request.user
        language = user.language if isinstance(user, Owner) else translation.get_language_from_request(request)
        with translation.override(language):
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        return response
