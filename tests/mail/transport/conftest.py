"""The worlds, as fixtures, and a letter to send through them."""

from collections.abc import Callable, Iterator

import pytest

from relance.mail.composing import Letter, Mailer, compose
from relance.mail.doors import Folders
from relance.mail.memory import MemoryServer
from tests.servers.faulty_smtp import faulty_smtp
from tests.servers.worlds import ARRIVED, DovecotWorld, MemorySending, MemoryWorld, Sending, SmtpSending, World


@pytest.fixture(params=["memory", "smtp"])
def sending(request: pytest.FixtureRequest) -> Iterator[Sending]:
    if request.param == "memory":
        yield MemorySending()
        return
    with faulty_smtp(auth=True) as server:
        yield SmtpSending(server)


@pytest.fixture(params=["memory", "dovecot"])
def world(request: pytest.FixtureRequest) -> World:
    """A mailbox with every folder, and IDLE."""
    if request.param == "memory":
        return MemoryWorld(MemoryServer(lambda: ARRIVED))
    return DovecotWorld(request.getfixturevalue("dovecot_server"))


@pytest.fixture(params=["memory", "dovecot"])
def bare_world(request: pytest.FixtureRequest) -> World:
    """A mailbox without a Sent folder, on a server without IDLE."""
    if request.param == "memory":
        return MemoryWorld(MemoryServer(lambda: ARRIVED, folders=Folders(drafts="Drafts"), can_idle=False))
    return DovecotWorld(request.getfixturevalue("bare_dovecot_server"))


@pytest.fixture
def letter() -> Callable[[str], bytes]:
    """The bytes of a letter with a given number in its ids."""

    def made(number: str = "1", message_id: str | None = None) -> bytes:
        raw, problems = compose(
            Letter(
                letter_id=f"letter-{number}",
                message_id=message_id or f"<{number}@example.org>",
                sender=Mailer("zoe@example.org", "Zoé Dupré"),
                recipient=Mailer("m@example.com", "Marie O'Neill"),
                subject="Suite à notre entretien",
                body="Bonjour,\n\nMerci.\n.\n.. et un point seul\n",
                leaves_at=ARRIVED,
            )
        )
        assert problems == ()
        return raw

    return made
