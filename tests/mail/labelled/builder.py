"""Turns a labelled entry into the raw bytes of the mail it describes.

An entry is one item of `working/NN.yaml` or `report/NN.yaml` (README.md says what each field means). The text is
kept readable there; here it gets its MIME clothes: CRLF line ends, transfer encoding, multiparts, wrong labels.
"""

import base64
import html as html_entities
import quopri
from dataclasses import dataclass, field
from datetime import datetime
from email.header import Header
from email.utils import format_datetime
from pathlib import Path
from typing import Any, cast
from zoneinfo import ZoneInfo

import yaml

HERE = Path(__file__).parent
HALVES = ("working", "report")
KINDS = (
    "invitation",
    "offer",
    "rejection",
    "delay",
    "process_stopped",
    "question",
    "acknowledgement",
    "auto_reply",
    "bounce",
    "unrelated",
    "other",
)
SHAPES = ("plain", "flowed", "html", "alternative", "related", "forwarded", "calendar", "dsn", "mdn", "raw")
FACTS = ("promised_date", "reply_deadline", "phone_number", "out_of_office_until")

PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n%%EOF\n"
PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==",
)


@dataclass(frozen=True, kw_only=True)
class LabelledMail:
    """One mail and what it says; `also_right` holds other values a fair judge would accept, by field."""

    id: int
    hard: bool
    region: str
    tz: str
    shape: str
    headers: dict[str, Any]
    body: str
    expect: dict[str, Any]
    also_right: dict[str, list[Any]] = field(default_factory=dict)
    charset: str = "utf-8"
    codec: str = ""
    transfer: str = "quoted-printable"
    date_in_utc: bool = False
    html: str = ""
    calendar: str = ""
    status: str = ""
    returned: str = ""
    attachments: list[str] = field(default_factory=list)

    @property
    def sent_at(self) -> datetime:
        """The sender's local instant, aware; raw entries say it in `headers.Date` too."""
        return datetime.fromisoformat(str(self.headers["Date"])).replace(tzinfo=ZoneInfo(self.tz))


