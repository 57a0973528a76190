"""Memory: both doors without a network, for tests and for the demonstration.

They keep the same promises as the real ones, and fail in the same ways when asked to (`Fault`): one suite of tests
runs on both.
"""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from email.parser import BytesHeaderParser
from threading import Condition
from typing import Literal, TypeAlias

from relance.etiquette.problems import Problem
from relance.mail.composing import LETTER_HEADER
from relance.mail.doors import (
    Accepted,
    AuthFailed,
    Batch,
    Cursor,
    Fetched,
    Filed,
    FolderEmptiedError,
    Folders,
    Found,
    MailboxError,
    Outcome,
    RefusedForGood,
    Step,
    TryLater,
    Unknown,
)

FaultStep: TypeAlias = Literal["connect", "hello", "auth", "mail", "rcpt", "data", "text", "final"]
FaultKind: TypeAlias = int | Literal["drop", "silence", "garbage"]

BATCH_MESSAGES = 50
SLICE_SECONDS = 0.1


@dataclass(frozen=True, slots=True)
class Fault:
    """What goes wrong, and at which step: an SMTP code, a dropped link, silence, or an answer that makes no sense.

    «text» strikes between the server's 354 and the final dot; «final» after the dot, when a server that drops the
    link or stays silent nevertheless has the letter.
    """

    step: FaultStep
    kind: FaultKind

    @property
    def stored(self) -> bool:
        """Whether the letter is with the server in spite of the fault."""
        return self.step == "final" and not isinstance(self.kind, int)


@dataclass(frozen=True, slots=True)
class Handed:
    """A letter the server took."""

    sender: str
    recipient: str
    raw: bytes


@dataclass(slots=True)
class _Message:
    uid: int
    raw: bytes
    arrived_at: datetime
    flags: frozenset[bytes]


@dataclass(slots=True)
class _Folder:
    uidvalidity: int = 1
    next_uid: int = 1
    messages: list[_Message] = field(default_factory=list)


class MemoryServer:
    """One person's provider: folders, and the letters that left. `clock` gives the instant a message arrives."""

    def __init__(
        self,
        clock: Callable[[], datetime],
        *,
        folders: Folders = Folders(sent="Sent", drafts="Drafts", junk="Junk"),  # noqa: B008 - frozen
        files_own_sent: bool = False,
        can_idle: bool = True,
    ) -> None:
        self.clock = clock
        self.special = folders
        self.files_own_sent = files_own_sent
        self.can_idle = can_idle
        self.accepted: list[Handed] = []
        self.fault: Fault | None = None
        self.away: MailboxError | None = None
        self.changed = Condition()
        self._folders = {
            name: _Folder()
            for name in (folders.inbox, folders.sent, folders.drafts, folders.junk, folders.archive, folders.all)
            if name
        }

    def deliver(
        self,
        raw: bytes,
        *,
        folder: str = "INBOX",
        flags: frozenset[bytes] = frozenset(),
        at: datetime | None = None,
    ) -> int:
        """Put a message into a folder and wake whoever waits; its UID."""
        with self.changed:
            place = self.folder(folder)
            place.messages.append(_Message(place.next_uid, raw, at or self.clock(), flags))
            place.next_uid += 1
            self.changed.notify_all()
            return place.messages[-1].uid

    def empty(self, folder: str) -> None:
        """Take every message away, as a provider's accident or a person would."""
        self.folder(folder).messages.clear()

    def renew_uidvalidity(self, folder: str) -> None:
        """Number the messages anew, as after a restoration."""
        place = self.folder(folder)
        place.uidvalidity += 1
        place.messages = [replace(one, uid=number) for number, one in enumerate(place.messages, 1)]
        place.next_uid = len(place.messages) + 1

    def flags(self, folder: str, uid: int) -> frozenset[bytes]:
        """The flags of one message."""
        return next(one.flags for one in self.folder(folder).messages if one.uid == uid)

    def folder(self, name: str) -> _Folder:
        """A folder by its name; MailboxError when there is none."""
        if name not in self._folders:
            raise MailboxError(Problem("imap", "folder_missing", {"host": "memory", "said": name}), passing=False)
        return self._folders[name]

    def take(self, handed: Handed) -> None:
        """Keep a letter that left, and file it when the provider does."""
        self.accepted.append(handed)
        if self.files_own_sent and self.special.sent:
            self.deliver(handed.raw, folder=self.special.sent, flags=frozenset({b"\\Seen"}))


class MemoryTransmitter:
    """The sending door of a MemoryServer."""

    def __init__(self, server: MemoryServer) -> None:
        self._server = server

    def transmit(self, *, sender: str, recipient: str, raw: bytes) -> Outcome:
        """Hand the letter over, or fail as `server.fault` says."""
        fault = self._server.fault
        if fault is None or fault.stored:
            self._server.take(Handed(sender, recipient, raw))
        return Accepted("250 OK") if fault is None else _outcome(fault)

    def check(self, *, sender: str = "") -> tuple[Problem, ...]:  # noqa: ARG002 - the door's signature
        """The problem the fault makes before any letter, if it does."""
        fault = self._server.fault
        if fault is None or fault.step not in {"connect", "hello", "auth"}:
            return ()
        outcome = _outcome(fault)
        return () if isinstance(outcome, Accepted | Unknown) else (outcome.problem,)


