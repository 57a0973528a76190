"""Proposed slots: days and hours that go together, on the sender's clock."""

import re
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date, datetime, time
from itertools import pairwise

from relance.mail.reading.anchors import told_days
from relance.mail.reading.calendar_words import NUMBERS
from relance.mail.reading.dates import Here, Span
from relance.mail.reading.learned import TAGS, Shares
from relance.mail.reading.lexicon import pattern
from relance.mail.reading.sentences import Sentence

_HOUR = pattern("slots", "HOUR")
_RANGE = re.compile(r"\s?(?:-|a|to|et|and|until|till|jusqu'a)\s?")
_BOUND = pattern("slots", "BOUND")
_INSTEAD = re.compile(r"\b(?:plutot que|au lieu d[eu]|a la place d[eu]|instead of|rather than)\s+(?:le |the )?\Z")
_FROM = re.compile(r"\b(?:des|a partir de|from)\s\Z")
_LINK = re.compile(r"\s?(?:on|le|ce|this|the|du)?\s?")
_TOGETHER = pattern("slots", "TOGETHER")
_AGAIN = pattern("slots", "AGAIN")
#: Rules whose days nobody meets on: they tell how long, or a rough time.
_NO_DAY = frozenset({"count", "named", "month", "year", "feast"})
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
_AT = re.compile(r"\b(?:a|vers|pour|des|entre|et|ou|demain|\w+di),?\s\Z")
_LASTS = pattern("slots", "LASTS")
_OPENING = pattern("slots", "OPENING")
_CALLED_OFF = pattern("slots", "CALLED_OFF")
_DUE = pattern("slots", "DUE")
_FIRST_DAY = pattern("slots", "FIRST_DAY")
_DEADLINE, _INVITATION = TAGS.index("deadline"), TAGS.index("invitation")
#: Slots kept of one mail: nobody chooses among more.
MOST = 20


@dataclass(frozen=True, slots=True)
class _Mark:
    start: int
    end: int
    day: date | None = None
    at: time | None = None


def told_slots(text: Sequence[Sentence], here: Here, kind: str, heard: Sequence[Shares]) -> tuple[datetime, ...]:
    """The slots of a mail of this kind: not the hour an answer is due by, nor that of a first day at work."""
    if kind not in {"invitation", "other", "offer", "question", "acknowledgement"}:
        return ()
    skipped = {
        index
        for index, (sentence, shares) in enumerate(zip(text, heard, strict=True))
        if (shares[_DEADLINE] > 0.4 and shares[_INVITATION] < 0.5)
        or (kind not in {"invitation", "other"} and _FIRST_DAY.search(sentence.plain))
    }
    return propose(text, here, skipped, alone=kind in {"invitation", "other"})


def propose(
    text: Sequence[Sentence], here: Here, skipped: AbstractSet[int] = frozenset(), *, alone: bool = True
) -> tuple[datetime, ...]:
    """The slots, in the order they are proposed, as naive local datetimes; `alone`: an hour may lack its day."""
    found: list[datetime] = []
    last: date | None = None
    is_open = False
    for index, (sentence, days) in enumerate(zip(text, told_days(text, here), strict=True)):
        marks = [] if index in skipped else _marks(sentence.plain, days, here)
        own = any(mark.day for mark in marks)
        if marks and not own and not alone:
            continue
        if marks and not own:
            # An hour alone is of the day told just before, while that day waits for its hour.
            again = _AGAIN.match(sentence.plain) is not None or marks[0].start < 8
            found.extend(
                datetime.combine(last, mark.at) for mark in marks if last and mark.at and (is_open or again)
            )
            is_open = False
        elif own:
            pairs, is_open = _paired(sentence.plain, marks)
            found.extend(datetime.combine(day, at) for day, at in pairs)
            last = [mark.day for mark in marks if mark.day][-1]
    return tuple(dict.fromkeys(found))[:MOST]


