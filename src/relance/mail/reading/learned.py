"""Learned opinions on each sentence of a mail, for what the rules have no words for.

A linear model, one yes-or-no for each tag, trained by `tools/train_reading.py` from the working mails of the tests.
The rules' signals are among what it sees: it knows how far each of them may be believed.
"""

import zlib
from array import array
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from importlib.resources import files
from math import exp
from typing import TypeAlias

from relance.mail.reading import features
from relance.mail.reading.sentences import Sentence, plain

TAGS = (
    "rejection",
    "process_stopped",
    "offer",
    "invitation",
    "question",
    "delay",
    "acknowledgement",
    "auto_reply",
    "bounce",
    "unrelated",
    "other",
    "reason",
    "promise",
    "deadline",
    "aside",
)
Shares: TypeAlias = tuple[float, ...]
Table: TypeAlias = Mapping[int, Sequence[int]]
_NOTHING = (0,) * len(TAGS)


def key(name: str) -> int:
    """What stands for a feature in the file."""
    return zlib.crc32(name.encode())


def packed(rows: Mapping[int, Sequence[int]], scale: float) -> bytes:
    """A table as bytes: the keys in order, then one signed byte by tag; the same rows give the same bytes."""
    order = sorted(rows)
    keys = array("I", order)
    values = array("b", [value for column in zip(*(rows[at] for at in order), strict=True) for value in column])
    head = round(scale * 1_000_000).to_bytes(4, "little") + len(order).to_bytes(4, "little")
    return head + zlib.compress(keys.tobytes() + values.tobytes(), 9)


def unpacked(data: bytes) -> tuple[Table, float]:
    """The table and what a unit is worth."""
    scale = int.from_bytes(data[:4], "little") / 1_000_000
    count = int.from_bytes(data[4:8], "little")
    body = zlib.decompress(data[8:])
    keys = array("I", body[: 4 * count])
    values = array("b", body[4 * count :])
    columns = [values[tag * count : (tag + 1) * count] for tag in range(len(TAGS))]
    return dict(zip(keys, zip(*columns, strict=True), strict=True)), scale


@lru_cache(maxsize=1)
def table() -> tuple[Table, float]:
    """The model that ships, read when it is first needed."""
    return unpacked(files(__package__).joinpath("lexicon", "model.bin").read_bytes())


def seen(text: Sequence[Sentence], marks: Sequence[Sequence[str]]) -> list[set[str]]:
    """What the model sees of each sentence of a mail, neighbours and place included."""
    found = []
    for index, sentence in enumerate(text):
        own = features.names(sentence.plain, asks=sentence.asks, marks=marks[index])
        if index:
            own |= features.around(text[index - 1].plain, "<")
        if index + 1 < len(text):
            own |= features.around(text[index + 1].plain, ">")
        own.add(f"@{min(index, 4)}")
        own.add(f"@-{min(len(text) - index, 4)}")
        found.append(own)
    return found


def subject_seen(subject: str) -> set[str]:
    """The same for a subject line, which speaks its own tongue."""
    return {f"s:{name}" for name in features.names(plain(subject), asks="?" in subject)}


def shares(lit: Iterable[str], model: tuple[Table, float]) -> Shares:
    """How probable each tag is, given what is seen."""
    rows, scale = model
    keys = {key(name) for name in lit}
    found = [rows.get(at, _NOTHING) for at in keys]
    unit = scale / max(len(keys), 1) ** 0.5
    return tuple(
        1.0 / (1.0 + exp(-min(max(sum(column) * unit, -30.0), 30.0))) for column in zip(*found, strict=True)
    )


def opinions(
    text: Sequence[Sentence], marks: Sequence[Sequence[str]], subject: str
) -> tuple[tuple[Shares, ...], Shares]:
    """What is heard in each sentence, and in the subject."""
    model = table()
    return tuple(shares(lit, model) for lit in seen(text, marks)), shares(subject_seen(subject), model)
