"""Rows a recruiter may see. Somebody else's opening or candidate does not exist: 404."""

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from relance.records import queries
from relance.records.models import Case, InboundMail, Member, Opening, Owner
from relance.web.owned import owner_of


def opening_of(request: HttpRequest, pk: int) -> Opening:
    """An opening of the asker's, or shared with them."""
    return get_object_or_404(queries.openings_of(owner_of(request)).prefetch_related("turns"), pk=pk)


def opening_managed(request: HttpRequest, pk: int) -> Opening:
    """The same, for whoever decides there: an interviewer finds nothing."""
    opening = opening_of(request, pk)
    if not manages(owner_of(request), opening):
        raise Http404
    return opening


def candidate_seen(request: HttpRequest, pk: int) -> Case:
    """A candidate met whom the asker may see."""
    rows = queries.candidates_seen(owner_of(request)).select_related("opening__organisation", "opening__owner")
    return get_object_or_404(rows, pk=pk)


def candidate_mail(request: HttpRequest, pk: int) -> InboundMail:
    """What a candidate seen wrote."""
    return get_object_or_404(
        InboundMail.objects.filter(case__in=queries.candidates_seen(owner_of(request))).select_related("case"),
        pk=pk,
    )


def manages(owner: Owner, opening: Opening) -> bool:
    """Whether they opened it, or share it as a recruiter."""
    shares = [one.role for one in opening.members.all() if one.owner_id == owner.pk]
    return opening.owner_id == owner.pk or Member.Role.RECRUITER in shares
