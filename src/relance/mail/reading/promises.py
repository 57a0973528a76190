"""Which dates of a message are promises, and which are the candidate's to meet.

A promise is the last day by which the sender will give news or a decision. Not a slot, not a deadline set to the
candidate, not the sending of a contract, not a return from leave, not a date gone by.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from relance.mail.reading.dates import Here, Span, spans
from relance.mail.reading.lexicon import pattern
from relance.mail.reading.sentences import Sentence

_NEWS = pattern("promises", "NEWS")
_STRONG_NEWS = pattern("promises", "STRONG_NEWS")
_REQUEST = pattern("promises", "REQUEST")
_OURS = pattern("promises", "OURS")
_TOWARD = pattern("promises", "TOWARD")
_PAPER = pattern("promises", "PAPER")
_START = pattern("promises", "START")
_NOT_LAST = pattern("promises", "NOT_LAST")
_PAST = pattern("promises", "PAST")
_BEFORE = re.compile(r"\b(?:avant|before|ahead of|prior to)\s+(?:le|la|les|l'|the|ce|this)?\s*\Z")
_LIMIT = pattern("promises", "LIMIT")
_LEAVE = pattern("promises", "LEAVE")
_PAST_VERB = pattern("promises", "PAST_VERB")
_OUR_SILENCE = pattern("promises", "OUR_SILENCE")
_DUE = pattern("promises", "DUE")
_TIME_AFTER = pattern("promises", "TIME_AFTER")
_FROM_YOU = re.compile(
    r"\bsans\b.*\bde (?:votre|ta) part\b|\bwithout\b.*\bfrom you\b"
    r"|\bif (?:we|i) (?:do not|don't|haven't|have not) hear"
)
_YOUR_ANSWER = re.compile(r"\bde votre part|\bvotre (?:reponse|retour|accord|decision)")
_DAY_AFTER = re.compile(r"\b(?:le|des le|du) lendemain\b|\bthe (?:day after|next day|following day)\b")
_NOW = re.compile(r"\b(?:sera|serons|will|reviendr\w+|plutot|finalement|now)\b")


@dataclass(frozen=True, slots=True)
class Told:
    """A date of the text with its role, and the words that hold it."""

    day: date
    words: str
    strength: int


@dataclass(frozen=True, slots=True)
class Dates:
    """What the message promises, and what it asks the candidate to meet."""

    promised: Told | None = None
    deadline: Told | None = None


def tell(text: Sequence[Sentence], here: Here, kind: str) -> Dates:
    """The promise and the deadline of a message of this kind; None where there is none."""
    promises: list[Told] = []
    deadlines: list[Told] = []
    for sentence in text:
        for span in spans(sentence.plain, here):
            role, strength = _role(sentence, span, here, kind)
            last = _last_day(sentence.plain, span)
            if _DAY_AFTER.search(sentence.plain[span.end :]):
                last += timedelta(days=1)
            told = Told(last, sentence.written, strength)
            if role == "promise":
                promises.append(told)
            elif role == "deadline":
                deadlines.append(told)
    return Dates(_best(promises), _best(deadlines))


def _best(found: list[Told]) -> Told | None:
    if not found:
        return None
    top = max(item.strength for item in found)
    return max((item for item in found if item.strength == top), key=lambda item: item.day)


def _clause(text: str, span: Span) -> str:
    """The words around a date up to the nearest firm boundary."""
    start = max(
        (
            found.end()
            for found in re.finditer(
                r"(?:[;:]|, (?:mais|et|puis|but|and|so|car|donc) | mais | but )", text[: span.start]
            )
        ),
        default=0,
    )
    tail = re.search(r"(?:[;:]|, (?:mais|et|puis|but|and|so|car|donc) | mais | but )", text[span.end :])
    return text[start : span.end + tail.start() if tail else len(text)]


def _role(sentence: Sentence, span: Span, here: Here, kind: str) -> tuple[str, int]:
    """«promise» or «deadline» with its strength, or nothing."""
    text = sentence.plain
    before = text[: span.start]
    clause = _clause(text, span)
    if _is_past_or_open(text, clause, span, here):
        return "", 0
    if _FROM_YOU.search(text):
        return "deadline", 3
    if _OUR_SILENCE.search(text):
        return "promise", 3
    limited = _LIMIT.search(before) is not None or span.rule in {"count", "named"}
    toward = _TOWARD.search(clause) is not None
    if _REQUEST.search(clause) and (not toward or _YOUR_ANSWER.search(clause)):
        due = _DUE.search(before) is not None or span.rule in {"count", "named"}
        return ("deadline", 3) if due and kind != "rejection" and not _START.search(clause) else ("", 0)
    if _is_other_matter(text, clause, span, limited=limited, toward=toward) or not _may_promise(
        kind, limited, toward
    ):
        return "", 0
    if _STRONG_NEWS.search(clause) or _STRONG_NEWS.search(text):
        return "promise", 3 + toward
    return ("promise", 1) if limited and _NEWS.search(text) else ("", 0)


def _is_past_or_open(text: str, clause: str, span: Span, here: Here) -> bool:
    """A day gone by, a day after which, or what was once planned."""
    before = text[: span.start]
    if span.last < here.today or _NOT_LAST.search(before):
        return True
    if _PAST.search(before) and not _LIMIT.search(before[-12:]):
        return True
    return _PAST_VERB.search(clause) is not None and not _NOW.search(clause)


def _is_other_matter(text: str, clause: str, span: Span, *, limited: bool, toward: bool) -> bool:
    """A slot, a contract to be sent, a first day at work, a leave."""
    if _TIME_AFTER.match(text[span.end :]) and not limited:
        return True
    if _PAPER.search(clause) or (_START.search(clause) and not _STRONG_NEWS.search(clause)):
        return True
    return _LEAVE.search(clause) is not None and not toward


def _may_promise(kind: str, limited: bool, toward: bool) -> bool:  # noqa: FBT001 two facts of one clause
    if kind in {"rejection", "unrelated"}:
        return False
    if kind == "offer":
        return toward
    return kind != "invitation" or (limited and toward)


def _last_day(text: str, span: Span) -> date:
    if span.rule == "feast" and re.search(
        r"fetes|holiday|conges|vacances|festive|break", text[span.start : span.end]
    ):
        return span.last - timedelta(days=1)
    if not _BEFORE.search(text[: span.start]):
        return span.last
    if span.first == span.last:
        is_end = span.rule in {"week", "weekend", "year", "count", "named"} or (span.rule == "month")
        return span.last if is_end else span.last - timedelta(days=1)
    return span.first - timedelta(days=1) if span.rule in {"month", "week_of", "iso_week"} else span.last
