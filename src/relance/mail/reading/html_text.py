"""HTML mail to plain text: hidden preheaders dropped, quoted blocks behind «> », the anchors of histories marked.

One pass of one linear regular expression; nothing here depends on the HTML being well formed.
"""

import re
from dataclasses import dataclass, field
from html import unescape

from relance.mail.reading.lexicon import pattern, words_of

# Private-use lines that `quotes` and `signatures` understand; they never reach the reader.
HISTORY = "\ue000"
SIGNATURE = "\ue001"

_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9:]{0,20})([^<>]*)>|<[!?][^>]*>")
_BLOCK = words_of("html_text", "BLOCK")
_VOID = frozenset(["area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"])
_DROPPED = frozenset(["style", "script", "head", "title", "noscript", "template", "svg", "xml"])
_HIDDEN = re.compile(
    r"""display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all|max-height\s*:\s*0(?:px)?\s*(?:;|["']|$)"""
    r"""|font-size\s*:\s*0(?:px|pt)?\s*(?:;|["']|$)|\shidden(?:\s|=|$)""",
    re.IGNORECASE,
)
_HISTORY = re.compile(
    r"divRplyFwdMsg|appendonsend|OLK_SRC_BODY_SECTION|border-top\s*:\s*solid\s+#(?:E1E1E1|B5C4DF)|zmail_extra"
    r"|yahoo_quoted|stopSpelling|protonmail_quote|reply-intro",
    re.IGNORECASE,
)
_SIGNED = pattern("html_text", "SIGNED")
_HREF = re.compile(r"""href\s*=\s*["']?\s*(https?://[^\s"'<>]{4,300})""", re.IGNORECASE)
_BOOKING = re.compile(
    r"calendly|cal\.com|doodle|youcanbook|bookings|outlook\.office\.com/book|calendar\.app\.google|meet\.google"
    r"|teams\.microsoft|zoom\.us|hubspot\.com/meetings|meetings\.|rdv|schedule|booking|creneau|goodtime|cronofy",
    re.IGNORECASE,
)
_META_CHARSET = re.compile(rb"""<meta[^>]{0,200}charset\s*=\s*["']?\s*([\w.:-]{2,40})""", re.IGNORECASE)
_SPACES = re.compile(r"[ \t\r\n\f]+")


def declared_charset(data: bytes) -> str:
    """The charset of the meta tag, when the part itself names none."""
    found = _META_CHARSET.search(data[:4096])
    return found[1].decode("ascii", "replace") if found else ""


@dataclass(slots=True)
class _Page:
    lines: list[tuple[int, str]] = field(default_factory=list)
    line: list[str] = field(default_factory=list)
    depth: int = 0
    skipped: str = ""
    skip_depth: int = 0
    pre: int = 0

    def write(self, text: str) -> None:
        self.line.append(text if self.pre else _SPACES.sub(" ", text))

    def newline(self) -> None:
        text = "".join(self.line)
        text = text.rstrip() if self.pre else _SPACES.sub(" ", text).strip()
        if text:
            self.lines.extend((self.depth, piece) for piece in text.split("\n"))
        self.line.clear()

    def blank(self) -> None:
        self.newline()
        if self.lines and self.lines[-1][1]:
            self.lines.append((self.depth, ""))

    def mark(self, sign: str) -> None:
        self.blank()
        self.lines.append((self.depth, sign))


def html_to_text(html: str) -> str:
    """The words a person would see, one block a line."""
    page = _Page()
    html = _without_comments(html)
    last = 0
    for found in _TAG.finditer(html):
        if not page.skipped and found.start() > last:
            page.write(unescape(html[last : found.start()]))
        last = found.end()
        if found[2]:
            _tag(page, closing=bool(found[1]), name=found[2].lower(), attributes=found[3])
    if not page.skipped:
        page.write(unescape(html[last:]))
    page.newline()
    return "\n".join("> " * depth + text for depth, text in page.lines).strip()


def _without_comments(html: str) -> str:
    pieces: list[str] = []
    at = 0
    while (start := html.find("<!--", at)) != -1:
        end = html.find("-->", start + 4)
        pieces.append(html[at:start])
        if end == -1:
            return "".join(pieces)
        at = end + 3
    pieces.append(html[at:])
    return "".join(pieces)


def _tag(page: _Page, *, closing: bool, name: str, attributes: str) -> None:
    if page.skipped:
        if name == page.skipped:
            page.skip_depth += -1 if closing else 1
            if page.skip_depth == 0:
                page.skipped = ""
        return
    if closing:
        _close(page, name)
        return
    is_open = name not in _VOID and not attributes.rstrip().endswith("/")
    if is_open and (name in _DROPPED or (attributes and _HIDDEN.search(attributes))):
        page.skipped, page.skip_depth = name, 1
        return
    _open(page, name, attributes)


def _open(page: _Page, name: str, attributes: str) -> None:
    if attributes and _HISTORY.search(attributes):
        page.mark(HISTORY)
    elif attributes and _SIGNED.search(attributes + " "):
        page.mark(SIGNATURE)
    if name == "br":
        _break(page)
    elif name == "blockquote":
        page.blank()
        page.depth = min(page.depth + 1, 8)
    elif name in {"p", "h1", "h2", "h3", "h4", "table", "ul", "ol", "hr"}:
        page.blank()
    elif name in _BLOCK:
        page.newline()
    page.line.append(_inside(name, attributes))
    page.pre += name == "pre"


def _inside(name: str, attributes: str) -> str:
    """What a tag leaves in the line it opens."""
    if name == "a":
        link = _HREF.search(attributes)
        return f" {unescape(link[1])} " if link and _BOOKING.search(link[1]) else ""
    return {"li": "- ", "td": "  ", "th": "  "}.get(name, "")


def _break(page: _Page) -> None:
    """One <br> ends the line, two leave a blank one."""
    if "".join(page.line).strip():
        page.newline()
    elif page.lines and page.lines[-1][1]:
        page.line.clear()
        page.lines.append((page.depth, ""))


def _close(page: _Page, name: str) -> None:
    if name == "blockquote":
        page.blank()
        page.depth = max(page.depth - 1, 0)
    elif name in {"p", "h1", "h2", "h3", "h4", "table", "ul", "ol"}:
        page.blank()
    elif name == "pre":
        page.newline()
        page.pre = max(page.pre - 1, 0)
    elif name in _BLOCK:
        page.newline()
