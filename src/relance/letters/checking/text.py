# ruff: noqa: E501 -- a pattern is read whole, on its line
"""A letter cut into what it is made of: greeting, sentences, closing, signature, and what is not the writer's.

Each sentence is kept three times over the same indices: `flat` (lower case, no accents, one space between tokens, elisions
and contractions opened), `low` (the same with its accents), and `at`, the place of each character in the body.
Patterns read `flat`; a finding speaks in places of the body, so that its words are exact.
"""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

_TOKEN = re.compile(r"[^\W_]+(?:[-‐‑'’ʼ´`][^\W_]+)*['’ʼ´`]?|_+|[^\w\s]", re.UNICODE)
_APOSTROPHES = str.maketrans("’ʼ´`‐‑–—", "''''----")
_CLITIC = re.compile(
    r"-(?:t-(?=ils?$|elles?$|on$)|(?=(?:je|tu|ils?|elles?|on|nous|vous|moi|toi|lui|leur|le|la|les|ce|ci|en|y|t)(?:-|$)))"
)
_WHOLE = frozenset(
    {"aujourd'hui", "prud'hommes", "prud'homme", "prud'homal", "prud'homale", "prud'homaux", "o'clock"}
)
_HYPHENS_KEPT = frozenset(
    {"rendez-vous", "rdv", "là-dessus", "vis-à-vis", "vis-a-vis", "tête-à-tête", "face-à-face", "c'est-à-dire"}
)
_ENGLISH = {
    "n't": (" not", 0),
    "'m": (" am", 0),
    "'ve": (" have", 0),
    "'re": (" are", 0),
    "'ll": (" will", 0),
    "'d": (" would", 0),
    "'s": (" 's", 0),
}
_ABBREVIATIONS = frozenset(
    [
        "m",
        "mm",
        "mme",
        "mlle",
        "me",
        "dr",
        "pr",
        "mr",
        "mrs",
        "ms",
        "prof",
        "st",
        "ste",
        "ex",
        "p",
        "etc",
        "cf",
        "art",
        "no",
        "n",
        "tél",
        "tel",
        "réf",
        "ref",
        "env",
        "av",
        "bd",
        "jan",
        "janv",
        "fév",
        "févr",
        "avr",
        "juil",
        "sept",
        "oct",
        "nov",
        "déc",
        "dec",
        "min",
        "max",
        "approx",
        "inc",
        "ltd",
        "co",
        "corp",
        "vs",
        "i",
        "e",
    ]
)
_END = frozenset(".!?…")
# Tokens after which a sentence without a stop is cut all the same: reading stays linear whatever is pasted.
_LONGEST = 120


@dataclass(frozen=True, slots=True)
class Token:
    """One word or mark of the body."""

    text: str
    start: int
    end: int


@dataclass(frozen=True)
class Sentence:
    """One sentence: see the module. `kind` says which part of the letter it belongs to."""

    flat: str
    low: str
    at: tuple[int, ...]
    start: int
    end: int
    kind: str = "body"

    def place(self, start: int, end: int) -> tuple[int, int]:
        """The place in the body of `flat[start:end]`, spaces left out."""
        while start < end and self.flat[start] == " ":
            start += 1
        while end > start and self.flat[end - 1] == " ":
            end -= 1
        if start >= end:
            return self.start, self.start
        return self.at[start], self.at[end - 1] + 1

    @cached_property
    def quoted(self) -> tuple[tuple[int, int], ...]:
        """Stretches of `flat` in quotation marks."""
        return tuple(match.span() for match in _QUOTED.finditer(self.flat))


_QUOTED = re.compile(r"« .*?(?: »|$)|“ .*?(?: ”|$)|\" .*? \"(?= )")


class _Folding(dict[int, str]):
    """Each character's plain lower-case letter, found when it is first met."""

    def __missing__(self, code: int) -> str:
        plain = unicodedata.normalize("NFD", chr(code))[0].lower()[0]
        self[code] = plain
        return plain


_FOLDED = _Folding()


def fold(text: str) -> str:
    """Lower case without accents, of the same length as the text where each letter is one character."""
    return text.lower() if text.isascii() else text.translate(_FOLDED)


def tokens(text: str, start: int = 0, end: int | None = None) -> list[Token]:
    """Words and marks of a stretch of text, with their places."""
    return [
        Token(match.group(), match.start(), match.end())
        for match in _TOKEN.finditer(text, start, len(text) if end is None else end)
    ]


class _Flat:
    """Gathers the three parallel strings of a sentence."""

    def __init__(self) -> None:
        self.low: list[str] = [" "]
        self.at: list[int] = []

    def add(self, piece: str, start: int, end: int) -> None:
        """One token as it will be read, standing for body[start:end]."""
        if not self.at:
            self.at.append(start)
        for index, char in enumerate(piece):
            place = min(start + index, end - 1)
            for one in _EXPANDED.get(char, char):
                self.low.append(one)
                self.at.append(place)
        self.low.append(" ")
        self.at.append(end - 1)

    def sentence(self, start: int, end: int, kind: str) -> Sentence:
        low = "".join(self.low)
        return Sentence(fold(low), low, tuple(self.at), start, end, kind)


