"""Doors: may I write now? A locked one says why, who says so, until when, and what can be done meanwhile."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext

from relance.etiquette.steps import Refused
from relance.web import dates
from relance.web.candidate.labels import CONTACTS, label, names_of
from relance.web.candidate.outlook import Outlook
from relance.web.candidate.reasons import why
from relance.web.said import lang
from relance.wording import say
from relance.wording.steps import ACTIONS


@dataclass(frozen=True, slots=True)
class Door:
    """An act and whether it is open."""

    title: str
    open: bool
    why: str
    source: str = ""
    until: str = ""
    meanwhile: str = ""


def guard_door(outlook: Outlook) -> Door | None:
    """The guard's answer (PL-31); nothing to ask before the interview or once closed."""
    if outlook.state in {"closed", "before_interview"}:
        return None
    guard = outlook.planned.guard
    if not isinstance(guard, Refused):
        return Door(
            gettext("Oui, vous pouvez écrire."),
            open=True,
            why=gettext("Aucune promesse ne court, et il vous reste un contact."),
        )
    reason, source = why(guard.because, outlook.planned.playbook.id)
    if guard.until is None:
        return Door(gettext("Non."), open=False, why=reason, source=source, meanwhile=_meanwhile(outlook))
    title = gettext("Pas encore.")
    if guard.until.date() == outlook.now.date():
        title = gettext("Pas avant %(hour)s.") % {"hour": dates.hour(guard.until)}
    return Door(title, open=False, why=reason, source=source, until=_until(outlook), meanwhile=_meanwhile(outlook))


def _until(outlook: Outlook) -> str:
    """The next contact the plan holds: the day one is really waiting for."""
    ahead = (step for step in outlook.steps if step.action in CONTACTS and not outlook.is_now(step))
    step = next((one for one in ahead if isinstance(one.due, datetime)), None)
    if step is None or not isinstance(step.due, datetime):
        return ""
    todo = label(step.action, phone=step.channel == "phone").todo % {"who": names_of(step.to, outlook.people)}
    values = {"step": todo[:1].lower() + todo[1:], "when": dates.moment(step.due)}
    return gettext("Le moment viendra : %(step)s, %(when)s.") % values


def locked_doors(outlook: Outlook) -> tuple[Door, ...]:
    """Steps the doctrine refuses here, with its reasons."""
    if outlook.state == "closed":
        return ()
    doors = []
    for blocked in outlook.planned.plan.blocked:
        reason, source = why(blocked.because, outlook.planned.playbook.id)
        title = say(ACTIONS, blocked.action, lang())
        doors.append(Door(title, open=False, why=reason, source=source))
    return tuple(doors)


def _meanwhile(outlook: Outlook) -> str:
    following = outlook.next_step
    if following is None:
        return gettext("D’ici là, vos autres candidatures vous attendent.")
    if outlook.debrief_complete:
        return gettext("D’ici là : préparez la suite, avancez vos autres candidatures.")
    return gettext("D’ici là : complétez le bilan, préparez la suite, avancez vos autres candidatures.")
