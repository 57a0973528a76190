"""IMAP: read a mailbox without leaving a trace in it, and file a copy of what was sent.

The promise: folders are opened with EXAMINE and bodies read with BODY.PEEK, so nothing is ever marked as read,
moved or deleted; a cursor (UIDVALIDITY and last UID) moves forward only with the messages handed over, so none is
skipped; a folder that was not empty and now is stops the reading with an error; every wait has an end. The only
thing written is the copy of a sent letter, after looking that it is not there.

Connecting again after a failure is the caller's: an `ImapMailbox` is one connection.
"""

import imaplib
import select
import ssl
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import date, datetime, timedelta
from email.parser import BytesHeaderParser
from typing import NoReturn, Self

from imapclient import IMAPClient, SocketTimeout
from imapclient.exceptions import IMAPClientError, LoginError

from relance.etiquette.problems import Problem
from relance.mail.accounts import (
    ServerAccount,
    account_problems,
    link_problem,
    password_problem,
    shortened,
    tls_context,
)
from relance.mail.composing import LETTER_HEADER
from relance.mail.doors import Batch, Cursor, Filed, FolderEmptiedError, Folders, Found, MailboxError
from relance.mail.fetching import BATCH_MESSAGES, fetched
from relance.mail.folders import special_folders
from relance.mail.providers import files_own_sent

# How many of the latest letters of Sent are looked at one by one when the server's search finds nothing.
SCANNED = 500
# How often a server without IDLE is asked, and how often a wait looks whether it should stop (seconds).
POLL_SECONDS = 30.0
SLICE_SECONDS = 0.5
GOODBYE_SECONDS = 5.0

_SENT_IDS = ("Message-ID", LETTER_HEADER, "X-Microsoft-Original-Message-ID")
_ID_HEADERS = f"BODY.PEEK[HEADER.FIELDS ({' '.join(name.upper() for name in _SENT_IDS)})]"
# Response codes that promise a better day (RFC 5530).
_PASSING = ("[UNAVAILABLE]", "[INUSE]", "[LIMIT]", "[SERVERBUG]", "too many")
# RFC 5530's code, and the words of servers that do not give it.
_MISSING = ("[nonexistent]", "doesn't exist", "does not exist", "no such mailbox", "unknown mailbox", "not found")


def _nothing_known(_message_id: str) -> bool:
    return False


def _never() -> bool:
    return False


