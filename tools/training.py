"""How the reading learns: sentences first, then whole mails, in pure Python and always with the same result."""

import re
import zlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from math import exp
from pathlib import Path
from typing import TypeAlias

import annotated

from relance.mail.reading import learned, verdict
from relance.mail.reading.appearance import appearance
from relance.mail.reading.dates import Here
from relance.mail.reading.kinds import marks, weigh
from relance.mail.reading.learned import TAGS, Shares
from relance.mail.reading.machines import examine
from relance.mail.reading.parsing import parse
from relance.mail.reading.promises import ROLES, told_dates
from relance.mail.reading.reading import whereabouts
from relance.mail.reading.sentences import Sentence, plain, sentences
from relance.mail.reading.shapes import KINDS
from relance.mail.reading.weighing import Evidence, Weights, judged, packed

WORKING = Path(__file__).parent.parent / "tests/mail/reading/working"
OLD_KINDS = ("neutral", "rejection", "process_stopped", "offer", "invitation", "question", "delay", "acknowledgement")
OLD_KINDS += ("unrelated", "absence", "aside")
OLD_NAMES = {"absence": "auto_reply", "aside": "other"}
WHAT_KINDS = frozenset(range(11))
HERE = Here(date(2026, 11, 24))
Model: TypeAlias = tuple[dict[int, list[int]], float]

VARIANTS, ROUNDS, RATE, DECAY, LEAST = 5, 8, 0.5, 2e-5, 2
MAIL_ROUNDS, MAIL_RATE, MAIL_DECAY = 60, 0.15, 2e-3
_CHOICE = re.compile(r"\{([^{}]*)\}|\[([^\[\]]*)\]")


@dataclass(frozen=True, slots=True)
class Example:
    """What a sentence shows, the tags it has, and those it is known to have or not."""

    lit: frozenset[str]
    tags: frozenset[int]
    known: frozenset[int]
    weight: float = 1.0
    source: str = ""


@dataclass(slots=True)
class Prepared:
    """A mail taken apart once, ready to be shown to any model."""

    id: str
    hand: str
    kind: str
    text: tuple[Sentence, ...]
    lit: list[set[str]]
    subject: set[str]
    examples: list[Example]
    weighed: object
    shape: Mapping[str, float]
    here: Here
    facts: Mapping[str, str] = field(default_factory=dict)
    tagged: Sequence[frozenset[int] | None] = ()
    weight: float = 1.0
    heard: tuple[Shares, ...] = field(default=())
    heard_subject: Shares = ()


def prepared(mail: annotated.Annotated) -> Prepared:
    """An annotated answer as `read` would take it apart, its tags put on the sentences `read` finds."""
    raw = annotated.render(mail)
    found = taken_apart(raw, mail.region, mail.zone, mail.id, mail.hand, mail.kind)
    lines = [(plain(line.words), line.tags) for line in mail.lines]
    found.facts = {"promise": mail.facts.get("promised", ""), "deadline": mail.facts.get("deadline", "")}
    found.tagged = [_tags_of(sentence.plain, lines) for sentence in found.text]
    for lit, tags in zip(found.lit, found.tagged, strict=True):
        if tags is not None:
            found.examples.append(Example(frozenset(lit), tags, frozenset(range(len(TAGS))), 1.0, mail.id))
    kind = frozenset({TAGS.index(mail.kind)})
    found.examples.append(Example(frozenset(found.subject), kind, WHAT_KINDS, 0.5, mail.id))
    return found


def taken_apart(raw: bytes, region: str | None, tz: str | None, number: str, hand: str, kind: str) -> Prepared:
    """A raw message as `read` takes it apart, before any opinion."""
    message = parse(raw)
    text = sentences(message.text)
    here = whereabouts(message, region, tz)
    weighed = weigh(text, here)
    lit = learned.seen(text, marks(text, weighed, here))
    subject = learned.subject_seen(message.subject)
    return Prepared(number, hand, kind, text, lit, subject, [], weighed, appearance(message, text, here, examine(message, text, here)), here)


