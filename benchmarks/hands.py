"""The checker on letters of hands it has not learned from: train on the others, check this one's letters, count.

What a new reader will see is predicted here. Absences are compared with what the judge of each letter names,
faults by the line they are found on.

    python -m benchmarks.hands [HAND…] [--each] [--shipped]
    python -m benchmarks.hands --unseen     # the shipped models on `unseen/`, which nobody learns from or tunes on
"""

import sys
from collections import Counter
from collections.abc import Sequence
from unittest.mock import patch

from relance.letters.checking import check, learned, linear, mentions
from relance.letters.checking.codes import CODES
from relance.letters.checking.features import BUCKETS
from relance.letters.checking.linear import packed, unpacked
from tools.checking_texts import examples, mentioned
from tools.train_checking import train
from tools.written_letters import TEXTS, Written, hand_of, labelled, written

# What the annotated letters say nothing of: neither asked for nor counted.
UNSAID = {
    "too-long",
    "same-text",
    "foreign-region-word",
    "no-subject",
    "closing-mismatch",
    "wrong-gender-agreement",
}
Place = tuple[str, int]


def wanted(one: Written) -> set[Place]:
    """Each code with the line it is on; absences have none."""
    found = {
        (tag, rank)
        for rank, (_, _, tags) in enumerate(one.spans)
        for tag in tags
        if tag in CODES and tag not in UNSAID
    }
    return found | {(code, -1) for code in one.lacks - UNSAID}


def told(one: Written) -> set[Place]:
    """What the checker finds, in the same shape."""
    found = set()
    for finding in check(one.message):
        rank = -1
        if finding.excerpt and finding.part == "body":
            lines = [
                number
                for number, (start, end, _) in enumerate(one.spans)
                if start < finding.end and finding.start < end
            ]
            right = [number for number in lines if finding.code in one.spans[number][2]]
            rank = (right or lines or [-2])[0]
        if finding.code not in UNSAID:
            found.add((finding.code, rank))
    return found


def measure(hand: str, letters: list[Written], *, each: bool) -> tuple[int, int, int, int, int]:
    right, wrong, missed = Counter[str](), Counter[str](), Counter[str]()
    clean = flagged = 0
    for one in letters:
        asked, found = wanted(one), told(one)
        right.update(code for code, _ in asked & found)
        wrong.update(code for code, _ in found - asked)
        missed.update(code for code, _ in asked - found)
        if each:
            show(one, asked, found)
        if not asked:
            clean += 1
            flagged += any(CODES[code].severity != "info" for code, _ in found)
    counts = (right.total(), wrong.total(), missed.total(), clean, flagged)
    print(f"{hand} ({len(letters)} letters): {figures(*counts)}")
    for code in sorted({*right, *wrong, *missed}):
        print(f"  {code:26s} right {right[code]:3d}  wrong {wrong[code]:3d}  missed {missed[code]:3d}")
    return counts


def figures(right: int, wrong: int, missed: int, clean: int, flagged: int) -> str:
    return (
        f"precision {right / max(1, right + wrong):.3f}, recall {right / max(1, right + missed):.3f}, "
        f"clean letters with a false error or warning {flagged}/{clean}"
    )


def show(one: Written, asked: set[Place], found: set[Place]) -> None:
    """The letter's differences, with their words."""
    for sign, places in (("WRONG", found - asked), ("MISSED", asked - found)):
        for code, rank in sorted(places):
            words = one.message.body[slice(*one.spans[rank][:2])] if rank >= 0 else ""
            print(f"    {sign:6s} {one.name} {one.message.where} {code}: {words}")


def main(args: Sequence[str]) -> int:
    if "--unseen" in args:
        measure("unseen", written(TEXTS / "unseen"), each=False)
        return 0
    letters = [*written(), *labelled()]
    hands = [arg for arg in args if not arg.startswith("-")] or sorted({hand_of(one) for one in letters})
    data, named = (examples(), mentioned()) if "--shipped" not in args else ([], [])
    totals = [0, 0, 0, 0, 0]
    for hand in hands:
        known = {learned.MODEL: linear.shipped(learned.MODEL), mentions.MODEL: linear.shipped(mentions.MODEL)}
        if data:
            kept, names = ([one for one in some if one.hand != hand] for some in (data, named))
            known[learned.MODEL] = unpacked(packed(*train(kept, len(learned.LABELS), BUCKETS)))
            known[mentions.MODEL] = unpacked(packed(*train(names, len(mentions.LABELS), mentions.BUCKETS)))
        with (
            patch.object(learned, "shipped", known.__getitem__),
            patch.object(mentions, "shipped", known.__getitem__),
        ):
            counts = measure(hand, [one for one in letters if hand_of(one) == hand], each="--each" in args)
        if hand != "labelled":
            totals = [one + more for one, more in zip(totals, counts, strict=True)]
    print(f"together, the labelled ones apart: {figures(*totals)}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
