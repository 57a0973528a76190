"""The two worlds each contract of the mail doors runs in: memory, and real servers, under one face."""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Protocol

from relance.mail.accounts import Timeouts
from relance.mail.doors import Mailbox, Transmitter
from relance.mail.imap import ImapMailbox
from relance.mail.memory import Fault, Handed, MemoryMailbox, MemoryServer, MemoryTransmitter
from relance.mail.smtp import SmtpTransmitter
from tests.servers.dovecot import Dovecot
from tests.servers.faulty_smtp import FaultySmtp

ARRIVED = datetime(2025, 11, 24, 10, 0, tzinfo=UTC)


class Sending(Protocol):
    """A server one can tell how to fail."""

    fault: Fault | None
    accepted: list[Handed]

    def transmitter(self) -> Transmitter: ...


class MemorySending:
    def __init__(self) -> None:
        self._server = MemoryServer(lambda: ARRIVED)
        self.accepted = self._server.accepted

    @property
    def fault(self) -> Fault | None:
        return self._server.fault

    @fault.setter
    def fault(self, fault: Fault | None) -> None:
        self._server.fault = fault

    def transmitter(self) -> Transmitter:
        return MemoryTransmitter(self._server)


class SmtpSending:
    def __init__(self, server: FaultySmtp) -> None:
        self._server = server
        self.accepted = server.accepted

    @property
    def fault(self) -> Fault | None:
        return self._server.fault

    @fault.setter
    def fault(self, fault: Fault | None) -> None:
        self._server.fault = fault

    def transmitter(self) -> Transmitter:
        patience = Timeouts(connect=0.4, command=0.4, final=0.4)
        return SmtpTransmitter(self._server.account(timeouts=patience))


class World(Protocol):
    """A mailbox seen from behind, to set the scene."""

    def open(self) -> Mailbox: ...
    def deliver(self, raw: bytes) -> None: ...
    def put(self, folder: str, *raws: bytes, flags: tuple[bytes, ...] = (), at: datetime = ARRIVED) -> None: ...
    def contents(self, folder: str) -> list[tuple[bytes, frozenset[bytes]]]: ...
    def empty(self, folder: str) -> None: ...
    def renew_uidvalidity(self) -> None: ...


@dataclass
class MemoryWorld:
    server: MemoryServer

    def open(self) -> Mailbox:
        return MemoryMailbox(self.server)

    def deliver(self, raw: bytes) -> None:
        self.server.deliver(raw)

    def put(self, folder: str, *raws: bytes, flags: tuple[bytes, ...] = (), at: datetime = ARRIVED) -> None:
        for raw in raws:
            self.server.deliver(raw, folder=folder, flags=frozenset(flags), at=at)

    def contents(self, folder: str) -> list[tuple[bytes, frozenset[bytes]]]:
        return [(one.raw, one.flags) for one in self.server.folder(folder).messages]

    def empty(self, folder: str) -> None:
        self.server.empty(folder)

    def renew_uidvalidity(self) -> None:
        self.server.renew_uidvalidity("INBOX")


@dataclass
class DovecotWorld:
    server: Dovecot
    user: str = field(init=False)

    def __post_init__(self) -> None:
        self.user = self.server.new_user()

    def open(self) -> Mailbox:
        return ImapMailbox(self.server.account(self.user))

    def deliver(self, raw: bytes) -> None:
        self.server.deliver(self.user, raw)

    def put(self, folder: str, *raws: bytes, flags: tuple[bytes, ...] = (), at: datetime = ARRIVED) -> None:
        with self.server.client(self.user) as client:
            for raw in raws:
                client.append(folder, raw, flags=flags, msg_time=at)

    def contents(self, folder: str) -> list[tuple[bytes, frozenset[bytes]]]:
        with self.server.client(self.user) as client:
            client.select_folder(folder, readonly=True)
            rows = client.fetch(client.search(), ["BODY.PEEK[]", "FLAGS"])
            recent = b"\\Recent"  # session state, not a mark on the message
            return [(row[b"BODY[]"], frozenset(row[b"FLAGS"]) - {recent}) for _, row in sorted(rows.items())]

    def empty(self, folder: str) -> None:
        with self.server.client(self.user) as client:
            client.select_folder(folder)
            client.delete_messages(client.search())
            client.expunge()

    def renew_uidvalidity(self) -> None:
        self.server.renew_uidvalidity(self.user)
