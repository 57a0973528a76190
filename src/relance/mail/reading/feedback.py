"""Reasons given to this candidate: what was missing, or what the other had more of. Kept as the user's lesson."""

from collections.abc import Sequence

from relance.mail.reading.learned import gives_a_reason
from relance.mail.reading.lexicon import pattern
from relance.mail.reading.sentences import Sentence

_REASON = pattern("feedback", "REASON")
_NOT_A_REASON = pattern("feedback", "NOT_A_REASON")


def reasons(text: Sequence[Sentence]) -> tuple[str, ...]:
    """The sentences that give a reason about this candidate or the one chosen."""
    return tuple(item.written for item in text if _is_reason(item.plain))[:6]


def _is_reason(plain: str) -> bool:
    if _NOT_A_REASON.search(plain):
        return False
    return _REASON.search(plain) is not None or (plain.count(" ") > 3 and gives_a_reason(plain) > 0.6)