def _paired(text: str, marks: Sequence[_Mark]) -> tuple[list[tuple[date, time]], bool]:
    """Days and hours of a sentence, two by two, and whether its last day has no hour yet."""
    found: list[tuple[date, time]] = []
    group: list[date] = []
    fresh = False
    previous = 0
    for index, mark in enumerate(marks):
        if mark.day is not None:
            joined = fresh and _TOGETHER.fullmatch(text[previous : mark.start]) is not None
            served = mark.day in group and not fresh
            group = [*group, mark.day] if joined else [mark.day]
            fresh = not served
            previous = mark.end
        elif mark.at is not None:
            ahead = (
                None
                if fresh
                else _day_just_after(text, marks[index:], first=not group, hours_first=marks[0].at is not None)
            )
            group = [ahead] if ahead else group
            found.extend((day, mark.at) for day in group)
            fresh = False
    return found, fresh


def _day_just_after(text: str, marks: Sequence[_Mark], *, first: bool, hours_first: bool) -> date | None:
    """The day of «2pm on Tuesday», «11h ou 14h demain»; a day that has an hour of its own may want no other."""
    for index, (mark, after) in enumerate(pairwise(marks)):
        between = text[mark.end : after.start]
        if after.day is not None:
            is_served = index + 2 < len(marks) and marks[index + 2].at is not None
            link = between.lstrip(",") if first else between
            return after.day if _LINK.fullmatch(link) and (hours_first or not is_served) else None
        if not _TOGETHER.fullmatch(between):
            return None
    return None


def slots_of(text: Sequence[Sentence], here: Here) -> tuple[datetime, ...]:
    """The slots told by the last of a few sentences."""
    return propose(text, here) if _HOUR.search(text[-1].plain) else ()


def _marks(text: str, days: Sequence[Span], here: Here) -> list[_Mark]:
    """Days and hours in the order of the words, without deadlines, durations and ends of ranges."""
    marks: list[_Mark] = []
    barred: list[int] = []
    for span in days:
        before = text[: span.start]
        if span.first != span.last or span.last < here.today or span.rule in _NO_DAY or _INSTEAD.search(before):
            continue
        if _is_no_meeting(before):
            barred.append(span.end)
            continue
        marks.append(_Mark(span.start, span.end, day=span.first))
    return sorted([*marks, *_hours(text, marks, barred)], key=lambda mark: mark.start)


def _is_no_meeting(before: str) -> bool:
    """Whether the words before a day make it a limit, a day gone by, or one that was called off."""
    if _DATE_BOUND.search(before) or (_DONE.search(before) and _RECALLS.search(before)):
        return True
    return _CALLED_OFF.search(before) is not None or _DUE.search(before) is not None


def _hours(text: str, days: Sequence[_Mark], barred: Sequence[int]) -> list[_Mark]:
    found: list[_Mark] = []
    previous_end, previous_ok = -100, False
    for hour in _HOUR.finditer(text):
        if any(mark.start <= hour.start() < mark.end for mark in days):
            continue
        value = _time(hour, text)
        is_tail = (
            previous_ok
            and _RANGE.fullmatch(text[previous_end : hour.start()]) is not None
            and _opens_range(text, previous_end, hour.start())
        )
        after_bar = any(0 <= hour.start() - end < 14 for end in barred)
        bad = value is None or after_bar or _is_no_slot(text, hour, days)
        previous_end, previous_ok = hour.end(), not bad or is_tail
        if not bad and not is_tail:
            found.append(_Mark(hour.start(), hour.end(), at=value))
    return found


def _is_no_slot(text: str, hour: re.Match[str], days: Sequence[_Mark]) -> bool:
    """A limit, a length of time, opening hours, or the same hour in another zone."""
    before, after = text[: hour.start()], text[hour.end() :]
    if _BOUND.search(before) and not _opens_a_day(before, days):
        return True
    if _ZONE_ASIDE.search(before) and _ZONE.search(after[:25]):
        return True
    if hour["fr"] and not _AT.search(before):
        return True
    if (hour["h"] or hour["fr"]) and (_DURATION.search(before) or _LASTS.match(after)):
        return True
    return _OPENING.search(before) is not None


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
        told = NUMBERS[found["fr"]]
        return time(told + 12 if told < 7 else told, minute)
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
    hour = int(found["h"] or found["h2"] or found["h3"] or found["h4"] or found["h5"] or found["h6"])
    minute = int(found["m"] or found["m2"] or 0)
    half = found["ap2"] or found["ap3"] or ""
    if found["h6"]:
        half = "p" if hour < 7 else ""
    if not half and (found["h2"] or found["h4"] or found["h5"]):
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
