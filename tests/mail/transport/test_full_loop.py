"""The whole way, over real servers: out through Postfix, into Dovecot, and the bounce that comes back."""

import time
from collections.abc import Iterator
from datetime import date
from email import message_from_bytes, policy
from email.message import Message

import pytest

from relance.mail.composing import Letter, Mailer, compose
from relance.mail.doors import Accepted, AuthFailed, Cursor, RefusedForGood
from relance.mail.imap import ImapMailbox
from relance.mail.memory import Fault
from relance.mail.smtp import SmtpTransmitter
from tests.servers.dovecot import Dovecot
from tests.servers.faulty_smtp import FaultySmtp
from tests.servers.postfix import Postfix
from tests.servers.worlds import ARRIVED

pytestmark = pytest.mark.servers
LONG_AGO = date(2020, 1, 1)


def a_letter(sender: str, recipient: str) -> bytes:
    raw, problems = compose(
        Letter(
            letter_id="L1",
            message_id="<l1@example.org>",
            sender=Mailer(sender, "Zoé Dupré"),
            recipient=Mailer(recipient, "Marie O'Neill"),
            subject="Suite à notre entretien",
            body="Bonjour,\n\nMerci pour votre accueil.\n.\n-- \nZoé\n",
            leaves_at=ARRIVED,
        )
    )
    assert problems == ()
    return raw


def next_message(server: Dovecot, user: str) -> bytes:
    """The first message to arrive in the user's inbox."""
    with ImapMailbox(server.account(user)) as mailbox:
        mailbox.idle_until(Cursor("INBOX", 0, 0, 0), seconds=0)
        deadline = time.monotonic() + 15
        cursor = None
        while time.monotonic() < deadline:
            for batch in mailbox.fetch_new("INBOX", cursor, since=LONG_AGO):
                for one in batch.messages:
                    return one.raw
                cursor = batch.cursor
            assert cursor is not None
            mailbox.idle_until(cursor, seconds=2)
    raise AssertionError("nothing arrived")


@pytest.fixture
def refusing_relay(relay_server: FaultySmtp) -> Iterator[FaultySmtp]:
    relay_server.fault = Fault("rcpt", 550)
    yield relay_server
    relay_server.fault = None


def test_a_letter_arrives_byte_for_byte(postfix_server: Postfix) -> None:
    dovecot = postfix_server.dovecot
    recipient = dovecot.new_user()
    raw = a_letter("zoe@example.org", dovecot.address(recipient))
    outcome = SmtpTransmitter(postfix_server.account("zoe")).transmit(
        sender="zoe@example.org", recipient=dovecot.address(recipient), raw=raw
    )
    assert isinstance(outcome, Accepted)
    assert outcome.reply.startswith("250 2.0.0 Ok: queued as")
    arrived = next_message(dovecot, recipient)
    assert arrived.endswith(raw)
    # What stands before it is the way it took, and nothing of ours.
    before = message_from_bytes(arrived.removesuffix(raw), policy=policy.default)
    assert {name.lower() for name, _ in before.items()} == {"return-path", "delivered-to", "received"}


def test_the_settings_page_s_check_passes_and_fails_as_it_should(postfix_server: Postfix) -> None:
    assert SmtpTransmitter(postfix_server.account("zoe")).check(sender="zoe@example.org") == ()
    wrong = SmtpTransmitter(postfix_server.account("zoe", password="wrong"))
    assert [problem.code for problem in wrong.check()] == ["password_refused"]
    outcome = wrong.transmit(sender="zoe@example.org", recipient="a@example.org", raw=b"Subject: x\r\n\r\nx\r\n")
    assert isinstance(outcome, AuthFailed)


def test_an_unknown_mailbox_is_refused_at_once(postfix_server: Postfix) -> None:
    outcome = SmtpTransmitter(postfix_server.account()).transmit(
        sender="zoe@example.org",
        recipient="nobody@example.org",
        raw=a_letter("zoe@example.org", "nobody@example.org"),
    )
    assert isinstance(outcome, RefusedForGood)
    assert (outcome.step, outcome.code, outcome.problem.code) == ("rcpt", 550, "recipient_refused")
    assert "5.1.1" in outcome.text


def test_a_dead_address_comes_back_as_a_bounce(postfix_server: Postfix, refusing_relay: FaultySmtp) -> None:
    dovecot = postfix_server.dovecot
    user = dovecot.new_user()
    outcome = SmtpTransmitter(postfix_server.account()).transmit(
        sender=dovecot.address(user),
        recipient="m.gone@example.com",
        raw=a_letter(dovecot.address(user), "m.gone@example.com"),
    )
    assert isinstance(outcome, Accepted)
    bounce = message_from_bytes(next_message(dovecot, user))
    assert (bounce.get_content_type(), bounce.get_param("report-type")) == ("multipart/report", "delivery-status")
    _, about = _children(bounce, "message/delivery-status")
    assert (about["Final-Recipient"], about["Action"], about["Status"]) == (
        "rfc822; m.gone@example.com",
        "failed",
        "5.1.1",
    )
    (returned,) = _children(bounce, "message/rfc822")
    assert (returned["Message-ID"], returned["X-Relance-Letter"]) == ("<l1@example.org>", "L1")
    assert refusing_relay.accepted == []


def _children(message: Message, kind: str) -> list[Message]:
    found = next(part for part in message.walk() if part.get_content_type() == kind)
    return [part for part in found.walk() if part is not found][: len(found.get_payload())]
