"""Which dates of a message are promises, and which are the candidate's to meet.

A promise is the last day by which the sender will give news or a decision. Not a slot, not a deadline set to the
candidate, not the sending of a contract, not a return from leave, not a date gone by.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from relance.mail.reading import weighing
from relance.mail.reading.anchors import told_days
from relance.mail.reading.dates import Here, Span
from relance.mail.reading.learned import TAGS, Shares
from relance.mail.reading.lexicon import pattern, words_of
from relance.mail.reading.sentences import Sentence
from relance.mail.reading.weighing import Evidence, judged, logit

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
_LATEST = pattern("promises", "LATEST")
_NAMELY = pattern("promises", "NAMELY")
_WHOLE_DAY = pattern("promises", "WHOLE_DAY")
_TOO_LATE = pattern("promises", "TOO_LATE")
_NEVER_BEFORE = pattern("promises", "NEVER_BEFORE")
_HELD = pattern("promises", "HELD")
_BECAUSE = pattern("promises", "BECAUSE")
_IF = re.compile(r"\b(?:si|s'il|if|sans|without)\b")
_REFUSED = pattern("promises", "REFUSED")
_MEETS = pattern("promises", "MEETS")
_SO = re.compile(r"\b(?:so|alors|donc|hence|aussi|il (?:me |nous )?fau\w+)\b[^;:]{0,60}\Z")
_AT_LATEST = re.compile(r"\b(?:au plus tard|no later than|at the latest|dernier delai)\W{0,3}(?:le |on |by )?\Z")
_LAST_WORD = re.compile(r"([a-z']+)\W{0,2}(?:(?:le|la|les|the|ce|this|end of|fin de|fin)\W{0,2})*\Z")
_LEADS = words_of("promises", "LEADS")
_BOUNDARY = pattern("promises", "BOUNDARY")
_NOW = re.compile(r"\b(?:sera|seront|reste|serons|will|reviendr\w+|plutot|finalement|now)\b")


ROLES = ("none", "promise", "deadline")
CLOSE = {"promise": 0.75, "deadline": 0.95}
SURE = {"promise": 0.25, "deadline": 0.3}
_PROMISE, _DEADLINE = TAGS.index("promise"), TAGS.index("deadline")


# What is looked for around a date, and how near.
_SIGNS = (
    ("news", _STRONG_NEWS, "segment"),
    ("news in clause", _STRONG_NEWS, "clause"),
    ("faint news", _NEWS, "text"),
    ("request before", _REQUEST, "before"),
    ("request", _REQUEST, "clause"),
    ("toward", _TOWARD, "clause"),
    ("ours", _OURS, "segment"),
    ("paper", _PAPER, "clause"),
    ("start", _START, "clause"),
    ("not last", _NOT_LAST, "before"),
    ("past", _PAST, "before"),
    ("past verb", _PAST_VERB, "segment"),
    ("limit", _LIMIT, "before"),
    ("due", _DUE, "before"),
    ("leave", _LEAVE, "clause"),
    ("our silence", _OUR_SILENCE, "text"),
    ("from you", _FROM_YOU, "text"),
    ("your answer", _YOUR_ANSWER, "clause"),
    ("meets", _MEETS, "segment"),
    ("so before", _SO, "before"),
    ("latest before", _AT_LATEST, "before"),
    ("because", _BECAUSE, "before"),
    ("namely", _NAMELY, "before"),
    ("held", _HELD, "clause"),
)


@dataclass(frozen=True, slots=True)
class Told:
    """A date of the text, the words that hold it, and what shows whose it is to keep."""

    day: date
    words: str
    sentence: int
    shows: Evidence


@dataclass(frozen=True, slots=True)
class Dates:
    """What the message promises, and what it asks the candidate to meet."""

    promised: date | None = None
    deadline: date | None = None


def tell(text: Sequence[Sentence], here: Here, kind: str, heard: Sequence[Shares]) -> Dates:
    """The promise and the deadline of a message of this kind; None where there is none."""
    found: dict[str, list[tuple[float, Told]]] = {"promise": [], "deadline": []}
    for told in _without_looser(told_dates(text, here, kind, heard)):
        shares = judged(told.shows, weighing.weights_of("roles"), len(ROLES))
        # A day is kept by one side only.
        role = "promise" if shares[1] >= shares[2] else "deadline"
        found[role].append((max(shares[1:]), told))
    return Dates(_chosen(found["promise"], "promise"), _chosen(found["deadline"], "deadline"))


def _chosen(found: Sequence[tuple[float, Told]], role: str) -> date | None:
    """The last of the days that are about as sure as the surest."""
    top = max((share for share, _ in found), default=0.0)
    least = max(SURE[role], CLOSE[role] * top)
    return max((told.day for share, told in found if share >= least), default=None)


def _without_looser(told: Sequence[Told]) -> list[Told]:
    """«Avant fin février, au plus tard vendredi 26»: the other days of that sentence were only a rough idea."""
    best: dict[int, int] = {}
    for one in told:
        best[one.sentence] = max(best.get(one.sentence, 0), _precision(one))
    return [one for one in told if _precision(one) == best[one.sentence]]


def _precision(told: Told) -> int:
    if "namely" in told.shows:
        return 2
    # «Je vois la direction mardi, il me faut votre réponse la veille.»
    leans = "recalled" in told.shows and "because" not in told.shows
    return 1 if leans or {"latest", "latest before"} & told.shows.keys() else 0


def told_dates(text: Sequence[Sentence], here: Here, kind: str, heard: Sequence[Shares]) -> list[Told]:
    """Every date of a message with what is known of its role."""
    found: list[Told] = []
    for index, (sentence, spanned) in enumerate(zip(text, told_days(text, here), strict=True)):
        never = [span for span in spanned if _is_never_before(sentence.plain, span)]
        for order, span in enumerate(span for span in spanned if span not in never):
            last = _last_day(sentence.plain, span)
            shows = {**_shows(sentence, span, here, kind), **_around(text, index, heard)}
            shows["not the first"] = float(order > 0)
            shows["recalled"] = float(span.recalled)
            found.append(
                Told(last, sentence.written, index, {name: value for name, value in shows.items() if value})
            )
    return found


def _is_never_before(text: str, span: Span) -> bool:
    """«Rien avant le 10», «not until the 12th»: nobody's day; but «si vous n'avez rien avant le 10» promises it."""
    return _NEVER_BEFORE.search(text[: span.start]) is not None and _IF.search(text) is None


def _around(text: Sequence[Sentence], index: int, heard: Sequence[Shares]) -> Evidence:
    """What the sentence and the one before it were heard to say."""
    own = heard[index]
    found = {f"heard {tag}": own[at] for at, tag in enumerate(TAGS)}
    found["promise"], found["deadline"] = logit(own[_PROMISE]), logit(own[_DEADLINE])
    found["asks"] = float(text[index].asks)
    if index:
        found["before promise"], found["before deadline"] = heard[index - 1][_PROMISE], heard[index - 1][_DEADLINE]
    return found


def _shows(sentence: Sentence, span: Span, here: Here, kind: str) -> Evidence:
    """What the words around a date show of its role."""
    text, before = sentence.plain, sentence.plain[: span.start]
    clause, segment = _clause(text, span), _segment(text, span)
    role, strength = _role(sentence, span, here, kind)
    found: Evidence = {
        "bias": 1.0,
        f"kind {kind}": 1.0,
        f"ruled {role}": 0.5 + strength / 6.0,
        f"span {span.rule}": 1.0,
        "gone": span.last < here.today,
        "today": span.last == here.today,
        "range": span.first != span.last,
        "far": min(max((span.last - here.today).days, 0), 90) / 90.0,
        "hour after": _TIME_AFTER.match(text[span.end :]) is not None,
        f"led by {_lead(before)}": 1.0,
        "too late": _TOO_LATE.search(before) is not None and _REFUSED.search(text) is not None,
        "latest": _LATEST.match(text[span.end :]) is not None,
    }
    where = {"segment": segment, "clause": clause, "text": text, "before": before}
    found |= {name: expression.search(where[place]) is not None for name, expression, place in _SIGNS}
    return {name: float(value) for name, value in found.items()}


def _lead(before: str) -> str:
    """The word that leads to a date: «by», «avant», or any other."""
    found = _LAST_WORD.search(before[-40:])
    word = found[1].rpartition("d'")[2] if found else ""
    return word if word in _LEADS else "nothing" if not found else "a word"


def _clause(text: str, span: Span) -> str:
    """The words around a date up to the nearest firm boundary."""
    start = max((found.end() for found in _BOUNDARY.finditer(text[: span.start])), default=0)
    tail = _BOUNDARY.search(text[span.end :])
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
    if _is_asked(text, clause, span, toward=toward):
        due = (
            _DUE.search(before) is not None
            or _LATEST.match(text[span.end :]) is not None
            or "expir" in clause
            or span.rule in {"count", "named", "relative"}
        )
        return ("deadline", 3) if due and kind != "rejection" and not _START.search(clause) else ("", 0)
    if _is_other_matter(text, clause, span, limited=limited, toward=toward) or not _may_promise(
        kind, toward=toward
    ):
        return "", 0
    if _STRONG_NEWS.search(_segment(text, span)):
        return "promise", 4 + toward
    if _STRONG_NEWS.search(clause) or _STRONG_NEWS.search(text):
        return "promise", 3 + toward
    return ("promise", 1) if limited and _NEWS.search(text) else ("", 0)


def _is_asked(text: str, clause: str, span: Span, *, toward: bool) -> bool:
    """Whether the date is one the candidate must meet: the request is the nearest verb before it."""
    requests = [found.start() for found in _REQUEST.finditer(text[: span.start])]
    promises = [found.start() for found in _TOWARD.finditer(text[: span.start])]
    if requests and (not promises or promises[-1] < requests[-1]):
        return text.rfind(";", requests[-1], span.start) == -1
    return _REQUEST.search(clause) is not None and (not toward or _YOUR_ANSWER.search(clause) is not None)


def _segment(text: str, span: Span) -> str:
    """What stands between the commas around a date."""
    start = max(text.rfind(mark, 0, span.start) for mark in ",;:(") + 1
    ends = [at for mark in ",;:)" if (at := text.find(mark, span.end)) != -1]
    return text[start : min(ends, default=len(text))]


def _is_past_or_open(text: str, clause: str, span: Span, here: Here) -> bool:
    """A day gone by, a day after which, or what was once planned."""
    before = text[: span.start]
    if span.last < here.today or _NOT_LAST.search(before):
        return True
    if _PAST.search(before) and not _LIMIT.search(before[-12:]):
        return True
    segment = _segment(text, span)
    return _PAST_VERB.search(segment) is not None and not _NOW.search(clause)


def _is_other_matter(text: str, clause: str, span: Span, *, limited: bool, toward: bool) -> bool:
    """A slot, a contract to be sent, a first day at work, a leave."""
    if _TIME_AFTER.match(text[span.end :]) and not limited:
        return True
    if _PAPER.search(clause) or (_START.search(clause) and not _STRONG_NEWS.search(clause)):
        return True
    return _LEAVE.search(clause) is not None and not toward


def _may_promise(kind: str, *, toward: bool) -> bool:
    if kind in {"rejection", "unrelated"}:
        return False
    if kind == "offer":
        return toward
    return kind != "invitation" or toward


def _last_day(text: str, span: Span) -> date:
    if span.rule == "feast" and re.search(
        r"fetes|holiday|conges|vacances|festive|break", text[span.start : span.end]
    ):
        return span.last - timedelta(days=1)
    if not _BEFORE.search(text[: span.start]) or _WHOLE_DAY.match(text[span.end :]):
        return span.last
    if span.first == span.last:
        is_end = span.rule in {"week", "weekend", "year", "count", "named"} or (span.rule == "month")
        return span.last if is_end else span.last - timedelta(days=1)
    return span.first - timedelta(days=1) if span.rule in {"month", "week_of", "iso_week"} else span.last
