"""The frise of a case: its journal and its plan as marks."""

from collections.abc import Collection, Iterator, Sequence
from datetime import datetime, time

from django.urls import reverse
from django.utils.translation import gettext, ngettext

from relance.etiquette.hours import at_hour
from relance.etiquette.steps import Action
from relance.records.models import Round
from relance.web import dates
from relance.web.candidate import frise
from relance.web.candidate.labels import CONTACTS, LETTER_STEPS, label, names_of
from relance.web.candidate.outlook import Outlook
from relance.web.candidate.past_marks import earlier_marks, past_marks
from relance.web.candidate.reasons import why

_MIDDAY = time(12)


def strip_of(
    outlook: Outlook, *, earlier: Sequence[Round] = (), ready: Collection[tuple[str, int]] = ()
) -> frise.Frise:
    """Draw a case at its own now: `earlier` rounds first; `ready` letters (step, person) leave by themselves."""
    return frise.draw(
        [*earlier_marks(earlier, outlook.case), *marks_of(outlook, ready=ready)],
        today=outlook.now,
        today_word=gettext("aujourd’hui"),
        zone=silence_of(outlook),
        fold_words=lambda days: ngettext("%(n)s jour", "%(n)s jours", days) % {"n": days},
    )


def marks_of(outlook: Outlook, *, ready: Collection[tuple[str, int]] = ()) -> list[frise.Mark]:
    """What happened, what was announced, what is planned."""
    return [*past_marks(outlook), *_promise(outlook), *_ahead(outlook, ready)]


def step_href(outlook: Outlook, step: Action) -> str:
    """Where a step is carried out."""
    pk = outlook.case.pk
    if step.channel == "phone":
        return reverse("call", args=[pk, step.action])
    if step.action in LETTER_STEPS:
        if len(step.to) == 1 and step.to[0] in outlook.people:
            return reverse("write", args=[pk, step.action, int(step.to[0])])
        return reverse("letters", args=[pk, step.action])
    if step.action == "debrief":
        return reverse("debrief", args=[pk])
    if step.action == "review_debrief":
        return reverse("prepare", args=[pk])
    if step.action == "handwritten_note":
        return reverse("by-hand", args=[pk])
    if step.action == "ask_next_steps":
        return reverse("before-leaving", args=[pk])
    return reverse("step", args=[pk, step.action])


def _promise(outlook: Outlook) -> Iterator[frise.Mark]:
    promised = outlook.promised_on
    if promised is None or outlook.situation.journal.decisive is not None:
        return
    at = at_hour(promised, time(20), outlook.planned.facts.tz)
    state: frise.State = "planned" if promised >= outlook.now.date() else "done"
    reason, source = why(("W-01",) if state == "planned" else ("W-02",), outlook.planned.playbook.id, full=True)
    promise = outlook.planned.facts.promise
    if promise is not None and promise.said:
        reason = gettext("« %(said)s », ont-ils dit. %(why)s") % {"said": promise.said.strip(" ."), "why": reason}
    name, when = gettext("Réponse promise"), dates.short_day(promised)
    yield frise.Mark("promise", at, "promise", state, name, when, reason, source)


def _ahead(outlook: Outlook, ready: Collection[tuple[str, int]]) -> Iterator[frise.Mark]:
    for step in outlook.steps:
        named = label(step.action, phone=step.channel == "phone")
        reason, source = why(step.because, outlook.planned.playbook.id, full=True)
        leaves_alone = bool(ready) and all(one.isdigit() and (step.action, int(one)) in ready for one in step.to)
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
            "late" if late else "ready" if leaves_alone else "planned",
            named.mark,
            dates.short_moment(step.due) if isinstance(step.due, datetime) else dates.short_day(step.due),
            f"{_todo(named.todo % {'who': who}, alone=leaves_alone)} {reason}".strip(),
            source,
            step_href(outlook, step),
            named.act,
        )


def _todo(words: str, *, alone: bool) -> str:
    return gettext("Part tout seul : %(step)s.") % {"step": words[:1].lower() + words[1:]} if alone else f"{words}."


def silence_of(outlook: Outlook) -> frise.Zone | None:
    """From the last word to the announced day, or to our next step: silence means nothing yet (S-05)."""
    if outlook.state != "open" or outlook.situation.journal.decisive is not None:
        return None
    facts = outlook.planned.facts
    last = max([facts.interview.end, *(event.at for event in facts.events if event.at <= outlook.now)])
    promised = outlook.promised_on
    if promised is not None and promised >= outlook.now.date():
        end = at_hour(promised, time(20), facts.tz)
        reason, source = why(("W-01", "H-02"), full=True)
    else:
        ahead = [step for step in outlook.steps if step.action in CONTACTS and isinstance(step.due, datetime)]
        following = next((step for step in ahead if step.action != "thanks" and not outlook.is_now(step)), None)
        if following is None or not isinstance(following.due, datetime):
            return None
        end = following.due
        reason, source = why(("W-03", "S-05"), full=True)
    if end <= last:
        return None
    words = dates.until_day(end.date())
    return frise.Zone(last, end, gettext("silence normal"), words, reason, source)
