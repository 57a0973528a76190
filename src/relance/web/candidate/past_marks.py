"""The marks of what happened, each with the rule behind it and who wrote it: of this round, and of those before."""

from collections.abc import Iterator, Mapping, Sequence
from zoneinfo import ZoneInfo

from django.utils.translation import gettext

from relance.etiquette.facts import Done, Event, ExtraContact, Reply, SilentCall
from relance.records.facts import entries_of, events_of
from relance.records.models import Case, Round
from relance.web import dates
from relance.web.candidate import frise
from relance.web.candidate.labels import CONTACTS, label, names_in_words, names_of
from relance.web.candidate.outlook import Outlook
from relance.web.candidate.reasons import why

#: Why a step was done: the rules its plan had cited.
_RULES: Mapping[str, tuple[str, ...]] = {
    "ask_next_steps": ("E-05",),
    "debrief": ("D-03",),
    "thanks": ("T-02",),
    "linkedin_invite": ("L-01",),
    "followup1": ("F-01",),
    "followup2": ("C-01",),
    "call_retry": ("C-05",),
    "close_file": ("S-05",),
    "reply_invite": ("P-01",),
    "withdraw": ("P-04",),
    "review_debrief": ("P-05",),
    "acknowledge_offer": ("P-01",),
    "ask_feedback": ("N-03",),
    "thank_and_ask_feedback": ("N-03",),
    "thank_after_rejection": ("N-01",),
    "handwritten_note": ("N-06",),
    "ask_feedback_again": ("N-03",),
}
#: What an answer of theirs calls for.
_ANSWERED: Mapping[str, tuple[str, ...]] = {
    "delay": ("W-01",), "second_interview": ("P-01",), "offer": ("P-01",), "rejection": ("N-01",),
}  # fmt: skip


def past_marks(outlook: Outlook) -> Iterator[frise.Mark]:
    """The interview, then what was done and heard."""
    facts = outlook.planned.facts
    start = facts.interview.start
    when = dates.short_day(start) if start <= outlook.now else dates.short_moment(start)
    state: frise.State = "done" if start <= outlook.now else "planned"
    met = names_in_words([person.name for person in facts.people if person.interviewed])
    who = gettext("Avec %(who)s.") % {"who": met} if met else ""
    number = outlook.round.number
    name = gettext("Entretien") if number == 1 else gettext("Entretien %(number)s") % {"number": number}
    yield frise.Mark("interview", start, "interview", state, name, when, who)
    yield from _events(facts.events, outlook.people, outlook.planned.playbook.id)


def earlier_marks(rounds: Sequence[Round], case: Case) -> Iterator[frise.Mark]:
    """The rounds before this one, in few marks: the interview, and each thing done as a small dot."""
    zone = ZoneInfo(case.tz)
    for round_ in rounds:
        key = f"r{round_.number}"
        start = round_.starts_at.astimezone(zone)
        name = gettext("Entretien %(number)s") % {"number": round_.number}
        yield frise.Mark(key, start, "interview", "done", name, dates.short_day(start))
        for mark in _events(events_of(entries_of(round_), case), {}, case.playbook, key=key):
            yield mark if mark.kind == "reply" else _small(mark)


def _small(mark: frise.Mark) -> frise.Mark:
    return frise.Mark(mark.key, mark.at, "step", mark.state, mark.name, mark.when, mark.reason, mark.author)


def _events(
    events: Sequence[Event], people: Mapping[str, str], playbook: str, *, key: str = ""
) -> Iterator[frise.Mark]:
    told = set()
    for number, event in enumerate(events):
        if isinstance(event, Done):
            if (event.action, event.at.date()) in told:
                continue  # thanks to several people of one day are one mark
            told.add((event.action, event.at.date()))
        yield _event(f"{key}e{number}", event, people, playbook)


def _event(key: str, event: Event, people: Mapping[str, str], playbook: str) -> frise.Mark:
    at, when = event.at, dates.short_day(event.at)
    match event:
        case Done(action=action, to=to):
            kind: frise.Kind = "contact" if action in CONTACTS else "step"
            kind = "close" if action == "close_file" else kind
            named, who = label(action), names_of(to, people)
            reason, source = why(_RULES.get(action, ()), playbook, full=True)
            done = f"{named.done % {'who': who}}. " if who or "%(who)s" not in named.done else ""
            return frise.Mark(key, at, kind, "done", named.mark, when, f"{done}{reason}".strip(), source)
        case SilentCall():
            reason, source = why(("C-06",), playbook, full=True)
            return frise.Mark(key, at, "step", "done", gettext("Appel, personne"), when, reason, source)
        case ExtraContact():
            reason, source = why(("H-01",), playbook, full=True)
            return frise.Mark(key, at, "contact", "done", gettext("Contact"), when, reason, source)
        case Reply(kind=answer):
            reason, source = why(_ANSWERED.get(answer, ()), playbook, full=True)
            return frise.Mark(key, at, "reply", "done", _reply(answer), when, reason, source)
        case _:
            reason, source = why(("PL-27",), playbook, full=True)
            return frise.Mark(key, at, "step", "done", gettext("Autre offre"), when, reason, source)


def _reply(kind: str) -> str:
    return {
        "ack": gettext("Accusé"),
        "delay": gettext("Plus tard"),
        "second_interview": gettext("Invitation"),
        "offer": gettext("Offre"),
        "rejection": gettext("Refus"),
    }.get(kind, gettext("Réponse"))
