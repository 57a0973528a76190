"""A learned opinion on each sentence: what it brings (thanks, interest…) and what it does wrong.

A linear model over the features of `features.py`, trained by `tools/train_checking.py`, for what no pattern says.
It is one opinion: `weighing.py` weighs it with the patterns.
"""

import zlib
from functools import lru_cache
from importlib import resources
from math import exp
from struct import unpack
from typing import TypeAlias

from relance.letters.checking.features import BUCKETS, Case, buckets, case_of, names_of, place_of, tokens_of
from relance.letters.checking.message import Message
from relance.letters.checking.text import Letter

PRESENCE = ("thanks", "interest", "availability", "specific", "new", "feedback", "closing", "reason", "nextdate")
FAULTS = (
    "waiting-for-answer",
    "competing-offer",
    "anger",
    "contests-decision",
    "reproach",
    "pressure",
    "insistence-after-refusal",
    "self-deprecation",
    "excuse-or-flattery",
    "unlawful-ground",
    "do-not-reply-tone",
    "false-hope",
    "attachment-missing",
)
LABELS = (*PRESENCE, *FAULTS)
# By bucket, the weights of all labels in one whole number; what a unit is worth; each label's own leaning.
Model: TypeAlias = tuple[list[int], float, tuple[float, ...]]
_FILE = "model.bin"
# A sum of weights is held in one whole number, four bytes a label: adding a bucket is one addition.
_LANE = 4
_ZERO = 128


def lit_by(message: Message, letter: Letter, case: Case | None = None) -> list[tuple[int, list[int]]]:
    """The sentences of a letter that are not its greeting, by their index, each with the buckets it lights."""
    known = case or case_of(message)
    inner = [index for index, sentence in enumerate(letter.sentences) if sentence.kind != "greeting"]
    found = []
    for rank, index in enumerate(inner):
        sentence = letter.sentences[index]
        words = tokens_of(sentence, letter.body, known.masks)
        place = place_of(rank, len(inner))
        found.append((index, buckets(names_of(words, sentence.kind, known.where, place))))
    return found


def opinions(message: Message, letter: Letter) -> tuple[dict[str, float], ...]:
    """For each sentence, how probable each label is; nothing of a greeting, nor in a language it does not know."""
    found: list[dict[str, float]] = [{} for _ in letter.sentences]
    if letter.language != "other":
        for index, lit in lit_by(message, letter):
            found[index] = shares(lit)
    return tuple(found)


def shares(lit: list[int]) -> dict[str, float]:
    """How probable each label is for a sentence that lights these buckets."""
    rows, scale, bias = model()
    total = 0
    for bucket in lit:
        total += rows[bucket]
    norm = scale / max(len(lit), 1) ** 0.5
    sums = unpack(f"<{len(LABELS)}I", total.to_bytes(_LANE * len(LABELS), "little"))
    below = _ZERO * len(lit)
    return {
        label: _sigmoid((one - below) * norm + leaning)
        for label, one, leaning in zip(LABELS, sums, bias, strict=True)
    }


def _sigmoid(score: float) -> float:
    return 1 / (1 + exp(-max(-30.0, min(30.0, score))))


@lru_cache(maxsize=1)
def model() -> Model:
    """The model that ships with the checker."""
    return unpacked(resources.files(__package__).joinpath(_FILE).read_bytes())


def unpacked(data: bytes) -> Model:
    """The model as written: a scale, a bias a label, then one signed byte a bucket and label, packed."""
    count = len(LABELS)
    scale = int.from_bytes(data[:4], "big") / 1_000_000
    bias = tuple(int.from_bytes(data[4 + 4 * i : 8 + 4 * i], "big", signed=True) / 1_000_000 for i in range(count))
    table = zlib.decompress(data[4 + 4 * count :])
    wide = bytearray(_LANE * len(table))
    wide[::_LANE] = table
    step = _LANE * count
    return [int.from_bytes(wide[row * step : row * step + step], "little") for row in range(BUCKETS)], scale, bias
