"""What another application of the phone shares: a mail, an invitation, an address. Nothing is kept here.

The service worker keeps it in the device and opens the page of a new interview, which takes it from there, after
the entrance if there is one. This address answers when no service worker does.
"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from relance.web.candidate.arrival import read_shared


@csrf_exempt  # the phone's share sheet has no token; nothing is written, the form that follows has one
@require_http_methods(["GET", "POST"])
def share(request: HttpRequest) -> HttpResponse:
    """Show the page of a new interview with what was shared."""
    words = "\n".join(part for name in ("title", "text", "url") if (part := request.POST.get(name, "").strip()))
    given = request.FILES.get("file")
    if given is None and not words:
        return redirect("new-interview")
    return read_shared(request, words, given)
