"""The worker: reads, sends, reminds; killed or doubled, it does nothing twice."""

import os
import time
from collections.abc import Callable
from datetime import time as clock_time
from typing import Any

import pytest
from django.db import OperationalError

from relance.actions.approve_letter import approve_letter
from relance.actions.attend import attend as attend_for_real
from relance.actions.send_morning import ask_for_mornings
from relance.etiquette.problems import Problem
from relance.mail.doors import MailboxError
from relance.mail.memory import MemoryServer
from relance.records.models import Case, InboundMail, Letter, Mailbox, Notice, Owner
from relance.worker import listening as listening_module
from relance.worker import loop
from relance.worker.listening import Listener
from relance.worker.loop import Worker, worker_name, workers_alive
from tests.actions.world import Clock, MemoryDoors, mail, make_case, make_mailbox, make_owner, paris, written


@pytest.fixture
def clock() -> Clock:
    return Clock(paris(24, 11, 30))


@pytest.fixture
def server(clock: Clock) -> MemoryServer:
    return MemoryServer(clock, can_idle=False)


@pytest.fixture
def worker(clock: Clock, server: MemoryServer) -> Worker:
    return Worker(clock=clock, doors=MemoryDoors(server))


@pytest.fixture
def owner() -> Owner:
    return make_owner()


@pytest.fixture
def mailbox(owner: Owner) -> Mailbox:
    return make_mailbox(owner)


def approved(owner: Owner, clock: Clock) -> Letter:
    return approve_letter(letter=written(make_case(owner, now=clock()), now=clock()), now=clock())


@pytest.mark.django_db
@pytest.mark.usefixtures("mailbox")
def test_a_day_of_two_workers_sends_once_and_reminds_once(
    owner: Owner, clock: Clock, server: MemoryServer, worker: Worker
) -> None:
    letter = approved(owner, clock)
    other = Worker(clock=clock, doors=worker.doors)
    for hour in range(24):
        clock.at = paris(24, 11, 30) if hour == 0 else clock.move(hours=1)
        worker.tick()
        other.tick()

    letter.refresh_from_db()
    assert (letter.state, len(server.accepted)) == ("sent", 1)
    assert Notice.objects.filter(code="remind-debrief").count() == 1
    assert letter.sent_at == paris(25, 10, 30)


@pytest.mark.django_db
@pytest.mark.usefixtures("mailbox")
def test_nothing_due_means_no_case_looked_at(owner: Owner, clock: Clock, worker: Worker) -> None:
    make_case(owner, now=clock())
    assert worker.attend() == 1
    assert worker.attend() == 0
    due_at = Case.objects.get().due_at
    assert due_at == paris(25, 10)


@pytest.mark.django_db
@pytest.mark.usefixtures("mailbox")
def test_an_answer_read_by_the_worker_stops_the_case(
    owner: Owner, clock: Clock, server: MemoryServer, worker: Worker
) -> None:
    letter = approved(owner, clock)
    server.deliver(mail(at=clock()))
    worker.tick()

    letter.refresh_from_db()
    assert (letter.state, InboundMail.objects.count()) == ("cancelled", 1)
    assert Case.objects.get().paused_because == "answer-arrived"


@pytest.mark.django_db
def test_a_mailbox_away_for_a_day_is_tried_again_ever_less_often_and_told_once_a_day(
    mailbox: Mailbox, clock: Clock, server: MemoryServer, worker: Worker
) -> None:
    server.away = MailboxError(Problem("imap", "connection_lost", {"host": "h", "port": "993"}), passing=True)
    doors = worker.doors
    assert isinstance(doors, MemoryDoors)
    for _ in range(24 * 60):
        worker.read()
        clock.move(minutes=1)

    assert doors.opened < 110
    assert Notice.objects.filter(code="mailbox-unreadable").count() == 2
    server.away = None
    clock.move(minutes=20)
    worker.read()
    mailbox.refresh_from_db()
    assert (mailbox.failure, mailbox.failing_since) == ("", None)


@pytest.mark.django_db
@pytest.mark.usefixtures("mailbox")
def test_a_claim_of_a_dead_process_becomes_a_doubt_and_of_a_living_one_does_not(
    owner: Owner, clock: Clock, worker: Worker
) -> None:
    letter = approved(owner, clock)
    living, dead = worker_name(), worker_name().replace(f":{os.getpid()}:", ":999999:")
    for name, state in ((living, "transmitting"), (dead, "unknown")):
        Letter.objects.filter(pk=letter.pk).update(state="transmitting", claimed_by=name, claimed_at=clock())
        worker.recover()
        letter.refresh_from_db()
        assert letter.state == state
    assert workers_alive() == frozenset()


