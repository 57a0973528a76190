"""What is said, sentence by sentence: the codes found by their ways of saying it (`patterns/*.toml`)."""

from collections.abc import Iterator
from itertools import pairwise

from relance.letters.checking.codes import applies, finding
from relance.letters.checking.fixes import taking_out
from relance.letters.checking.message import Finding, Message
from relance.letters.checking.patterns import family
from relance.letters.checking.text import Letter
from relance.letters.checking.weighing import blames

SAID = (
    "waiting-for-answer",
    "competing-offer",
    "anger",
    "contests-decision",
    "reproach",
    "pressure",
    "insistence-after-refusal",
    "self-deprecation",
    "excuse-or-flattery",
    "do-not-reply-tone",
    "false-hope",
    "unlawful-ground",
)
# «Le client attendait votre réponse, disiez-vous»: told of the job by the reader, these are nobody's fault.
_NOT_WHEN_TOLD = frozenset(
    {"waiting-for-answer", "competing-offer", "anger", "pressure", "self-deprecation", "excuse-or-flattery"}
)
# Of two codes on the same words, the first is the one to show.
_STRONGER: tuple[tuple[str, str], ...] = (
    ("anger", "reproach"),
    ("anger", "contests-decision"),
    ("reproach", "waiting-for-answer"),
    ("contests-decision", "reproach"),
    ("insistence-after-refusal", "pressure"),
    ("pressure", "waiting-for-answer"),
    ("excuse-or-flattery", "self-deprecation"),
    ("competing-offer", "pressure"),
    ("excuse-or-flattery", "contests-decision"),
)


def said(message: Message, letter: Letter) -> Iterator[Finding]:
    """Findings of the codes that are a way of saying something."""
    codes = [code for code in SAID if applies(code, message)]
    told_by_them = family("told-by-them", letter.language)
    broken = _broken_promises(letter) if "reproach" in codes else {}
    for sentence, opinion in zip(letter.sentences, letter.opinions, strict=True):
        if sentence.kind == "greeting":
            continue
        told = told_by_them.found(sentence)
        hits = {
            code: [] if told and code in _NOT_WHEN_TOLD else family(code, letter.language).spans(sentence)
            for code in codes
        }
        if not hits.get("reproach") and (promise := broken.get(sentence.start)):
            hits["reproach"] = [promise]
        for strong, weak in _STRONGER:
            if hits.get(strong) and hits.get(weak):
                hits[weak] = [
                    span for span in hits[weak] if not any(_overlap(span, other) for other in hits[strong])
                ]
        for code, spans in hits.items():
            denied = not spans and family(code, letter.language).denied(sentence)
            if not denied and blames(code, opinion.get(code, 0.0), pattern=bool(spans)):
                words = (spans[0][0], spans[-1][1]) if spans else (0, len(sentence.flat))
                span, fix = taking_out(letter, sentence, words, code)
                yield finding(code, message, span, fix=fix)


def _broken_promises(letter: Letter) -> dict[int, tuple[int, int]]:
    """Promises that the next sentence says were not kept: the start of the sentence -> the words."""
    made, broken = family("promise-made", letter.language), family("promise-broken", letter.language)
    return {
        first.start: spans[0]
        for first, second in pairwise(letter.sentences)
        if first.kind == "body" and (spans := made.spans(first)) and broken.found(second)
    }


def _overlap(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] < other[1] and other[0] < one[1]
