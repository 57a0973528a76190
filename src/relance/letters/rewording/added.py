"""Facts that a rewording added: names, numbers, dates, addresses that neither the draft nor the case holds."""

import re
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

_ADDRESS = re.compile(r"\S+@\S+|(?:https?://|www\.)\S+", re.IGNORECASE)
_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
_DIGITS = re.compile(r"\d+")
# After these, a capital says nothing: a sentence begins.
_BEGINS = re.compile(r"(?:^|[.!?…\n])[\s«»“”\"'’()–—-]*$")
_ABBREVIATED = re.compile(r"\b(?:M|Mr|Mrs|Ms|Dr|Pr|Me)\.[\s«»“”]*$")
_AHEAD = 40


def added_facts(
    answer: str, draft: str, known: Iterable[str], *, is_word: Callable[[str], bool] = lambda _: False
) -> tuple[str, ...]:
    """Words of `answer` that state a fact found neither in `draft` nor in `known`, each once, as written.

    `is_word` tells whether a lower-case word is an ordinary one: it spares a sentence that begins with a word the
    draft does not have. Without it, such a word is taken for a name.
    """
    return tuple(dict.fromkeys(_added(answer, _known((draft, *known)), is_word)))


@dataclass(frozen=True, slots=True)
class _Known:
    """What may be said: the whole in lower case, words in any case, those seen with a capital, figures."""

    whole: str
    words: frozenset[str]
    capitals: frozenset[str]
    figures: frozenset[str]


def _known(texts: tuple[str, ...]) -> _Known:
    whole = [word for text in texts for word in _WORD.findall(text)]
    parts = [*whole, *(part for word in whole for part in word.split("-"))]
    words = frozenset(part.casefold() for part in parts)
    written = {_plain(figure) for text in texts for figure in _DIGITS.findall(text)}
    spelled = {str(value) for word in words if (value := _value(word)) is not None}
    return _Known(
        whole="\n".join(texts).casefold(),
        words=words,
        capitals=frozenset(part.casefold() for part in parts if part[0].isupper()),
        figures=frozenset(written | spelled),
    )


def _added(answer: str, known: _Known, is_word: Callable[[str], bool]) -> Iterator[str]:
    for match in _ADDRESS.finditer(answer):
        address = match.group().strip("<>()«»\"'.,;:")
        if address.casefold() not in known.whole:
            yield address
    prose = _ADDRESS.sub(lambda match: " " * len(match.group()), answer)
    for match in _WORD.finditer(prose):
        word = match.group()
        if _states(word, known, begins=_begins(prose, match.start()), is_word=is_word):
            yield word


def _states(word: str, known: _Known, *, begins: bool, is_word: Callable[[str], bool]) -> bool:
    """Whether a word states something that is not known."""
    lower = word.casefold()
    if figures := _DIGITS.findall(word):
        return any(_plain(figure) not in known.figures for figure in figures)
    value = _value(lower)
    if value is not None:
        return lower not in known.words and str(value) not in known.figures
    if lower in _words("quantities") or lower in _words("calendar"):
        return lower not in known.words
    if not word[0].isupper() or word == "I":
        return False
    if begins and (len(word) == 1 or not word.isupper()):
        return lower not in known.words and not _ordinary(word, known, is_word)
    return lower not in known.capitals


def _ordinary(word: str, known: _Known, is_word: Callable[[str], bool]) -> bool:
    """Whether a word that begins a sentence is an ordinary one: «Merci», «Pourriez-vous», not «Jean-Pierre»."""
    first, *others = word.split("-")
    plain = first.casefold() in known.words or is_word(first.casefold())
    return plain and not any(part[0].isupper() for part in others)


def _begins(text: str, place: int) -> bool:
    """Whether a sentence begins here; «M. Ricard» begins none."""
    before = text[max(0, place - _AHEAD) : place]
    return (place < 1 or bool(_BEGINS.search(before))) and not _ABBREVIATED.search(before)


def _plain(figure: str) -> str:
    return figure.lstrip("0") or "0"


def _value(word: str) -> int | None:
    """The value of a number in words, «vingt-quatre» and "twenty-four" included; None for any other word."""
    values = [_numbers().get(part) for part in word.split("-") if part != "et"]
    known = [value for value in values if value is not None]
    return sum(known) if known and len(known) == len(values) else None


@cache
def _data() -> Mapping[str, object]:
    return tomllib.loads(resources.files(__package__).joinpath("facts.toml").read_text(encoding="utf-8"))


@cache
def _words(name: str) -> frozenset[str]:
    found = _data()[name]
    return frozenset(str(word) for word in found) if isinstance(found, list) else frozenset()


@cache
def _numbers() -> Mapping[str, int]:
    found = _data()["numbers"]
    return {str(word): int(value) for word, value in found.items()} if isinstance(found, dict) else {}
