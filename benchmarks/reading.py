"""How well `relance read` reads: both halves of the labelled mails, as ratios.

    python -m benchmarks.reading     # prints the figures of three sets, writes docs/reading.md

The reading is tuned on the working half only; the figures that count are those of the report half. Of its mails
nothing is printed but their numbers.
"""

import importlib.util
import sys
import time
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Any

from benchmarks.annotated_mails import to_measure
from relance.mail.reading import Reading, read
from relance.mail.reading.shapes import KINDS
from tools import annotated

ROOT = Path(__file__).parent.parent
LABELLED = ROOT / "tests/mail/labelled"
UNSEEN = ROOT / "tests/mail/reading/unseen"
PAGE = ROOT / "docs/reading.md"
DECISIONS = frozenset({"invitation", "offer", "rejection", "delay", "process_stopped", "question"})
ACROSS = "\n## Writers it had not read\n"
BINS = (0.0, 0.5, 0.6, 0.7, 0.8, 0.9, 1.01)


@dataclass
class Tally:
    """What was counted over one half."""

    pairs: Counter[tuple[str, str]] = field(default_factory=Counter)
    hard: Counter[tuple[str, str]] = field(default_factory=Counter)
    right: Counter[str] = field(default_factory=Counter)
    total: Counter[str] = field(default_factory=Counter)
    slots: Counter[str] = field(default_factory=Counter)
    confidence: list[tuple[float, bool]] = field(default_factory=list)
    leave: list[int] = field(default_factory=list)
    worst: list[tuple[float, int, str, str]] = field(default_factory=list)
    seconds: float = 0.0

    def count(self, name: str, *, right: bool) -> None:
        """One more of `name`, right or wrong."""
        self.total[name] += 1
        self.right[name] += right

    def share(self, name: str) -> float:
        """Right over all."""
        return self.right[name] / max(self.total[name], 1)


def builder() -> Any:
    """The module that renders the labelled mails."""
    spec = importlib.util.spec_from_file_location("labelled_builder", LABELLED / "builder.py")
    if spec is None or spec.loader is None:
        sys.exit("the labelled mails are not there")
    module = importlib.util.module_from_spec(spec)
    sys.modules["labelled_builder"] = module
    spec.loader.exec_module(module)
    return module


def macro_f1(pairs: Counter[tuple[str, str]]) -> float:
    """The mean over the kinds of the F1 of each."""
    scores = []
    for kind in {expected for expected, _ in pairs}:
        hit = pairs[kind, kind]
        missed = sum(count for (expected, got), count in pairs.items() if expected == kind != got)
        false = sum(count for (expected, got), count in pairs.items() if got == kind != expected)
        scores.append(2 * hit / max(2 * hit + missed + false, 1))
    return sum(scores) / max(len(scores), 1)


def measure(half: str, maker: Any) -> Tally:
    """Read every mail of a half and compare."""
    return measure_mails((mail, maker.render(mail)) for mail in maker.load(half))


def measure_mails(mails: Iterable[tuple[Any, bytes]]) -> Tally:
    """Read every mail, given with its labels, and compare."""
    tally = Tally()
    for mail, raw in mails:
        begun = time.process_time()
        reading = read(raw, region=mail.region, tz=mail.tz)
        tally.seconds += time.process_time() - begun
        _compare(tally, mail, reading)
    return tally


def _compare(tally: Tally, mail: Any, reading: Reading) -> None:
    expect = mail.expect

    def right(name: str, got: Any) -> bool:
        return got == expect[name] or got in mail.also_right.get(name, [])

    kind = expect["kind"] if right("kind", reading.kind) else reading.kind
    tally.pairs[expect["kind"], kind] += 1
    if mail.hard:
        tally.hard[expect["kind"], kind] += 1
    is_right = kind == expect["kind"]
    tally.count("kind", right=is_right)
    tally.confidence.append((reading.confidence, is_right))
    if not is_right:
        tally.worst.append((reading.confidence, mail.id, expect["kind"], kind))
    tally.count("human or machine", right=right("is_human", reading.is_human))
    tally.count("language", right=right("language", reading.language))
    tally.count("feedback given", right=right("feedback_given", reading.feedback_given))
    tally.count("phone number", right=right("phone_number", reading.phone_number))
    for name, label in (
        ("promised_date", "promised date"),
        ("reply_deadline", "reply deadline"),
        ("out_of_office_until", "away until"),
    ):
        day = getattr(reading, name)
        given = label if expect[name] else f"no {label} invented"
        tally.count(given, right=right(name, day.isoformat() if day else None))
    _compare_slots(tally, mail, reading)
    stops = expect["is_human"] or expect["kind"] in DECISIONS
    if stops and not reading.pauses:
        tally.leave.append(mail.id)


