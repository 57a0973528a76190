"""The doors to the outside, as actions ask for them: who made the account decides nothing here."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Protocol, cast

from relance.mail.accounts import Security, ServerAccount, Timeouts
from relance.mail.doors import Mailbox as OpenMailbox
from relance.mail.doors import Transmitter
from relance.mail.imap import ImapMailbox
from relance.mail.smtp import SmtpTransmitter
from relance.records.models import Mailbox
from relance.records.secrets import unseal


class Doors(Protocol):
    """Opens a mailbox, and the way out of it."""

    def transmitter(self, mailbox: Mailbox) -> Transmitter:
        """The way out."""
        ...

    def mailbox(self, mailbox: Mailbox) -> AbstractContextManager[OpenMailbox]:
        """The way in; closed at the end of the `with`."""
        ...


class RealDoors:
    """SMTP and IMAP, with the account kept in the records."""

    def __init__(self, timeouts: Timeouts | None = None) -> None:
        self.timeouts = timeouts or Timeouts()

    def transmitter(self, mailbox: Mailbox) -> Transmitter:
        """An SMTP client for this account."""
        return SmtpTransmitter(smtp_account(mailbox, self.timeouts))

    @contextmanager
    def mailbox(self, mailbox: Mailbox) -> Iterator[OpenMailbox]:
        """An open IMAP connection for this account."""
        opened = ImapMailbox(imap_account(mailbox, self.timeouts))
        try:
            yield opened
        finally:
            opened.close()


def smtp_account(mailbox: Mailbox, timeouts: Timeouts) -> ServerAccount:
    """The sending side of a mailbox."""
    return ServerAccount(
        host=mailbox.smtp_host,
        port=mailbox.smtp_port,
        security=cast("Security", mailbox.smtp_security),
        username=mailbox.username,
        password=unseal(mailbox.secret),
        timeouts=timeouts,
        trusted_pem=mailbox.trusted_pem,
    )


def imap_account(mailbox: Mailbox, timeouts: Timeouts) -> ServerAccount:
    """The reading side of a mailbox."""
    return ServerAccount(
        host=mailbox.imap_host,
        port=mailbox.imap_port,
        security=cast("Security", mailbox.imap_security),
        username=mailbox.username,
        password=unseal(mailbox.secret),
        timeouts=timeouts,
        trusted_pem=mailbox.trusted_pem,
    )
