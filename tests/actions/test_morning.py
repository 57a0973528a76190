"""The morning mail: off until asked for, only with something to do, once a day at most, told when it fails."""

from datetime import date, datetime, time
from email import message_from_bytes, policy
from email.message import EmailMessage

import pytest

from relance.actions.approve_letter import approve_letter
from relance.actions.read_mailbox import read_mailbox
from relance.actions.refusals import BadInputError
from relance.actions.send_morning import (
    ask_for_mornings,
    next_morning,
    send_morning,
    stop_mornings,
    tell_lost_mornings,
)
from relance.mail.doors import Outcome, Transmitter
from relance.mail.memory import Fault, MemoryServer, MemoryTransmitter
from relance.records.models import Entry, InboundMail, Mailbox, MorningMail, Notice, Owner
from relance.records.queries import due_mornings
from tests.actions.world import DUPONT, PARIS, RICARD, Clock, MemoryDoors, make_case, paris, written


def morning_of(owner: Owner) -> MorningMail:
    return MorningMail.objects.select_related("owner").get(owner=owner)


def asked(owner: Owner, clock: Clock) -> MorningMail:
    return ask_for_mornings(owner=owner, hour=time(7, 30), now=clock())


def send(owner: Owner, clock: Clock, doors: MemoryDoors) -> str:
    return send_morning(morning=morning_of(owner), clock=clock, doors=doors)


def received(server: MemoryServer) -> list[EmailMessage]:
    return [message_from_bytes(handed.raw, policy=policy.default) for handed in server.accepted]


def text_of(message: EmailMessage) -> str:
    return str(message.get_content()).replace("\r\n", "\n")


@pytest.mark.usefixtures("mailbox")
def test_it_says_what_is_to_be_done_today(
    owner: Owner, clock: Clock, server: MemoryServer, doors: MemoryDoors
) -> None:
    make_case(owner, DUPONT, RICARD, now=clock())
    asked(owner, clock)
    clock.at = paris(25, 7, 31)
    assert send(owner, clock, doors) == "sent"
    (message,) = received(server)
    assert [str(message[name]) for name in ("From", "To", "Subject", "Auto-Submitted")] == [
        "Relance <alice@example.org>",
        "Samira Benali <alice@example.org>",
        "Aujourd’hui : 2 choses à faire",
        "auto-generated",
    ]
    assert text_of(message) == (
        "Bonjour Samira,\n\n"
        "• dans la journée : Faire le bilan à chaud (Cabinet Delmas, Juriste droit social)\n"
        "• 10\N{NO-BREAK SPACE}h : Remercier, Claire Dupont et Paul Ricard (Cabinet Delmas, Juriste droit social)"
        "\n\n"
        "Tout est prêt dans Relance. Bonne journée.\n\n"
        "--\n"
        "Vous avez demandé ce message. Il ne vient que les jours où il y a à faire ; pour l’arrêter : Réglages, "
        "«Le mail du matin».\n"
    )


@pytest.mark.usefixtures("mailbox")
def test_it_speaks_english_to_who_does(
    owner: Owner, clock: Clock, server: MemoryServer, doors: MemoryDoors
) -> None:
    Owner.objects.filter(pk=owner.pk).update(language="en")
    make_case(owner, now=clock())
    asked(owner, clock)
    clock.at = paris(25, 7, 31)
    send(owner, clock, doors)
    (message,) = received(server)
    assert str(message["Subject"]) == "Today: 2 things to do"
    assert "• 10\N{NO-BREAK SPACE}am: Say thank you, Claire Dupont (Cabinet Delmas" in text_of(message)


@pytest.mark.usefixtures("mailbox")
def test_nothing_comes_on_a_day_without_anything(
    owner: Owner, clock: Clock, server: MemoryServer, doors: MemoryDoors
) -> None:
    asked(owner, clock)
    clock.at = paris(25, 7, 31)
    assert (send(owner, clock, doors), server.accepted) == ("nothing-to-do", [])
    row = morning_of(owner)
    assert (row.next_at, row.sent_on) == (paris(26, 7, 30), None)


@pytest.mark.usefixtures("mailbox")
def test_what_leaves_by_itself_is_not_to_be_done(owner: Owner, clock: Clock, doors: MemoryDoors) -> None:
    case = make_case(owner, now=clock())
    round_ = case.rounds.get()
    Entry.objects.create(
        owner=owner,
        case=case,
        round=round_,
        kind="done",
        action="debrief",
        happened_at=clock(),
        recorded_at=clock(),
    )
    approve_letter(letter=written(case, now=clock()), now=clock())
    asked(owner, clock)
    clock.at = paris(25, 7, 31)
    assert send(owner, clock, doors) == "nothing-to-do"


