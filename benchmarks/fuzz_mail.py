"""Mutated and hostile mails: no traceback, nothing over two seconds.

    python benchmarks/fuzz_mail.py 20000 [seed]

Prints how many were read and the slowest, in time of the processor; fails on the first one that raises. Its seeds
are the working mails.
"""

import importlib.util
import random
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from relance.mail.reading import read

LIMIT = 2.0
HERE = Path(__file__).parent.parent / "tests/mail/reading"
PIECES = (
    b"\r\n\r\n",
    b"\n",
    b"Content-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\n",
    b"Content-Type: text/html; charset=hex\r\n\r\n",
    b"Content-Transfer-Encoding: base64\r\n",
    b"=?utf-8?B?////?=",
    b"=?zz?Q?=E9=?=",
    b"Date: Mon, 32 Foo 99999 25:61:61 +9999\r\n",
    b"\x00\xff\xfe\x80",
    b"<blockquote><div style='display:none'>",
    b"> > > ",
    "le 31/02/2026 à 25h99".encode(),
    "Le 3 déc. 2026 à 10:00, X <a@b> a écrit :".encode(),
    b"-- \r\n",
    b"message/rfc822",
    b"(" * 200,
)


def seeds() -> list[bytes]:
    """Every working mail, raw."""
    spec = importlib.util.spec_from_file_location("rendering", HERE / "rendering.py")
    if spec is None or spec.loader is None:
        sys.exit("the working mails are not there")
    module = importlib.util.module_from_spec(spec)
    sys.modules["rendering"] = module
    spec.loader.exec_module(module)
    return [mail.raw for mail in module.labelled()]


def mutants(count: int, seed: int) -> Iterator[bytes]:
    """`count` mails, each with one to six things broken; the same seed gives the same mails."""
    dice = random.Random(seed)  # noqa: S311 (mutations, not secrets)
    mails = seeds()
    for _ in range(count):
        raw = bytearray(dice.choice(mails))
        for _ in range(dice.randint(1, 6)):
            _break(raw, mails, dice)
        yield bytes(raw)


def _break(raw: bytearray, mails: list[bytes], dice: random.Random) -> None:
    at = dice.randrange(len(raw) + 1)
    match dice.randrange(7):
        case 0:
            del raw[at:]
        case 1:
            del raw[at : at + dice.randint(1, 60)]
        case 2:
            raw[at:at] = dice.choice(PIECES)
        case 3:
            for _ in range(dice.randint(1, 10)):
                if raw:
                    raw[dice.randrange(len(raw))] = dice.randrange(256)
        case 4:
            raw[at:at] = raw[at : at + 200] * dice.randint(1, 20)
        case 5:
            other = dice.choice(mails)
            raw[at:at] = other[dice.randrange(len(other)) :][:500]
        case _:
            raw[at:at] = bytes([dice.randrange(256)]) * dice.randint(1, 3000)


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 20_000
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else 1
    slowest, started = 0.0, time.process_time()
    for number, raw in enumerate(mutants(count, seed)):
        begun = time.process_time()
        try:
            read(raw)
        except Exception:
            path = Path(f"fuzz-{seed}-{number}.eml")
            path.write_bytes(raw)
            print(f"traceback on mutant {number}, kept in {path}")
            raise
        took = time.process_time() - begun
        slowest = max(slowest, took)
        if took > LIMIT:
            Path(f"slow-{seed}-{number}.eml").write_bytes(raw)
            sys.exit(f"mutant {number} took {took:.1f} s")
    total = time.process_time() - started
    print(f"{count} mutants read, none raised; slowest {slowest * 1000:.0f} ms, mean {total / count * 1000:.1f} ms")


if __name__ == "__main__":
    main()
