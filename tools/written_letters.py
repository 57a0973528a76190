"""The letters of other hands that the checker is taught from and tried on: annotated line by line, or labelled.

    ## followup fr-FR | org=Cabinet Delmas | role=Juriste | to=Mme Claire Dupont | from=Samira Benali, f | …
    # lacks: nothing-new
    Madame,
    [interest] Le poste me tient toujours autant à cœur.

A head, what a fair judge finds missing, then a sentence a line with what it does.
"""

import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import yaml

from relance.letters.checking import Message, read_message
from relance.letters.checking.anatomy import dissect
from relance.letters.checking.language import language_of
from relance.letters.checking.text import Letter

ROOT = Path(__file__).parent.parent
TEXTS = ROOT / "tests/letters/checking"
LABELLED = ROOT / "tests/letters/labelled/working"
_LINKS = {False: (" ; ", ", et ", " et "), True: ("; ", ", and ", " and ")}
_MOST = 3  # sentences run together
_MARKS = {
    "t": "thanks",
    "s": "specific",
    "i": "interest",
    "a": "availability",
    "n": "new",
    "N": "nextdate",
    "R": "reason",
}


@dataclass
class Written:
    """A letter of another hand: the message, its lines' tags by their place, the absences a judge names."""

    name: str
    message: Message
    spans: list[tuple[int, int, frozenset[str]]] = field(default_factory=list)
    lacks: frozenset[str] = frozenset()

    @property
    def english(self) -> bool:
        """Whether it is written in English."""
        return self.message.locale.startswith("en")


def untagged(line: str) -> tuple[str, frozenset[str]]:
    """A line without the tags at its head, and the tags."""
    tags = re.match(r"\[([^\]]*)\]\s*", line)
    return (
        (line[tags.end() :], frozenset(re.split(r"[\s,]+", tags[1].strip())) - {""})
        if tags
        else (line, frozenset())
    )


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
    purpose, locale, known = _head(head)
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


def _head(line: str) -> tuple[str, str, dict[str, str]]:
    """What the head of a letter says: its purpose, its locale, its fields."""
    first, *fields = [part.strip() for part in line.removeprefix("##").split("|")]
    purpose, locale = first.split()
    return (
        purpose,
        locale,
        {key.strip(): value.strip() for key, _, value in (part.partition("=") for part in fields)},
    )


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


def name_drills() -> Iterator[Written]:
    """Single sentences with names (`names/`): a name that stands where the hiring one belongs is between braces."""
    for path in sorted((TEXTS / "names").glob("*.txt")):
        for number, block in enumerate(re.split(r"(?m)^(?=## )", path.read_text("utf-8"))[1:], 1):
            head, *lines = [line.strip() for line in block.splitlines() if line.strip()]
            purpose, locale, known = _head(head)
            for line in lines:
                bare = re.sub(r"[{}]", "", line)
                message = _message(purpose, locale, known, bare + "\n", f"{path.stem}:{number}")
                spans = [
                    (match.start() - 2 * rank, match.end() - 2 * rank - 2, frozenset({"wrong-organisation"}))
                    for rank, match in enumerate(re.finditer(r"\{[^{}]+\}", line))
                ]
                yield Written(f"{path.stem}:{number}", message, spans)


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


def joined(one: Written) -> Written:
    """The letter with its sentences run together, as many people write: each still says what it said."""
    lines = [(one.message.body[start:end], tags) for start, end, tags in one.spans]
    found: list[tuple[str, frozenset[str]]] = lines[:1]
    run = 0
    for line, tags in lines[1:]:
        before, said = found[-1]
        ends = not before.endswith(".") or not line.endswith(".") or "closing" in said | tags
        if run in {0, _MOST} or ends:
            found.append((line, tags))
            run = 1
        else:
            link = _LINKS[one.english][zlib.crc32(line.encode()) % 3]
            opens = line if line.startswith(("I ", "I'", "I’")) else line[0].lower() + line[1:]
            found[-1] = (before[:-1] + link + opens, said | tags)
            run += 1
    body, spans = _body(found)
    return replace(one, message=replace(one.message, body=body), spans=spans)


def hand_of(one: Written) -> str:
    """Whose letter it is: what stands before the first hyphen of its file's name."""
    return one.name.split("-")[0] if "-" in one.name else "labelled"
