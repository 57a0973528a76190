"""The door to an employer's page: who is reached, in how long, and what is refused."""

import socket
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from pytest_django import Settings

from relance.actions import page_door
from relance.actions.page_door import LONGEST, HttpPages, PageError


class Rude:
    """A server that answers as it should not."""

    def __init__(self) -> None:
        outer = self
        self.status, self.body, self.asked = 200, b"", 0

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                outer.asked += 1
                self.send_response(outer.status)
                if outer.status == 302:
                    self.send_header("Location", f"http://127.0.0.1:{outer.http.server_address[1]}/elsewhere")
                self.send_header("Content-Length", str(len(outer.body)))
                self.end_headers()
                self.wfile.write(outer.body)

            def log_message(self, *_: object) -> None:
                """Say nothing."""

        self.http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.http.daemon_threads = True
        self.thread = threading.Thread(target=self.http.serve_forever, args=(0.02,), daemon=True)
        self.thread.start()


@pytest.fixture
def rude() -> Iterator[Rude]:
    server = Rude()
    yield server
    server.http.shutdown()
    server.http.server_close()
    server.thread.join()


@pytest.mark.parametrize(
    ("status", "body", "code"),
    [(302, b"", "refused"), (500, b"", "refused"), (200, b" " * LONGEST + b"{}", "unreadable")],
)
def test_no_redirection_is_followed_and_no_long_answer_kept(
    rude: Rude, status: int, body: bytes, code: str
) -> None:
    rude.status, rude.body = status, body
    with pytest.raises(PageError) as refused:
        HttpPages().read(f"http://127.0.0.1:{rude.http.server_address[1]}/a.json", "")
    assert (refused.value.code, rude.asked) == (code, 1)


def taken_by(address: str) -> tuple[str, float]:
    began = time.monotonic()
    with pytest.raises(PageError) as failed:
        HttpPages().read(address, "")
    return failed.value.code, time.monotonic() - began


def test_a_name_with_many_silent_addresses_takes_no_longer_than_one(
    deaf: tuple[str, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(page_door, "SECONDS", 0.4)
    silent = (socket.AF_INET, socket.SOCK_STREAM, 6, "", deaf)
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: [silent] * 9)
    code, seconds = taken_by("http://many.test/a.json")
    assert (code, seconds < 0.9) == ("slow", True)


def test_a_silent_address_and_one_of_another_family_keep_nobody_from_the_next(
    rude: Rude, deaf: tuple[str, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(page_door, "SECONDS", 1.0)
    rude.body = b'{"relance_page": 1, "state": "running"}'
    no_such_family = (63, socket.SOCK_STREAM, 6, "", ("::1", 0))
    there = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", at) for at in (deaf, rude.http.server_address)]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: [no_such_family, *there])
    values = HttpPages().read("http://three.test/a.json", "")
    assert (values and values.state, rude.asked) == ("running", 1)


def test_a_resolver_that_does_not_answer_is_left_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page_door, "SECONDS", 0.3)
    over = threading.Event()
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: over.wait(5) and [])
    code, seconds = taken_by("http://nowhere.test/a.json")
    over.set()
    assert (code, seconds < 0.8) == ("slow", True)


def test_private_addresses_are_refused_before_the_first_byte(
    rude: Rude, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = f"http://127.0.0.1:{rude.http.server_address[1]}/a.json"
    settings.ACCOUNTS = "login"
    with pytest.raises(PageError) as shared:
        HttpPages().read(here, "")
    settings.ACCOUNTS = "local"
    monkeypatch.setattr(socket.socket, "getpeername", lambda _: ("192.168.1.7", 443))
    with pytest.raises(PageError) as walls:
        HttpPages().read(here.replace("http://", "https://"), "")
    assert (shared.value.code, walls.value.code, rude.asked) == ("not-public", "not-public", 0)
