"""The working mails as the models see them: taken apart as `read` does, with what is known of each sentence."""

import importlib.util
import re
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from types import ModuleType

from relance.mail.reading import learned, verdict
from relance.mail.reading.appearance import appearance
from relance.mail.reading.dates import Here
from relance.mail.reading.kinds import Weighed, marks, weigh
from relance.mail.reading.learned import TAGS, Shares
from relance.mail.reading.machines import examine
from relance.mail.reading.parsing import parse
from relance.mail.reading.promises import told_dates
from relance.mail.reading.reading import whereabouts
from relance.mail.reading.sentences import Sentence, plain, sentences
from relance.mail.reading.shapes import KINDS
from relance.mail.reading.weighing import Evidence, Weights, judged
from tools import annotated
from tools.fitting import Example, Model

MAILS = Path(__file__).parent.parent / "tests/mail"
WORKING, LABELLED = MAILS / "reading/working", MAILS / "labelled"
OLD_FILES = {
    "neutral": "", "rejection": "rejection", "process_stopped": "process_stopped", "offer": "offer",
    "invitation": "invitation", "question": "question", "delay": "delay", "acknowledgement": "acknowledgement",
    "unrelated": "unrelated", "absence": "auto_reply", "aside": "other",
}  # fmt: skip
WHAT_KINDS = frozenset(range(11))
ALL_TAGS = frozenset(range(len(TAGS)))
HERE = Here(date(2026, 11, 24))
VARIANTS = 5
_CHOICE = re.compile(r"\{([^{}]*)\}|\[([^\[\]]*)\]")


@dataclass(slots=True)
class Prepared:
    """A mail taken apart once, ready to be shown to any model."""

    id: str
    hand: str
    kind: str
    text: tuple[Sentence, ...]
    lit: list[set[str]]
    subject: set[str]
    weighed: Weighed
    shape: Mapping[str, float]
    here: Here
    examples: list[Example] = field(default_factory=list)
    facts: Mapping[str, str] = field(default_factory=dict)
    tagged: Sequence[frozenset[int] | None] = ()
    heard: tuple[Shares, ...] = ()
    heard_subject: Shares = ()

    def hear(self, model: Model) -> None:
        """Let a model give its opinion."""
        self.heard = tuple(learned.shares(lit, model) for lit in self.lit)
        self.heard_subject = learned.shares(self.subject, model)

    def evidence(self) -> Evidence:
        """What the mail shows, by the opinion it last heard."""
        return verdict.evidence(self.text, self.heard, self.heard_subject, self.weighed, self.shape)


def taken_apart(raw: bytes, region: str | None, tz: str | None, names: tuple[str, str, str]) -> Prepared:
    """A raw message as `read` takes it apart, before any opinion; `names`: its id, its hand, its kind."""
    message = parse(raw)
    text = sentences(message.text)
    here = whereabouts(message, region, tz)
    weighed = weigh(text, here)
    shape = appearance(message, text, here, examine(message, text, here))
    lit = learned.seen(text, marks(text, weighed, here))
    return Prepared(*names, text, lit, learned.subject_seen(message.subject), weighed, shape, here)


def prepared(mail: annotated.Annotated) -> Prepared:
    """An annotated answer, its tags put on the sentences `read` finds."""
    found = taken_apart(annotated.render(mail), mail.region, mail.zone, (mail.id, mail.hand, mail.kind))
    lines = [(plain(line.words), line.tags) for line in mail.lines]
    found.facts = {"promise": mail.facts.get("promised", ""), "deadline": mail.facts.get("deadline", "")}
    found.tagged = [_tags_of(sentence.plain, lines) for sentence in found.text]
    for lit, tags in zip(found.lit, found.tagged, strict=True):
        if tags is not None:
            found.examples.append(Example(frozenset(lit), tags, ALL_TAGS, 1.0, mail.id))
    kind = frozenset({TAGS.index(mail.kind)})
    found.examples.append(Example(frozenset(found.subject), kind, WHAT_KINDS, 0.5, mail.id))
    return found


def _tags_of(words: str, lines: Sequence[tuple[str, frozenset[str]]]) -> frozenset[int] | None:
    for line, tags in lines:
        if words in line or line in words:
            unknown = tags - set(TAGS)
            if unknown:
                message = f"unknown tags {sorted(unknown)} on: {line}"
                raise ValueError(message)
            return frozenset(TAGS.index(tag) for tag in tags)
    return None


