"""Find the calendar in what was handed over: a bare .ics, or a whole mail that carries one.

A mail often holds the same calendar twice (text/calendar and invite.ics): both are handed on, and counted once by
their UID. Big attachments are never decoded; parts beyond a bound are not looked at, and the caller is told.
"""

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from email import message_from_bytes
from email.errors import MessageError
from email.header import decode_header, make_header
from email.message import Message
from email.utils import getaddresses, parseaddr

from relance.calendars.invitations.hypertext import plain_text
from relance.calendars.invitations.invitation import Contact
from relance.etiquette.problems import Problem

MAX_CALENDAR = 12_000_000
MAX_MAIL = 60_000_000
_MAX_PARTS = 2_000
_MAX_DEPTH = 60
_MAX_TEXT = 60_000
_BULK = 8_000_000
_UNNAMED = 400_000  # a calendar under a wrong name is looked for in parts this small

_HEADER = re.compile(
    rb"(?mi)^(?:From|To|Cc|Subject|Date|Received|Return-Path|Message-ID|MIME-Version|Delivered-To|Content-[A-Za-z-]+|"
    rb"X-[A-Za-z0-9-]+|Reply-To|DKIM-Signature|ARC-[A-Za-z-]+|Authentication-Results):"
)
_LONG_HEADER = re.compile(rb"(?mi)^content-[a-z-]{2,30}:(?:[^\n]|\n[ \t]){6000}")
_BEGIN = re.compile(rb"(?i)BEGIN:V(?:CALENDAR|EVENT)")
_END = re.compile(rb"(?i)END:VCALENDAR[^\n]*")
_SIGNATURES = (
    (b"\xd0\xcf\x11\xe0", "outlook_msg"),
    (b"%PDF", "pdf"),
    (b"PK\x03\x04", "zip"),
    (b"\x89PNG", "image"),
    (b"\xff\xd8\xff", "image"),
)


# All that the email package is known to raise on headers and structures that break the rules.
_MALFORMED = (ValueError, LookupError, AttributeError, TypeError, AssertionError, MessageError)


@dataclass(frozen=True, slots=True)
class Sheet:
    """One calendar text, what its part was called, and what the part's header said of it."""

    raw: bytes
    place: str = ""
    method: str | None = None
    charset: str | None = None


@dataclass(slots=True)
class Envelope:
    """What was found: the calendars, and of a mail what helps to read them."""

    sheets: list[Sheet] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    subject: str = ""
    sender: Contact | None = None
    recipients: tuple[str, ...] = ()
    text: str = ""


