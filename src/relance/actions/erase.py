"""Erase: a case with its traces, or everything."""

from django.contrib.sessions.models import Session
from django.db import connection, transaction

from relance.actions.question_bank import forget_unasked
from relance.records.models import (
    Assistant,
    Case,
    InboundMail,
    Mailbox,
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

    A candidate met by a recruiter is nobody's network: their sheet goes with the last application of theirs.
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
        met = list(Person.objects.filter(rounds__case=case)) if case.opening_id else []
        case.delete()
        for person in met:
            if not person.participations.exists():
                person.delete()
        forget_unasked(owner)
    forget_free_pages()


def erase_all(*, owner: Owner) -> None:
    """Erase everything of a person, the mailbox's password included, and the person."""
    local = owner.login == LOCAL_LOGIN
    with transaction.atomic():
        for model in _OWNED:
            model._default_manager.filter(owner=owner).delete()
        owner.delete()
        if local:
            Session.objects.all().delete()
    forget_free_pages()


def forget_free_pages() -> None:
    """Have the database's file forget what was erased. Nothing inside a transaction: call it after."""
    # A deleted row stays readable in the file until its page is used again.
    if connection.vendor == "sqlite" and not connection.in_atomic_block:
        with connection.cursor() as cursor:
            cursor.execute("VACUUM")
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
