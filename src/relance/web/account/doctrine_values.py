"""What a doctrine says, value by value, in words."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext, ngettext

from relance.etiquette import Playbook
from relance.web import dates


@dataclass(frozen=True, slots=True)
class Value:
    """One value of a doctrine: its words, its source, and whether it differs from the one in force."""

    words: str
    source: str
    differs: bool


def values_beside(book: Playbook, base: Playbook) -> Sequence[tuple[str, Value]]:
    """The values a person compares, by name, beside those of the doctrine in force."""
    return [
        (name, Value(words, _source(book, key), words != other))
        for (name, (words, key)), (_, (other, _)) in zip(_values(book), _values(base), strict=True)
    ]


def _source(book: Playbook, key: str) -> str:
    source = book.sources.get(key, "")
    return "" if "inherit:" in source else source


def _values(book: Playbook) -> list[tuple[str, tuple[str, str]]]:
    """The values a person compares: their name, their words, and the key of their source."""
    return [
        (gettext("Remercier"), (_thanks(book), "thanks.ideal")),
        (gettext("Qui remercier"), (_recipients(book), "thanks.recipients")),
        (gettext("Relancer"), (_followup(book), "followup1.days")),
        (gettext("Après une date promise"), (_grace(book), "followup1.grace_working_days")),
        (gettext("Seconde relance"), (_second(book), "followup2.channel")),
        (gettext("Sur répondeur"), (_voicemail(book), "voicemail")),
        (gettext("Contacts au plus"), (str(book.max_contacts), "max_contacts")),
        (gettext("Refermer"), (_days(book.close.after, book.close.unit), "close.after")),
        (gettext("Après un refus"), (_rejection(book), "rejection.mode")),
    ]


def _days(count: int, unit: str) -> str:
    if unit == "working_days":
        return ngettext("%(n)s jour ouvré", "%(n)s jours ouvrés", count) % {"n": count}
    return ngettext("%(n)s jour", "%(n)s jours", count) % {"n": count}


def _thanks(book: Playbook) -> str:
    ideal = book.thanks.ideal
    if ideal.mode == "next_day":
        return gettext("le lendemain à %(hour)s, %(latest)s h au plus tard") % {
            "hour": dates.hour(ideal.at), "latest": book.thanks.latest_hours,
        }  # fmt: skip
    if ideal.minutes >= 1440:
        return gettext("%(hours)s h après") % {"hours": ideal.minutes // 60}
    return gettext("%(minutes)s minutes après") % {"minutes": ideal.minutes}


def _recipients(book: Playbook) -> str:
    each = book.thanks.recipients == "each_interviewer"
    return gettext("chaque personne rencontrée") if each else gettext("le contact privilégié")


def _followup(book: Playbook) -> str:
    days = book.followup1.days
    counts = [days.short, days.unknown, days.long]
    words = " / ".join(str(one) for one in dict.fromkeys(counts))
    unit = gettext("jours ouvrés") if book.followup1.unit == "working_days" else gettext("jours")
    channel = gettext("par téléphone") if book.followup1.channel == "phone" else gettext("par mail")
    return f"{words} {unit}, {channel}"


def _grace(book: Playbook) -> str:
    count = book.followup1.grace_working_days
    return (
        gettext("dès le premier jour ouvré")
        if not count
        else gettext("%(days)s de plus") % {"days": _days(count, "working_days")}
    )


def _second(book: Playbook) -> str:
    second = book.followup2
    if not second.enabled:
        return gettext("aucune")
    channel = gettext("par téléphone") if second.channel == "phone" else gettext("par mail")
    return gettext("%(days)s plus tard, %(channel)s") % {"days": _days(second.gap, second.unit), "channel": channel}


def _voicemail(book: Playbook) -> str:
    leave = book.voicemail == "leave_message"
    return gettext("laisser un message") if leave else gettext("raccrocher, rappeler, puis laisser un message")


def _rejection(book: Playbook) -> str:
    words = (
        gettext("demander pourquoi") if book.rejection.mode == "ask" else gettext("remercier et demander pourquoi")
    )
    if book.rejection.insist_after_days:
        again = _days(book.rejection.insist_after_days, "calendar_days")
        words = gettext("%(words)s, insister après %(days)s") % {"words": words, "days": again}
    return gettext("%(words)s, mot à la main") % {"words": words} if book.rejection.handwritten else words
