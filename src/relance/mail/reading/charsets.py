"""Bytes to text, whatever the label says.

Labels lie: iso-8859-1 is cp1252 in practice, some are invented, and a wrong label must never lose a message
(LookupError is raised before `errors="replace"` applies). Only an allowed list of codecs is ever asked for: the
standard registry also holds transformations (zlib, punycode) that a hostile label could call.
"""

import re

_LATIN = frozenset({"iso-8859-1", "latin1", "l1", "ascii", "us-ascii", "iso-8859-15", "cp1252", "ansi", "8bit"})
_ALLOWED = re.compile(
    r"(?:utf-?(?:7|8|16|32)(?:-?[bl]e)?|utf-8-sig|iso-8859-(?:[1-9]|1[013-6])|(?:cp|windows-)?125[0-8]|cp(?:437|85[0258])"
    r"|mac-?roman|koi8-[ru]|gb2312|gbk|gb18030|big5|euc-(?:jp|kr)|shift_jis|iso-2022-(?:jp|kr)|us-ascii|ascii)\Z"
)
_ALIASES = {
    "utf8": "utf-8",
    "unicode-1-1-utf-8": "utf-8",
    "macintosh": "mac-roman",
    "x-mac-roman": "mac-roman",
    "latin-1": "iso-8859-1",
    "iso8859-1": "iso-8859-1",
    "iso_8859-1": "iso-8859-1",
    "iso-8859-1-windows-1252": "cp1252",
    "windows-1252": "cp1252",
    "x-ansi": "cp1252",
    "ks_c_5601-1987": "euc-kr",
}


def decode(data: bytes, label: str = "") -> tuple[str, bool]:
    """The text, and whether the label could be trusted. Never raises."""
    name = label.strip().strip("\"'").lower()
    name = _ALIASES.get(name, name)
    if name in {"", "utf-8", "utf-8-sig"} or name in _LATIN:
        return _western(data, name)
    if not _ALLOWED.match(name):
        return _western(data, "")[0], False
    if name.isdigit() or name.startswith("windows-"):
        name = "cp" + name.removeprefix("windows-")
    try:
        return data.decode(name), True
    except (UnicodeDecodeError, LookupError):
        return _western(data, "")[0], False


def _western(data: bytes, name: str) -> tuple[str, bool]:
    """UTF-8 when the bytes are UTF-8 (that never happens by chance with accents), else Windows' Latin."""
    if data.isascii() and b"\x1b" not in data:
        return data.decode("ascii"), True
    try:
        return data.decode("utf-8-sig"), name in {"", "utf-8", "utf-8-sig"}
    except UnicodeDecodeError as error:
        if name in {"utf-8", "utf-8-sig"} and _is_mostly_utf8(data, error):
            return data.decode("utf-8", "replace"), False
    if name == "iso-8859-15":
        return data.decode(name, "replace"), True
    trusted = name in _LATIN and name not in {"ascii", "us-ascii"}
    return data.decode("cp1252", "replace"), trusted


def _is_mostly_utf8(data: bytes, error: UnicodeDecodeError) -> bool:
    """A message cut in the middle of a character, or with one bad byte, is still UTF-8."""
    if error.start >= len(data) - 4:
        return True
    text = data.decode("utf-8", "replace")
    bad = text.count("\ufffd")
    good = sum(1 for char in text if char > "\x7f" and char != "\ufffd")
    return good > 2 * bad
