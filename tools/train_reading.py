"""Trains the sentence model of `relance.mail.reading.learned` from the working sentences of the tests.

    python tools/train_reading.py        # writes lexicon/*.bin; the same sentences give the same bytes

In the sentence files, a line is one way of saying it: {a|b} is a choice, [x] may be left out. Each line counts
once, however many variants it has.
"""

import re
import sys
import zlib
from collections.abc import Iterator
from math import exp
from pathlib import Path
from typing import TypeAlias

from relance.mail.reading.learned import BUCKETS, KINDS, REASONS, features
from relance.mail.reading.lexicon import pattern
from relance.mail.reading.sentences import plain

ROOT = Path(__file__).parent.parent
SENTENCES = ROOT / "tests/mail/reading/working/sentences"
LEXICON = ROOT / "src/relance/mail/reading/lexicon"
REASON = pattern("feedback", "REASON")
LIKE_A_REASON = re.compile(
    r"\b(?:plus|davantage|mieux|manqu\w+|trop|pretentions|experience|niveau|more|stronger|closer|less|lacked|fit|match)\b"
)
Example: TypeAlias = tuple[list[int], int, float]
VARIANTS, ROUNDS, RATE, DECAY = 16, 12, 0.5, 2e-5
_CHOICE = re.compile(r"\{([^{}]*)\}|\[([^\[\]]*)\]")


def variants(line: str) -> Iterator[str]:
    """Some of the sentences a line stands for, spread evenly over its choices."""
    for number in range(VARIANTS):
        turn = iter(range(number, number + 997, 7))

        def choose(found: re.Match[str], turn: Iterator[int] = turn) -> str:
            options = found[1].split("|") if found[1] is not None else ["", found[2]]
            return options[next(turn) % len(options)]

        yield re.sub(r"\s+", " ", _CHOICE.sub(choose, line)).strip()


def _lines(path: Path) -> list[str]:
    return [line for line in path.read_text("utf-8").splitlines() if line.strip() and not line.startswith("#")]


def _said(line: str, index: int) -> list[Example]:
    said = sorted(set(variants(line)))
    return [(features(plain(one)), index, 1.0 / len(said) ** 0.7) for one in said]


def examples() -> list[Example]:
    """(buckets, kind, weight) of every variant, the weights of a line falling as its variants grow."""
    return [
        one
        for index, kind in enumerate(KINDS)
        for line in _lines(SENTENCES / f"{kind}.txt")
        for one in _said(line, index)
    ]


def reasons() -> list[Example]:
    """Reasons against all the rest, but for what the rules already take for a reason."""
    found = [one for line in _lines(SENTENCES.parent / "reasons.txt") for one in _said(line, 1)]
    for path in sorted(SENTENCES.glob("*.txt")):
        for line in _lines(path):
            if not any(REASON.search(plain(one)) or LIKE_A_REASON.search(plain(one)) for one in variants(line)):
                found.extend(_said(line, 0))
    return found


def train(data: list[Example], count: int) -> list[list[float]]:
    """Logistic regression, all kinds at once, by gradient steps that shrink where they were taken (Adagrad)."""
    weights = [[0.0] * count for _ in range(BUCKETS)]
    seen = [[1e-6] * count for _ in range(BUCKETS)]
    order = sorted(range(len(data)), key=lambda index: zlib.crc32(str(index).encode()))
    for _ in range(ROUNDS):
        for index in order:
            lit, kind, weight = data[index]
            norm = max(len(lit), 1) ** 0.5
            scores = [sum(column) / norm for column in zip(*(weights[bucket] for bucket in lit), strict=True)]
            top = max(scores)
            shares = [exp(score - top) for score in scores]
            total = sum(shares)
            slopes = [weight * (share / total - (other == kind)) / norm for other, share in enumerate(shares)]
            for bucket in lit:
                row, past = weights[bucket], seen[bucket]
                for other, slope in enumerate(slopes):
                    if slope > 0.001 or slope < -0.001:
                        past[other] += slope * slope
                        row[other] -= RATE * (slope + DECAY * row[other]) / past[other] ** 0.5
    return weights


def save(name: str, weights: list[list[float]]) -> int:
    """Write the model as one signed byte a weight; its size in bytes."""
    scale = max(abs(value) for row in weights for value in row) / 127
    table = bytes(round(value / scale) % 256 for row in weights for value in row)
    path = LEXICON / f"{name}.bin"
    path.write_bytes(round(scale * 1_000_000).to_bytes(4, "big") + zlib.compress(table, 9))
    return path.stat().st_size


if __name__ == "__main__":
    for model, data, width in (("model", examples(), len(KINDS)), ("reasons", reasons(), len(REASONS))):
        print(f"{model}: {len(data)} sentences, {save(model, train(data, width))} bytes", file=sys.stderr)
