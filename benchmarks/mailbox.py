"""The first reading of a big mailbox, whose mail is whose, and how long an answer takes to stop a case.

python -m benchmarks.mailbox [MESSAGES]     (a Dovecot of its own; SQLite, or PostgreSQL with DATABASE_URL)

Limits: 10,000 messages in 90 seconds, memory flat; right 99 %, wrong none; an answer pauses its case in 2 seconds.
"""

import os
import shutil
import sys
import tempfile
import threading
import time
import uuid
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks.made_mailbox import ME, Employer, Made, employers, mails
from tests.servers.dovecot import PASSWORD, Dovecot, dovecot
from tests.servers.parts import is_root

if TYPE_CHECKING:
    from relance.records.models import Case, Mailbox, Owner

MESSAGES = 10_000
MOST_SECONDS, MOST_GROWTH_MB, LEAST_RIGHT, MOST_LAPSE = 90.0, 25.0, 0.99, 2.0


def main(arguments: list[str]) -> int:
    """Print the figures. Exit status 1 when one of them passed its limit."""
    count = int(arguments[0]) if arguments else MESSAGES
    with tempfile.TemporaryDirectory() as home, dovecot() as server:
        os.environ |= {"RELANCE_HOME": home, "DJANGO_SETTINGS_MODULE": "relance.site.settings"}
        os.environ |= {"RELANCE_LOG_LEVEL": "WARNING"}
        import django

        django.setup()
        from django.core.management import call_command

        call_command("migrate", verbosity=0)
        houses = employers()
        owner, cases, letters = records(houses)
        user = server.new_user()
        made = list(mails(houses, count, letters))
        fill(server, user, made)
        mailbox = connected(owner, server, user)
        return max(first_reading(mailbox, server, made, cases), lapses(mailbox, server, user, houses, cases))


def records(houses: list[Employer]) -> "tuple[Owner, list[Case], list[str]]":
    """Sixty cases with a letter of thanks that left. Return the Message-IDs of the letters too."""
    from relance.actions.participants import NewPerson
    from relance.actions.start_case import NewInterview, start_case
    from relance.records.models import Letter, Owner

    owner = Owner.objects.create_user(f"bench-{uuid.uuid4().hex[:8]}", name="Samira Benali", email=ME)
    cases, ids = [], []
    for house in houses:
        people = (NewPerson(house.person, house.address, main_contact=True),)
        interview = NewInterview(house.organisation, house.interview_at, role=house.role, people=people)
        case = start_case(owner=owner, interview=interview, now=house.interview_at)
        token = uuid.uuid4()
        letter = Letter.objects.create(
            owner=owner, case=case, round=case.rounds.get(), person=case.rounds.get().people.get(), step="thanks",
            state="sent", subject=house.subject, body=house.body, token=token, message_id=f"<{token}@example.org>",
            sent_at=house.interview_at + timedelta(days=1),
        )  # fmt: skip
        cases.append(case)
        ids.append(letter.message_id)
    return owner, cases, ids


def fill(server: Dovecot, user: str, made: list[Made]) -> None:
    """Lay the messages into the user's Maildir, as years of mail would have."""
    maildir = server.folder / "home" / user / "Maildir"
    for part in ("cur", "new", "tmp"):
        (maildir / part).mkdir(parents=True)
    for number, mail in enumerate(made):
        file = maildir / "cur" / f"{int(mail.at.timestamp())}.M{number}.bench:2,S"
        file.write_bytes(mail.raw)
        os.utime(file, (mail.at.timestamp(), mail.at.timestamp()))
    if is_root():
        for path in (maildir.parent, *maildir.parent.rglob("*")):
            shutil.chown(path, "nobody", "nogroup")


def connected(owner: "Owner", server: Dovecot, user: str) -> "Mailbox":
    """The owner's mailbox on that server."""
    from relance.records.models import Mailbox
    from relance.records.secrets import seal

    return Mailbox.objects.create(
        owner=owner, address=ME, imap_host="127.0.0.1", imap_port=server.port, imap_security="none",
        smtp_host="127.0.0.1", username=user, secret=seal(PASSWORD),
    )  # fmt: skip


