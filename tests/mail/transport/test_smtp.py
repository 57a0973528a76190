"""What only a real SMTP conversation can show: certificates, accents, sizes, and what never gets on the wire."""

import ssl
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest

from relance.mail.accounts import Security, ServerAccount, Timeouts
from relance.mail.doors import Accepted, AuthFailed, RefusedForGood, TryLater
from relance.mail.memory import Handed
from relance.mail.smtp import SmtpTransmitter
from tests.servers.certificates import Certificate, certificate
from tests.servers.faulty_smtp import FaultySmtp, faulty_smtp
from tests.servers.parts import free_port

SENDER, RECIPIENT = "zoe@example.org", "m@example.com"
RAW = b"Subject: x\r\n\r\nBonjour\r\n"


@pytest.fixture
def made(tmp_path_factory: pytest.TempPathFactory) -> Certificate:
    return certificate(tmp_path_factory.mktemp("certificate"))


@pytest.fixture
def starttls_server(made: Certificate) -> Iterator[FaultySmtp]:
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(made.pem, made.key)
    with faulty_smtp(auth=True, tls=context) as server:
        yield server


def check(account: ServerAccount) -> list[str]:
    return [problem.code for problem in SmtpTransmitter(account).check(sender=SENDER)]


def test_a_letter_leaves_over_starttls(starttls_server: FaultySmtp, made: Certificate) -> None:
    account = starttls_server.account(security="starttls", trusted_pem=made.text)
    outcome = SmtpTransmitter(account).transmit(sender=SENDER, recipient=RECIPIENT, raw=RAW)
    assert outcome == Accepted("250 2.0.0 taken")
    assert starttls_server.accepted == [Handed(SENDER, RECIPIENT, RAW)]


def test_a_certificate_nobody_vouches_for_stops_before_the_password(starttls_server: FaultySmtp) -> None:
    outcome = SmtpTransmitter(starttls_server.account(security="starttls")).transmit(
        sender=SENDER, recipient=RECIPIENT, raw=RAW
    )
    assert isinstance(outcome, TryLater)
    assert (outcome.step, outcome.problem.code) == ("tls", "tls_certificate")
    assert starttls_server.accepted == []


def test_a_server_without_starttls_gets_no_password(faulty_smtp_server: FaultySmtp) -> None:
    assert check(faulty_smtp_server.account(security="starttls")) == ["tls_not_offered"]


def test_the_wrong_kind_of_encryption_is_told(faulty_smtp_server: FaultySmtp) -> None:
    assert check(faulty_smtp_server.account(security="tls")) == ["tls_failed"]


@pytest.mark.parametrize("password", ["wrong", "fäux", ""])
def test_a_wrong_password_is_told(password: str) -> None:
    with faulty_smtp(auth=True) as server:
        outcome = SmtpTransmitter(server.account(password=password)).transmit(
            sender=SENDER, recipient=RECIPIENT, raw=RAW
        )
        assert isinstance(outcome, AuthFailed)
        assert (outcome.code, outcome.problem.code) == (535, "password_refused")
        assert server.accepted == []


def test_a_server_that_wants_a_password_is_told() -> None:
    with faulty_smtp(auth=True) as server:
        assert check(server.account(username="")) == ["auth_required"]


def test_a_server_without_auth_is_told(faulty_smtp_server: FaultySmtp) -> None:
    assert check(faulty_smtp_server.account(username="zoe")) == ["auth_not_offered"]


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"host": "no-such-host.invalid", "security": "tls"}, "host_unknown"),
        ({"port": 70000}, "port_out_of_range"),
        ({"host": "mail.example.org", "security": "none"}, "plaintext_refused"),
        ({}, "port_closed"),
    ],
)
def test_bad_settings_are_told_and_nothing_leaves(change: dict[str, object], code: str) -> None:
    account = ServerAccount(host="127.0.0.1", port=free_port(), security="none", timeouts=Timeouts(connect=2))
    transmitter = SmtpTransmitter(replace(account, **change))  # type: ignore[arg-type]
    outcome = transmitter.transmit(sender=SENDER, recipient=RECIPIENT, raw=RAW)
    assert isinstance(outcome, TryLater)
    assert (outcome.code, outcome.problem.code) == (None, code)
    assert [problem.code for problem in transmitter.check()] == [code]


