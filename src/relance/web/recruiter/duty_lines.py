"""A duty as a line of the board: the day, who, what is owed, since when, because of which rule."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from django.urls import reverse
from django.utils.translation import gettext, ngettext

from relance.etiquette.duties import Duty, LegalDuty
from relance.records.models import Case
from relance.records.openings import rounds_of
from relance.web import dates, said
from relance.wording import say
from relance.wording.duties import BOARD, FLAGS, LAWS, OWED, RULES, STATES, UNKNOWN

_PRESSING = frozenset(("law", "late", "due"))


@dataclass(frozen=True, slots=True)
class DutyLine:
    """One candidate on the board. `chips` are (words, look)."""

    key: int
    big: str
    small: str
    name: str
    post: str
    why: str
    since: str
    href: str
    state: str
    chips: tuple[tuple[str, str], ...] = ()
    rules: tuple[str, ...] = ()
    laws: tuple[str, ...] = ()


def duty_line(case: Case, duty: Duty, *, name: str, now: datetime, post: str = "") -> DutyLine:
    """Draw one line; `post` is shown where several openings are."""
    local = now.astimezone(ZoneInfo(case.tz))
    ahead = _next_interview(case, local) if duty.state == "before_interview" else None
    shown = ahead or duty.due or (duty.since.astimezone(local.tzinfo) if duty.since else None)
    big, small = dates.agenda(shown.date()) if shown else ("…", "")
    if shown is not None and shown.date() == local.date():
        small = gettext("aujourd’hui")
    lang = said.lang()
    return DutyLine(
        key=case.pk,
        big=big,
        small=small,
        name=name,
        post=post,
        why=gettext("Entretien %(when)s.") % {"when": dates.moment(ahead)} if ahead else owed_words(duty, local),
        since=since_words(duty, local) if duty.owed else "",
        href=reverse("candidate", args=[case.pk]),
        state=duty.state,
        chips=_chips(case, duty),
        rules=tuple(say(RULES, rule, lang) for rule in duty.because if rule in RULES),
        laws=law_words(duty, dated=True) if duty.state == "law" else (),
    )


def owed_words(duty: Duty, now: datetime) -> str:
    """What is owed and by when: «Donner la réponse, en retard de 2 jours»."""
    if duty.owed is None or duty.due is None:
        words = say(STATES, duty.state, said.lang())
        return f"{words[:1].upper()}{words[1:]}."
    owed = say(OWED, duty.owed, said.lang())
    owed = f"{owed[:1].upper()}{owed[1:]}"
    days = (now.date() - duty.due.date()).days
    if days > 0:
        late = ngettext("en retard d’un jour", "en retard de %(n)s jours", days) % {"n": days}
        return f"{owed}, {late}."
    return gettext("%(owed)s, au plus tard %(when)s.") % {
        "owed": owed,
        "when": dates.near_day(duty.due.date(), now),
    }


def since_words(duty: Duty, now: datetime) -> str:
    """How long since the last news."""
    if duty.since is None:
        return ""
    days = (now.date() - duty.since.astimezone(now.tzinfo).date()).days
    if days <= 0:
        return gettext("Dernière nouvelle aujourd’hui.")
    return ngettext("Sans nouvelle depuis hier.", "Sans nouvelle depuis %(n)s jours.", days) % {"n": days}


def law_words(duty: Duty, *, dated: bool = False) -> tuple[str, ...]:
    """Each law that holds, or may, with its last day; what is not known is said. With `dated`, those with a day."""
    return tuple(_law(one) for one in duty.law if not one.is_met and (one.limit is not None or not dated))


def _next_interview(case: Case, now: datetime) -> datetime | None:
    """The start of the next interview, local."""
    ahead = (round_.starts_at.astimezone(now.tzinfo) for round_ in rounds_of(case) if round_.ends_at > now)
    return min(ahead, default=None)


def _law(one: LegalDuty) -> str:
    lang = said.lang()
    words = say(LAWS, one.law, lang)
    if one.unknown:
        unknown = ", ".join(say(UNKNOWN, fact, lang) for fact in one.unknown)
        return say(BOARD, "unsure", lang, {"law": words, "unknown": unknown})
    if one.limit is not None:
        return say(BOARD, "limit", lang, {"law": words, "limit": dates.day(one.limit, year=True)})
    return words


def _chips(case: Case, duty: Duty) -> tuple[tuple[str, str], ...]:
    lang = said.lang()
    chips = []
    if case.paused_at is not None:
        bounced = case.paused_because == "bounce"
        chips.append((gettext("adresse en défaut") if bounced else gettext("a écrit"), "seal"))
    if duty.state in _PRESSING:
        chips.append((say(STATES, duty.state, lang), "seal"))
    return (*chips, *((say(FLAGS, flag, lang), "") for flag in duty.flags))
