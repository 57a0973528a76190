"""A learned opinion on names and times: another house where the hiring one belongs, the interview's day.

The patterns of `organisation.py` and `lapse.py` know some ways of saying so; what stands around tells of others.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from relance.letters.checking.features import senses_of
from relance.letters.checking.lexicon import words
from relance.letters.checking.linear import Linear, shipped
from relance.letters.checking.message import Message
from relance.letters.checking.tense import PAST, TOLD, WISH, clause
from relance.letters.checking.text import Letter, Sentence, fold

LABELS = ("another-house", "of-the-interview")
MODEL = "mentions.bin"
BUCKETS = 1 << 13
_NAME = re.compile(
    r"[A-ZÀ-Þ][\w&’'+-]*(?:[ \u00a0](?:(?:(?:de|du|des|d['’]|la|le|les|et|&|and|of|the|en|sur|for)[ \u00a0]?)"
    r"{1,2})?[A-ZÀ-Þ0-9][\w&’'+-]*){0,5}"
)


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in the body, without the small words before it."""

    name: str
    start: int
    end: int


def names_in(body: str, sentence: Sentence) -> Iterator[Mention]:
    """The runs of capitalised words of a sentence; a lone word that opens it is none."""
    for match in _NAME.finditer(body, sentence.start, sentence.end):
        name, start = match.group(), match.start()
        opens = start <= sentence.start + 1
        stripped = False
        while (cut := re.match(r"([\w’']+?)(?:[ \u00a0]|(?<=['’]))(?=\S)", name)) and _small(cut[1]):
            name, start, stripped = name[cut.end() :], start + cut.end(), True
        while name and not name[0].isupper() and " " in name:
            start, name, stripped = start + name.index(" ") + 1, name[name.index(" ") + 1 :], True
        name = re.sub(r"['’]s?$", "", name)
        if name[:1].isupper() and not (opens and not stripped and " " not in name.replace("\u00a0", " ")):
            yield Mention(name, start, start + len(name))


def _small(word: str) -> bool:
    return fold(word).rstrip("'’") in words("openers")


def house_share(message: Message, letter: Letter, sentence: Sentence, mention: Mention) -> float:
    """How probable it is that the name stands where the hiring organisation's belongs."""
    model = shipped(MODEL)
    return model.shares(house_buckets(model, message, letter, sentence, mention))[0]


def time_share(message: Message, sentence: Sentence, start: int, end: int, told: str) -> float:
    """How probable it is that the words at `flat[start:end]` place the interview in time."""
    model = shipped(MODEL)
    return model.shares(time_buckets(model, message, sentence, start, end, told))[1]


def time_buckets(model: Linear, message: Message, sentence: Sentence, start: int, end: int, told: str) -> list[int]:
    """What a stated time lights; `told` says which kind of words it is."""
    found = [f"T{name}" for name in _around(sentence, start, end)]
    found += [f"T={word}" for word in sentence.flat[start:end].split()]
    found += [f"T#{told}", f"T#{message.where}", f"T#{told}{message.where}"]
    return model.buckets(found)


def house_buckets(
    model: Linear, message: Message, letter: Letter, sentence: Sentence, mention: Mention
) -> list[int]:
    """What a name lights: the words around it, and what it shares with the hiring organisation's."""
    start = next((index for index, at in enumerate(sentence.at) if at >= mention.start), 1)
    end = next((index for index, at in enumerate(sentence.at) if at >= mention.end), len(sentence.flat))
    found = [f"H{name}" for name in _around(sentence, start, end)]
    found += [f"H#{trait}" for trait in (*_traits(message, letter, mention), *_tense(letter, sentence, mention))]
    return model.buckets([*found, f"H#{message.where}"])


def _around(sentence: Sentence, start: int, end: int) -> Iterator[str]:
    before, after = sentence.flat[:start].split(), sentence.flat[end:].split()
    for side, near in (("l", before[::-1]), ("r", after)):
        for rank, word in enumerate([*near[:3], "|"][:3]):
            yield f"{side}{rank}{word}"
        for word in near[:6]:
            yield f"{side}~{word[:6]}"
            for sense in senses_of(word):
                yield f"{side}@{sense}"
    yield "l2 " + " ".join(before[-2:])
    yield "r2 " + " ".join(after[:2])
    for word in {*before, *after}:
        yield f"b{word[:6]}"
        for sense in senses_of(word):
            yield f"b@{sense}"


def _tense(letter: Letter, sentence: Sentence, mention: Mention) -> Iterator[str]:
    text, before = letter.body[sentence.start : sentence.end], letter.body[sentence.start : mention.start]
    if PAST.search(clause(before)):
        yield "past before"
    yield "past" if PAST.search(text) else "no past"
    if WISH.search(text):
        yield "wish"
    if TOLD.search(text):
        yield "told"
    if mention.start - sentence.start < 10:
        yield "opens"


def _traits(message: Message, letter: Letter, mention: Mention) -> Iterator[str]:
    kinds = words("organisation_kinds")
    mine, right = _pieces(mention.name), _pieces(message.about.organisation)
    own, theirs = [one for one in mine if one not in kinds], [one for one in right if one not in kinds]
    yield f"size{min(len(mine), 4)}"
    for one in mine:
        if one in kinds:
            yield f"kind {one}"
            yield "kind"
    if set(mine) & set(right) & kinds:
        yield "same kind"
    if set(own) & set(theirs):
        yield "same word"
    if any(a[:4] == b[:4] or a[-4:] == b[-4:] for a in own for b in theirs if min(len(a), len(b)) > 4):
        yield "alike"
    if len(mine) == len(right) and len(mine) > 1:
        yield "same shape"
    body = fold(letter.body)
    yield "hiring one named" if any(one in body for one in theirs) else "hiring one unnamed"
    if letter.body.count(mention.name) > 1:
        yield "again"


def _pieces(name: str) -> list[str]:
    return [piece for piece in re.split(r"[^\w&]+", fold(name)) if len(piece) > 1]