def labelled() -> list[Prepared]:
    """The working half of the labelled mails: their kinds are known, not their sentences."""
    maker = module_of(LABELLED / "builder.py")
    found = []
    for mail in maker.load("working"):
        names = (f"labelled-{mail.id}", "labelled", mail.expect["kind"])
        one = taken_apart(maker.render(mail), mail.region, mail.tz, names)
        one.facts = {
            "promise": str(mail.expect["promised_date"] or ""),
            "deadline": str(mail.expect["reply_deadline"] or ""),
        }
        found.append(one)
    return found


def earlier() -> list[Prepared]:
    """The first working mails, kept as YAML: the same."""
    found = []
    for mail in module_of(WORKING.parent / "rendering.py").labelled():
        said = mail.labels
        names = (f"earlier-{mail.id}", "earlier", said["kind"])
        one = taken_apart(mail.raw, said.get("region"), said.get("tz"), names)
        one.facts = {"promise": str(said.get("promised") or ""), "deadline": str(said.get("deadline") or "")}
        found.append(one)
    return found


def module_of(path: Path) -> ModuleType:
    """A module of the tests, which are not packages."""
    name = f"mails_{path.stem}"
    spec = importlib.util.spec_from_file_location(name, path)
    if spec is None or spec.loader is None:
        sys.exit(f"{path} is not there")
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


def variants(line: str) -> Iterator[str]:
    """Some of the sentences a line stands for, spread evenly over its choices."""
    for number in range(VARIANTS):
        turn = iter(range(number, number + 997, 7))

        def choose(found: re.Match[str], turn: Iterator[int] = turn) -> str:
            options = found[1].split("|") if found[1] is not None else ["", found[2]]
            return options[next(turn) % len(options)]

        yield re.sub(r"\s+", " ", _CHOICE.sub(choose, line)).strip()


def single_sentences() -> list[Example]:
    """The sentences of `sentences/` and `reasons.txt`, which have no mail: only their own tag is known."""
    found: list[Example] = []
    for name, tag in OLD_FILES.items():
        tags = frozenset({TAGS.index(tag)}) if tag else frozenset()
        found += _from_file(WORKING / "sentences" / f"{name}.txt", tags, WHAT_KINDS)
    reason = frozenset({TAGS.index("reason")})
    return found + _from_file(WORKING / "reasons.txt", reason, reason)


def _from_file(path: Path, tags: frozenset[int], known: frozenset[int]) -> list[Example]:
    found = []
    lines = [line for line in path.read_text("utf-8").splitlines() if line.strip() and not line.startswith("#")]
    for number, line in enumerate(lines):
        said = sorted(set(variants(line)))
        for one in said:
            text = sentences(one)
            # A sentence alone has no place and no neighbours.
            lit: set[str] = set().union(*learned.seen(text, marks(text, weigh(text, HERE), HERE)))
            own = frozenset(name for name in lit if name[:1] not in "@<>" or name.startswith("< "))
            found.append(Example(own, tags, known, 1.0 / len(said) ** 0.7, f"{path.stem}/{number}"))
    return found


def guessed(mail: Prepared) -> list[Example]:
    """Tags for the sentences of a mail whose kind alone is known, from what others heard in them."""
    said = TAGS.index(mail.kind)
    top = max((shares[said] for shares in mail.heard), default=1.0)
    found = []
    for lit, shares in zip(mail.lit, mail.heard, strict=True):
        says = shares[said] >= min(top, 0.5)
        known = {tag for tag in WHAT_KINDS if tag != said and shares[tag] < 0.4}
        if says or shares[said] < 0.1:
            known.add(said)
        tags = frozenset({said} if says else ())
        found.append(Example(frozenset(lit), tags, frozenset(known), 0.6, mail.id))
    found.append(Example(frozenset(mail.subject), frozenset({said}), WHAT_KINDS, 0.5, mail.id))
    return found


def role_cases(mail: Prepared, weights: Weights) -> Iterator[tuple[Evidence, str, float]]:
    """Each date of a mail, as the mail is read, and whose it is to keep."""
    if mail.kind == "unrelated":
        return
    shares = judged(mail.evidence(), weights, len(KINDS))
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
