"""Dates as people write them in mail: a grammar of our own, French and English, resolved on the sender's day.

General parsers stay silent on «d'ici vendredi» or «sous quinzaine», and take «lundi en huit» for a day gone by. Each
rule gives the first and the last day its words may mean; what is vague («prochainement») gives nothing.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from relance.mail.reading.calendar_words import MONTHS, NUMBERS, WEEKDAYS, feast, month_end


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


_MONTH = "(?:" + "|".join(sorted(MONTHS, key=len, reverse=True)) + r")(?![a-z])\.?"
_DAY_NAMES = (
    "lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|monday|tuesday|wednesday|thursday|friday|saturday|sunday"
    "|mon|tues?|weds?|thu|thurs?|fri|sat"
)
_WEEKDAY = rf"(?:{_DAY_NAMES})(?![a-z])"
_N = r"(?:\d{1,3}|" + "|".join(sorted(NUMBERS, key=len, reverse=True)) + ")"
_YEAR = r"(?:,?\s+(?P<year>20\d\d))?"
_EDGE = r"(?P<edge>debut|mi|milieu|fin|courant|premiere quinzaine|seconde quinzaine|deuxieme quinzaine|early|mid|middle|late|end|beginning|start|first half|second half)"
_OF = r"(?:\s*-\s*|\s+)(?:de\s+|du\s+|d'|of\s+|in\s+)?(?:la\s+|le\s+|the\s+|mois\s+(?:de\s+|d'))?"

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
    day, month = (second, first) if (month_first and second <= 31 and first <= 12) or second > 12 else (first, second)
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
    if re.search(r"\bce\s|\bthis\s|cette semaine|this week|de la semaine\b", words) and ahead == 0:
        return _one(here.today)
    return _one(coming)


def _relative(found: re.Match[str], here: Here) -> tuple[date, date] | None:
    words = found[0]
    ahead = {"aujourd'hui": 0, "today": 0, "ce jour": 0, "ce soir": 0, "tonight": 0, "this evening": 0, "this afternoon": 0,
             "cet apres-midi": 0, "cet apres midi": 0, "dans la journee": 0, "ce matin": 0, "this morning": 0,
             "end of day": 0, "eod": 0, "cob": 0, "end of play": 0, "close of play": 0, "close of business": 0}  # fmt: skip
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
    days = {"huitaine": 8, "dizaine": 10, "quinzaine": 15, "fortnight": 14, "vingtaine": 20}
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


def _week_plain(found: re.Match[str], here: Here) -> tuple[date, date] | None:
    monday = _monday(here.today) + timedelta(days=7 if "next" in found[0] or here.today.weekday() > 4 else 0)
    return (here.today, max(monday + timedelta(days=4), here.today))


def _weekend(found: re.Match[str], here: Here) -> tuple[date, date] | None:
    friday = _monday(here.today) + timedelta(days=4 + (7 if "prochain" in found[0] or "next" in found[0] else 0))
    return _one(friday if friday >= here.today else here.today)


def _month(found: re.Match[str], here: Here) -> tuple[date, date] | None:
    edge, words = found["edge"] or "", found[0]
    name = found["month"]
    if name:
        month = MONTHS[name.rstrip(".")]
        year = int(found["year"]) if found["year"] else here.today.year + (month_end(here.today.year, month) < here.today)
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


def _year(found: re.Match[str], here: Here) -> tuple[date, date] | None:
    return _one(date(here.today.year, 12, 31))


def _feast(found: re.Match[str], here: Here) -> tuple[date, date] | None:
    name = found["feast"]
    if re.match(r"(?:les |the )?(?:fetes|conges de noel|vacances de noel|holidays|holiday season|festive|break)", name):
        return _one(feast("noel", here.today))
    return _one(feast(re.sub(r"\A(?:le |la |the |les )", "", name).rstrip("'s"), here.today) or feast(re.sub(r"\A(?:le |la |the |les )", "", name), here.today))


_ORD = r"(?:st|nd|rd|th)?"
# A length of time is a date only behind a word that sets it in the future: «CDD de six mois» is not.
_WITHIN = (
    r"\b(?:sous|dans|d'ici|avant|within|in|over|during|inside|besoin (?:de|d')|encore|another|compter|comptez|faudra|faut|prendra|take|need"
    r"|allow|laissez-nous|laisse-nous|give us|delai de|delai d'|expect|attendre|patienter|wait)"
    r"(?:\s+(?:a|les?|la|un delai|de|environ|une?|bonne|about|maximum|max|the|next|coming|roughly|around|au plus|a peu pres|approximately"
    r"|prochaine?s?|encore|moins de|less than|period of|under|minimum|d'environ|up to|another|at least|au moins|further|good))*\s*"
)
_RULES: tuple[tuple[str, re.Pattern[str], _Rule], ...] = tuple(
    (name, re.compile(pattern), rule)
    for name, pattern, rule in (
        ("iso", r"\b(?P<y>20\d\d)-(?P<m>\d\d)-(?P<d>\d\d)\b", _iso),
        ("numeric", r"(?<![\d/.,])(?P<a>\d{1,2})(?P<sep>[/.])(?P<b>\d{1,2})(?:[/.](?P<year>\d{4}|\d\d))?(?![\d/]|[.,]\d)(?!\s*(?:%|€|k€|eur|h\b|pm|am|p\.m|a\.m))", _numeric),
        ("numeric_dash", r"(?<![\d-])(?P<a>\d{1,2})(?P<sep>-)(?P<b>\d{1,2})-(?P<year>20\d\d)\b", _numeric),
        ("week_of", r"(?:semaine du(?: lundi)?|week (?:of|commencing|beginning)(?: monday)?|w/c)\s+(?:the\s+)?(?P<day>\d{1,2})" + _ORD + r"(?:er)?(?:\s+(?:of\s+)?(?P<month>" + _MONTH + "))?", _week_of),
        ("week_of", r"(?:week (?:of|commencing|beginning)|w/c)\s+(?:monday,?\s+)?(?P<month>" + _MONTH + r")\s+(?P<day>\d{1,2})" + _ORD + r"\b", _week_of),
        ("day_month", r"\b(?:(?:" + _DAY_NAMES + r"|lun|mar|mer|jeu|ven|sam|dim)\.?,?\s+)?(?:the\s+)?(?P<day>1er|premier|\d{1,2})" + _ORD + r"\s+(?:of\s+|de\s+)?(?P<month>" + _MONTH + ")" + _YEAR, _day_month),
        ("month_day", r"\b(?P<month>" + _MONTH + r")\s+(?:the\s+)?(?P<day>\d{1,2})" + _ORD + r"(?![\d:hap]|\s*(?:h\b|am\b|pm\b))" + _YEAR, _day_month),
        ("weekday_day", r"\b(?P<weekday>" + _WEEKDAY + r"),?\s+(?:le\s+|the\s+)?(?P<day>\d{1,2})" + _ORD + r"(?!\s*-\s*\d|[\d:/.]\d|\d|\s*(?:h|heures?|am|pm|a\.m|p\.m)\b|:)", _day_of_month),
        ("weekday", r"\b(?:(?P<lead>next|this|ce|the coming|a week on|week on)\s+)?(?P<weekday>" + _WEEKDAY + r")(?:\s+(?:en huit|en quinze|(?:de la )?semaine prochaine|de la semaine d'apres|prochain|qui vient|next week|week|this week|de cette semaine))?(?![a-z])", _weekday),
        ("day_of_month", r"(?<!\d)\b(?:le|au|du|the|avant le|pour le)\s+(?P<day>\d{1,2}(?:er)?|\d{1,2}(?:st|nd|rd|th))(?:\s+courant)?(?!\s\d\d[\s.]\d\d|[\d:/]|[.,]\d|\s*(?:h|heures?|am|pm|a\.m|p\.m|%|ans|candidat|personne|jours|semaines|mois|postes?|e\b|eme|etage|rue|avenue|bis)\b|\s*[%€])", _day_of_month),
        ("ordinal", r"\b(?:by|before|until|on) the (?P<day>\d{1,2}(?:st|nd|rd|th))\b", _day_of_month),
        ("relative", r"\bapres[- ]demain|\bsurlendemain|\bday after tomorrow|\bdemain\b|\btomorrow\b|\baujourd'hui\b|\btoday\b|\bce soir\b|\btonight\b|\bcet apres[- ]midi\b|\bdans la journee\b|\bthis (?:afternoon|evening|morning)\b|\bce matin\b", _relative),
        ("count", _WITHIN + r"(?:(?:entre|between)\s+)?(?:\b(?P<low>" + _N + r")\s*(?:a|ou|-|/|or|to|et|and)\s*)?\b(?P<n>" + _N + r")\s*(?:of\s+)?(?:bonnes?\s+|petites?\s+|prochaine?s?\s+|full\s+|more\s+|good\s+|short\s+)?(?:(?P<open>working|business)\s+)?" + r"(?P<unit>jours?|j|heures?|h|semaines?|sem|mois|days?|hours?|hrs|weeks?|wks|months?|fortnight)(?![a-z'])(?:\s*(?P<ouvre>ouvres|ouvrables|ouvre|ouvrable))?", _count),
        ("named", _WITHIN + r"(?P<name>huitaine|dizaine|quinzaine|vingtaine|fortnight)(?:\s+de jours)?\b", _named_count),
        ("iso_week", r"\b(?:semaine|sem\.?|week|wk|s)\s?(?P<n>\d{2})\b(?!\s*(?:jours|h))", _iso_week),
        ("week", r"\b(?:" + _EDGE + _OF + r")?(?:semaine prochaine|semaine suivante|semaine qui vient|cette semaine|(?:la |dans la )semaine d'apres|next week|this week|following week|coming week)\b", _week),
        ("week", _EDGE + _OF + r"(?:semaine|week)\b(?! du)", _week),
        ("week", r"\b(?P<edge>late)r (?:this|next) week\b|\b(?P<edge2>dans|sous|durant|pendant) la semaine\b(?! d)|\bd'ici la semaine\b", _week_plain),
        ("weekend", r"\bwe?eek-?\s?end(?: prochain)?\b|\bfin de semaine\b", _weekend),
        ("month", r"\b" + _EDGE + _OF + r"(?P<month>" + _MONTH + ")" + _YEAR, _month),
        ("month", r"\b(?:" + _EDGE + _OF + r")?(?P<rest>mois prochain|mois suivant|next month|this month|ce mois(?:-ci)?)\b(?P<month>)(?P<year>)", _month),
        ("month", r"\b(?P<edge>fin|debut|milieu|mi|courant|end|beginning|middle|start)" + _OF + r"(?:mois|month)\b(?P<month>)(?P<year>)", _month),
        ("month", r"\b(?:en|in|pour|courant|during|sometime in|au mois de|au mois d')\s+(?P<month>" + _MONTH + ")" + _YEAR + r"(?P<edge>)", _month),
        ("year", r"\bfin (?:de l'|d')?annee\b|\bend of (?:the )?year\b|\byear[- ]end\b", _year),
        ("feast", r"\b(?P<feast>(?:les |the )?(?:fetes(?: de fin d'annee)?|conges de noel|vacances de noel|holidays|holiday season|festive (?:season|break))|(?:la |le )?(?:noel|christmas|xmas|nouvel an|new year|paques|easter|ascension|pentecote|toussaint|thanksgiving|saint-jean|st-jean|armistice|assomption))(?:'s(?: day| eve)?)?\b", _feast),
        ("close", r"\b(?:end of day|eod|cob|end of play|close of play|close of business)\b", _relative),
    )
)  # fmt: skip


def spans(plain: str, here: Here) -> tuple[Span, ...]:
    """Every date in a plain sentence, in order, longest first where two overlap."""
    found: list[Span] = []
    for name, pattern, rule in _RULES:
        for match in pattern.finditer(plain):
            days = rule(match, here)
            if days is not None and 2000 <= days[1].year <= 2200:
                found.append(Span(match.start(), match.end(), days[0], days[1], name, explicit=name in _EXPLICIT))
    return tuple(_without_overlaps(found))


_EXPLICIT = frozenset({"iso", "numeric", "numeric_dash", "day_month", "month_day", "weekday_day"})


def _without_overlaps(found: list[Span]) -> Iterator[Span]:
    found.sort(key=lambda span: (-(span.end - span.start), span.start))
    kept: list[Span] = []
    for span in found:
        if all(span.end <= other.start or span.start >= other.end for other in kept):
            kept.append(span)
    yield from sorted(kept, key=lambda span: span.start)
