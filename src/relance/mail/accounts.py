"""Accounts: where a mailbox lives, how the link to it is protected, and what went wrong in words a page can show.

The promise: a password never crosses a network in clear. `security="none"` is taken for a loopback address only,
and certificates are always verified.
"""

import ipaddress
import socket
import ssl
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from relance.etiquette.problems import Problem

Security: TypeAlias = Literal["tls", "starttls", "none"]

# The narrower kinds come first.
_LINK_CODES: tuple[tuple[type[BaseException], str], ...] = (
    (ssl.SSLCertVerificationError, "tls_certificate"),
    (ssl.SSLError, "tls_failed"),
    (socket.gaierror, "host_unknown"),
    (TimeoutError, "timeout"),
    (ConnectionRefusedError, "port_closed"),
    (ConnectionError, "connection_lost"),
)

# What the other side says may be long, and ends up in a database row and on a page.
SAID_LENGTH = 500


@dataclass(frozen=True, slots=True)
class Timeouts:
    """Seconds to wait. `final` is for the answer to the final dot (RFC 5321 §4.5.3.2.6: ten minutes)."""

    connect: float = 30.0
    command: float = 120.0
    final: float = 600.0


@dataclass(frozen=True, slots=True)
class ServerAccount:
    """One side of a mailbox: the SMTP or the IMAP server, and how to enter it.

    `trusted_pem` holds certificates to trust besides the machine's own (a bridge on loopback, a company's server).
    An empty `username` means that the server is not asked to authenticate.
    """

    host: str
    port: int
    security: Security = "tls"
    username: str = ""
    password: str = field(default="", repr=False)
    timeouts: Timeouts = Timeouts()
    trusted_pem: str = field(default="", repr=False)


def is_loopback(host: str) -> bool:
    """Whether `host` names this very machine, without asking any name server."""
    if host.lower().rstrip(".") == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def account_problems(account: ServerAccount, *, place: str) -> tuple[Problem, ...]:
    """What is wrong with the settings themselves, before any connection."""
    return tuple(_account_problems(account, place))


def tls_context(account: ServerAccount) -> ssl.SSLContext:
    """A context that verifies the certificate and the host name. ssl.SSLError when `trusted_pem` is no PEM."""
    context = ssl.create_default_context()
    if account.trusted_pem:
        context.load_verify_locations(cadata=account.trusted_pem)
    return context


def link_problem(error: BaseException, account: ServerAccount, *, place: str) -> Problem:
    """The problem to show for a failure of the link itself (name, port, certificate, silence)."""
    params = {"host": account.host, "port": str(account.port)}
    for cause in _causes(error):
        code = _link_code(cause)
        if code == "tls_certificate":
            params["said"] = shortened(getattr(cause, "verify_message", "") or str(cause))
        if code:
            return Problem(place, code, params)
    return Problem(place, "connection_lost", params)


def shortened(said: bytes | str) -> str:
    """What a server said, as one line of text that is safe to keep and to show."""
    text = said.decode("utf-8", "replace") if isinstance(said, bytes) else said
    printable = "".join(char if char.isprintable() else " " for char in text)
    return " ".join(printable.split())[:SAID_LENGTH]


def asks_for_app_password(said: str) -> bool:
    """Whether the refusal says that the everyday password does not open this door (two-step accounts)."""
    lowered = said.lower()
    # RFC 4954 §6: 5.7.9 «authentication mechanism is too weak»; the words are what large providers answer.
    return any(mark in lowered for mark in ("app password", "application-specific", "app-specific", "5.7.9"))


def refuses_passwords(said: str) -> bool:
    """Whether the server takes no password at all from programs (OAuth only)."""
    lowered = said.lower()
    return any(mark in lowered for mark in ("basic authentication is disabled", "5.7.139", "basicauthblocked"))


def password_problem(said: bytes | str, account: ServerAccount, *, place: str) -> Problem:
    """The problem for a refused password, told apart from the two refusals no retyping can mend."""
    text = shortened(said)
    code = "password_refused"
    if asks_for_app_password(text):
        code = "app_password_needed"
    elif refuses_passwords(text):
        code = "passwords_not_taken"
    return Problem(place, code, {"host": account.host, "username": account.username, "said": text})


def _account_problems(account: ServerAccount, place: str) -> Iterator[Problem]:
    host_text = account.host.strip()
    if not host_text or not host_text.isprintable() or " " in host_text:
        yield Problem(f"{place}.host", "host_missing", {"host": shortened(account.host)})
    elif not _is_host_name(host_text):
        yield Problem(f"{place}.host", "host_unknown", {"host": shortened(account.host)})
    if not 1 <= account.port <= 65535:
        yield Problem(f"{place}.port", "port_out_of_range", {"port": str(account.port)})
    if account.security == "none" and not is_loopback(account.host):
        yield Problem(f"{place}.security", "plaintext_refused", {"host": account.host})
    for name, value in (("username", account.username), ("password", account.password)):
        if any(mark in value for mark in "\r\n\0"):
            yield Problem(f"{place}.{name}", "line_break", {"field": name})
    if account.trusted_pem:
        try:
            tls_context(account)
        except (ssl.SSLError, ValueError):
            yield Problem(f"{place}.trusted_pem", "not_a_certificate", {})


def _is_host_name(host: str) -> bool:
    # The resolver raises on such names (an empty label, one of 64 letters) instead of not finding them.
    try:
        host.encode("idna")
    except UnicodeError:
        return False
    return True


def _causes(error: BaseException) -> Iterator[BaseException]:
    # smtplib and imaplib wrap socket errors in their own; the first one that means something is kept as context.
    seen: set[int] = set()
    current: BaseException | None = error
    while current is not None and id(current) not in seen:
        seen.add(id(current))
        yield current
        current = current.__cause__ or current.__context__


def _link_code(error: BaseException) -> str | None:
    for kind, code in _LINK_CODES:
        if isinstance(error, kind):
            return code
    return "unreachable" if isinstance(error, OSError) and error.errno is not None else None
