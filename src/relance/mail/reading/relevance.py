"""Whether a message has nothing to do with an application: newsletters, alerts, shops, friends."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from relance.mail.reading.lexicon import pattern
from relance.mail.reading.sentences import Sentence, plain
from relance.mail.reading.shapes import ParsedMessage

_BULK = pattern("relevance", "BULK")
_RECRUITING = pattern("relevance", "RECRUITING")
_PRIVATE = pattern("relevance", "PRIVATE")
_WITH_A_CANDIDATE = pattern("relevance", "WITH_A_CANDIDATE")
_AGENCY = pattern("relevance", "AGENCY")
_ADDRESSED = pattern("relevance", "ADDRESSED")
_ANSWERS = re.compile(r"(?:re|tr|fw|fwd|aw|rep|ref)\s?:")


@dataclass(frozen=True, slots=True)
class Stray:
    """What shows that a message is none of our business; `is_bulk`: sent to many by a machine."""

    words: tuple[str, ...]
    is_bulk: bool


def unrelated(message: ParsedMessage, text: Sequence[Sentence], *, strong: bool, by_desk: bool) -> Stray | None:
    """Why a message has nothing to do with an application. `strong`: its words already concern us."""
    body = " ".join(item.plain for item in text)
    subject = plain(message.subject)
    whole = f"{subject} {body} {plain(message.signature)}"
    bulk = _BULK.search(whole)
    listed = bool(message.first("list-unsubscribe") or message.first("list-id"))
    threaded = is_threaded(message)
    told_nothing = not threaded and not _addressed(body) and _WITH_A_CANDIDATE.search(body) is None
    if told_nothing and ((by_desk and (bulk or not strong or _PRIVATE.search(whole))) or (bulk and not strong)):
        return Stray((bulk[0] if bulk else message.sender.name,), is_bulk=by_desk)
    if bulk and (listed or by_desk or len(_BULK.findall(whole)) >= 2) and not threaded:
        return Stray((bulk[0],), is_bulk=True)
    if listed and not threaded and not _addressed(body):
        return Stray(("List-Unsubscribe",), is_bulk=True)
    recruiting = len(set(_RECRUITING.findall(f"{subject} {body}")))
    private = _PRIVATE.search(f"{subject} {body}")
    agency = _AGENCY.search(plain(f"{message.sender.name} {message.sender.domain} {message.subject}"))
    if agency and not threaded and not _addressed(body):
        return Stray((agency[0],), is_bulk=False)
    if private and not threaded and not recruiting and (not strong or len(_PRIVATE.findall(whole)) > 1):
        return Stray((private[0],), is_bulk=False)
    if not recruiting and not threaded and not strong and len(body) > 60:
        return Stray((message.subject[:60],), is_bulk=bulk is not None)
    return None


def signs(message: ParsedMessage, subject: str, body: str) -> dict[str, float]:
    """How much of a mail sounds like recruiting, like private life, like a sending to many."""
    whole = f"{subject} {body}"
    agency = _AGENCY.search(plain(f"{message.sender.name} {message.sender.domain} {message.subject}"))
    return {
        "recruiting": min(len(set(_RECRUITING.findall(whole))), 4) / 4,
        "no recruiting": _RECRUITING.search(whole) is None,
        "private": min(len(_PRIVATE.findall(whole)), 3) / 3,
        "bulk": min(len(_BULK.findall(whole)), 3) / 3,
        "agency": agency is not None,
        "addressed": _addressed(subject) or _addressed(body),
        "with a candidate": _WITH_A_CANDIDATE.search(body) is not None,
    }


def is_threaded(message: ParsedMessage) -> bool:
    """Whether the message answers another: a friend's and a shop's seldom do."""
    return bool(message.answered_ids or message.quoted) or _ANSWERS.match(plain(message.subject)) is not None


def concerns_a_case(message: ParsedMessage, text: Sequence[Sentence]) -> bool:
    """Whether a notice speaks of the reader's own application, as portals do («votre candidature a changé»)."""
    return _addressed(plain(message.subject)) or any(_addressed(item.plain) for item in text)


def _addressed(body: str) -> bool:
    return _ADDRESSED.search(body) is not None
