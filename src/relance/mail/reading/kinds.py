"""What a message says: signals found sentence by sentence, then weighed where kinds meet (sending.md).

A word decides nothing by itself. A signal does not count when its clause is a condition («si votre profil est
retenu»), a negation («we are unable to offer»), a thank-you for what is past, or a rule told to everybody.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from relance.mail.reading.dates import Here, spans
from relance.mail.reading.lexicon import Rule, pattern, rules
from relance.mail.reading.sentences import Sentence
from relance.mail.reading.shapes import Kind
from relance.mail.reading.slots import slots_of

_PROCESS_CONDITION = pattern("kinds", "PROCESS_CONDITION")
_SILENCE = pattern("kinds", "SILENCE")
_PLURAL = pattern("kinds", "PLURAL")
_PAST = pattern("kinds", "PAST")
_COMING = pattern("kinds", "COMING")
_NOT_BEFORE = pattern("kinds", "NOT_BEFORE")
_NOT_INSIDE = re.compile(r"\b(?:ne|n')\b ?[^.?!;]{0,30}\b(?:pas|plus)\b|\b(?:not|unable|cannot|never)\b|n't\b")
_POLITE_NOT = pattern("kinds", "POLITE_NOT")
_AVAILABLE = pattern("kinds", "AVAILABLE")

_AT_WORK = pattern("kinds", "AT_WORK")
_OTHER_POST = pattern("kinds", "OTHER_POST")
_HUSHED = pattern("kinds", "HUSHED")

_MARKS = (
    ("M:if", _PROCESS_CONDITION),
    ("M:silence", _SILENCE),
    ("M:plural", _PLURAL),
    ("M:available", _AVAILABLE),
    ("M:work", _AT_WORK),
    ("M:other", _OTHER_POST),
    ("M:hushed", _HUSHED),
)
_SENSITIVE = frozenset({"invitation", "offer", "question"})


@dataclass(frozen=True, slots=True)
class Signal:
    """Words that spoke for a kind, in which sentence, and how loudly."""

    kind: str
    weight: float
    sentence: int
    words: str
    name: str = ""


@dataclass(slots=True)
class Weighed:
    """The scores by kind and the signals behind them."""

    scores: dict[str, float] = field(default_factory=dict)
    signals: list[Signal] = field(default_factory=list)
    other_post: bool = False

    def of(self, kind: str) -> float:
        """The score of a kind, 0 when nothing spoke for it."""
        return self.scores.get(kind, 0.0)


def weigh(text: Sequence[Sentence], here: Here) -> Weighed:
    """All signals of a message, and a score by kind: the loudest, helped by the others."""
    table = rules("signals")
    signals = [signal for sentence in text for signal in _signals(sentence, table)]
    signals.extend(_slots(text, here))
    result = Weighed(signals=signals, other_post=any(_OTHER_POST.search(sentence.plain) for sentence in text))
    for kind in {signal.kind for signal in signals}:
        weights = sorted((signal.weight for signal in signals if signal.kind == kind), reverse=True)
        result.scores[kind] = weights[0] + min(0.3 * sum(weights[1:]), 1.6)
    return result


def _signals(sentence: Sentence, table: Iterable[Rule]) -> list[Signal]:
    text = sentence.plain[:1500]
    found: list[Signal] = []
    is_rule = _SILENCE.search(text) is not None or _PLURAL.search(text) is not None
    condition = _PROCESS_CONDITION.search(text)
    is_polite = _AVAILABLE.search(text) is not None
    for rule in table:
        if "q" in rule.flags and not sentence.asks:
            continue
        match = rule.pattern.search(text)
        if match is None:
            continue
        behind_if = condition is not None and condition.start() < match.end() and "c" not in rule.flags
        if rule.kind not in {"acknowledgement", "delay"} and (is_rule or behind_if):
            continue
        if rule.kind in _SENSITIVE and _is_void(rule, sentence, match, is_polite=is_polite):
            continue
        words = sentence.written[match.start() : match.end()]
        found.append(Signal(rule.kind, rule.weight, sentence.index, words, rule.name))
    return found


def _slots(text: Sequence[Sentence], here: Here) -> list[Signal]:
    """A day and an hour to come, proposed: an invitation, whatever the words around."""
    found = []
    for index, sentence in enumerate(text):
        plain = sentence.plain
        if _AT_WORK.search(plain) or (_PAST.search(plain) and not _COMING.search(plain)):
            continue
        # «Plutôt mardi alors. 10h30 ?»: the hour stands alone, the day just before.
        alone = len(plain) < 60 and not spans(plain, here)
        if not slots_of(text[max(index - alone, 0) : index + 1], here):
            continue
        found.append(
            Signal("invitation", 3.0 if sentence.asks else 2.7, sentence.index, sentence.written[:80], "slot")
        )
    return found


def marks(text: Sequence[Sentence], weighed: Weighed, here: Here) -> list[list[str]]:
    """What the rules have to say of each sentence, for the learned models to weigh."""
    found: list[list[str]] = [[] for _ in text]
    for signal in weighed.signals:
        found[signal.sentence] += [f"R:{signal.kind}", f"R:{signal.kind}:{signal.weight:.0f}"]
    for index, sentence in enumerate(text):
        found[index] += [f"D:{span.rule}" for span in spans(sentence.plain, here)[:4]]
        found[index] += [name for name, pattern in _MARKS if pattern.search(sentence.plain)]
    return [sorted(set(names)) for names in found]


def _is_void(rule: Rule, sentence: Sentence, match: re.Match[str], *, is_polite: bool) -> bool:
    """Whether an invitation, an offer or a question was denied, or only recalls what is past."""
    text = sentence.plain
    before = text[: match.start()]
    if is_polite and not sentence.asks:
        return True
    may_deny = not sentence.asks and not _POLITE_NOT.search(text)
    if may_deny and (_NOT_BEFORE.search(before) or _NOT_INSIDE.search(match[0])):
        return True
    if rule.kind == "invitation" and (_PAST.search(before) or _PAST.match(match[0])):
        return not _COMING.search(match[0] + text[match.end() :])
    return False


def decide(weighed: Weighed) -> tuple[Kind, float]:
    """The kind, and by how much it wins (about 0 to 4). The order of the deciders is where kinds meet."""
    for decider in (_beside, _stopped, _refused, _offered, _invited, _late_or_asked, _faint):
        found = decider(weighed)
        if found is not None:
            return found
    return "other", 0.2


def _beside(weighed: Weighed) -> tuple[Kind, float] | None:
    """Logistics, a mistaken sending, the candidate's own withdrawal: to be read, but nothing is decided."""
    beside = weighed.of("other")
    others = max(weighed.of(kind) for kind in ("rejection", "offer", "invitation", "question", "delay"))
    return ("other", beside - 2.0) if beside >= 2.4 and beside >= others else None


