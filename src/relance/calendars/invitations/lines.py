"""Content lines and components of an iCalendar text, however badly it was folded, cut or encoded (RFC 5545 §3.1).

Reading never fails: what cannot be a line is joined to the one before it, what is not closed is closed at the end,
and the caller is told with the number of the first line concerned.
"""

import codecs
import quopri
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from icalendar.parser import Contentline

MAX_LINE = 200_000
_MAX_LINES = 600_000
_MAX_DEPTH = 12

_NAME = re.compile(rb"(?:[A-Za-z][A-Za-z0-9]*\.)?([A-Za-z][A-Za-z0-9-]*)[ \t]*[;:]")
_KNOWN = frozenset(
    b"ACTION ATTACH ATTENDEE BEGIN CALSCALE CATEGORIES CLASS COLOR COMMENT COMPLETED CONFERENCE CONTACT CREATED "
    b"DESCRIPTION DTEND DTSTAMP DTSTART DUE DURATION END EXDATE EXRULE FREEBUSY GEO IMAGE LAST-MODIFIED LOCATION "
    b"METHOD NAME ORGANIZER PERCENT-COMPLETE PRIORITY PRODID RDATE RECURRENCE-ID REFRESH-INTERVAL RELATED-TO "
    b"REPEAT REQUEST-STATUS RESOURCES RRULE SEQUENCE SOURCE STATUS STYLED-DESCRIPTION SUMMARY TRANSP TRIGGER TZID "
    b"TZNAME TZOFFSETFROM TZOFFSETTO TZURL UID URL VERSION".split()
)
_TEXTUAL = frozenset((b"DESCRIPTION", b"SUMMARY", b"LOCATION", b"COMMENT", b"X-ALT-DESC", b"CONTACT"))
_DATED = re.compile(r"(DTSTART|DTEND|RECURRENCE-ID|DTSTAMP)((?:;.*?)?):\s*(\d{4}-?\d\d-?\d\d\S*)\s*", re.IGNORECASE)
_ESCAPES = {"n": "\n", "N": "\n", "\\": "\\", ";": ";", ",": ","}


@dataclass(frozen=True, slots=True)
class Line:
    """One unfolded line, the number of its first physical line (from 1), and the property it begins."""

    number: int
    text: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class Property:
    """A parsed line: upper-case name, upper-case parameter names, the value as written."""

    name: str
    params: Mapping[str, str]
    value: str
    number: int

    @property
    def text(self) -> str:
        """The value with its TEXT escapes undone."""
        return re.sub(r"\\([nN\\;,])", lambda found: _ESCAPES[found[1]], self.value).strip()


@dataclass(slots=True)
class Block:
    """A component (VCALENDAR, VEVENT…): its own lines, and the blocks inside it."""

    name: str
    number: int
    lines: list[Line] = field(default_factory=list)
    blocks: list["Block"] = field(default_factory=list)

    def every(self, name: str) -> Iterator[Property]:
        """Each property called `name`, in the order of the file."""
        for line in self.lines:
            if line.name == name:
                yield parse_line(line)

    def first(self, name: str) -> Property | None:
        """The first property called `name` that holds something; an empty one if there is no other."""
        empty = None
        for found in self.every(name):
            if found.value.strip():
                return found
            empty = empty or found
        return empty

    def inside(self, name: str) -> Iterator["Block"]:
        """Each block called `name` below this one, at any depth."""
        for block in self.blocks:
            if block.name == name:
                yield block
            yield from block.inside(name)


@dataclass(frozen=True, slots=True)
class Tree:
    """A whole text: its root block, and the first line of each sort of damage (None: no such damage)."""

    root: Block
    misfolded: int | None = None
    unclosed: int | None = None
    too_long: int | None = None


def read_tree(raw: bytes, charset: str | None = None) -> Tree:
    """Blocks of an iCalendar text. `charset` is used for lines that are not UTF-8 (windows-1252 otherwise)."""
    if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raw = raw.decode("utf-16", "replace").encode()
    lines, misfolded = _unfold(_undo_quoting(raw.removeprefix(codecs.BOM_UTF8)), _fallback(charset))
    root = Block("", 0)
    stack = [root]
    too_long = None
    for line in lines:
        if len(line.text) > MAX_LINE:
            too_long = too_long or line.number
        mark, name = line.name, ""
        if mark in {"BEGIN", "END"}:
            name = line.text[:60].partition(":")[2].strip().upper()
        if mark == "BEGIN" and len(stack) <= _MAX_DEPTH:
            block = Block(name, line.number)
            stack[-1].blocks.append(block)
            stack.append(block)
        elif mark == "END":
            _close(stack, name)
        else:
            stack[-1].lines.append(Line(line.number, line.text[:MAX_LINE], line.name))
    unclosed = stack[1].number if len(stack) > 1 else None
    return Tree(root, misfolded, unclosed, too_long)


def _close(stack: list[Block], name: str) -> None:
    depth = next((at for at in range(len(stack) - 1, 0, -1) if stack[at].name == name), None)
    if depth is not None:
        del stack[depth:]


def _undo_quoting(raw: bytes) -> bytes:
    """Text with one line ending, and without the mark («> », spaces) that stands before every line, if any."""
    raw = re.sub(rb"\r+\n?|\x0b|\x0c", b"\n", raw).replace(b"\0", b"")
    if raw.count(b"\n") < 3 and rb"\nBEGIN:" in raw:  # pasted from a program's log, its line ends spelt out
        raw = raw.replace(rb"\r\n", b"\n").replace(rb"\nBEGIN:", b"\nBEGIN:")
        raw = re.sub(rb"\\n(?=[A-Z-]{3,30}[;:])", b"\n", raw)
    quoted = re.search(rb"(?mi)^([> \t]+)BEGIN:V(?:CALENDAR|EVENT)", raw)
    if quoted is not None:
        raw = re.sub(rb"(?m)^" + re.escape(quoted[1]), b"", raw)
    return raw


