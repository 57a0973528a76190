"""The texts the checker's sentence model is taught from, each sentence as the buckets it lights.

They come from several hands: single sentences by what they say (`sentences/`), sentences set in a letter
(`working/said*.yaml`), annotated letters (`written/`), the working half of the labelled letters, and our own
drafts, which are at fault in nothing. The report half is never read.
"""

import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from itertools import product
from pathlib import Path
from typing import Any

import yaml

from relance.letters.checking import Message, read_message
from relance.letters.checking.anatomy import dissect
from relance.letters.checking.codes import CODES
from relance.letters.checking.features import BUCKETS, names_of, tokens_of
from relance.letters.checking.language import language_of
from relance.letters.checking.lapse import told_of_interview
from relance.letters.checking.learned import LABELS, PRESENCE, lit_by
from relance.letters.checking.linear import Linear, bucketed
from relance.letters.checking.mentions import BUCKETS as MENTIONED
from relance.letters.checking.mentions import house_buckets, time_buckets
from relance.letters.checking.organisation import strangers
from relance.letters.checking.text import Letter, Sentence, sentence_of, tokens
from relance.letters.checking.times import stated_in
from relance.letters.drafting import (
    ACTIONS,
    NEWS_PURPOSES,
    Draft,
    Told,
    as_message,
    draft,
    draft_news,
    news_message,
)
from tests.letters.drafting.invented import ENGLISH, FRENCH, leaves, situation

