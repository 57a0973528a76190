"""The worker: reads mail, sends what is due, reminds. Several at once are safe.

The promise: one loop that keeps nothing in memory. Everything it decides is decided by actions, from rows; every
row it takes is taken by a conditional update. Killed at any instant, it loses nothing and doubles nothing. A row
that nobody foresaw is logged and put off: it stops no other, and above all not the letters of somebody else.
"""

import logging
import os
import secrets
import socket
import threading
import time
from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta
from typing import TypeVar

from django.conf import settings
from django.db import DatabaseError, InterfaceError, OperationalError, close_old_connections
from django.db.models import Model, Q
from django.utils import timezone

from relance.actions.attend import attend
from relance.actions.doors import Doors, RealDoors
from relance.actions.follow_page import pages_due, read_page
from relance.actions.page_door import HttpPages, PageDoor
from relance.actions.read_mailbox import MailboxBusyError, read_mailbox
from relance.actions.reconcile import recover_claims
from relance.actions.retention import keep_no_longer
from relance.actions.send_morning import send_morning, tell_lost_mornings
from relance.mail.doors import MailboxError
from relance.records import queries
from relance.records.models import Case, Letter, Mailbox
from relance.worker.listening import Listener

log = logging.getLogger("relance.worker")

#: Seconds between two looks at what is due.
PAUSE = 5.0
#: Seconds in which employers' pages may be begun in one round.
BEGUN_WITHIN = 2.0
#: A case or a mailbox that cannot be looked after waits so long before it is tried again.
PUT_OFF = timedelta(minutes=15)

Row = TypeVar("Row", bound=Model)


class Worker:
    """One worker. `clock` and `doors` are given in tests; `stop` ends `run` at its next pause."""

    def __init__(
        self,
        *,
        clock: Callable[[], datetime] = timezone.now,
        doors: Doors | None = None,
        pages: PageDoor | None = None,
    ) -> None:
        self.clock = clock
        self.doors: Doors = doors or RealDoors()
        self.pages: PageDoor = pages or HttpPages()
        self.name = worker_name()
        self.stop = threading.Event()
        self._kept_on: date | None = None
        self._listeners: dict[int, Listener] = {}

    def run(self) -> None:
        """Work until `stop` is set. A database that is away is waited for, never mistaken for «nothing due»."""
        log.info("worker %s starts", self.name)
        while not self.stop.is_set():
            try:
                self.tick()
            except DatabaseError:
                log.exception("the database does not answer; trying again")
            finally:
                close_old_connections()
            self.stop.wait(PAUSE)
        for listener in self._listeners.values():
            listener.stop.set()

    def tick(self) -> int:
        """One round: dead claims, mailboxes whose time has come, cases that are due. Return how many were due."""
        self.recover()
        self.read()
        due = self.attend()
        self.greet()
        self.follow()
        self.keep_no_longer()
        return due

    def recover(self) -> int:
        """Letters whose worker died become «unknown»."""
        return recover_claims(worker=self.name, alive=workers_alive(), now=self.clock())

    def attend(self) -> int:
        """Look after every case that is due."""
        cases = list(queries.due_cases(self.clock()))
        for case in self._failing(
            cases, lambda case: attend(case=case, clock=self.clock, worker=self.name, doors=self.doors)
        ):
            # Those that fail would otherwise be the first due at every round, and keep the others waiting.
            Case.objects.filter(pk=case.pk).update(due_at=self.clock() + PUT_OFF)
        return len(cases)

    def keep_no_longer(self) -> int:
        """Once a day, erase the candidates' files that may not be kept. Doing it twice would do nothing."""
        now = self.clock()
        if self._kept_on == now.date():
            return 0
        self._kept_on = now.date()
        try:
            return keep_no_longer(now=now).erased
        except (OperationalError, InterfaceError):
            self._kept_on = None
            raise
        except Exception:
            log.exception("retention failed; tried again tomorrow")
            return 0

    def follow(self) -> int:
        """Read the employers' pages whose hour has come: ten seconds at most, the others wait for the next round.

        A page may take twice its four seconds, a question and a reading: none is begun once two are over.
        """
        began, read = time.monotonic(), 0
        for page in pages_due(self.clock()):
            if time.monotonic() - began > BEGUN_WITHIN:
                break
            self._failing([page], lambda page: read_page(page=page, now=self.clock(), pages=self.pages))
            read += 1
        return read

    def greet(self) -> int:
        """Send the morning mails whose hour has come; tell of those a dead worker left."""
        tell_lost_mornings(now=self.clock())
        mornings = list(queries.due_mornings(self.clock()))
        self._failing(mornings, lambda one: send_morning(morning=one, clock=self.clock, doors=self.doors))
        return len(mornings)

    def read(self) -> int:
        """Read the mailboxes that were not read for a while, and listen to those that can call."""
        now = self.clock()
        stale = Q(read_at__isnull=True) | Q(read_at__lt=now - timedelta(seconds=settings.POLL_SECONDS))
        waiting = Q(next_read_at__isnull=True) | Q(next_read_at__lte=now)
        rows = list(Mailbox.objects.filter(stale & waiting).select_related("owner"))
        for mailbox in self._failing(rows, self.read_one):
            Mailbox.objects.filter(pk=mailbox.pk).update(next_read_at=self.clock() + PUT_OFF)
        self._listen()
        return len(rows)

    def read_one(self, mailbox: Mailbox) -> bool:
        """Read a mailbox; one that fails is tried again later, less and less often up to a quarter of an hour."""
        try:
            read_mailbox(mailbox=mailbox, clock=self.clock, worker=self.name, doors=self.doors)
        except MailboxBusyError:
            return False
        except MailboxError:
            now = self.clock()
            failing = now - (mailbox.failing_since or now)
            pause = min(timedelta(minutes=15), max(timedelta(seconds=settings.POLL_SECONDS), failing))
            Mailbox.objects.filter(pk=mailbox.pk).update(next_read_at=now + pause)
            return False
        return True

    @staticmethod
    def _failing(rows: Iterable[Row], look_after: Callable[[Row], object]) -> list[Row]:
        """Look after each row; return those that could not be. A database that is away is not a row's fault."""
        failed = []
        for row in rows:
            try:
                look_after(row)
            except (OperationalError, InterfaceError):
                raise
            except Exception:
                log.exception("%s %s could not be looked after", type(row).__name__, row.pk)
                failed.append(row)
        return failed

    def _listen(self) -> None:
        wanted = set(Mailbox.objects.filter(has_idle=True, failure="").values_list("pk", flat=True))
        for pk in list(self._listeners):
            if pk not in wanted or not self._listeners[pk].is_alive():
                self._listeners.pop(pk).stop.set()
        for pk in wanted - set(self._listeners):
            self._listeners[pk] = Listener(mailbox_id=pk, doors=self.doors, read=self.read_one)
            self._listeners[pk].start()


def worker_name() -> str:
    """A name no other worker has: machine, process, and a draw."""
    return f"{socket.gethostname()}:{os.getpid()}:{secrets.token_hex(4)}"[:100]


def workers_alive() -> frozenset[str]:
    """Workers whose claims may still be answered: living processes of this machine, any of another one."""
    here = socket.gethostname()
    names = Letter.objects.filter(state=Letter.State.TRANSMITTING).values_list("claimed_by", flat=True).distinct()
    return frozenset(name for name in names if not name.startswith(f"{here}:") or _lives(name))


def _lives(name: str) -> bool:
    try:
        os.kill(int(name.rsplit(":", 2)[1]), 0)
    except (ProcessLookupError, ValueError, IndexError):
        return False
    except PermissionError:
        return True
    return True
