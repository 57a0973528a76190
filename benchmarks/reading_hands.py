"""How well the reading reads a writer it has not learned from.

    python -m benchmarks.reading_hands     # trains on one hand, reads the other through `read`, both ways; minutes

Two people wrote annotated answers without seeing each other's. What is learned from one is tried on the other and
on the working labelled mails: those are the only figures the models are tuned on.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from unittest.mock import patch

from benchmarks.reading import ACROSS, PAGE, Tally, builder, figures, measure, measure_mails
from relance.mail.reading import learned, weighing
from tools import annotated, preparing, train_reading

# A receipt and a stray come from people and from machines, and the annotations do not say from which.
_ANYBODY = frozenset({"acknowledgement", "unrelated"})
DIRECTIONS = (("one", "two"), ("two", "one"), ("one two", "three"), ("one two", "labelled"))


@dataclass(frozen=True)
class Mail:
    """An annotated answer with the labels of a labelled mail."""

    id: str
    hard: bool
    region: str
    tz: str
    expect: dict[str, Any]
    also_right: dict[str, list[Any]]


def as_labelled(mail: annotated.Annotated) -> Mail:
    """The facts of its head as a labelled mail tells them; a receipt and a stray may come from anybody."""
    facts = mail.facts
    expect = {
        "kind": mail.kind,
        "is_human": mail.kind not in {"auto_reply", "bounce"} | _ANYBODY,
        "language": mail.locale[:2],
        "promised_date": facts.get("promised"),
        "reply_deadline": facts.get("deadline"),
        "proposed_slots": [slot.strip() for slot in facts.get("slots", "").split(",") if slot.strip()],
        "feedback_given": facts.get("feedback") == "yes",
        "phone_number": facts.get("phone"),
        "out_of_office_until": facts.get("absent_until"),
    }
    also: dict[str, list[Any]] = {"is_human": [True]} if mail.kind in _ANYBODY else {}
    return Mail(mail.id, mail.hard, mail.region, mail.zone, expect, also)


@contextmanager
def reading_with(found: train_reading.Learned) -> Iterator[None]:
    """Let `read` use what was just learned instead of what ships."""
    files = found.files()
    model = learned.unpacked(files["model.bin"])
    tables = {name: weighing.unpacked(files[f"{name}.weights"].decode()) for name in ("verdict", "roles")}
    with patch.object(learned, "table", lambda: model), patch.object(weighing, "weights_of", tables.__getitem__):
        yield


_KNOWN: dict[tuple[str, ...], train_reading.Learned] = {}


def learned_from(hands: Sequence[str], mails: Sequence[preparing.Prepared]) -> train_reading.Learned:
    """What some hands teach, learned once."""
    if tuple(hands) not in _KNOWN:
        known = [mail for mail in mails if mail.hand in hands]
        _KNOWN[tuple(hands)] = train_reading.train(known, preparing.single_sentences())
    return _KNOWN[tuple(hands)]


def across(hands: Sequence[str], other: str, mails: Sequence[preparing.Prepared]) -> Tally:
    """Learn from some hands, read another."""
    with reading_with(learned_from(hands, mails)):
        if other == "labelled":
            return measure("working", builder())
        unseen = (mail for mail in annotated.written() if mail.hand == other)
        return measure_mails((as_labelled(mail), annotated.render(mail)) for mail in unseen)


def main() -> None:
    mails = [preparing.prepared(mail) for mail in annotated.written()]
    columns = []
    for hands, other in DIRECTIONS:
        tally = across(hands.split(), other, mails)
        columns.append(figures(tally))
        print(f"learned from {hands}, tried on {other}")
        for name, value in columns[-1]:
            print(f"  {name:<42} {value}")
    text = PAGE.read_text("utf-8").partition(ACROSS)[0]
    PAGE.write_text(text + ACROSS + section(columns), "utf-8")


def section(columns: Sequence[Sequence[tuple[str, str]]]) -> str:
    """The last part of docs/reading.md."""
    heads = [f"{' and '.join(hands.split())}, then {other}" for hands, other in DIRECTIONS]
    lines = [
        "",
        "Written by `python -m benchmarks.reading_hands`: learned from some hands only, tried on another, through",
        "`read`. Hand «two» wrote the hardest answers it could; «labelled» is the working half above, on which",
        "rules were tuned. The models are tuned on these figures alone.",
        "",
        f"| | {' | '.join(heads)} |",
        "|---" * (len(heads) + 1) + "|",
    ]
    rows = zip(*columns, strict=True)
    lines += [f"| {row[0][0]} | {' | '.join(value for _, value in row)} |" for row in rows]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    main()
