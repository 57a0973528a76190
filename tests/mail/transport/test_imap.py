"""What only a real IMAP server can show: entering, certificates, big messages, servers that misbehave."""

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from email import message_from_bytes, policy
from email.message import EmailMessage

import pytest

from relance.mail.accounts import Security, ServerAccount, Timeouts
from relance.mail.doors import Batch, MailboxError
from relance.mail.imap import ImapMailbox, check_mailbox
from tests.servers.dovecot import Dovecot
from tests.servers.parts import free_port
from tests.servers.worlds import ARRIVED, DovecotWorld

LONG_AGO = date(2020, 1, 1)


def codes(account: ServerAccount) -> list[str]:
    return [problem.code for problem in check_mailbox(account)]


def read_all(account: ServerAccount) -> list[Batch]:
    with ImapMailbox(account) as mailbox:
        return list(mailbox.fetch_new("INBOX", None, since=LONG_AGO))


@pytest.mark.parametrize("security", ["tls", "starttls", "none"])
def test_a_good_account_has_no_problem(dovecot_server: Dovecot, security: Security) -> None:
    account = dovecot_server.account(dovecot_server.new_user(), security=security)
    assert check_mailbox(account) == ()


def test_a_check_says_what_will_be_less_good(bare_dovecot_server: Dovecot) -> None:
    account = bare_dovecot_server.account(bare_dovecot_server.new_user())
    assert [(problem.code, problem.severity) for problem in check_mailbox(account)] == [
        ("no_idle", "note"),
        ("no_sent_folder", "warning"),
    ]


@pytest.mark.parametrize("password", ["wrong", "fäux", ""])
def test_a_wrong_password_is_told(dovecot_server: Dovecot, password: str) -> None:
    account = dovecot_server.account("zoe", password=password)
    (problem,) = check_mailbox(account)
    assert (problem.code, problem.params["username"]) == ("password_refused", "zoe")
    with pytest.raises(MailboxError) as caught:
        ImapMailbox(account)
    assert not caught.value.passing


@pytest.mark.parametrize("security", ["tls", "starttls"])
def test_a_certificate_nobody_vouches_for_is_refused(dovecot_server: Dovecot, security: Security) -> None:
    account = replace(dovecot_server.account("zoe", security=security), trusted_pem="")
    (problem,) = check_mailbox(account)
    assert (problem.code, problem.params["said"]) == ("tls_certificate", "self-signed certificate")


def test_the_wrong_kind_of_encryption_is_told(dovecot_server: Dovecot) -> None:
    account = replace(dovecot_server.account("zoe", security="tls"), port=dovecot_server.port)
    assert codes(account) == ["tls_failed"]
    silent = replace(
        dovecot_server.account("zoe", security="starttls", timeouts=Timeouts(connect=0.3, command=0.3)),
        port=dovecot_server.tls_port,
    )
    assert codes(silent) == ["timeout"]


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"host": "no-such-host.invalid", "security": "tls"}, "host_unknown"),
        ({"host": "mail..example.org", "security": "tls"}, "host_unknown"),
        ({"host": ""}, "host_missing"),
        ({"port": 0}, "port_out_of_range"),
        ({"host": "mail.example.org", "security": "none"}, "plaintext_refused"),
        ({"username": "zoe\r\na1 DELETE INBOX"}, "line_break"),
        ({"trusted_pem": "hello"}, "not_a_certificate"),
    ],
)
def test_bad_settings_are_told(change: dict[str, object], code: str) -> None:
    account = ServerAccount(host="127.0.0.1", port=free_port(), security="none", username="zoe", password="x")
    assert codes(replace(account, **change)) == [code]  # type: ignore[arg-type]


def test_a_closed_port_is_told_and_passing() -> None:
    account = ServerAccount(host="127.0.0.1", port=free_port(), security="none", username="zoe")
    with pytest.raises(MailboxError) as caught:
        ImapMailbox(account)
    assert (caught.value.problem.code, caught.value.passing) == ("port_closed", True)