ROOT = Path(__file__).parent.parent
TEXTS = ROOT / "tests/letters/checking"
LABELLED = ROOT / "tests/letters/labelled/working"
_PRESENT = {"new_information": "new", "next_date": "nextdate", "reason_given": "reason", "neutral": ""}
_SAID = {
    "waiting": "waiting-for-answer",
    "competing": "competing-offer",
    "contests": "contests-decision",
    "do_not_reply": "do-not-reply-tone",
    "insistence": "insistence-after-refusal",
    "unlawful": "unlawful-ground",
}
_MARKS = {
    "t": "thanks",
    "s": "specific",
    "i": "interest",
    "a": "availability",
    "n": "new",
    "N": "nextdate",
    "R": "reason",
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


@dataclass
class Written:
    """A letter of another hand: the message, its lines' tags by their place, the absences a judge names."""

    name: str
    message: Message
    spans: list[tuple[int, int, frozenset[str]]] = field(default_factory=list)
    lacks: frozenset[str] = frozenset()


def untagged(line: str) -> tuple[str, frozenset[str]]:
    """A line without the tags at its head, and the tags."""
    tags = re.match(r"\[([^\]]*)\]\s*", line)
    return (
        (line[tags.end() :], frozenset(re.split(r"[\s,]+", tags[1].strip())) - {""})
        if tags
        else (line, frozenset())
    )


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
        if name == "mixed":
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
    for path in sorted((TEXTS / "sentences").glob("mixed.*.txt")):
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


def written(folder: Path = TEXTS / "written") -> list[Written]:
    """The annotated letters of every file of the folder, in order."""
    return [letter for path in sorted(folder.glob("*.txt")) for letter in _letters(path)]


def _letters(path: Path) -> Iterator[Written]:
    blocks = re.split(r"(?m)^(?=## )", path.read_text("utf-8"))
    for number, block in enumerate(blocks[1:], 1):
        yield read_written(block, f"{path.stem}:{number}")


def read_written(block: str, name: str) -> Written:
    """One annotated letter: its head («## followup fr-FR | org=… | …»), its lacks, its lines."""
    head, *lines = [line.strip() for line in block.splitlines() if line.strip()]
    first, *fields = [part.strip() for part in head.removeprefix("##").split("|")]
    purpose, locale = first.split()
    known = {key.strip(): value.strip() for key, _, value in (part.partition("=") for part in fields)}
    lacks: set[str] = set()
    kept: list[tuple[str, frozenset[str]]] = []
    for line in lines:
        if line.startswith("#"):
            found = re.match(r"#\s*lacks\s*:\s*(.*)", line)
            lacks |= {one.strip() for one in found[1].split("(")[0].split(",") if one.strip()} if found else set()
            continue
        kept.append(untagged(line))
    body, spans = _body(kept)
    return Written(name, _message(purpose, locale, known, body, name), spans, frozenset(lacks))


def _body(lines: list[tuple[str, frozenset[str]]]) -> tuple[str, list[tuple[int, int, frozenset[str]]]]:
    """The letter as one would type it, a paragraph every two or three sentences, and where each line is."""
    body, spans = "", []
    for rank, (line, tags) in enumerate(lines):
        alone = rank < 2 or rank >= len(lines) - 2 or "closing" in tags or "closing" in lines[rank - 1][1]
        gap = "" if not rank else "\n" if rank == len(lines) - 1 else "\n\n" if alone or rank % 3 == 0 else " "
        body += gap
        spans.append((len(body), len(body) + len(line), tags))
        body += line
    return body + "\n", spans


def _message(purpose: str, locale: str, known: dict[str, str], body: str, name: str) -> Message:
    to = known.get("to", "")
    who, _, title = to.partition(",")
    civil = re.match(r"(?:(Mme|M\.|M|Mr|Mrs|Ms|Mx|Dr|Me|Pr|Prof)\.?\s+)?(.*)", who.strip())
    sender, _, gender = known.get("from", "").partition(",")
    recruiter = purpose.startswith("recruiter")
    case: dict[str, Any] = {
        "role": known.get("role", ""),
        "organisation": known.get("org", ""),
        "recipient": {
            "name": civil[2] if civil else who,
            "civility": (civil[1] or "") if civil else "",
            "title": title.strip(),
        },
        "tu_offered": known.get("tu") == "yes",
    }
    if recruiter:
        case["sender"] = {"name": sender.strip(), "organisation": known.get("org", "")}
        case["process"] = {"state": known.get("state", "")}
    else:
        case["candidate"] = {"name": sender.strip()}
        if gender.strip() in {"f", "m", "x"}:
            case["candidate"]["gender"] = gender.strip()
    for key, field_name in (("agency", "agency"), ("interview", "interview_date")):
        if known.get(key):
            case[field_name] = known[key]
    if purpose == "after_rejection":
        case["refusal"] = {
            "received_on": known.get("refusal"),
            "reasons": known.get("reasons"),
            "feedback_requested_on": known.get("feedback_asked"),
        }
    if known.get("slots") == "yes":
        case["invitation"] = {"asked_for_slots": True}
    files = [one.strip() for one in known.get("files", "").split(",") if one.strip()]
    message, problems = read_message(
        {
            "id": name,
            "purpose": purpose,
            "locale": locale,
            "case": case,
            "sent_on": known.get("sent"),
            "attachments": files,
            "subject": "Objet",
            "body": body,
        }
    )
    if message is None or problems:
        raise ValueError(name, problems)
    return message


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


def dissected(message: Message) -> Letter:
    """The letter cut up as the checker does."""
    return dissect(message.body, language_of(message.body, "en" if message.locale.startswith("en") else "fr"))


def labelled() -> list[Written]:
    """The working half of the labelled letters, with what each sentence brings by `sentences/letters.txt`."""
    marks = {
        line.split()[0]: line.split()[1:]
        for line in (TEXTS / "sentences/letters.txt").read_text("utf-8").splitlines()
        if line.strip() and not line.startswith("#")
    }
    found = []
    for path in sorted(LABELLED.glob("*.yaml")):
        for entry in yaml.safe_load(path.read_text("utf-8")):
            message, _ = read_message({"id": entry["id"], **entry["message"]})
            if message is not None:
                found.append(_judged(entry, message, marks.get(entry["id"], [])))
    return found


def _judged(entry: dict[str, Any], message: Message, marks: list[str]) -> Written:
    letter = dissected(message)
    inner = [sentence for sentence in letter.sentences if sentence.kind == "body"]
    spans = [
        (sentence.start, sentence.end, frozenset(_MARKS[mark] for mark in mark if mark in _MARKS))
        for sentence, mark in zip(inner, marks, strict=False)
    ]
    spans += [(s.start, s.end, frozenset({"closing"})) for s in letter.sentences if s.kind == "closing"]
    for label in entry["expect"]:
        if label["excerpt"] and (at := message.body.find(label["excerpt"])) >= 0:
            spans.append((at, at + len(label["excerpt"]), frozenset({label["code"]})))
    lacks = frozenset(label["code"] for label in entry["expect"] if not label["excerpt"])
    return Written(entry["id"], message, spans, lacks)


def hand_of(one: Written) -> str:
    """Whose letter it is: what stands before the first hyphen of its file's name."""
    return one.name.split("-")[0] if "-" in one.name else "labelled"


def drafts() -> Iterator[Example]:
    """Sentences of our own drafts, one wording of each case and purpose: no fault is in them."""
    seen: set[str] = set()
    presence = frozenset(range(len(PRESENCE)))
    for message in (*_candidates(), *_recruiters()):
        letter = dissected(message)
        for index, lit in lit_by(message, letter):
            words = letter.sentences[index].flat
            if words not in seen:
                seen.add(words)
                yield Example(lit, frozenset(), presence, 0.3, "drafts")


def _candidates() -> Iterator[Message]:
    cases = [(facts, "fr-FR") for facts in FRENCH.values()] + [(facts, "en-GB") for facts in ENGLISH.values()]
    for turn, (bare, locale) in enumerate(cases):
        for action in (action for action in ACTIONS if action != "inform_competing_offer"):
            facts = situation(bare, action)
            person, on = facts.main_contact, leaves(facts, action)
            found = draft(facts, action, person.id, locale=locale, variant=turn % 3, sent_on=on, allow_plain=True)
            if isinstance(found, Draft):
                message, _ = read_message(
                    as_message(facts, action, person, found, sent_on=on, competing_offer="never")
                )
                if message is not None:
                    yield message


_SENT_ON = date(2026, 12, 2)


def _told(place: int, *, french: bool) -> Told:
    """The news of one process to one of two candidates."""
    return Told(
        candidate=("Samira Benali", "Paul Ott")[place],
        civility=("Mme", "M.")[place] if french else ("Ms", "Mr")[place],
        organisation="Cabinet Delmas",
        role="Juriste droit social" if french else "Legal adviser",
        interview_on=date(2026, 11, 24),
        sender="Claire Dupont",
        reasons=("l’allemand courant, que demandent deux clients",)
        if french
        else ("fluent German, which two clients ask for",),
        next_on=date(2026, 12, 11),
        start_on=date(2027, 1, 4),
        slots=(datetime(2026, 12, 3, 14, 30, tzinfo=UTC), datetime(2026, 12, 4, 9, tzinfo=UTC)),
        place=place,
        crowd=2,
    )


def _recruiters() -> Iterator[Message]:
    for locale, place, turn in product(("fr-FR", "en-GB"), range(2), range(3)):
        for purpose in NEWS_PURPOSES:
            one = _told(place, french=locale == "fr-FR")
            found = draft_news(one, purpose, locale=locale, sent_on=_SENT_ON, variant=turn)
            if isinstance(found, Draft):
                message, _ = read_message(news_message(one, purpose, found, sent_on=_SENT_ON))
                if message is not None:
                    yield message


def examples() -> list[Example]:
    """Every sentence of every hand."""
    found = [*sentences(), *mixed(), *said(), *drafts()]
    for one in (*written(), *labelled()):
        found.extend(of_letter(one, hand_of(one)))
    return found


# ── names and times ──────────────────────────────────────────────────────────────────────────────────────────────

_SIZED = Linear((0,) * MENTIONED, 0.0, (0.0, 0.0))
_HOUSE, _TIME = frozenset({0}), frozenset({1})


def mentioned() -> list[Example]:
    """The names and times of the letters: those that stand for another house, those that place the interview."""
    found: list[Example] = []
    ours = [Written(f"drafts-{number}", message) for number, message in enumerate(_candidates())]
    for one in (*written(), *labelled(), *ours):
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
                found.extend(_named(one, letter, sentence, tags))
                found.extend(_timed(one, letter, sentence, tags))
    return found


def _named(one: Written, letter: Letter, sentence: Sentence, tags: set[str]) -> Iterator[Example]:
    right = _HOUSE if "wrong-organisation" in tags else frozenset[int]()
    if one.message.about.organisation:
        for mention in strangers(one.message, sentence):
            lit = house_buckets(_SIZED, one.message, letter, sentence, mention)
            yield Example(lit, right, _TIME, 1.0, hand_of(one))


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
    for message in (*_candidates(), *_recruiters()):
        yield message.body
    for path in sorted((TEXTS / "sentences").glob("*.*.txt")):
        for line in path.read_text("utf-8").splitlines():
            yield untagged(line.split(" +")[0])[0]
