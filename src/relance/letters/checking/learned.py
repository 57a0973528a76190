"""A learned opinion on each sentence: what it brings (thanks, interest…) and what it does wrong.

A linear model over the features of `features.py`, trained by `tools/train_checking.py`, for what no pattern says.
It is one opinion: `weighing.py` weighs it with the patterns.
"""

from relance.letters.checking.features import BUCKETS, case_of, names_of, place_of, tokens_of
from relance.letters.checking.linear import bucketed, shipped
from relance.letters.checking.message import Message
from relance.letters.checking.text import Letter

PRESENCE = ("thanks", "interest", "availability", "specific", "new", "feedback", "closing", "reason", "nextdate")
FAULTS = (
    "waiting-for-answer",
    "competing-offer",
    "anger",
    "contests-decision",
    "reproach",
    "pressure",
    "insistence-after-refusal",
    "self-deprecation",
    "excuse-or-flattery",
    "unlawful-ground",
    "do-not-reply-tone",
    "false-hope",
    "attachment-missing",
)
LABELS = (*PRESENCE, *FAULTS)
MODEL = "model.bin"


def lit_by(message: Message, letter: Letter) -> list[tuple[int, list[int]]]:
    """The sentences of a letter that are not its greeting, by their index, each with the buckets it lights."""
    known = case_of(message)
    inner = [index for index, sentence in enumerate(letter.sentences) if sentence.kind != "greeting"]
    found = []
    for rank, index in enumerate(inner):
        sentence = letter.sentences[index]
        words = tokens_of(sentence, letter.body, known.masks)
        place = place_of(rank, len(inner))
        found.append((index, bucketed(names_of(words, sentence.kind, known.where, place), BUCKETS)))
    return found


def opinions(message: Message, letter: Letter) -> tuple[dict[str, float], ...]:
    """For each sentence, how probable each label is; nothing of a greeting, nor in a language it does not know."""
    found: list[dict[str, float]] = [{} for _ in letter.sentences]
    if letter.language != "other":
        model = shipped(MODEL)
        for index, lit in lit_by(message, letter):
            found[index] = dict(zip(LABELS, model.shares(lit), strict=True))
    return tuple(found)