def open_envelope(raw: bytes) -> Envelope:
    """Calendars of an .ics or of a mail, or the problem that says why there are none."""
    bare = raw.removeprefix(codecs.BOM_UTF8)
    if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        bare = raw[: MAX_CALENDAR * 2].decode("utf-16", "replace").encode()
    begin = _BEGIN.search(bare)
    if not _is_mail(bare, begin.start() if begin else None):
        return _bare(bare, begin)
    if len(bare) > MAX_MAIL:
        return _refused("too_large", size=str(len(bare) // 1_000_000), limit=str(MAX_MAIL // 1_000_000))
    if bare.count(b"boundary=") > _MAX_DEPTH or _LONG_HEADER.search(bare):
        # The email package's work grows as depth times lines, and as the square of a header's parameters.
        return _salvaged(bare) or _refused("mail_unreadable")
    try:
        return _mail(bare)
    except (RecursionError, *_MALFORMED):
        # The email package gives up on some malformed structures; the calendar may still stand in the clear.
        return _salvaged(bare) or _refused("mail_unreadable")


def _refused(code: str, **params: str) -> Envelope:
    return Envelope(problems=[Problem("file", code, params)])


def _is_mail(raw: bytes, begin: int | None) -> bool:
    head = raw[:20_000] if begin is None else raw[: min(begin, 20_000)]
    first = head.lstrip()[:200]
    if first[:6].upper() == b"BEGIN:":
        return False
    return first.startswith(b"From ") or len(_HEADER.findall(head)) >= (1 if begin is not None else 2)


def _bare(raw: bytes, begin: re.Match[bytes] | None) -> Envelope:
    if not raw.strip():
        return _refused("empty")
    if begin is None:
        return _refused(_kind_of(raw))
    if len(raw) > MAX_CALENDAR:
        return _refused("too_large", size=str(len(raw) // 1_000_000), limit=str(MAX_CALENDAR // 1_000_000))
    line = raw.rfind(b"\n", 0, begin.start()) + 1
    junk = raw[line : begin.start()].strip(b"> \t")
    # Lines above are kept, so that numbers stay those of the file; the reader skips what is in no component.
    return Envelope([Sheet(raw if not junk else raw[begin.start() :])])


def _kind_of(raw: bytes) -> str:
    for signature, code in _SIGNATURES:
        if raw.startswith(signature):
            return code
    head = raw[:2_000].lstrip().lower()
    if head.startswith((b"<!doctype html", b"<html")):
        return "web_page"
    if head.startswith(b"begin:vcard"):
        return "contact_card"
    return "not_a_calendar"


def _salvaged(raw: bytes) -> Envelope | None:
    begin = _BEGIN.search(raw)
    if begin is None:
        return None
    note = Problem("mail", "mail_damaged", severity="note")
    return Envelope([Sheet(raw[begin.start() : begin.start() + MAX_CALENDAR])], [note])


def _mail(raw: bytes) -> Envelope:
    message = message_from_bytes(_without_bulk(raw))
    envelope = Envelope(
        subject=_header(message, "Subject"), sender=_sender(message), recipients=_recipients(message)
    )
    texts: list[str] = []
    later: list[Sheet] = []
    winmail = False
    for count, (part, owner) in enumerate(_parts(message)):
        if count >= _MAX_PARTS:
            params = {"limit": str(_MAX_PARTS)}
            envelope.problems.append(Problem("mail", "too_many_parts", params, severity="note"))
            break
        sheet = _sheet(part)
        if sheet is not None:
            (envelope.sheets if part.get_content_type() == "text/calendar" else later).append(sheet)
            if owner is not message:  # forwarded: whoever wrote the inner mail invites
                envelope.sender = _sender(owner) or envelope.sender
                envelope.subject = _header(owner, "Subject") or envelope.subject
                envelope.recipients += _recipients(owner)
        elif part.get_content_maintype() == "text" and not _file_name(part):
            _text_part(part, texts, later)
        winmail = winmail or part.get_content_type() in {"application/ms-tnef", "application/vnd.ms-tnef"}
    envelope.sheets += later
    envelope.text = "\n".join(texts)[:_MAX_TEXT]
    if not envelope.sheets:
        return _salvaged(raw) or _without_calendar(envelope, winmail=winmail)
    return envelope


def _without_calendar(envelope: Envelope, *, winmail: bool) -> Envelope:
    envelope.problems.append(Problem("mail", "winmail" if winmail else "no_calendar_part"))
    return envelope


def _without_bulk(raw: bytes) -> bytes:
    """The mail without the bulk of its longest parts: 30 MB of slides need no parsing to find an invitation."""
    if len(raw) <= _BULK:
        return raw
    kept: list[bytes] = []
    at = 0
    while at < len(raw):
        end = raw.find(b"\n--", at + 1)
        end = len(raw) if end < 0 else end
        bulky = end - at > _BULK and _BEGIN.search(raw, at, end) is None
        kept.append(raw[at : at + 50_000 if bulky else end])
        at = end
    return b"".join(kept)


def _parts(message: Message) -> Iterator[tuple[Message, Message]]:
    """Each leaf with the mail it belongs to, without recursion: a mail may be nested as deep as it likes."""
    stack: list[tuple[Message, Message]] = [(message, message)]
    while stack:
        part, owner = stack.pop()
        inner = part.get_payload()
        if isinstance(inner, list):
            whole = part.get_content_type() == "message/rfc822"
            children = [child for child in reversed(inner) if isinstance(child, Message)]
            stack.extend((child, child if whole else owner) for child in children)
        else:
            yield part, owner


def _sheet(part: Message) -> Sheet | None:
    kind = part.get_content_type()
    name = _file_name(part)
    called = name.lower().endswith((".ics", ".ical", ".vcs", ".ifb"))
    body = part.get_payload()
    small = part.get_content_maintype() == "application" and len(body) < _UNNAMED
    if kind not in {"text/calendar", "application/ics", "text/x-vcalendar"} and not called and not small:
        return None
    body = part.get_payload(decode=True)
    if not isinstance(body, bytes) or _BEGIN.search(body.replace(b"\0", b"")) is None:
        return None
    return Sheet(body[:MAX_CALENDAR], name or kind, _param(part, "method"), _charset(part))


def _text_part(part: Message, texts: list[str], sheets: list[Sheet]) -> None:
    body = part.get_payload(decode=True)
    if not isinstance(body, bytes) or not body:
        return
    begin, end = _BEGIN.search(body), None
    if begin is not None:  # an invitation pasted, or forwarded by a program that knows no attachments
        end = _END.search(body, begin.start())
        line = body.rfind(b"\n", 0, begin.start()) + 1
        sheets.append(Sheet(body[line : end.end() if end else len(body)], "text", None, _charset(part)))
        return
    text = decoded(body[:_MAX_TEXT], _charset(part))
    if part.get_content_subtype() == "html":
        # The HTML half of an alternative says the same again, but may alone hold the links.
        texts.append(plain_text(text))
    else:
        texts.append(text)


def decoded(body: bytes, charset: str | None) -> str:
    """Text of a part whose label may be missing, wrong or invented."""
    for label in ("utf-8", charset or "cp1252", "cp1252"):
        try:
            return body.decode("cp1252" if label in {"iso-8859-1", "latin-1", "us-ascii"} else label)
        except (UnicodeError, LookupError, ValueError, TypeError):
            continue
    return body.decode("latin-1")


def _file_name(part: Message) -> str:
    try:
        return _clean(str(make_header(decode_header(part.get_filename() or ""))))
    except _MALFORMED:
        return ""


def _param(part: Message, name: str) -> str | None:
    try:
        value = part.get_param(name)
    except _MALFORMED:
        return None
    return value.strip(" \"';").upper() or None if isinstance(value, str) else None


def _charset(part: Message) -> str | None:
    try:
        return part.get_content_charset()
    except _MALFORMED:
        return None


def _header(message: Message, name: str) -> str:
    value = str(message.get(name) or "")[:2_000]
    try:
        return _clean(str(make_header(decode_header(value))))
    except _MALFORMED:
        return _clean(value)


def _clean(text: str) -> str:
    text = text.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    return " ".join(text.split())


def _sender(message: Message) -> Contact | None:
    for name in ("Reply-To", "From"):
        found = _address(message, name)
        if found is not None and not re.match(r"(?i)(?:no|ne)[-_.]?(?:pas[-_.]?)?(?:reply|rep)", found.email):
            return found
    return _address(message, "From")


def _address(message: Message, name: str) -> Contact | None:
    # The address is taken before decoding: an encoded name may hold a comma or an at sign.
    raw = str(message.get(name) or "")[:2_000]
    label, address = parseaddr(raw)
    if "@" not in address:
        return None
    try:
        label = str(make_header(decode_header(label)))
    except _MALFORMED:
        label = ""
    return Contact(_clean(label), address.strip().lower())


def _recipients(message: Message) -> tuple[str, ...]:
    """Who the mail was for, the surest first: the mailbox it was delivered to, else a lone To."""
    for name in ("Delivered-To", "X-Original-To", "To"):
        found = [pair[1].lower() for pair in getaddresses([str(message.get(name) or "")[:4_000]]) if "@" in pair[1]]
        if len(found) == 1:
            return (found[0],)
    return ()
