"""The servers as pytest fixtures: started once a session, when the first test asks.

A part the machine lacks makes the tests that need it fail, with the way to get it; ALLOW_MISSING_PARTS=1 turns
that failure into a skip.
"""

import contextlib
import os
from collections.abc import Callable, Iterator
from typing import TypeVar

import pytest

from tests.servers.chromium import chromium_path
from tests.servers.dovecot import Dovecot, dovecot
from tests.servers.faulty_smtp import FaultySmtp, faulty_smtp
from tests.servers.parts import MissingPartError
from tests.servers.postfix import Postfix, postfix
from tests.servers.postgres import postgres

T = TypeVar("T")


def _missing(error: MissingPartError) -> None:
    if os.environ.get("ALLOW_MISSING_PARTS") == "1":
        pytest.skip(str(error))
    pytest.fail(f"{error} (or set ALLOW_MISSING_PARTS=1)", pytrace=False)


def _started(starter: Callable[[], contextlib.AbstractContextManager[T]]) -> Iterator[T]:
    with contextlib.ExitStack() as stack:
        try:
            server = stack.enter_context(starter())
        except MissingPartError as error:
            _missing(error)
            raise
        yield server


@pytest.fixture(scope="session")
def dovecot_server() -> Iterator[Dovecot]:
    """A Dovecot; take a `new_user()` of your own."""
    yield from _started(dovecot)


@pytest.fixture(scope="session")
def bare_dovecot_server() -> Iterator[Dovecot]:
    """A Dovecot without a Sent folder and without IDLE."""
    yield from _started(lambda: dovecot(sent=False, idle=False))


@pytest.fixture(scope="session")
def relay_server() -> Iterator[FaultySmtp]:
    """Where our Postfix hands over mail for other domains."""
    yield from _started(faulty_smtp)


@pytest.fixture(scope="session")
def postfix_server(dovecot_server: Dovecot, relay_server: FaultySmtp) -> Iterator[Postfix]:
    """A Postfix that delivers into `dovecot_server` and relays to `relay_server`."""
    yield from _started(lambda: postfix(dovecot_server, relay_port=relay_server.port))


@pytest.fixture
def faulty_smtp_server() -> Iterator[FaultySmtp]:
    """A fresh SMTP server that fails as told."""
    yield from _started(faulty_smtp)


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    """The URL of a PostgreSQL database."""
    yield from _started(postgres)


@pytest.fixture(scope="session")
def browser_path() -> str:
    """Where the browser is."""
    try:
        return chromium_path()
    except MissingPartError as error:
        _missing(error)
        raise
