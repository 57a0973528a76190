"""Trains the sentence model of `relance.letters.checking.learned` from the working texts of the tests.

python tools/train_checking.py       # writes model.bin; the same texts give the same bytes
"""

import sys
import zlib
from collections import Counter
from math import exp
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))  # the letters of the tests, when this is run as a file

from relance.letters.checking.features import BUCKETS  # noqa: E402
from relance.letters.checking.learned import LABELS  # noqa: E402
from tools.checking_texts import Example, examples  # noqa: E402

MODEL = ROOT / "src/relance/letters/checking/model.bin"
ROUNDS, RATE, DECAY, LEAST = 8, 1.0, 2e-5, 2


def train(data: list[Example]) -> tuple[list[list[float]], list[float]]:
    """Logistic regression, every label at once, by gradient steps that shrink where they were taken (Adagrad)."""
    count = len(LABELS)
    seen_in = Counter(bucket for one in data for bucket in one.lit)
    weights = [[0.0] * count for _ in range(BUCKETS)]
    past = [[1e-2] * count for _ in range(BUCKETS)]
    bias, bias_past = [-2.0] * count, [1.0] * count
    rows = [([bucket for bucket in one.lit if seen_in[bucket] >= LEAST], len(one.lit), one) for one in data]
    order = sorted(range(len(rows)), key=lambda index: zlib.crc32(str(index).encode()))
    for _ in range(ROUNDS):
        for index in order:
            lit, size, one = rows[index]
            norm = max(size, 1) ** 0.5
            sums = [sum(column) for column in zip(*(weights[bucket] for bucket in lit), strict=True)] or [
                0.0
            ] * count
            for label, (total, leaning) in enumerate(zip(sums, bias, strict=True)):
                score = total / norm + leaning
                share = 1 / (1 + exp(-score)) if score > -30 else 0.0
                right = label in one.labels
                slope = share - right
                if -0.01 < slope < 0.01 or label in one.unknown:
                    continue
                slope *= one.weight
                bias_past[label] += slope * slope
                bias[label] -= 0.1 * slope / bias_past[label] ** 0.5
                step = slope / norm
                square = step * step
                for bucket in lit:
                    row, seen = weights[bucket], past[bucket]
                    seen[label] += square
                    row[label] -= RATE * (step + DECAY * row[label]) / seen[label] ** 0.5
    return weights, bias


def packed(weights: list[list[float]], bias: list[float]) -> bytes:
    """The model as one byte a weight; a weight too small to tell is none."""
    flat = sorted(abs(value) for row in weights for value in row)
    scale = max(flat[-1], 1e-6) / 127
    units = (round(value / scale) for row in weights for value in row)
    table = bytes((unit if abs(unit) > 1 else 0) + 128 for unit in units)
    head = round(scale * 1_000_000).to_bytes(4, "big")
    head += b"".join(round(value * 1_000_000).to_bytes(4, "big", signed=True) for value in bias)
    return head + zlib.compress(table, 9)


if __name__ == "__main__":
    gathered = examples()
    model = packed(*train(gathered))
    MODEL.write_bytes(model)
    print(
        f"{len(gathered)} sentences of {len({one.hand for one in gathered})} hands, {len(model)} bytes",
        file=sys.stderr,
    )