@pytest.mark.django_db
def test_a_database_that_does_not_answer_is_waited_for(worker: Worker, monkeypatch: pytest.MonkeyPatch) -> None:
    rounds: list[int] = []

    def tick() -> int:
        rounds.append(len(rounds))
        if len(rounds) == 1:
            raise OperationalError("database is locked")
        worker.stop.set()
        return 0

    monkeypatch.setattr(loop, "PAUSE", 0.01)
    monkeypatch.setattr(worker, "tick", tick)
    worker.run()
    assert rounds == [0, 1]


@pytest.mark.django_db(transaction=True)
def test_a_listener_outlives_a_full_disk(clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    owner = make_owner()
    mailbox = make_mailbox(owner)
    case = make_case(owner, now=clock())
    server = MemoryServer(clock)
    worker = Worker(clock=clock, doors=MemoryDoors(server))
    worker.read_one(mailbox)
    Mailbox.objects.update(has_idle=True)
    tries: list[int] = []

    def read(mailbox: Mailbox) -> bool:
        tries.append(mailbox.pk)
        if len(tries) == 1:
            raise OperationalError("database or disk is full")
        return worker.read_one(mailbox)

    monkeypatch.setattr(listening_module, "AFTER_FAILURE", 0.05)
    with listening(worker, mailbox, server, read=read):
        server.deliver(mail(at=clock()))
        assert until(lambda: Case.objects.filter(pk=case.pk, paused_at__isnull=False).exists(), seconds=4)
    assert len(tries) >= 2


@pytest.mark.django_db(transaction=True)
def test_a_mailbox_that_calls_is_read_within_two_seconds(clock: Clock) -> None:
    owner = make_owner()
    mailbox = make_mailbox(owner)
    case = make_case(owner, now=clock())
    server = MemoryServer(clock)
    worker = Worker(clock=clock, doors=MemoryDoors(server))
    worker.read_one(mailbox)
    Mailbox.objects.update(has_idle=True)
    with listening(worker, mailbox, server):
        time.sleep(0.3)
        server.deliver(mail(at=clock()))
        assert until(lambda: Case.objects.filter(pk=case.pk, paused_at__isnull=False).exists(), seconds=2)


class listening:  # noqa: N801 - reads as a verb after «with»
    """A listener that is stopped at the end."""

    def __init__(
        self,
        worker: Worker,
        mailbox: Mailbox,
        server: MemoryServer,
        read: Callable[[Mailbox], bool] | None = None,
    ) -> None:
        self.server = server
        self.listener = Listener(mailbox_id=mailbox.pk, doors=worker.doors, read=read or worker.read_one)

    def __enter__(self) -> None:
        self.listener.start()

    def __exit__(self, *_: object) -> None:
        self.listener.stop.set()
        with self.server.changed:
            self.server.changed.notify_all()
        self.listener.join(5)


def until(true: Callable[[], bool], *, seconds: float) -> bool:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if true():
            return True
        time.sleep(0.05)
    return False


@pytest.mark.django_db
@pytest.mark.usefixtures("mailbox")
def test_two_workers_send_one_morning_mail_a_day(
    owner: Owner, clock: Clock, server: MemoryServer, worker: Worker
) -> None:
    make_case(owner, now=clock())
    ask_for_mornings(owner=owner, hour=clock_time(7, 30), now=clock())
    other = Worker(clock=clock, doors=worker.doors)
    mornings = []
    for _ in range(48):
        clock.move(minutes=30)
        before = len(server.accepted)
        worker.tick()
        other.tick()
        if len(server.accepted) > before:
            mornings.append((clock(), len(server.accepted) - before))
    assert mornings == [(paris(25, 7, 30), 1)]


@pytest.mark.django_db
@pytest.mark.usefixtures("mailbox")
def test_a_case_that_nobody_foresaw_stops_no_other_and_waits(
    owner: Owner, clock: Clock, server: MemoryServer, worker: Worker, monkeypatch: pytest.MonkeyPatch
) -> None:
    bad = make_case(owner, organisation="Sans suite", now=clock())
    letter = approved(owner, clock)
    clock.at = paris(25, 10, 30)
    seen: list[int] = []

    def attend(*, case: Case, **given: Any) -> None:
        seen.append(case.pk)
        if case.pk == bad.pk:
            raise ValueError(case.pk)
        attend_for_real(case=case, **given)

    monkeypatch.setattr(loop, "attend", attend)
    worker.tick()
    worker.tick()
    letter.refresh_from_db()
    bad.refresh_from_db()
    assert (letter.state, len(server.accepted), seen.count(bad.pk)) == ("sent", 1, 1)
    assert bad.due_at == paris(25, 10, 45)
