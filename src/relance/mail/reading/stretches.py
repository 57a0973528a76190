"""What a stretch of days may be called: a length of time, a week, a part of a month, the holidays."""

import re
from datetime import date, timedelta

from relance.mail.reading.calendar_words import MONTHS, feast, month_end
from relance.mail.reading.day_names import Here, coming, day_of_month, monday_of, number, one_day


def count(found: re.Match[str], here: Here) -> tuple[date, date] | None:
    """«sous dix jours», «in two to three weeks»: the longer is the last day."""
    if found["unit"][0] == "h" and found[0].startswith("avant") and number(found["n"]) < 24:
        return None  # «mardi avant 18h» is an hour of the clock.
    low = number(found["low"]) if found["low"] else 0
    count = number(found["n"])
    unit = found["unit"][0] if found["unit"] not in {"mois", "month", "months"} else "M"
    is_open = bool(found["open"] or found["ouvre"])
    if found["unit"] == "fortnight":
        return one_day(here.today + timedelta(days=14 * count))
    if unit in "jd" and not is_open and found["n"] in {"8", "huit", "15", "quinze"}:
        # «Huit jours» is a week and «quinze jours» two, whoever counts them.
        count = 7 if count == 8 else 14
    last = counted(here.today, count, unit, working=is_open)
    first = counted(here.today, low, unit, working=is_open) if low else last
    return (min(first, last), last)


