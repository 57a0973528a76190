"""The door to an employer's page: its JSON read politely, and one question asked of it (docs/candidate-page.md).

The promise: only an https address of the public network is asked, or this machine's own when one person uses it;
`http_link` does the rest: no redirection, `SECONDS` in all, `LONGEST` bytes. What comes back is somebody else's
text: it is cut, cleaned, and never more than days, a state and a contact.
"""

import json
import re
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal, Protocol, TypeAlias

from django.conf import settings

from relance.actions.http_link import Answer, LinkError, Request, exchange
from relance.etiquette.duties import STANDINGS

SECONDS = 4.0
LONGEST = 64 * 1024
VERSION = 1
Failed: TypeAlias = Literal["slow", "unreachable", "not-here", "not-public", "refused", "unreadable", "newer"]


class PageError(Exception):
    """The page gave nothing usable: `code` for wording.notices, after «page-»."""

    def __init__(self, code: Failed) -> None:
        super().__init__(code)
        self.code = code


class PageGoneError(Exception):
    """The page was closed, or never was."""


@dataclass(frozen=True, slots=True)
class PageValues:
    """What an employer's page says."""

    state: str
    next_on: date | None = None
    since_on: date | None = None
    said: str = ""
    contact: tuple[tuple[str, str], ...] = ()
    etag: str = ""


class PageDoor(Protocol):
    """Reads pages, and asks one question."""

    def read(self, address: str, etag: str) -> PageValues | None:
        """What the page says; None when it says the same as at `etag`. PageGoneError, PageError."""
        ...

    def ask(self, address: str, typed: str) -> bool:
        """Ask for news, as whoever is reached at `typed`. Whether the page took it. PageGoneError, PageError."""
        ...


class HttpPages:
    """The real one."""

    def read(self, address: str, etag: str) -> PageValues | None:
        """GET, once."""
        known = {"If-None-Match": etag} if etag else {}
        answer = _exchange(Request("GET", address, {"Accept": "application/json", **known}))
        if answer.status == 304:
            return None
        if answer.status != 200:
            raise PageError("refused")
        return read_values(answer.body, answer.headers.get("etag", ""))

    def ask(self, address: str, typed: str) -> bool:
        """POST, once."""
        body = json.dumps({"ask": "news", "address": typed}).encode()
        answer = _exchange(Request("POST", address, {"Content-Type": "application/json"}, body))
        return answer.status == 200


def _exchange(request: Request) -> Answer:
    reach: Literal["here", "public"] = "here" if settings.ACCOUNTS == "local" else "public"
    try:
        answer = exchange(request, seconds=SECONDS, longest=LONGEST, reach=reach)
    except LinkError as error:
        raise PageError(error.code) from error
    if answer.status in {404, 410}:
        raise PageGoneError
    return answer


def read_values(raw: bytes, etag: str) -> PageValues:
    """The values of a page; PageError when it is none, or of a version to come."""
    try:
        data: Any = json.loads(raw) if len(raw) <= LONGEST else None
    except (ValueError, RecursionError) as error:
        raise PageError("unreadable") from error
    if not isinstance(data, dict) or not isinstance(data.get("relance_page"), int):
        raise PageError("unreadable")
    if data["relance_page"] != VERSION:
        raise PageError("newer")
    contact = data.get("contact")
    given = contact if isinstance(contact, dict) else {}
    state = data.get("state")
    if state not in STANDINGS:
        raise PageError("unreadable")
    return PageValues(
        state=state,
        next_on=_day(data.get("next_news_on")),
        since_on=_day(data.get("last_news_on")),
        said=_words(data.get("said"), 1000),
        contact=tuple(
            (name, words) for name in ("name", "email", "phone") if (words := _words(given.get(name), 254))
        ),
        etag=etag[:200] if etag.isascii() and etag.isprintable() else "",
    )


def _day(value: object) -> date | None:
    if value is None:
        return None
    try:
        return date.fromisoformat(str(value))
    except ValueError as error:
        raise PageError("unreadable") from error


def _words(value: object, most: int) -> str:
    """A line of text without control characters, nor halves of a character, which no database keeps."""
    return (
        re.sub(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]+", " ", value).strip()[:most] if isinstance(value, str) else ""
    )
