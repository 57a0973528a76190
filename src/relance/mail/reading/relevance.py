"""What tells a message that has nothing to do with an application: newsletters, alerts, shops, friends."""

import re

from relance.mail.reading.lexicon import pattern
from relance.mail.reading.sentences import plain
from relance.mail.reading.shapes import ParsedMessage

_BULK = pattern("relevance", "BULK")
_RECRUITING = pattern("relevance", "RECRUITING")
_PRIVATE = pattern("relevance", "PRIVATE")
_WITH_A_CANDIDATE = pattern("relevance", "WITH_A_CANDIDATE")
_AGENCY = pattern("relevance", "AGENCY")
_ADDRESSED = pattern("relevance", "ADDRESSED")
_ANSWERS = re.compile(r"(?:re|tr|fw|fwd|aw|rep|ref)\s?:")


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


def _addressed(body: str) -> bool:
    return _ADDRESSED.search(body) is not None
