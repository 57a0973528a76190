"""Erase: a case with its traces, or everything."""

from django.contrib.sessions.models import Session
from django.db import connection, transaction

from relance.actions.question_bank import forget_unasked
from relance.records.models import (
    Assistant,
    Case,
    InboundMail,
    Mailbox,
    Member,
    Notice,
    Opening,
    Organisation,
    Owner,
    Person,
    PreparedAnswer,
    Reference,
)
from relance.records.models.owners import LOCAL_LOGIN

_OWNED = (
    Case, InboundMail, Notice, Mailbox, Assistant, Reference, PreparedAnswer, Person, Opening, Organisation,
)  # fmt: skip


def erase_case(*, case: Case) -> None:
    """Erase a case: journal, letters, mails, debrief, lesson. People and organisation stay (S-11).

    A candidate met by a recruiter is nobody's network: their sheet goes with the last application of theirs, unless
    it was also kept in the network.
    """
    with transaction.atomic():
        for mail in InboundMail.objects.filter(owner=case.owner, case__isnull=True):
            if case.pk in mail.likely_cases:
                others = [pk for pk in mail.likely_cases if pk != case.pk]
                if others:
                    InboundMail.objects.filter(pk=mail.pk).update(likely_cases=others)
                else:
                    mail.delete()
        owner = case.owner
        people = Person.objects.filter(pk__in=list(case.rounds.values_list("people", flat=True)))
        if not case.opening_id:
            people.filter(erased_at__isnull=True).update(kept=True)
        case.delete()
        people.filter(kept=False, participations__isnull=True, letters__isnull=True).delete()
        forget_unasked(owner)
    forget_free_pages()


def erase_all(*, owner: Owner) -> None:
    """Erase everything of a person, the mailbox's password included, and the person.

    An opening where somebody else received candidates goes to them: those are not this person's to erase.
    """
    local = owner.login == LOCAL_LOGIN
    with transaction.atomic():
        _hand_over(owner)
        for model in _OWNED:
            model._default_manager.filter(owner=owner).delete()
        owner.delete()
        if local:
            Session.objects.all().delete()
    forget_free_pages()


def _hand_over(owner: Owner) -> None:
    theirs = Case.objects.filter(opening__owner=owner).exclude(owner=owner).select_related("owner", "opening")
    openings = {case.opening_id: case.opening for case in theirs.order_by("-pk") if case.opening}
    heirs = {case.opening_id: case.owner for case in theirs.order_by("-pk")}
    for member in Member.objects.filter(opening__in=openings, role=Member.Role.RECRUITER).order_by("-pk"):
        heirs[member.opening_id] = member.owner
    for key, opening in openings.items():
        opening.organisation = _their_own(opening.organisation, heirs[key])
        opening.owner = heirs[key]
        opening.save(update_fields=["owner", "organisation"])
        Member.objects.filter(opening=opening, owner=heirs[key]).delete()
    # Whose organisation it was goes with its owner: each keeps one of that name.
    for case in Case.objects.filter(organisation__owner=owner).exclude(owner=owner).select_related("owner"):
        case.organisation = _their_own(case.organisation, case.owner)
        case.save(update_fields=["organisation"])
    for person in Person.objects.filter(organisation__owner=owner).exclude(owner=owner).select_related("owner"):
        if person.organisation is not None:
            person.organisation = _their_own(person.organisation, person.owner)
            person.save(update_fields=["organisation"])


def _their_own(organisation: Organisation, owner: Owner) -> Organisation:
    known, _ = Organisation.objects.get_or_create(owner=owner, name=organisation.name)
    return known


def forget_free_pages() -> None:
    """Have the database's file forget what was erased. Nothing inside a transaction: call it after."""
    # A deleted row stays readable in the file until its page is used again.
    if connection.vendor == "sqlite" and not connection.in_atomic_block:
        with connection.cursor() as cursor:
            cursor.execute("VACUUM")
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