_EXPANDED = {"œ": "oe", "æ": "ae", "ﬁ": "fi"}


def sentence_of(pieces: list[Token], language: str, kind: str = "body") -> Sentence:
    """The sentence made of these tokens."""
    flat = _Flat()
    for token in pieces:
        for piece, start, end in _open(token, language):
            flat.add(piece, start, end)
    return flat.sentence(pieces[0].start, pieces[-1].end, kind)


def _open(token: Token, language: str) -> list[tuple[str, int, int]]:
    """A token as one or several: l'entretien -> l' entretien; avez-vous -> avez vous; don't -> do not."""
    text = token.text.translate(_APOSTROPHES).lower()
    if len(text) != len(token.text):
        text = token.text
    if ("'" not in text and "-" not in text) or text in _WHOLE or text in _HYPHENS_KEPT:
        return [(text, token.start, token.end)]
    if language == "en":
        return _open_english(text, token)
    pieces: list[tuple[str, int, int]] = []
    start = 0
    for cut in _cuts(text):
        piece = text[start:cut].strip("-")
        if piece:
            lead = 1 if text[start] == "-" else 0
            pieces.append((piece, token.start + start + lead, token.start + start + lead + len(piece)))
        start = cut
    return pieces or [(text, token.start, token.end)]


def _cuts(text: str) -> list[int]:
    """Where a French token opens: after each apostrophe, before each pronoun hung by a hyphen."""
    cuts = {len(text)}
    for index, char in enumerate(text):
        if char == "'" and index + 1 < len(text):
            cuts.add(index + 1)
    cuts.update(match.start() for match in _CLITIC.finditer(text))
    return sorted(cuts)


def _open_english(text: str, token: Token) -> list[tuple[str, int, int]]:
    for ending, (opened, _) in _ENGLISH.items():
        if text.endswith(ending) and len(text) > len(ending):
            stem = text[: -len(ending)]
            stem = {"ca": "can", "wo": "will"}.get(stem, stem) if ending == "n't" else stem
            cut = token.end - len(ending)
            return [(stem, token.start, cut), (opened.strip(), cut, token.end)]
    return [(text, token.start, token.end)]


def sentences(text: str, start: int, end: int, language: str, kind: str = "body") -> list[Sentence]:
    """The sentences of a stretch of text. A blank line or a list mark ends one, a single line break does not."""
    found: list[Sentence] = []
    current: list[Token] = []
    pieces = tokens(text, start, end)
    for index, token in enumerate(pieces):
        if current and (len(current) >= _LONGEST or _breaks(text, current[-1], token)):
            found.append(sentence_of(current, language, kind))
            current = []
        current.append(token)
        if token.text in _END and _ends(text, pieces, index):
            found.append(sentence_of(current, language, kind))
            current = []
    if current:
        found.append(sentence_of(current, language, kind))
    return found


def _breaks(text: str, before: Token, token: Token) -> bool:
    """Whether a paragraph or list item starts at this token."""
    gap = text[before.end : token.start]
    return "\n" in gap and (
        gap.count("\n") > 1 or token.text in "-–—•*·" or text[token.start : token.end + 1] in _NUMBERED
    )


_NUMBERED = frozenset(f"{n}{mark}" for n in range(1, 10) for mark in ".)")


def _ends(text: str, pieces: list[Token], index: int) -> bool:
    """Whether the mark at this index ends its sentence."""
    token = pieces[index]
    after = pieces[index + 1] if index + 1 < len(pieces) else None
    if after is None:
        return True
    if after.text in _END or (after.text in "»”\")'" and after.start - token.end <= 1):
        return False
    if token.text == "." and index and pieces[index - 1].end == token.start:
        word = pieces[index - 1].text.lower()
        if (
            (word in _ABBREVIATIONS or len(word) == 1)
            and after.start - token.end <= 2
            and "\n" not in text[token.end : after.start]
        ):
            return False
    if after.start == token.end:
        return token.text != "." and after.text[0].isupper()
    return token.text != "…" or after.text[0].isupper()


@dataclass(frozen=True)
class Letter:
    """A body, cut up. Spans are places in the body; an empty one means the part is not there."""

    body: str
    language: str
    greeting: tuple[int, int]
    closing: tuple[int, int]
    text: tuple[tuple[int, int], ...]
    signature: tuple[int, int]
    sentences: tuple[Sentence, ...] = field(default=())
    # For each sentence, how probable each label of `learned` is; empty where nothing is said of it.
    opinions: tuple[Mapping[str, float], ...] = field(default=())

    @cached_property
    def flat(self) -> str:
        """All the sentences in one string, for a quick look."""
        return "\n".join(sentence.flat for sentence in self.sentences)

    @cached_property
    def words(self) -> int:
        """How many words the writer wrote, the signature and what is quoted left out."""
        return sum(
            1
            for start, end in (self.greeting, *self.text, self.closing)
            for word in self.body[start:end].split()
            if any(map(str.isalnum, word))
        )
