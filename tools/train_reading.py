"""Trains the models of `relance.mail.reading` from the working mails of the tests.

    python -m tools.train_reading     # writes lexicon/model.bin and *.weights; the same mails give the same bytes

First a model of sentences (`learned`), then one of whole mails (`verdict`) and one of dates (`promises`). These two
must learn how far the first may be believed on people it has not read: they are trained on the opinions of models
that had not read the writer.
"""

import sys
import zlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from relance.mail.reading import learned
from relance.mail.reading.promises import ROLES
from relance.mail.reading.shapes import KINDS
from relance.mail.reading.weighing import Weights, packed
from tools import preparing
from tools.annotated import written
from tools.fitting import Example, Model, fit_sentences, fit_weights
from tools.preparing import Prepared

LEXICON = Path(__file__).parent.parent / "src/relance/mail/reading/lexicon"


@dataclass(slots=True)
class Learned:
    """All that was learned."""

    model: Model
    verdict: Weights
    roles: Weights

    def files(self) -> dict[str, bytes]:
        """The files the reading reads, by name."""
        return {
            "model.bin": learned.packed(*self.model),
            "verdict.weights": packed(self.verdict, KINDS).encode(),
            "roles.weights": packed(self.roles, ROLES).encode(),
        }


def train(mails: Sequence[Prepared], extra: Sequence[Example]) -> Learned:
    """All models. Each mail is heard by one that has not read its hand, or its half where one hand wrote all."""
    parts = _parts(Counter(mail.hand for mail in mails if mail.examples))

    def fold(mail: Prepared) -> int:
        if not mail.examples:
            return 2
        return zlib.crc32(mail.id.partition("/")[0].encode()) % 2 if len(parts) == 1 else parts[mail.hand]

    for part in sorted({fold(mail) for mail in mails}):
        others = [one for mail in mails if fold(mail) != part for one in mail.examples]
        model = fit_sentences([*others, *extra])
        for mail in mails:
            if fold(mail) == part:
                mail.hear(model)
    verdict = fit_weights([(mail.evidence(), mail.kind, 1.0) for mail in mails], KINDS)
    roles = fit_weights([case for mail in mails for case in preparing.role_cases(mail, verdict)], ROLES)
    examples = [one for mail in mails for one in mail.examples or preparing.guessed(mail)]
    return Learned(fit_sentences([*examples, *extra]), verdict, roles)


def _parts(hands: Counter[str]) -> dict[str, int]:
    """The hands in two parts of about as many mails, the most prolific first."""
    sizes, found = [0, 0], {}
    for hand, count in hands.most_common():
        found[hand] = sizes.index(min(sizes))
        sizes[found[hand]] += count
    return found


def everything() -> list[Prepared]:
    """All the mails there are to learn from."""
    return [*map(preparing.prepared, written()), *preparing.labelled(), *preparing.earlier()]


def main() -> None:
    """Train and write the files."""
    mails = everything()
    for name, data in train(mails, preparing.single_sentences()).files().items():
        (LEXICON / name).write_bytes(data)
        print(f"{name}: {len(data)} bytes", file=sys.stderr)
    print(f"{len(mails)} mails", file=sys.stderr)


if __name__ == "__main__":
    main()