def counted(today: date, count: int, unit: str, *, working: bool) -> date:
    """The day some hours, days, weeks or months from a day."""
    if unit == "M":
        index = today.month - 1 + min(count, 24)
        year, month = today.year + index // 12, index % 12 + 1
        return min(date(year, month, 1) + timedelta(days=today.day - 1), month_end(year, month))
    if unit == "h":
        # «Within the hour» and «dans deux heures» are today; «sous 24 h» is tomorrow.
        return today + timedelta(days=(count + 15) // 24)
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


def named_count(found: re.Match[str], here: Here) -> tuple[date, date] | None:
    """«sous quinzaine», «within a fortnight»."""
    days = {"huitaine": 7, "dizaine": 10, "quinzaine": 14, "fortnight": 14, "vingtaine": 20}
    return one_day(here.today + timedelta(days=days[found["name"]]))


_NEXT = re.compile(r"prochaine|next|suivante|following|qui vient|d'apres|coming")


def week(found: re.Match[str], here: Here) -> tuple[date, date] | None:
    """«la semaine prochaine», «the end of the week», «early next week»."""
    words = found[0]
    edge = found["edge"] or ""
    today = here.today
    is_next = _NEXT.search(words) is not None
    monday = monday_of(today) + timedelta(days=7 if is_next or today.weekday() > 4 else 0)
    if "after next" in words:
        monday += timedelta(days=7)
    if edge in {"fin", "end", "late"}:
        # The end of the week, said on a Friday, is the next one, unless it is «cette semaine» (PL-11).
        late = today.weekday() == 4 and not is_next and not re.search("cette|this", words)
        return one_day(monday + timedelta(days=11 if late else 4))
    whole = (max(monday, today), max(monday + timedelta(days=4), today))
    days = _edge_of_week(monday, edge) if edge else whole
    if days[1] < today:
        days = (days[0] + timedelta(days=7), days[1] + timedelta(days=7))
    return days


def _edge_of_week(monday: date, edge: str) -> tuple[date, date]:
    """The days of a part of the week that begins on `monday`."""
    first, last = 0, 4
    if edge in {"debut", "early", "beginning", "start"}:
        last = 1
    elif edge in {"mi", "milieu", "mid", "middle"}:
        first, last = 1, 2
    elif edge in {"fin", "end", "late"}:
        first = 4
    return monday + timedelta(days=first), monday + timedelta(days=last)


def week_of(found: re.Match[str], here: Here) -> tuple[date, date] | None:
    """«la semaine du 14», «early the week of December 14»."""
    day = int(re.sub(r"\D", "", found["day"]))
    month = found["month"]
    start = coming(here, MONTHS[month.rstrip(".")], day) if month else None
    if start is None and not month:
        inner = day_of_month(found, here)
        start = inner[0] if inner else None
    return None if start is None else _edge_of_week(monday_of(start), found.groupdict().get("edge") or "")


def week_of_month(found: re.Match[str], here: Here) -> tuple[date, date] | None:
    """«la première semaine d'août», «the last week of May»: the weeks that have their Thursday in the month."""
    name = found["month"]
    if name:
        month = MONTHS[name.rstrip(".")]
        year = here.today.year + (month_end(here.today.year, month) < here.today)
    else:
        index = here.today.month - 1 + (1 if re.search(r"prochain|next", found[0]) else 0)
        year, month = here.today.year + index // 12, index % 12 + 1
    rank = {"prem": 0, "firs": 0, "1ere": 0, "deux": 1, "seco": 1, "2eme": 1, "troi": 2, "thir": 2, "3eme": 2}
    if found["rank"][:4] in {"dern", "last"}:
        end = month_end(year, month)
        thursday = end - timedelta(days=(end.weekday() - 3) % 7)
    else:
        start = date(year, month, 1)
        weeks = rank[found["rank"][:4]]
        thursday = start + timedelta(days=(3 - start.weekday()) % 7 + 7 * weeks)
    return thursday - timedelta(days=3), thursday + timedelta(days=1)


def iso_week(found: re.Match[str], here: Here) -> tuple[date, date] | None:
    """«semaine 50», «début S50»: the coming week that bears this number."""
    number_of_week = int(found["n"])
    if not 1 <= number_of_week <= 53:
        return None
    for year in (here.today.year, here.today.year + 1):
        try:
            friday = date.fromisocalendar(year, number_of_week, 5)
        except ValueError:
            continue
        if friday >= here.today:
            return _edge_of_week(friday - timedelta(days=4), found.groupdict().get("edge") or "")
    return None


def rest_of_week(found: re.Match[str], here: Here) -> tuple[date, date] | None:
    """«later this week», «dans la semaine»."""
    monday = monday_of(here.today) + timedelta(days=7 if "next" in found[0] or here.today.weekday() > 4 else 0)
    return (here.today, max(monday + timedelta(days=4), here.today))


def weekend(found: re.Match[str], here: Here) -> tuple[date, date] | None:
    """The weekend is given by its Friday: nobody answers on a Sunday."""
    friday = monday_of(here.today) + timedelta(days=4 + (7 if "prochain" in found[0] or "next" in found[0] else 0))
    return one_day(max(friday, here.today))


def month(found: re.Match[str], here: Here) -> tuple[date, date] | None:
    """«fin janvier», «the end of next month»."""
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
    """The days of a part of a month."""
    start, end = date(year, month, 1), month_end(year, month)
    if edge in {"debut", "early", "beginning", "start"}:
        return (start, date(year, month, 10))
    if edge in {"mi", "milieu", "mid", "middle", "premiere quinzaine", "first half"}:
        return (date(year, month, 10 if "quinz" not in edge and "half" not in edge else 1), date(year, month, 15))
    if edge in {"fin", "end", "late", "out", "over", "up"}:
        return (date(year, month, 20) if edge == "late" else end, end)
    return (start, end)


def year(_: re.Match[str], here: Here) -> tuple[date, date] | None:
    """The last day of the year."""
    return one_day(date(here.today.year, 12, 31))


_HOLIDAYS = re.compile(
    r"(?:les |the )?(?:fetes|conges de noel|vacances de noel|holidays|holiday season|festive|break)"
)
_ARTICLE = re.compile(r"\A(?:le |la |the |les )")
_EVE = re.compile(r"(?:'s)? eve\Z|\A(?:le )?reveillon (?:de |du )?|\Asaint-sylvestre\Z")


def feast_day(found: re.Match[str], here: Here) -> tuple[date, date] | None:
    """«Noël», «the holidays», «Christmas Eve»."""
    name = found["feast"]
    if _HOLIDAYS.match(name):
        return one_day(feast("noel", here.today))
    name = _ARTICLE.sub("", name)
    if _EVE.search(name):
        bare = _EVE.sub("", name) or "nouvel an"
        eve = feast(bare, here.today + timedelta(days=1))
        return None if eve is None else one_day(eve - timedelta(days=1))
    name = re.sub(r"'s day\Z|'s\Z| day\Z", "", name)
    return one_day(feast(name, here.today))
