"""Mutate invitations and mails that carry them: no traceback, no hang, a place and a sentence for each refusal.

    python benchmarks/fuzz_calendars.py [COUNT] [SEED]

Prints how many were read, read in part and refused, the slowest, and exits 1 at the first broken promise.
"""

import random
import sys
import tempfile
import time
import traceback
from pathlib import Path

from relance.calendars.invitations import read_invitation
from relance.wording import LANGUAGES, say
from relance.wording.invitations import INVITATION_PROBLEMS

FILES = Path(__file__).parent.parent / "tests" / "calendars" / "files"
SLOWEST_ALLOWED = 2.0

# What breaks calendar readers: dates out of reach, wrong zones, unpaired marks, rules that never end.
SPITE = [
    b"00010101T000000",
    b"99991231T235959Z",
    b"20261399T996199",
    b"19700101",
    b"20260329T023000",
    b"20261025T023000",
    b"TZID=Nowhere/Atall:",
    b'TZID="',
    b"TZID=../../etc/passwd:",
    b"TZID=Europe:",
    b"RRULE:FREQ=SECONDLY",
    b"RRULE:FREQ=YEARLY;BYMONTH=99",
    b"BEGIN:VEVENT\n",
    b"END:VEVENT\n",
    b"BEGIN:VTIMEZONE\n",
    b"END:VCALENDAR\n",
    b"DURATION:P999999999W\n",
    b"DURATION:-PT1H\n",
    b"DTSTART:\n",
    b"DTSTART;VALUE=DATE:20260230\n",
    b"TZOFFSETTO:+9999\n",
    b"TZOFFSETTO:-2359\n",
    b"SEQUENCE:99999999999999999999\n",
    b'ORGANIZER;CN="a:mailto:\n',
    b"ATTENDEE:::::\n",
    b"\xff\xfe",
    b"\xef\xbb\xbf",
    b"\0",
    b"\r",
    b"\r\n ",
    b"=\n",
    b"<" * 200,
    b"(" * 200,
    b"%" * 50,
    b"Content-Type: text/calendar; charset=base64\n",
    b'Content-Type: multipart/mixed; boundary=""\n',
    b"Content-Transfer-Encoding: uuencode\n",
    b"charset=zip",
    b"charset=utf-7",
    b"=?utf-8?b?!!!?=",
    b"LOCATION:" + b"a" * 5000,
    b"SUMMARY:" + "é".encode() * 3000,
    "\u202e\u2066".encode(),
]


def mutate(raw: bytes, dice: random.Random) -> bytes:
    data = bytearray(raw)
    for _ in range(dice.choice((1, 1, 2, 3, 5, 12))):
        at = dice.randrange(len(data) + 1)
        end = min(len(data), at + dice.choice((1, 1, 4, 20, 200)))
        match dice.randrange(9):
            case 0:
                data[at:end] = b""
            case 1:
                data[at:at] = bytes(dice.randrange(256) for _ in range(dice.choice((1, 3, 12))))
            case 2:
                data[at:at] = dice.choice(SPITE)
            case 3:
                data[at:end] = dice.choice(SPITE)
            case 4:
                data = data[: max(1, at)]
            case 5:
                data[at:at] = data[at:end] * dice.choice((2, 10))
            case 6:
                lines = data.split(b"\n")
                dice.shuffle(lines)
                data = bytearray(b"\n".join(lines))
            case 7:
                data = bytearray(
                    bytes(data).replace(b"\r\n", b"\n").replace(b"\n", dice.choice((b"\r", b"\r\n", b"")))
                )
            case _:
                data = bytearray(bytes(data).swapcase())
        data = data[:200_000] or bytearray(b"B")
    return bytes(data)


def check(raw: bytes) -> str:
    invitation, problems = read_invitation(raw, default_tz="Europe/Paris")
    for problem in problems:
        assert problem.place, problem
        for lang in LANGUAGES:
            sentence = say(INVITATION_PROBLEMS, problem.code, lang, problem.params)
            assert sentence, problem
    if invitation is None:
        assert any(problem.severity == "error" for problem in problems), problems
        return "refused"
    assert invitation.start.utcoffset() is not None
    assert invitation.end.timestamp() > invitation.start.timestamp(), invitation
    assert invitation.start.isoformat()
    return "in part" if problems else "read"


def main() -> int:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 20_000
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else 1
    dice = random.Random(seed)  # noqa: S311 - the same mutations for the same seed
    seeds = [path.read_bytes() for path in sorted(FILES.iterdir())]
    told = {"read": 0, "in part": 0, "refused": 0}
    slowest = 0.0
    begun = time.perf_counter()
    for number in range(count):
        raw = mutate(dice.choice(seeds), dice)
        before = time.perf_counter()
        try:
            told[check(raw)] += 1
        except Exception:  # noqa: BLE001 - any at all is what is looked for
            traceback.print_exc()
            broken = Path(tempfile.gettempdir()) / f"fuzz-{seed}-{number}.ics"
            broken.write_bytes(raw)
            print(f"broken by mutation {number} of seed {seed}: {broken}")
            return 1
        slowest = max(slowest, time.perf_counter() - before)
    spent = time.perf_counter() - begun
    mean = spent / count * 1000
    print(f"{count} mutations, seed {seed}: {told}; slowest {slowest * 1000:.0f} ms, mean {mean:.2f} ms")
    return 0 if slowest < SLOWEST_ALLOWED else 1


if __name__ == "__main__":
    sys.exit(main())
