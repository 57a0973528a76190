"""Read a mailbox: whose answer, man or machine, and what stops at once.

The promise: nothing is marked, moved or deleted. Every message that came after the cursor is looked at exactly
once, and the cursor moves only when what was found is kept. A human answer pauses its case in the transaction that
keeps the mail: whatever it says, however unsure its reading. A folder that is suddenly empty is an error.
"""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q

from relance.actions import reconcile
from relance.actions.doors import Doors
from relance.actions.known_mail import KnownCases
from relance.actions.take_mail import take_mail, take_sent
from relance.actions.tell import tell
from relance.mail.doors import Batch, Cursor, FolderEmptiedError, MailboxError
from relance.mail.doors import Mailbox as OpenMailbox
from relance.records.models import Case, FolderCursor, InboundMail, Letter, Mailbox, Round

log = logging.getLogger("relance.reading")

LEASE = timedelta(minutes=15)
#: How far back the first reading goes when no interview is older.
FIRST_READING = timedelta(days=30)

Clock = Callable[[], datetime]


class MailboxBusyError(Exception):
    """Another worker is reading this mailbox right now."""


def read_mailbox(*, mailbox: Mailbox, clock: Clock, worker: str, doors: Doors) -> int:
    """Read what is new, in and out; settle doubts; file copies. Return how many messages concern a case.

    MailboxBusyError when another worker holds the mailbox; MailboxError when it cannot be read, which is kept and
    told to the user once a day.
    """
    with lease(mailbox=mailbox, worker=worker, now=clock()):
        try:
            with doors.mailbox(mailbox) as opened:
                taken = read_opened(mailbox=mailbox, opened=opened, clock=clock)
        except MailboxError as error:
            _failed(mailbox, error, clock())
            raise
        Mailbox.objects.filter(pk=mailbox.pk).update(
            read_at=clock(), failing_since=None, failure="", failure_said="", next_read_at=None
        )
        mailbox.refresh_from_db()
    return taken


def read_opened(*, mailbox: Mailbox, opened: OpenMailbox, clock: Clock) -> int:
    """Read an open mailbox whose lease is held. The sent folder comes first: a contact by hand is known before."""
    folders = opened.folders()
    cases = KnownCases(mailbox)
    taken = 0
    if folders.sent is not None:
        taken += _read_folder(mailbox, opened, folders.sent, clock, cases=cases, outgoing=True)
    for folder in folders.incoming:
        taken += _read_folder(mailbox, opened, folder, clock, cases=cases, outgoing=False)
    reconcile.reconcile(mailbox=mailbox, opened=opened, now=clock())
    wanting = Letter.objects.filter(owner=mailbox.owner, state=Letter.State.SENT, copy_wanted=True)
    for letter in wanting:
        reconcile.file_copy(letter=letter, opened=opened, now=clock())
    if mailbox.has_idle != opened.can_idle:
        Mailbox.objects.filter(pk=mailbox.pk).update(has_idle=opened.can_idle)
    return taken


@contextmanager
def lease(*, mailbox: Mailbox, worker: str, now: datetime) -> Iterator[None]:
    """Hold a mailbox alone; a conditional update is the lock, and time frees what a dead worker held."""
    free = Q(leased_until__isnull=True) | Q(leased_until__lt=now)
    held = Mailbox.objects.filter(free, pk=mailbox.pk).update(leased_until=now + LEASE, leased_by=worker)
    if not held:
        raise MailboxBusyError
    try:
        yield
    finally:
        Mailbox.objects.filter(pk=mailbox.pk, leased_by=worker).update(leased_until=None, leased_by="")


def _read_folder(
    mailbox: Mailbox, opened: OpenMailbox, folder: str, clock: Clock, *, cases: KnownCases, outgoing: bool
) -> int:
    kept = FolderCursor.objects.filter(mailbox=mailbox, folder=folder).first()
    cursor = Cursor(folder, kept.uidvalidity, kept.last_uid, kept.messages) if kept else None
    taken = 0
    batches = opened.fetch_new(
        folder,
        cursor,
        since=_since(mailbox, clock()).date(),
        known=lambda message_id: _is_known(mailbox, message_id),
        emptied_is_normal=mailbox.emptied_is_normal,
    )
    for batch in batches:
        with transaction.atomic():
            taken += _take(mailbox, batch, clock, cases=cases, outgoing=outgoing)
            FolderCursor.objects.update_or_create(
                mailbox=mailbox,
                folder=folder,
                defaults={
                    "uidvalidity": batch.cursor.uidvalidity,
                    "last_uid": batch.cursor.last_uid,
                    "messages": batch.cursor.count,
                    "read_at": clock(),
                },
            )
    return taken


def _take(mailbox: Mailbox, batch: Batch, clock: Clock, *, cases: KnownCases, outgoing: bool) -> int:
    taker = take_sent if outgoing else take_mail
    taken = 0
    for fetched in batch.messages:
        if taker(mailbox=mailbox, fetched=fetched, known=cases.known(), now=clock()):
            cases.forget()
            taken += 1
    return taken


def _since(mailbox: Mailbox, now: datetime) -> datetime:
    """From the oldest interview of an open case on: an answer may be older than the mailbox is known."""
    first = (
        Round.objects.filter(owner=mailbox.owner, case__state=Case.State.OPEN)
        .order_by("starts_at")
        .values_list("starts_at", flat=True)
        .first()
    )
    return min(first, now - timedelta(days=1)) if first else now - FIRST_READING


def _is_known(mailbox: Mailbox, message_id: str) -> bool:
    return InboundMail.objects.filter(owner=mailbox.owner, message_id=message_id).exists()


def _failed(mailbox: Mailbox, error: MailboxError, now: datetime) -> None:
    problem = error.problem
    said = problem.params.get("folder" if isinstance(error, FolderEmptiedError) else "said", "")
    Mailbox.objects.filter(pk=mailbox.pk).update(
        failure=problem.code[:60],
        failure_said=str(said)[:1000],
        failing_since=mailbox.failing_since or now,
    )
    mailbox.refresh_from_db()
    log.warning("mailbox %s: %s", mailbox.pk, problem.code)
    tell(
        owner=mailbox.owner,
        code="mailbox-unreadable",
        key=f"mailbox-unreadable:{mailbox.pk}:{problem.code}:{now.date().isoformat()}",
        params={"problem": problem.code, "address": mailbox.address, **problem.params},
    )