def _tags_of(words: str, lines: Sequence[tuple[str, frozenset[str]]]) -> frozenset[int] | None:
    for line, tags in lines:
        if words in line or line in words:
            unknown = tags - set(TAGS)
            if unknown:
                message = f"unknown tags {sorted(unknown)} on: {line}"
                raise ValueError(message)
            return frozenset(TAGS.index(tag) for tag in tags)
    return None


def variants(line: str) -> Iterator[str]:
    """Some of the sentences a line stands for, spread evenly over its choices."""
    for number in range(VARIANTS):
        turn = iter(range(number, number + 997, 7))

        def choose(found: re.Match[str], turn: Iterator[int] = turn) -> str:
            options = found[1].split("|") if found[1] is not None else ["", found[2]]
            return options[next(turn) % len(options)]

        yield re.sub(r"\s+", " ", _CHOICE.sub(choose, line)).strip()


def old_sentences() -> list[Example]:
    """The single sentences of `sentences/` and `reasons.txt`: only their own kind is known of them."""
    found: list[Example] = []
    for kind in OLD_KINDS:
        name = OLD_NAMES.get(kind, kind)
        tags = frozenset() if kind == "neutral" else frozenset({TAGS.index(name)})
        found += _from_file(WORKING / "sentences" / f"{kind}.txt", tags, WHAT_KINDS)
    reason = frozenset({TAGS.index("reason")})
    return found + _from_file(WORKING / "reasons.txt", reason, reason)


def _from_file(path: Path, tags: frozenset[int], known: frozenset[int]) -> list[Example]:
    found = []
    lines = [line for line in path.read_text("utf-8").splitlines() if line.strip() and not line.startswith("#")]
    for number, line in enumerate(lines):
        said = sorted(set(variants(line)))
        for one in said:
            text = sentences(one)
            weighed = weigh(text, HERE)
            lit = frozenset().union(*learned.seen(text, marks(text, weighed, HERE))) if text else frozenset()
            lit = frozenset(name for name in lit if name[:1] not in "@<>" or name.startswith("< "))
            found.append(Example(lit, tags, known, 1.0 / len(said) ** 0.7, f"{path.stem}/{number}"))
    return found


def train_sentences(examples: Sequence[Example]) -> Model:
    """One yes-or-no logistic regression for each tag, by gradient steps that shrink where they were taken (Adagrad)."""
    kept = _frequent(examples)
    data = [
        (sorted({learned.key(name) for name in one.lit if name in kept}), one.tags, one.known, one.weight)
        for one in examples
    ]
    width = range(len(TAGS))
    weights: dict[int, list[float]] = {}
    past: dict[int, list[float]] = {}
    for keys, *_ in data:
        for at in keys:
            if at not in weights:
                weights[at] = [0.0] * len(TAGS)
                past[at] = [1e-6] * len(TAGS)
    order = sorted(range(len(data)), key=lambda index: zlib.crc32(b"%d" % index))
    for _ in range(ROUNDS):
        for index in order:
            keys, tags, known, weight = data[index]
            if not keys:
                continue
            norm = len(keys) ** -0.5
            rows = [weights[at] for at in keys]
            totals = [sum(column) * norm for column in zip(*rows, strict=True)]
            slopes = []
            for tag in width:
                if tag not in known:
                    continue
                share = 1.0 / (1.0 + exp(-max(min(totals[tag], 30.0), -30.0)))
                slope = weight * (share - (tag in tags)) * norm
                if abs(slope) > 0.002 * norm:
                    slopes.append((tag, slope, slope * slope))
            if not slopes:
                continue
            for row, at in zip(rows, keys, strict=True):
                steps = past[at]
                for tag, slope, square in slopes:
                    steps[tag] += square
                    row[tag] -= RATE * (slope + DECAY * row[tag]) / steps[tag] ** 0.5
    return _rounded(weights)


def _frequent(examples: Sequence[Example]) -> set[str]:
    """What is seen in at least two lines or mails: the rest cannot be told from chance."""
    sources: dict[str, str] = {}
    kept: set[str] = set()
    for one in examples:
        for name in one.lit:
            if sources.setdefault(name, one.source) != one.source:
                kept.add(name)
    return kept