def _stopped(weighed: Weighed) -> tuple[Kind, float] | None:
    """Nobody will be hired by this process; unless it only sleeps until a date."""
    stopped, rejected, delayed = weighed.of("process_stopped"), weighed.of("rejection"), weighed.of("delay")
    if stopped < 2.6 or stopped < rejected - 1.0:
        return None
    if any(signal.name == "inside" for signal in weighed.signals):
        # The holder stays, the work is shared out: the post lives on without the candidate.
        return None
    if delayed >= 2.6 and _resumes(weighed):
        return "delay", delayed - 2.0
    return "process_stopped", stopped - max(rejected - 1.5, 1.5)


def _refused(weighed: Weighed) -> tuple[Kind, float] | None:
    rejected, offered, invited = weighed.of("rejection"), weighed.of("offer"), weighed.of("invitation")
    if rejected < 2.4:
        return None
    if invited >= 3.0 and _after_no(weighed):
        return "invitation", invited - 1.8
    if (offered >= 3.0 > rejected) or (invited >= 3.4 and rejected < 2.9):
        return None
    return "rejection", rejected - max(offered * 0.5, invited * 0.5, weighed.of("delay") * 0.4, 1.0)


def _offered(weighed: Weighed) -> tuple[Kind, float] | None:
    offered, invited = weighed.of("offer"), weighed.of("invitation")
    if offered < 2.4 or offered < invited - 0.9:
        return None
    return "offer", offered - max(invited * 0.4, 1.0)


def _invited(weighed: Weighed) -> tuple[Kind, float] | None:
    invited = weighed.of("invitation")
    if invited < 2.0 or (invited < 3.0 and weighed.of("delay") >= invited):
        return None
    return "invitation", invited - max(weighed.of("question") * 0.3, weighed.of("delay") * 0.3, 0.8)


def _late_or_asked(weighed: Weighed) -> tuple[Kind, float] | None:
    asked, delayed = weighed.of("question"), weighed.of("delay")
    if delayed >= 2.4 and delayed >= asked - 0.4:
        return "delay", delayed - max(asked * 0.5, 0.8)
    if asked >= 1.6:
        return "question", asked - max(delayed * 0.4, 0.6)
    return None


def _faint(weighed: Weighed) -> tuple[Kind, float] | None:
    """What is left when nothing speaks loudly."""
    for kind, least, loss in (("delay", 1.6, 1.0), ("rejection", 1.8, 1.2)):
        if weighed.of(kind) >= least:
            return ("delay" if kind == "delay" else "rejection"), weighed.of(kind) - loss
    if weighed.of("question") >= 1.2:
        return "question", 0.5
    if weighed.of("acknowledgement") >= 0.9:
        return "acknowledgement", weighed.of("acknowledgement") * 0.7
    return None


def _resumes(weighed: Weighed) -> bool:
    return any(signal.kind == "delay" and signal.weight <= 1.7 for signal in weighed.signals)


def _after_no(weighed: Weighed) -> bool:
    """A no for this post with a real slot for another: the invitation stands after the no."""
    if not weighed.other_post:
        return False
    last_no = max(
        (signal.sentence for signal in weighed.signals if signal.kind == "rejection" and signal.weight >= 2.4),
        default=-1,
    )
    return any(
        signal.kind == "invitation" and signal.weight >= 2.6 and signal.sentence > last_no
        for signal in weighed.signals
    )
