"""Reasons given to this candidate: what was missing, or what the other had more of. Kept as the user's lesson."""

from collections.abc import Sequence

from relance.mail.reading.learned import TAGS, Shares
from relance.mail.reading.lexicon import pattern
from relance.mail.reading.sentences import Sentence

_REASON = pattern("feedback", "REASON")
_NOT_A_REASON = pattern("feedback", "NOT_A_REASON")
_TELLING = tuple(pattern("feedback", name) for name in ("DECISIVE", "YOU_LACK", "OTHER_HAS"))
_AT = TAGS.index("reason")
_FAINT, _NEVER = 0.02, 2.0


def reasons(text: Sequence[Sentence], heard: Sequence[Shares], kind: str) -> tuple[str, ...]:
    """The sentences that give a reason about this candidate or the one chosen, in a mail of this kind."""
    pairs = zip(text, heard, strict=True)
    told = ((item, shares[_AT]) for item, shares in pairs if shares[_AT] > _FAINT)
    return tuple(item.written for item, share in told if share > _least(item.plain, kind))[:6]


def _least(plain: str, kind: str) -> float:
    """How surely a sentence must be heard as a reason: little where its words tell one, in a refusal."""
    if kind in {"auto_reply", "bounce", "unrelated"}:
        return _NEVER
    is_told = any(expression.search(plain) for expression in _TELLING)
    if _NOT_A_REASON.search(plain):
        return 0.7 if kind in {"rejection", "other", "acknowledgement"} else _NEVER
    if kind == "rejection" and is_told:
        return _FAINT
    if kind in {"rejection", "other", "acknowledgement"}:
        return 0.15 if _REASON.search(plain) else 0.3
    # An offer, a delay, another post: they may say why, but seldom do.
    return 0.2 if is_told else 0.9 if _REASON.search(plain) else _NEVER
