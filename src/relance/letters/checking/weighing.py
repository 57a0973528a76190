"""How the learned opinion and the patterns are weighed, code by code.

Each pair is the least probability asked where a pattern speaks too, and where the opinion stands alone. They were
chosen on letters of hands that the opinion had not learned from (`python -m benchmarks.hands`), precision first.
"""

from collections.abc import Mapping
from math import prod

from relance.letters.checking.text import Letter

_NEVER = 2.0
_BLAMED: Mapping[str, tuple[float, float]] = {
    "waiting-for-answer": (0.15, 0.5),
    "competing-offer": (0.15, 0.42),
    "anger": (0.15, 0.38),
    "contests-decision": (0.12, 0.6),
    "reproach": (0.12, 0.5),
    "pressure": (0.12, 0.7),
    "insistence-after-refusal": (0.16, 0.65),
    "self-deprecation": (0.15, 0.45),
    "excuse-or-flattery": (0.1, 0.25),
    "unlawful-ground": (0.2, 0.52),
    "do-not-reply-tone": (0.4, 0.4),
    "false-hope": (0.08, 0.4),
    "attachment-missing": (0.05, 0.35),
    "wrong-organisation": (0.12, 0.82),
    "untrue-lapse": (0.6, 0.85),
}
# The same of what a letter brings: under these it is said to be missing.
_BROUGHT: Mapping[str, tuple[float, float]] = {
    "thanks": (0.05, 0.18),
    "interest": (0.05, 0.08),
    "availability": (0.08, 0.13),
    "specific": (0.03, 0.4),
    "new": (0.1, 0.3),
    "feedback": (0.06, 0.22),
    "reason": (0.01, 0.14),
    "nextdate": (0.3, 0.6),
    "closing": (0.3, 0.4),
}


def blames(code: str, share: float, *, pattern: bool) -> bool:
    """Whether a sentence is at fault, by how probable that is and whether a pattern says so."""
    seconded, alone = _BLAMED.get(code, (0.0, _NEVER))
    return share >= (seconded if pattern else alone)


def brings(letter: Letter, label: str, *, pattern: bool) -> bool:
    """Whether the letter holds what is looked for, by any of its sentences and by the patterns."""
    seconded, alone = _BROUGHT[label]
    without = prod(1 - one.get(label, 0.0) for one in letter.opinions)
    return 1 - without >= (seconded if pattern else alone)
