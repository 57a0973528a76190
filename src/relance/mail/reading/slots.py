"""Proposed slots: days and hours that go together, on the sender's clock."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from relance.mail.reading.calendar_words import NUMBERS
from relance.mail.reading.dates import Here, spans
from relance.mail.reading.lexicon import pattern
from relance.mail.reading.sentences import Sentence

_HOUR = pattern("slots", "HOUR")
_RANGE = re.compile(r"\s?(?:-|a|to|et|and|until|till|jusqu'a)\s?")
_RANGE_HEAD = re.compile(r"\b(?:entre|between|de|from)\s+\Z")
_BOUND = pattern("slots", "BOUND")
_INSTEAD = re.compile(r"\b(?:plutot que|au lieu d[eu]|a la place d[eu]|instead of|rather than)\s+(?:le |the )?\Z")
_FROM = re.compile(r"\b(?:des|a partir de|from)\s\Z")
_LINK = re.compile(r"[\s,]*(?:on|le|ce|this|the)?\s?")
_RECALLS = re.compile(
    r"\b(?:suite a|merci|remerci\w+|lors de|apres|depuis|following|thank\w*|after|since|further to|during)\b"
)
_ZONE = re.compile(
    r"\b(?:heure|time|utc|gmt|c?e[sd]?t|paris|montreal|london|londres|new york|brussels|bruxelles)\b"
)
_DATE_BOUND = pattern("slots", "DATE_BOUND")
_DONE = pattern("slots", "DONE")
_ZONE_ASIDE = re.compile(r"\([^)]*\Z")
_DURATION = pattern("slots", "DURATION")


@dataclass(frozen=True, slots=True)
class _Mark:
    start: int
    end: int
    day: date | None = None
    at: time | None = None


def propose(text: Sequence[Sentence], here: Here, *, limit: int = 20) -> tuple[datetime, ...]:
    """The slots, in the order they are proposed, as naive local datetimes."""
    found: list[datetime] = []
    days: list[date] = []
    for sentence in text:
        fresh = False
        group: list[date] = list(days[-1:])
        for mark in _marks(sentence.plain, here):
            if mark.day is not None:
                group = [*group, mark.day] if fresh else [mark.day]
                fresh = True
                days = group
            elif mark.at is not None and group:
                found.extend(datetime.combine(day, mark.at) for day in group)
                fresh = False
    return tuple(dict.fromkeys(found))[:limit]


def _day_just_after(text: str, mark: _Mark, following: Sequence[_Mark]) -> date | None:
    """The day of «2pm on Tuesday», «18h ce soir»."""
    after = following[0] if following else None
    if after is None or after.day is None:
        return None
    return after.day if _LINK.fullmatch(text[mark.end : after.start]) else None


def slots_of(text: Sequence[Sentence], here: Here) -> tuple[datetime, ...]:
    """The slots told by the last of a few sentences."""
    return propose(text, here) if _HOUR.search(text[-1].plain) else ()


def _marks(text: str, here: Here) -> list[_Mark]:
    """Days and hours in the order of the words, without deadlines, durations and ends of ranges."""
    marks: list[_Mark] = []
    barred: list[int] = []
    for span in spans(text, here):
        before = text[: span.start]
        if (
            span.first != span.last
            or span.last < here.today
            or span.rule in {"count", "named", "month", "year", "feast"}
        ):
            continue
        if _INSTEAD.search(before):
            continue
        if _DATE_BOUND.search(before) or (_DONE.search(before) and _RECALLS.search(before)):
            barred.append(span.end)
            continue
        marks.append(_Mark(span.start, span.end, day=span.first))
    taken = [(mark.start, mark.end) for mark in marks]
    previous_end, previous_ok = -100, False
    for hour in _HOUR.finditer(text):
        if any(start <= hour.start() < end for start, end in taken):
            continue
        before = text[: hour.start()]
        is_tail = (
            previous_ok
            and _RANGE.fullmatch(text[previous_end : hour.start()]) is not None
            and _opens_range(text, previous_end, hour.start())
        )
        value = _time(hour, text)
        after_bar = any(0 <= hour.start() - end < 14 for end in barred)
        bad = (
            value is None
            or (_BOUND.search(before) and not _opens_a_day(before, marks))
            or after_bar
            or (_ZONE_ASIDE.search(before) and _ZONE.search(text[hour.end() : hour.end() + 25]))
            or (hour["h"] and _DURATION.search(before))
        )
        previous_end, previous_ok = hour.end(), not bad or is_tail
        if not bad and not is_tail:
            marks.append(_Mark(hour.start(), hour.end(), at=value))
    return sorted(marks, key=lambda mark: mark.start)


def _opens_a_day(before: str, marks: Sequence[_Mark]) -> bool:
    """«jeudi 8 dès 9h»: the hour a day begins at is a slot."""
    opening = _FROM.search(before)
    return opening is not None and any(0 <= opening.start() - mark.end <= 2 for mark in marks)


def _opens_range(text: str, end: int, start: int) -> bool:
    """«14h-15h», «de 14h à 15h», «entre 9h et 11h»; but «10h et 14h» are two slots."""
    link = text[end:start].strip()
    head = re.search(r"\b(entre|between|de|from)\s+[\dh:. apm]{1,9}\Z", text[:end])
    if link in {"et", "and"}:
        return head is not None and head[1] in {"entre", "between"}
    return True


def _worded(found: re.Match[str]) -> time:
    """«neuf heures et demie», «at half past nine», «quarter to ten»."""
    if found["fr"]:
        minute = {"": 0, "et demie": 30, "trente": 30}.get((found["frm"] or "").strip(), 15)
        return time(NUMBERS[found["fr"]], minute)
    hour, part = NUMBERS[found["en"] or found["en2"]], found["part"] or found["part2"] or ""
    minute = 30 if "half" in part else 15 if "past" in part else 45 if "to" in part else 0
    hour -= minute == 45
    # People meet in office hours: «at three» is in the afternoon.
    return time(hour + 12 if hour < 8 and not (found["half"] or found["half2"]) else hour, minute)


def _time(found: re.Match[str], text: str) -> time | None:
    if found["noon"]:
        return time(12)
    if found["fr"] or found["en"] or found["en2"]:
        return _worded(found)
    hour = int(found["h"] or found["h2"] or found["h3"] or found["h4"])
    minute = int(found["m"] or found["m2"] or 0)
    half = found["ap2"] or found["ap3"] or ""
    if not half and (found["h2"] or found["h4"]):
        half = _half_of_a_range(text, found.end())
        if found["h4"] and not half:
            if not found[0].startswith("at"):
                return None
            # «At 3» is in the afternoon, «at 9» in the morning: people meet in office hours.
            half = "p" if hour < 8 else ""
        elif found["h2"] and not half and 1 <= hour <= 6 and len(found["h2"]) == 1:
            half = "p"
    if half == "p" and hour < 12:
        hour += 12
    elif half == "a" and hour == 12:
        hour = 0
    return time(hour, minute) if 0 <= hour <= 23 else None


def _half_of_a_range(text: str, end: int) -> str:
    """In «between 2 and 4pm» the first hour borrows the half-day of the second."""
    tail = re.match(r"\s?(?:-|to|and|or)\s?\d{1,2}(?:[:.]\d\d)?\s?([ap])\.?m", text[end:])
    return tail[1] if tail else ""
