"""The machine's spelling and grammar checkers, for the letter checker: Grammalecte where it is, hunspell else.

Promise: offline, nothing downloaded, nothing sent; without any of them there is no speller, and letters are
checked all the same. Grammalecte is Debian's `python3-grammalecte`, read from where Debian puts it.
"""

import importlib.util
import re
import sys
import warnings
from collections.abc import Iterator
from functools import cache
from importlib import resources
from pathlib import Path
from threading import Lock
from typing import Any

from relance.letters.checking import Fault, Speller

GRAMMALECTE = Path("/usr/lib/python3/dist-packages/grammalecte")
_DICTIONARIES = resources.files("relance.letters.checking").joinpath("dictionaries")
# The kinds of grammar faults that are faults in a letter; typography is each region's own affair.
_KINDS = frozenset({"conj", "ppas", "gn", "infi", "imp", "inte", "conf", "loc", "sgpl", "vmode", "bs", "eleu"})
# Rules of Grammalecte that are often wrong in a letter: a noun set beside another («attestation fluides»), the
# gender of a word it does not know («la prépresse», «ma chef»), an agreement with a word far before.
_UNSURE = re.compile(
    r"gn_\w+_[23]m|gn_(?:l|la|le|un|une|mon_ton_son|ma_ta_sa|ce|cette|mon|ma)_|eh_bien|soit_soi|avoir_l_air"
    r"|verbes_composés|m_t_avoir"
)
# «De mal élevés»: only a participle in the singular, or a verb with vous, is written for an infinitive.
_INFINITIVE = re.compile(r"(?:é|ez|ai|ait|ais)$")
#: Paragraphs whose faults are remembered.
_REMEMBERED = 256
_WORD = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*")
_ELISION = re.compile(r"^(?:[ldjmtsnc]|qu|jusqu|lorsqu|puisqu|quelqu|presqu|entr)[’']", re.IGNORECASE)
_LETTERS = {"fr": "abcdefghijklmnopqrstuvwxyzéèêëàâîïôùûüç", "en": "abcdefghijklmnopqrstuvwxyz"}


class _Words:
    """Unknown words of a text, by hunspell's dictionaries; a word is known when one of them knows it."""

    def __init__(self, dictionaries: tuple[Any, ...], language: str) -> None:
        self._dictionaries = dictionaries
        self._letters = _LETTERS[language]
        self._seen: dict[str, tuple[str, ...] | None] = {}

    def knows(self, word: str) -> bool:
        return any(dictionary.spell(word) for dictionary in self._dictionaries)

    def faults(self, text: str) -> Iterator[Fault]:
        for match in _WORD.finditer(text):
            word, start = match.group(), match.start()
            while elision := _ELISION.match(word):
                word, start = word[elision.end() :], start + elision.end()
            if not word:
                continue
            if word not in self._seen:
                self._seen[word] = self.suggestions(word)
            near = self._seen[word]
            if near is not None:
                yield Fault(start, start + len(word), "word", near)

    def suggestions(self, word: str) -> tuple[str, ...] | None:
        """Known words one edit away, accents first; None when the word is known."""
        flat = word.replace("’", "'")
        lower = flat[:1].lower() + flat[1:]
        if self.knows(flat) or self.knows(lower) or all(self.knows(piece) for piece in re.split(r"[’'-]", flat)):
            return None
        if len(lower) > 24:
            return ()
        return tuple(near for near in _one_edit(lower, self._letters) if self.knows(near))[:5]


def _one_edit(word: str, letters: str) -> Iterator[str]:
    """Words one slip away, the likeliest slips first: an accent, a doubled letter, two letters swapped."""
    accents = {
        "e": "éèê",
        "a": "àâ",
        "i": "îï",
        "o": "ô",
        "u": "ùûü",
        "c": "ç",
        "é": "eè",
        "è": "eéê",
        "ê": "eè",
        "à": "a",
        "ç": "c",
    }
    cuts = [(word[:i], word[i:]) for i in range(len(word) + 1)]
    yield from (a + other + b[1:] for a, b in cuts if b for other in accents.get(b[0], ""))
    yield from (a + b[1] + b[0] + b[2:] for a, b in cuts if len(b) > 1)
    yield from (a + b[0] + b for a, b in cuts if b)
    yield from (a + b[1:] for a, b in cuts if a and len(b) > 1)
    yield from (a + other + b[1:] for a, b in cuts if a and b for other in letters)
    yield from (a + other + b for a, b in cuts for other in letters)


