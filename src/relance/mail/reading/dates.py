"""Dates as people write them in mail: a grammar of our own, French and English, resolved on the sender's day.

General parsers stay silent on «d'ici vendredi» or «sous quinzaine», and take «lundi en huit» for a day gone by.
Each rule gives the first and the last day its words may mean; what is vague («prochainement») gives nothing.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from relance.mail.reading import day_names, stretches
from relance.mail.reading.calendar_words import MONTHS, NUMBERS
from relance.mail.reading.day_names import Here
from relance.mail.reading.lexicon import expressions

__all__ = ["Here", "Span", "spans"]


@dataclass(frozen=True, slots=True)
class Span:
    """Days some words mean: `first` to `last`, and where the words stand in the plain sentence.

    `recalled` days are told from another one: «le lendemain», «a week after that».
    """

    start: int
    end: int
    first: date
    last: date
    rule: str
    explicit: bool = False
    recalled: bool = False


_Rule = Callable[[re.Match[str], Here], "tuple[date, date] | None"]


_RULES: dict[str, _Rule] = {
    "iso": day_names.iso,
    "numeric": day_names.numeric,
    "numeric_dash": day_names.numeric,
    "week_of": stretches.week_of,
    "day_month": day_names.day_month,
    "month_day": day_names.day_month,
    "weekday_day": day_names.day_of_month,
    "weekday": day_names.weekday,
    "day_of_month": day_names.day_of_month,
    "relative": day_names.relative,
    "count": stretches.count,
    "named": stretches.named_count,
    "iso_week": stretches.iso_week,
    "week": stretches.week,
    "week_of_month": stretches.week_of_month,
    "rest_of_week": stretches.rest_of_week,
    "weekend": stretches.weekend,
    "month": stretches.month,
    "year": stretches.year,
    "feast": stretches.feast_day,
}


@lru_cache(maxsize=1)
def _grammar() -> tuple[tuple[str, re.Pattern[str], _Rule], ...]:
    """The rules of lexicon/dates.txt: «name_2 :=» is a second way to write «name»."""
    words = {
        "MONTHS": "|".join(sorted(MONTHS, key=len, reverse=True)),
        "NUMBERS": "|".join(sorted(NUMBERS, key=len, reverse=True)),
    }
    found = []
    for name, expression in expressions("dates", words).items():
        base = name.rstrip("0123456789").rstrip("_")
        if base in _RULES:
            found.append((base, re.compile(expression), _RULES[base]))
    return tuple(found)


_EXPLICIT = frozenset({"iso", "numeric", "numeric_dash", "day_month", "month_day", "weekday_day"})


# «Avant mai» is a day of May with «avant» before it: whoever asks must see what leads to the date.
_LEAD = re.compile(
    r"(?:avant|before|by|until|till|on|jusqu'\w*(?: mois d[e'])?)\s(?!the (?:week|month|year) is|que)"
)


@lru_cache(maxsize=512)
def spans(plain: str, here: Here) -> tuple[Span, ...]:
    """Every date in a plain sentence, in order, longest first where two overlap."""
    found: list[Span] = []
    for name, pattern, rule in _grammar():
        for match in pattern.finditer(plain):
            days = rule(match, here)
            if days is not None and 2000 <= days[1].year <= 2200:
                lead = _LEAD.match(match[0])
                start = match.start() + (lead.end() if lead else 0)
                found.append(Span(start, match.end(), days[0], days[1], name, explicit=name in _EXPLICIT))
    return tuple(_without_overlaps(found))


def _without_overlaps(found: list[Span]) -> Iterator[Span]:
    found.sort(key=lambda span: (-(span.end - span.start), span.start))
    kept: list[Span] = []
    for span in found:
        if all(span.end <= other.start or span.start >= other.end for other in kept):
            kept.append(span)
    yield from sorted(kept, key=lambda span: span.start)
