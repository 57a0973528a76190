import socket
from collections.abc import Iterator

import pytest

from relance.mail.memory import MemoryServer
from relance.records.models import Mailbox, Owner
from tests.actions.world import Clock, MemoryDoors, make_mailbox, make_owner, paris


@pytest.fixture
def clock() -> Clock:
    return Clock(paris(24, 11, 30))


@pytest.fixture
def owner(db: None) -> Owner:  # noqa: ARG001 - the records must exist
    return make_owner()


@pytest.fixture
def mailbox(owner: Owner) -> Mailbox:
    return make_mailbox(owner)


@pytest.fixture
def server(clock: Clock) -> MemoryServer:
    return MemoryServer(clock)


@pytest.fixture
def doors(server: MemoryServer) -> MemoryDoors:
    return MemoryDoors(server)


@pytest.fixture
def deaf() -> Iterator[tuple[str, int]]:
    """A port where nobody ever takes a connection: its queue is full."""
    with socket.socket() as door, socket.socket() as one, socket.socket() as two:
        door.bind(("127.0.0.1", 0))
        door.listen(0)
        for waiting in (one, two):
            waiting.setblocking(False)  # noqa: FBT003 - the name of the parameter is not to be had
            waiting.connect_ex(door.getsockname())
        yield door.getsockname()