class _Machine:
    """The speller of this machine, by language."""

    def __init__(self, grammar: Any, french: _Words | None, english: _Words | None) -> None:
        self._grammar = grammar
        self._words = {"fr": french, "en": english}
        self._lock = Lock()
        self._read: dict[tuple[str, str], tuple[Fault, ...]] = {}

    @property
    def known(self) -> tuple[_Words | None, _Words | None]:
        """The words of French and of English."""
        return self._words["fr"], self._words["en"]

    def faults(self, text: str, *, language: str) -> tuple[Fault, ...]:
        """Grammar first where Grammalecte is, then the unknown words. `text` is a paragraph.

        A letter is read at each pause of its writer, who changes one paragraph: the others are not read again.
        """
        known = (language, text)
        with self._lock:  # Grammalecte keeps what it reads in its module: one reader at a time
            if known not in self._read:
                if len(self._read) >= _REMEMBERED:
                    self._read.pop(next(iter(self._read)))
                self._read[known] = tuple(self._faults(text, language))
            return self._read[known]

    def _faults(self, text: str, language: str) -> Iterator[Fault]:
        if language == "fr" and self._grammar is not None:
            yield from self._by_grammalecte(text)
        elif (known := self._words.get(language)) is not None:
            yield from known.faults(text)

    def _by_grammalecte(self, text: str) -> Iterator[Fault]:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            grammar, spelling = self._grammar.getParagraphErrors(text)
        for error in grammar:
            word = text[error["nStart"] : error["nEnd"]]
            sure = error["sType"] != "infi" or _INFINITIVE.search(word)
            if error["sType"] in _KINDS and sure and not _UNSURE.search(error["sRuleId"]):
                yield Fault(
                    error["nStart"], error["nEnd"], "grammar", tuple(error["aSuggestions"])[:5], error["sMessage"]
                )
        words = self._words["fr"]
        for error in spelling:
            word = text[error["nStart"] : error["nEnd"]]
            near = words.suggestions(word) if words else ()
            if near is not None:
                yield Fault(error["nStart"], error["nEnd"], "word", near)


@cache
def machine_speller() -> Speller | None:
    """The best there is on this machine, loaded once; None when there is nothing."""
    grammar, words = _grammalecte(), floor()
    if grammar is None:
        return words
    return _Machine(grammar, *(words.known if words else (None, None)))


@cache
def floor() -> "_Machine | None":
    """Hunspell and the dictionaries that ship with Relance: words only, no grammar."""
    french = _hunspell("fr", ("fr", _DICTIONARIES))
    english = _hunspell("en", ("en_GB", _DICTIONARIES), ("en_US", None))
    return None if french is None and english is None else _Machine(None, french, english)


def is_word(word: str, *, language: str) -> bool:
    """Whether a dictionary that ships with Relance knows a word as it is written; False without dictionaries."""
    shipped = floor()
    known = shipped.known[0 if language == "fr" else 1] if shipped else None
    return known is not None and known.knows(word)


def _hunspell(language: str, *sources: tuple[str, Any]) -> _Words | None:
    try:
        from hunspell import Hunspell  # noqa: PLC0415  (loading costs; only a speller needs it)
    except ImportError:
        return None
    found = [
        Hunspell(name) if folder is None else Hunspell(name, hunspell_data_dir=str(folder))
        for name, folder in sources
    ]
    return _Words(tuple(found), language)


def _grammalecte() -> Any:
    """Debian's Grammalecte, without opening the rest of Debian's packages to this interpreter."""
    try:
        if "grammalecte" not in sys.modules:
            spec = importlib.util.spec_from_file_location(
                "grammalecte", GRAMMALECTE / "__init__.py", submodule_search_locations=[str(GRAMMALECTE)]
            )
            if spec is None or spec.loader is None or not GRAMMALECTE.is_dir():
                return None
            module = importlib.util.module_from_spec(spec)
            sys.modules["grammalecte"] = module
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                spec.loader.exec_module(module)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return sys.modules["grammalecte"].GrammarChecker("fr")
    except Exception:  # noqa: BLE001  (a foreign part that will not load must not keep letters from being checked)
        sys.modules.pop("grammalecte", None)
        return None
