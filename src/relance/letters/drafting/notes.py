"""What shape a note of the user's has, so that a frame can take it without a fault.

A note is telegraphic and private. It is fitted only when its shape is understood; otherwise `read` gives None and
the user is asked to finish a sentence. Notes that would harm (about pay, another offer, one's failings, the
mood of the place) are never fitted: they were written for oneself.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from relance.letters.drafting import lexicon, notes_en, notes_fr
from relance.letters.grammar.elision import fold

# missed: a point not raised; stake: something learnt of the job; strength: a best argument; answer: the argument
# found against a brake; question: one that was forgotten.
Field = Literal["missed", "stake", "strength", "answer", "question"]
# np: noun phrase with its article; bare: without; clause: a sentence; inf: an infinitive (English: a gerund);
# direct: a question with its mark; indirect: «si…», «whether…».
Shape = Literal["np", "bare", "clause", "inf", "direct", "indirect"]

MAX_WORDS = 26

_BROKEN = re.compile(
    r"https?:|www\.|[\[\]{}<>|\\_~^*#@=+]|->|=>|\bXX+\b|\?\?|\.\.\.|…|[\x00-\x1f\x7f-\x9f\ue000-\uf8ff]|\w/\w"
)
_SHOUT = re.compile(r"\b[A-ZÀ-Þ]{5,}\b.*\b[A-ZÀ-Þ]{5,}\b")


@dataclass(frozen=True, slots=True)
class Note:
    """A note that can be fitted: its shape and its words, ready for the middle of a sentence."""

    shape: Shape
    text: str


@lru_cache(maxsize=2048)
def read(text: str, lang: str, field: Field) -> Note | None:
    """Fit `text` for a letter in `lang` («fr», «en»); None when it cannot be, or should not be, put in."""
    cleaned = clean(text)
    if not cleaned or len(cleaned.split()) > MAX_WORDS or _BROKEN.search(cleaned) or _SHOUT.search(cleaned):
        return None
    plain = fold(cleaned).replace("’", "'")
    if lexicon.pattern("fr", "private").search(plain) or foreign(cleaned, lang):
        return None
    if field == "stake" and lexicon.pattern("fr", "tactless").search(plain):
        return None
    found = notes_fr.shape(cleaned, field) if lang == "fr" else notes_en.shape(cleaned, field)
    return Note(*found) if found else None


def clean(text: str) -> str:
    """`text` on one line, without bullet, outer quotes or final stop, apostrophes typographic."""
    line = " ".join(text.split()).replace("'", "’").replace("ʼ", "’")
    line = re.sub(r"^(?:[-–—•·*]|\d{1,2}[.)]) ?(?=\S)", "", line).strip()
    if len(line) > 1 and (line[0], line[-1]) in {("«", "»"), ('"', '"'), ("“", "”")}:
        line = line[1:-1].strip()
    return line.rstrip(" .;,:!") if not line.endswith("?") else line


def foreign(text: str, lang: str) -> bool:
    """Whether `text` is plainly in the other language."""
    words = re.findall(r"[^\W\d_]+(?:’[^\W\d_]*)?", text.lower())
    pieces = [piece for word in words for piece in ({word, word.split("’")[0] + "’"} if "’" in word else {word})]
    french = sum(piece in lexicon.words("fr", "here") for piece in pieces) + 2 * bool(
        re.search(r"[éèêàçùœ]", text.lower())
    )
    english = sum(piece in lexicon.words("en", "here") for piece in pieces)
    mine, theirs = (french, english) if lang == "fr" else (english, french)
    return theirs > mine