def _compare_slots(tally: Tally, mail: Any, reading: Reading) -> None:
    got = {slot.isoformat(timespec="minutes") for slot in reading.proposed_slots}
    others = mail.also_right.get("proposed_slots", [])
    fair = [set(mail.expect["proposed_slots"]), *(set(other) for other in others)]
    wanted = max(fair, key=lambda slots: len(slots & got) - len(slots ^ got))
    tally.slots.update(hit=len(wanted & got), false=len(got - wanted), missed=len(wanted - got))


def figures(tally: Tally) -> list[tuple[str, str]]:
    """The published figures of one half, as (name, value)."""
    count = tally.total["kind"]
    hit, false, missed = (tally.slots[name] for name in ("hit", "false", "missed"))
    brier = sum((share - right) ** 2 for share, right in tally.confidence) / max(count, 1)
    rows = [
        ("mails", str(count)),
        ("macro-F1 on the kind", f"{macro_f1(tally.pairs):.3f}"),
        ("macro-F1 on its hard half", f"{macro_f1(tally.hard):.3f}"),
    ]
    rows += [(name, f"{tally.share(name):.3f} of {tally.total[name]}") for name in sorted(tally.total)]
    rows += [
        ("slots, precision", f"{hit / max(hit + false, 1):.3f}"),
        ("slots, recall", f"{hit / max(hit + missed, 1):.3f}"),
        ("answers that would let a follow-up leave", str(len(tally.leave))),
        ("Brier score of the confidence", f"{brier:.3f}"),
        ("milliseconds a mail", f"{tally.seconds / max(count, 1) * 1000:.1f}"),
    ]
    return rows


def calibration(tally: Tally) -> list[tuple[str, int, float, float]]:
    """By bin of confidence: how many, the mean confidence, the share that was right."""
    rows = []
    for low, high in pairwise(BINS):
        inside = [(share, right) for share, right in tally.confidence if low <= share < high]
        if inside:
            mean = sum(share for share, _ in inside) / len(inside)
            right_share = sum(right for _, right in inside) / len(inside)
            rows.append((f"{low:.1f} to {min(high, 1.0):.1f}", len(inside), mean, right_share))
    return rows


def page(working: Tally, report: Tally, unseen: Tally) -> str:
    """docs/reading.md."""
    lines = [
        "# How well answers are read",
        "",
        "Written by `python -m benchmarks.reading` (`make bench` runs it). The mails are ours, written one by one",
        "and labelled by somebody who had not read the code (`tests/mail/labelled/README.md`).",
        "The models learn from the working half and from annotated answers by eight other hands",
        "(`tests/mail/reading/working/written`). The report half is only measured; so are the answers of one more",
        "hand (`tests/mail/reading/unseen`), written later, which nobody who builds the reading has opened.",
        "",
        "| | working half | report half | unseen |",
        "|---|---|---|---|",
    ]
    rows = zip(figures(working), figures(report), figures(unseen), strict=True)
    lines += [f"| {one[0]} | {' | '.join(value for _, value in (one, *more))} |" for one, *more in rows]
    lines += ["", "## Taken for (report half)", "", "Rows: what the mail is. Columns: what it was read as.", ""]
    lines += ["| | " + " | ".join(KINDS) + " |", "|---" * (len(KINDS) + 1) + "|"]
    for expected in KINDS:
        counts = (str(report.pairs[expected, got] or "") for got in KINDS)
        lines.append(f"| {expected} | {' | '.join(counts)} |")
    lines += ["", "## Is the confidence to be believed? (report half)", ""]
    lines += ["| confidence | mails | mean | right |", "|---|---|---|---|"]
    lines += [f"| {name} | {count} | {mean:.2f} | {good:.2f} |" for name, count, mean, good in calibration(report)]
    lines += ["", "## The ten worst mistakes (report half)", "", "The surest of the wrong readings.", ""]
    lines += ["| mail | is | read as | confidence |", "|---|---|---|---|"]
    surest = sorted(report.worst, reverse=True)[:10]
    lines += [f"| {number} | {kind} | {got} | {share:.2f} |" for share, number, kind, got in surest]
    return "\n".join(lines) + "\n" + across()


def across() -> str:
    """The last part of the page, which `benchmarks.reading_hands` writes."""
    return ACROSS + PAGE.read_text("utf-8").partition(ACROSS)[2]


def main() -> None:
    maker = builder()
    tallies = {half: measure(half, maker) for half in ("working", "report")}
    tallies["unseen"] = measure_mails(to_measure(annotated.written(UNSEEN)))
    for half, tally in tallies.items():
        print(half)
        for name, value in figures(tally):
            print(f"  {name:<42} {value}")
    PAGE.write_text(page(**tallies), "utf-8")


if __name__ == "__main__":
    main()