def load(half: str) -> list[LabelledMail]:
    """All entries of one half, in the order of their files."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    mails: list[LabelledMail] = []
    for path in sorted((HERE / half).glob("*.yaml")):
        entries = yaml.load(path.read_text(encoding="utf-8"), Loader=loader)  # noqa: S506 (a safe loader, both ways)
        mails.extend(_entry(cast("dict[str, Any]", entry)) for entry in entries)
    return mails


def _entry(entry: dict[str, Any]) -> LabelledMail:
    expect: dict[str, Any] = {
        "is_human": entry["expect"]["kind"] not in {"auto_reply", "bounce"},
        "promised_date": None,
        "reply_deadline": None,
        "proposed_slots": [],
        "feedback_given": False,
        "phone_number": None,
        "out_of_office_until": None,
    }
    return LabelledMail(**{**entry, "expect": {**expect, **entry["expect"]}})


def render(mail: LabelledMail) -> bytes:
    """The raw message, with CRLF line ends."""
    if mail.shape == "raw":
        return _crlf(mail.body).encode(mail.codec or "utf-8", "surrogateescape")
    head = _headers(mail) + "MIME-Version: 1.0\n"
    part = _SHAPES[mail.shape](mail)
    if mail.attachments:
        part = _multipart("mixed", [part, *map(_attached, mail.attachments)], f"mixed-{mail.id}")
    return _crlf(head).encode("utf-8") + part


def _headers(mail: LabelledMail) -> str:
    lines = []
    for name, value in mail.headers.items():
        if name == "Date":
            at = mail.sent_at.astimezone(ZoneInfo("UTC")) if mail.date_in_utc else mail.sent_at
            lines.append(f"Date: {format_datetime(at)}")
        else:
            values = value if isinstance(value, list) else [value]
            lines.extend(f"{name}: {_header_value(str(one))}" for one in values)
    if "Message-ID" not in mail.headers:
        lines.append(f"Message-ID: <m{mail.id}.{mail.sent_at:%Y%m%d%H%M}@mx.example.net>")
    return "\n".join(lines) + "\n"


def _header_value(value: str) -> str:
    if value.isascii():
        return value
    name, angle, address = value.rpartition(" <")
    if angle and address.endswith(">"):
        bare = name.strip('"')
        return f"{Header(bare, 'utf-8', maxlinelen=500).encode()} <{address}"
    return Header(value, "utf-8", maxlinelen=500).encode()


def _crlf(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\n", "\r\n")


def _leaf(content_type: str, payload: bytes, transfer: str, extra: str = "") -> bytes:
    if transfer == "base64":
        payload = base64.encodebytes(payload).replace(b"\n", b"\r\n")
    elif transfer == "quoted-printable":
        payload = quopri.encodestring(payload.replace(b"\r\n", b"\n")).replace(b"\n", b"\r\n")
    head = f"Content-Type: {content_type}\r\nContent-Transfer-Encoding: {transfer}\r\n{extra}\r\n"
    return head.encode() + payload


def _text(mail: LabelledMail, subtype: str, text: str, params: str = "") -> bytes:
    # A label no codec knows must still be rendered: the bytes follow `codec`, the label stays as written.
    payload = _crlf(text).encode(mail.codec or mail.charset, "xmlcharrefreplace" if subtype == "html" else "strict")
    label = f"; charset={mail.charset}" if mail.charset else ""
    return _leaf(f"text/{subtype}{label}{params}", payload, mail.transfer)


def _multipart(subtype: str, parts: list[bytes], boundary: str, params: str = "") -> bytes:
    opening = f'Content-Type: multipart/{subtype}; boundary="{boundary}"{params}\r\n\r\n'.encode()
    inside = b"".join(b"--" + boundary.encode() + b"\r\n" + part + b"\r\n" for part in parts)
    return opening + inside + b"--" + boundary.encode() + b"--\r\n"


def _attached(spec: str) -> bytes:
    content_type, _, name = spec.partition(" ")
    extra = f'Content-Disposition: attachment; filename="{_header_value(name)}"\r\n'
    payload = PNG if content_type == "image/png" else PDF
    return _leaf(content_type, payload, "base64", extra)


def _plain(mail: LabelledMail) -> bytes:
    return _text(mail, "plain", mail.body)


def _flowed(mail: LabelledMail) -> bytes:
    return _text(mail, "plain", "\n".join(map(_flow, mail.body.split("\n"))), "; format=flowed")


def _flow(line: str) -> str:
    """One paragraph as RFC 3676 asks: soft breaks after a space, a leading space stuffed."""
    if line.startswith(">") or line == "-- ":
        return line
    rows = [""]
    for word in line.rstrip().split(" "):
        if len(rows[-1]) + len(word) > 70:
            rows.append("")
        rows[-1] += word + " "
    rows[-1] = rows[-1].rstrip()
    return "\n".join(" " + row if row.startswith((" ", "From ")) else row for row in rows)


def _html(mail: LabelledMail) -> bytes:
    return _text(mail, "html", mail.body)


def _alternative(mail: LabelledMail) -> bytes:
    parts = [_text(mail, "plain", mail.body), _text(mail, "html", mail.html or as_html(mail.body))]
    return _multipart("alternative", parts, f"alt-{mail.id}")


def as_html(text: str) -> str:
    """The plain text as a mail client would put it in HTML: lines, and quotes in a blockquote."""
    out, quoted = ['<html><body><div dir="ltr">'], False
    for line in text.rstrip("\n").split("\n"):
        if line.startswith(">") != quoted:
            quoted = not quoted
            opening = '<blockquote type="cite" class="gmail_quote" style="margin:0 0 0 .8ex">'
            out.append(opening if quoted else "</blockquote>")
        shown = line.removeprefix(">").removeprefix(" ") if quoted else line
        out.append(f"<div>{html_entities.escape(shown, quote=False) or '<br>'}</div>")
    return "\n".join([*out, "</blockquote>" if quoted else "", "</div></body></html>"])


def _related(mail: LabelledMail) -> bytes:
    logo = _leaf("image/png", PNG, "base64", "Content-ID: <logo@signature>\r\nContent-Disposition: inline\r\n")
    html = mail.html or as_html(mail.body).replace("</body>", '<img src="cid:logo@signature" width="1"></body>')
    inner = _multipart("related", [_text(mail, "html", html), logo], f"rel-{mail.id}")
    alternative = _multipart("alternative", [_text(mail, "plain", mail.body), inner], f"alt-{mail.id}")
    return _multipart("mixed", [alternative], f"outer-{mail.id}")


def _forwarded(mail: LabelledMail) -> bytes:
    inside = _leaf("message/rfc822", _crlf(mail.returned).encode(), "8bit")
    return _multipart("mixed", [_plain(mail), inside], f"fwd-{mail.id}")


def _calendar(mail: LabelledMail) -> bytes:
    method = next(x for x in mail.calendar.split("\n") if x.startswith("METHOD:")).partition(":")[2].strip()
    payload = _crlf(mail.calendar).encode()
    event = _leaf(f"text/calendar; charset=UTF-8; method={method}", payload, "base64")
    copy = _leaf("application/ics; name=invite.ics", payload, "base64", "Content-Disposition: attachment\r\n")
    parts = [_plain(mail), _text(mail, "html", as_html(mail.body)), event]
    return _multipart("mixed", [_multipart("alternative", parts, f"alt-{mail.id}"), copy], f"cal-{mail.id}")


def _report(mail: LabelledMail, report_type: str, machine_type: str) -> bytes:
    parts = [_plain(mail), _leaf(machine_type, _crlf(mail.status).encode(), "7bit")]
    if mail.returned:
        whole = "\n\n" in mail.returned.strip()
        kind = "message/rfc822" if whole else "text/rfc822-headers"
        parts.append(_leaf(kind, _crlf(mail.returned).encode(), "8bit"))
    return _multipart("report", parts, f"rep-{mail.id}", f"; report-type={report_type}")


def _dsn(mail: LabelledMail) -> bytes:
    return _report(mail, "delivery-status", "message/delivery-status")


def _mdn(mail: LabelledMail) -> bytes:
    return _report(mail, "disposition-notification", "message/disposition-notification")


_SHAPES = {
    "plain": _plain,
    "flowed": _flowed,
    "html": _html,
    "alternative": _alternative,
    "related": _related,
    "forwarded": _forwarded,
    "calendar": _calendar,
    "dsn": _dsn,
    "mdn": _mdn,
}
