"""Tell candidates where they stand: one letter each, drafted from the facts, read and approved by a person."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.db import IntegrityError, transaction

from relance.actions.journal import append
from relance.actions.keep_time import refresh_due
from relance.etiquette.facts import Promise
from relance.etiquette.problems import Problem
from relance.letters.checking.notes import unlawful_words
from relance.letters.drafting import Draft, Missing, NewsPurpose, Told, draft_news
from relance.records import queries
from relance.records.facts import promise_data
from relance.records.models import Case, Entry, Letter, Round
from relance.records.openings import candidate_of

#: What each letter tells, in the words of the duties.
KINDS: dict[NewsPurpose, str] = {
    "acknowledge": "running",
    "still_running": "running",
    "slowed": "slowed",
    "standby": "standby",
    "stopped": "stopped",
    "refusal_with_reasons": "refusal",
    "invite": "invitation",
    "offer": "offer",
}
_NEVER_LEFT = (Letter.State.DRAFT, Letter.State.CANCELLED, Letter.State.REFUSED)


@dataclass(frozen=True, slots=True)
class NewsToTell:
    """What is the same for all: the next date, why, the moments offered. `reasons` are a person's words (QL-05)."""

    purpose: NewsPurpose
    next_on: date | None = None
    start_on: date | None = None
    reasons: tuple[str, ...] = ()
    slots: tuple[datetime, ...] = ()


@dataclass(frozen=True, slots=True)
class ToldCandidate:
    """One letter, or the question it lacks an answer to."""

    case: Case
    letter: Letter | None
    missing: Missing | None = None


def draft_news_letters(
    *,
    cases: Sequence[Case],
    news: NewsToTell,
    now: datetime,
    locale: str = "",
    variant: int = 0,
    reasons: Mapping[int, tuple[str, ...]] | None = None,
) -> list[ToldCandidate]:
    """One letter a candidate, each in its own words. One that was edited, approved or sent is left as it is.

    `reasons` are those of one candidate, by the case's key, in place of those of all (QL-05).
    """
    own = reasons or {}
    return [
        _drafted(
            case, replace(news, reasons=own.get(case.pk, news.reasons)), now, locale=locale, variant=variant,
            place=place, crowd=len(cases),
        )
        for place, case in enumerate(cases)
    ]  # fmt: skip


def drop_draft(*, letter: Letter) -> bool:
    """Put away a letter that never left. False when it is leaving, or left."""
    rows = Letter.objects.filter(pk=letter.pk, sent_at__isnull=True, state__in=_NEVER_LEFT).exclude(news={})
    return bool(rows.delete()[0])


def reason_problems(reason: str, *, name: str = "", place: str = "reason") -> tuple[Problem, ...]:
    """What is wrong with the reason of a no: it must be there, and about the job (QL-05)."""
    if not reason.strip():
        return (Problem(place, "reason_missing", {"name": name}),)
    words = unlawful_words(reason)
    return (Problem(place, "reason_unlawful", {"name": name, "words": words[0].excerpt}),) if words else ()


def note_news(*, case: Case, kind: str, now: datetime, at: datetime | None = None, next_on: date | None = None,
              reasons: tuple[str, ...] = ()) -> None:  # fmt: skip
    """News given otherwise, by telephone or in person. Writing a reason here is confirming it (QL-05)."""
    append(
        round_=queries.current_round(case),
        kind=Entry.Kind.NEWS,
        action=kind,
        at=at,
        now=now,
        data=_news_data(kind, next_on, reasons),
    )
    refresh_due(case=case, now=now)


def told_of(case: Case, round_: Round, news: NewsToTell) -> Told:
    """The facts of one letter."""
    person, owner = candidate_of(case), case.owner
    return Told(
        candidate=person.name,
        civility=person.civility,
        organisation=case.organisation.name,
        role=case.role,
        interview_on=round_.starts_at.astimezone(ZoneInfo(case.tz)).date(),
        sender=owner.name,
        phone=owner.phone,
        reasons=news.reasons,
        next_on=news.next_on,
        start_on=news.start_on,
        slots=news.slots,
    )


def _drafted(
    case: Case, news: NewsToTell, now: datetime, *, locale: str, variant: int, place: int, crowd: int
) -> ToldCandidate:
    round_ = queries.current_round(case)
    told = replace(told_of(case, round_, news), place=place, crowd=crowd)
    today = now.astimezone(ZoneInfo(case.tz)).date()
    locale = locale or case.owner.letter_locale
    written = draft_news(told, news.purpose, locale=locale, sent_on=today, variant=variant)
    if isinstance(written, Missing):
        return ToldCandidate(case, None, written)
    return ToldCandidate(case, _kept(case, round_, news, written, variant))


def _kept(case: Case, round_: Round, news: NewsToTell, written: Draft, variant: int) -> Letter:
    """The letter of this news. Its step bears its number: the same news twice is refused, the next one is not."""
    told = round_.entries.filter(kind=Entry.Kind.NEWS).count()
    step, person = f"{news.purpose}.{told + 1}", candidate_of(case)
    data = _news_data(KINDS[news.purpose], news.next_on, news.reasons)
    known = Letter.objects.filter(round=round_, step=step, person=person).first()
    if known is not None and (known.edited or known.state != Letter.State.DRAFT):
        return known
    letter = known or Letter(
        owner=case.owner, case=case, round=round_, step=step, person=person, token=uuid.uuid4()
    )
    letter.locale, letter.variant, letter.news = written.locale, variant, data
    letter.subject, letter.body, letter.used = written.subject, written.body, list(written.used)
    try:
        with transaction.atomic():
            letter.save()
    except IntegrityError:
        return Letter.objects.get(round=round_, step=step, person=person)
    return letter


def _news_data(kind: str, next_on: date | None, reasons: tuple[str, ...]) -> dict[str, object]:
    given = [reason.strip() for reason in reasons if reason.strip()]
    promise = promise_data(Promise("date", next_on)) if next_on else None
    return {"kind": kind, "promise": promise, "reasons": given, "confirmed": bool(given)}
