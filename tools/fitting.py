"""How the reading's models are fitted: logistic regressions by gradient, pure Python, always the same result."""

import zlib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import exp
from typing import TypeAlias

from relance.mail.reading import learned
from relance.mail.reading.learned import TAGS
from relance.mail.reading.weighing import Evidence, Weights, judged

Model: TypeAlias = tuple[dict[int, list[int]], float]
Rows: TypeAlias = dict[int, list[float]]

# A gradient step is divided by what the steps before it added up to, which begins at `START`.
ROUNDS, RATE, DECAY, START, LEAST = 8, 0.5, 2e-5, 1e-6, 3
MAIL_ROUNDS, MAIL_RATE, MAIL_DECAY = 25, 0.04, 2e-3
FAINT = 3.5


@dataclass(frozen=True, slots=True)
class Example:
    """What a sentence shows, the tags it has, and those it is known to have or not."""

    lit: frozenset[str]
    tags: frozenset[int]
    known: frozenset[int]
    weight: float = 1.0
    source: str = ""


def _shuffled(count: int) -> list[int]:
    return sorted(range(count), key=lambda index: zlib.crc32(b"%d" % index))


def fit_sentences(examples: Sequence[Example]) -> Model:
    """One yes-or-no for each tag; the steps of a feature shrink as it is met again (Adagrad)."""
    kept = _frequent(examples)
    data = [(sorted({learned.key(name) for name in one.lit if name in kept}), one) for one in examples]
    met = {at for keys, _ in data for at in keys}
    weights: Rows = {at: [0.0] * len(TAGS) for at in sorted(met)}
    past: Rows = {at: [START] * len(TAGS) for at in weights}
    for _ in range(ROUNDS):
        for index in _shuffled(len(data)):
            keys, one = data[index]
            if keys:
                _step(keys, one, weights, past)
    return _rounded(weights)


def _step(keys: Sequence[int], one: Example, weights: Rows, past: Rows) -> None:
    norm = len(keys) ** -0.5
    rows = [weights[at] for at in keys]
    totals = [sum(column) * norm for column in zip(*rows, strict=True)]
    slopes = []
    for tag in sorted(one.known):
        share = 1.0 / (1.0 + exp(-max(min(totals[tag], 30.0), -30.0)))
        slope = one.weight * (share - (tag in one.tags)) * norm
        if abs(slope) > 0.002 * norm:
            slopes.append((tag, slope, slope * slope))
    if not slopes:
        return
    for row, at in zip(rows, keys, strict=True):
        steps = past[at]
        for tag, slope, square in slopes:
            steps[tag] += square
            row[tag] -= RATE * (slope + DECAY * row[tag]) / steps[tag] ** 0.5


def _frequent(examples: Sequence[Example]) -> set[str]:
    """What is seen in at least `LEAST` lines or mails: the rest cannot be told from chance."""
    last: dict[str, str] = {}
    counts: Counter[str] = Counter()
    for one in examples:
        for name in one.lit:
            if last.get(name) != one.source:
                last[name] = one.source
                counts[name] += 1
    return {name for name, count in counts.items() if count >= LEAST}


def _rounded(weights: Mapping[int, Sequence[float]]) -> Model:
    scale = max((abs(value) for row in weights.values() for value in row), default=1.0) / 127
    rows = {at: [_whole(value / scale) for value in row] for at, row in weights.items()}
    return {at: row for at, row in rows.items() if any(row)}, round(scale, 6)


def _whole(value: float) -> int:
    """A byte's worth, nothing when it is next to nothing: the file is smaller for it."""
    return round(value) if abs(value) >= FAINT else 0


def fit_weights(cases: Sequence[tuple[Evidence, str, float]], answers: Sequence[str]) -> Weights:
    """A multinomial logistic regression on named evidence."""
    weights: dict[str, list[float]] = {name: [0.0] * len(answers) for found, _, _ in cases for name in found}
    past = {name: [START] * len(answers) for name in weights}
    for _ in range(MAIL_ROUNDS):
        for index in _shuffled(len(cases)):
            found, answer, weight = cases[index]
            shares = judged(found, weights, len(answers))
            slopes = [weight * (share - (name == answer)) for name, share in zip(answers, shares, strict=True)]
            for name, value in found.items():
                row, steps = weights[name], past[name]
                for at, slope in enumerate(slopes):
                    step = slope * value + MAIL_DECAY * row[at]
                    steps[at] += step * step
                    row[at] -= MAIL_RATE * step / steps[at] ** 0.5
    return weights
