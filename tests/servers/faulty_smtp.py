"""An SMTP server that fails when and how it is told to, and remembers what it really took."""

import asyncio
import contextlib
import ssl
import threading
from collections.abc import Callable, Iterator
from typing import Any

from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

from relance.mail.accounts import Security, ServerAccount, Timeouts
from relance.mail.memory import Fault, Handed

USERNAME = "zoe"
PASSWORD = "mot-de-passé"
STALL_SECONDS = 3600.0


class FaultySmtp:
    """A server on a free port of 127.0.0.1. Each connection meets the fault `choose` gives for its number.

    `accepted` holds what the server took, in order, a letter taken in spite of a fault included; `on_accept` is
    told of each (to file it in Sent, as some providers do).
    """

    def __init__(self, *, auth: bool = False, utf8: bool = True, tls: ssl.SSLContext | None = None) -> None:
        self.fault: Fault | None = None
        self.choose: Callable[[int], Fault | None] = lambda _number: self.fault
        self.on_accept: Callable[[Handed], None] = lambda _handed: None
        self.accepted: list[Handed] = []
        self.connections = 0
        self.port = 0
        self.auth = auth
        self.utf8 = utf8
        self.tls = tls
        self._sessions: set[_FaultySession] = set()
        self._loop = asyncio.new_event_loop()
        self._ready = threading.Event()
        self._thread = threading.Thread(target=self._run, name="faulty-smtp", daemon=True)

    def account(
        self,
        *,
        security: Security = "none",
        username: str | None = None,
        password: str = PASSWORD,
        timeouts: Timeouts | None = None,
        trusted_pem: str = "",
    ) -> ServerAccount:
        return ServerAccount(
            host="127.0.0.1",
            port=self.port,
            security=security,
            username=username if username is not None else (USERNAME if self.auth else ""),
            password=password,
            timeouts=timeouts or Timeouts(connect=2, command=2, final=2),
            trusted_pem=trusted_pem,
        )

    def start(self) -> None:
        self._thread.start()
        if not self._ready.wait(10):
            raise RuntimeError("the faulty SMTP server did not come up")

    def stop(self) -> None:
        """Close every connection and end the thread."""
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(10)

    def take(self, handed: Handed) -> None:
        self.accepted.append(handed)
        self.on_accept(handed)

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        server = self._loop.run_until_complete(self._loop.create_server(self._session, "127.0.0.1", 0))
        self.port = server.sockets[0].getsockname()[1]
        self._ready.set()
        self._loop.run_forever()
        server.close()
        for session in self._sessions:
            session.hang_up()
        pending = asyncio.all_tasks(self._loop)
        for task in pending:
            task.cancel()
        self._loop.run_until_complete(asyncio.gather(*pending, return_exceptions=True))
        # One more turn of the loop, in which the transports close their sockets.
        self._loop.run_until_complete(asyncio.sleep(0))
        self._loop.close()

    def _session(self) -> "_FaultySession":
        self.connections += 1
        session = _FaultySession(self, self.choose(self.connections))
        self._sessions.add(session)
        return session


def _said(fault: Fault) -> str:
    """The refusal, with the enhanced code a real server gives an unknown mailbox (5.1.1)."""
    kind = int(fault.kind)
    subject = "1.1" if (fault.step, kind) == ("rcpt", 550) else "3.0"
    return f"{kind} {kind // 100}.{subject} so it was told"


class _Handler:
    def __init__(self, owner: FaultySmtp, fault: Fault | None) -> None:
        self._owner = owner
        self._fault = fault

    async def handle_DATA(self, server: "_FaultySession", _session: Session, envelope: Envelope) -> str:  # noqa: N802
        fault = self._fault
        if fault is None or fault.step != "final" or fault.stored:
            content = envelope.original_content or b""
            for recipient in envelope.rcpt_tos:
                self._owner.take(Handed(str(envelope.mail_from), recipient, content))
        if fault is None or fault.step != "final":
            return "250 2.0.0 taken"
        if isinstance(fault.kind, int):
            return _said(fault)
        if fault.kind == "garbage":
            return "well, perhaps"
        await server.strike(fault)
        return ""


class _FaultySession(SMTP):
    """One connection. Each step asks first whether the fault strikes there."""

    def __init__(self, owner: FaultySmtp, fault: Fault | None) -> None:
        super().__init__(
            _Handler(owner, fault),
            hostname="localhost",
            ident="faulty",
            enable_SMTPUTF8=owner.utf8,
            tls_context=owner.tls,
            authenticator=self._judge if owner.auth else None,
            auth_require_tls=False,
            auth_exclude_mechanism=() if owner.auth else ("LOGIN", "PLAIN"),
        )
        self.fault = fault
        # aiosmtpd's own demand for AUTH warns at each connection when there is no TLS.
        self._must_log_in = owner.auth

    def hang_up(self) -> None:
        """Close the connection from outside."""
        if isinstance(self.transport, asyncio.WriteTransport):
            self.transport.abort()

    async def strike(self, fault: Fault) -> None:
        """Drop the link, or say nothing for longer than any patience."""
        if fault.kind == "silence":
            await asyncio.sleep(STALL_SECONDS)
        elif fault.kind == "drop":
            assert self.transport is not None
            self.transport.close()
        elif fault.kind == "garbage":
            await self.push("well, perhaps")
        else:
            await self.push(_said(fault))

    async def _handle_client(self) -> None:
        if self.fault is not None and self.fault.step == "connect":
            await self.strike(self.fault)
            if self.transport is not None:
                self.transport.close()
            return
        await super()._handle_client()

    async def smtp_EHLO(self, hostname: str) -> None:  # noqa: N802
        if not await self._struck("hello"):
            await super().smtp_EHLO(hostname)

    async def smtp_HELO(self, hostname: str) -> None:  # noqa: N802
        if not await self._struck("hello"):
            await super().smtp_HELO(hostname)

    async def smtp_AUTH(self, arg: str) -> None:  # noqa: N802
        if not await self._struck("auth"):
            await super().smtp_AUTH(arg)

    async def smtp_MAIL(self, arg: str | None) -> None:  # noqa: N802
        if self._must_log_in and not (self.session and self.session.authenticated):
            await self.push("530 5.7.0 authentication required")
        elif not await self._struck("mail"):
            await super().smtp_MAIL(arg)

    async def smtp_RCPT(self, arg: str | None) -> None:  # noqa: N802
        if not await self._struck("rcpt"):
            await super().smtp_RCPT(arg)

    async def smtp_DATA(self, arg: str) -> None:  # noqa: N802
        if await self._struck("data"):
            return
        if self.fault is not None and self.fault.step == "text":
            await self.push("354 go ahead")
            await self.strike(self.fault)
            return
        await super().smtp_DATA(arg)

    async def _struck(self, step: str) -> bool:
        if self.fault is None or self.fault.step != step:
            return False
        await self.strike(self.fault)
        return True

    def _judge(self, _server: Any, _session: Any, _envelope: Any, _mechanism: str, data: Any) -> AuthResult:
        right = isinstance(data, LoginPassword) and (data.login, data.password) == (
            USERNAME.encode(),
            PASSWORD.encode(),
        )
        return AuthResult(success=right, handled=False)


@contextlib.contextmanager
def faulty_smtp(
    *, auth: bool = False, utf8: bool = True, tls: ssl.SSLContext | None = None
) -> Iterator[FaultySmtp]:
    """Start a faulty server; it is stopped at the end, whatever happens."""
    server = FaultySmtp(auth=auth, utf8=utf8, tls=tls)
    server.start()
    try:
        yield server
    finally:
        server.stop()
