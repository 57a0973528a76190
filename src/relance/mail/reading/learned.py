"""A small learned opinion on one sentence, for what the rules have no words for.

A linear model over hashed words, word pairs and word beginnings, trained by `tools/train_reading.py` from the
working sentences of the tests. It is one opinion among the signals: conditions silence it like the others.
"""

import re
import zlib
from collections.abc import Iterator
from functools import lru_cache
from importlib.resources import files
from itertools import pairwise
from math import exp

from relance.mail.reading.calendar_words import MONTHS, WEEKDAYS

KINDS = (
    "neutral",
    "rejection",
    "process_stopped",
    "offer",
    "invitation",
    "question",
    "delay",
    "acknowledgement",
    "unrelated",
    "absence",
    "aside",
)
REASONS = ("nothing", "reason")
BUCKETS = 1 << 15
_TOKEN = re.compile(r"[a-z]+(?:'(?=[a-z]))?|\d+|[?%€$£]")
_DAYS = frozenset(name for name in WEEKDAYS if len(name) > 4) | {"demain", "tomorrow"}
_MONTHS = frozenset(name for name in MONTHS if len(name) > 4 or name == "mars")
_HOUR = re.compile(r"\b\d{1,2} ?(?:h(?: ?\d\d)?|heures?|[ap]\.?m)\b|\b\d{1,2}[:.]\d\d\b")


def tokens(plain: str) -> list[str]:
    """The words of a plain sentence, with days, months, hours and numbers made alike."""
    found = []
    for token in _TOKEN.findall(_HOUR.sub(" hhhh ", plain)):
        if token in _DAYS:
            found.append("dddd")
        elif token in _MONTHS:
            found.append("mmmm")
        else:
            found.append("0" if token.isdigit() else token)
    return found[:80]


def features(plain: str) -> list[int]:
    """The buckets a sentence lights."""
    return sorted({zlib.crc32(name.encode()) % BUCKETS for name in _names(tokens(plain))})


def _names(words: list[str]) -> Iterator[str]:
    stems = [word[:5] for word in words]
    yield from words
    yield from (f"^{stem}" for stem in stems)
    yield from (f"{one} {two}" for one, two in pairwise(["<", *stems, ">"]))
    yield from (f"{one} _ {two}" for one, two in zip(stems, stems[2:], strict=False))
    yield from (f"{one} {two} {three}" for one, two, three in zip(stems, stems[1:], stems[2:], strict=False))
    if len(words) < 5:
        yield "short"


@lru_cache(maxsize=4)
def _weights(name: str) -> tuple[bytes, float]:
    """One signed byte by bucket and kind, and what a unit is worth."""
    data = files(__package__).joinpath("lexicon", f"{name}.bin").read_bytes()
    scale = int.from_bytes(data[:4], "big") / 1_000_000
    return zlib.decompress(data[4:]), scale


def _shares(name: str, kinds: tuple[str, ...], plain: str) -> list[float]:
    table, scale = _weights(name)
    count = len(kinds)
    totals = [0] * count
    lit = features(plain)
    for bucket in lit:
        start = bucket * count
        for index, value in enumerate(table[start : start + count]):
            if value:
                totals[index] += value - 256 if value > 127 else value
    scores = [total * scale / max(len(lit), 1) ** 0.5 for total in totals]
    top = max(scores)
    shares = [exp(score - top) for score in scores]
    return [share / sum(shares) for share in shares]


@lru_cache(maxsize=512)
def opinion(plain: str) -> tuple[str, float]:
    """The kind the sentence speaks for, and how probable that is."""
    shares = _shares("model", KINDS, plain)
    best = max(range(len(KINDS)), key=shares.__getitem__)
    return KINDS[best], shares[best]


@lru_cache(maxsize=512)
def gives_a_reason(plain: str) -> float:
    """How probable it is that the sentence tells this candidate why."""
    return _shares("reasons", REASONS, plain)[1]
