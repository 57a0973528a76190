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
