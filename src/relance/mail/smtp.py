"""SMTP: hand one letter to one recipient, and know at each instant what a failure means.

The promise: every ending is told apart by *when* it happened. Until the server has asked for the text (354 to DATA)
it cannot have the letter: a failure there is `TryLater`, `RefusedForGood` or `AuthFailed`, and handing the same
bytes over again is safe. From the first byte of the text on, only a readable answer to the final dot counts: 2yz is
`Accepted`, 4yz and 5yz mean the server does not have it, and anything else (a lost link, silence for ten minutes,
an unreadable answer) is `Unknown`. RFC 5321 §3.8 would have us try again there; we do not, since RFC 1047 shows
that this is how messages arrive twice.

smtplib carries the conversation; its `sendmail` and `login` are not used, since they hide the step that failed.
"""

import base64
import re
import smtplib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

from relance.etiquette.problems import Problem
from relance.mail.accounts import (
    ServerAccount,
    account_problems,
    link_problem,
    password_problem,
    shortened,
    tls_context,
)
from relance.mail.composing import ascii_address, is_address
from relance.mail.doors import Accepted, AuthFailed, Outcome, RefusedForGood, Step, TryLater, Unknown

# What we call ourselves: a name of this machine would tell the recipient more than they need (RFC 5321 §4.1.3).
HELLO = "[127.0.0.1]"
QUIT_SECONDS = 5.0

_LONE_BREAK = re.compile(rb"(?<!\r)\n|\r(?!\n)")


class _Stopped(Exception):  # noqa: N818 - it carries an outcome, which may be no error at all
    """The conversation is over, with this outcome."""

    def __init__(self, outcome: Outcome) -> None:
        super().__init__()
        self.outcome = outcome


@dataclass(slots=True)
class _Session:
    """One connection and how far it has come; the step decides what a failure means."""

    account: ServerAccount
    step: Step = "connect"
    text_began: bool = False
    doubtful: bool = False
    client: smtplib.SMTP = field(init=False)

    def __post_init__(self) -> None:
        patience = self.account.timeouts.connect
        if self.account.security == "tls":
            self.client = smtplib.SMTP_SSL(
                local_hostname=HELLO, timeout=patience, context=tls_context(self.account)
            )
        else:
            self.client = smtplib.SMTP(local_hostname=HELLO, timeout=patience)

    def open(self) -> None:
        """Connect, say hello, protect the link, enter. _Stopped when the server will not have us."""
        account = self.account
        # smtplib checks the certificate against this name, and only sets it when it connects by itself.
        self.client._host = account.host  # type: ignore[attr-defined]  # noqa: SLF001
        self._expect(self.client.connect(account.host, account.port))
        self._patience(account.timeouts.command)
        self.step = "hello"
        self._hello()
        if account.security == "starttls":
            self.step = "tls"
            self._start_tls()
        if account.username:
            self.step = "auth"
            self._login()

    def envelope(self, sender: str, recipient: str | None, options: tuple[str, ...]) -> None:
        """MAIL, and RCPT when there is a recipient."""
        self.step = "mail"
        joined = "".join(f" {option}" for option in options)
        self._expect(self.client.docmd("MAIL", f"FROM:<{sender}>{joined}"))
        if recipient is not None:
            self.step = "rcpt"
            self._expect(self.client.docmd("RCPT", f"TO:<{recipient}>"))

    def text(self, raw: bytes) -> Accepted:
        """DATA, the text, the final dot, and the only answer that counts."""
        self.step = "data"
        self._expect(self.client.docmd("DATA"), wanted=3)
        self.text_began = self.doubtful = True
        self.step = "final"
        self._patience(self.account.timeouts.final)
        self.client.send(_dot_stuffed(raw))
        code, said = self.client.getreply()
        self.doubtful = False
        self._expect((code, said))
        return Accepted(f"{code} {shortened(said)}")

    def leave(self) -> None:
        """Say goodbye if the link still holds; what was decided before does not change."""
        with suppress(OSError, smtplib.SMTPException, ValueError):
            self._patience(QUIT_SECONDS)
            if self.client.sock is not None and not self.doubtful:
                self.client.quit()
        self.client.close()

    def _hello(self) -> None:
        code, said = self.client.ehlo()
        if not 200 <= code < 300:
            code, said = self.client.helo()
        self._expect((code, said))

    def _start_tls(self) -> None:
        if not self.client.has_extn("starttls"):
            # A server, or somebody in between, that offers no protection gets no password.
            self._later(Problem("smtp", "tls_not_offered", {"host": self.account.host}))
        self._expect(self.client.docmd("STARTTLS"))
        sock = self.client.sock
        if sock is None:
            raise smtplib.SMTPServerDisconnected("connection closed during STARTTLS")
        self.client.sock = tls_context(self.account).wrap_socket(sock, server_hostname=self.account.host)
        # Whatever was read in clear is forgotten with the old file (RFC 3207 §6): nothing injected before survives.
        self.client.file = None
        self._hello()

    def _login(self) -> None:
        offered = self.client.esmtp_features.get("auth", "").upper().split()
        name, password = self.account.username, self.account.password
        if "PLAIN" in offered:
            code, said = self.client.docmd("AUTH", "PLAIN " + _base64(f"\0{name}\0{password}"))
        elif "LOGIN" in offered:
            code, said = self.client.docmd("AUTH", "LOGIN")
            for secret in (name, password):
                if code == 334:
                    code, said = self.client.docmd(_base64(secret))
        else:
            params = {"host": self.account.host, "offered": " ".join(offered)}
            raise _Stopped(AuthFailed(0, "", Problem("smtp", "auth_not_offered", params)))
        if 500 <= code < 600:
            raise _Stopped(self._auth_failed(code, said))
        self._expect((code, said))

    def _auth_failed(self, code: int, said: bytes) -> AuthFailed:
        return AuthFailed(code, shortened(said), password_problem(said, self.account, place="smtp"))

    def _expect(self, answer: tuple[int, bytes], *, wanted: int = 2) -> None:
        code, said = answer
        if code // 100 == wanted:
            return
        text = shortened(said)
        if code == 530:  # authentication required, and none was configured (RFC 4954 §6)
            raise _Stopped(AuthFailed(code, text, Problem("smtp", "auth_required", {"host": self.account.host})))
        if 500 <= code < 600:
            raise _Stopped(_refused(self.step, code, text, self.account))
        if 400 <= code < 500 or not self.text_began:
            params = {"host": self.account.host, "code": str(code), "said": text}
            raise _Stopped(TryLater(self.step, code, text, Problem("smtp", "server_says_later", params)))
        raise _Stopped(Unknown("unreadable_answer"))

    def _later(self, problem: Problem) -> None:
        raise _Stopped(TryLater(self.step, None, "", problem))

    def _patience(self, seconds: float) -> None:
        if self.client.sock is not None:
            self.client.sock.settimeout(seconds)


