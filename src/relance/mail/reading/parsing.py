"""`parse`: a raw message taken apart, whatever it holds. Never raises; what could not be read is in `problems`."""

import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta, timezone
from email.utils import parsedate_tz

from relance.etiquette.problems import Problem
from relance.mail.reading import bounces, mime
from relance.mail.reading.charsets import decode
from relance.mail.reading.html_text import declared_charset, html_to_text
from relance.mail.reading.lexicon import pattern
from relance.mail.reading.quotes import unquote
from relance.mail.reading.shapes import Address, Attachment, ParsedMessage, Turn
from relance.mail.reading.signatures import split_signature

MAX_TEXT = 60_000
MAX_ADDRESSES = 100
_ID = re.compile(r"<([^<>\s]{3,400})>")
_BARE_ID = re.compile(r"[^<>\s,;]{1,200}@[^<>\s,;]{1,200}")
_BARE_ADDRESS = re.compile(r"[^\s<>,;\"()]{1,64}@[^\s<>,;\"()]{1,190}")
_INVISIBLE = dict.fromkeys((0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF, 0xAD, 0x34F, 0x180E), None) | {
    0xA0: " ",
    0x202F: " ",
    0x2007: " ",
    0x2009: " ",
    0x2028: "\n",
    0x2029: "\n\n",
    0: None,
}
_STUB = pattern("parsing", "STUB")
_DOCUMENTS = ("application/pdf", "application/msword", "application/vnd.openxmlformats", "application/vnd.oasis")


def parse(raw: bytes) -> ParsedMessage:
    """Take a message apart: headers, ids, new words, quoted words, attachments, calendars, delivery failures."""
    tree = mime.split(raw)
    root = tree.parts[0]
    own = [part for part in tree.parts if not _is_embedded(part)]
    body, forwarded, problems = _body(tree, own)
    turns, quoted, signature, is_forward = _words(body)
    embedded = [part for part in tree.parts if _is_embedded(part)]
    report = root.params.get("report-type", "").lower() if root.media_type == "multipart/report" else ""
    if not turns and embedded and not report:
        turns, body = _from_embedded(tree, embedded)
        is_forward = forwarded = bool(turns)
    attachments = tuple(_attachments(own))
    if not any(turn.answer.strip() for turn in turns):
        has_document = any(item.media_type.startswith(_DOCUMENTS) for item in attachments)
        problems.append(Problem("body", "only_in_attachment" if has_document else "empty_body"))
    problems.extend(Problem("message", code) for code in tree.limits)
    when, date_problem = _date(root.headers)
    if date_problem:
        problems.append(Problem("Date", date_problem))
    return ParsedMessage(
        headers=root.headers,
        sender=_first_address(root, "from", "sender", "return-path"),
        reply_to=addresses(root.first("reply-to")),
        to=addresses(", ".join(root.headers.get("to", ()))),
        cc=addresses(", ".join(root.headers.get("cc", ()))),
        subject=root.first("subject").translate(_INVISIBLE).strip()[:1000],
        date=when,
        message_id=next(iter(message_ids(root.first("message-id"))), ""),
        in_reply_to=message_ids(" ".join(root.headers.get("in-reply-to", ()))),
        references=message_ids(" ".join(root.headers.get("references", ()))),
        other_ids=_other_ids(root.headers),
        letter_ids=_letter_ids(tree),
        returned_ids=bounces.returned_ids(tree, body),
        body=body,
        text="\n\n".join(turn.answer for turn in turns),
        turns=turns,
        quoted=quoted,
        signature=signature,
        forwarded=is_forward or forwarded,
        attachments=attachments,
        calendars=tuple(mime.payload(tree, part) for part in own if _is_calendar(part)),
        failures=bounces.failures(tree, body),
        media_type=root.media_type,
        report_type=report,
        problems=_unique(problems),
    )


