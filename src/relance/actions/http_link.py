"""One HTTP exchange. The only HTTP client of Relance (docs/adr/0003 and 0004).

The promise: one request, to the host named and to no other (no redirection is followed, no proxy of the environment
is used). Encrypted, or to this very machine. At most `seconds` in all, whatever the other side does, and at most
`longest` bytes kept and one more read.
"""

import http.client
import socket
import ssl
import threading
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from ipaddress import ip_address
from typing import Any, Literal, Self, TypeAlias
from urllib.parse import urlsplit

#: Which machines may be asked: any; this one and those of the public network; the public network alone.
Reach: TypeAlias = Literal["any", "here", "public"]
#: What `socket.getaddrinfo` says of one address.
_Place: TypeAlias = tuple[Any, Any, int, str, Any]
Broken: TypeAlias = Literal["slow", "unreachable", "not-here", "not-public"]


class LinkError(Exception):
    """There is no answer: `code` says why."""

    def __init__(self, code: Broken) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked: an absolute address without credentials, and no more."""

    method: str
    address: str
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back; header names in small letters, at most one byte of the body more than was allowed."""

    status: int
    headers: Mapping[str, str]
    body: bytes


def exchange(request: Request, *, seconds: float, longest: int, reach: Reach) -> Answer:
    """Ask once. LinkError when nobody answers in time, or when somebody else than allowed would."""
    link = _Link(request.address, seconds, reach)
    try:
        with link:
            link.connect()
            answer = link.ask(request, longest)
    except (OSError, http.client.HTTPException, ValueError) as error:
        slow = link.late.is_set() or isinstance(error, TimeoutError)
        raise LinkError("slow" if slow else "unreachable") from error
    if link.late.is_set():
        raise LinkError("slow")
    return answer


def _places(host: str, port: int, seconds: float) -> list[_Place]:
    """Where a name is. The machine's resolver takes the time it likes: it is left behind when that is too long."""
    found: list[list[_Place] | OSError] = []

    def look() -> None:
        try:
            found.append(socket.getaddrinfo(host, port, type=socket.SOCK_STREAM))
        except (OSError, UnicodeError) as error:
            found.append(OSError(str(error)))

    looking = threading.Thread(target=look, name="resolver", daemon=True)
    looking.start()
    looking.join(seconds)
    if not found:
        raise TimeoutError
    places = found[0]
    if isinstance(places, OSError):
        raise places
    return places


class _Link:
    """One connection, cut when the time is up: a socket's own timeout starts anew at each byte of a slow answer."""

    def __init__(self, address: str, seconds: float, reach: Reach) -> None:
        self.parts = urlsplit(address)
        self.reach = reach
        self.seconds = seconds
        self.until = time.monotonic() + seconds
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
        self.held = self._reached(_places(host, port, self._left()))
        self._in_time()
        self._refuse_elsewhere(self.held)
        if encrypted:
            context = ssl.create_default_context()
            self.held = context.wrap_socket(self.held, server_hostname=host, do_handshake_on_connect=False)
            self._in_time()
            self.held.do_handshake()

    def ask(self, request: Request, longest: int) -> Answer:
        """Send once; the status, the headers, and at most one byte more than may be read."""
        kind = http.client.HTTPSConnection if self.parts.scheme == "https" else http.client.HTTPConnection
        line = kind(self.parts.hostname or "", self.parts.port, timeout=self.seconds)
        line.sock = self.held
        line.request(
            request.method, self.parts.path or "/", request.body, {**request.headers, "Connection": "close"}
        )
        with line.getresponse() as answer:  # an answer not read to its end would keep the socket open
            headers = {name.lower(): value for name, value in answer.getheaders()}
            return Answer(answer.status, headers, answer.read(longest + 1))

    def _reached(self, places: list[_Place]) -> socket.socket:
        """The first of the places that answers; each is given its share of the time, so that all are tried."""
        refused: OSError | None = None
        for tried, (family, kind, protocol, _, there) in enumerate(places):
            try:
                link = socket.socket(family, kind, protocol)
            except OSError as error:  # a machine without IPv6 is told of its addresses all the same
                refused = error
                continue
            try:
                link.settimeout(self._left() / (len(places) - tried))
                link.connect(there)
            except OSError as error:
                link.close()
                refused = error
            else:
                link.settimeout(self.seconds)
                return link
        raise refused or OSError("no address")

    def _left(self) -> float:
        """Seconds that are left; TimeoutError when none is."""
        left = self.until - time.monotonic()
        if left <= 0:
            raise TimeoutError
        return left

    def _refuse_elsewhere(self, link: socket.socket) -> None:
        """Before the first byte: who is at the other end? A name proves nothing, an address does."""
        there = ip_address(link.getpeername()[0].partition("%")[0])
        if self.parts.scheme != "https" and not there.is_loopback:
            raise LinkError("not-here")
        if not there.is_global and not (self.reach == "any" or (self.reach == "here" and there.is_loopback)):
            raise LinkError("not-public")

    def _in_time(self) -> None:
        # The timer may have rung while there was no socket to cut.
        if self.late.is_set():
            raise TimeoutError

    def _cut(self) -> None:
        self.late.set()
        if self.held is not None:
            with suppress(OSError):
                self.held.shutdown(socket.SHUT_RDWR)
