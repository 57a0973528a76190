"""Answers travel compressed, with Django's guard against guessing secrets from lengths (BREACH).

That guard is a file name of random length in each compressed answer; and the CSRF token is masked anew on each
page. What is compressed already (fonts, pictures) is left as it is.
"""

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware

_PACKED = ("font/", "image/png", "image/jpeg", "application/zip")


class CompressMiddleware(GZipMiddleware):
    """Compress text; whoever does not ask for gzip gets the answer as it is."""

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        """Compress one answer."""
        if response.headers.get("Content-Type", "").startswith(_PACKED):
            return response
        return super().process_response(request, response)
