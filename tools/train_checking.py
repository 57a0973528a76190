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

from relance.letters.checking import learned, mentions  # noqa: E402
from relance.letters.checking.features import BUCKETS  # noqa: E402
from relance.letters.checking.linear import packed  # noqa: E402
from relance.letters.checking.text import fold, tokens  # noqa: E402
from tools.checking_texts import Example, examples, mentioned, plain_texts  # noqa: E402

MODELS = ROOT / "src/relance/letters/checking"
ROUNDS, RATE, DECAY, LEAST = 8, 1.0, 2e-5, 2


def train(data: list[Example], count: int, size: int) -> tuple[list[list[float]], list[float]]:
    """Logistic regression, every label at once, by gradient steps that shrink where they were taken (Adagrad)."""
    seen_in = Counter(bucket for one in data for bucket in one.lit)
    weights = [[0.0] * count for _ in range(size)]
    past = [[1e-2] * count for _ in range(size)]
    bias, bias_past = [-2.0] * count, [1.0] * count
    rows = [([bucket for bucket in one.lit if seen_in[bucket] >= LEAST], len(one.lit), one) for one in data]
    order = sorted(range(len(rows)), key=lambda index: zlib.crc32(str(index).encode()))
    for _ in range(ROUNDS):
        for index in order:
            lit, all_lit, one = rows[index]
            norm = max(all_lit, 1) ** 0.5
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


def common(least: int = 3) -> str:
    """The words that several of our letters and sentences hold, one a line."""
    seen: Counter[str] = Counter()
    for text in plain_texts():
        seen.update({fold(token.text) for token in tokens(text) if token.text.isalpha() and token.text.islower()})
    return "\n".join(sorted(word for word, times in seen.items() if times >= least and len(word) > 2)) + "\n"


if __name__ == "__main__":
    MODELS.joinpath("common.txt").write_text(common(), "utf-8")
    gathered, named = examples(), mentioned()
    for name, data, count, size in (
        (learned.MODEL, gathered, len(learned.LABELS), BUCKETS),
        (mentions.MODEL, named, len(mentions.LABELS), mentions.BUCKETS),
    ):
        model = packed(*train(data, count, size))
        MODELS.joinpath(name).write_bytes(model)
        print(
            f"{name}: {len(data)} texts of {len({one.hand for one in data})} hands, {len(model)} bytes",
            file=sys.stderr,
        )
