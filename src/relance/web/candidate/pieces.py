"""Cut a text into pieces to draw: what comes from the user's debrief, what a check objects to, the rest."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TypeAlias

Span: TypeAlias = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text. `look` holds the classes of its mark: «own», «objection», both, or nothing."""

    text: str
    look: str = ""


def cut(text: str, *, own: Iterable[str], objections: Sequence[Span]) -> tuple[Piece, ...]:
    """Cut `text` at the edges of its own phrases and of the objections; joined again, the pieces are the text."""
    kept = [span for span in objections if 0 <= span[0] < span[1] <= len(text)]
    mine = list(_places(text, own))
    edges = sorted({0, len(text), *(edge for span in (*kept, *mine) for edge in span)})
    pieces = []
    for start, end in pairwise(edges):
        looks = [name for name, spans in (("own", mine), ("objection", kept)) if _inside(start, end, spans)]
        pieces.append(Piece(text[start:end], " ".join(looks)))
    return tuple(pieces)


def _inside(start: int, end: int, spans: Sequence[Span]) -> bool:
    return any(left <= start and end <= right for left, right in spans)


def _places(text: str, phrases: Iterable[str]) -> Iterable[Span]:
    folded = text.casefold()
    if len(folded) != len(text):  # a letter that changes length when folded would shift every place
        folded = text
    for phrase in phrases:
        bare = phrase.strip().rstrip(".!").casefold()
        if len(bare) < 4:
            continue
        start = folded.find(bare)
        while start >= 0:
            yield start, start + len(bare)
            start = folded.find(bare, start + len(bare))
