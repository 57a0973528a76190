"""How the learned opinion and the patterns are weighed, code by code.

Each pair is the least probability asked where a pattern speaks too, and where the opinion stands alone. They were chosen
on letters of hands that the opinion had not learned from (`python -m benchmarks.hands`), for precision first.
"""

from collections.abc import Mapping

from relance.letters.checking.text import Letter

_NEVER = 2.0
_BLAMED: Mapping[str, tuple[float, float]] = {
    "waiting-for-answer": (0.05, 0.3),
    "competing-offer": (0.0, 0.35),
    "anger": (0.0, 0.3),
    "contests-decision": (0.0, 0.45),
    "reproach": (0.0, 0.5),
    "pressure": (0.05, 0.4),
    "insistence-after-refusal": (0.1, 0.35),
    "self-deprecation": (0.0, 0.4),
    "excuse-or-flattery": (0.0, 0.4),
    "unlawful-ground": (0.0, 0.35),
    "do-not-reply-tone": (0.0, 0.3),
    "false-hope": (0.0, 0.4),
    "attachment-missing": (0.0, 0.35),
}
_BROUGHT: Mapping[str, tuple[float, float]] = {
    "thanks": (0.0, 0.15),
    "interest": (0.0, 0.2),
    "availability": (0.05, 0.3),
    "specific": (0.0, 0.3),
    "new": (0.0, 0.2),
    "feedback": (0.0, 0.2),
    "reason": (0.0, 0.15),
    "nextdate": (0.0, 0.2),
}


def blames(code: str, share: float, *, pattern: bool) -> bool:
    """Whether a sentence is at fault, by how probable that is and whether a pattern says so."""
    seconded, alone = _BLAMED.get(code, (0.0, _NEVER))
    return share >= (seconded if pattern else alone)


def brings(letter: Letter, label: str, *, pattern: bool) -> bool:
    """Whether the letter holds what is looked for, by the sentence most likely to bring it and by the patterns."""
    seconded, alone = _BROUGHT[label]
    most = max((one.get(label, 0.0) for one in letter.opinions), default=0.0)
    return most >= (seconded if pattern else alone)
