"""Taking a raw message apart, within bounds.

The standard parser recurses into every part and copies each of them: a few hundred nested multiparts end in
RecursionError, and a large attachment is held three times. This one keeps offsets into the one buffer, decodes only
what is read as text, and stops at fixed depths and counts, saying so.
"""

import binascii
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from urllib.parse import unquote_to_bytes

from relance.mail.reading.charsets import decode

MAX_DEPTH = 24
MAX_PARTS = 300
MAX_HEADER_BYTES = 256 * 1024
MAX_VALUE = 16 * 1024
MAX_HEADERS = 400
MAX_TEXT_BYTES = 400 * 1024

# «\r» alone ends a line only where no «\n» follows: an ordinary line end must not pass for a blank line.
_BLANK = re.compile(rb"(?:\r\n|\n|\r(?!\n))[ \t]*(?:\r\n|\n)|\r\r|\A(?:\r\n|\n|\r)")
_FIELD = re.compile(rb"([!-9;-~]{1,200})[ \t]*:(.*)", re.DOTALL)
_WORD = re.compile(r"=\?([^?\s]{1,60})\?([bBqQ])\?([^?]*)\?=")
_BETWEEN_WORDS = re.compile(r"(\?=)[ \t\r\n]+(?==\?[^?\s]{1,60}\?[bBqQ]\?)")
_PARAM = re.compile(r';[\s;]*([^\s=;"]{1,80}?)\s*=\s*(?:"((?:[^"\\]|\\.)*)"?|([^;]*))', re.DOTALL)


@dataclass(frozen=True, slots=True)
class Part:
    """One part: decoded headers, its type, and where its body lies in the buffer."""

    headers: Mapping[str, tuple[str, ...]]
    media_type: str
    params: Mapping[str, str]
    start: int
    end: int
    depth: int
    parents: tuple[str, ...] = ()
    disposition: str = ""
    filename: str = ""

    def first(self, name: str) -> str:
        """The first value of a header named in lower case, or nothing."""
        values = self.headers.get(name, ())
        return values[0] if values else ""


@dataclass(slots=True)
class Tree:
    """The leaves of a message in order, embedded messages included, and what was left out."""

    raw: bytes
    parts: list[Part] = field(default_factory=list)
    limits: list[str] = field(default_factory=list)

    def limit(self, code: str) -> None:
        """Note, once, that something was left out."""
        if code not in self.limits:
            self.limits.append(code)


def split(raw: bytes) -> Tree:
    """All parts, containers before their children. `parts[0]` is the message itself."""
    tree = Tree(raw)
    stack: list[tuple[int, int, int, tuple[str, ...], str]] = [(0, len(raw), 0, (), "text/plain")]
    while stack:
        start, end, depth, parents, default = stack.pop()
        if len(tree.parts) >= MAX_PARTS:
            tree.limit("too_many_parts")
            break
        part = _open_part(raw, start, end, depth, parents, default)
        tree.parts.append(part)
        if depth >= MAX_DEPTH:
            tree.limit("too_deep")
            continue
        children = list(_children(tree, part))
        stack.extend(reversed(children))
    return tree


def _open_part(raw: bytes, start: int, end: int, depth: int, parents: tuple[str, ...], default: str) -> Part:
    body, block = _head(raw, start, end)
    headers = read_headers(block)
    value = headers.get("content-type", (default,))[0]
    media_type, params = parameters(value)
    if "/" not in media_type:
        media_type = default if not params else "text/plain"
    disposition, more = parameters(headers.get("content-disposition", ("",))[0])
    name = more.get("filename") or params.get("name") or ""
    return Part(headers, media_type, params, body, end, depth, parents, disposition, name)


def _head(raw: bytes, start: int, end: int) -> tuple[int, bytes]:
    """Where the body begins, and the header block. A text that opens with no header is all body."""
    limit = min(end, start + MAX_HEADER_BYTES)
    first = raw[start : min(limit, start + 400)].lstrip(b"\r\n")
    if not first.startswith((b"From ", b">From ")) and not _FIELD.match(first.split(b"\n", 1)[0]):
        found = _BLANK.match(raw, start, limit)
        return (found.end() if found else start), b""
    found = _BLANK.search(raw, start + (len(raw[start:limit]) - len(raw[start:limit].lstrip(b"\r\n"))), limit)
    if found is None:
        return (end if limit == end else limit), raw[start:limit]
    return found.end(), raw[start : found.start()]


def read_headers(block: bytes) -> dict[str, tuple[str, ...]]:
    """Header names in lower case, values unfolded and decoded, in order."""
    headers: dict[str, tuple[str, ...]] = {}
    lines: list[bytes] = []
    for line in block.replace(b"\r\n", b"\n").replace(b"\r", b"\n").split(b"\n"):
        if line[:1] in {b" ", b"\t"} and lines:
            if len(lines[-1]) < MAX_VALUE:
                lines[-1] += b" " + line.strip()
        elif line:
            if len(lines) >= MAX_HEADERS:
                break
            lines.append(line)
    for line in lines:
        found = _FIELD.match(line[:MAX_VALUE])
        if found:
            name = found[1].decode("ascii", "replace").lower()
            headers[name] = (*headers.get(name, ()), decode_words(decode(found[2].strip())[0]))
    return headers


