"""Dates, hours and lapses in words, by locale. Every lapse is true on the day it is given for, or is not given."""

from datetime import date, datetime, time

from relance.letters.grammar.lexis import ordered

NBSP = "\u00a0"


def number(value: int, lang: str) -> str:
    """A small number in words (0 to 16), in figures past that."""
    words = ordered(f"numbers_{lang}")
    return words[value] if 0 <= value < len(words) else str(value)


def day(value: date, locale: str, *, weekday: bool = False, year: bool = False) -> str:
    """«24 novembre», «1er décembre», «mardi 24 novembre 2026»; «24 November», «November 24, 2026». No article."""
    lang = locale[:2]
    month = ordered(f"months_{lang}")[value.month - 1]
    name = ordered(f"weekdays_{lang}")[value.weekday()]
    if lang == "fr":
        text = f"{'1er' if value.day == 1 else value.day} {month}"
        return f"{name + ' ' if weekday else ''}{text}{f' {value.year}' if year else ''}"
    if locale == "en-US":
        return f"{name + ', ' if weekday else ''}{month} {value.day}{f', {value.year}' if year else ''}"
    return f"{name + ' ' if weekday else ''}{value.day} {month}{f' {value.year}' if year else ''}"


def hour(value: time, locale: str) -> str:
    """«10 h», «14 h 30» with no-break spaces in French; «2.30 pm» in the UK, «2:30 p.m.» in the US."""
    if locale.startswith("fr"):
        return f"{value.hour}{NBSP}h" + (f"{NBSP}{value.minute:02}" if value.minute else "")
    american = locale == "en-US"
    half = ("p" if value.hour >= 12 else "a") + (".m." if american else "m")
    minutes = (":" if american else ".") + f"{value.minute:02}" if value.minute else ""
    return f"{value.hour % 12 or 12}{minutes}{NBSP}{half}"


def moment(value: datetime, locale: str) -> str:
    """«jeudi 10 décembre à 14 h 30», «Thursday 10 December at 2.30 pm»."""
    joint = "à" if locale.startswith("fr") else "at"
    return f"{day(value.date(), locale, weekday=True)} {joint} {hour(value.time(), locale)}"


def lapse(since: date, sent_on: date, locale: str) -> str | None:
    """How long ago, in words, exactly true on `sent_on`: «hier», «il y a dix jours», «two weeks ago».

    None when no exact wording sounds natural, or when `since` is not in the past.
    """
    days = (sent_on - since).days
    if days <= 0:
        return None
    lang = locale[:2]
    named = {
        "fr": {1: "hier", 2: "avant-hier", 7: "il y a une semaine", 14: "il y a deux semaines"},
        "en": {1: "yesterday", 7: "a week ago", 14: "two weeks ago"},
    }[lang]
    if days in named:
        return named[days]
    if days <= 13:
        unit = number(days, lang)
    elif days % 7 == 0 and days <= 56:
        unit = None
    else:
        return None
    if unit is None:
        weeks = number(days // 7, lang)
        return f"il y a {weeks} semaines" if lang == "fr" else f"{weeks} weeks ago"
    return f"il y a {unit} jours" if lang == "fr" else f"{unit} days ago"
