"""Composing: from what a person approved to the very bytes that leave.

The promise: `compose` is called once, at approval; what leaves later is what it returned, byte for byte. It is
pure: the instant and the Message-ID are arguments. The Date header is therefore the moment the letter was planned
to leave (RFC 5322 §3.6.1 wants the moment it was ready), even when the server made it wait.

Headers are laid out here rather than by the standard generator: that one wraps a long Message-ID in an encoded
word, which breaks threading, and its layout changes with Python's version. Bodies are quoted-printable: seven bits,
short lines, and one paragraph stays one line, which every mail program then wraps to its own width.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from email import policy
from email.header import Header
from email.message import EmailMessage
from email.utils import format_datetime
from hashlib import sha256
from urllib.parse import quote

from relance.etiquette.problems import Problem

LETTER_HEADER = "X-Relance-Letter"
CRLF = b"\r\n"

# Longer addresses are given to mail programs by Windows with their end cut off (its limit is 2,048 and some).
MAILTO_LENGTH = 2000
SUBJECT_LENGTH = 500
BODY_LENGTH = 100_000
# Servers refuse about 25 MB as it travels, and base64 makes a third more of it.
ATTACHED_BYTES = 18 * 1024 * 1024
# References keeps its first id and its last ones (RFC 5322 §3.6.4 sets no limit; servers limit header sizes).
REFERENCES_KEPT = 30

_ADDRESS = re.compile(r"[^\x00-\x20\x7f\s@<>()\[\],;:\\\"]+@[^\s@<>()\[\],;:\\\"/]+")
_ID = re.compile(r"<[!-;=?-~]{1,400}@[!-;=?-~]{1,400}>")
_ATOMS = re.compile(r"[A-Za-z0-9!#$%&'*+/?^_`{|}~-]+( [A-Za-z0-9!#$%&'*+/?^_`{|}~-]+)*")
_MEDIA_TYPE = re.compile(r"(application|audio|font|image|text|video)/[A-Za-z0-9.+_-]+")
# Control characters, line and paragraph separators, halves of a surrogate pair.
_UNFIT = frozenset({"Cc", "Zl", "Zp", "Cs"})


@dataclass(frozen=True, slots=True)
class Mailer:
    """A name and an address, as they stand in From and To."""

    address: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that leaves with the letter. `media_type` is «application/pdf» and the like."""

    filename: str
    content: bytes
    media_type: str = "application/octet-stream"


@dataclass(frozen=True, slots=True)
class Letter:
    """All that makes the message. `answers` is the conversation's last Message-ID, `references` those before it."""

    letter_id: str
    message_id: str
    sender: Mailer
    recipient: Mailer
    subject: str
    body: str
    leaves_at: datetime
    answers: str = ""
    references: tuple[str, ...] = ()
    attachments: tuple[Attachment, ...] = ()


@dataclass(frozen=True, slots=True)
class Mailto:
    """A mailto: address. When not `complete` the text did not fit in: show it to be copied, or offer the .eml."""

    url: str
    complete: bool


def new_message_id(*, sender: str, token: str) -> str:
    """The Message-ID of a letter from `sender`. `token` is random and made at the edge (uuid4().hex)."""
    return f"<{token}@{ascii_address(sender).rpartition('@')[2] or 'localhost'}>"


def ascii_address(address: str) -> str:
    """The address with its domain in ASCII (IDNA), so that only a non-ASCII local part asks for SMTPUTF8."""
    local, _, domain = address.strip().rpartition("@")
    with suppress(UnicodeError):
        domain = domain if domain.isascii() else domain.encode("idna").decode("ascii")
    return f"{local}@{domain}"


def addressed_to(raw: bytes, address: str) -> bool:
    """Whether a message built by `compose` goes to this address."""
    fields = re.split(rb"\r\n(?![ \t])", raw.partition(CRLF * 2)[0])
    told = next((field[3:] for field in fields if field.lower().startswith(b"to:")), b"")
    words, wanted = told.decode(errors="replace").strip().lower(), ascii_address(address).lower()
    return words == wanted or words.endswith(f"<{wanted}>")


def is_address(address: str) -> bool:
    """Whether this is one bare address a letter can be sent to; quoted local parts and literals are not taken."""
    return len(address) <= 254 and _ADDRESS.fullmatch(address) is not None and _has_idna_domain(address)


def compose(letter: Letter) -> tuple[bytes, tuple[Problem, ...]]:
    """The MIME message, CRLF throughout; or no bytes and every reason why there is none."""
    problems = tuple(_problems(letter))
    if problems:
        return b"", problems
    lines = [_folded(name, words) for name, words in _headers(letter)]
    return CRLF.join(lines) + CRLF + _content(letter), ()


def unsent_copy(raw: bytes) -> bytes:
    """The same message as a draft to open in one's own mail program (.eml): X-Unsent instead of Date."""
    head, _, body = raw.partition(CRLF * 2)
    fields = re.split(rb"\r\n(?![ \t])", head)
    kept = [field for field in fields if not field.lower().startswith(b"date:")]
    return CRLF.join([b"X-Unsent: 1", *kept]) + CRLF * 2 + body


def mailto(*, recipient: str, subject: str, body: str) -> Mailto:
    """A mailto: URL (RFC 6068) with the whole text, or with the subject alone when the text is too long."""
    text = "\r\n".join(_lines(body))
    start = f"mailto:{quote(ascii_address(recipient), safe='@')}?subject={quote(subject, safe='')}"
    full = f"{start}&body={quote(text, safe='')}"
    return Mailto(full, complete=True) if len(full) <= MAILTO_LENGTH else Mailto(start, complete=False)


