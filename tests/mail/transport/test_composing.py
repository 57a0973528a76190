"""Composing: the bytes that leave are the letter, and nothing a user types can add to its headers."""

from dataclasses import replace
from datetime import datetime
from email import message_from_bytes, policy
from email.header import decode_header, make_header
from email.message import EmailMessage
from email.utils import parseaddr, parsedate_to_datetime
from urllib.parse import parse_qs, unquote, urlsplit
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relance.etiquette.problems import Problem
from relance.mail.composing import (
    Attachment,
    Letter,
    Mailer,
    ascii_address,
    compose,
    is_address,
    mailto,
    new_message_id,
    unsent_copy,
)

LEAVES_AT = datetime(2026, 11, 23, 9, 5, tzinfo=ZoneInfo("Europe/Paris"))
LETTER = Letter(
    letter_id="3f1c",
    message_id="<0123abcd@example.org>",
    sender=Mailer("zoe@example.org", "Zoé Dupré"),
    recipient=Mailer("m.oneill@example.com", "Marie-Hélène O'Neill"),
    subject="Suite à notre entretien : ingénieure de données",
    body="Bonjour Madame,\n\nMerci pour votre accueil d’hier.\n\nBien à vous,\nZoé Dupré\n",
    leaves_at=LEAVES_AT,
)
PRINTABLE = st.text(st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp")), min_size=1, max_size=120)


def parsed(letter: Letter) -> EmailMessage:
    raw, problems = compose(letter)
    assert problems == ()
    message = message_from_bytes(raw, policy=policy.default)
    assert isinstance(message, EmailMessage)
    assert [part.defects for part in message.walk()] == [[] for _ in message.walk()]
    return message


def decoded(value: str) -> str:
    return str(make_header(decode_header(value)))


def text_of(message: EmailMessage) -> str:
    body = message.get_body(("plain",))
    assert body is not None
    return str(body.get_content()).replace("\r\n", "\n")


def test_a_letter_says_what_was_approved() -> None:
    message = parsed(LETTER)
    assert {name: str(value) for name, value in message.items()} == {
        "Date": "Mon, 23 Nov 2026 09:05:00 +0100",
        "From": "Zoé Dupré <zoe@example.org>",
        "To": "Marie-Hélène O'Neill <m.oneill@example.com>",
        "Message-ID": "<0123abcd@example.org>",
        "Subject": "Suite à notre entretien : ingénieure de données",
        "X-Relance-Letter": "3f1c",
        "MIME-Version": "1.0",
        "Content-Type": 'text/plain; charset="utf-8"',
        "Content-Transfer-Encoding": "quoted-printable",
    }
    assert text_of(message) == LETTER.body


def test_the_date_is_the_moment_to_leave() -> None:
    assert parsedate_to_datetime(str(parsed(LETTER)["Date"])) == LEAVES_AT


def test_the_same_letter_is_always_the_same_bytes() -> None:
    letter = replace(LETTER, attachments=(Attachment("CV.pdf", b"%PDF", "application/pdf"),))
    assert compose(letter) == compose(letter)


def test_bytes_are_ascii_with_crlf_and_short_lines() -> None:
    raw, _ = compose(replace(LETTER, body="é" * 5000 + "\n.\n..\n"))
    assert raw.isascii()
    assert raw.replace(b"\r\n", b"").count(b"\n") == 0
    assert b"\r" not in raw.replace(b"\r\n", b"")
    assert max(map(len, raw.split(b"\r\n"))) <= 78


def test_a_follow_up_hangs_on_the_last_message_of_the_conversation() -> None:
    message = parsed(
        replace(LETTER, answers="<3@c>", references=("<1@a>", "undefined", "<2@b> <1@a>", "broken @ id"))
    )
    assert (message["In-Reply-To"], message["References"]) == ("<3@c>", "<2@b> <1@a> <3@c>")


def test_a_long_message_id_is_not_encoded() -> None:
    long_id = f"<{'a' * 150}@{'b' * 90}.example.com>"
    raw, _ = compose(replace(LETTER, answers=long_id))
    assert f"\r\nReferences: {long_id}\r\n".encode() in raw


def test_a_long_conversation_keeps_its_first_id_and_its_last_ones() -> None:
    ids = tuple(f"<{number}@example.com>" for number in range(100))
    kept = str(parsed(replace(LETTER, references=ids))["References"]).split()
    assert kept == [ids[0], *ids[71:]]


def test_there_is_one_recipient_and_no_other() -> None:
    message = parsed(LETTER)
    assert [message.get_all(name) for name in ("To", "Cc", "Bcc")] == [[message["To"]], None, None]


@pytest.mark.parametrize("evil", ["x\r\nBcc: a@example.net", "x\nBcc: a@example.net", "x\ry", "x\x00y", "x\u2028y"])
def test_a_line_break_in_a_header_is_a_problem(evil: str) -> None:
    letter = replace(
        LETTER, subject=evil, sender=Mailer("zoe@example.org", evil), recipient=Mailer("m@example.com", evil)
    )
    assert compose(letter) == (
        b"",
        (
            Problem("sender.name", "line_break", {"field": "sender.name"}),
            Problem("recipient.name", "line_break", {"field": "recipient.name"}),
            Problem("subject", "line_break", {"field": "subject"}),
        ),
    )


def test_every_problem_is_told_at_once() -> None:
    letter = Letter(
        letter_id="",
        message_id="nothing",
        sender=Mailer("zoe"),
        recipient=Mailer("a@example.com, b@example.com"),
        subject=" ",
        body="\n",
        leaves_at=LEAVES_AT.replace(tzinfo=None),
        attachments=(Attachment("a\nb", b"", "message/rfc822"),),
    )
    raw, problems = compose(letter)
    assert raw == b""
    assert [(problem.place, problem.code) for problem in problems] == [
        ("sender.address", "not_an_address"),
        ("recipient.address", "not_an_address"),
        ("subject", "subject_empty"),
        ("body", "body_empty"),
        ("message_id", "not_a_message_id"),
        ("leaves_at", "no_zone"),
        ("attachments[0].filename", "line_break"),
        ("attachments[0].media_type", "not_a_media_type"),
    ]


def test_what_servers_would_refuse_is_a_problem() -> None:
    heavy = Attachment("film.mp4", b"\0" * (18 * 1024 * 1024 + 1), "video/mp4")
    raw, problems = compose(replace(LETTER, body="x" * 10_000_000, attachments=(heavy,)))
    assert (raw, [(one.place, one.code) for one in problems]) == (
        b"",
        [("body", "body_too_long"), ("attachments", "attachments_too_big")],
    )


def test_a_text_that_is_no_text_is_a_problem() -> None:
    raw, problems = compose(replace(LETTER, body="half \ud800 a pair", subject="x" * 501))
    assert (raw, [one.code for one in problems]) == (b"", ["subject_too_long", "not_text"])


@given(subject=PRINTABLE, name=PRINTABLE)
def test_any_subject_and_name_come_back_as_typed(subject: str, name: str) -> None:
    raw, problems = compose(replace(LETTER, subject=subject, sender=Mailer("zoe@example.org", name)))
    if problems:
        assert {problem.code for problem in problems} == {"subject_empty"}
        return
    # The older reader: the newer one puts a space between two encoded words of a name (RFC 2047 §6.2 wants none).
    message = message_from_bytes(raw, policy=policy.compat32)
    shown, address = parseaddr(message["From"])
    assert " ".join(decoded(shown).split()) == " ".join(name.split())
    assert address == "zoe@example.org"
    assert " ".join(decoded(message["Subject"]).split()) == " ".join(subject.split())
    assert len(message.items()) == 9


@given(st.text(st.characters(codec="utf-8", exclude_characters="\x00\r"), min_size=1, max_size=2000))
def test_any_text_comes_back_as_typed(body: str) -> None:
    raw, problems = compose(replace(LETTER, body=body))
    if problems:
        assert [problem.code for problem in problems] == ["body_empty"]
        return
    message = message_from_bytes(raw, policy=policy.default)
    payload = message.get_payload(decode=True)
    assert isinstance(payload, bytes)
    assert payload.decode().replace("\r\n", "\n") == body.rstrip("\n") + "\n"


def test_attachments_leave_with_the_letter() -> None:
    files = (Attachment("CV Zoé.pdf", b"%PDF\r\n.\r\n\x00", "application/pdf"), Attachment("notes.txt", b"a\nb"))
    message = parsed(replace(LETTER, attachments=files))
    assert text_of(message) == LETTER.body
    assert [
        (part.get_filename(), part.get_content_type(), part.get_payload(decode=True))
        for part in message.iter_attachments()
    ] == [
        ("CV Zoé.pdf", "application/pdf", b"%PDF\r\n.\r\n\x00"),
        ("notes.txt", "application/octet-stream", b"a\nb"),
    ]


def test_a_copy_to_send_oneself_is_a_draft() -> None:
    raw, _ = compose(LETTER)
    copy = message_from_bytes(unsent_copy(raw), policy=policy.default)
    assert copy.items() == [
        ("X-Unsent", "1"),
        *[(name, value) for name, value in parsed(LETTER).items() if name != "Date"],
    ]
    assert unsent_copy(raw).partition(b"\r\n\r\n")[2] == raw.partition(b"\r\n\r\n")[2]


def test_mailto_carries_the_whole_text() -> None:
    made = mailto(recipient="m@example.com", subject="Merci & à bientôt", body="Bonjour,\n\n100 % d'accord ?\n")
    assert made.complete
    parts = urlsplit(made.url)
    assert (parts.scheme, unquote(parts.path)) == ("mailto", "m@example.com")
    assert parse_qs(parts.query) == {
        "subject": ["Merci & à bientôt"],
        "body": ["Bonjour,\r\n\r\n100 % d'accord ?"],
    }
    assert "+" not in made.url


def test_mailto_leaves_out_a_text_that_would_be_cut() -> None:
    made = mailto(recipient="m@example.com", subject="Merci", body="é" * 400)
    assert (made.url, made.complete) == ("mailto:m@example.com?subject=Merci", False)


@pytest.mark.parametrize(
    ("address", "good"),
    [
        ("zoe@example.org", True),
        ("zoé@example.org", True),
        ("zoe@exämple.org", True),
        ("zoe+cv@mail.example.org", True),
        ("zoe", False),
        ("zoe@", False),
        ("@example.org", False),
        ("zoe@example..org", False),
        ("zoe@-example.org", False),
        ("zoe@example.org\r\nRCPT TO:<a@example.net>", False),
        ("zoe@example.org>", False),
        ("a@b@example.org", False),
        ("zoe dupre@example.org", False),
        ("zoe\x01@example.org", False),
        ("z" * 250 + "@example.org", False),
    ],
)
def test_what_an_address_is(address: str, good: bool) -> None:  # noqa: FBT001 - a table
    assert is_address(address) is good


def test_a_domain_with_accents_travels_in_ascii() -> None:
    assert ascii_address("zoé@exämple.org") == "zoé@xn--exmple-cua.org"
    assert new_message_id(sender="zoé@exämple.org", token="t0ken") == "<t0ken@xn--exmple-cua.org>"
