"""The texts the checker's sentence model is taught from, each sentence as the buckets it lights.

They come from several hands: single sentences by what they say (`sentences/`), sentences set in a letter
(`working/said*.yaml`), annotated letters (`written/`), the working half of the labelled letters, and our own
drafts, which are at fault in nothing. The report half is never read.
"""

import zlib
from collections.abc import Iterator
from dataclasses import dataclass

import yaml

from relance.letters.checking.codes import CODES
from relance.letters.checking.features import BUCKETS, names_of, tokens_of
from relance.letters.checking.lapse import told_of_interview
from relance.letters.checking.learned import LABELS, PRESENCE, lit_by
from relance.letters.checking.linear import Linear, bucketed
from relance.letters.checking.mentions import BUCKETS as MENTIONED
from relance.letters.checking.mentions import house_buckets, time_buckets
from relance.letters.checking.organisation import strangers
from relance.letters.checking.text import Letter, Sentence, sentence_of, tokens
from relance.letters.checking.times import stated_in
from tools import our_letters
from tools.written_letters import (
    TEXTS,
    Written,
    dissected,
    hand_of,
    joined,
    labelled,
    name_drills,
    untagged,
    written,
)

_PRESENT = {"new_information": "new", "next_date": "nextdate", "reason_given": "reason", "neutral": ""}
_SAID = {
    "waiting": "waiting-for-answer",
    "competing": "competing-offer",
    "contests": "contests-decision",
    "do_not_reply": "do-not-reply-tone",
    "insistence": "insistence-after-refusal",
    "unlawful": "unlawful-ground",
}
# Two faults that one sentence often carries together: the name of one says nothing against the other.
_NEAR = (
    {"reproach", "waiting-for-answer", "pressure", "anger", "contests-decision", "insistence-after-refusal"},
    {"competing-offer", "pressure"},
    {"self-deprecation", "excuse-or-flattery"},
    {"unlawful-ground", "reason"},
    {"insistence-after-refusal", "availability", "interest"},
    {"false-hope", "nextdate"},
    {"competing-offer", "new"},
    {"attachment-missing", "new"},
)


@dataclass(frozen=True)
class Example:
    """A sentence as buckets: the labels it carries, those that nobody judged, what it weighs, whose hand it is."""

    lit: list[int]
    labels: frozenset[int]
    unknown: frozenset[int]
    weight: float
    hand: str


def label_of(name: str) -> str:
    """The label or code a file or a mark of `sentences/` stands for."""
    return _PRESENT.get(name, _SAID.get(name, name.replace("_", "-")))


def _example(
    line: str, language: str, labels: set[str], hand: str, *, weight: float = 1.0, where: str = ""
) -> Example:
    sentence = sentence_of(tokens(line), language, "closing" if labels == {"closing"} else "body")
    turn = zlib.crc32(line.encode())
    place = ("first", "second", "inside", "inside", "last")[turn % 5]
    lit = bucketed(names_of(tokens_of(sentence, line, {}), sentence.kind, where, place), BUCKETS)
    return Example(lit, _indexes(labels), _indexes(_unknown(labels)), weight, hand)


def _indexes(labels: set[str]) -> frozenset[int]:
    return frozenset(LABELS.index(label) for label in labels if label in LABELS)


def _unknown(labels: set[str]) -> set[str]:
    near = {one for group in _NEAR if group & labels for one in group}
    faulty = labels - set(PRESENCE)
    return (near | {"feedback"} | ({"specific", "new"} if faulty else set())) - labels


def _where(label: str, turn: int) -> str:
    """A message the label may be found on, chosen by the sentence itself."""
    if label in CODES:
        choices: list[str] = sorted(set(CODES[label].where) - {"inform", "note", "voicemail", "recruiter_other"})
    else:
        choices = {
            "reason": ["recruiter_refusal"],
            "nextdate": ["recruiter_news"],
            "feedback": ["after_rejection"],
            "thanks": ["thanks", "thanks", "reply_invite", "withdraw", "after_rejection"],
        }.get(label, ["thanks", "followup"])
    return choices[turn % len(choices)]


def sentences() -> Iterator[Example]:
    """The single sentences, with their innocent twins."""
    for path in sorted((TEXTS / "sentences").glob("*.*.txt")):
        name, language, _ = path.name.split(".")
        if name.startswith("mixed"):
            continue
        twin = name.endswith("_not")
        label = label_of(name.removesuffix("_not"))
        for line in path.read_text("utf-8").splitlines():
            text, *more = line.split(" +")
            if text.strip():
                labels = {label_of(one.strip()) for one in more} | (set() if twin else {label})
                where = _where(label, zlib.crc32(text.encode()))
                yield _example(text.strip(), language, labels, "sentences", weight=0.5, where=where)


def mixed() -> Iterator[Example]:
    """Sentences each with its own tags at its head, faults and innocent ones in turn."""
    for path in sorted((TEXTS / "sentences").glob("mixed*.txt")):
        for line in path.read_text("utf-8").splitlines():
            text, labels = untagged(line.strip())
            if text:
                where = _where(min(labels, default="thanks"), zlib.crc32(text.encode()))
                one = _example(text, path.name.split(".")[1], set(labels), "mixed", where=where)
                unsure = frozenset() if labels & set(PRESENCE) else frozenset(range(len(PRESENCE)))
                yield Example(one.lit, one.labels, one.unknown | unsure, one.weight, one.hand)


_LACKED = {"no-reason": "reason", "no-next-date": "nextdate"}
_HOSTS = {
    "refusal": "recruiter_refusal",
    "bare": "recruiter_refusal",
    "news": "recruiter_news",
    "dated": "recruiter_news",
}


