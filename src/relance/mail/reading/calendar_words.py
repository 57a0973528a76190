"""Small calendars: months, weekdays, numbers in words, feasts. Everything is in plain form (no accents)."""

from datetime import date, timedelta

MONTHS = {
    "janvier": 1, "janv": 1, "january": 1, "jan": 1, "fevrier": 2, "fevr": 2, "fev": 2, "february": 2, "feb": 2,
    "mars": 3, "march": 3, "mar": 3, "avril": 4, "avr": 4, "april": 4, "apr": 4, "mai": 5, "may": 5, "juin": 6,
    "june": 6, "jun": 6, "juillet": 7, "juil": 7, "july": 7, "jul": 7, "aout": 8, "august": 8, "aug": 8,
    "septembre": 9, "september": 9, "sept": 9, "sep": 9, "octobre": 10, "october": 10, "oct": 10,
    "novembre": 11, "november": 11, "nov": 11, "decembre": 12, "december": 12, "dec": 12,
}  # fmt: skip
WEEKDAYS = {
    "lundi": 0, "monday": 0, "mon": 0, "mardi": 1, "tuesday": 1, "tues": 1, "tue": 1, "mercredi": 2,
    "wednesday": 2, "weds": 2, "wed": 2, "jeudi": 3, "thursday": 3, "thurs": 3, "thur": 3, "thu": 3,
    "vendredi": 4, "friday": 4, "fri": 4, "samedi": 5, "saturday": 5, "sat": 5, "dimanche": 6, "sunday": 6,
    "sun": 6, "lun": 0, "mer": 2, "jeu": 3, "ven": 4, "sam": 5, "dim": 6,
}  # fmt: skip
NUMBERS = {
    "un": 1, "une": 1, "a": 1, "an": 1, "one": 1, "deux": 2, "two": 2, "couple": 2, "trois": 3, "three": 3,
    "quatre": 4, "four": 4, "cinq": 5, "five": 5, "six": 6, "sept": 7, "seven": 7, "huit": 8, "eight": 8,
    "neuf": 9, "nine": 9, "dix": 10, "ten": 10, "onze": 11, "eleven": 11,
    "douze": 12, "twelve": 12, "quinze": 15, "fifteen": 15,
    "vingt": 20, "twenty": 20, "trente": 30, "thirty": 30, "huitaine": 7, "dizaine": 10, "quinzaine": 14,
    "vingtaine": 20, "trentaine": 30,
}  # fmt: skip


def month_end(year: int, month: int) -> date:
    """The last day of a month."""
    return date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)


def easter(year: int) -> date:
    """Easter Sunday, Gregorian (anonymous algorithm)."""
    a, b, c = year % 19, year // 100, year % 100
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    shift = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    m = (a + 11 * h + 22 * shift) // 451
    month, day = divmod(h + shift - 7 * m + 114, 31)
    return date(year, month, day + 1)


def feast(name: str, today: date) -> date | None:
    """The next day that bears this name, from today on."""
    for year in (today.year, today.year + 1):
        day = _feast(name, year)
        if day is not None and day >= today:
            return day
    return None


def _feast(name: str, year: int) -> date | None:
    fixed = {
        "noel": (12, 25), "christmas": (12, 25), "xmas": (12, 25), "nouvel an": (1, 1), "new year": (1, 1),
        "toussaint": (11, 1), "14 juillet": (7, 14), "saint-jean": (6, 24), "st-jean": (6, 24),
        "armistice": (11, 11), "15 aout": (8, 15), "assomption": (8, 15), "halloween": (10, 31),
        "fete nationale": (7, 14), "fete du travail": (5, 1), "saint-nicolas": (12, 6), "saint-valentin": (2, 14),
        "valentine": (2, 14), "epiphanie": (1, 6), "chandeleur": (2, 2), "boxing": (12, 26), "canada": (7, 1),
    }  # fmt: skip
    if name in fixed:
        return date(year, *fixed[name])
    moving = {
        "paques": 0, "easter": 0, "ascension": 39, "pentecote": 49, "vendredi saint": -2, "good friday": -2,
        "lundi de paques": 1, "easter monday": 1, "lundi de pentecote": 50, "mardi gras": -47,
    }  # fmt: skip
    if name in moving:
        return easter(year) + timedelta(days=moving[name])
    if name == "labor" or name.startswith("action de grace"):
        first = date(year, 9 if name == "labor" else 10, 1)
        return first + timedelta(days=-first.weekday() % 7 + 7 * (name != "labor"))
    if name == "thanksgiving":
        first = date(year, 11, 1)
        return first + timedelta(days=(3 - first.weekday()) % 7 + 21)
    return None