def _unique(problems: list[Problem]) -> tuple[Problem, ...]:
    return tuple({(item.place, item.code): item for item in problems}.values())


def _is_embedded(part: mime.Part) -> bool:
    return "message/rfc822" in part.parents or "message/global" in part.parents


def _is_calendar(part: mime.Part) -> bool:
    name = part.filename.lower()
    return part.media_type in {"text/calendar", "application/ics"} or name.endswith(".ics")


def _attachments(parts: list[mime.Part]) -> list[Attachment]:
    found = []
    for part in parts[1:] if len(parts) > 1 else parts:
        is_text = (
            part.media_type in {"text/plain", "text/html"}
            and part.disposition != "attachment"
            and not part.filename
        )
        if part.media_type.startswith("multipart/") or is_text or part.media_type == "message/delivery-status":
            continue
        found.append(Attachment(part.filename, part.media_type, part.end - part.start))
    return found


def _body(tree: mime.Tree, parts: list[mime.Part]) -> tuple[str, bool, list[Problem]]:
    """The text of the message itself: every inline plain part, else the HTML ones."""
    problems: list[Problem] = []
    plain: list[str] = []
    rich: list[str] = []
    for part in parts:
        if part.disposition == "attachment" or part.media_type not in {
            "text/plain",
            "text/html",
            "text",
            "text/enriched",
        }:
            continue
        if part.filename and part.disposition != "inline":
            continue
        (rich if part.media_type == "text/html" else plain).append(_text(tree, part, problems))
    text = "\n\n".join(item for item in plain if item.strip())
    html = "\n\n".join(item for item in rich if item.strip())
    is_stub = len(text) < 300 and len(html) > 2 * len(text) and (_STUB.search(text) or len(text.split()) < 4)
    return (html if html and (not text.strip() or is_stub) else text), False, problems


def _text(tree: mime.Tree, part: mime.Part, problems: list[Problem]) -> str:
    data = mime.payload(tree, part)
    label = part.params.get("charset", "")
    is_html = part.media_type == "text/html"
    if is_html and not label:
        label = declared_charset(data)
    text, trusted = decode(data, label)
    if not trusted:
        problems.append(Problem("charset", "wrong_charset", {"label": label}))
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if is_html or (part.media_type == "text/plain" and _looks_like_html(text)):
        text = html_to_text(text)
    elif part.params.get("format", "").lower() == "flowed":
        text = _unflow(text, delete_space=part.params.get("delsp", "").lower() == "yes")
    if len(text) > MAX_TEXT:
        tree.limit("text_cut")
    return text[:MAX_TEXT].translate(_INVISIBLE)


def _looks_like_html(text: str) -> bool:
    head = text[:500].lstrip().lower()
    return head.startswith(("<!doctype html", "<html", "<div", "<p>", "<body"))


def _unflow(text: str, *, delete_space: bool) -> str:
    """RFC 3676: soft breaks joined, stuffed spaces removed, the signature line left alone."""
    out: list[str] = []
    flowing = False
    for line in text.split("\n"):
        quote = re.match(r">*", line)
        depth = quote.end() if quote else 0
        content = line[depth:]
        content = content.removeprefix(" ")
        is_soft = content.endswith(" ") and content != "-- "
        if flowing and out and _depth(out[-1]) == depth and content != "-- ":
            out[-1] += content
        else:
            out.append((">" * depth + " " if depth else "") + content)
        if is_soft and delete_space:
            out[-1] = out[-1][:-1]
        flowing = is_soft
    return "\n".join(out)


def _depth(line: str) -> int:
    return len(line) - len(line.lstrip(">"))


def _words(body: str) -> tuple[tuple[Turn, ...], str, str, bool]:
    """New words by turn, quoted words, signatures, and whether the history was forwarded to us."""
    split = unquote(body)
    turns: list[Turn] = []
    signatures: list[str] = []
    for turn in split.turns:
        words, signature = split_signature(turn.answer)
        signatures.append(signature)
        if words:
            turns.append(Turn(words, turn.quoted))
    return tuple(turns), split.quoted, "\n".join(item for item in signatures if item), split.forwarded