def said() -> Iterator[Example]:
    """The sentences set in letters: faulty ones, and innocent ones. A sentence without a reason brings none."""
    for path in sorted((TEXTS / "working").glob("*.yaml")):
        for group in yaml.safe_load(path.read_text("utf-8")):
            if "innocent" not in group:
                continue
            language = group.get("lang", path.stem[5:7])
            letter = group.get("letter", group.get("purpose"))
            code = group["code"]
            brought = _LACKED.get(code)
            for key, labels in (
                ("faulty", set() if brought else {code}),
                ("innocent", {brought} if brought else set()),
            ):
                for line in group.get(key, ()):
                    where = _HOSTS.get(letter, letter)
                    one = _example(line, language, set(labels), "sentences", weight=0.5, where=where)
                    unsure = _indexes(set(PRESENCE) - {brought}) - one.labels
                    yield Example(one.lit, one.labels, one.unknown | unsure, one.weight, one.hand)


# ── whole letters ────────────────────────────────────────────────────────────────────────────────────────────────


def of_letter(one: Written, hand: str, *, weight: float = 1.0) -> Iterator[Example]:
    """The sentences of a letter, each with the tags of the line it is of."""
    letter = dissected(one.message)
    for index, lit in lit_by(one.message, letter):
        sentence = letter.sentences[index]
        tags = {
            tag for start, end, tags in one.spans if start < sentence.end and sentence.start < end for tag in tags
        }
        unknown = {"attachment-missing"} if one.message.attachments else set()
        unknown |= {"feedback"} if hand == "labelled" else set()
        yield Example(lit, _indexes(tags), _indexes(unknown - tags), weight, hand)


def drafts() -> Iterator[Example]:
    """Sentences of our own drafts, one wording of each case and purpose: no fault is in them."""
    seen: set[str] = set()
    presence = frozenset(range(len(PRESENCE)))
    for message in (*our_letters.candidates(), *our_letters.recruiters()):
        letter = dissected(message)
        for index, lit in lit_by(message, letter):
            words = letter.sentences[index].flat
            if words not in seen:
                seen.add(words)
                yield Example(lit, frozenset(), presence, 0.3, "drafts")


def examples() -> list[Example]:
    """Every sentence of every hand."""
    found = [*sentences(), *mixed(), *said(), *drafts()]
    for one in (*written(), *labelled()):
        found.extend(of_letter(one, hand_of(one)))
    for one in written():
        found.extend(of_letter(joined(one), hand_of(one), weight=0.5))
    return found


# ── names and times ──────────────────────────────────────────────────────────────────────────────────────────────

_SIZED = Linear((0,) * MENTIONED, 0.0, (0.0, 0.0))
_HOUSE, _TIME = frozenset({0}), frozenset({1})


def mentioned() -> list[Example]:
    """The names and times of the letters: those that stand for another house, those that place the interview."""
    found: list[Example] = []
    ours = [Written(f"drafts-{number}", message) for number, message in enumerate(our_letters.candidates())]
    for one in (*written(), *labelled(), *ours, *name_drills()):
        letter = dissected(one.message)
        if letter.language == "other" or one.message.by_recruiter:
            continue
        for sentence in letter.sentences:
            if sentence.kind != "greeting":
                tags = {
                    tag
                    for start, end, tags in one.spans
                    if start < sentence.end and sentence.start < end
                    for tag in tags
                }
                found.extend(_named(one, letter, sentence))
                found.extend(_timed(one, letter, sentence, tags))
    return found


def _named(one: Written, letter: Letter, sentence: Sentence) -> Iterator[Example]:
    wrong = [(start, end) for start, end, tags in one.spans if "wrong-organisation" in tags]
    hand = hand_of(one)
    # Two in five of the drilled names are wrong, against one in ten of the letters': they must not set the tone.
    weight = 0.15 if hand == "names" else 1.0
    if one.message.about.organisation:
        for mention in strangers(one.message, sentence):
            right = any(start < mention.end and mention.start < end for start, end in wrong)
            lit = house_buckets(_SIZED, one.message, letter, sentence, mention)
            yield Example(lit, _HOUSE if right else frozenset(), _TIME, weight, hand)


def _timed(one: Written, letter: Letter, sentence: Sentence, tags: set[str]) -> Iterator[Example]:
    """A time that is false and let pass is not the interview's; a true one is, where a pattern says so."""
    on, sent = one.message.about.interview_date, one.message.sent_on
    if on is None or sent is None:
        return
    strict = one.message.where not in {"thanks", "followup"}
    for stated in stated_in(sentence, letter.language):
        true = stated.holds(on, sent)
        said = told_of_interview(sentence, stated, letter.language, strict=strict)
        if true and not said:
            continue
        right = _TIME if true or "untrue-lapse" in tags else frozenset[int]()
        lit = time_buckets(_SIZED, one.message, sentence, stated.start, stated.end, stated.kind)
        yield Example(lit, right, _HOUSE, 0.5 if true else 1.0, hand_of(one))


def plain_texts() -> Iterator[str]:
    """Every letter and every single sentence, as it is written."""
    for one in (*written(), *labelled()):
        yield one.message.body
    for message in (*our_letters.candidates(), *our_letters.recruiters()):
        yield message.body
    for path in sorted((TEXTS / "sentences").glob("*.*.txt")):
        for line in path.read_text("utf-8").splitlines():
            yield untagged(line.split(" +")[0])[0]