class MemoryMailbox:
    """The reading door of a MemoryServer."""

    def __init__(self, server: MemoryServer) -> None:
        self._server = server

    @property
    def can_idle(self) -> bool:
        """Whether the server says at once when something arrives."""
        return self._server.can_idle

    def folders(self) -> Folders:
        """The folders that matter."""
        self._answering()
        return self._server.special

    def fetch_new(
        self,
        folder: str,
        cursor: Cursor | None,
        *,
        since: date,
        known: Callable[[str], bool] = lambda _: False,
        emptied_is_normal: bool = False,
    ) -> Iterator[Batch]:
        """What came after `cursor`, in batches (see doors.Mailbox)."""
        now = self._now(folder)
        if cursor is not None and cursor.count and not now.count and not emptied_is_normal:
            problem = Problem("imap", "folder_emptied", {"folder": folder, "count": str(cursor.count)})
            raise FolderEmptiedError(problem, cursor=now)
        reread = cursor is not None and cursor.uidvalidity != now.uidvalidity
        last = 0 if cursor is None or reread else cursor.last_uid
        wanted = [
            one
            for one in self._server.folder(folder).messages
            if one.uid > last
            and (last or one.arrived_at.date() >= since - timedelta(days=1))
            and b"\\Draft" not in one.flags
            and not (reread and known(_header(one.raw, "Message-ID")))
        ]
        for start in range(0, len(wanted), BATCH_MESSAGES):
            group = wanted[start : start + BATCH_MESSAGES]
            kept = tuple(Fetched(folder, one.uid, one.raw, one.arrived_at, len(one.raw)) for one in group)
            yield Batch(kept, replace(now, last_uid=group[-1].uid), reread)
        yield Batch((), replace(now, last_uid=max(last, now.last_uid)), reread)

    def idle_until(
        self, cursor: Cursor, *, seconds: float, should_stop: Callable[[], bool] = lambda: False
    ) -> bool:
        """Wait until something newer than `cursor` is in its folder."""

        def newer() -> bool:
            now = self._now(cursor.folder)
            return now.uidvalidity != cursor.uidvalidity or now.last_uid > cursor.last_uid

        deadline = time.monotonic() + seconds
        with self._server.changed:
            while not newer() and not should_stop() and time.monotonic() < deadline:
                self._server.changed.wait(timeout=min(SLICE_SECONDS, max(0.0, deadline - time.monotonic())))
            return newer()

    def find_letter(self, folder: str, *, message_id: str, letter_id: str, since: date) -> Found | None:
        """Look for a letter of ours by its Message-ID or by our private header."""
        self._answering()
        for one in reversed(self._server.folder(folder).messages):
            own = _header(one.raw, "Message-ID")
            if own == message_id or (letter_id and _header(one.raw, LETTER_HEADER) == letter_id):
                return Found(one.uid, own, one.arrived_at) if one.arrived_at.date() >= since else None
        return None

    def append_sent(self, raw: bytes, *, message_id: str, letter_id: str, at: datetime) -> Filed:
        """File a copy in Sent, once."""
        if self._server.files_own_sent:
            return "by_provider"
        sent = self.folders().sent
        if sent is None:
            return "no_sent_folder"
        since = (at - timedelta(days=2)).date()
        if self.find_letter(sent, message_id=message_id, letter_id=letter_id, since=since):
            return "already_there"
        self._server.deliver(raw, folder=sent, flags=frozenset({b"\\Seen"}), at=at)
        return "filed"

    def close(self) -> None:
        """Nothing to leave."""

    def _now(self, folder: str) -> Cursor:
        self._answering()
        place = self._server.folder(folder)
        return Cursor(folder, place.uidvalidity, place.next_uid - 1, len(place.messages))

    def _answering(self) -> None:
        if self._server.away is not None:
            raise self._server.away


def _header(raw: bytes, name: str) -> str:
    return str(BytesHeaderParser().parsebytes(raw).get(name, "")).strip()


def _outcome(fault: Fault) -> Outcome:
    """What the real door makes of the same fault."""
    if isinstance(fault.kind, int):
        return _answered(_step(fault.step), fault.kind)
    if fault.step in {"text", "final"}:
        reasons = {"silence": "timeout", "garbage": "unreadable_answer"}
        return Unknown(reasons.get(str(fault.kind), "connection_lost"))
    if fault.kind == "garbage":
        said = {"host": "memory", "code": "-1", "said": ""}
        return TryLater(_step(fault.step), -1, "", Problem("smtp", "server_says_later", said))
    code = "timeout" if fault.kind == "silence" else "connection_lost"
    return TryLater(_step(fault.step), None, "", Problem("smtp", code, {"host": "memory", "port": "0"}))


def _answered(step: Step, code: int) -> Outcome:
    params = {"host": "memory", "code": str(code), "said": ""}
    if 400 <= code < 500:
        return TryLater(step, code, "", Problem("smtp", "server_says_later", params))
    if step == "auth":
        return AuthFailed(code, "", Problem("smtp", "password_refused", {**params, "username": ""}))
    codes = {"mail": "sender_refused", "rcpt": "recipient_refused", "final": "text_refused"}
    return RefusedForGood(step, code, "", Problem("smtp", codes.get(step, "server_says_no"), params))


def _step(step: FaultStep) -> Step:
    return "final" if step == "text" else step
