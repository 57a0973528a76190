"""The door to an assistant: any address that speaks the OpenAI chat format. The only HTTP client of Relance.

The promise: one request for one act of the user, to the host they were shown and to no other (no redirection is
followed, no proxy of the environment is used), with the words they were shown and no other. Encrypted, or to this
very machine. At most `SECONDS` in all, whatever the other side does, and at most `LONGEST` bytes read.
"""

import http.client
import json
import socket
import ssl
import threading
from contextlib import suppress
from dataclasses import dataclass, field
from ipaddress import ip_address
from typing import Any, Protocol, Self
from urllib.parse import urlsplit

from relance.letters.rewording import Question

SECONDS = 30.0
LONGEST = 200_000


class AssistantError(Exception):
    """It gave nothing usable: `code` for wording.notices, `params` for its sentence."""

    def __init__(self, code: str, **params: str) -> None:
        super().__init__(code)
        self.code = code
        self.params = params


@dataclass(frozen=True, slots=True)
class AssistantAccount:
    """Where an assistant listens: `address` up to the version («https://host/v1»), the model, the key if it asks.

    `reach` says which machines may be asked: «any», or «public» where several people share an installation, so that
    none of them reaches behind its walls.
    """

    address: str
    model: str
    key: str = field(default="", repr=False)
    reach: str = "any"

    @property
    def host(self) -> str:
        """The host and port as the user typed them."""
        return urlsplit(self.address).netloc


class AssistantDoor(Protocol):
    """Asks an assistant."""

    def ask(self, account: AssistantAccount, question: Question) -> str:
        """Its answer in words. AssistantError when there is none to use."""
        ...


class HttpAssistant:
    """The real one."""

    def __init__(self, seconds: float = SECONDS) -> None:
        self.seconds = seconds

    def ask(self, account: AssistantAccount, question: Question) -> str:
        """POST …/chat/completions, once."""
        body = json.dumps(
            {
                "model": account.model,
                "messages": [
                    {"role": "system", "content": question.asked},
                    {"role": "user", "content": question.letter},
                ],
                "stream": False,
            }
        ).encode()
        headers = {"Content-Type": "application/json", "Accept": "application/json", "Connection": "close"}
        if account.key:
            headers["Authorization"] = f"Bearer {account.key}"
        link = _Link(account, self.seconds)
        try:
            with link:
                link.connect()
                status, raw = link.post("/chat/completions", body, headers)
        except (OSError, http.client.HTTPException, ValueError) as error:
            slow = link.late.is_set() or isinstance(error, TimeoutError)
            raise AssistantError(
                "assistant-slow" if slow else "assistant-unreachable", host=account.host
            ) from error
        if link.late.is_set():
            raise AssistantError("assistant-slow", host=account.host)
        if status != 200:
            raise AssistantError("assistant-said-no", host=account.host, status=str(status))
        return _words(raw, account.host)


class _Link:
    """One connection, cut when the time is up: a socket's own timeout starts anew at each byte of a slow answer."""

    def __init__(self, account: AssistantAccount, seconds: float) -> None:
        self.account = account
        self.parts = urlsplit(account.address)
        self.seconds = seconds
        self.late = threading.Event()
        self.timer = threading.Timer(seconds, self._cut)
        self.timer.daemon = True
        self.held: socket.socket | None = None

    def __enter__(self) -> Self:
        self.timer.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.timer.cancel()
        if self.held is not None:
            self.held.close()

    def connect(self) -> None:
        """Reach the other side, see who it is, and encrypt unless it is this machine."""
        host, encrypted = self.parts.hostname or "", self.parts.scheme == "https"
        port = self.parts.port or (443 if encrypted else 80)
        self.held = socket.create_connection((host, port), timeout=self.seconds)
        self._in_time()
        _refuse_elsewhere(self.account, self.held)
        if encrypted:
            context = ssl.create_default_context()
            self.held = context.wrap_socket(self.held, server_hostname=host, do_handshake_on_connect=False)
            self._in_time()
            self.held.do_handshake()

    def post(self, path: str, body: bytes, headers: dict[str, str]) -> tuple[int, bytes]:
        """Send once; the status, and at most one byte more than may be read."""
        kind = http.client.HTTPSConnection if self.parts.scheme == "https" else http.client.HTTPConnection
        line = kind(self.parts.hostname or "", self.parts.port, timeout=self.seconds)
        line.sock = self.held
        line.request("POST", self.parts.path.rstrip("/") + path, body, headers)
        with line.getresponse() as answer:  # an answer not read to its end would keep the socket open
            return answer.status, answer.read(LONGEST + 1)

    def _in_time(self) -> None:
        # The timer may have rung while there was no socket to cut.
        if self.late.is_set():
            raise TimeoutError

    def _cut(self) -> None:
        self.late.set()
        if self.held is not None:
            with suppress(OSError):
                self.held.shutdown(socket.SHUT_RDWR)


def _refuse_elsewhere(account: AssistantAccount, link: socket.socket) -> None:
    """Before the first byte: who is at the other end? A name proves nothing, an address does."""
    there = ip_address(link.getpeername()[0].partition("%")[0])
    if urlsplit(account.address).scheme != "https" and not there.is_loopback:
        raise AssistantError("assistant-not-here", host=account.host)
    if account.reach == "public" and not there.is_global:
        raise AssistantError("assistant-not-public", host=account.host)


def _words(raw: bytes, host: str) -> str:
    if len(raw) > LONGEST:
        raise AssistantError("assistant-too-long", host=host)
    try:
        data: Any = json.loads(raw)
        words = data["choices"][0]["message"]["content"]
    except (ValueError, KeyError, IndexError, TypeError, RecursionError) as error:
        raise AssistantError("assistant-unreadable", host=host) from error
    if not isinstance(words, str):
        raise AssistantError("assistant-unreadable", host=host)
    if not words.strip():
        raise AssistantError("assistant-silent", host=host)
    return words
