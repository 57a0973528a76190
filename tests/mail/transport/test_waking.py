"""A message that falls in the instant a wait begins wakes it all the same."""

import time
from datetime import date

import pytest
from imapclient import IMAPClient

from relance.mail.accounts import Security
from relance.mail.doors import Cursor
from relance.mail.imap import ImapMailbox
from tests.servers.dovecot import Dovecot


@pytest.mark.parametrize("security", ["tls", "starttls", "none"])
def test_a_message_that_arrives_as_the_wait_begins_wakes_it(
    dovecot_server: Dovecot, security: Security, monkeypatch: pytest.MonkeyPatch
) -> None:
    user = dovecot_server.new_user()
    begin = IMAPClient.idle

    def arrives_first(client: IMAPClient) -> None:
        dovecot_server.deliver(user, b"Subject: oui\r\n\r\noui\r\n")
        begin(client)

    with ImapMailbox(dovecot_server.account(user, security=security)) as mailbox:
        (batch,) = mailbox.fetch_new("INBOX", None, since=date(2020, 1, 1))
        monkeypatch.setattr(IMAPClient, "idle", arrives_first)
        began = time.monotonic()
        assert mailbox.idle_until(Cursor("INBOX", batch.cursor.uidvalidity, 0, 0), seconds=20)
    assert time.monotonic() - began < 3
