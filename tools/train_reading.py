"""Trains the sentence model of `relance.mail.reading.learned` from the working sentences of the tests.

    python tools/train_reading.py        # writes lexicon/model.bin; the same sentences give the same bytes

In the sentence files, a line is one way of saying it: {a|b} is a choice, [x] may be left out. Each line counts
once, however many variants it has.
"""

import re
import sys
import zlib
from collections.abc import Iterator
from math import exp
from pathlib import Path

from relance.mail.reading.learned import BUCKETS, KINDS, features
from relance.mail.reading.sentences import plain

ROOT = Path(__file__).parent.parent
SENTENCES = ROOT / "tests/mail/reading/working/sentences"
MODEL = ROOT / "src/relance/mail/reading/lexicon/model.bin"
VARIANTS, ROUNDS, RATE, DECAY = 10, 12, 0.5, 2e-5
_CHOICE = re.compile(r"\{([^{}]*)\}|\[([^\[\]]*)\]")


def variants(line: str) -> Iterator[str]:
    """Some of the sentences a line stands for, spread evenly over its choices."""
    for number in range(VARIANTS):
        turn = iter(range(number, number + 997, 7))

        def choose(found: re.Match[str], turn: Iterator[int] = turn) -> str:
            options = found[1].split("|") if found[1] is not None else ["", found[2]]
            return options[next(turn) % len(options)]

        yield re.sub(r"\s+", " ", _CHOICE.sub(choose, line)).strip()


def examples() -> list[tuple[list[int], int, float]]:
    """(buckets, kind, weight) of every variant, the weights of a line adding up to one."""
    found = []
    for index, kind in enumerate(KINDS):
        for line in (SENTENCES / f"{kind}.txt").read_text("utf-8").splitlines():
            if line.strip() and not line.startswith("#"):
                said = sorted(set(variants(line)))
                found.extend((features(plain(one)), index, 1.0 / len(said) ** 0.7) for one in said)
    return found


def train(data: list[tuple[list[int], int, float]]) -> list[list[float]]:
    """Logistic regression, all kinds at once, by gradient steps that shrink where they were taken (Adagrad)."""
    count = len(KINDS)
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


def save(weights: list[list[float]]) -> int:
    """Write the model as one signed byte a weight; its size in bytes."""
    scale = max(abs(value) for row in weights for value in row) / 127
    table = bytes(round(value / scale) % 256 for row in weights for value in row)
    MODEL.write_bytes(round(scale * 1_000_000).to_bytes(4, "big") + zlib.compress(table, 9))
    return MODEL.stat().st_size


if __name__ == "__main__":
    sentences = examples()
    print(f"{len(sentences)} sentences", file=sys.stderr)
    print(f"{save(train(sentences))} bytes", file=sys.stderr)
