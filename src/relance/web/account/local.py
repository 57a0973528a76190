"""One local person, no password: whoever reaches this machine's loopback address is its owner."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from relance.records.models import Owner


class LocalOwnerMiddleware:
    """In «local» mode, every request is the local owner's; in «login» mode, this does nothing.

    ALLOWED_HOSTS holds only loopback names in local mode, so that a page of another site cannot reach these
    pages by pointing its own name at 127.0.0.1.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer one request."""
        if settings.ACCOUNTS == "local":
            request.user = Owner.objects.local()
        return self.get_response(request)