@pytest.mark.parametrize(
    ("sender", "recipient", "raw", "code"),
    [
        (SENDER, "m@example.com>\r\nRCPT TO:<a@example.net", RAW, "not_an_address"),
        (SENDER, "", RAW, "not_an_address"),
        ("zoe", RECIPIENT, RAW, "not_an_address"),
        # A lone line feed is how a text smuggles a second message past some servers.
        (SENDER, RECIPIENT, b"Subject: x\r\n\r\na\n.\r\nMAIL FROM:<evil@example.net>\r\n", "not_crlf"),
        (SENDER, RECIPIENT, b"Subject: x\r\n\r\na\rb\r\n", "not_crlf"),
        (SENDER, RECIPIENT, b"", "not_crlf"),
    ],
)
def test_what_cannot_be_a_letter_never_gets_on_the_wire(
    faulty_smtp_server: FaultySmtp, sender: str, recipient: str, raw: bytes, code: str
) -> None:
    outcome = SmtpTransmitter(faulty_smtp_server.account()).transmit(sender=sender, recipient=recipient, raw=raw)
    assert isinstance(outcome, RefusedForGood)
    assert (outcome.step, outcome.problem.code) == ("settings", code)
    assert faulty_smtp_server.connections == 0


@pytest.mark.parametrize("raw", [b".\r\n", b"a\r\n.\r\n..b\r\n.c", b"a\r\n\r\n.", RAW])
def test_dots_at_the_start_of_a_line_arrive(faulty_smtp_server: FaultySmtp, raw: bytes) -> None:
    outcome = SmtpTransmitter(faulty_smtp_server.account()).transmit(sender=SENDER, recipient=RECIPIENT, raw=raw)
    assert isinstance(outcome, Accepted)
    assert [one.raw for one in faulty_smtp_server.accepted] == [raw if raw.endswith(b"\r\n") else raw + b"\r\n"]


def test_an_address_with_accents_leaves_where_the_server_carries_it(faulty_smtp_server: FaultySmtp) -> None:
    transmitter = SmtpTransmitter(faulty_smtp_server.account())
    outcome = transmitter.transmit(sender=SENDER, recipient="zoé@exämple.com", raw=RAW)
    assert isinstance(outcome, Accepted)
    assert faulty_smtp_server.accepted == [Handed(SENDER, "zoé@xn--exmple-cua.com", RAW)]


def test_an_address_with_accents_is_refused_where_the_server_cannot_carry_it() -> None:
    with faulty_smtp(utf8=False) as server:
        transmitter = SmtpTransmitter(server.account())
        outcome = transmitter.transmit(sender=SENDER, recipient="zoé@example.com", raw=RAW)
        assert isinstance(outcome, RefusedForGood)
        assert (outcome.code, outcome.problem.code) == (553, "address_not_carried")
        # Accents in the domain alone need nothing special.
        domain = transmitter.transmit(sender=SENDER, recipient="zoe@exämple.com", raw=RAW)
        assert isinstance(domain, Accepted)
        assert len(server.accepted) == 1


def test_a_letter_too_big_for_the_server_is_refused(faulty_smtp_server: FaultySmtp) -> None:
    big = b"Subject: x\r\n\r\n" + b"x" * 70 + b"\r\n" * 20_000_000
    outcome = SmtpTransmitter(faulty_smtp_server.account()).transmit(sender=SENDER, recipient=RECIPIENT, raw=big)
    assert isinstance(outcome, RefusedForGood)
    assert (outcome.step, outcome.code) == ("mail", 552)


@pytest.mark.parametrize("security", ["none", "starttls"])
def test_nothing_of_this_machine_is_told(
    starttls_server: FaultySmtp, made: Certificate, monkeypatch: pytest.MonkeyPatch, security: Security
) -> None:
    hellos: list[str] = []
    seen = "tests.servers.faulty_smtp._FaultySession.smtp_EHLO"
    from tests.servers.faulty_smtp import _FaultySession

    original: Callable[..., object] = _FaultySession.smtp_EHLO

    def note(session: _FaultySession, hostname: str) -> object:
        hellos.append(hostname)
        return original(session, hostname)

    monkeypatch.setattr(seen, note)
    assert check(starttls_server.account(security=security, trusted_pem=made.text)) == []
    assert set(hellos) == {"[127.0.0.1]"}