def _problems(letter: Letter) -> Iterator[Problem]:
    for place, person in (("sender", letter.sender), ("recipient", letter.recipient)):
        if not is_address(person.address):
            yield Problem(f"{place}.address", "not_an_address", {"address": person.address[:100]})
        yield from _one_line(f"{place}.name", person.name)
    yield from _one_line("subject", letter.subject)
    yield from _one_line("letter_id", letter.letter_id)
    yield from _text_problems(letter)
    if not _ID.fullmatch(letter.message_id):
        yield Problem("message_id", "not_a_message_id", {"value": letter.message_id[:100]})
    if letter.leaves_at.tzinfo is None:
        yield Problem("leaves_at", "no_zone", {})
    yield from _attachment_problems(letter)


def _attachment_problems(letter: Letter) -> Iterator[Problem]:
    if sum(len(attachment.content) for attachment in letter.attachments) > ATTACHED_BYTES:
        yield Problem("attachments", "attachments_too_big", {"limit": str(ATTACHED_BYTES // 1024 // 1024)})
    for number, attachment in enumerate(letter.attachments):
        yield from _one_line(f"attachments[{number}].filename", attachment.filename)
        if not _MEDIA_TYPE.fullmatch(attachment.media_type):
            yield Problem(f"attachments[{number}].media_type", "not_a_media_type", {})


def _text_problems(letter: Letter) -> Iterator[Problem]:
    if not letter.subject.strip():
        yield Problem("subject", "subject_empty", {})
    if len(letter.subject) > SUBJECT_LENGTH:
        yield Problem("subject", "subject_too_long", {"limit": str(SUBJECT_LENGTH)})
    if not letter.body.strip():
        yield Problem("body", "body_empty", {})
    if len(letter.body) > BODY_LENGTH:
        yield Problem("body", "body_too_long", {"limit": str(BODY_LENGTH)})
    if not _encodes(letter.body):
        yield Problem("body", "not_text", {})


def _one_line(place: str, text: str) -> Iterator[Problem]:
    # A line break in a header would let a name or a subject add headers and recipients of its own.
    if any(unicodedata.category(char) in _UNFIT for char in text):
        yield Problem(place, "line_break", {"field": place})


def _encodes(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return "\0" not in text


def _has_idna_domain(address: str) -> bool:
    try:
        domain = address.rpartition("@")[2].encode("idna")
    except UnicodeError:
        return False
    return re.fullmatch(rb"[A-Za-z0-9._-]+", domain) is not None and not domain.startswith((b".", b"-"))


def _headers(letter: Letter) -> Iterator[tuple[str, Sequence[str]]]:
    yield "Date", (format_datetime(letter.leaves_at),)
    yield "From", _mailer_words("From", letter.sender)
    yield "To", _mailer_words("To", letter.recipient)
    yield "Message-ID", (letter.message_id,)
    ids = _conversation(letter)
    if ids:
        yield "In-Reply-To", (ids[-1],)
        yield "References", ids
    yield "Subject", _encoded_words("Subject", letter.subject)
    yield LETTER_HEADER, (letter.letter_id,)
    yield "MIME-Version", ("1.0",)


def _conversation(letter: Letter) -> tuple[str, ...]:
    # Broken ids do come in («undefined»): they are dropped, since one of them spoils the thread of the others.
    given = [one for value in (*letter.references, letter.answers) for one in _ID.findall(value)]
    ids = [one for place, one in enumerate(given) if one not in given[place + 1 :]]
    return tuple(ids) if len(ids) <= REFERENCES_KEPT else (ids[0], *ids[1 - REFERENCES_KEPT :])


def _mailer_words(header: str, person: Mailer) -> tuple[str, ...]:
    address = f"<{ascii_address(person.address)}>"
    name = person.name.strip()
    if not name:
        return (address[1:-1],)
    if _ATOMS.fullmatch(name) and len(name) <= 70:
        return (*name.split(), address)
    if name.isascii() and "=?" not in name and len(name) <= 70:
        escaped = name.replace("\\", "\\\\").replace('"', '\\"')
        return (f'"{escaped}"', address)
    return (*_encoded_words(header, name), address)


def _encoded_words(header: str, text: str) -> tuple[str, ...]:
    """The words of an unstructured header, encoded (RFC 2047) when they are not plain ASCII of sane length."""
    words = tuple(text.split())
    if text.isascii() and text == " ".join(words) and "=?" not in text and all(len(word) < 70 for word in words):
        return words
    encoded = Header(text, "utf-8", maxlinelen=75, header_name=header)
    return tuple(encoded.encode(linesep="\n").split())


def _folded(name: str, words: Sequence[str]) -> bytes:
    line, lines = f"{name}:", []
    for word in words:
        if len(line) + 1 + len(word) > 76 and line != f"{name}:":
            lines.append(line)
            line = ""
        line += f" {word}"
    return "\r\n".join([*lines, line]).encode()


def _lines(body: str) -> list[str]:
    return body.replace("\r\n", "\n").replace("\r", "\n").rstrip("\n").split("\n")


def _content(letter: Letter) -> bytes:
    message = EmailMessage(policy=policy.SMTP.clone(cte_type="7bit"))
    message.set_content("\n".join(_lines(letter.body)) + "\n", charset="utf-8", cte="quoted-printable")
    for attachment in letter.attachments:
        main, _, sub = attachment.media_type.partition("/")
        message.add_attachment(
            attachment.content, maintype=main, subtype=sub, filename=attachment.filename, cte="base64"
        )
    if letter.attachments:
        # Made from the letter itself, so that the same letter is always the same bytes; neither quoted-printable
        # nor base64 can hold «=_», so no text can contain it.
        message.set_boundary("=_relance_" + sha256(letter.message_id.encode()).hexdigest()[:32])
    del message["MIME-Version"]
    for part in message.iter_attachments():
        del part["MIME-Version"]
    return message.as_bytes()