def first_reading(mailbox: "Mailbox", server: Dovecot, made: list[Made], cases: "list[Case]") -> int:
    """Read it all; seconds, memory, and whose mail was whose."""
    from relance.actions.doors import RealDoors
    from relance.actions.read_mailbox import read_mailbox

    assert server.port
    end = made[-1].at + timedelta(minutes=1)
    with sampled() as sizes:
        start = time.perf_counter()
        taken = read_mailbox(mailbox=mailbox, clock=lambda: end, worker="bench", doors=RealDoors())
        seconds = time.perf_counter() - start
    growth = max(sizes) - sizes[len(sizes) // 5]
    print(f"first reading: {len(made):,} messages in {seconds:.1f} s ({seconds / len(made) * 1e3:.1f} ms each)")
    print(f"kept: {taken}; memory: {max(sizes):.0f} MB at most, {growth:+.1f} MB after the first fifth")
    too_slow = seconds > MOST_SECONDS * len(made) / MESSAGES
    return max(int(too_slow or growth > MOST_GROWTH_MB), whose(mailbox, made, cases))


def whose(mailbox: "Mailbox", made: list[Made], cases: "list[Case]") -> int:
    """Compare what was kept with what each mail was made for."""
    from relance.mail.reading import parse
    from relance.records.models import InboundMail

    kept = {row.message_id: row for row in InboundMail.objects.filter(owner=mailbox.owner).defer("raw", "text")}
    tally: Counter[str] = Counter()
    for mail in made:
        row = kept.get(f"<{parse(mail.raw).message_id}>")
        tally[verdict(mail, row, cases)] += 1
    total = sum(tally.values())
    right = tally["right"] / total
    wrong = total - tally["right"] - tally["asked"]
    rest = ", ".join(f"{name} {number}" for name, number in sorted(tally.items()))
    print(f"whose mail: {right:.2%} right, {wrong} wrong, {tally['asked']} asked ({rest})")
    return int(right < LEAST_RIGHT or wrong > 0)


def verdict(mail: Made, row: Any, cases: "list[Case]") -> str:
    """What became of one mail: right, asked, or one of the ways to be wrong."""
    truth = None if mail.case is None else cases[mail.case].pk
    if row is None:
        return "right" if truth is None else "missed"
    if row.case_id is None:
        return "asked" if truth is None or truth in row.likely_cases else "asked about others"
    return "right" if row.case_id == truth else "given to another" if truth else "given to a case"


def lapses(mailbox: "Mailbox", server: Dovecot, user: str, houses: list[Employer], cases: "list[Case]") -> int:
    """From arrival to pause, with IDLE: five answers, one after the other."""
    from django.utils import timezone

    from relance.records.models import Case, InboundMail
    from relance.worker.listening import Listener
    from relance.worker.loop import Worker

    InboundMail.objects.filter(owner=mailbox.owner).update(status="handled")
    Case.objects.filter(owner=mailbox.owner).update(paused_at=None, paused_because="")
    worker = Worker()
    type(mailbox).objects.update(has_idle=True)
    listener = Listener(mailbox_id=mailbox.pk, doors=worker.doors, read=worker.read_one)
    listener.start()
    time.sleep(2)
    measured = [lapse(server, user, houses[number], cases[number], timezone.now()) for number in range(5)]
    listener.stop.set()
    listener.join(10)
    print(f"from arrival to pause: {', '.join(f'{one:.2f}' for one in measured)} s (at most {MOST_LAPSE})")
    return int(max(measured) > MOST_LAPSE)


def lapse(server: Dovecot, user: str, house: Employer, case: "Case", now: datetime) -> float:
    """Seconds until one answer has paused its case."""
    raw = (
        f"From: {house.person} <{house.address}>\r\nTo: {ME}\r\nSubject: Votre candidature\r\n"
        f"Date: {now:%a, %d %b %Y %H:%M:%S +0000}\r\nMessage-ID: <{uuid.uuid4()}@{house.domain}>\r\n\r\n"
        "Bonjour, pouvez-vous me rappeler ?\r\n"
    )
    start = time.perf_counter()
    server.deliver(user, raw.encode())
    while time.perf_counter() - start < 20:
        if type(case).objects.filter(pk=case.pk, paused_at__isnull=False).exists():
            return time.perf_counter() - start
        time.sleep(0.02)
    return 20.0


@contextmanager
def sampled() -> Iterator[list[float]]:
    """Resident size of this process, in MB, five times a second."""
    sizes: list[float] = []
    done = threading.Event()

    def look() -> None:
        while not done.wait(0.2):
            pages = int(Path("/proc/self/statm").read_text().split()[1])
            sizes.append(pages * os.sysconf("SC_PAGE_SIZE") / 2**20)

    watcher = threading.Thread(target=look, daemon=True)
    watcher.start()
    try:
        yield sizes
    finally:
        done.set()
        watcher.join()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
