"""Dates as a person says them, in the language of the page: «vendredi 4 décembre à 10 h».

Every function takes instants already in the zone to be shown; none asks what time it is.
"""

from datetime import date, datetime, time, timedelta

from django.utils.dateformat import format as django_format
from django.utils.translation import get_language, gettext, pgettext

_NBSP = "\N{NO-BREAK SPACE}"
_FRENCH_MONTHS = (
    "janv.", "févr.", "mars", "avril", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.", "déc.",
)  # fmt: skip


def _french() -> bool:
    return (get_language() or "fr").startswith("fr")


def _number(on: date) -> str:
    """The day of the month: «1er», then plain numbers."""
    return "1er" if on.day == 1 and _french() else str(on.day)


def day(on: date, *, weekday: bool = True, year: bool = False) -> str:
    """«vendredi 4 décembre»; the year when asked."""
    words = f"{_number(on)}{_NBSP}{django_format(on, 'F')}"
    if weekday:
        words = f"{django_format(on, 'l')} {words}"
    return f"{words} {on.year}" if year else words


def short_day(on: date, *, weekday: bool = True) -> str:
    """«ven. 4 déc.», "Fri 4 Dec"."""
    month = _FRENCH_MONTHS[on.month - 1] if _french() else django_format(on, "M")
    name = django_format(on, "D")
    words = f"{_number(on)}{_NBSP}{month}"
    if not weekday:
        return words
    return f"{name.rstrip('.')}. {words}" if _french() else f"{name} {words}"


def month(on: date) -> str:
    """«janv.», "Jan"."""
    return _FRENCH_MONTHS[on.month - 1] if _french() else django_format(on, "M")


def agenda(on: date) -> tuple[str, str]:
    """A day as the margin of a diary shows it: the number, then «déc., ven.»."""
    month = _FRENCH_MONTHS[on.month - 1] if _french() else django_format(on, "M")
    weekday = django_format(on, "D").rstrip(".")
    return str(on.day), f"{month}, {weekday}." if _french() else f"{month}, {weekday}"


def hour(at: datetime | time) -> str:
    """«10 h», «10 h 30»; "10 am", "10:30 am"."""
    if _french():
        return f"{at.hour}{_NBSP}h" + (f"{_NBSP}{at.minute:02}" if at.minute else "")
    half = "am" if at.hour < 12 else "pm"
    clock = f"{at.hour % 12 or 12}" + (f":{at.minute:02}" if at.minute else "")
    return f"{clock}{_NBSP}{half}"


def moment(at: datetime) -> str:
    """«vendredi 4 décembre à 10 h»."""
    return gettext("%(day)s à %(hour)s") % {"day": day(at), "hour": hour(at)}


def short_moment(at: datetime) -> str:
    """«ven. 4 déc., 10 h»."""
    return f"{short_day(at)}, {hour(at)}"


def button_moment(at: datetime) -> str:
    """«vendredi 4 à 10 h»: short enough for a button."""
    words = f"{django_format(at, 'l')}{_NBSP}{_number(at)}"
    return gettext("%(day)s à %(hour)s") % {"day": words, "hour": hour(at)}


def part_of_day(at: datetime, now: datetime) -> str:
    """«ce matin», «cet après-midi», «ce soir», «demain», else the day: when to do something that is still ahead."""
    ahead = (at.date() - now.date()).days
    if ahead > 1:
        return on_day(at, now)
    if ahead == 1:
        return gettext("demain matin") if at.hour < 12 else gettext("demain")
    if at.hour < 12:
        return gettext("ce matin")
    return gettext("cet après-midi") if at.hour < 18 else gettext("ce soir")


def near_day(on: date, now: datetime) -> str:
    """A day as one points at it from today: «demain», «vendredi», «le 12 décembre». Comes after «avant»."""
    ahead = (on - now.date()).days
    if ahead == 0:
        return gettext("aujourd’hui")
    if ahead == 1:
        return gettext("demain")
    if 1 < ahead < 7:
        return django_format(on, "l")
    return gettext("le %(day)s") % {"day": day(on, weekday=False)}


def on_day(on: datetime | date, now: datetime) -> str:
    """Like `near_day`, where English wants «on»."""
    plain = on.date() if isinstance(on, datetime) else on
    words = near_day(plain, now)
    return pgettext("jour où l’on agit", "%(day)s") % {"day": words} if plain > now.date() + timedelta(1) else words


def until_day(on: date) -> str:
    """«jusqu’au 3 décembre»."""
    return gettext("jusqu’au %(day)s") % {"day": day(on, weekday=False)}
