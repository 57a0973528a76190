# ruff: noqa: E501 -- a pattern is read whole, on its line
"""Words that place something in time, «il y a dix jours», «hier», «mardi dernier», and the days for which they hold."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from relance.letters.checking.patterns import compiled
from relance.letters.checking.text import Sentence

_FRENCH = "zero un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize dix-sept dix-huit dix-neuf vingt vingt-et-un vingt-deux vingt-trois vingt-quatre vingt-cinq vingt-six vingt-sept vingt-huit vingt-neuf trente"
_FRENCH_MONTHS = "janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre"
_ENGLISH_MONTHS = "january february march april may june july august september october november december"
_ENGLISH = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty twenty-one"
NUMBERS: dict[str, dict[str, int]] = {
    "fr": {word: n for n, word in enumerate(_FRENCH.split())} | {"une": 1},
    "en": {word: n for n, word in enumerate(_ENGLISH.split())} | {"a": 1, "an": 1, "thirty": 30},
}
_DAYS = {
    "fr": ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"),
    "en": ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"),
}
MONTHS = {"fr": tuple(_FRENCH_MONTHS.split()), "en": tuple(_ENGLISH_MONTHS.split())}
# About how many days, and how far from it the word still holds: (least, most).
_ROUND = {
    "dizaine": (9, 12), "quinzaine": (13, 17), "huitaine": (7, 9), "vingtaine": (18, 23), "trentaine": (27, 33), "douzaine": (11, 13),
    "fortnight": (13, 15), "dozen": (11, 13),
}  # fmt: skip
_UNIT = {"jour": 1, "jours": 1, "day": 1, "days": 1, "semaine": 7, "semaines": 7, "week": 7, "weeks": 7}
Holds = Callable[[date, date], bool]


@dataclass(frozen=True, slots=True)
class Stated:
    """Words that place the interview in time, and whether they hold for (the interview, the day it leaves)."""

    start: int
    end: int
    holds: Holds
    bare: bool = False
    loose: bool = False
    # Any count of days, without a word that places it: only the learned opinion may take it for the interview's.
    broad: bool = False

    @property
    def kind(self) -> str:
        """Which kind of words it is."""
        return "count" if self.broad else "day" if self.bare else "relative" if self.loose else "lapse"


def stated_in(sentence: Sentence, language: str) -> Iterator[Stated]:
    """The times a sentence states, none twice."""
    if language not in _DURATION:
        return
    taken: list[tuple[int, int]] = []
    for read in (_durations, _days_named, _relative, _counts):
        for stated in read(sentence.flat, language):
            if not any(start < stated.end and stated.start < end for start, end in taken):
                taken.append((stated.start, stated.end))
                yield stated


_DURATION = {
    "fr": (
        r"(?P<lead>(d' )?il y a|voici|voila|(cela|ca) fait|(cela|ca) fera|remonte a|remontant a)(?P<about> (environ|a peu pres|pres de|bientot|deja|tout juste|a peine|exactement|maintenant|plus de|presque|quelque|desormais))*"
        r" (une )?(?P<size>(bonne|petite|grosse|grande) )?(?P<n>[0-9]+|[^ ]+)( (?P<of>de|d') )?( ?(?P<extra>(bons?|petits?|longues?|bonnes?|petites?|grosses?) ))? ?(?P<unit>jours?|semaines?|mois)(?P<kind> (ouvres?|ouvrables?))?"
    ),
    "en": r"(?P<about>(about|around|nearly|almost|over|just over|some|roughly|approximately|just) )*(?P<n>[0-9]+|[^ ]+( few| couple of| couple| dozen)?) (?P<kind>(working|business) )?(?P<unit>days?|weeks?|months?) (ago|back)",
}


# «Deux semaines après notre rencontre», «quinze jours ont passé depuis», «two weeks on from», «a month since».
_SINCE = {
    "fr": (
        r"(?P<about>(environ|a peu pres|pres de|bientot|deja|plus de|presque|exactement) )?(une )?(bonne |petite )?(?P<n>[0-9]+|[^ ]+) ((de|d') )?"
        r"(?P<unit>jours?|semaines?|mois)(?P<kind> (ouvres?|ouvrables?))?(?= (deja |plus tard |environ |exactement |bientot )*((se |s' )?(ont|sont|est|a) [^ ]+ )?(apres|depuis|que nous|que vous|que j'|que je) )"
    ),
    "en": r"(?P<about>(about|around|nearly|almost|over|just over|some|roughly) )*(?P<n>[0-9]+|[^ ]+) (?P<kind>(working|business) )?(?P<unit>days?|weeks?|months?)(?= (now |already )*(since|after|on from) )",
}


def _durations(flat: str, language: str) -> Iterator[Stated]:
    for shape in (_DURATION, _SINCE):
        for match in _pattern(shape[language], language).finditer(flat):
            bounds = _bounds(match, language)
            if bounds is not None:
                yield Stated(*match.span(), _within(*bounds, working=bool(match["kind"])))
    if language == "en":
        for match in _pattern(r"a fortnight (ago|back|since|after|on|from)", language).finditer(flat):
            yield Stated(*match.span(), _within(13, 15, working=False))


# «Deux bonnes semaines», «a whole month», «trois semaines et demie».
_COUNT = {
    "fr": r"(?P<about>(environ|a peu pres|pres de|bientot|deja|plus de|presque|exactement) )?(?P<n>[0-9]+|<number>) ((?P<size>bonnes?|bons?|petites?|petits?|longues?|longs?|grandes?|grands?|tout petits?) )?(?P<unit>jours?|semaines?|mois)(?P<kind> (ouvres?|ouvrables?))?(?P<half> et demie?)?",
    "en": r"(?P<about>(about|around|nearly|almost|over|just over|some|roughly) )?(?P<n>[0-9]+|<number>) ((?P<size>whole|full|good|long|short) )?(?P<kind>(working|business) )?(?P<unit>days?|weeks?|months?|fortnight)(?P<half> and a half)?",
}


def _counts(flat: str, language: str) -> Iterator[Stated]:
    """Any count of days, weeks or months."""
    for match in _pattern(_COUNT[language], language).finditer(flat):
        if match["unit"] == "fortnight":
            bounds: tuple[int, int] | None = (13, 15)
        else:
            bounds = _bounds(match, language)
        if bounds is not None:
            least, most = bounds
            more = 4 if match["half"] else 0
            far = 10 if (match["size"] or "").startswith(("bon", "good", "long")) else 0
            yield Stated(
                *match.span(), _within(least + more, most + more + far, working=bool(match["kind"])), broad=True
            )


def _bounds(match: re.Match[str], language: str) -> tuple[int, int] | None:
    """The least and the most days the words allow."""
    word, unit = match["n"], match["unit"]
    about = (match["about"] or "").strip()
    if word in _ROUND:
        least, most = _ROUND[word]
        return (least, most + 1) if about else (least, most)
    if word in {"quelques", "plusieurs", "a few", "several", "some", "a couple of", "a couple", "couple"}:
        return _few(word, unit)
    n = int(word) if word.isdigit() else NUMBERS[language].get(word)
    if n is None:
        return None
    if unit.startswith(("mois", "month")):
        return 28 * n - (3 if about else 0), 31 * n + (4 if about else 0)
    days = n * _UNIT[unit]
    least, most = days, days
    if language == "fr" and unit.startswith("jour"):
        least, most = {8: (7, 8), 15: (14, 15)}.get(n, (n, n))
    if unit.startswith(("semaine", "week")):
        least, most = days - 1, days + 1
    if "plus de" in about or "over" in about:
        return days + (0 if days > 6 else 1), days + max(3, days // 2)
    slack = (
        max(1, days // 5)
        if about in {"environ", "a peu pres", "about", "around", "roughly", "approximately", "some", "quelque"}
        else 0
    )
    under = max(1, days // 5) if about in {"pres de", "bientot", "presque", "nearly", "almost"} else 0
    return least - slack - under, most + slack


def _few(word: str, unit: str) -> tuple[int, int]:
    weeks = unit.startswith(("semaine", "week"))
    if "couple" in word:
        return (12, 18) if weeks else (2, 3)
    if unit.startswith(("mois", "month")):
        return 50, 400
    return (14, 60) if weeks else (2, 13)


def _within(least: int, most: int, *, working: bool) -> Holds:
    def holds(on: date, sent: date) -> bool:
        days = _working_days(on, sent) if working else (sent - on).days
        return least <= days <= most

    return holds


def _working_days(on: date, sent: date) -> int:
    return sum((on + timedelta(days=n)).weekday() < 5 for n in range(1, (sent - on).days + 1))


_NAMED = {
    "fr": r"(?:(?P<lead>du|le|ce|de ce|au|de|depuis le|en date du) )?(?:(?P<day><day>) )?(?P<n>[0-9]{1,2}|1er|premier)(?: (?P<month><month>)|(?: / )(?P<slash>[0-9]{1,2}))(?: (?P<year>20[0-9][0-9])| / (?P<short>[0-9]{2,4}))?",
    "en": r"(?:on |of |the |this )*(?:(?P<day><day>)(?: ,)? )?(?:the )?(?:(?P<n>[0-9]{1,2})(?:st|nd|rd|th)?(?: of)? (?P<month><month>)|(?P<month2><month>)(?: the)? (?P<n2>[0-9]{1,2})(?:st|nd|rd|th)?)(?: ,)?(?: (?P<year>20[0-9][0-9]))?",
}


def _days_named(flat: str, language: str) -> Iterator[Stated]:
    """«le 24 novembre», «mardi 24/11», «November 24»."""
    for match in _pattern(_NAMED[language], language).finditer(flat):
        groups = match.groupdict()
        number = groups["n"] or groups.get("n2") or ""
        n = int(number) if number.isdigit() else 1
        name = groups["month"] or groups.get("month2")
        month = _month(name, language) if name else int(groups.get("slash") or 0)
        if not 1 <= n <= 31 or not 1 <= month <= 12 or groups.get("lead") in {"au", "depuis le"}:
            continue
        weekday = _DAYS[language].index(groups["day"]) if groups["day"] else None
        year = int(groups["year"]) if groups["year"] else None
        yield Stated(*match.span(), _on_day(n, month, year, weekday))


def _month(name: str, language: str) -> int:
    return next(
        (i for i, month in enumerate(MONTHS[language], 1) if month.startswith((name[:4].rstrip("."), name))),
        0,
    )


def _on_day(n: int, month: int, year: int | None, weekday: int | None) -> Holds:
    def holds(on: date, sent: date) -> bool:
        del sent
        return (on.day, on.month) == (n, month) and year in {None, on.year} and weekday in {None, on.weekday()}

    return holds


_RELATIVE: dict[str, tuple[tuple[str, str], ...]] = {
    "fr": (
        (r"avant-hier|avant hier", "2"),
        (r"hier(?: (?:matin|soir|apres-midi|midi|en fin (?:de|d')[^ ]*(?: [^ ]+)?))?", "1"),
        (r"aujourd'hui|ce jour|ce matin|cet apres-midi|cet apres midi|ce midi|tout a l' heure|tantot", "0"),
        (r"la semaine (?:derniere|passee)|semaine (?:derniere|passee)", "lastweek"),
        (r"cette semaine|en debut de semaine", "thisweek"),
        (r"le mois (?:dernier|passe)", "lastmonth"),
        (r"(?:(?:de |du |le |ce )?(?P<day><day>)(?: (?:matin|soir|apres-midi|midi))? (?:dernier|passe))", "lastday"),
        (r"(?:(?:de |du |ce )(?P<day><day>)(?: (?:matin|soir|apres-midi|midi))?|(?<=[a-z,'] )(?<!chaque )(?<!le )(?<!les )(?<!au )(?P<bare><day>)(?: (?:matin|soir|apres-midi|midi))?)(?! (?:[0-9]|prochain|en huit|<month>|suivant|dernier|passe))", "day"),
        (r"l' autre jour|recemment", "recent"),
    ),
    "en": (
        (r"(?:the )?day before yesterday", "2"),
        (r"yesterday(?: (?:morning|afternoon|evening|'s))?|last night", "1"),
        (r"today|this morning|this afternoon|earlier today|this evening", "0"),
        (r"last week", "lastweek"),
        (r"(?:earlier )?this week", "thisweek"),
        (r"last month", "lastmonth"),
        (r"last (?P<day><day>)(?: (?:morning|afternoon|evening|'s))?", "lastday"),
        (r"(?:on |this |of )(?P<day><day>)(?: (?:morning|afternoon|evening))?(?! (?:[0-9]|<month>|week|next|the ))|(?P<bare><day>) 's", "day"),
    ),
}  # fmt: skip


def _relative(flat: str, language: str) -> Iterator[Stated]:
    """«hier», «la semaine dernière», «mardi»."""
    for pattern, kind in _RELATIVE[language]:
        for match in _pattern(pattern, language).finditer(flat):
            groups = match.groupdict()
            name = groups.get("day") or groups.get("bare")
            weekday = _DAYS[language].index(name) if name else None
            yield Stated(*match.span(), _relative_holds(kind, weekday), bare=kind == "day", loose=True)


def _relative_holds(kind: str, weekday: int | None) -> Holds:
    def holds(on: date, sent: date) -> bool:
        days = (sent - on).days
        weeks = (_monday(sent) - _monday(on)).days // 7
        answers: dict[str, bool] = {
            "lastweek": weeks == 1,
            "thisweek": weeks == 0,
            "lastmonth": (sent.year * 12 + sent.month) - (on.year * 12 + on.month) == 1,
            "lastday": on.weekday() == weekday and 1 <= days <= 7,
            "day": on.weekday() == weekday and days <= 7,
            "recent": True,
        }
        return answers[kind] if kind in answers else days == int(kind)

    return holds


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


_CACHE: dict[tuple[str, str], re.Pattern[str]] = {}


def _pattern(text: str, language: str) -> re.Pattern[str]:
    if (text, language) not in _CACHE:
        _CACHE[text, language] = compiled(text, language)
    return _CACHE[text, language]
