"""Plain text of the HTML calendars put in descriptions, its links kept beside their words."""

import html
import re
from html.parser import HTMLParser

_MAX = 120_000
_BREAKS = frozenset(("br", "p", "div", "tr", "li", "h1", "h2", "h3", "h4", "table", "hr"))
_SILENT = frozenset(("style", "script", "head", "title"))
_TAG = re.compile(
    r"<(?:a|b|i|p|br|div|span|html|body|table|ul|ol|li|strong|em|font|u|h[1-6])\b[^>]{0,2000}>",
    re.IGNORECASE,
)


class _Reader(HTMLParser):
    """Gathers words; a link is written «words <address>»."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.words: list[str] = []
        self._link = ""
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _BREAKS:
            self.words.append("\n")
        if tag in _SILENT:
            self._silent += 1
        if tag == "a":
            self._link = dict(attrs).get("href") or ""

    def handle_endtag(self, tag: str) -> None:
        if tag in _SILENT and self._silent:
            self._silent -= 1
        if tag in {"p", "div", "tr", "li"}:
            self.words.append("\n")
        if tag == "a" and self._link:
            if not self.words or self._link not in self.words[-1]:
                self.words.append(f" <{self._link}>")
            self._link = ""

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.words.append(data)


def looks_like_html(text: str) -> bool:
    """Whether the text holds tags meant as tags (Google puts HTML in DESCRIPTION)."""
    return _TAG.search(text[:20_000]) is not None


def plain_text(text: str) -> str:
    """Words of an HTML text, with the addresses of its links; any text that is no HTML comes back unharmed."""
    reader = _Reader()
    try:
        reader.feed(text[:_MAX])
        reader.close()
    except (ValueError, AssertionError, RecursionError):  # an unfinished declaration («<![»)
        return tidy(html.unescape(re.sub(r"<[^<>]{0,2000}>", " ", text[:_MAX])))
    return tidy("".join(reader.words))


def tidy(text: str) -> str:
    """Text with its no-break and zero-width spaces made plain, and no run of empty lines."""
    text = re.sub("[\u200b-\u200f\u2060\ufeff\u00ad]", "", text)
    text = re.sub("[\u00a0\u202f\u2007\t\r ]+", " ", text)
    return re.sub(r" ?\n[\s]*\n ?| ?\n ?", lambda run: "\n\n" if run[0].count("\n") > 1 else "\n", text).strip()