class SmtpTransmitter:
    """The real door: a new connection for each letter, since letters are few and idle links die unseen."""

    def __init__(self, account: ServerAccount) -> None:
        self._account = account

    def transmit(self, *, sender: str, recipient: str, raw: bytes) -> Outcome:
        """Send `raw`, byte for byte, to the one recipient (see the module's promise)."""
        for problem in account_problems(self._account, place="smtp"):
            return TryLater("settings", None, "", problem)
        for problem in _letter_problems(sender, recipient, raw):
            return RefusedForGood("settings", 0, "", problem)
        sender, recipient = ascii_address(sender), ascii_address(recipient)
        with _ending(self._account) as ending:
            session = ending.session
            session.open()
            options = _options(session.client, sender, recipient, raw)
            if options is None:
                problem = Problem("recipient", "address_not_carried", {"host": self._account.host})
                ending.outcome = RefusedForGood("mail", 553, "5.6.7 SMTPUTF8 not offered", problem)
            else:
                session.envelope(sender, recipient, options)
                ending.outcome = session.text(raw)
        return ending.outcome

    def check(self, *, sender: str = "") -> tuple[Problem, ...]:
        """Open, enter, and ask whether `sender` may write from here. Nothing is sent."""
        problems = account_problems(self._account, place="smtp")
        if problems:
            return problems
        with _ending(self._account) as ending:
            ending.session.open()
            if sender:
                ending.session.envelope(ascii_address(sender), None, ())
            ending.outcome = Accepted("")
        return () if isinstance(ending.outcome, Accepted | Unknown) else (ending.outcome.problem,)


@dataclass(slots=True)
class _Ending:
    session: _Session
    outcome: Outcome = field(default_factory=lambda: Unknown("interrupted"))


@contextmanager
def _ending(account: ServerAccount) -> Iterator[_Ending]:
    """Turn whatever ends the conversation into an outcome, by the step it had reached."""
    session = _Session(account)
    ending = _Ending(session)
    try:
        yield ending
    except _Stopped as stopped:
        ending.outcome = stopped.outcome
    except Exception as error:  # noqa: BLE001 - whatever a server can make the library raise has its outcome
        problem = link_problem(error, account, place="smtp")
        if session.text_began:
            ending.outcome = Unknown("timeout" if problem.code == "timeout" else "connection_lost")
        else:
            ending.outcome = TryLater(session.step, None, shortened(str(error)), problem)
    finally:
        session.leave()


def _letter_problems(sender: str, recipient: str, raw: bytes) -> Iterator[Problem]:
    for place, address in (("sender", sender), ("recipient", recipient)):
        if not is_address(address):
            yield Problem(place, "not_an_address", {"address": address[:100]})
    # A lone CR or LF is read as a line by some servers and not by others: a text could smuggle a second message.
    if not raw or _LONE_BREAK.search(raw):
        yield Problem("raw", "not_crlf", {})


def _options(client: smtplib.SMTP, sender: str, recipient: str, raw: bytes) -> tuple[str, ...] | None:
    """The parameters of MAIL; None when the server cannot carry these addresses."""
    options = [f"SIZE={len(raw)}"] if client.has_extn("size") else []
    if not raw.isascii() and client.has_extn("8bitmime"):
        options.append("BODY=8BITMIME")
    if not (sender.isascii() and recipient.isascii()):
        if not client.has_extn("smtputf8"):
            return None
        client.command_encoding = "utf-8"
        options.append("SMTPUTF8")
    return tuple(options)


def _dot_stuffed(raw: bytes) -> bytes:
    stuffed = re.sub(rb"(?m)^\.", b"..", raw)
    return stuffed + (b".\r\n" if stuffed.endswith(b"\r\n") else b"\r\n.\r\n")


def _base64(secret: str) -> str:
    return base64.b64encode(secret.encode()).decode("ascii")


def _refused(step: Step, code: int, text: str, account: ServerAccount) -> RefusedForGood:
    params = {"host": account.host, "code": str(code), "said": text}
    name = {"mail": "sender_refused", "rcpt": "recipient_refused", "final": "text_refused"}.get(
        step, "server_says_no"
    )
    return RefusedForGood(step, code, text, Problem("smtp", name, params))
