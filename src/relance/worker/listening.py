"""Listen to a mailbox that calls (IMAP IDLE): an answer is acted upon within seconds."""

import logging
import threading
from collections.abc import Callable

from django.db import DatabaseError, close_old_connections, connections

from relance.actions.doors import Doors
from relance.mail.doors import Cursor, MailboxError
from relance.records.models import FolderCursor, Mailbox

log = logging.getLogger("relance.worker")

#: Under the half hour after which a server may hang up on a silent client (RFC 2177).
LISTENING = 540.0
#: After a failure, the ordinary polling has its turn first.
AFTER_FAILURE = 60.0


class Listener(threading.Thread):
    """Waits for one mailbox and has it read when something arrives. Never raises; ends when `stop` is set."""

    def __init__(self, *, mailbox_id: int, doors: Doors, read: Callable[[Mailbox], bool]) -> None:
        super().__init__(name=f"listener-{mailbox_id}", daemon=True)
        self.mailbox_id = mailbox_id
        self.doors = doors
        self.read = read
        self.stop = threading.Event()

    def run(self) -> None:
        """Listen, read, listen again."""
        try:
            self._listen_until_stopped()
        finally:
            # A thread that ends would leave its connection to the garbage collector.
            connections.close_all()

    def _listen_until_stopped(self) -> None:
        while not self.stop.is_set():
            try:
                mailbox = Mailbox.objects.filter(pk=self.mailbox_id, has_idle=True).select_related("owner").first()
                if mailbox is None:
                    break
                self._listen(mailbox)
            except DatabaseError:
                # A full disk, a base held by another program: what came is still on the server.
                log.warning("mailbox %s: the database does not answer; trying again", self.mailbox_id)
                self.stop.wait(AFTER_FAILURE)
            except MailboxError as error:
                log.info("mailbox %s: stopped listening: %s", self.mailbox_id, error.problem.code)
                self.stop.wait(AFTER_FAILURE)
            finally:
                close_old_connections()

    def _listen(self, mailbox: Mailbox) -> None:
        with self.doors.mailbox(mailbox) as opened:
            inbox = opened.folders().inbox
            while not self.stop.is_set():
                kept = FolderCursor.objects.filter(mailbox=mailbox, folder=inbox).first()
                close_old_connections()
                if kept is None:
                    self.read(mailbox)
                    self.stop.wait(1)
                    continue
                cursor = Cursor(inbox, kept.uidvalidity, kept.last_uid, kept.messages)
                if opened.idle_until(cursor, seconds=LISTENING, should_stop=self.stop.is_set):
                    mailbox.refresh_from_db()
                    self.read(mailbox)
