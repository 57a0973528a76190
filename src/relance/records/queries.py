"""Questions asked of the records. Every one starts from the owner, or is the worker's."""

from datetime import datetime

from django.db.models import Prefetch, QuerySet

from relance.records.models import Case, Entry, InboundMail, Letter, Notice, Owner, Participant, Reference, Round


def cases_of(owner: Owner) -> QuerySet[Case]:
    """All cases of an owner, with their organisation."""
    return Case.objects.filter(owner=owner).select_related("organisation", "owner")


def rounds_with_facts(owner: Owner | None = None) -> QuerySet[Round]:
    """Rounds with all that `facts_of` reads: a constant number of queries whatever the number of rounds."""
    rounds = Round.objects.select_related(
        "case__organisation", "case__owner", "promise", "debrief"
    ).prefetch_related(
        Prefetch("participants", Participant.objects.select_related("person")),
        Prefetch("entries", Entry.objects.order_by("happened_at", "pk")),
    )
    return rounds if owner is None else rounds.filter(owner=owner)


def current_round(case: Case) -> Round:
    """Return the latest round of a case, ready for `facts_of`."""
    return rounds_with_facts().filter(case=case).order_by("-number")[0]


def due_cases(now: datetime, *, limit: int = 100) -> QuerySet[Case]:
    """Cases that want the worker at `now`, longest due first. One index range, whatever is stored."""
    return Case.objects.filter(due_at__lte=now).select_related("owner").order_by("due_at")[:limit]


def letters_in_doubt() -> QuerySet[Letter]:
    """Letters of which nobody knows whether they left."""
    return Letter.objects.filter(state=Letter.State.UNKNOWN).select_related("owner", "case", "person")


def mail_to_look_at(owner: Owner) -> QuerySet[InboundMail]:
    """What was read and waits for the user's word."""
    return InboundMail.objects.filter(owner=owner, status=InboundMail.Status.NEW).select_related(
        "case__organisation"
    )


def unseen_notices(owner: Owner) -> QuerySet[Notice]:
    """What the user was not told yet."""
    return Notice.objects.filter(owner=owner, seen_at__isnull=True).select_related("case__organisation", "letter")


def references_of(owner: Owner) -> QuerySet[Reference]:
    """Everybody who may be asked about the owner, in the order they were written down."""
    return Reference.objects.filter(owner=owner).order_by("pk")


def references_listed(owner: Owner) -> QuerySet[Reference]:
    """Those who agreed to be named (C-03)."""
    return references_of(owner).filter(consent_on__isnull=False)