def decode_words(value: str) -> str:
    """RFC 2047, with the mistakes seen in the wild: a character cut between two words, unknown labels."""
    if "=?" not in value:
        return value
    value = _BETWEEN_WORDS.sub(r"\1", value)
    out: list[str] = []
    pending, label, last = b"", "", 0
    for found in _WORD.finditer(value):
        if found.start() != last or (pending and found[1].lower() != label):
            out.append(decode(pending, label)[0])
            pending = b""
        out.append(value[last : found.start()])
        label = found[1].lower().split("*")[0]
        pending += _word_bytes(found[2], found[3])
        last = found.end()
    out.extend((decode(pending, label)[0], value[last:]))
    return "".join(out).replace("\r", " ").replace("\n", " ")


def _word_bytes(encoding: str, text: str) -> bytes:
    data = text.encode("utf-8", "replace")
    if encoding in "qQ":
        return binascii.a2b_qp(data, header=True)
    return from_base64(data)


def from_base64(data: bytes) -> bytes:
    """Base64 as mailers damage it: stray characters dropped, missing padding added."""
    clean = re.sub(rb"[^A-Za-z0-9+/]", b"", data)
    clean = clean[: len(clean) - (1 if len(clean) % 4 == 1 else 0)]
    return binascii.a2b_base64(clean + b"=" * (-len(clean) % 4))


def parameters(value: str) -> tuple[str, dict[str, str]]:
    """«text/plain; charset=utf-8; name*0*=…» -> the value in lower case and its parameters (RFC 2231 joined)."""
    head, semicolon, tail = value[:MAX_VALUE].partition(";")
    found: dict[str, str] = {}
    pieces: dict[str, dict[int, tuple[bool, str]]] = {}
    for match in _PARAM.finditer(semicolon + tail):
        name = match[1].lower()
        text = re.sub(r"\\(.)", r"\1", match[2]) if match[2] is not None else match[3].strip()
        base, star, order = name.partition("*")
        if star:
            number = order.rstrip("*")
            encoded = name.endswith("*")
            pieces.setdefault(base, {})[int(number) if number.isdecimal() and len(number) < 4 else 0] = (
                encoded,
                text,
            )
        else:
            found.setdefault(base, decode_words(text))
    for base, chunks in pieces.items():
        found[base] = _joined(chunks)
    return head.strip().strip('"').lower(), found


def _joined(chunks: Mapping[int, tuple[bool, str]]) -> str:
    label, data = "", b""
    for index, (encoded, chunk) in sorted(chunks.items()):
        piece = chunk
        if encoded and index == 0 and piece.count("'") >= 2:
            label, _, piece = piece.split("'", 2)
        data += unquote_to_bytes(piece) if encoded else piece.encode("utf-8", "replace")
    return decode(data, label)[0]


def _children(tree: Tree, part: Part) -> Iterator[tuple[int, int, int, tuple[str, ...], str]]:
    parents = (*part.parents, part.media_type)
    if part.media_type in {"message/rfc822", "message/global"}:
        if part.first("content-transfer-encoding").strip().lower() in {"base64", "quoted-printable"}:
            tree.limit("encoded_message")
            return
        yield part.start, part.end, part.depth + 1, parents, "text/plain"
    elif part.media_type.startswith("multipart/") and part.params.get("boundary"):
        default = "message/rfc822" if part.media_type == "multipart/digest" else "text/plain"
        boundary = b"--" + part.params["boundary"][:200].rstrip().encode("utf-8", "replace")
        for count, (start, end) in enumerate(_between(tree.raw, boundary, part.start, part.end)):
            if count > MAX_PARTS:
                tree.limit("too_many_parts")
                return
            yield start, end, part.depth + 1, parents, default


def _between(raw: bytes, boundary: bytes, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Spans between the lines that hold the boundary; the last part of a cut message runs to its end."""
    opened: int | None = None
    at = raw.find(boundary, start, end)
    while at != -1:
        after = at + len(boundary)
        closing = raw[after : after + 2] == b"--"
        line_end = raw.find(b"\n", after, end)
        rest = raw[after : line_end if line_end != -1 else end][:80].strip()
        if (at == start or raw[at - 1 : at] in {b"\n", b"\r"}) and (closing or not rest):
            if opened is not None:
                yield opened, _before_newline(raw, opened, at)
            opened = None if closing else (line_end + 1 if line_end != -1 else end)
            if closing:
                return
        at = raw.find(boundary, after, end)
    if opened is not None:
        yield opened, end


def _before_newline(raw: bytes, start: int, end: int) -> int:
    if end > start and raw[end - 1 : end] == b"\n":
        end -= 1
    if end > start and raw[end - 1 : end] == b"\r":
        end -= 1
    return end


def payload(tree: Tree, part: Part, *, limit: int = MAX_TEXT_BYTES) -> bytes:
    """The decoded bytes of a leaf, at most about `limit`."""
    encoding = part.first("content-transfer-encoding").strip().lower()
    span = limit * 2 if encoding in {"base64", "quoted-printable"} else limit
    data = tree.raw[part.start : min(part.end, part.start + span)]
    if part.end - part.start > span:
        tree.limit("text_cut")
    if encoding == "base64":
        return from_base64(data)[:limit]
    if encoding == "quoted-printable":
        return binascii.a2b_qp(data)[:limit]
    return data
