"""Reading one table of somebody's data: each value is checked, each fault is noted with its place and a way out.

Nothing here raises. A value that cannot be used is noted as a problem and stands as absent, so that one reading
tells every fault at once; the caller drops the result when a problem was noted. Each reader takes the table, the
key, and the place of the table; the place of the value is only written out when there is something to say about it.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from difflib import get_close_matches
from typing import Any, Final, TypeAlias

from relance.etiquette.problems import Problem

# The library of holidays knows no year after 2100; a promise and a file's close reach a few years further.
FIRST_YEAR: Final = 1970
LAST_YEAR: Final = 2090
_SHOWN: Final = 60
_NO_TIME: Final = timedelta()
_MOST_TOLD: Final = 100
_MOST_ROWS: Final = 1000
_EMPTY: Final[Mapping[str, Any]] = {}
_HOUR: Final = re.compile(r"([01]\d|2[0-3]):[0-5]\d")
_DAY_FIRST: Final = re.compile(r"([0-3]?\d)[/.-]([01]?\d)[/.-](\d{4})(?:[ T,à]+([0-2]?\d)[:hH]([0-5]\d)?)?")

Problems: TypeAlias = list[Problem]
Table: TypeAlias = Mapping[str, Any]


def at(place: str, key: str) -> str:
    """The place of a value in its table: «people[0].email», «mine: title»."""
    if not place:
        return key
    return f"{place}{key}" if place.endswith(": ") else f"{place}.{key}"


def nearest(word: object, known: Iterable[str], likeness: float = 0.6) -> str | None:
    """The known word that looks most like this one, at least as much as `likeness` (0 to 1)."""
    if not isinstance(word, str) or len(word) > _SHOWN:
        return None
    words = list(known)
    found = get_close_matches(word, words, 1, likeness) or get_close_matches(word.lower(), words, 1, likeness)
    return found[0] if found else None


def shown(value: object) -> str:
    """A value as a problem may quote it: one line, short whatever was pasted."""
    if isinstance(value, Mapping):
        return "{…}"
    if isinstance(value, list | tuple | set):
        return "[…]"
    try:
        text = value if isinstance(value, str) else str(value)
    except ValueError:  # a number too long to be written out
        return "…"
    text = " ".join(text[: 2 * _SHOWN].split())
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"


def table(raw: object, place: str, known: frozenset[str], problems: Problems) -> Table:
    """The value as a table, its unknown keys noted; empty when it is not one."""
    if not isinstance(raw, dict):
        problems.append(Problem(place.removesuffix(": ") or "case", "not_a_table", {"value": shown(raw)}))
        return _EMPTY
    if not known.issuperset(raw):
        _note_unknown_keys([key for key in raw if key not in known], place, known, problems)
    return raw


def _note_unknown_keys(unknown: Sequence[object], place: str, known: frozenset[str], problems: Problems) -> None:
    for key in unknown[:_MOST_TOLD]:
        near = suggestion(key, sorted(known), problems)
        problems.append(Problem(at(place, shown(key)), "unknown_key", {"key": shown(key)}, near))
    if len(unknown) > _MOST_TOLD:
        count = {"count": str(len(unknown) - _MOST_TOLD)}
        problems.append(Problem(place.removesuffix(": ") or "case", "more_unknown_keys", count))


def suggestion(word: object, known: Sequence[str], problems: Problems) -> str | None:
    """The nearest word, for the first problems only: comparing costs, and nobody mends a thousand slips by hand."""
    return nearest(word, known) if len(problems) < _MOST_TOLD else None


def rows(table: Table, key: str, place: str, problems: Problems) -> Sequence[Any]:
    """A list; empty when it is absent or not one."""
    raw = table.get(key)
    if raw is None:
        return ()
    if not isinstance(raw, list | tuple):
        problems.append(Problem(at(place, key), "not_a_list", {"value": shown(raw)}))
        return ()
    if len(raw) > _MOST_ROWS:
        problems.append(Problem(at(place, key), "too_many", {"count": str(len(raw)), "most": str(_MOST_ROWS)}))
        return raw[:_MOST_ROWS]
    return raw


def need(table: Table, key: str, place: str, problems: Problems) -> bool:
    """Whether the value is there; it is missed when it is not."""
    if table.get(key) is not None:
        return True
    problems.append(Problem(at(place, key), "missing"))
    return False


def text(table: Table, key: str, place: str, problems: Problems) -> str | None:
    """A text, None when absent or blank."""
    raw = table.get(key)
    if raw is None:
        return None
    if isinstance(raw, str):
        return raw.strip() or None
    problems.append(Problem(at(place, key), "not_a_text", {"value": shown(raw)}))
    return None


def texts(table: Table, key: str, place: str, problems: Problems) -> tuple[str, ...]:
    """A list of texts; a text alone is a list of one."""
    raw = table.get(key)
    listed = (raw,) if isinstance(raw, str) else rows(table, key, place, problems)
    read = []
    for i, row in enumerate(listed):
        if not isinstance(row, str):
            problems.append(Problem(f"{at(place, key)}[{i}]", "not_a_text", {"value": shown(row)}))
        elif row.strip():
            read.append(row.strip())
    return tuple(read)


def flag(table: Table, key: str, place: str, problems: Problems, *, default: bool = False) -> bool:
    """Yes or no."""
    raw = table.get(key)
    if raw is None:
        return default
    if isinstance(raw, bool):
        return raw
    problems.append(Problem(at(place, key), "not_yes_or_no", {"value": shown(raw)}))
    return default


def whole(table: Table, key: str, place: str, problems: Problems, least: int, most: int) -> int | None:
    """A whole number between two bounds, both allowed."""
    raw = table.get(key)
    if raw is None:
        return None
    if not isinstance(raw, int) or isinstance(raw, bool):
        problems.append(Problem(at(place, key), "not_a_number", {"value": shown(raw)}))
        return None
    if not least <= raw <= most:
        bounds = {"value": shown(raw), "least": str(least), "most": str(most)}
        problems.append(Problem(at(place, key), "out_of_range", bounds))
        return None
    return raw


def choice(table: Table, key: str, place: str, problems: Problems, choices: Sequence[str]) -> Any:
    """One of a few words, None when absent. Typed by the caller, who knows the words."""
    raw = table.get(key)
    if raw is None:
        return None
    if isinstance(raw, str) and raw in choices:
        return raw
    known = {"value": shown(raw), "choices": ", ".join(choices)}
    problems.append(Problem(at(place, key), "not_a_choice", known, suggestion(raw, choices, problems)))
    return None


def day(table: Table, key: str, place: str, problems: Problems) -> date | None:
    """A date, «2026-12-04», or a date the file format already read."""
    raw = table.get(key)
    return None if raw is None else as_day(raw, at(place, key), problems)


def of_our_age(day: date) -> bool:
    """Whether plans can be made around this day, or this instant."""
    return FIRST_YEAR <= day.year <= LAST_YEAR


def as_day(raw: object, place: str, problems: Problems) -> date | None:
    """The value at `place` as a date."""
    if isinstance(raw, str):
        read = _iso_date(raw.strip())
    else:
        read = raw if isinstance(raw, date) and not isinstance(raw, datetime) else None
    if read is None:
        problems.append(Problem(place, "bad_date", {"value": shown(raw)}, _as_iso(raw)))
    elif not of_our_age(read):
        problems.append(Problem(place, "bad_year", {"value": shown(raw)}))
        return None
    return read


def hour(table: Table, key: str, place: str, problems: Problems) -> time | None:
    """An hour of the day, «10:00»."""
    raw = table.get(key)
    if raw is None:
        return None
    read = raw
    if isinstance(raw, str) and _HOUR.fullmatch(raw):
        read = time.fromisoformat(raw)
    if isinstance(read, time) and read.tzinfo is None:
        return read
    problems.append(Problem(at(place, key), "bad_hour", {"value": shown(raw)}))
    return None


def instant(table: Table, key: str, place: str, problems: Problems, tz: tzinfo) -> datetime | None:
    """An instant in `tz`: local to it when written without an offset (AMB-01)."""
    raw = table.get(key)
    if raw is None:
        return None
    text = raw.strip() if isinstance(raw, str) else ""
    # The usual writing, «2026-11-24T10:00», is read as if in UTC and set right after: that is four times faster.
    usual = len(text) == 16 and text[13] == ":"
    read = _iso_instant(f"{text}Z" if usual else text) if isinstance(raw, str) else raw
    if not isinstance(read, datetime):
        problems.append(Problem(at(place, key), "bad_instant", {"value": shown(raw)}, _as_iso(raw)))
        return None
    if not of_our_age(read):
        problems.append(Problem(at(place, key), "bad_year", {"value": shown(raw)}))
        return None
    # By way of UTC, so that an hour the clocks skip is told as they show it after the change.
    if usual:
        return (read - (tz.utcoffset(read) or _NO_TIME)).astimezone(tz)
    return (read if read.tzinfo else read.replace(tzinfo=tz)).astimezone(UTC).astimezone(tz)


def utc(local: datetime) -> datetime:
    """The same instant in UTC, where instants of one zone compare by time and not by the clock's face."""
    return local.astimezone(UTC)


def _iso_date(text: str) -> date | None:
    if len(text) != 10 or text[4] != "-" or text[7] != "-":  # the week dates of ISO 8601 are not meant here
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _iso_instant(text: str) -> datetime | None:
    if len(text) < 16 or text[4] != "-" or text[7] != "-" or text[10] not in "Tt ":
        return None
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None


def _as_iso(raw: object) -> str | None:
    """A suggestion for a date written as people write it: «24/11/2026 10h30» is «2026-11-24T10:30»."""
    found = _DAY_FIRST.fullmatch(raw.strip()) if isinstance(raw, str) else None
    if found is None:
        return None
    day, month, year, hours, minutes = (int(part or 0) for part in found.groups())
    try:
        when = datetime(year, month, day, hours, minutes)  # noqa: DTZ001  (as written, in nobody's zone yet)
    except ValueError:
        return None
    return when.isoformat(timespec="minutes") if found[4] else when.date().isoformat()