def _unfold(raw: bytes, fallback: str) -> tuple[list[Line], int | None]:
    lines: list[Line] = []
    misfolded: int | None = None
    parts: list[bytes] = []
    begun = 0
    name = b""
    last = 0
    for number, chunk in enumerate(raw.split(b"\n", _MAX_LINES)[:_MAX_LINES], 1):
        if not chunk.strip():
            continue
        if parts and chunk[:1] in {b" ", b"\t"}:
            parts.append(chunk[1:])
        elif (found := _begins(chunk, name)) is not None or not parts:
            if parts:
                lines.append(_line(begun, parts, fallback))
            parts, begun, name = [chunk], number, found or b""
        else:
            misfolded = misfolded or number
            parts.append(_glue(parts, name, last) + chunk)
        last = len(chunk)
    if parts:
        lines.append(_line(begun, parts, fallback))
    return lines, misfolded


def _line(number: int, parts: list[bytes], fallback: str) -> Line:
    found = _NAME.match(parts[0])
    return Line(number, _decode(b"".join(parts), fallback), found[1].decode().upper() if found else "")


def _begins(chunk: bytes, before: bytes) -> bytes | None:
    """Name of the property this physical line begins, or None when it goes on with the text `before`."""
    found = _NAME.match(chunk) if b":" in chunk or b";" in chunk else None
    if found is None:
        return None
    name = found[1].upper()
    if name in {b"BEGIN", b"END"}:
        return name
    # Inside a text that lost its folding, «Location: 12 rue…» and «Tel: 01…» are words, not properties.
    if before in _TEXTUAL:
        plain = found[1].isupper() or found[1].islower()
        return name if plain and (name in _KNOWN or name.startswith(b"X-")) else None
    return name


def _glue(parts: list[bytes], name: bytes, last: int) -> bytes:
    if parts[-1].endswith(b"=") and b"QUOTED-PRINTABLE" in parts[0][:200].upper():
        parts[-1] = parts[-1][:-1]
        return b""
    # A line cut near column 75 lost the space of its folding; a shorter one was a line end nobody escaped.
    return b"\\n" if name in _TEXTUAL and last < 70 else b""


def _fallback(charset: str | None) -> str:
    try:
        known = codecs.lookup(charset or "cp1252").name
    except (LookupError, ValueError):
        return "cp1252"
    return "cp1252" if known in {"ascii", "iso8859-1", "utf-8", "utf-7", "idna", "punycode"} else known


def _decode(raw: bytes, fallback: str) -> str:
    try:
        return raw.decode()
    except UnicodeDecodeError:
        try:
            return raw.decode(fallback, "replace")
        except (LookupError, ValueError, TypeError):  # a label that is no text encoding («base64», «zip»)
            return raw.decode("cp1252", "replace")


def parse_line(line: Line) -> Property:
    """Name, parameters and value of a line; a line beyond repair is all value."""
    dated = _DATED.fullmatch(line.text[:2000])
    if dated is not None:  # TZID=(UTC+01:00) Amsterdam, Berlin… holds a colon nobody quoted
        return Property(dated[1].upper(), _loose_params(dated[2]), dated[3], line.number)
    try:
        name, params, value = Contentline(line.text).raw_parts()  # type: ignore[no-untyped-call]
    except (ValueError, AssertionError, IndexError, KeyError):
        return _loose(line)
    plain = {key.upper(): _one(given) for key, given in params.items()}
    name = name.rpartition(".")[2].upper()
    if (
        name in {"ORGANIZER", "ATTENDEE"}
        and not value.lower().startswith("mailto:")
        and ":mailto:" in value.lower()
    ):
        return _loose(line)
    if plain.get("ENCODING", "").upper() == "QUOTED-PRINTABLE":
        value = _unquote(value, plain.get("CHARSET"))
    return Property(name, plain, value, line.number)


def _one(given: object) -> str:
    return ", ".join(str(item) for item in given) if isinstance(given, list) else str(given)


def _loose(line: Line) -> Property:
    text = line.text
    at = text.lower().find(":mailto:")
    if at < 0:
        at = _colon(text)
    head, value = (text[:at], text[at + 1 :]) if at >= 0 else (text, "")
    name, _, params = head.partition(";")
    found = _loose_params(params)
    if "QUOTED-PRINTABLE" in found or found.get("ENCODING", "").upper() == "QUOTED-PRINTABLE":
        value = _unquote(value, found.get("CHARSET"))
    return Property(name.rpartition(".")[2].strip().upper(), found, value, line.number)


def _colon(text: str) -> int:
    """Place of the first colon outside quotation marks, or of the first one when the marks do not pair."""
    quoted = False
    for at, char in enumerate(text[:5000]):
        if char == '"':
            quoted = not quoted
        elif char == ":" and not quoted:
            return at
    return text.find(":")


def _loose_params(text: str) -> dict[str, str]:
    params: dict[str, str] = {}
    for item in re.split(r";(?=\s*[A-Za-z0-9-]+\s*=)|;(?=\s*(?:$|;))|;(?=[A-Z-]+(?:;|$))", text):
        key, _, value = item.strip(" ;").partition("=")
        if key:
            params[key.strip().upper()] = value.strip().strip('"').strip()
    return params


def _unquote(value: str, charset: str | None) -> str:
    raw = quopri.decodestring(value.encode("utf-8", "replace"))
    text = _decode(raw, _fallback(charset))
    return text.replace("\r\n", "\n").replace("\n", "\\n")