class ImapMailbox:
    """The real door: one connection, open from construction on. MailboxError when it cannot be opened."""

    def __init__(self, account: ServerAccount) -> None:
        self._account = account
        self._broken = False
        self._folders: Folders | None = None
        for problem in account_problems(account, place="imap"):
            raise MailboxError(problem, passing=False)
        with self._talking():
            self._client = _connected(account)
        try:
            with self._talking():
                self._enter()
        except MailboxError:
            self._broken = True  # nobody to say goodbye to
            self.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def can_idle(self) -> bool:
        """Whether the server says at once when something arrives (RFC 2177)."""
        with self._talking():
            return bool(self._client.has_capability("IDLE"))

    def folders(self) -> Folders:
        """The folders that matter; asked once for each connection."""
        if self._folders is None:
            with self._talking():
                self._folders = special_folders(self._client.list_folders())
        return self._folders

    def fetch_new(
        self,
        folder: str,
        cursor: Cursor | None,
        *,
        since: date,
        known: Callable[[str], bool] = _nothing_known,
        emptied_is_normal: bool = False,
    ) -> Iterator[Batch]:
        """What came after `cursor`, in batches (see doors.Mailbox)."""
        with self._talking():
            now = self._examine(folder)
        if cursor is not None and cursor.count and not now.count and not emptied_is_normal:
            problem = Problem("imap", "folder_emptied", {"folder": folder, "count": str(cursor.count)})
            raise FolderEmptiedError(problem, cursor=now)
        reread = cursor is not None and cursor.uidvalidity != now.uidvalidity
        last = 0 if cursor is None or reread else cursor.last_uid
        with self._talking():
            uids = self._uids_since(since) if cursor is None or reread else self._uids_after(last)
            if reread:
                uids = self._unknown(uids, known)
        with self._talking():
            for messages in fetched(self._client, folder, uids):
                last = max(last, *(message.uid for message in messages))
                yield Batch(messages, Cursor(folder, now.uidvalidity, last, now.count), reread)
        end = max(last, now.last_uid, *uids) if uids else max(last, now.last_uid)
        yield Batch((), Cursor(folder, now.uidvalidity, end, now.count), reread)

    def idle_until(self, cursor: Cursor, *, seconds: float, should_stop: Callable[[], bool] = _never) -> bool:
        """Wait until something newer than `cursor` is in its folder: True at once then, False when time is up."""
        deadline = time.monotonic() + seconds
        while True:
            with self._talking():
                now = self._examine(cursor.folder)
            newer = now.last_uid > cursor.last_uid or now.count > cursor.count
            if newer or now.uidvalidity != cursor.uidvalidity:
                return True
            if time.monotonic() >= deadline or should_stop():
                return False
            with self._talking():
                self._wait(deadline, should_stop)

    def find_letter(self, folder: str, *, message_id: str, letter_id: str, since: date) -> Found | None:
        """Look for a letter of ours: by the server's search, then by reading the headers of the latest letters."""
        with self._talking():
            self._examine(folder)
            asked = [
                uid
                for name, value in (("Message-ID", message_id), (LETTER_HEADER, letter_id))
                for uid in self._searched(["HEADER", name, value])
            ]
            found = self._matching(asked, message_id, letter_id)
            return found or self._matching(self._uids_since(since)[-SCANNED:], message_id, letter_id)

    def append_sent(self, raw: bytes, *, message_id: str, letter_id: str, at: datetime) -> Filed:
        """File a copy in Sent, once: a copy that is there, whoever filed it, is left alone."""
        if files_own_sent(self._account.host):
            return "by_provider"
        sent = self.folders().sent
        if sent is None:
            return "no_sent_folder"
        since = (at - timedelta(days=2)).date()
        if self.find_letter(sent, message_id=message_id, letter_id=letter_id, since=since):
            return "already_there"
        with self._talking():
            self._client.append(sent, raw, flags=(b"\\Seen",), msg_time=at)
        return "filed"

    def close(self) -> None:
        """Log out if the link still holds."""
        with suppress(OSError, IMAPClientError, ValueError):
            if not self._broken:
                self._client.socket().settimeout(GOODBYE_SECONDS)
                self._client.logout()
        with suppress(OSError, IMAPClientError, ValueError):
            self._client.shutdown()

    def _enter(self) -> None:
        account = self._account
        if account.security == "starttls":
            if not self._client.has_capability("STARTTLS"):
                raise MailboxError(Problem("imap", "tls_not_offered", {"host": account.host}), passing=False)
            self._client.starttls(tls_context(account))
        if self._client.has_capability("LOGINDISABLED"):
            raise MailboxError(Problem("imap", "auth_not_offered", {"host": account.host}), passing=False)
        # LOGIN carries ASCII only; PLAIN carries any password.
        if not (account.username + account.password).isascii() and self._client.has_capability("AUTH=PLAIN"):
            self._client.plain_login(account.username, account.password)
        else:
            self._client.login(account.username, account.password)

    def _examine(self, folder: str) -> Cursor:
        """The folder as it is now; `last_uid` is the highest UID given so far."""
        state = self._client.select_folder(folder, readonly=True)
        return Cursor(folder, state.get(b"UIDVALIDITY", 0), state.get(b"UIDNEXT", 1) - 1, state[b"EXISTS"])

    def _uids_since(self, since: date) -> list[int]:
        # SINCE compares days in the server's own zone: one day more, rather than one message less.
        return sorted(self._client.search(["SINCE", since - timedelta(days=1)]))

    def _uids_after(self, last: int) -> list[int]:
        # «n:*» holds the last message even when its UID is below n (RFC 3501 §6.4.8).
        return sorted(uid for uid in self._client.search(["UID", f"{last + 1}:*"]) if uid > last)

    def _searched(self, criteria: Sequence[str]) -> list[int]:
        try:
            return list(self._client.search(list(criteria)))
        except imaplib.IMAP4.abort:
            raise
        except IMAPClientError:
            return []  # some servers search no such header: the headers are then read one by one

    def _headers(self, uids: Sequence[int]) -> Iterator[tuple[int, datetime, tuple[str, str, str]]]:
        for start in range(0, len(uids), BATCH_MESSAGES):
            got = self._client.fetch(uids[start : start + BATCH_MESSAGES], [_ID_HEADERS, "INTERNALDATE"])
            for uid, row in got.items():
                raw = next((value for key, value in row.items() if key.startswith(b"BODY[HEADER")), b"")
                parsed = BytesHeaderParser().parsebytes(raw or b"")
                own, letter, first = (str(parsed.get(name, "")).strip() for name in _SENT_IDS)
                yield uid, row[b"INTERNALDATE"], (own, letter, first)

    def _matching(self, uids: Sequence[int], message_id: str, letter_id: str) -> Found | None:
        for uid, arrived_at, (own, letter, first) in self._headers(sorted(set(uids), reverse=True)):
            if message_id in {own, first} or (letter_id and letter == letter_id):
                return Found(uid, own, arrived_at)
        return None

    def _unknown(self, uids: Sequence[int], known: Callable[[str], bool]) -> list[int]:
        return [uid for uid, _, (own, _, _) in self._headers(uids) if not (own and known(own))]

    def _wait(self, deadline: float, should_stop: Callable[[], bool]) -> None:
        """Until the server says something, or it is time to ask, or to stop."""
        if not self._client.has_capability("IDLE"):
            until = min(deadline, time.monotonic() + POLL_SECONDS)
            while time.monotonic() < until and not should_stop():
                time.sleep(min(SLICE_SECONDS, max(0.0, until - time.monotonic())))
            return
        self._client.idle()
        sock = self._client.socket()
        while time.monotonic() < deadline and not should_stop():
            patience = min(SLICE_SECONDS, max(0.0, deadline - time.monotonic()))
            # Bytes already taken from the socket, by TLS or with the line before, do not make it readable again.
            if self._has_read_ahead() or getattr(sock, "pending", int)():
                break
            if select.select([sock], [], [], patience)[0]:
                break
        self._client.idle_done()

    def _has_read_ahead(self) -> bool:
        """Whether the server's news came in one packet with its go-ahead for IDLE, and lie in our own buffer."""
        file = vars(self._client._imap).get("file")  # noqa: SLF001 - no public way tells
        if file is None:
            return False
        sock = self._client.socket()
        patience = sock.gettimeout()
        sock.settimeout(0)
        try:
            return bool(file.peek(1))
        except (BlockingIOError, ssl.SSLWantReadError):
            return False
        finally:
            sock.settimeout(patience)

    @contextmanager
    def _talking(self) -> Iterator[None]:
        """Turn what a server or a network may do into MailboxError."""
        try:
            yield
        except MailboxError:
            raise
        except LoginError as error:
            self._login_refused(error)
        except (OSError, imaplib.IMAP4.abort) as error:
            self._broken = True
            if "unexpected response" in str(error):
                self._unclear(error)
            problem = link_problem(error, self._account, place="imap")
            raise MailboxError(problem, passing=problem.code != "tls_certificate") from error
        except IMAPClientError as error:
            said = shortened(str(error))
            code = "folder_missing" if any(mark in said.lower() for mark in _MISSING) else "server_says_no"
            params = {"host": self._account.host, "said": said}
            raise MailboxError(Problem("imap", code, params), passing=code == "server_says_no") from error
        except Exception as error:  # noqa: BLE001 - on an answer no server should give, the library fails in any way
            self._unclear(error)

    def _unclear(self, error: Exception) -> NoReturn:
        params = {"host": self._account.host, "said": shortened(str(error))}
        raise MailboxError(Problem("imap", "server_unclear", params), passing=True) from error

    def _login_refused(self, error: LoginError) -> NoReturn:
        said = str(error)
        if any(mark.lower() in said.lower() for mark in _PASSING):
            params = {"host": self._account.host, "said": shortened(said)}
            raise MailboxError(Problem("imap", "server_says_later", params), passing=True) from error
        raise MailboxError(password_problem(said, self._account, place="imap"), passing=False) from error


def check_mailbox(account: ServerAccount) -> tuple[Problem, ...]:
    """What stands between these settings and the answers: errors, then what will merely be less good."""
    try:
        with ImapMailbox(account) as mailbox:
            return tuple(_lacks(mailbox))
    except MailboxError as error:
        return (error.problem,)


def _lacks(mailbox: ImapMailbox) -> Iterator[Problem]:
    if not mailbox.can_idle:
        yield Problem("imap", "no_idle", {}, severity="note")
    if mailbox.folders().sent is None:
        yield Problem("imap", "no_sent_folder", {}, severity="warning")
    # Opening the inbox is the proof that reading works; nothing is fetched.
    mailbox.idle_until(Cursor(mailbox.folders().inbox, 0, 0, 0), seconds=0)


def _connected(account: ServerAccount) -> IMAPClient:
    client = IMAPClient(
        account.host,
        port=account.port,
        ssl=account.security == "tls",
        ssl_context=tls_context(account) if account.security == "tls" else None,
        timeout=SocketTimeout(account.timeouts.connect, account.timeouts.command),
    )
    client.normalise_times = False  # aware instants, not the machine's local time
    return client
