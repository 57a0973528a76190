"""`relance draft` on an opening: a recruiter's letter to one candidate, or the fact it may not go without."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from relance.cli.inputs import present
from relance.etiquette import Problem
from relance.etiquette import fields as reading
from relance.etiquette.duties import Met, Opening, read_opening
from relance.letters.checking import check, read_message
from relance.letters.drafting import (
    LOCALES,
    NEWS_PURPOSES,
    Draft,
    Missing,
    Told,
    draft_news,
    locale_for,
    news_message,
)


@dataclass(frozen=True, slots=True)
class NewsWish:
    """Which news is to be told; the first candidate when `to` is None, the opening's sender when `sender` is."""

    action: str | None
    to: str | None
    locale: str | None
    variant: int
    sent_on: date | None
    next_on: date | None
    reasons: tuple[str, ...]
    sender: str | None


def is_opening(raw: Any) -> bool:
    """Whether a file holds an opening rather than a case."""
    return isinstance(raw, Mapping) and "opening" in raw and "facts" not in raw


def news_of(raw: Any, wish: NewsWish) -> tuple[Draft | Missing | None, dict[str, Any], tuple[Problem, ...]]:
    """The letter or the question it lacks an answer to, the message as `relance check` reads it, the problems."""
    case, problems = read_opening(raw)
    if case is None:
        return None, {}, problems
    found = _unknown(case.opening, wish)
    if found:
        return None, {}, tuple(found)
    opening = case.opening
    now = (case.now or present()).astimezone(opening.tz)
    sent_on = wish.sent_on or now.date()
    place = next(i for i, one in enumerate(opening.candidates) if wish.to in (None, one.id))
    told = _told(opening, opening.candidates[place], wish, place)
    purpose: Any = wish.action
    written = draft_news(
        told, purpose, locale=wish.locale or locale_for(opening.region), sent_on=sent_on, variant=wish.variant
    )
    message = news_message(told, purpose, written, sent_on=sent_on) if isinstance(written, Draft) else {}
    return written, message, ()


def findings_of(message: Mapping[str, Any]) -> Sequence[Any]:
    """What the checker objects to in a letter of ours; nothing, or it is a fault of ours."""
    read, _ = read_message(message)
    return check(read) if read else ()


def values_of(written: Draft) -> dict[str, Any]:
    """A letter as plain values."""
    return {
        "subject": written.subject,
        "body": written.body,
        "used": list(written.used),
        "alternatives": written.alternatives,
        "kind": written.kind,
        "locale": written.locale,
        "spans": [asdict(span) for span in written.spans],
    }


def _told(opening: Opening, candidate: Met, wish: NewsWish, place: int) -> Told:
    met = candidate.interviews[-1].interview.start if candidate.interviews else None
    return Told(
        candidate=candidate.name,
        civility=candidate.civility,
        organisation=opening.organisation,
        role=opening.title,
        interview_on=met.date() if met else None,
        sender=wish.sender or opening.sender,
        reasons=wish.reasons,
        next_on=wish.next_on,
        place=place,
        crowd=len(opening.candidates),
    )


def _unknown(opening: Opening, wish: NewsWish) -> list[Problem]:
    problems: list[Problem] = []
    asked = {"action": wish.action, "locale": wish.locale}
    reading.need(asked, "action", "", problems)
    reading.choice(asked, "action", "", problems, NEWS_PURPOSES)
    reading.choice(asked, "locale", "", problems, LOCALES)
    ids = [one.id for one in opening.candidates]
    if not ids:
        problems.append(Problem("candidates", "missing"))
    elif wish.to is not None and wish.to not in ids:
        near = reading.nearest(wish.to, ids)
        problems.append(Problem("to", "unknown_person", {"id": reading.shown(wish.to)}, near))
    return problems
