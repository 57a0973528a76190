"""Days told from another day: «le lendemain», «a week after that», «la semaine qui suit», «fin mai, le 29».

A sentence alone does not say which day they are counted from: it is the last one told before them, in the sentence
or in an earlier one, unless it follows at once («le lendemain du 14»).
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import lru_cache

from relance.mail.reading.calendar_words import NUMBERS, WEEKDAYS
from relance.mail.reading.dates import Here, Span, spans
from relance.mail.reading.day_names import day_or_none, monday_of, number
from relance.mail.reading.lexicon import expressions
from relance.mail.reading.sentences import Sentence
from relance.mail.reading.stretches import counted

_MAY_RECALL = re.compile(
    r"lendemain|veille|day|after|before|following|apres|later|plus tard|qui sui|suivant|suivra|meme|same|-la\b"
    r"|foulee|of th|from th"
)
_APPOSED = re.compile(r"[\s,(:-]{1,3}(?:(?:soit|plus precisement|namely|that is)[\s,]+)?")
_TIES = re.compile(r"\s?(?:(?:du|de|de la|d'|of|the|le|la|l'|that) ?){0,2}")
_STEPS = {"day_after": 1, "day_before": -1, "two_after": 2, "same_day": 0}


@lru_cache(maxsize=1)
def _forms() -> dict[str, re.Pattern[str]]:
    """The ways of lexicon/anchors.txt."""
    days = sorted((day for day in WEEKDAYS if len(day) > 4), key=len, reverse=True)
    words = {"NUMBERS": "|".join(sorted(NUMBERS, key=len, reverse=True)), "WEEKDAYS": "|".join(days)}
    return {name: re.compile(form) for name, form in expressions("anchors", words).items() if name.islower()}


def told_days(text: Sequence[Sentence], here: Here) -> list[tuple[Span, ...]]:
    """The dates of each sentence of a text, with those that lean on another one."""
    found = []
    anchor: Span | None = None
    for sentence in text:
        own = _apposed(sentence.plain, spans(sentence.plain, here), anchor)
        if (anchor or own) and _MAY_RECALL.search(sentence.plain):
            own = _with_recalled(sentence.plain, own, anchor, here)
        found.append(own)
        anchor = next((span for span in reversed(own) if span.last >= here.today), anchor)
    return found


def _apposed(text: str, own: tuple[Span, ...], anchor: Span | None) -> tuple[Span, ...]:
    """«Fin mai, le 29», «la mi-août, je vous appelle le 14»: the day is of the month or the week just told."""
    kept: list[Span] = []
    for span in own:
        before = kept[-1] if kept else None
        told = before or anchor
        if told is None or told.rule not in {"month", "week"} or span.rule != "day_of_month":
            kept.append(span)
            continue
        day = day_or_none(told.last.year, told.last.month, span.last.day)
        joined = before is not None and _APPOSED.fullmatch(text[before.end : span.start]) is not None
        if day is not None and (told.first <= day <= told.last or (joined and told.rule == "month")):
            start = kept.pop().start if joined else span.start
            kept.append(replace(span, start=start, first=day, last=day))
        else:
            kept.append(span)
    return tuple(kept)


def _with_recalled(text: str, own: tuple[Span, ...], anchor: Span | None, here: Here) -> tuple[Span, ...]:
    """The dates of a sentence, those that lean on another one in the place of what they seem to say alone."""
    found = list(_recalled(text, own, anchor, here))
    alone = [span for span in own if all(span.end <= one.start or span.start >= one.end for one in found)]
    return tuple(sorted([*alone, *found], key=lambda span: span.start))


def _recalled(text: str, own: Sequence[Span], anchor: Span | None, here: Here) -> Iterator[Span]:
    taken = -1
    for name, form in _forms().items():
        for match in form.finditer(text):
            after = next((span for span in own if span.start >= match.end()), None)
            tied = after is not None and _TIES.fullmatch(text[match.end() : after.start]) is not None
            before = next((span for span in reversed(own) if span.end <= match.start()), anchor)
            from_day = after if tied and name not in {"same_day", "same_week"} else before
            days = _counted_from(name, match, from_day.last) if from_day else None
            if days is None or days[1] < here.today or match.start() < taken:
                continue
            taken = match.end()
            end = after.end if tied and after else match.end()
            rule = "week" if name in {"same_week", "next_week"} else "relative"
            yield Span(match.start(), end, max(days[0], here.today), days[1], rule, recalled=True)


def _counted_from(name: str, match: re.Match[str], day: date) -> tuple[date, date] | None:
    """The days some words mean, counted from a day."""
    if name in _STEPS:
        step = -2 if "avant-veille" in match[0] else _STEPS[name]
        return (day + timedelta(days=step),) * 2
    if name == "count_after":
        unit = "M" if match["unit"][:2] == "mo" else match["unit"][0]
        last = counted(day, number(match["n"]), unit, working=bool(match["open"]))
        return last, last
    if name == "weekday_of":
        last = monday_of(day) + timedelta(days=WEEKDAYS[match["weekday4"] or match["weekday5"]])
        return last, last
    if name == "weekday_after":
        weekday = WEEKDAYS[match["weekday"] or match["weekday2"] or match["weekday3"]]
        last = day + timedelta(days=(weekday - day.weekday() - 1) % 7 + 1)
        return last, last
    monday = monday_of(day) + timedelta(days=7 * (name == "next_week"))
    return monday, monday + timedelta(days=4)
