"""A full disk or a base held by another program: nothing is lost, nothing leaves twice, it goes on afterwards."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import OperationalError, connection

from relance.actions.approve_letter import approve_letter
from relance.actions.attend import attend
from relance.actions.read_mailbox import read_mailbox
from relance.actions.reconcile import recover_claims
from relance.etiquette.problems import Problem
from relance.mail.doors import Folders, MailboxError
from relance.mail.memory import MemoryServer
from relance.records.models import Case, FolderCursor, InboundMail, Letter, Mailbox, Notice, Owner
from tests.actions.world import Clock, MemoryDoors, mail, make_case, make_mailbox, paris, written

pytestmark = pytest.mark.django_db


@contextmanager
def refusing(*words: str) -> Iterator[None]:
    """The database refuses every statement that holds all these words (in what is asked or in its values)."""

    def fail(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:  # noqa: FBT001
        if all(word in f"{sql} {params}" for word in words):
            raise OperationalError("database or disk is full")
        return execute(sql, params, many, context)

    with connection.execute_wrapper(fail):
        yield


def approved(owner: Owner, clock: Clock) -> Letter:
    case = make_case(owner, now=clock())
    letter = approve_letter(letter=written(case, now=clock()), now=clock())
    clock.at = paris(25, 10, 30)
    return letter


@pytest.mark.parametrize(
    "words", [("INSERT", "records_inboundmail"), ("records_foldercursor",), ("UPDATE", "paused_at")]
)
def test_an_answer_that_cannot_be_kept_is_read_again_later(
    owner: Owner,
    mailbox: Mailbox,
    clock: Clock,
    doors: MemoryDoors,
    server: MemoryServer,
    words: tuple[str, ...],
) -> None:
    case = make_case(owner, now=clock())
    clock.at = paris(25, 9)
    server.deliver(mail(at=clock()))
    with refusing(*words), pytest.raises(OperationalError):
        read_mailbox(mailbox=mailbox, clock=clock, worker="w1", doors=doors)

    assert (InboundMail.objects.count(), FolderCursor.objects.filter(folder="INBOX").count()) == (0, 0)
    assert read_mailbox(mailbox=mailbox, clock=clock, worker="w1", doors=doors) == 1
    case.refresh_from_db()
    assert case.paused_because == "answer-arrived"


def test_nothing_leaves_when_the_claim_cannot_be_kept(
    owner: Owner, mailbox: Mailbox, clock: Clock, doors: MemoryDoors, server: MemoryServer
) -> None:
    assert mailbox.pk
    letter = approved(owner, clock)
    with refusing("UPDATE", "records_letter", "State.TRANSMITTING"), pytest.raises(OperationalError):
        attend(case=letter.case, clock=clock, worker="w1", doors=doors)
    letter.refresh_from_db()
    assert (letter.state, server.accepted) == ("approved", [])

    attend(case=letter.case, clock=clock, worker="w1", doors=doors)
    letter.refresh_from_db()
    assert (letter.state, len(server.accepted)) == ("sent", 1)


def test_a_letter_whose_departure_cannot_be_kept_is_in_doubt_then_found_and_never_sent_again(
    owner: Owner, mailbox: Mailbox, clock: Clock, doors: MemoryDoors, server: MemoryServer
) -> None:
    server.files_own_sent = True
    letter = approved(owner, clock)
    with refusing("UPDATE", "records_letter", "State.SENT"), pytest.raises(OperationalError):
        attend(case=letter.case, clock=clock, worker="w1", doors=doors)
    letter.refresh_from_db()
    assert (letter.state, len(server.accepted)) == ("transmitting", 1)

    recover_claims(worker="w2", alive=frozenset(), now=clock())
    attend(case=letter.case, clock=clock, worker="w2", doors=doors)
    letter.refresh_from_db()
    assert (letter.state, len(server.accepted)) == ("unknown", 1)
    read_mailbox(mailbox=mailbox, clock=clock, worker="w2", doors=doors)
    letter.refresh_from_db()
    assert (letter.state, len(server.accepted)) == ("sent", 1)


def test_a_refused_password_is_told_and_lets_nothing_leave(
    owner: Owner, mailbox: Mailbox, clock: Clock, doors: MemoryDoors, server: MemoryServer
) -> None:
    letter = approved(owner, clock)
    refused = Problem("imap", "password_refused", {"host": "h", "username": "u", "said": "no"})
    server.away = MailboxError(refused, passing=False)
    attend(case=letter.case, clock=clock, worker="w1", doors=doors)

    letter.refresh_from_db()
    mailbox.refresh_from_db()
    assert (letter.state, letter.because, server.accepted) == ("approved", "mailbox-unreadable", [])
    assert (mailbox.failure, mailbox.failure_said) == ("password_refused", "no")
    codes = set(Notice.objects.values_list("code", flat=True))
    assert {"mailbox-unreadable", "letter-waits-for-mailbox"} <= codes


def test_without_a_sent_folder_letters_leave_and_answers_are_read(owner: Owner, clock: Clock) -> None:
    server = MemoryServer(clock, folders=Folders(sent=None), can_idle=False)
    doors = MemoryDoors(server)
    mailbox = make_mailbox(owner)
    letter = approved(owner, clock)
    attend(case=letter.case, clock=clock, worker="w1", doors=doors)
    letter.refresh_from_db()
    assert (letter.state, len(server.accepted)) == ("sent", 1)

    server.deliver(mail(at=clock.move(hours=1), in_reply_to=letter.message_id))
    assert read_mailbox(mailbox=mailbox, clock=clock, worker="w1", doors=doors) == 1
    mailbox.refresh_from_db()
    assert (Case.objects.get().paused_because, mailbox.has_idle) == ("answer-arrived", False)
