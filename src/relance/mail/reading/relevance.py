"""Whether a message has nothing to do with an application: newsletters, alerts, shops, friends."""

from collections.abc import Sequence

from relance.mail.reading.lexicon import pattern
from relance.mail.reading.sentences import Sentence, plain
from relance.mail.reading.shapes import ParsedMessage

_BULK = pattern("relevance", "BULK")
_RECRUITING = pattern("relevance", "RECRUITING")
_PRIVATE = pattern("relevance", "PRIVATE")
_ADDRESSED = pattern("relevance", "ADDRESSED")


def is_unrelated(message: ParsedMessage, text: Sequence[Sentence], *, strong: bool) -> tuple[str, ...]:
    """The words that show it, or nothing. `strong`: the words already speak of something that concerns us."""
    body = " ".join(item.plain for item in text)
    subject = plain(message.subject)
    whole = f"{subject} {body} {plain(message.signature)}"
    bulk = _BULK.search(whole)
    listed = bool(message.first("list-unsubscribe") or message.first("list-id"))
    threaded = bool(message.answered_ids)
    if bulk and (listed or len(_BULK.findall(whole)) >= 2) and not threaded:
        return (bulk[0],)
    if listed and not threaded and not _addressed(body):
        return ("List-Unsubscribe",)
    recruiting = len(set(_RECRUITING.findall(f"{subject} {body}")))
    private = _PRIVATE.search(f"{subject} {body}")
    if private and not recruiting:
        return (private[0],)
    if private and recruiting <= 1 and not strong and not threaded:
        return (private[0],)
    return ()


def _addressed(body: str) -> bool:
    return _ADDRESSED.search(body) is not None