def _from_embedded(tree: mime.Tree, parts: list[mime.Part]) -> tuple[tuple[Turn, ...], str]:
    """A forward as attachment with nothing above it: its own words are what we were sent."""
    body, _, _ = _body(tree, parts)
    turns, _, _, _ = _words(body)
    return turns, body


def _first_address(part: mime.Part, *names: str) -> Address:
    for name in names:
        found = addresses(part.first(name))
        if found:
            return found[0]
    return Address(part.first(names[0])[:200])


def addresses(value: str) -> tuple[Address, ...]:
    """The addresses of a header, groups and comments aside."""
    found = []
    for piece in _pieces(value[: mime.MAX_VALUE]):
        name, angle, rest = piece.rpartition("<")
        bare = _BARE_ADDRESS.search(rest)
        email = rest.partition(">")[0].strip() if angle else (bare[0] if bare else "")
        if "@" in email and len(email) < 255 and not re.search(r"\s", email):
            clean = re.sub(r"\\(.)", r"\1", name.strip().strip('"')).strip().strip("'")
            found.append(Address(clean[:200], email.strip("'\"").lower()))
        if len(found) >= MAX_ADDRESSES:
            break
    return tuple(found)


def _pieces(value: str) -> Iterator[str]:
    """What stands between commas or semicolons, out of quotation marks."""
    start, quoted = 0, False
    for index, char in enumerate(value):
        if char == '"' and value[index - 1 : index] != "\\":
            quoted = not quoted
        elif char in ",;" and not quoted:
            yield value[start:index]
            start = index + 1
    yield value[start:]


def message_ids(value: str) -> tuple[str, ...]:
    """Ids without their brackets; broken values («undefined») give none."""
    found = _ID.findall(value) or _BARE_ID.findall(value)
    return tuple(dict.fromkeys(found))


def _other_ids(headers: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    names = (
        "x-ms-exchange-parent-message-id",
        "x-microsoft-original-message-id",
        "original-message-id",
        "x-original-message-id",
    )
    return message_ids(" ".join(value for name in names for value in headers.get(name, ())))


def _letter_ids(tree: mime.Tree) -> tuple[str, ...]:
    """Our private header, wherever it comes back: on the message or inside what was returned."""
    found = [value.strip() for part in tree.parts for value in part.headers.get("x-relance-letter", ())]
    return tuple(dict.fromkeys(item[:100] for item in found if item))


def _date(headers: Mapping[str, tuple[str, ...]]) -> tuple[datetime | None, str]:
    """When it was written; failing that, when the last server took it. Years out of sense give nothing."""
    values = list(headers.get("date", ())[:1])
    values += [value.rpartition(";")[2] for value in headers.get("received", ())[:2]]
    problem = "" if values and headers.get("date") else "no_date"
    for value in values:
        parsed = _instant(value)
        if parsed is not None:
            return parsed, problem
        problem = "bad_date"
    return None, problem


def _instant(value: str) -> datetime | None:
    try:
        fields = parsedate_tz(value.strip()[:100])
        # The parser takes the year 0001 for 2001.
        if fields is None or re.search(r"\b0\d{3}\b(?!\s*\Z)", value[:40]):
            return None
        year, month, day, hour, minute, second = fields[:6]
        if not 1990 <= year <= 2200:
            return None
        offset = fields[9] or 0
        naive = datetime(year, month, day, hour, minute, min(second, 59), tzinfo=UTC)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    if abs(offset) >= 86_400:
        return naive
    return naive.replace(tzinfo=_fixed(offset))


def _fixed(seconds: int) -> timezone:
    return UTC if seconds == 0 else timezone(timedelta(seconds=seconds))
