"""Notes of an interview: what touches the person and not the job (health, family, origin, opinion). Pure.

A recruiter's notes are personal data that the candidate may ask to read: these words are warned about.
"""

from dataclasses import dataclass

from relance.letters.checking.patterns import family
from relance.letters.checking.text import sentences

#: The family of notes, then the grounds a refusal may not rest on.
_FAMILIES = ("private-note", "unlawful-ground")


@dataclass(frozen=True, slots=True)
class PrivateWords:
    """Words of a note that have no place there: where they stand, and what they are."""

    start: int
    end: int
    excerpt: str


def private_words(text: str) -> tuple[PrivateWords, ...]:
    """Every stretch of a note that speaks of the person, in order, without overlap.

    Notes are too short to tell their language for sure: both are looked for.
    """
    return _found(text, _FAMILIES)


def unlawful_words(reason: str) -> tuple[PrivateWords, ...]:
    """What makes the reason of a no unlawful (Q-04, L1132-1); nothing for one that is about the job."""
    lead = "car because "
    found = _found(f"{lead}{reason}", ("unlawful-ground",))
    return tuple(PrivateWords(one.start - len(lead), one.end - len(lead), one.excerpt) for one in found)


def _found(text: str, families: tuple[str, ...]) -> tuple[PrivateWords, ...]:
    spans = []
    for language in ("fr", "en"):
        for sentence in sentences(text, 0, len(text), language):
            hits = [hit for name in families for hit in family(name, language).spans(sentence)]
            spans += [(sentence.at[start], sentence.at[end - 1] + 1) for start, end in hits]
    found: list[PrivateWords] = []
    for start, end in sorted(spans):
        if not found or start >= found[-1].end:
            found.append(PrivateWords(start, end, text[start:end]))
    return tuple(found)
