"""A small multinomial model: named pieces of evidence, one weight for each answer, kept in a text one can read."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from importlib.resources import files
from math import exp, log
from typing import TypeAlias

Evidence: TypeAlias = dict[str, float]
Weights: TypeAlias = Mapping[str, Sequence[float]]


def logit(share: float) -> float:
    """Around 0 for even chances, about 1 for a sure yes, -1 for a sure no."""
    share = min(max(share, 0.002), 0.998)
    return log(share / (1.0 - share)) / 6.0


def judged(found: Evidence, weights: Weights, answers: int) -> tuple[float, ...]:
    """A probability for each answer."""
    totals = [0.0] * answers
    for name, value in found.items():
        row = weights.get(name)
        if row is not None:
            totals = [total + value * weight for total, weight in zip(totals, row, strict=True)]
    top = max(totals)
    parts = [exp(total - top) for total in totals]
    whole = sum(parts)
    return tuple(part / whole for part in parts)


@lru_cache(maxsize=4)
def weights_of(table: str) -> Weights:
    """The weights that ship under a name."""
    return unpacked(files(__package__).joinpath("lexicon", f"{table}.weights").read_text("utf-8"))


def unpacked(text: str) -> Weights:
    """The weights of a text: «name | one number for each answer»."""
    rows = (line.rpartition("|") for line in text.splitlines() if "|" in line and not line.startswith("#"))
    return {name.strip(): tuple(float(one) for one in numbers.split()) for name, _, numbers in rows}


def packed(rows: Weights, answers: Sequence[str]) -> str:
    """The text of some weights, always the same for the same weights; what weighs nothing is left out."""
    lines = ["# Written by tools/train_reading.py. " + " ".join(answers)]
    heavy = [name for name in sorted(rows) if any(abs(weight) >= 0.05 for weight in rows[name])]
    lines += [f"{name} | {' '.join(f'{weight:.2f}' for weight in rows[name])}" for name in heavy]
    return "\n".join(lines) + "\n"
