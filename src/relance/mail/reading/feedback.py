"""Reasons given to this candidate: what was missing, or what the other had more of. Kept as the user's lesson."""

from collections.abc import Sequence

from relance.mail.reading.learned import TAGS, Shares
from relance.mail.reading.lexicon import pattern
from relance.mail.reading.sentences import Sentence

_REASON = pattern("feedback", "REASON")
_NOT_A_REASON = pattern("feedback", "NOT_A_REASON")


_AT = TAGS.index("reason")


def reasons(text: Sequence[Sentence], heard: Sequence[Shares]) -> tuple[str, ...]:
    """The sentences that give a reason about this candidate or the one chosen."""
    pairs = zip(text, heard, strict=True)
    return tuple(item.written for item, shares in pairs if _is_reason(item.plain, shares[_AT]))[:6]


def _is_reason(plain: str, share: float) -> bool:
    if _NOT_A_REASON.search(plain):
        return share > 0.7
    return share > (0.15 if _REASON.search(plain) else 0.3)
