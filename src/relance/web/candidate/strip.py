"""The frise of a case: its journal and its plan as marks."""

from collections.abc import Iterator
from datetime import datetime, time

from django.urls import reverse
from django.utils.translation import gettext

from relance.etiquette.facts import Done, ExtraContact, Reply, SilentCall
from relance.etiquette.hours import at_hour
from relance.etiquette.steps import Action
from relance.web import dates
from relance.web.candidate import frise
from relance.web.candidate.labels import CONTACTS, LETTER_STEPS, label, names_of
from relance.web.candidate.outlook import Outlook
from relance.web.candidate.reasons import why

_MIDDAY = time(12)


def strip_of(outlook: Outlook) -> frise.Frise:
    """Draw a case at its own now."""
    return frise.draw(
        marks_of(outlook), today=outlook.now, today_word=gettext("aujourd’hui"), zone=silence_of(outlook)
    )


def marks_of(outlook: Outlook) -> list[frise.Mark]:
    """What happened, what was announced, what is planned."""
    return [*_past(outlook), *_promise(outlook), *_ahead(outlook)]


def step_href(outlook: Outlook, step: Action) -> str:
    """Where a step is carried out."""
    pk = outlook.case.pk
    if step.channel == "phone":
        return reverse("call", args=[pk, step.action])
    if step.action in LETTER_STEPS:
        if len(step.to) == 1 and step.to[0] in outlook.people:
            return reverse("write", args=[pk, step.action, int(step.to[0])])
        return reverse("letters", args=[pk, step.action])
    if step.action in {"debrief", "review_debrief"}:
        return reverse("debrief", args=[pk])
    if step.action == "ask_next_steps":
        return reverse("before-leaving", args=[pk])
    return reverse("step", args=[pk, step.action])


def _past(outlook: Outlook) -> Iterator[frise.Mark]:
    facts = outlook.planned.facts
    start = facts.interview.start
    when = dates.short_day(start) if start <= outlook.now else dates.short_moment(start)
    state: frise.State = "done" if start <= outlook.now else "planned"
    yield frise.Mark("interview", start, "interview", state, gettext("Entretien"), when)
    told = set()
    for number, event in enumerate(facts.events):
        key, when = f"e{number}", dates.short_day(event.at)
        match event:
            case Done(action=action) if (action, event.at.date()) in told:
                continue  # thanks to several people of one day are one mark
            case Done(action=action):
                told.add((action, event.at.date()))
                kind: frise.Kind = "contact" if action in CONTACTS else "step"
                if action == "close_file":
                    kind = "close"
                yield frise.Mark(key, event.at, kind, "done", label(action).mark, when)
            case SilentCall():
                yield frise.Mark(key, event.at, "step", "done", gettext("Appel, personne"), when)
            case ExtraContact():
                yield frise.Mark(key, event.at, "contact", "done", gettext("Contact"), when)
            case Reply(kind=kind_of_reply):
                yield frise.Mark(key, event.at, "reply", "done", _reply(kind_of_reply), when)
            case _:
                yield frise.Mark(key, event.at, "step", "done", gettext("Autre offre"), when)


def _reply(kind: str) -> str:
    return {
        "ack": gettext("Accusé"),
        "delay": gettext("Plus tard"),
        "second_interview": gettext("Invitation"),
        "offer": gettext("Offre"),
        "rejection": gettext("Refus"),
    }.get(kind, gettext("Réponse"))


def _promise(outlook: Outlook) -> Iterator[frise.Mark]:
    promised = outlook.promised_on
    if promised is None or outlook.situation.journal.decisive is not None:
        return
    at = at_hour(promised, time(20), outlook.planned.facts.tz)
    state: frise.State = "planned" if promised >= outlook.now.date() else "done"
    yield frise.Mark("promise", at, "promise", state, gettext("Réponse promise"), dates.short_day(promised))


def _ahead(outlook: Outlook) -> Iterator[frise.Mark]:
    for step in outlook.steps:
        named = label(step.action, phone=step.channel == "phone")
        reason, source = why(step.because, outlook.planned.playbook.id)
        late = "overdue" in step.flags or "late" in step.flags
        kind: frise.Kind = "contact" if step.action in CONTACTS else "step"
        if step.action == "close_file":
            kind = "close"
        at = step.due if isinstance(step.due, datetime) else at_hour(step.due, _MIDDAY, outlook.planned.facts.tz)
        who = names_of(step.to, outlook.people)
        yield frise.Mark(
            f"{step.action}-{'-'.join(step.to)}",
            max(at, outlook.now) if late else at,
            kind,
            "late" if late else "planned",
            named.mark,
            dates.short_moment(step.due) if isinstance(step.due, datetime) else dates.short_day(step.due),
            f"{named.todo % {'who': who}}. {reason}".strip(),
            source,
            step_href(outlook, step),
            named.act,
        )


def silence_of(outlook: Outlook) -> frise.Zone | None:
    """From the last word to the announced day, or to our next step: silence means nothing yet (S-05)."""
    if outlook.state != "open" or outlook.situation.journal.decisive is not None:
        return None
    facts = outlook.planned.facts
    last = max([facts.interview.end, *(event.at for event in facts.events if event.at <= outlook.now)])
    promised = outlook.promised_on
    if promised is not None and promised >= outlook.now.date():
        end = at_hour(promised, time(20), facts.tz)
        reason, source = why(("W-01", "H-02"))
    else:
        ahead = [step for step in outlook.steps if step.action in CONTACTS and isinstance(step.due, datetime)]
        following = next((step for step in ahead if step.action != "thanks" and not outlook.is_now(step)), None)
        if following is None or not isinstance(following.due, datetime):
            return None
        end = following.due
        reason, source = why(("W-03", "S-05"))
    if end <= last:
        return None
    words = dates.until_day(end.date())
    return frise.Zone(last, end, gettext("silence normal"), words, reason, source)
