"""Sending under fire: many letters, four workers, SMTP faults of every kind, and `kill -9` at random instants.

    python -m benchmarks.fire [LETTERS]          (SQLite; PostgreSQL with DATABASE_URL)

Duplicates and losses must be 0, every doubtful letter must be shown as unknown and no other; after the sent folder
was asked, unknown only where it cannot tell.
"""

import logging
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
import uuid
from collections import Counter
from datetime import UTC, datetime, timedelta
from email.parser import BytesHeaderParser

from relance.mail.memory import Fault, Handed
from tests.servers.dovecot import PASSWORD, Dovecot, dovecot
from tests.servers.faulty_smtp import USERNAME, FaultySmtp, faulty_smtp

WORKERS = 4
LONGEST_SECONDS = 420
FAULTS = [
    Fault("connect", "drop"),
    Fault("hello", 451),
    Fault("mail", 451),
    Fault("rcpt", 451),
    Fault("rcpt", 550),
    Fault("rcpt", "drop"),
    Fault("data", 451),
    Fault("data", "drop"),
    Fault("text", "drop"),
    Fault("final", 451),
    Fault("final", 550),
    Fault("final", "drop"),
    Fault("final", "silence"),
]


def main(letters: int = 1000, seed: int = 7) -> int:
    """Run it once and print the counts. Exit status 1 when a promise was broken."""
    logging.getLogger("mail").setLevel(logging.ERROR)
    draw = random.Random(seed)  # noqa: S311 - chance, not secrecy
    with tempfile.TemporaryDirectory() as home, dovecot() as imap, faulty_smtp(auth=True) as smtp:
        os.environ |= {"RELANCE_HOME": home, "RELANCE_POLL_SECONDS": "60", "RELANCE_LOG_LEVEL": "ERROR"}
        user = USERNAME
        fill(letters, user, imap, smtp)
        smtp.choose = lambda _number: draw.choice(FAULTS) if draw.random() < 0.4 else None
        # Half of what is taken is filed by the provider: there, the sent folder can tell.
        smtp.on_accept = lambda handed: file_in_sent(imap, user, handed) if draw.random() < 0.5 else None
        kills = battle(draw)
        smtp.choose = lambda _number: None
        settle()
        return report(letters, kills, smtp, imap, user)


def fill(letters: int, user: str, imap: Dovecot, smtp: FaultySmtp) -> None:
    """One person, one mailbox, and so many cases with an approved thank-you that is due now."""
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "relance.site.settings")
    django.setup()
    from django.core.management import call_command

    from relance.records import models as m
    from relance.records.secrets import seal

    call_command("migrate", verbosity=0)
    now = datetime.now(UTC)  # noqa: TID251 - the edge of the program
    zone = f"Etc/GMT{now.hour - 12:+d}"
    owner = m.Owner.objects.create_user(
        f"fire-{uuid.uuid4()}", name="Samira Benali", playbook="voix-003", tz=zone, region="FR"
    )
    m.Mailbox.objects.create(
        owner=owner,
        address=f"{user}@example.org",
        imap_host="127.0.0.1",
        imap_port=imap.port,
        imap_security="none",
        smtp_host="127.0.0.1",
        smtp_port=smtp.port,
        smtp_security="none",
        username=user,
        secret=seal(PASSWORD),
    )
    organisation = m.Organisation.objects.create(owner=owner, name="Cabinet Delmas")
    for number in range(letters):
        one_letter(m, owner, organisation, zone, number, now)


def one_letter(m: object, owner: object, organisation: object, zone: str, number: int, now: datetime) -> None:
    """A case whose interview ended a day ago, and its letter."""
    from relance.mail.composing import Letter, Mailer, compose, new_message_id

    sender, recipient = f"samira{number}@example.org", f"person{number}@delmas.test"
    token = uuid.uuid4()
    message_id = new_message_id(sender=sender, token=str(token))
    raw, problems = compose(
        Letter(str(token), message_id, Mailer(sender), Mailer(recipient), f"Merci {number}", "Merci.\n", now)
    )
    assert not problems
    ended = now - timedelta(hours=25)
    common = {"owner": owner}
    case = m.Case.objects.create(  # type: ignore[attr-defined]
        **common, organisation=organisation, region="FR", tz=zone, due_at=now
    )
    round_ = m.Round.objects.create(  # type: ignore[attr-defined]
        **common, case=case, starts_at=ended - timedelta(hours=1), ends_at=ended
    )
    person = m.Person.objects.create(**common, name=f"Personne {number}", email=recipient)  # type: ignore[attr-defined]
    m.Participant.objects.create(round=round_, person=person, main_contact=True)  # type: ignore[attr-defined]
    m.Letter.objects.create(  # type: ignore[attr-defined]
        **common,
        case=case,
        round=round_,
        person=person,
        step="thanks",
        state="approved",
        subject=f"Merci {number}",
        body="Merci.\n",
        token=token,
        message_id=message_id,
        raw=raw,
        leave_at=now,
        give_up_at=now + timedelta(days=1),
        approved_at=now,
    )