@pytest.mark.usefixtures("mailbox")
def test_never_twice_a_day(owner: Owner, clock: Clock, server: MemoryServer, doors: MemoryDoors) -> None:
    make_case(owner, now=clock())
    asked(owner, clock)
    clock.at = paris(25, 7, 31)
    one, other = morning_of(owner), morning_of(owner)
    told = [send_morning(morning=row, clock=clock, doors=doors) for row in (one, other)]
    assert (told, len(server.accepted)) == (["sent", "claimed-elsewhere"], 1)
    # Asked for at another hour of the same day: that day has had its mail.
    ask_for_mornings(owner=owner, hour=time(9), now=clock())
    clock.at = paris(25, 9, 1)
    assert (send(owner, clock, doors), len(server.accepted)) == ("claimed-elsewhere", 1)
    assert morning_of(owner).next_at == paris(26, 9)
    clock.at = paris(26, 9, 1)
    assert (send(owner, clock, doors), len(server.accepted)) == ("sent", 2)
    # Stopped and asked for again: the same.
    stop_mornings(owner=owner)
    assert list(due_mornings(paris(30, 9))) == []
    ask_for_mornings(owner=owner, hour=time(10), now=clock())
    clock.at = paris(26, 10, 1)
    assert (send(owner, clock, doors), len(server.accepted)) == ("claimed-elsewhere", 2)


@pytest.mark.usefixtures("mailbox")
def test_a_machine_that_slept_sends_none_in_the_evening(owner: Owner, clock: Clock, doors: MemoryDoors) -> None:
    make_case(owner, now=clock())
    asked(owner, clock)
    clock.at = paris(25, 18)
    assert (send(owner, clock, doors), morning_of(owner).next_at) == ("nothing-to-do", paris(26, 7, 30))


@pytest.mark.usefixtures("mailbox")
def test_a_server_that_asks_to_wait_is_asked_again_and_then_it_is_told(
    owner: Owner, clock: Clock, server: MemoryServer, doors: MemoryDoors
) -> None:
    make_case(owner, now=clock())
    asked(owner, clock)
    clock.at = paris(25, 7, 30)
    told = []
    while clock() < paris(25, 12):
        if list(due_mornings(clock())):
            server.fault = Fault("mail", 451)
            told.append(send(owner, clock, doors))
        clock.move(minutes=5)
    assert (set(told[:-1]), told[-1], server.accepted) == ({"try-later"}, "morning-failed", [])
    assert [notice.code for notice in Notice.objects.filter(owner=owner)] == ["morning-failed"]
    assert morning_of(owner).next_at == paris(26, 7, 30)


@pytest.mark.usefixtures("mailbox")
def test_a_passing_refusal_is_made_good_the_same_morning(
    owner: Owner, clock: Clock, server: MemoryServer, doors: MemoryDoors
) -> None:
    make_case(owner, now=clock())
    asked(owner, clock)
    clock.at = paris(25, 7, 30)
    server.fault = Fault("mail", 451)
    assert send(owner, clock, doors) == "try-later"
    server.fault = None
    clock.at = paris(25, 7, 46)
    assert (send(owner, clock, doors), len(server.accepted)) == ("sent", 1)
    assert Notice.objects.filter(owner=owner).count() == 0


@pytest.mark.usefixtures("mailbox")
@pytest.mark.parametrize(
    ("fault", "code"),
    [
        (Fault("final", "drop"), "morning-unknown"),
        (Fault("rcpt", 550), "morning-failed"),
        (Fault("auth", 535), "morning-failed"),
    ],
)
def test_what_failed_is_told_on_the_first_page(
    owner: Owner, clock: Clock, server: MemoryServer, doors: MemoryDoors, fault: Fault, code: str
) -> None:
    make_case(owner, now=clock())
    asked(owner, clock)
    clock.at = paris(25, 7, 31)
    server.fault = fault
    assert (send(owner, clock, doors), send(owner, clock, doors)) == (code, "claimed-elsewhere")
    assert [notice.code for notice in Notice.objects.filter(owner=owner)] == [code]
    assert (morning_of(owner).failure, morning_of(owner).next_at) == (code, paris(26, 7, 30))


class Dying(MemoryDoors):
    """A worker killed once the server has the message."""

    def transmitter(self, mailbox: Mailbox) -> Transmitter:
        assert mailbox.address
        return _Dying(self.server)


class _Dying(MemoryTransmitter):
    def transmit(self, *, sender: str, recipient: str, raw: bytes) -> Outcome:
        super().transmit(sender=sender, recipient=recipient, raw=raw)
        raise KeyboardInterrupt


class Stopping(MemoryDoors):
    """The user stops it while it is being handed over."""

    def transmitter(self, mailbox: Mailbox) -> Transmitter:
        stop_mornings(owner=mailbox.owner)
        return super().transmitter(mailbox)


@pytest.mark.usefixtures("mailbox")
def test_a_worker_killed_over_it_leaves_one_mail_and_it_is_told(
    owner: Owner, clock: Clock, server: MemoryServer, doors: MemoryDoors
) -> None:
    make_case(owner, now=clock())
    asked(owner, clock)
    clock.at = paris(25, 7, 31)
    with pytest.raises(KeyboardInterrupt):
        send(owner, clock, Dying(server))
    clock.move(minutes=19)
    assert tell_lost_mornings(now=clock()) == 0
    clock.move(minutes=2)
    assert [tell_lost_mornings(now=clock()) for _ in range(2)] == [1, 0]
    assert (send(owner, clock, doors), len(server.accepted)) == ("claimed-elsewhere", 1)
    assert [(one.code, one.key) for one in Notice.objects.all()] == [
        ("morning-unknown", "morning-unknown:2026-11-25")
    ]
    clock.at = paris(26, 7, 31)
    assert (send(owner, clock, doors), len(server.accepted)) == ("sent", 2)
    clock.move(minutes=30)
    assert (tell_lost_mornings(now=clock()), Notice.objects.count()) == (0, 1)


