"""The kind of a whole mail, judged from what each sentence seems to say, the rules' signals and the mail's shape.

A small multinomial model trained by `tools/train_reading.py`; its weights are a text file one can read
(`lexicon/verdict.weights`): one line for each piece of evidence, one number for each kind.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from math import log

from relance.mail.reading import weighing
from relance.mail.reading.features import meanings, tokens
from relance.mail.reading.kinds import Weighed, decide
from relance.mail.reading.learned import TAGS, Shares
from relance.mail.reading.sentences import Sentence
from relance.mail.reading.shapes import KINDS, Kind
from relance.mail.reading.weighing import Evidence, judged, logit

_EVERYWHERE = frozenset({"OUR", "YOUR"})
_OPPOSED = (
    ("rejection", "invitation"),
    ("rejection", "offer"),
    ("rejection", "delay"),
    ("rejection", "process_stopped"),
    ("rejection", "acknowledgement"),
    ("process_stopped", "delay"),
    ("process_stopped", "invitation"),
    ("invitation", "question"),
    ("invitation", "delay"),
    ("invitation", "offer"),
    ("offer", "question"),
    ("delay", "acknowledgement"),
    ("delay", "question"),
    ("other", "acknowledgement"),
    ("auto_reply", "acknowledgement"),
)


def evidence(
    text: Sequence[Sentence], heard: Sequence[Shares], subject: Shares, weighed: Weighed, shape: Mapping[str, float]
) -> Evidence:
    """What speaks for one kind or another, each piece between about -1 and 1."""
    found: Evidence = {"bias": 1.0}
    best: dict[str, int] = {}
    for index, tag in enumerate(TAGS):
        column = [shares[index] for shares in heard] or [0.0]
        order = sorted(column, reverse=True)
        best[tag] = column.index(order[0])
        found[f"most {tag}"] = logit(order[0])
        found[f"loud {tag}"] = max(order[0] - 0.5, 0.0) * 2.0
        found[f"second {tag}"] = order[1] if len(order) > 1 else 0.0
        found[f"sum {tag}"] = min(sum(column), 3.0) / 3.0
        found[f"subject {tag}"] = subject[index]
    found |= _ranks(heard)
    for one, two in _OPPOSED:
        both = min(found[f"most {one}"], found[f"most {two}"])
        found[f"{one} and {two}"] = max(both + 0.4, 0.0)
        if both > -0.2:
            found[f"{two} after {one}"] = float(best[two] > best[one])
            found[f"{one} after {two}"] = float(best[one] > best[two])
    for kind, score in weighed.scores.items():
        found[f"rule {kind}"] = min(score, 4.0) / 4.0
    ruled, margin = decide(weighed)
    found[f"ruled {ruled}"] = 0.3 + min(margin, 2.0) / 3.0
    met = Counter(name for sentence in text for name in meanings(tokens(sentence.plain)))
    found |= {f"speaks of {name}": min(count, 2) / 6.0 for name, count in met.items() if name not in _EVERYWHERE}
    found["other post"] = float(weighed.other_post)
    found["length"] = min(log(len(text) + 1) / 3.0, 1.2)
    found["short"] = float(sum(len(sentence.plain) for sentence in text) < 120)
    found["asks"] = min(sum(sentence.asks for sentence in text), 3) / 3.0
    found.update(shape)
    return {name: value for name, value in found.items() if value}


def _ranks(heard: Sequence[Shares]) -> Evidence:
    """Which kind is heard best, how far behind the others are, and how many sentences each has to itself."""
    if not heard:
        return {}
    loudest = [max(column) for column in zip(*heard, strict=True)][: len(KINDS)]
    found = {f"behind {TAGS[at]}": logit(share) - logit(max(loudest)) for at, share in enumerate(loudest)}
    found[f"loudest {TAGS[loudest.index(max(loudest))]}"] = 1.0
    for shares in heard:
        own = shares[: len(KINDS)]
        name = f"leads {TAGS[own.index(max(own))]}"
        found[name] = found.get(name, 0.0) + max(own) / len(heard)
    return found


def judge(found: Evidence) -> tuple[tuple[Kind, float], ...]:
    """The kinds, the likeliest first, with their probabilities."""
    shares = judged(found, weighing.weights_of("verdict"), len(KINDS))
    return tuple(sorted(zip(KINDS, shares, strict=True), key=lambda pair: -pair[1]))


def words_for(
    kind: Kind, text: Sequence[Sentence], heard: Sequence[Shares], weighed: Weighed, *, most: int = 3
) -> tuple[str, ...]:
    """The words that decided, as written: the loudest sentences, narrowed to a rule's words where one spoke."""
    index = TAGS.index(kind)
    loud = sorted(
        (item for item in zip(heard, text, strict=True) if item[0][index] > 0.3), key=lambda item: -item[0][index]
    )
    ruled = {signal.sentence: signal for signal in weighed.signals if signal.kind == kind}
    found = [ruled[item.index].words if item.index in ruled else item.written[:160] for _, item in loud[:most]]
    if not found:
        found = [signal.words for signal in sorted(ruled.values(), key=lambda signal: -signal.weight)]
    return tuple(dict.fromkeys(words.strip() for words in found if words.strip()))[:most]
