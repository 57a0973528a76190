"""What is printed: the card to copy by hand."""

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from relance.actions.plan_case import plan_round
from relance.actions.print_note import print_note
from relance.web import clock
from relance.web.owned import round_of
from relance.web.printed import as_pdf


@require_safe
def card_to_copy(request: HttpRequest, pk: int, person_pk: int) -> HttpResponse:
    """The model of a hand-written note, as a PDF to print or to have before one's eyes."""
    now = clock.now()
    pdf = print_note(planned=plan_round(round_=round_of(request, pk), now=now), to=str(person_pk), now=now)
    if pdf is None:
        raise Http404
    return as_pdf(pdf, f"carte-{pk}.pdf")
