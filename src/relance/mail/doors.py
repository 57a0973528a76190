"""The two doors to the outside, as the rest of the program sees them: sending a letter, and a mailbox.

`smtp.SmtpTransmitter` and `imap.ImapMailbox` are the real ones, `memory` holds the ones for tests and for the
demonstration; one suite of tests runs on both.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal, Protocol, TypeAlias

from relance.etiquette.problems import Problem

Step: TypeAlias = Literal["settings", "connect", "hello", "tls", "auth", "mail", "rcpt", "data", "final"]


@dataclass(frozen=True, slots=True)
class Accepted:
    """The server answered 250 to the final dot: the letter left, once."""

    reply: str


@dataclass(frozen=True, slots=True)
class RefusedForGood:
    """The server said no for good (5yz), and therefore does not have the letter."""

    step: Step
    code: int
    text: str
    problem: Problem


@dataclass(frozen=True, slots=True)
class TryLater:
    """The letter did not leave, for a passing reason: the same bytes may be handed over again later.

    `code` is the SMTP code (4yz), or None when no answer came; `problem` says it for the user. With the step
    «settings», the account itself is wrong and nothing was tried.
    """

    step: Step
    code: int | None
    text: str
    problem: Problem


@dataclass(frozen=True, slots=True)
class AuthFailed:
    """The letter did not leave: the server refuses this account. Trying again without the user is useless."""

    code: int
    text: str
    problem: Problem


@dataclass(frozen=True, slots=True)
class Unknown:
    """The link failed after DATA began. Nobody can say whether the letter left: never hand it over again."""

    reason: str


Outcome: TypeAlias = Accepted | RefusedForGood | TryLater | AuthFailed | Unknown


class Transmitter(Protocol):
    """Hands one letter to one recipient. Never raises for anything a server or a network may do."""

    def transmit(self, *, sender: str, recipient: str, raw: bytes) -> Outcome:
        """Send `raw`, byte for byte. The caller has committed «transmitting» before calling."""
        ...

    def check(self, *, sender: str = "") -> tuple[Problem, ...]:
        """What stands between these settings and a letter; empty when all is well. Sends nothing."""
        ...


class MailboxError(Exception):
    """The mailbox could not be read. `passing` when trying again later may do, without the user."""

    def __init__(self, problem: Problem, *, passing: bool) -> None:
        super().__init__(problem.code)
        self.problem = problem
        self.passing = passing


class FolderEmptiedError(MailboxError):
    """A folder that held messages holds none: an error, never «no answer».

    `cursor` is what to keep, for the next reading to go on, once the user has said that this is as it should be.
    """

    def __init__(self, problem: Problem, *, cursor: "Cursor") -> None:
        super().__init__(problem, passing=False)
        self.cursor = cursor


@dataclass(frozen=True, slots=True)
class Folders:
    """The folders that matter, by their names on the server; None when there is none."""

    inbox: str = "INBOX"
    sent: str | None = None
    drafts: str | None = None
    junk: str | None = None
    archive: str | None = None
    all: str | None = None

    @property
    def incoming(self) -> tuple[str, ...]:
        """Where an answer may lie: an answer archived on a telephone, or called junk by a filter, counts too."""
        first = (self.all,) if self.all else (self.inbox, self.archive)
        return tuple(name for name in (*first, self.junk) if name)


@dataclass(frozen=True, slots=True)
class Cursor:
    """How far one folder was read. `count` is how many messages it held then."""

    folder: str
    uidvalidity: int
    last_uid: int
    count: int


@dataclass(frozen=True, slots=True)
class Fetched:
    """One message as it lies on the server.

    When `partial`, big attachments were left there and `raw` still parses; it is empty when the server itself
    cannot read the message.
    """

    folder: str
    uid: int
    raw: bytes
    arrived_at: datetime
    size: int
    partial: bool = False


@dataclass(frozen=True, slots=True)
class Batch:
    """Some messages, and the cursor to keep once they are kept. `reread`: UIDVALIDITY changed."""

    messages: tuple[Fetched, ...]
    cursor: Cursor
    reread: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """A letter of ours found in a folder. `message_id` is the one the server kept: it may differ from ours."""

    uid: int
    message_id: str
    arrived_at: datetime


Filed: TypeAlias = Literal["filed", "already_there", "by_provider", "no_sent_folder"]


class Mailbox(Protocol):
    """One open mailbox. Nothing is ever marked as read, moved or deleted.

    Every method may raise MailboxError; after one whose `passing` is true, close and open another.
    """

    @property
    def can_idle(self) -> bool:
        """Whether the server says at once when something arrives."""
        ...

    def folders(self) -> Folders:
        """The folders that matter (RFC 6154, then the names they are known by)."""
        ...

    def fetch_new(
        self,
        folder: str,
        cursor: Cursor | None,
        *,
        since: date,
        known: Callable[[str], bool] = ...,
        emptied_is_normal: bool = False,
    ) -> Iterator[Batch]:
        """What came after `cursor`, oldest first; from `since` on when there is no cursor or it lost its sense.

        The last batch is empty: its cursor is to be kept all the same. On a reread, messages whose Message-ID is
        `known` are not fetched. Take every batch before asking this mailbox anything else.
        """
        ...

    def idle_until(self, cursor: Cursor, *, seconds: float, should_stop: Callable[[], bool] = ...) -> bool:
        """Wait until something newer than `cursor` is in its folder: True at once then, False when time is up."""
        ...

    def find_letter(self, folder: str, *, message_id: str, letter_id: str, since: date) -> Found | None:
        """Look for a letter of ours by its Message-ID or by our private header."""
        ...

    def append_sent(self, raw: bytes, *, message_id: str, letter_id: str, at: datetime) -> Filed:
        """File a copy of an accepted letter in Sent, unless it is there or the provider files it itself."""
        ...

    def close(self) -> None:
        """Leave. Never raises."""
        ...
