"""What shape a note of the user's has, so that a frame can take it without a fault.

A note is telegraphic and private. It is fitted only when its shape is understood; otherwise `read` gives None and
the user is asked to finish a sentence. Notes that would harm (about pay, another offer, one's failings, the
mood of the place) are never fitted: they were written for oneself.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from relance.letters.drafting import notes_en, notes_fr
from relance.letters.grammar.elision import fold

# missed: a point not raised; stake: something learnt of the job; strength: a best argument; answer: the argument
# found against a brake; question: one that was forgotten.
Field = Literal["missed", "stake", "strength", "answer", "question"]
# np: noun phrase with its article; bare: without; clause: a sentence; inf: an infinitive (English: a gerund);
# direct: a question with its mark; indirect: «si…», «whether…».
Shape = Literal["np", "bare", "clause", "inf", "direct", "indirect"]

MAX_WORDS = 26

_BROKEN = re.compile(r"https?:|www\.|[\[\]{}<>|\\_~^*#@=+]|->|=>|\bXX+\b|\?\?|\.\.\.|…|[\x00-\x1f\x7f-\x9f]|\w/\w")
_SHOUT = re.compile(r"\b[A-ZÀ-Þ]{5,}\b.*\b[A-ZÀ-Þ]{5,}\b")

# Folded. Private or harmful in a letter, in both languages.
_PRIVATE = re.compile(
    r"\b(salaires?|remuneration|augmentation|k€|€|prime|primes|13e mois|tickets?[- ]restaurants?|mutuelle|rtt|conges|parking|"
    r"turn-?over|burn-?out|demission\w*|licenci\w*|prud'?hommes? contre|mal paye\w*|conflits? (?:avec|entre)|harcel\w*|"
    r"nul|nulle|mauvais\w*|rate|ratee|bafouill\w*|trac|peur|honte|paniqu\w*|stresse\w*|begay\w*|a revoir|bof|bizarre|louche|"
    r"autres? (?:offres?|propositions?|employeurs?|entreprises?|boites?)|meilleure offre|concurrent\w* m'|"
    r"salary|pay rise|bonus|underpaid|nervous|terrible|awful|messed|screwed|bad at|rubbish|panick\w*|ashamed|"
    r"other offers?|another offer|competing|fired|laid off|redundan\w*|enceinte|pregnan\w*|malad\w*|maladie|grossesse)\b"
)

_FRENCH = frozenset(
    "le la les un une des du de et à au aux en mon ma mes je j’ai pour avec sur dans chez est sont que qui il ils elle nous "
    "vous leur leurs pas ce cette ans poste équipe d’ l’ par sans gestion".split()
)
_ENGLISH = frozenset(
    "the a an of and to in my i i’m i’ve for with on at is are that who they she he we you their your not this years team "
    "role job by without was were it have has from".split()
)


@dataclass(frozen=True, slots=True)
class Note:
    """A note that can be fitted: its shape and its words, ready for the middle of a sentence."""

    shape: Shape
    text: str


def read(text: str, lang: str, field: Field) -> Note | None:
    """Fit `text` for a letter in `lang` («fr», «en»); None when it cannot be, or should not be, put in."""
    cleaned = clean(text)
    if not cleaned or len(cleaned.split()) > MAX_WORDS or _BROKEN.search(cleaned) or _SHOUT.search(cleaned):
        return None
    if _PRIVATE.search(fold(cleaned).replace("’", "'")) or foreign(cleaned, lang):
        return None
    shape: Callable[[str, str], tuple[Shape, str] | None] = notes_fr.shape if lang == "fr" else notes_en.shape
    found = shape(cleaned, field)
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
    french = sum(piece in _FRENCH for piece in pieces) + 2 * bool(re.search(r"[éèêàçùœ]", text.lower()))
    english = sum(piece in _ENGLISH for piece in pieces)
    mine, theirs = (french, english) if lang == "fr" else (english, french)
    return theirs > mine
