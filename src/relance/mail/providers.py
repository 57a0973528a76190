"""Providers: where the mailboxes of well-known domains live, and what their users must know first."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from relance.mail.accounts import Security


@dataclass(frozen=True, slots=True)
class Server:
    """A host, its port, and how the link is protected."""

    host: str
    port: int
    security: Security


@dataclass(frozen=True, slots=True)
class Provider:
    """One provider's settings. `note` is a code of wording.mailbox (an app password is needed, and the like)."""

    name: str
    domains: tuple[str, ...]
    imap: Server
    smtp: Server
    username: str
    note: str | None = None


@cache
def providers() -> tuple[Provider, ...]:
    """Every provider known, from providers.toml."""
    text = files("relance.mail").joinpath("providers.toml").read_text(encoding="utf-8")
    return tuple(_provider(row) for row in tomllib.loads(text)["provider"])


def provider_for(address: str) -> Provider | None:
    """The provider of an address, by its domain; None when its settings must be asked."""
    domain = address.rpartition("@")[2].strip().lower()
    return next((one for one in providers() if domain in one.domains), None)


def files_own_sent(imap_host: str) -> bool:
    """Whether this provider files what leaves by its SMTP server by itself: our copy would be a second."""
    host = imap_host.lower().rstrip(".")
    return any(host == suffix or host.endswith(f".{suffix}") for suffix in _self_filing())


@cache
def _self_filing() -> tuple[str, ...]:
    text = files("relance.mail").joinpath("providers.toml").read_text(encoding="utf-8")
    return tuple(tomllib.loads(text)["files_own_sent"])


def _provider(row: dict[str, Any]) -> Provider:
    return Provider(
        name=row["name"],
        domains=tuple(row["domains"]),
        imap=_server(row["imap"]),
        smtp=_server(row["smtp"]),
        username=row.get("username", "address"),
        note=row.get("note"),
    )


def _server(text: str) -> Server:
    """«host:port security»."""
    place, security = text.split()
    host, _, port = place.rpartition(":")
    kinds: dict[str, Security] = {"tls": "tls", "starttls": "starttls"}
    return Server(host, int(port), kinds[security])