def _rounded(weights: Mapping[int, Sequence[float]]) -> Model:
    scale = max((abs(value) for row in weights.values() for value in row), default=1.0) / 127
    rows = {at: [round(value / scale) for value in row] for at, row in weights.items()}
    return {at: row for at, row in rows.items() if any(abs(value) > 1 for value in row)}, round(scale, 6)


def hear(mail: Prepared, model: Model) -> None:
    """Let a model give its opinion of a mail."""
    mail.heard = tuple(learned.shares(lit, model) for lit in mail.lit)
    mail.heard_subject = learned.shares(mail.subject, model)


def evidence(mail: Prepared) -> Evidence:
    """What the mail shows, by the opinions it last heard."""
    return verdict.evidence(mail.text, mail.heard, mail.heard_subject, mail.weighed, mail.shape)


def train_weights(cases: Sequence[tuple[Evidence, str, float]], answers: Sequence[str], decay: float) -> Weights:
    """A multinomial logistic regression on named evidence."""
    weights: dict[str, list[float]] = {name: [0.0] * len(answers) for found, _, _ in cases for name in found}
    past = {name: [1e-6] * len(answers) for name in weights}
    order = sorted(range(len(cases)), key=lambda index: zlib.crc32(b"%d" % index))
    for _ in range(MAIL_ROUNDS):
        for index in order:
            found, answer, weight = cases[index]
            shares = judged(found, weights, len(answers))
            slopes = [weight * (share - (name == answer)) for name, share in zip(answers, shares, strict=True)]
            for name, value in found.items():
                row, steps = weights[name], past[name]
                for at, slope in enumerate(slopes):
                    step = slope * value + decay * row[at]
                    steps[at] += step * step
                    row[at] -= MAIL_RATE * step / steps[at] ** 0.5
    return weights


def role_cases(mail: Prepared, weights: Weights) -> Iterator[tuple[Evidence, str, float]]:
    """Each date of a mail, as the mail is read, and whose it is to keep."""
    if mail.kind == "unrelated":
        return
    shares = judged(evidence(mail), weights, len(KINDS))
    kind = KINDS[max(range(len(KINDS)), key=shares.__getitem__)]
    told = told_dates(mail.text, mail.here, kind, mail.heard)
    in_sentence = Counter(one.sentence for one in told)
    for one in told:
        tags = mail.tagged[one.sentence] if mail.tagged else None
        role = "none"
        for name in ("promise", "deadline"):
            fact = mail.facts.get(name)
            alone = tags is not None and TAGS.index(name) in tags and in_sentence[one.sentence] == 1
            if fact and (one.day.isoformat() == fact or alone):
                role = name
        yield one.shows, role, 1.0


@dataclass(slots=True)
class Learned:
    """All that was learned."""

    model: Model
    verdict: Weights
    roles: Weights

    def save(self, folder: Path) -> None:
        """Write the files the reading reads."""
        (folder / "model.bin").write_bytes(learned.packed(*self.model))
        (folder / "verdict.weights").write_text(packed(self.verdict, KINDS), "utf-8")
        (folder / "roles.weights").write_text(packed(self.roles, ROLES), "utf-8")


def train(mails: Sequence[Prepared], extra: Sequence[Example]) -> Learned:
    """All models. Each mail is heard by a model that has not read its hand, or its half when there is one hand."""
    lone = len({mail.hand for mail in mails if mail.examples}) < 2

    def fold(mail: Prepared) -> str:
        return str(zlib.crc32(mail.id.partition("/")[0].encode()) % 2) if lone else mail.hand

    for part in sorted({fold(mail) for mail in mails}):
        others = [one for mail in mails if fold(mail) != part for one in mail.examples]
        model = train_sentences([*others, *extra])
        for mail in mails:
            if fold(mail) == part:
                hear(mail, model)
    weights = train_weights([(evidence(mail), mail.kind, mail.weight) for mail in mails], KINDS, MAIL_DECAY)
    roles = train_weights([case for mail in mails for case in role_cases(mail, weights)], ROLES, MAIL_DECAY)
    return Learned(train_sentences([one for mail in mails for one in mail.examples] + list(extra)), weights, roles)