@pytest.mark.usefixtures("mailbox")
def test_stopped_while_the_server_asks_to_wait_it_stays_stopped(
    owner: Owner, clock: Clock, server: MemoryServer
) -> None:
    make_case(owner, now=clock())
    asked(owner, clock)
    clock.at = paris(25, 7, 31)
    server.fault = Fault("mail", 451)
    assert send(owner, clock, Stopping(server)) == "try-later"
    assert (morning_of(owner).next_at, morning_of(owner).claimed_at) == (None, None)


def test_without_a_mailbox_it_is_told_once(owner: Owner, clock: Clock, doors: MemoryDoors) -> None:
    make_case(owner, now=clock())
    asked(owner, clock)
    clock.at = paris(25, 7, 31)
    assert (send(owner, clock, doors), Notice.objects.get(owner=owner).code) == ("morning-no-mailbox",) * 2


def test_it_comes_back_to_no_case_when_it_is_read(
    owner: Owner, mailbox: Mailbox, clock: Clock, server: MemoryServer, doors: MemoryDoors
) -> None:
    case = make_case(owner, now=clock())
    asked(owner, clock)
    clock.at = paris(25, 7, 31)
    send(owner, clock, doors)
    raw = server.accepted[0].raw
    server.deliver(raw)
    server.deliver(raw, folder="Sent")
    read_mailbox(mailbox=mailbox, clock=clock, worker="w", doors=doors)
    case.refresh_from_db()
    kinds = set(Entry.objects.filter(case=case).values_list("kind", flat=True))
    assert (InboundMail.objects.count(), kinds, case.paused_at) == (0, {"note"}, None)


def test_a_bounce_is_told_and_pauses_no_case(
    owner: Owner, mailbox: Mailbox, clock: Clock, server: MemoryServer, doors: MemoryDoors
) -> None:
    case = make_case(owner, now=clock())
    asked(owner, clock)
    clock.at = paris(25, 7, 31)
    send(owner, clock, doors)
    server.deliver(bounced(server.accepted[0].raw))
    read_mailbox(mailbox=mailbox, clock=clock, worker="w", doors=doors)
    case.refresh_from_db()
    assert case.paused_at is None
    notice = Notice.objects.get(owner=owner)
    assert (notice.code, notice.params) == ("morning-bounced", {"address": "alice@example.org"})


def bounced(raw: bytes) -> bytes:
    head = raw.partition(b"\r\n\r\n")[0].decode()
    lines = [
        "From: MAILER-DAEMON@mx.example.org", "To: alice@example.org", "Subject: Undelivered Mail",
        "Date: Wed, 25 Nov 2026 07:32:00 +0100", "Message-ID: <dsn-1@mx.example.org>", "MIME-Version: 1.0",
        'Content-Type: multipart/report; report-type=delivery-status; boundary="b1"', "",
        "--b1", "Content-Type: text/plain", "", "I could not deliver your message.", "",
        "--b1", "Content-Type: message/delivery-status", "", "Reporting-MTA: dns; mx.example.org", "",
        "Final-Recipient: rfc822; alice@example.org", "Action: failed", "Status: 5.1.1", "",
        "--b1", "Content-Type: text/rfc822-headers", "", head, "", "--b1--", "",
    ]  # fmt: skip
    return "\r\n".join(lines).replace("\r\n\r\n\r\n", "\r\n\r\n").encode()


def test_it_is_off_until_asked_for_and_can_be_stopped(owner: Owner, clock: Clock) -> None:
    assert MorningMail.objects.filter(owner=owner).exists() is False
    asked(owner, clock)
    assert (stop_mornings(owner=owner), stop_mornings(owner=owner)) == (True, False)


@pytest.mark.parametrize("hour", [time(3), time(23), time(12, 1)])
def test_an_hour_of_the_night_is_refused(owner: Owner, clock: Clock, hour: time) -> None:
    with pytest.raises(BadInputError) as told:
        ask_for_mornings(owner=owner, hour=hour, now=clock())
    assert [problem.code for problem in told.value.problems] == ["not_a_morning_hour"]


def test_the_hour_is_the_owners_across_a_change_of_clocks(owner: Owner) -> None:
    before = datetime(2026, 10, 24, 8, tzinfo=PARIS)  # clocks go back the night after
    following = next_morning(owner, time(7, 30), before)
    assert (following, following.utcoffset(), following.date()) == (
        datetime(2026, 10, 25, 7, 30, tzinfo=PARIS), following.utcoffset(), date(2026, 10, 25),
    )  # fmt: skip
    assert (following - before).total_seconds() == 23.5 * 3600
