"""How the learned opinion and the patterns are weighed, code by code.

Each pair is the least probability asked where a pattern speaks too, and where the opinion stands alone. They were
chosen on letters of hands that the opinion had not learned from (`python -m benchmarks.hands`), precision first.
"""

from collections.abc import Mapping
from math import prod

from relance.letters.checking.text import Letter

_NEVER = 2.0
_BLAMED: Mapping[str, tuple[float, float]] = {
    "waiting-for-answer": (0.1, 0.4),
    "competing-offer": (0.05, 0.45),
    "anger": (0.02, 0.3),
    "contests-decision": (0.15, 0.5),
    "reproach": (0.2, 0.75),
    "pressure": (0.2, 0.4),
    "insistence-after-refusal": (0.08, 0.6),
    "self-deprecation": (0.05, 0.5),
    "excuse-or-flattery": (0.05, 0.4),
    "unlawful-ground": (0.2, 0.65),
    "do-not-reply-tone": (0.0, 0.3),
    "false-hope": (0.2, 0.55),
    "attachment-missing": (0.1, 0.5),
    "wrong-organisation": (0.0, 0.65),
    "untrue-lapse": (0.3, 0.65),
}
# The same of what a letter brings: under these it is said to be missing.
_BROUGHT: Mapping[str, tuple[float, float]] = {
    "thanks": (0.05, 0.08),
    "interest": (0.0, 0.05),
    "availability": (0.0, 0.45),
    "specific": (0.0, 0.13),
    "new": (0.03, 0.1),
    "feedback": (0.0, 0.25),
    "reason": (0.03, 0.06),
    "nextdate": (0.1, 0.13),
    "closing": (0.0, 0.6),
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
