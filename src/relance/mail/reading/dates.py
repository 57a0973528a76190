"""Dates as people write them in mail: a grammar of our own, French and English, resolved on the sender's day.

General parsers stay silent on «d'ici vendredi» or «sous quinzaine», and take «lundi en huit» for a day gone by.
Each rule gives the first and the last day its words may mean; what is vague («prochainement») gives nothing.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from relance.mail.reading.calendar_words import MONTHS, NUMBERS, WEEKDAYS, feast, month_end
from relance.mail.reading.lexicon import expressions


@dataclass(frozen=True, slots=True)
class Span:
    """Days some words mean: `first` to `last`, and where the words stand in the plain sentence."""

    start: int
    end: int
    first: date
    last: date
    rule: str
    explicit: bool = False


@dataclass(frozen=True, slots=True)
class Here:
    """The sender's day, and how they write 03/04."""

    today: date
    month_first: bool = False
    quebec: bool = False


_Rule = Callable[[re.Match[str], Here], "tuple[date, date] | None"]


def _number(word: str) -> int:
    return int(word) if word.isdigit() else NUMBERS[word]


def _safe(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _near(here: Here, month: int, day: int) -> date | None:
    """A day and a month without a year: the coming one, unless it is only just gone."""
    for year in (here.today.year, here.today.year + 1):
        found = _safe(year, month, day)
        if found is not None and (found - here.today).days >= -120:
            return found
    return None


def _one(day: date | None) -> tuple[date, date] | None:
    return None if day is None else (day, day)


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _iso(found: re.Match[str], _: Here) -> tuple[date, date] | None:
    return _one(_safe(int(found["y"]), int(found["m"]), int(found["d"])))


def _numeric(found: re.Match[str], here: Here) -> tuple[date, date] | None:
    first, second = int(found["a"]), int(found["b"])
    if found["sep"] == "." and not found["year"] and (second > 12 or len(found["b"]) < 2):
        return None
    if (first, second) in {(24, 7), (7, 7)} and not found["year"]:
        return None
    month_first = here.month_first and found["sep"] != "."
    day, month = (
        (second, first) if (month_first and second <= 31 and first <= 12) or second > 12 else (first, second)
    )
    if not 1 <= month <= 12:
        return None
    if found["year"]:
        year = int(found["year"])
        return _one(_safe(year + 2000 if year < 100 else year, month, day))
    return _one(_near(here, month, day))


def _day_month(found: re.Match[str], here: Here) -> tuple[date, date] | None:
    day = 1 if found["day"] in {"1er", "premier"} else int(re.sub(r"\D", "", found["day"]))
    month = MONTHS[found["month"].rstrip(".")]
    if found["year"]:
        return _one(_safe(int(found["year"]), month, day))
    return _one(_near(here, month, day))


def _day_of_month(found: re.Match[str], here: Here) -> tuple[date, date] | None:
    """«le 15», «jeudi 4», «Thursday the 4th»: the next such day; the weekday, when given, must agree."""
    day = int(re.sub(r"\D", "", found["day"]))
    weekday = WEEKDAYS.get(found.groupdict().get("weekday") or "")
    year, month = here.today.year, here.today.month
    for step in range(-1, 4):
        index = month - 1 + step
        found_day = _safe(year + index // 12, index % 12 + 1, day)
        if found_day is None or found_day < here.today:
            continue
        if weekday is None or found_day.weekday() == weekday:
            return _one(found_day)
    return None


def _weekday(found: re.Match[str], here: Here) -> tuple[date, date] | None:
    target = WEEKDAYS[found["weekday"]]
    ahead = (target - here.today.weekday()) % 7
    coming = here.today + timedelta(days=ahead or 7)
    words = found[0]
    if re.search(r"en huit|week on|(?:friday|monday|tuesday|wednesday|thursday) week", words):
        return _one(coming + timedelta(days=7))
    if "en quinze" in words:
        return _one(coming + timedelta(days=14))
    next_week = _monday(here.today) + timedelta(days=7 + target)
    if re.search(r"semaine prochaine|next week|semaine d'apres|(?:\A|\s)next\s", words):
        return _one(next_week)
    if "prochain" in words and ahead in {1, 2}:
        return _one(coming + timedelta(days=7))
    if re.search(r"\bce\s|\bthis\s|cette semaine|this week|de la semaine\b", words) and ahead == 0:
        return _one(here.today)
    return _one(coming)


def _relative(found: re.Match[str], here: Here) -> tuple[date, date] | None:
    words = found[0]
    if "week" in words:
        return _one(here.today + timedelta(days=7 + ("tomorrow" in words)))
    ahead = {
        "aujourd'hui": 0, "today": 0, "ce jour": 0, "ce soir": 0, "tonight": 0, "this evening": 0,
        "this afternoon": 0, "cet apres-midi": 0, "cet apres midi": 0, "dans la journee": 0, "ce matin": 0,
        "this morning": 0, "end of day": 0, "eod": 0, "cob": 0, "end of play": 0, "close of play": 0,
        "close of business": 0,
    }  # fmt: skip
    for key, days in ahead.items():
        if key in words:
            return _one(here.today + timedelta(days=days))
    if re.search(r"apres[- ]demain|day after tomorrow|surlendemain", words):
        return _one(here.today + timedelta(days=2))
    return _one(here.today + timedelta(days=1))


def _count(found: re.Match[str], here: Here) -> tuple[date, date] | None:
    low = _number(found["low"]) if found["low"] else 0
    count = _number(found["n"])
    unit = found["unit"][0] if found["unit"] not in {"mois", "month", "months"} else "M"
    is_open = bool(found["open"] or found["ouvre"])
    if found["unit"] == "fortnight":
        return _one(here.today + timedelta(days=14 * count))
    if unit in "jd" and not is_open and found["n"] in {"8", "huit", "15", "quinze"}:
        # «Huit jours» is a week and «quinze jours» two, whoever counts them.
        count = 7 if count == 8 else 14
    last = _after(here.today, count, unit, working=is_open)
    first = _after(here.today, low, unit, working=is_open) if low else last
    return (min(first, last), last)


def _after(today: date, count: int, unit: str, *, working: bool) -> date:
    if unit == "M":
        index = today.month - 1 + min(count, 24)
        year, month = today.year + index // 12, index % 12 + 1
        return min(date(year, month, 1) + timedelta(days=today.day - 1), month_end(year, month))
    if unit == "h":
        return today + timedelta(days=(count + 23) // 24)
    if unit in "sw":
        return today + timedelta(days=7 * count)
    if not working:
        return today + timedelta(days=count)
    day = today
    for _ in range(count):
        day += timedelta(days=1)
        while day.weekday() > 4:
            day += timedelta(days=1)
    return day


def _named_count(found: re.Match[str], here: Here) -> tuple[date, date] | None:
    days = {"huitaine": 7, "dizaine": 10, "quinzaine": 14, "fortnight": 14, "vingtaine": 20}
    return _one(here.today + timedelta(days=days[found["name"]]))


def _week(found: re.Match[str], here: Here) -> tuple[date, date] | None:
    words = found[0]
    edge = found["edge"] or ""
    today = here.today
    is_next = re.search(r"prochaine|next|suivante|following|qui vient|d'apres|coming", words) is not None
    monday = _monday(today) + timedelta(days=7 if is_next or today.weekday() > 4 else 0)
    if edge in {"fin", "end", "late"}:
        # The end of the week, said on a Friday, is the next one, unless it is «cette semaine» (PL-11).
        late = today.weekday() == 4 and not is_next and not re.search("cette|this", words)
        return _one(monday + timedelta(days=11 if late else 4))
    if edge in {"debut", "early", "beginning", "start"}:
        days = (monday, monday + timedelta(days=1))
    elif edge in {"mi", "milieu", "mid", "middle"}:
        days = (monday + timedelta(days=1), monday + timedelta(days=2))
    else:
        days = (max(monday, today), max(monday + timedelta(days=4), today))
    if days[1] < today:
        days = (days[0] + timedelta(days=7), days[1] + timedelta(days=7))
    return days


def _week_of(found: re.Match[str], here: Here) -> tuple[date, date] | None:
    day = int(re.sub(r"\D", "", found["day"]))
    month = found["month"]
    start = _near(here, MONTHS[month.rstrip(".")], day) if month else None
    if start is None and not month:
        inner = _day_of_month(found, here)
        start = inner[0] if inner else None
    return None if start is None else (_monday(start), _monday(start) + timedelta(days=4))


def _iso_week(found: re.Match[str], here: Here) -> tuple[date, date] | None:
    week = int(found["n"])
    if not 1 <= week <= 53:
        return None
    for year in (here.today.year, here.today.year + 1):
        try:
            friday = date.fromisocalendar(year, week, 5)
        except ValueError:
            continue
        if friday >= here.today:
            return (friday - timedelta(days=4), friday)
    return None


def _rest_of_week(found: re.Match[str], here: Here) -> tuple[date, date] | None:
    monday = _monday(here.today) + timedelta(days=7 if "next" in found[0] or here.today.weekday() > 4 else 0)
    return (here.today, max(monday + timedelta(days=4), here.today))


def _weekend(found: re.Match[str], here: Here) -> tuple[date, date] | None:
    friday = _monday(here.today) + timedelta(days=4 + (7 if "prochain" in found[0] or "next" in found[0] else 0))
    return _one(max(friday, here.today))


def _month(found: re.Match[str], here: Here) -> tuple[date, date] | None:
    edge, words = found["edge"] or "", found[0]
    name = found["month"]
    if name:
        month = MONTHS[name.rstrip(".")]
        year = (
            int(found["year"])
            if found["year"]
            else here.today.year + (month_end(here.today.year, month) < here.today)
        )
    else:
        index = here.today.month - 1 + (1 if re.search(r"prochain|next|suivant", words) else 0)
        year, month = here.today.year + index // 12, index % 12 + 1
    return _edge_of_month(year, month, edge)


def _edge_of_month(year: int, month: int, edge: str) -> tuple[date, date]:
    start, end = date(year, month, 1), month_end(year, month)
    if edge in {"debut", "early", "beginning", "start"}:
        return (start, date(year, month, 10))
    if edge in {"mi", "milieu", "mid", "middle", "premiere quinzaine", "first half"}:
        return (date(year, month, 10 if "quinz" not in edge and "half" not in edge else 1), date(year, month, 15))
    if edge in {"fin", "end", "late"}:
        return (date(year, month, 20) if edge == "late" else end, end)
    return (start, end)


def _year(_: re.Match[str], here: Here) -> tuple[date, date] | None:
    return _one(date(here.today.year, 12, 31))


def _feast(found: re.Match[str], here: Here) -> tuple[date, date] | None:
    name = found["feast"]
    if re.match(
        r"(?:les |the )?(?:fetes|conges de noel|vacances de noel|holidays|holiday season|festive|break)", name
    ):
        return _one(feast("noel", here.today))
    return _one(
        feast(re.sub(r"\A(?:le |la |the |les )", "", name).rstrip("'s"), here.today)
        or feast(re.sub(r"\A(?:le |la |the |les )", "", name), here.today)
    )


_RULES: dict[str, _Rule] = {
    "iso": _iso,
    "numeric": _numeric,
    "numeric_dash": _numeric,
    "week_of": _week_of,
    "day_month": _day_month,
    "month_day": _day_month,
    "weekday_day": _day_of_month,
    "weekday": _weekday,
    "day_of_month": _day_of_month,
    "relative": _relative,
    "count": _count,
    "named": _named_count,
    "iso_week": _iso_week,
    "week": _week,
    "rest_of_week": _rest_of_week,
    "weekend": _weekend,
    "month": _month,
    "year": _year,
    "feast": _feast,
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


@lru_cache(maxsize=512)
def spans(plain: str, here: Here) -> tuple[Span, ...]:
    """Every date in a plain sentence, in order, longest first where two overlap."""
    found: list[Span] = []
    for name, pattern, rule in _grammar():
        for match in pattern.finditer(plain):
            days = rule(match, here)
            if days is not None and 2000 <= days[1].year <= 2200:
                found.append(Span(match.start(), match.end(), days[0], days[1], name, explicit=name in _EXPLICIT))
    return tuple(_without_overlaps(found))


def _without_overlaps(found: list[Span]) -> Iterator[Span]:
    found.sort(key=lambda span: (-(span.end - span.start), span.start))
    kept: list[Span] = []
    for span in found:
        if all(span.end <= other.start or span.start >= other.end for other in kept):
            kept.append(span)
    yield from sorted(kept, key=lambda span: span.start)
