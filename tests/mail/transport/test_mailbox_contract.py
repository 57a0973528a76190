"""Reading a mailbox: the same promises from the fake and from a real Dovecot."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta

import pytest

from relance.mail.doors import Batch, Cursor, FolderEmptiedError, Folders, Mailbox, MailboxError
from tests.servers.worlds import ARRIVED, World

MakeLetter = Callable[..., bytes]
LONG_AGO = date(2020, 1, 1)


@contextmanager
def opened(world: World) -> Iterator[Mailbox]:
    mailbox = world.open()
    try:
        yield mailbox
    finally:
        mailbox.close()


def read(mailbox: Mailbox, cursor: Cursor | None = None, folder: str = "INBOX") -> tuple[list[bytes], Cursor]:
    batches = list(mailbox.fetch_new(folder, cursor, since=LONG_AGO))
    return [one.raw for batch in batches for one in batch.messages], batches[-1].cursor


def ends(raws: list[bytes], letters: list[bytes]) -> bool:
    """Whether these are those letters: a delivery puts its own headers before them."""
    return len(raws) == len(letters) and all(
        raw.endswith(letter) for raw, letter in zip(raws, letters, strict=True)
    )


def test_the_folders_are_found(world: World) -> None:
    with opened(world) as mailbox:
        assert mailbox.folders() == Folders(inbox="INBOX", sent="Sent", drafts="Drafts", junk="Junk")
        assert mailbox.folders().incoming == ("INBOX", "Junk")
        assert mailbox.can_idle


def test_each_message_is_read_once(world: World, letter: MakeLetter) -> None:
    world.deliver(letter("1"))
    with opened(world) as mailbox:
        first, cursor = read(mailbox)
        assert ends(first, [letter("1")])
        assert read(mailbox, cursor) == ([], cursor)
        world.deliver(letter("2"))
        second, later = read(mailbox, cursor)
        assert ends(second, [letter("2")])
        assert (later.last_uid, later.count) == (cursor.last_uid + 1, 2)


def test_reading_leaves_no_trace(world: World, letter: MakeLetter) -> None:
    world.put("INBOX", letter("1"))
    with opened(world) as mailbox:
        _, cursor = read(mailbox)
        mailbox.find_letter("INBOX", message_id="<1@example.org>", letter_id="", since=LONG_AGO)
        mailbox.idle_until(cursor, seconds=0.1)
    assert world.contents("INBOX") == [(letter("1"), frozenset())]


def test_the_first_reading_begins_where_it_is_told(world: World, letter: MakeLetter) -> None:
    world.put("INBOX", letter("1"), at=ARRIVED - timedelta(days=30))
    world.put("INBOX", letter("2"))
    with opened(world) as mailbox:
        batches = list(mailbox.fetch_new("INBOX", None, since=ARRIVED.date()))
        assert [one.raw for batch in batches for one in batch.messages] == [letter("2")]
        # What was too old is not read the next time either.
        assert read(mailbox, batches[-1].cursor)[0] == []


def test_a_reading_of_nothing_still_gives_a_cursor(world: World, letter: MakeLetter) -> None:
    world.put("INBOX", letter("1"), at=ARRIVED - timedelta(days=30))
    with opened(world) as mailbox:
        batches = list(mailbox.fetch_new("INBOX", None, since=ARRIVED.date()))
        assert [batch.messages for batch in batches] == [()]
        assert (batches[0].cursor.last_uid, batches[0].cursor.count) == (1, 1)


def test_many_messages_come_in_order_and_in_batches(world: World, letter: MakeLetter) -> None:
    letters = [letter(str(number)) for number in range(120)]
    world.put("INBOX", *letters)
    with opened(world) as mailbox:
        batches = list(mailbox.fetch_new("INBOX", None, since=LONG_AGO))
        assert [len(batch.messages) for batch in batches] == [50, 50, 20, 0]
        assert [one.raw for batch in batches for one in batch.messages] == letters
        assert [one.arrived_at for one in batches[0].messages[:1]] == [ARRIVED]


def test_a_reading_cut_short_goes_on_where_it_stopped(world: World, letter: MakeLetter) -> None:
    world.put("INBOX", *(letter(str(number)) for number in range(60)))
    with opened(world) as mailbox:
        first: Batch = next(iter(mailbox.fetch_new("INBOX", None, since=LONG_AGO)))
    with opened(world) as mailbox:
        rest, _ = read(mailbox, first.cursor)
    assert (len(first.messages), rest) == (50, [letter(str(number)) for number in range(50, 60)])


def test_a_draft_is_never_an_answer(world: World, letter: MakeLetter) -> None:
    world.put("INBOX", letter("1"), flags=(b"\\Draft",))
    world.put("INBOX", letter("2"))
    with opened(world) as mailbox:
        assert read(mailbox)[0] == [letter("2")]


def test_numbered_anew_the_folder_is_read_again_but_for_what_is_known(world: World, letter: MakeLetter) -> None:
    world.put("INBOX", letter("1"))
    with opened(world) as mailbox:
        _, cursor = read(mailbox)
    world.renew_uidvalidity()
    world.put("INBOX", letter("2"))
    with opened(world) as mailbox:
        known = {"<1@example.org>"}
        batches = list(mailbox.fetch_new("INBOX", cursor, since=LONG_AGO, known=known.__contains__))
        assert [one.raw for batch in batches for one in batch.messages] == [letter("2")]
        assert {batch.reread for batch in batches} == {True}
        assert batches[-1].cursor.uidvalidity != cursor.uidvalidity
        assert read(mailbox, batches[-1].cursor)[0] == []


def test_a_folder_suddenly_empty_is_an_error(world: World, letter: MakeLetter) -> None:
    world.put("INBOX", letter("1"))
    with opened(world) as mailbox:
        _, cursor = read(mailbox)
    world.empty("INBOX")
    with opened(world) as mailbox:
        with pytest.raises(FolderEmptiedError) as caught:
            read(mailbox, cursor)
        assert (caught.value.problem.code, caught.value.passing) == ("folder_emptied", False)
        assert caught.value.problem.params == {"folder": "INBOX", "count": "1"}
        # The user says that this is as it should be: the next answer is read.
        kept = caught.value.cursor
        world.put("INBOX", letter("2"))
        assert read(mailbox, kept)[0] == [letter("2")]


def test_a_folder_always_empty_is_no_error(world: World) -> None:
    with opened(world) as mailbox:
        raws, cursor = read(mailbox)
        assert (raws, cursor.count) == ([], 0)
        assert read(mailbox, cursor)[0] == []


def test_a_folder_that_is_not_there_is_an_error(world: World) -> None:
    with opened(world) as mailbox:
        with pytest.raises(MailboxError) as caught:
            read(mailbox, folder="Nowhere")
        assert caught.value.problem.code == "folder_missing"


def test_a_wait_ends_within_a_second_of_an_arrival(world: World, letter: MakeLetter) -> None:
    with opened(world) as mailbox:
        _, cursor = read(mailbox)
        delivered: list[float] = []

        def deliver() -> None:
            delivered.append(time.monotonic())
            world.deliver(letter("1"))

        timer = threading.Timer(0.3, deliver)
        timer.start()
        woken = mailbox.idle_until(cursor, seconds=10)
        ended = time.monotonic()
        timer.join()
        assert woken
        assert ended - delivered[0] < 1
        assert ends(read(mailbox, cursor)[0], [letter("1")])


def test_a_wait_ends_when_time_is_up(world: World) -> None:
    with opened(world) as mailbox:
        _, cursor = read(mailbox)
        began = time.monotonic()
        assert not mailbox.idle_until(cursor, seconds=0.4)
        assert 0.3 < time.monotonic() - began < 2


def test_a_wait_ends_at_once_for_what_came_before_it(world: World, letter: MakeLetter) -> None:
    with opened(world) as mailbox:
        _, cursor = read(mailbox)
        world.deliver(letter("1"))
        began = time.monotonic()
        assert mailbox.idle_until(cursor, seconds=10)
        assert time.monotonic() - began < 1


def test_a_wait_can_be_stopped(world: World) -> None:
    with opened(world) as mailbox:
        _, cursor = read(mailbox)
        began = time.monotonic()
        assert not mailbox.idle_until(cursor, seconds=10, should_stop=lambda: time.monotonic() - began > 0.2)
        assert time.monotonic() - began < 2


def test_a_letter_is_found_by_its_id_or_by_our_header(world: World, letter: MakeLetter) -> None:
    world.put("Sent", letter("1"))
    world.put("Sent", letter("2", message_id="<rewritten@provider.example.com>"))
    with opened(world) as mailbox:

        def found(message_id: str, letter_id: str) -> str | None:
            hit = mailbox.find_letter("Sent", message_id=message_id, letter_id=letter_id, since=LONG_AGO)
            return hit.message_id if hit else None

        assert found("<1@example.org>", "no-such-letter") == "<1@example.org>"
        # Some providers put an id of their own: that is the one answers will name.
        assert found("<2@example.org>", "letter-2") == "<rewritten@provider.example.com>"
        assert found("<3@example.org>", "letter-3") is None
        assert found("<@example.org>", "letter") is None


def test_a_sent_letter_is_filed_exactly_once(world: World, letter: MakeLetter) -> None:
    with opened(world) as mailbox:

        def file() -> str:
            return mailbox.append_sent(letter("1"), message_id="<1@example.org>", letter_id="letter-1", at=ARRIVED)

        assert [file(), file()] == ["filed", "already_there"]
    assert world.contents("Sent") == [(letter("1"), frozenset({b"\\Seen"}))]


def test_without_a_sent_folder_nothing_is_filed(bare_world: World, letter: MakeLetter) -> None:
    with opened(bare_world) as mailbox:
        assert mailbox.folders().sent is None
        filed = mailbox.append_sent(letter("1"), message_id="<1@example.org>", letter_id="letter-1", at=ARRIVED)
        assert filed == "no_sent_folder"


def test_without_idle_the_server_is_asked(
    bare_world: World, letter: MakeLetter, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("relance.mail.imap.POLL_SECONDS", 0.2)
    with opened(bare_world) as mailbox:
        assert not mailbox.can_idle
        _, cursor = read(mailbox)
        assert not mailbox.idle_until(cursor, seconds=0.3)
        bare_world.deliver(letter("1"))
        assert mailbox.idle_until(cursor, seconds=5)
