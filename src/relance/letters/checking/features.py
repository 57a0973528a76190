"""What a sentence looks like to the learned opinion: words and their senses, who speaks, what is denied, its place.

Names are made alike (the hiring organisation, the role, the people, any other name), and so are numbers, days and
hours: what is learned of one letter holds for the next.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from relance.letters.checking.lexicon import words
from relance.letters.checking.message import Message
from relance.letters.checking.text import Sentence, fold

BUCKETS = 1 << 15
_MOST = 70
_HOUR = re.compile(r"^\d{1,2}(?:h\d{0,2}|am|pm)$")
_PLAIN = re.compile(r"^[a-z]")
_SPEAKERS = {"me": "me", "you": "you", "we": "we", "they": "they"}
_MARKS = frozenset('?!:;()«»",.%€$£')


@dataclass(frozen=True, slots=True)
class Case:
    """The names of a case, folded, each with what stands in its place."""

    masks: dict[str, str]
    where: str


def case_of(message: Message) -> Case:
    """What the message's case makes alike."""
    about = message.about
    masks: dict[str, str] = {}
    for mask, texts in (
        ("ROLE", (about.role,)),
        ("NAME", (about.candidate, about.recipient.name, about.sender)),
        ("AGENCY", (about.agency,)),
        ("ORG", (about.organisation, about.sender_organisation)),
    ):
        for text in texts:
            for word in re.split(r"[^\w]+", fold(text)):
                if len(word) > 3 or (mask == "NAME" and len(word) > 2):
                    masks[word] = mask
    return Case(masks, message.where or "")


@cache
def _senses() -> tuple[dict[str, tuple[str, ...]], dict[str, tuple[str, ...]]]:
    """Whole words and beginnings of words, each with its senses."""
    whole: dict[str, list[str]] = {}
    begun: dict[str, list[str]] = {}
    for sense, known in words("senses").items():
        for word in sorted(known):
            flat = fold(word)
            (begun if flat.endswith("%") else whole).setdefault(flat.rstrip("%"), []).append(sense)
    return (
        {word: tuple(sorted(senses)) for word, senses in whole.items()},
        {word: tuple(sorted(senses)) for word, senses in begun.items()},
    )


@cache
def senses_of(word: str) -> tuple[str, ...]:
    """The senses of a folded word, by its whole and by its beginnings."""
    whole, begun = _senses()
    found = set(whole.get(word, ()))
    for size in range(3, len(word) + 1):
        found.update(begun.get(word[:size], ()))
    return tuple(sorted(found))


def tokens_of(sentence: Sentence, body: str, masks: dict[str, str]) -> list[str]:
    """The sentence's words, names and numbers made alike."""
    found: list[str] = []
    place = 1
    for token in sentence.flat.split():
        at = sentence.at[place] if place < len(sentence.at) else sentence.at[-1]
        place += len(token) + 1
        if token[0].isdigit():
            found.append("HHHH" if _HOUR.match(token) else "0")
        elif _PLAIN.match(token):
            named = body[at].isupper()
            mask = masks.get(token) if named or masks.get(token) == "ROLE" else None
            if mask:
                if not found or found[-1] != mask:
                    found.append(mask)
            elif named and at != sentence.start and token not in {"i", "am"} and found and found[-1] not in _STOPS:
                found.append("PROPER")
            else:
                found.append(token)
        elif token in _MARKS:
            found.append(token)
    return found[:_MOST]


_STOPS = frozenset(".!?:«")


def names_of(found: list[str], kind: str, where: str, place: str) -> Iterator[str]:
    """The names of the features a sentence lights."""
    senses = [senses_of(word) for word in found]
    shapes = [mine[0].upper() if mine else word[:5] for word, mine in zip(found, senses, strict=True)]
    stems = [word[:5] for word in found]
    for word in found:
        yield word
        if len(word) > 4:
            yield f"^{word[:4]}"
            yield f"^{word[:6]}"
    for mine in senses:
        for sense in mine:
            yield f"@{sense}"
    yield from (f"{one} {two}" for one, two in pairwise(["<", *found, ">"]))
    yield from (f"~{one} {two}" for one, two in pairwise(["<", *shapes, ">"]))
    yield from (f"{one} _ {two}" for one, two in zip(stems, stems[2:], strict=False))
    yield from (f"~{one} _ {two}" for one, two in zip(shapes, shapes[2:], strict=False))
    yield from _spoken(found, senses)
    yield f"#{kind}"
    yield f"#{place}"
    yield f"#{where}"
    yield f"#long{min(len(found) // 6, 5)}"
    yield from (f"#{where} @{sense}" for sense in sorted({sense for mine in senses for sense in mine}))


def _spoken(found: list[str], senses: Sequence[tuple[str, ...]]) -> Iterator[str]:
    """What is denied, and whose act each sense is."""
    speaker, denied = "", 0
    for word, mine in zip(found, senses, strict=True):
        if word in {",", ";", ":", ".", "mais", "but"}:
            denied = 0
        for sense in mine:
            if denied:
                yield f"!{sense}"
            if speaker:
                yield f"{speaker}>{sense}"
        if speaker and not mine and len(word) > 3:
            yield f"{speaker}>{word[:5]}"
        speaker = next((_SPEAKERS[sense] for sense in mine if sense in _SPEAKERS), speaker)
        denied = 6 if "no" in mine else max(0, denied - 1)


def place_of(rank: int, count: int) -> str:
    """Where a sentence stands among those of the letter."""
    if rank == 0:
        return "first"
    if rank == count - 1:
        return "last"
    return "second" if rank == 1 else "inside"
