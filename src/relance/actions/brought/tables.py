"""From the bytes of a CSV to its cells, whatever program wrote it: encoding, separator, formulas.

Nothing raises: what cannot be read is a problem with its line. A formula is never kept, nor worked out.
"""

import codecs
import csv
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from relance.etiquette.problems import Problem

#: A table of applications is far smaller; more is a mistake, or an attack.
MOST_BYTES = 5 * 1024 * 1024
MOST_ROWS = 2000
_MOST_CELL = 10_000
_SEPARATORS = ",;\t|"
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_LINK = re.compile(r'^=\s*(?:HYPERLINK|LIEN_HYPERTEXTE)\s*\(\s*"[^"]*"\s*[,;]\s*"([^"]*)"\s*\)\s*$', re.IGNORECASE)
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_RULE = re.compile(r":?-{3,}:?")


@dataclass(frozen=True, slots=True)
class Line:
    """One row with its number in the file, as a spreadsheet shows it."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table as read: its headers, its rows, what was wrong, and how it was written."""

    headers: tuple[str, ...] = ()
    lines: tuple[Line, ...] = ()
    problems: tuple[Problem, ...] = ()
    encoding: str = ""
    separator: str = ""


@dataclass(slots=True)
class _Reading:
    lines: list[Line] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def read_table(data: bytes) -> Table:
    """Read a table; with a problem at «file», nothing of it can be used."""
    if len(data) > MOST_BYTES:
        return Table(problems=(Problem("file", "table_too_large", {"most": str(MOST_BYTES // 1024 // 1024)}),))
    if not data.strip():
        return Table(problems=(Problem("file", "table_empty"),))
    if data[:4] == b"PK\x03\x04" or data[:4] == b"\xd0\xcf\x11\xe0":
        return Table(problems=(Problem("file", "table_is_a_workbook"),))
    text, encoding = decode(data)
    separator, text = _separator(text)
    reading = _Reading()
    _read_lines(text, separator, reading)
    if len(reading.lines) < 2:
        return Table(problems=(*reading.problems, Problem("file", "table_empty")))
    headers, *lines = reading.lines
    return Table(headers.cells, tuple(lines), tuple(reading.problems), encoding, separator)


def decode(data: bytes) -> tuple[str, str]:
    """The text and the name of its encoding: by its mark, else UTF-16 by its zeros, UTF-8, or Windows' own."""
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return data.decode(encoding, "replace").removeprefix("\ufeff"), encoding
    zeros = (data[0:400:2].count(0), data[1:400:2].count(0))
    if max(zeros) > 40 or (len(data) < 120 and max(zeros) * 4 > len(data)):
        encoding = "utf-16-be" if zeros[0] > zeros[1] else "utf-16-le"
        return data.decode(encoding, "replace"), encoding
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace"), "cp1252"


def _separator(text: str) -> tuple[str, str]:
    """What stands between cells, and the text without the line by which Excel says so."""
    first, _, rest = text.partition("\n")
    if re.fullmatch(r'"?sep=(.)"?\s*', first) and first.strip('"\r ')[4] in _SEPARATORS:
        return first.strip('"\r ')[4], rest
    counted = {one: _columns(text, one) for one in _SEPARATORS}
    return max(counted, key=lambda one: counted[one]), text


def _columns(text: str, separator: str) -> tuple[int, int]:
    """How many of the first rows have as many cells as the first, if it has several; then how many cells."""
    rows = []
    try:
        for row in csv.reader(io.StringIO(text[:20_000], newline=""), delimiter=separator):
            if row:
                rows.append(len(row))
            if len(rows) == 12:
                break
    except csv.Error:
        return 0, 0
    if not rows or rows[0] < 2:
        return 0, 0
    return sum(one == rows[0] for one in rows), rows[0]


def _read_lines(text: str, separator: str, reading: _Reading) -> None:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    before = 0
    try:
        for row in reader:
            number, before = before + 1, reader.line_num
            cells = tuple(_cell(one, number, reading) for one in _bare(row, separator))
            if not any(cells) or all(_RULE.fullmatch(one) for one in cells if one):
                continue
            if len(reading.lines) > MOST_ROWS:
                reading.problems.append(Problem(f"line {number}", "table_too_long", {"most": str(MOST_ROWS)}))
                return
            reading.lines.append(Line(number, cells))
    except csv.Error as error:
        reading.problems.append(Problem(f"line {before + 1}", "line_unreadable", {"detail": str(error)[:120]}))


def _bare(row: Sequence[str], separator: str) -> Iterator[str]:
    # A table written with bars, as notes in Markdown are, has one at each end of a row.
    cells = list(row)
    if separator == "|" and len(cells) > 2 and not cells[0].strip() and not cells[-1].strip():
        cells = cells[1:-1]
    yield from cells


def _cell(text: str, number: int, reading: _Reading) -> str:
    text = _CONTROLS.sub(" ", text[: _MOST_CELL + 1]).strip()
    if len(text) > _MOST_CELL:
        reading.problems.append(Problem(f"line {number}", "cell_too_long", {"most": str(_MOST_CELL)}))
        return text[:_MOST_CELL]
    if text.startswith("'") and text[1:2] in {"=", "+", "-", "@"}:
        return text[1:]  # the mark by which spreadsheets, and our own export, keep a text from being a formula
    if text.startswith("="):
        link = _LINK.match(text)
        if link is None:
            reading.problems.append(Problem(f"line {number}", "cell_is_a_formula", {"value": text[:40]}))
        return link[1].strip() if link else ""
    return text
