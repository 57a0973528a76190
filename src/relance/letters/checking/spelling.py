# ruff: noqa: E501 -- a pattern is read whole, on its line
"""Spelling and grammar, through the speller handed in: what it says, less what a letter may rightly hold.

The names of the case, its organisation, its trade's words, acronyms, addresses and capitalised words are never faults; an unknown
word is one only when a known word is very near, for an unknown trade word has no neighbour.
"""

import re
from collections.abc import Iterator
from functools import cache
from importlib import resources

from relance.letters.checking.codes import applies, finding
from relance.letters.checking.lexicon import words
from relance.letters.checking.message import Fault, Finding, Message, Speller
from relance.letters.checking.patterns import family
from relance.letters.checking.text import Letter, fold, tokens

_NOT_PROSE = re.compile(
    r"\S+@\S+|https?://\S+|www\.\S+|\b\S+\.(?:com|org|net|fr|be|ch|ca|ma|test|pdf|docx?|xlsx?|pptx?|jpg|png|zip)\b|@\w+|#\w+",
    re.IGNORECASE,
)
_FLATTEN = str.maketrans({"\n": " ", "\r": " ", "\t": " ", "'": "’", "\u202f": "\u00a0"})


def misspellings(message: Message, letter: Letter, speller: Speller | None) -> Iterator[Finding]:
    """Faults of spelling and grammar: slips known to the checker itself, then those of the machine's speller."""
    if not applies("spelling", message) or letter.language == "other":
        return
    taken: list[tuple[int, int]] = []
    for sentence in letter.sentences:
        spans = family("slips", letter.language).spans(sentence)
        for span in spans + family("slips-accented", letter.language).spans(sentence):
            place = sentence.place(*span)
            taken.append(place)
            yield finding("spelling", message, place)
    if speller is None:
        return
    known, named = _known(message), _named(message)
    for start, end in (letter.greeting, *letter.text, letter.closing):
        for first, last in _paragraphs(message.body, start, end):
            text = message.body[first:last].translate(_FLATTEN)
            for fault in speller.faults(text, language=letter.language):
                span = (first + fault.start, first + fault.end)
                if _stands(fault, text, known, named) and not any(a < span[1] and span[0] < b for a, b in taken):
                    taken.append(span)
                    yield finding("spelling", message, span, fix=_fix(fault, message.body[slice(*span)]))


def _paragraphs(body: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Stretches between blank lines: a speller reads one at a time."""
    first = start
    for match in re.finditer(r"\n[ \t]*\n", body[start:end]):
        if body[first : start + match.start()].strip():
            yield first, start + match.start()
        first = start + match.end()
    if body[first:end].strip():
        yield first, end


def _known(message: Message) -> frozenset[str]:
    """Folded words that the case makes right."""
    about = message.about
    texts = (
        about.organisation,
        about.role,
        about.candidate,
        about.agency,
        about.sender,
        about.sender_organisation,
        about.recipient.name,
        about.recipient.title,
        *about.debrief,
        *(about.process.reasons if about.process else ()),
    )
    found = {fold(token.text) for text in texts for token in tokens(text)}
    return frozenset(found | {piece for word in found for piece in re.split(r"['’-]", word)})


def _named(message: Message) -> frozenset[str]:
    """Folded words of proper names, which grammar has no say on."""
    about = message.about
    texts = (
        about.organisation,
        about.candidate,
        about.agency,
        about.sender,
        about.sender_organisation,
        about.recipient.name,
    )
    return frozenset(fold(token.text) for text in texts for token in tokens(text) if token.text[0].isupper())


def _stands(fault: Fault, text: str, known: frozenset[str], named: frozenset[str]) -> bool:
    """Whether the fault is one to show."""
    word = text[fault.start : fault.end]
    flat = fold(word).strip("’'-")
    if not flat or any(match.start() <= fault.start < match.end() for match in _NOT_PROSE.finditer(text)):
        return False
    pieces = {flat, *re.split(r"['’-]", flat)}
    if pieces & known and fault.kind == "word":
        return False
    if fault.kind == "grammar":
        return not (pieces & named) and not word[:1].isdigit()
    if any(char.isdigit() for char in word) or word.isupper() or len(flat) < 3 or flat in words("trade_words"):
        return False
    if any(char.isupper() for char in word[1:]) and "-" not in word and "’" not in word:
        return False
    near = any(fold(one) in common_words() for one in fault.suggestions)
    if word[0].isupper():
        return near and _opens(text, fault.start) and not text[fault.end : fault.end + 2].strip()[:1].isupper()
    return near


@cache
def common_words() -> frozenset[str]:
    """Folded words that letters are made of (`tools/train_checking.py`): a slip is one of these, badly written."""
    return frozenset(resources.files(__package__).joinpath("common.txt").read_text("utf-8").split())


def _opens(text: str, start: int) -> bool:
    before = text[:start].rstrip(' «“"')
    return not before or before[-1] in ".!?:…"


def _fix(fault: Fault, word: str) -> str | None:
    if not fault.suggestions:
        return None
    right = fault.suggestions[0]
    return right[:1].upper() + right[1:] if word[:1].isupper() and right else right
