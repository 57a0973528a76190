"""The end of an interview: what the recruiter announced becomes a promise to the candidate (Q-07, QL-01)."""

from dataclasses import dataclass, field
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.db import transaction

from relance.actions.journal import append
from relance.actions.note_promise import Announced, note_promise
from relance.actions.refusals import BadInputError
from relance.actions.tell_candidates import NewsToTell, draft_news_letters
from relance.etiquette.problems import Problem
from relance.etiquette.situation import last_promised_day
from relance.etiquette.workingdays import working_days
from relance.records.facts import promise_of
from relance.records.models import Entry, Letter, Round

#: The action of the note that keeps what a promise has no place for.
ANNOUNCED = "announced"


@dataclass(frozen=True, slots=True)
class SaidAtTheEnd:
    """What the candidate was told before leaving: the promise, whom to write to, whom they will meet next."""

    announced: Announced = field(default_factory=Announced)
    contact: str = ""
    next_people: str = ""


def end_interview(*, round_: Round, said: SaidAtTheEnd, now: datetime) -> None:
    """Keep what was announced; what was noted before is replaced. BadInputError when it cannot be true."""
    with transaction.atomic():
        note_promise(round_=round_, announced=said.announced, now=now)
        told = {"contact": said.contact.strip()[:300], "next_people": said.next_people.strip()[:500]}
        if any(told.values()) and told != announced_of(round_):
            append(round_=round_, kind=Entry.Kind.NOTE, action=ANNOUNCED, now=now, data=told)


def announced_of(round_: Round) -> dict[str, str]:
    """The contact and the next people, as they were last told."""
    notes = Entry.objects.filter(round=round_, kind=Entry.Kind.NOTE, action=ANNOUNCED, undone_by__isnull=True)
    entry = notes.order_by("recorded_at", "pk").last()
    return {name: str(value) for name, value in entry.data.items()} if entry is not None else {}


def promised_on(round_: Round) -> date | None:
    """The last day of what was announced, None when no day was."""
    ended = round_.ends_at.astimezone(ZoneInfo(round_.case.tz)).date()
    return last_promised_day(promise_of(round_), ended, working_days(round_.case.region))


def repeat_by_mail(*, round_: Round, now: datetime, locale: str = "") -> Letter:
    """Draft the short mail that repeats the date announced. BadInputError when no day was."""
    day = promised_on(Round.objects.select_related("promise", "case").get(pk=round_.pk))
    if day is None:
        raise BadInputError((Problem("promised_on", "date_missing"),))
    news = NewsToTell("still_running", next_on=day)
    [told] = draft_news_letters(cases=[round_.case], news=news, now=now, locale=locale)
    if told.letter is None:
        raise BadInputError((Problem("name", "sender_missing"),))
    return told.letter