@contextmanager
def scripted(*answers: bytes) -> Iterator[int]:
    """A server on a free port that greets with the first answer, then gives one answer for each line it reads."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        over = threading.Event()

        def serve() -> None:
            link, _ = listening.accept()
            with link, link.makefile("rb") as lines:
                link.sendall(answers[0])
                for answer in answers[1:]:
                    tag = lines.readline().split(b" ")[0]
                    link.sendall(answer.replace(b"TAG", tag))
                over.wait(5)

        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        yield int(listening.getsockname()[1])
        over.set()
        thread.join(5)


GREETING = b"* OK [CAPABILITY IMAP4rev1 IDLE] ready\r\n"
CAPABLE = b"* CAPABILITY IMAP4rev1 IDLE\r\nTAG OK done\r\n"


@pytest.mark.parametrize(
    ("answers", "code", "passing"),
    [
        ((b"",), "timeout", True),
        ((b"HTTP/1.1 400 Bad Request\r\n\r\n",), "server_unclear", True),
        ((b"* BYE too many connections\r\n",), "server_says_no", True),
        ((GREETING,), "timeout", True),
        ((GREETING, CAPABLE, b"TAG NO [UNAVAILABLE] come back\r\n"), "server_says_later", True),
        ((GREETING, CAPABLE, b"TAG NO [AUTHENTICATIONFAILED] no\r\n"), "password_refused", False),
        (
            (GREETING, CAPABLE, b"TAG NO [ALERT] Application-specific password required\r\n"),
            "app_password_needed",
            False,
        ),
        ((GREETING, CAPABLE, b"TAG NO AUTHENTICATE failed. BasicAuthBlocked\r\n"), "passwords_not_taken", False),
        ((GREETING, b"* CAPABILITY IMAP4rev1 LOGINDISABLED\r\nTAG OK done\r\n"), "auth_not_offered", False),
    ],
)
def test_a_server_that_will_not_have_us_is_told(answers: tuple[bytes, ...], code: str, passing: bool) -> None:  # noqa: FBT001
    with scripted(*answers) as port:
        account = ServerAccount(
            host="127.0.0.1",
            port=port,
            security="none",
            username="zoe",
            password="x",
            timeouts=Timeouts(connect=0.3, command=0.3),
        )
        with pytest.raises(MailboxError) as caught:
            ImapMailbox(account)
    assert (caught.value.problem.code, caught.value.passing) == (code, passing)


def test_no_password_without_the_encryption_that_was_asked() -> None:
    with scripted(GREETING, CAPABLE) as port:
        account = ServerAccount(host="127.0.0.1", port=port, security="starttls", username="zoe", password="x")
        assert codes(account) == ["tls_not_offered"]


def test_a_link_lost_while_reading_is_passing(letter: Callable[..., bytes]) -> None:
    from tests.servers.dovecot import dovecot

    with dovecot() as server:
        world = DovecotWorld(server)
        world.put("INBOX", *(letter(str(number)) for number in range(60)))
        mailbox = ImapMailbox(server.account(world.user))
        batches = mailbox.fetch_new("INBOX", None, since=LONG_AGO)
        assert len(next(batches).messages) == 50
    with pytest.raises(MailboxError) as caught:
        list(batches)
    mailbox.close()
    assert (caught.value.problem.code, caught.value.passing) == ("connection_lost", True)


def test_folders_with_french_names_are_found(bare_dovecot_server: Dovecot) -> None:
    world = DovecotWorld(bare_dovecot_server)
    with bare_dovecot_server.client(world.user) as client:
        for name in ("Éléments envoyés", "Archives", "Clients & amis"):
            client.create_folder(name)
    with ImapMailbox(bare_dovecot_server.account(world.user)) as mailbox:
        folders = mailbox.folders()
        assert (folders.sent, folders.archive) == ("Éléments envoyés", "Archives")
        filed = mailbox.append_sent(
            b"Message-ID: <1@a>\r\n\r\nx\r\n", message_id="<1@a>", letter_id="1", at=ARRIVED
        )
        assert filed == "filed"
    assert len(world.contents("Éléments envoyés")) == 1


def _big_message() -> bytes:
    message = EmailMessage(policy=policy.SMTP)
    message["Subject"] = "Votre entretien"
    message["Message-ID"] = "<big@example.com>"
    message.set_content("Bonjour, nous vous proposons un second entretien.\n")
    message.add_alternative("<p>Bonjour, nous vous proposons un second entretien.</p>", subtype="html")
    message.add_attachment(b"\0" * 2_000_000, maintype="application", subtype="pdf", filename="brochure.pdf")
    message.add_attachment("BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n", subtype="calendar", filename="invite.ics")
    message.add_attachment(b"PNG", maintype="image", subtype="png", filename="logo.png")
    return message.as_bytes()


BIG = _big_message()


def test_a_big_message_is_read_without_its_big_files(dovecot_server: Dovecot) -> None:
    world = DovecotWorld(dovecot_server)
    world.put("INBOX", BIG, b"Subject: small\r\n\r\nx\r\n")
    batches = read_all(dovecot_server.account(world.user))
    big, small = [one for batch in batches for one in batch.messages]
    assert (big.partial, small.partial, small.raw) == (True, False, b"Subject: small\r\n\r\nx\r\n")
    assert big.size == len(BIG)
    assert len(big.raw) < 5_000
    whole, part = (message_from_bytes(raw, policy=policy.default) for raw in (BIG, big.raw))
    assert part.items() == whole.items()
    shown = [(one.get_content_type(), one.get_filename()) for one in part.walk()]
    assert shown == [(one.get_content_type(), one.get_filename()) for one in whole.walk()]
    read = {one.get_content_type(): one.get_payload(decode=True) for one in part.walk() if not one.is_multipart()}
    full = {one.get_content_type(): one.get_payload(decode=True) for one in whole.walk() if not one.is_multipart()}
    assert read == {**full, "application/pdf": b""}
    assert [one["X-Relance-Left-On-Server"] is not None for one in part.iter_attachments()] == [True, False, False]


def test_a_big_text_alone_is_read_at_its_beginning(dovecot_server: Dovecot) -> None:
    world = DovecotWorld(dovecot_server)
    world.put("INBOX", b"Subject: long\r\n\r\n" + b"Bonjour.\r\n" * 200_000)
    (batch, _) = read_all(dovecot_server.account(world.user))
    assert batch.messages[0].partial
    assert batch.messages[0].raw.startswith(b"Subject: long\r\n\r\nBonjour.\r\n")
    assert 200_000 < len(batch.messages[0].raw) < 300_000


def test_a_provider_that_files_by_itself_gets_no_copy(
    dovecot_server: Dovecot, monkeypatch: pytest.MonkeyPatch
) -> None:
    world = DovecotWorld(dovecot_server)
    monkeypatch.setattr("relance.mail.imap.files_own_sent", lambda host: host == "127.0.0.1")
    with ImapMailbox(dovecot_server.account(world.user)) as mailbox:
        filed = mailbox.append_sent(b"\r\nx\r\n", message_id="<1@a>", letter_id="1", at=ARRIVED)
    assert (filed, world.contents("Sent")) == ("by_provider", [])
