"""Dates as people and programs write them in a table: ISO, day or month first, months in words, Excel's numbers."""

import re
import unicodedata
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import Literal, TypeAlias

from relance.etiquette.fields import of_our_age

Order: TypeAlias = Literal["day", "month"]

_MONTHS = {
    name[:length]: number
    for number, names in enumerate(
        (
            ("january", "janvier"), ("february", "fevrier"), ("march", "mars"), ("april", "avril"), ("may", "mai"),
            ("june", "juin"), ("july", "juillet"), ("august", "aout"), ("september", "septembre"),
            ("october", "octobre"), ("november", "novembre"), ("december", "decembre"),
        ),
        start=1,
    )
    for name in names
    for length in range(3, len(name) + 1)
    if name[:length] != "jui"  # juin or juillet
}  # fmt: skip
_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)")
_NUMBERS = re.compile(r"(?<!\d)(\d{1,2})[-/.](\d{1,2})[-/.](\d{4}|\d{2})(?!\d)")
_DAY_WORD = re.compile(r"(\d{1,2})(?:er|st|nd|rd|th)?\s+([a-z]{3,9})\.?,?\s+(\d{4})")
_WORD_DAY = re.compile(r"([a-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})")
_HOUR = re.compile(
    r"(?<![\d/.-])(\d{1,2})\s*(?:[:h]\s*(\d{2})?)(?::\d{2}(?:\.\d+)?)?\s*(am|pm)?|(?<!\d)(\d{1,2})\s*(am|pm)"
)
_SERIAL = re.compile(r"\d{5}(?:[.,]\d+)?")


def order_of(values: Iterable[str], *, french: bool) -> tuple[Order, bool]:
    """Whether the day or the month comes first in a column, and whether that is sure: told by a number over 12."""
    sure: set[Order] = set()
    seen = False
    for value in values:
        if match := _NUMBERS.search(value):
            seen = True
            if int(match[1]) > 12:
                sure.add("day")
            if int(match[2]) > 12:
                sure.add("month")
    if len(sure) == 1:
        return sure.pop(), True
    return ("day" if french else "month"), not seen


def read_day(text: str, order: Order) -> date | None:
    """The date in a cell, None when there is none."""
    words = _bare(text)
    if match := _ISO.search(words):
        return _date(int(match[1]), int(match[2]), int(match[3]))
    if match := _NUMBERS.search(words):
        first, second, year = int(match[1]), int(match[2]), int(match[3])
        year += 2000 if year < 100 else 0
        day, month = (first, second) if order == "day" else (second, first)
        return _date(year, month, day) or _date(year, day, month)
    if match := _DAY_WORD.search(words):
        return _date(int(match[3]), _MONTHS.get(match[2], 0), int(match[1]))
    if match := _WORD_DAY.search(words):
        return _date(int(match[3]), _MONTHS.get(match[1], 0), int(match[2]))
    if _SERIAL.fullmatch(words):
        return date(1899, 12, 30) + timedelta(days=int(words[:5]))
    return None


def read_hour(text: str) -> time | None:
    """The hour in a cell: «10:30», «10h30», «10 h», "2 pm"; None when there is none."""
    words = _bare(text)
    for known in (_ISO, _NUMBERS):
        words = known.sub(" ", words)
    if _SERIAL.fullmatch(words.strip()):
        seconds = round(float(words.replace(",", ".")) % 1 * 86400)
        return (datetime(2000, 1, 1) + timedelta(seconds=seconds)).time() if seconds else None  # noqa: DTZ001
    match = _HOUR.search(words.replace("t", " "))
    if match is None:
        return None
    hour, minute = int(match[1] or match[4]), int(match[2] or 0)
    half = match[3] or match[5]
    if half:
        hour = hour % 12 + (12 if half == "pm" else 0)
    return time(hour, minute) if hour < 24 and minute < 60 else None


def read_instant(text: str) -> datetime | None:
    """An instant written with its zone (ISO 8601), as programs export it; None for anything else."""
    try:
        read = datetime.fromisoformat(text.strip())
    except ValueError:
        return None
    return read if read.tzinfo and of_our_age(read) else None


def _bare(text: str) -> str:
    folded = unicodedata.normalize("NFD", text.casefold())
    return "".join(char for char in folded if not unicodedata.combining(char)).strip()


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
