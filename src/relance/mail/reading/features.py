"""What the learned models see of a sentence: names of its words, word pairs and marks, and of its neighbours'.

Days, months, hours, numbers, links and sums are made alike, so that what was learned of one holds for all.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import combinations, pairwise

from relance.mail.reading.calendar_words import MONTHS, WEEKDAYS
from relance.mail.reading.lexicon import lists_of

MAX_TOKENS = 70
_TOKEN = re.compile(r"[a-z]+(?:'(?=[a-z]))?|\d+|[?!:%€$£]")
_DAYS = frozenset(name for name in WEEKDAYS if len(name) > 4) | {"demain", "tomorrow"}
_MONTHS = frozenset(name for name in MONTHS if len(name) > 4 or name == "mars")
_ALIKE = (
    (re.compile(r"(?:https?://|www\.)\S+|\b[\w-]+\.(?:com|org|net|test|fr|be|ch|ca|io)/\S*"), " url "),
    (re.compile(r"[\w.+'-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+"), " email "),
    (re.compile(r"(?<!\d)(?:\+\d{1,3}[ .]?|\(?0)\(?\d(?:[ .()-]{0,2}\d){7,11}(?!\d)"), " phone "),
    (re.compile(r"\b\d{1,2} ?(?:h(?: ?\d\d)?|heures?|[ap]\.?m)\b|\b\d{1,2}[:.]\d\d\b"), " hhhh "),
)
_WHO = (
    ("je", re.compile(r"\b(?:je|j'|me|moi|i|i'm|i've|my)\b")),
    ("nous", re.compile(r"\b(?:nous|on|notre|nos|we|we're|our|us)\b")),
    ("vous", re.compile(r"\b(?:vous|votre|vos|you|your)\b")),
    ("tu", re.compile(r"\b(?:tu|te|ton|ta|tes|toi)\b")),
    ("ils", re.compile(r"\b(?:il|elle|ils|elles|le client|they|she|he|client)\b")),
)
_NOT = re.compile(r"\b(?:ne|n'|pas|plus|jamais|aucune?|sans|ni|not|no|never|unable|cannot|without)\b|n't\b")
_IF = re.compile(r"\b(?:si|s'il|if|unless|should|lorsque|quand|when|once|en cas|sous reserve|a moins)\b")
_WHAT_IS_PAST = re.compile(r"\b(?:avait|avais|avions|aviez|etait|etaient|had|was|were|hier|yesterday)\b")


def tokens(plain: str) -> list[str]:
    """The words of a plain sentence, with days, months, hours, links and numbers made alike."""
    for pattern, name in _ALIKE:
        plain = pattern.sub(name, plain)
    found = []
    for token in _TOKEN.findall(plain):
        if token in _DAYS:
            found.append("dddd")
        elif token in _MONTHS:
            found.append("mmmm")
        else:
            found.append("0" if token.isdigit() else token)
    return found[:MAX_TOKENS]


@lru_cache(maxsize=1)
def _concepts() -> tuple[dict[str, str], dict[str, str]]:
    """The meanings of whole words and of word beginnings."""
    whole: dict[str, str] = {}
    begun: dict[str, str] = {}
    for name, expressions in lists_of("concepts").items():
        for words in expressions:
            if words.endswith("*"):
                begun.setdefault(words[:-1], name)
            else:
                # An apostrophe ends a word here, as it does in `tokens`.
                whole.setdefault(" ".join(words.replace("'", "' ").split()), name)
    return whole, begun


@lru_cache(maxsize=4096)
def _meaning(word: str) -> str:
    whole, begun = _concepts()
    if word in whole:
        return whole[word]
    # The beginning of a last word: what follows it may not hold another.
    for size in range(len(word), max(word.rfind(" ") + 2, 2), -1):
        if word[:size] in begun:
            return begun[word[:size]]
    return ""


def meanings(words: Sequence[str]) -> list[str]:
    """The meanings met in a row of words, longest expressions first."""
    found: list[str] = []
    index = 0
    while index < len(words):
        for size in (4, 3, 2, 1):
            name = _meaning(" ".join(words[index : index + size])) if index + size <= len(words) else ""
            if name:
                found.append(name)
                index += size
                break
        else:
            index += 1
    return found


def names(plain: str, *, asks: bool = False, marks: Sequence[str] = ()) -> set[str]:
    """Everything a sentence shows by itself."""
    return set(_names(plain, asks=asks, marks=marks))


def _names(plain: str, *, asks: bool, marks: Sequence[str]) -> Iterator[str]:
    words = tokens(plain)
    stems = [word[:5] for word in words]
    yield from words
    yield from (f"^{stem}" for stem in stems)
    yield from (f"{one} {two}" for one, two in pairwise(["<", *stems, ">"]))
    yield from (f"{one} _ {two}" for one, two in zip(stems, stems[2:], strict=False))
    yield from (f"{one} __ {two}" for one, two in zip(stems, stems[3:], strict=False))
    shape = ["?"] * asks + ["!not"] * bool(_NOT.search(plain)) + ["!if"] * bool(_IF.search(plain))
    shape += [f"!{who}" for who, pattern in _WHO if pattern.search(plain)]
    shape += ["!past"] * bool(_WHAT_IS_PAST.search(plain))
    shape.append(f"!{min(len(words) // 4, 6)}")
    yield from shape
    yield from marks
    met = meanings(words)
    yield from met
    yield from (f"{one}>{two}" for one, two in pairwise(met))
    yield from (f"{one}+{two}" for one, two in combinations(sorted(set(met)), 2))
    yield from (f"{one}&{two}" for one in shape for two in set(met))
    yield from (f"{one}&{two}" for one in shape for two in marks)
    yield "bias"


def around(plain: str, side: str) -> set[str]:
    """What a neighbour lends: its word beginnings, faintly."""
    return {f"{side}{word[:5]}" for word in tokens(plain)}
