"""Behind a link that garbles and cuts, both doors keep their word: an outcome or a MailboxError, nothing else."""

import random
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import date

import pytest

from relance.mail.accounts import Timeouts
from relance.mail.doors import Accepted, AuthFailed, MailboxError, Unknown
from relance.mail.imap import ImapMailbox
from relance.mail.memory import Handed
from relance.mail.smtp import SmtpTransmitter
from tests.servers.dovecot import Dovecot
from tests.servers.faulty_smtp import FaultySmtp
from tests.servers.worlds import ARRIVED, DovecotWorld

pytestmark = pytest.mark.servers
IMPATIENT = Timeouts(connect=0.5, command=0.5, final=0.5)
RAW = b"Message-ID: <1@example.org>\r\nX-Relance-Letter: L1\r\n\r\nBonjour\r\n"


@contextmanager
def bad_link(port: int, spoil: Callable[[bytes, int], bytes | None]) -> Iterator[int]:
    """A port that leads to `port`; what comes back goes through `spoil(bytes, how many came before)`; None cuts."""
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def forward(client: socket.socket, server: socket.socket) -> None:
            with suppress(OSError):
                while sent := client.recv(65536):
                    server.sendall(sent)
            with suppress(OSError):
                server.shutdown(socket.SHUT_WR)

        def carry() -> None:
            client, _ = listening.accept()
            with client, socket.create_connection(("127.0.0.1", port)) as server:
                client.settimeout(10)
                onward = threading.Thread(target=forward, args=(client, server), daemon=True)
                onward.start()
                before = 0
                with suppress(OSError):
                    while got := server.recv(65536):
                        spoiled = spoil(got, before)
                        before += len(got)
                        if spoiled is None:
                            break
                        client.sendall(spoiled)
                    client.shutdown(socket.SHUT_RDWR)
                onward.join(10)

        thread = threading.Thread(target=carry, daemon=True)
        thread.start()
        yield int(listening.getsockname()[1])
        thread.join(15)


def spoiler(chance: random.Random, length: int) -> Callable[[bytes, int], bytes | None]:
    """Change, drop or double one byte of the first `length`, or cut the link there."""
    place, way = chance.randrange(length), chance.choice(["change", "drop", "double", "cut"])

    def spoil(got: bytes, before: int) -> bytes | None:
        here = place - before
        if not 0 <= here < len(got):
            return got
        if way == "cut":
            return None
        byte = {"change": bytes([chance.randrange(256)]), "drop": b"", "double": got[here : here + 1] * 2}[way]
        return got[:here] + byte + got[here + 1 :]

    return spoil


@pytest.fixture(scope="module")
def full(dovecot_server: Dovecot) -> DovecotWorld:
    world = DovecotWorld(dovecot_server)
    world.put("INBOX", RAW, RAW, b"Subject: x\r\n\r\n" + b"Bonjour.\r\n" * 120_000)
    return world


@pytest.mark.parametrize("seed", range(12))
def test_a_mailbox_behind_a_bad_link(full: DovecotWorld, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - the same chance each time
    with bad_link(full.server.port, spoiler(chance, 3000)) as port:
        account = replace(full.server.account(full.user, timeouts=IMPATIENT), port=port)
        with suppress(MailboxError):
            mailbox = ImapMailbox(account)
            try:
                mailbox.folders()
                batches = list(mailbox.fetch_new("INBOX", None, since=date(2020, 1, 1)))
                mailbox.idle_until(batches[-1].cursor, seconds=0.1)
                mailbox.append_sent(RAW, message_id="<1@example.org>", letter_id="L1", at=ARRIVED)
            finally:
                mailbox.close()
    # Whatever happened on the way, there are never two copies.
    assert len(full.contents("Sent")) <= 1


@pytest.mark.parametrize("seed", range(12))
def test_a_letter_over_a_bad_link(faulty_smtp_server: FaultySmtp, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - the same chance each time
    with bad_link(faulty_smtp_server.port, spoiler(chance, 220)) as port:
        account = replace(faulty_smtp_server.account(timeouts=IMPATIENT), port=port)
        outcome = SmtpTransmitter(account).transmit(sender="z@example.org", recipient="m@example.com", raw=RAW)
    kept = faulty_smtp_server.accepted
    if isinstance(outcome, Accepted):
        assert kept == [Handed("z@example.org", "m@example.com", RAW)]
    elif not isinstance(outcome, Unknown) and (isinstance(outcome, AuthFailed) or outcome.step != "final"):
        # Any other ending before the text is a promise that the server has nothing.
        assert kept == []
