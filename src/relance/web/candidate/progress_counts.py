"""What is counted on the page of progress: a sentence, then the table it stands on, with its drawing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext, ngettext

from relance.etiquette.lessons import (
    ENOUGH,
    Life,
    Tally,
    Thanked,
    answers_after_followup,
    answers_by_thanks,
    answers_unasked,
    calibration,
    ease_by_quarter,
    estimated,
    waits_by_length,
)
from relance.web import dates
from relance.web.candidate.drawings import Days, Dots, days_of, dots_of

#: Quarters drawn, the latest; older ones stay in the export.
_QUARTERS = 8


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a table: what is counted, «6 sur 9», and its drawing."""

    name: str
    count: str
    dots: Dots | None = None
    days: Days | None = None


@dataclass(frozen=True, slots=True)
class Lesson:
    """One thing learned: the sentence, then the rows it stands on. `counted` says what the numbers are of."""

    key: str
    title: str
    sentence: str
    counted: str
    rows: tuple[Row, ...] = ()
    note: str = ""


def lessons_of(lives: Sequence[Life]) -> tuple[Lesson, ...]:
    """Every lesson that has something to count."""
    made = (_thanks(lives), _followups(lives), _waits(lives), _ease(lives))
    return tuple(one for one in made if one is not None)


def out_of(one: Tally) -> str:
    """«6 sur 9»: never a share without its counts."""
    return gettext("%(count)s sur %(total)s") % {"count": one.count, "total": one.total}


def _thanks(lives: Sequence[Life]) -> Lesson | None:
    counted = {when: one for when, one in answers_by_thanks(lives).items() if one}
    if not counted:
        return None
    names: Mapping[Thanked, str] = {
        "within_a_day": gettext("Merci parti sous 24 h"),
        "later": gettext("Plus tard"),
        "never": gettext("Jamais"),
    }
    first, *others = counted
    answers = ngettext("%(count)s réponse sur %(total)s", "%(count)s réponses sur %(total)s", counted[first].count)
    told = [_told(names[first], answers % {"count": counted[first].count, "total": counted[first].total})]
    told += [_told(names[when], out_of(counted[when])) for when in others]
    rows = tuple(_row(names[when], one) for when, one in counted.items())
    return Lesson("thanks", gettext("Le merci"), " ".join(told), _answers_counted(), rows)


def _followups(lives: Sequence[Life]) -> Lesson | None:
    unasked, asked = answers_unasked(lives), answers_after_followup(lives)
    if not asked:
        return None
    first = ngettext(
        "%(count)s réponse sur %(total)s est venue d’elle-même.",
        "%(count)s réponses sur %(total)s sont venues d’elles-mêmes.",
        unasked.count,
    ) % {"count": unasked.count, "total": unasked.total}
    second = ngettext(
        "Relancer a rompu %(count)s silence sur %(total)s.",
        "Relancer a rompu %(count)s silences sur %(total)s.",
        asked.count,
    ) % {"count": asked.count, "total": asked.total}
    rows = (_row(gettext("D’elles-mêmes"), unasked), _row(gettext("Après une relance"), asked))
    title = gettext("La relance")
    return Lesson("followup", title, f"{first} {second}", _answers_counted(), rows)


def _waits(lives: Sequence[Life]) -> Lesson | None:
    waits = waits_by_length(lives)
    if not waits:
        return None
    names = {
        "short": gettext("Recrutement court"),
        "unknown": gettext("Durée inconnue"),
        "long": gettext("Recrutement long"),
    }
    last = max(one.days[-1] for one in waits.values())
    told, rows = [], []
    for length, one in waits.items():
        count = len(one.days)
        half = ngettext("%(days)s jour (%(process)s)", "%(days)s jours (%(process)s)", one.half_by)
        told.append(half % {"days": one.half_by, "process": names[length].lower()})
        days = _days(one.days[0], one.days[-1])
        counted = ngettext("%(count)s réponse, %(days)s", "%(count)s réponses, %(days)s", count)
        drawn = days_of(one.days, one.half_by, last)
        rows.append(Row(names[length], counted % {"count": count, "days": days}, days=drawn))
    counted = gettext("jours jusqu’à la réponse ; le trait marque la moitié")
    sentence = gettext("La moitié des réponses étaient là en %(waits)s.") % {"waits": ", ".join(told)}
    return Lesson("waits", gettext("L’attente"), sentence, counted, tuple(rows))


def _days(first: int, last: int) -> str:
    if first == last:
        return ngettext("en %(days)s jour", "en %(days)s jours", last) % {"days": last}
    return gettext("de %(first)s à %(last)s jours") % {"first": first, "last": last}


def _ease(lives: Sequence[Life]) -> Lesson | None:
    quarters = list(ease_by_quarter(lives).items())[-_QUARTERS:]
    if not quarters:
        return None
    told = [_told(_quarter(first), out_of(one)) for first, one in (quarters[0], quarters[-1])]
    sentence = gettext("À l’aise, c’est-à-dire 4 ou 5 sur 5. %(quarters)s") % {
        "quarters": " ".join(dict.fromkeys(told))
    }
    rows = tuple(_row(_quarter(first), one) for first, one in quarters)
    return Lesson("ease", gettext("L’aise"), sentence, gettext("entretiens vécus à l’aise, sur ceux notés"), rows)


def _quarter(first: date) -> str:
    last = first.replace(month=first.month + 2)
    return gettext("%(first)s à %(last)s %(year)s") % {
        "first": dates.month(first), "last": dates.month(last), "year": first.year,
    }  # fmt: skip


def estimates(lives: Sequence[Life]) -> Lesson | None:
    """One's own estimates beside the outcomes: compared from ten on; before, how many there are."""
    known, bands = len(estimated(lives)), calibration(lives)
    title = gettext("Vos estimations")
    counted = gettext("entretiens qui ont eu une suite, sur ceux estimés ainsi")
    if not known:
        return None
    if bands is None:
        sentence = ngettext(
            "Une estimation dont on connaît la suite ; la comparaison commence à dix.",
            "%(count)s estimations dont on connaît la suite ; la comparaison commence à dix.",
            known,
        ) % {"count": known}
        return Lesson("estimates", title, sentence, counted)
    kept = [band for band in bands if band.went_on]
    names = [gettext("De %(low)s à %(high)s sur dix") % {"low": one.low, "high": one.high} for one in kept]
    told = " ".join(_told(name, out_of(band.went_on)) for name, band in zip(names, kept, strict=True))
    sentence = gettext("Ont eu une suite, selon votre estimation. %(bands)s") % {"bands": told}
    rows = tuple(_row(name, band.went_on) for name, band in zip(names, kept, strict=True))
    note = gettext("Vos estimations à vous ; comparées à partir de %(most)s suites connues.") % {"most": ENOUGH}
    return Lesson("estimates", title, sentence, counted, rows, note)


def _told(name: str, words: str) -> str:
    told = gettext("%(name)s : %(words)s.") % {"name": name, "words": words}
    return told[:1].upper() + told[1:]


def _answers_counted() -> str:
    return gettext("réponses reçues, sur les entretiens dont la suite est connue")


def _row(name: str, one: Tally) -> Row:
    return Row(name, out_of(one), dots=dots_of(one.count, one.total))
