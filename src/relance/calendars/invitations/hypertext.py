"""Plain text of the HTML calendars put in descriptions, its links kept beside their words.

Written here because the standard parser takes minutes over a hundred kilobytes of «<a <a <a»: this one reads each
character a bounded number of times, whatever the text.
"""

import html
import re

_MAX = 120_000
_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9]*)((?:[\s/:-][^<>]{0,3000})?)>|<[!?/][^<>]{0,3000}>")
_LOOKS = re.compile(
    r"<(?:a|b|i|p|br|div|span|html|body|table|ul|ol|li|strong|em|font|u|h[1-6])(?:[\s/][^<>]{0,2000})?>",
    re.IGNORECASE,
)
_HREF = re.compile(
    r"""href\s{0,3}=\s{0,3}(?:"([^"]{0,3000})"|'([^']{0,3000})'|([^\s"'>]{1,3000}))""", re.IGNORECASE
)
_BREAKS = frozenset(("br", "p", "div", "tr", "li", "h1", "h2", "h3", "h4", "table", "hr"))
# What stands between these marks is not for reading.
_SILENT = (
    ("<!--", "-->"),
    ("<style", "</style>"),
    ("<script", "</script>"),
    ("<head>", "</head>"),
    ("<title", "</title>"),
)


def looks_like_html(text: str) -> bool:
    """Whether the text holds tags meant as tags (Google puts HTML in DESCRIPTION)."""
    return _LOOKS.search(text[:20_000]) is not None


def plain_text(text: str) -> str:
    """Words of an HTML text, with the addresses of its links; any text that is no HTML comes back unharmed."""
    text = text[:_MAX]
    for mark, end in _SILENT:
        text = _without(text, mark, end)
    words: list[str] = []
    link = ""
    at = 0
    for tag in _TAG.finditer(text):
        words.append(html.unescape(text[at : tag.start()]))
        at = tag.end()
        name = (tag[2] or "").lower()
        if name in _BREAKS:
            words.append("\n")
        elif name == "a" and not tag[1]:
            found = _HREF.search(tag[3] or "")
            link = html.unescape(found[1] or found[2] or found[3] or "") if found else ""
        elif name == "a" and link:
            words.append("" if link in words[-1] else f" <{link}>")
            link = ""
    words.append(html.unescape(text[at:]))
    return tidy("".join(words))


def _without(text: str, mark: str, end: str) -> str:
    low = text.lower()
    if len(low) != len(text) or mark not in low:  # a letter whose small form is longer would shift the places
        return text
    kept: list[str] = []
    at = 0
    while (begin := low.find(mark, at)) >= 0:
        kept.append(text[at:begin])
        close = low.find(end, begin)
        if close < 0:
            at = begin if mark != "<!--" else len(text)
            break
        at = close + len(end)
    kept.append(text[at:])
    return "".join(kept)


def tidy(text: str) -> str:
    """Text with its no-break and zero-width spaces made plain, and no run of empty lines."""
    text = re.sub("[\u200b-\u200f\u2060\ufeff\u00ad]", "", text)
    text = re.sub("[\u00a0\u202f\u2007\t\r ]+", " ", text)
    lines = [line.strip() for line in text.split("\n")]
    kept = [line for line, before in zip(lines, ["", *lines], strict=False) if line or before]
    return "\n".join(kept).strip()
