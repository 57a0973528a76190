"""Trains the two models of `relance.mail.reading` from the working mails of the tests.

    python tools/train_reading.py        # writes lexicon/model.bin and verdict.txt; the same mails, the same bytes

First a model of sentences (`learned`), then one of whole mails (`verdict`). The second must learn how far the first
may be believed on people it has not read, so it is trained on opinions of models that had not seen the writer.
"""

import sys
from pathlib import Path

import training
from annotated import written

from relance.mail.reading import learned, verdict

LEXICON = Path(__file__).parent.parent / "src/relance/mail/reading/lexicon"


def main() -> None:
    mails = [training.prepared(mail) for mail in written()]
    model, weights = training.train(mails, training.old_sentences())
    (LEXICON / "model.bin").write_bytes(learned.packed(*model))
    (LEXICON / "verdict.txt").write_text(verdict.packed(weights), "utf-8")
    print(f"{len(mails)} mails, {len(model[0])} features", file=sys.stderr)


if __name__ == "__main__":
    main()
