"""How well the reading reads a writer it has not learned from.

    python -m benchmarks.reading_hands     # trains on all hands but one, reads that one through `read`; minutes

Several people wrote annotated answers without seeing each other's. What the others teach is tried on one of them,
and on the working labelled mails: those are the only figures the models are tuned on.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from unittest.mock import patch

from benchmarks.annotated_mails import to_measure
from benchmarks.reading import ACROSS, PAGE, Tally, builder, figures, measure, measure_mails
from relance.mail.reading import learned, weighing
from tools import annotated, preparing, train_reading

# Each is read by models that learned from all the other hands; «labelled» is never learned from here.
HELD_OUT = ("six", "seven", "eight", "labelled")


@contextmanager
def reading_with(found: train_reading.Learned) -> Iterator[None]:
    """Let `read` use what was just learned instead of what ships."""
    files = found.files()
    model = learned.unpacked(files["model.bin"])
    tables = {name: weighing.unpacked(files[f"{name}.weights"].decode()) for name in ("verdict", "roles")}
    with patch.object(learned, "table", lambda: model), patch.object(weighing, "weights_of", tables.__getitem__):
        yield


def learned_without(hand: str, mails: Sequence[preparing.Prepared]) -> train_reading.Learned:
    """What all the other hands teach."""
    known = [mail for mail in mails if mail.hand != hand]
    return train_reading.train(known, preparing.single_sentences())


def across(hand: str, mails: Sequence[preparing.Prepared]) -> Tally:
    """Learn from the others, read this one."""
    with reading_with(learned_without(hand, mails)):
        if hand == "labelled":
            return measure("working", builder())
        return measure_mails(to_measure(mail for mail in annotated.written() if mail.hand == hand))


def main() -> None:
    mails = [preparing.prepared(mail) for mail in annotated.written()]
    columns = []
    for hand in HELD_OUT:
        columns.append(figures(across(hand, mails)))
        print(f"learned from the others, tried on {hand}")
        for name, value in columns[-1]:
            print(f"  {name:<42} {value}")
    text = PAGE.read_text("utf-8").partition(ACROSS)[0]
    PAGE.write_text(text + ACROSS + section(columns), "utf-8")


def section(columns: Sequence[Sequence[tuple[str, str]]]) -> str:
    """The last part of docs/reading.md."""
    lines = [
        "",
        "Written by `python -m benchmarks.reading_hands`: learned from all hands but one, tried on that one,",
        "through `read`. «labelled» is the working half above, on which rules were tuned. The models are tuned on",
        "these figures alone.",
        "",
        f"| | {' | '.join(HELD_OUT)} |",
        "|---" * (len(HELD_OUT) + 1) + "|",
    ]
    rows = zip(*columns, strict=True)
    lines += [f"| {row[0][0]} | {' | '.join(value for _, value in row)} |" for row in rows]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    main()
