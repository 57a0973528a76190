"""Rows of the person who asks. Somebody else's row does not exist: 404."""

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from relance.records import queries
from relance.records.models import Case, Entry, InboundMail, Letter, Owner, Round


def owner_of(request: HttpRequest) -> Owner:
    """Who asks; nobody is nobody's owner."""
    if not request.user.is_authenticated:
        raise Http404
    return request.user


def case_of(request: HttpRequest, pk: int) -> Case:
    """One of the asker's cases."""
    return get_object_or_404(queries.cases_of(owner_of(request)), pk=pk)


def round_of(request: HttpRequest, pk: int) -> Round:
    """The current round of one of the asker's cases, with all its facts."""
    return queries.current_round(case_of(request, pk))


def letter_of(request: HttpRequest, pk: int) -> Letter:
    """One of the asker's letters."""
    rows = Letter.objects.select_related("case__organisation", "case__owner", "person", "round__case")
    return get_object_or_404(rows, owner=owner_of(request), pk=pk)


def mail_of(request: HttpRequest, pk: int) -> InboundMail:
    """One of the asker's mails."""
    rows = InboundMail.objects.select_related("case__organisation", "case__owner", "owner")
    return get_object_or_404(rows, owner=owner_of(request), pk=pk)


def entry_of(request: HttpRequest, pk: int) -> Entry:
    """One line of the asker's journal."""
    rows = Entry.objects.select_related("case__owner", "round", "owner")
    return get_object_or_404(rows, owner=owner_of(request), pk=pk)
