"""The checker on the labelled letters: precision, recall, false alarms on both halves, and the time a letter takes.

A finding is right when a label has its code and overlaps its words (or its sentence); a label is met when a finding
does so. `working` may be tuned on, `report` never. Exit status 1 when `report` is under the figures it must reach.

    python -m benchmarks.check [working|report] [--each] [--no-spelling]
"""

import sys
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import yaml

from relance.actions.spelling import machine_speller
from relance.letters.checking import Finding, Message, Speller, check, read_message

LABELLED = Path(__file__).parent.parent / "tests" / "letters" / "labelled"
Label = dict[str, str]
PRECISION, RECALL, ALARMS = 0.95, 0.90, 0.03


def letters(half: str) -> list[dict[str, Any]]:
    """The labelled letters of one half."""
    return [
        one for path in sorted((LABELLED / half).glob("*.yaml")) for one in yaml.safe_load(path.read_text("utf-8"))
    ]


def meets(found: Finding, label: Label, message: Message) -> bool:
    """Whether a finding is what a label asks for: same code, and words of the same place."""
    if found.code != label["code"]:
        return False
    if not label["excerpt"] or not found.excerpt or found.part == "subject":
        return True
    start = message.body.find(label["excerpt"])
    near = start < found.end and found.start < start + len(label["excerpt"])
    between = message.body[min(found.end, start + len(label["excerpt"])) : max(found.start, start)]
    return near or (len(between) < 80 and not any(mark in between for mark in ".!?\n"))


def measure(half: str, speller: Speller | None) -> dict[str, Any]:
    """Counts by code, the clean letters wrongly flagged, and the seconds spent."""
    right, wrong, missed = Counter[str](), Counter[str](), Counter[str]()
    clean = flagged = 0
    seconds = []
    for letter in letters(half):
        message, _ = read_message(letter["message"])
        assert message is not None, letter["id"]
        before = time.perf_counter()
        found = check(message, speller=speller)
        seconds.append(time.perf_counter() - before)
        labels = [one for one in letter["expect"] if speller or one["code"] != "spelling"]
        right.update(one.code for one in found if any(meets(one, label, message) for label in letter["expect"]))
        wrong.update(one.code for one in found if not any(meets(one, label, message) for label in letter["expect"]))
        missed.update(one["code"] for one in labels if not any(meets(f, one, message) for f in found))
        if not letter["expect"]:
            clean += 1
            flagged += any(one.severity != "info" for one in found)
    return {
        "right": right,
        "wrong": wrong,
        "missed": missed,
        "clean": clean,
        "flagged": flagged,
        "seconds": seconds,
    }


def show(half: str, speller: Speller | None, *, each: bool) -> bool:
    """Print the figures of one half; whether they are good enough."""
    result = measure(half, speller)
    right, wrong, missed = (sum(result[key].values()) for key in ("right", "wrong", "missed"))
    seconds = sorted(result["seconds"])
    if not seconds:
        return True
    precision, recall = right / max(1, right + wrong), right / max(1, right + missed)
    alarms = result["flagged"] / max(1, result["clean"])
    mean, median = 1000 * sum(seconds) / len(seconds), 1000 * seconds[len(seconds) // 2]
    print(
        f"check {half} ({len(seconds)} letters, {'with' if speller else 'without'} spelling): "
        f"precision {precision:.3f}, recall {recall:.3f}, clean letters with a false error or warning "
        f"{result['flagged']}/{result['clean']} ({alarms:.1%}), {mean:.1f} ms a letter, median {median:.1f} ms"
    )
    if each:
        for code in sorted({*result["right"], *result["wrong"], *result["missed"]}):
            counts = (result[key][code] for key in ("right", "wrong", "missed"))
            print("  {:26s} right {:3d}  wrong {:3d}  missed {:3d}".format(code, *counts))
    return bool(precision >= PRECISION and recall >= RECALL and alarms <= ALARMS)


def main(args: Sequence[str]) -> int:
    halves = [half for half in ("working", "report") if half in args] or ["working", "report"]
    warm, _ = read_message({"purpose": "thanks", "locale": "fr-FR", "body": "Bonjour,\n\nMerci.\n\nCordialement,"})
    assert warm is not None
    spellers = [None] if "--no-spelling" in args else [None, machine_speller()]
    good = True
    for half in halves:
        for speller in spellers:
            check(warm, speller=speller)
            enough = show(half, speller, each="--each" in args and speller is spellers[-1])
            good = good and (enough or half == "working")
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
