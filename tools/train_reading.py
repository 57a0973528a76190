"""Trains the two models of `relance.mail.reading` from the working mails of the tests.

    python tools/train_reading.py        # writes lexicon/model.bin and *.weights; the same mails, the same bytes

First a model of sentences (`learned`), then one of whole mails (`verdict`). The second must learn how far the first
may be believed on people it has not read, so it is trained on opinions of models that had not seen the writer.
"""

import sys
from pathlib import Path

import training
from annotated import written

LEXICON = Path(__file__).parent.parent / "src/relance/mail/reading/lexicon"


def main() -> None:
    mails = [training.prepared(mail) for mail in written()]
    found = training.train(mails, training.old_sentences())
    found.save(LEXICON)
    print(f"{len(mails)} mails, {len(found.model[0])} features", file=sys.stderr)


if __name__ == "__main__":
    main()