def file_in_sent(imap: Dovecot, user: str, handed: Handed) -> None:
    """What a provider does that files outgoing mail by itself."""
    with imap.client(user) as client:
        client.append("Sent", handed.raw, flags=[b"\\Seen"])


def battle(draw: random.Random) -> int:
    """Four workers, and a killer. Ends when no letter is due any more. Return the number of kills."""
    from django.db import connection

    from relance.records.models import Letter

    workers = [start() for _ in range(WORKERS)]
    kills, deadline = 0, time.monotonic() + LONGEST_SECONDS
    try:
        while time.monotonic() < deadline:
            time.sleep(draw.uniform(0.5, 4.0))
            connection.close()
            due = Letter.objects.filter(state="approved", leave_at__lte=datetime.now(UTC))  # noqa: TID251
            if not due.exists():
                break
            victim = draw.randrange(WORKERS)
            workers[victim].send_signal(signal.SIGKILL)
            workers[victim].wait()
            workers[victim] = start()
            kills += 1
        time.sleep(6)
    finally:
        for worker in workers:
            worker.kill()
            worker.wait()
    return kills


def start() -> "subprocess.Popen[bytes]":
    """Start one worker."""
    return subprocess.Popen([sys.executable, "-m", "benchmarks.fire_worker"], env=os.environ.copy())


def settle() -> None:
    """A last worker starts, finds what the dead ones left, and asks the sent folder."""
    from relance.actions.doors import RealDoors
    from relance.actions.read_mailbox import read_mailbox
    from relance.records.models import Mailbox
    from relance.worker.loop import Worker

    Mailbox.objects.update(leased_until=None)
    worker = Worker(doors=RealDoors())
    worker.recover()
    mailbox = Mailbox.objects.select_related("owner").get()
    read_mailbox(mailbox=mailbox, clock=worker.clock, worker=worker.name, doors=worker.doors)


def report(letters: int, kills: int, smtp: FaultySmtp, imap: Dovecot, user: str) -> int:
    """Compare what the server took with what the records say."""
    from relance.records.models import Letter, Notice

    taken = Counter(message_id_of(handed.raw) for handed in smtp.accepted)
    with imap.client(user) as client:
        client.select_folder("Sent", readonly=True)
        fetched = client.fetch(client.search(), [b"BODY.PEEK[HEADER]"])
    filed = Counter(message_id_of(parts[b"BODY[HEADER]"]) for parts in fetched.values())
    rows = list(Letter.objects.all())
    states = Counter(letter.state for letter in rows)
    told = set(Notice.objects.filter(code="letter-unknown").values_list("letter_id", flat=True))
    sent_untaken = sum(letter.state == "sent" and not taken[letter.message_id] for letter in rows)
    taken_unshown = sum(
        bool(taken[letter.message_id]) and letter.state not in {"sent", "unknown"} for letter in rows
    )
    found_unsettled = sum(letter.state == "unknown" and bool(filed[letter.message_id]) for letter in rows)
    unknown_untold = sum(letter.state == "unknown" and letter.pk not in told for letter in rows)
    print(f"{letters} letters, {WORKERS} workers, {kills} kills, {smtp.connections} connections: {dict(states)}")
    broken = {
        "duplicates": sum(count - 1 for count in taken.values()),
        "said sent, never taken": sent_untaken,
        "taken, not shown as sent or unknown": taken_unshown,
        "copies filed twice": sum(count - 1 for count in filed.values()),
        "unknown though the sent folder can tell": found_unsettled,
        "unknown and not told": unknown_untold,
        "never settled": states["transmitting"],
    }
    for name, count in broken.items():
        print(f"  {name}: {count}")
    stopped = Counter(letter.because for letter in rows if letter.state == "cancelled")
    print(f"  stopped before leaving: {dict(stopped)}")
    in_doubt = [letter for letter in rows if letter.state == "unknown"]
    print(f"  unknown: {len(in_doubt)}, of which taken: {sum(bool(taken[one.message_id]) for one in in_doubt)}")
    return 1 if any(broken.values()) else 0


def message_id_of(raw: bytes) -> str:
    """The Message-ID of a message."""
    return str(BytesHeaderParser().parsebytes(raw)["Message-ID"]).strip()


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 1000))
