"""What one day may be called: a date in figures, a day of the month, a weekday, tomorrow."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from relance.mail.reading.calendar_words import MONTHS, NUMBERS, WEEKDAYS


@dataclass(frozen=True, slots=True)
class Here:
    """The sender's day, and how they write 03/04."""

    today: date
    month_first: bool = False
    quebec: bool = False


def number(word: str) -> int:
    """A number in figures or in letters."""
    return int(word) if word.isdigit() else NUMBERS[word]


def day_or_none(year: int, month: int, day: int) -> date | None:
    """The day, if the calendar has it."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def coming(here: Here, month: int, day: int) -> date | None:
    """A day and a month without a year: the coming one, unless it is only just gone."""
    for year in (here.today.year, here.today.year + 1):
        found = day_or_none(year, month, day)
        if found is not None and (found - here.today).days >= -120:
            return found
    return None


def one_day(day: date | None) -> tuple[date, date] | None:
    """A stretch of one day."""
    return None if day is None else (day, day)


def monday_of(day: date) -> date:
    """The Monday of its week."""
    return day - timedelta(days=day.weekday())


def iso(found: re.Match[str], _: Here) -> tuple[date, date] | None:
    """2026-12-04."""
    return one_day(day_or_none(int(found["y"]), int(found["m"]), int(found["d"])))


def numeric(found: re.Match[str], here: Here) -> tuple[date, date] | None:
    """03/04 as the sender writes it; the weekday, when it is told, decides."""
    first, second = int(found["a"]), int(found["b"])
    if found["sep"] == "." and not found["year"] and (second > 12 or len(found["b"]) < 2):
        return None
    weekday = WEEKDAYS.get(found.groupdict().get("weekday") or "")
    if (first, second) in {(24, 7), (7, 7)} and not found["year"] and weekday is None:
        return None
    month_first = here.month_first and found["sep"] != "."
    orders = [(first, second), (second, first)]
    orders = orders[::-1] if month_first else orders
    days = [_in_figures(day, month, found["year"], here) for day, month in orders]
    possible = [day for day in days if day is not None]
    agreeing = [day for day in possible if weekday is not None and day.weekday() == weekday]
    return one_day(next(iter(agreeing or possible), None))


def _in_figures(day: int, month: int, year: str | None, here: Here) -> date | None:
    if not year:
        return coming(here, month, day)
    return day_or_none(int(year) + 2000 if len(year) == 2 else int(year), month, day)


def day_month(found: re.Match[str], here: Here) -> tuple[date, date] | None:
    """«4 décembre», «December 4th», with or without a year."""
    day = 1 if found["day"] in {"1er", "premier"} else int(re.sub(r"\D", "", found["day"]))
    month = MONTHS[found["month"].rstrip(".")]
    if found["year"]:
        return one_day(day_or_none(int(found["year"]), month, day))
    return one_day(coming(here, month, day))


def day_of_month(found: re.Match[str], here: Here) -> tuple[date, date] | None:
    """«le 15», «jeudi 4», «Thursday the 4th»: the next such day; the weekday, when given, must agree."""
    day = int(re.sub(r"\D", "", found["day"]))
    given = found.groupdict()
    weekday = WEEKDAYS.get(given.get("weekday") or "")
    year, month = here.today.year, here.today.month
    for step in range(1, 2) if given.get("next_month") else range(-1, 4):
        index = month - 1 + step
        found_day = day_or_none(year + index // 12, index % 12 + 1, day)
        if found_day is None or found_day < here.today:
            continue
        if weekday is None or found_day.weekday() == weekday:
            return one_day(found_day)
    return None


_AND_A_WEEK = re.compile(r"en huit|week on|week from|day week")
_AND_TWO = re.compile(r"en quinze|day fortnight|fortnight on|fortnight from|two weeks (?:on|from)")
_NEXT_WEEK = re.compile(r"semaine prochaine|next week|semaine d'apres|(?:\A|\s)next(?:\s|\Z)")


def weekday(found: re.Match[str], here: Here) -> tuple[date, date] | None:
    """«vendredi», «lundi en huit», «next Tuesday»: never a day gone by."""
    target = WEEKDAYS[found["weekday"]]
    ahead = (target - here.today.weekday()) % 7
    next_one = here.today + timedelta(days=ahead or 7)
    words = found[0]
    if _AND_A_WEEK.search(words):
        return one_day(next_one + timedelta(days=7))
    if _AND_TWO.search(words):
        return one_day(next_one + timedelta(days=14))
    if _NEXT_WEEK.search(words):
        return one_day(monday_of(here.today) + timedelta(days=7 + target))
    if "prochain" in words and ahead in {1, 2}:
        return one_day(next_one + timedelta(days=7))
    if re.search(r"\bce\s|\bthis\s|cette semaine|this week|de la semaine\b", words) and ahead == 0:
        return one_day(here.today)
    return one_day(next_one)


_SAME_DAY = re.compile(
    r"aujourd'hui|\btoday|\bce (?:jour|soir|matin)|tonight|this (?:evening|afternoon|morning)|cet apres.midi"
    r"|dans la journee|end of day|\beod|\bcob|(?:end|close) of (?:play|business)"
)


def relative(found: re.Match[str], here: Here) -> tuple[date, date] | None:
    """«demain», «ce soir», «a week today», «this day week»."""
    words = found[0]
    if "fortnight" in words:
        return one_day(here.today + timedelta(days=14 + ("tomorrow" in words)))
    if "week" in words:
        return one_day(here.today + timedelta(days=7 + ("tomorrow" in words)))
    if re.search(r"apres[- ]demain|day after tomorrow|surlendemain", words):
        return one_day(here.today + timedelta(days=2))
    return one_day(here.today + timedelta(days=0 if _SAME_DAY.search(words) else 1))
