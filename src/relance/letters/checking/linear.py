"""A linear opinion read from a file of the package: how probable each label is, for the features that are lit."""

import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib import resources
from math import exp
from struct import unpack

# A sum of weights is held in one whole number, four bytes a label: adding a bucket is one addition.
_LANE = 4
_ZERO = 128


@dataclass(frozen=True)
class Linear:
    """By bucket, the weights of all labels in one whole number; what a unit is worth; each label's own leaning."""

    rows: tuple[int, ...]
    scale: float
    bias: tuple[float, ...]

    def buckets(self, names: Iterable[str]) -> list[int]:
        """The buckets of these features, each once."""
        return bucketed(names, len(self.rows))

    def shares(self, lit: list[int]) -> list[float]:
        """How probable each label is where these buckets are lit."""
        total = 0
        for bucket in lit:
            total += self.rows[bucket]
        norm = self.scale / max(len(lit), 1) ** 0.5
        sums = unpack(f"<{len(self.bias)}I", total.to_bytes(_LANE * len(self.bias), "little"))
        below = _ZERO * len(lit)
        return [_sigmoid((one - below) * norm + leaning) for one, leaning in zip(sums, self.bias, strict=True)]


def bucketed(names: Iterable[str], size: int) -> list[int]:
    """The buckets of these features among so many, each once."""
    return sorted({zlib.crc32(name.encode()) % size for name in names})


def _sigmoid(score: float) -> float:
    return 1 / (1 + exp(-max(-30.0, min(30.0, score))))


@cache
def shipped(name: str) -> Linear:
    """A model of the package."""
    return unpacked(resources.files(__package__).joinpath(name).read_bytes())


def packed(weights: list[list[float]], bias: list[float]) -> bytes:
    """How many labels, what a unit is worth, each leaning, then a byte a weight; one too small to tell is none."""
    scale = max(1e-6, *(abs(value) for row in weights for value in row)) / 127
    units = (round(value / scale) for row in weights for value in row)
    table = bytes((unit if abs(unit) > 1 else 0) + _ZERO for unit in units)
    leanings = b"".join(round(value * 1_000_000).to_bytes(4, "big", signed=True) for value in bias)
    return bytes([len(bias)]) + round(scale * 1_000_000).to_bytes(4, "big") + leanings + zlib.compress(table, 9)


def unpacked(data: bytes) -> Linear:
    """A model as `packed` wrote it."""
    count = data[0]
    scale = int.from_bytes(data[1:5], "big") / 1_000_000
    bias = tuple(int.from_bytes(data[5 + 4 * i : 9 + 4 * i], "big", signed=True) / 1_000_000 for i in range(count))
    table = zlib.decompress(data[5 + 4 * count :])
    wide = bytearray(_LANE * len(table))
    wide[::_LANE] = table
    step = _LANE * count
    rows = tuple(int.from_bytes(wide[start : start + step], "little") for start in range(0, len(wide), step))
    return Linear(rows, scale, bias)
