"""The same question under other words: «pourquoi ce trou dans votre CV», «cette année sans emploi» (D-36, P-05).

A question known by its subject (`questions.toml`) is the same as every other on that subject; two questions on no
known subject are the same when they share most of their words. Nothing is learned, nothing leaves.
"""

import tomllib
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from importlib import resources
from math import ceil

from relance.etiquette.lessons.words import gist_of, words_of

#: How much two questions on no known subject must share of all their words.
_MOSTLY = 0.6


@dataclass(frozen=True, slots=True)
class _Way:
    """One way of asking: words that must be there, words that must not; `whole` when nothing else may be."""

    subject: str
    needed: tuple[tuple[str, ...], ...]
    absent: tuple[str, ...] = ()
    whole: tuple[str, ...] = ()


@dataclass(slots=True)
class Gathered:
    """Questions that are one: the subject («» when none is known) and the members, in the order they came."""

    subject: str
    members: list[int] = field(default_factory=list)


@lru_cache(maxsize=8192)
def subject_of(question: str) -> str:
    """What a question asks about, «» when it is on no known subject."""
    words = words_of(question)
    said = f" {' '.join(words)} "
    best, most = "", 0
    for way in _ways():
        strength = 9 if way.whole == words else len(way.needed)
        if strength > most and _is_asked(way, said, words):
            best, most = way.subject, strength
    return best


def is_same(one: str, other: str) -> bool:
    """Whether one prepared answer serves both questions."""
    subjects = subject_of(one), subject_of(other)
    if any(subjects):
        return subjects[0] == subjects[1]
    return _share(gist_of(one), gist_of(other)) >= _MOSTLY


def gather(texts: Sequence[str], *, apart: Collection[str] = ()) -> list[Gathered]:
    """Put questions together, in the order given: a later one never moves an earlier one.

    Texts on a subject of `apart` are told by their words: one answer does not serve them all.
    """
    groups: list[Gathered] = []
    known: dict[str, Gathered] = {}
    leaders = _Leaders(texts)
    for index, text in enumerate(texts):
        subject = subject_of(text)
        subject = "" if subject in apart else subject
        group = known.get(subject) if subject else leaders.like(text)
        if group is None:
            group = Gathered(subject)
            groups.append(group)
            if subject:
                known[subject] = group
            else:
                leaders.add(text, group)
        group.members.append(index)
    return groups


class _Leaders:
    """The first of each group told by its words; of many, only those that share a rare word are compared.

    Two sets that share most of their words share one of the rarest of each (the prefix filter): nothing is missed.
    """

    def __init__(self, texts: Sequence[str]) -> None:
        self._common = Counter(word for text in texts for word in gist_of(text))
        self._found: list[tuple[frozenset[str], Gathered]] = []
        self._by_word: dict[str, list[int]] = {}

    def like(self, text: str) -> Gathered | None:
        """The group of the first leader that shares most of the words of a text."""
        gist = gist_of(text)
        places = {place for word in self._rarest(gist) for place in self._by_word.get(word, ())}
        near = (self._found[place] for place in sorted(places))
        return next((group for words, group in near if _share(gist, words) >= _MOSTLY), None)

    def add(self, text: str, group: Gathered) -> None:
        """Make a text the leader of a group."""
        gist = gist_of(text)
        for word in self._rarest(gist):
            self._by_word.setdefault(word, []).append(len(self._found))
        self._found.append((gist, group))

    def _rarest(self, gist: frozenset[str]) -> list[str]:
        ordered = sorted(gist, key=lambda word: (self._common[word], word))
        return ordered[: len(gist) - ceil(_MOSTLY * len(gist)) + 1]


@cache
def subjects() -> tuple[str, ...]:
    """Every subject known."""
    return tuple(_table())


def _share(one: frozenset[str], other: frozenset[str]) -> float:
    either = one | other
    return len(one & other) / len(either) if either else 0.0


def _is_asked(way: _Way, said: str, words: tuple[str, ...]) -> bool:
    if way.whole:
        return way.whole == words
    return all(any(word in said for word in choice) for choice in way.needed) and not any(
        word in said for word in way.absent
    )


@cache
def _ways() -> tuple[_Way, ...]:
    return tuple(
        _way(subject, line) for subject, lines in _table().items() for line in lines.splitlines() if line.strip()
    )


def _way(subject: str, line: str) -> _Way:
    if line.startswith("= "):
        return _Way(subject, (), whole=tuple(line[2:].split()))
    needed, absent = [], []
    for word in line.split():
        if word.startswith("!"):
            absent.append(_within(word[1:]))
        else:
            needed.append(tuple(_within(choice) for choice in word.split("|")))
    return _Way(subject, tuple(needed), tuple(absent))


def _within(word: str) -> str:
    # A word stands between two spaces; one that may go on, after a space only.
    return f" {word[:-1]}" if word.endswith("*") else f" {word.replace('_', ' ')} "


@cache
def _table() -> Mapping[str, str]:
    text = resources.files(__package__).joinpath("questions.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)
