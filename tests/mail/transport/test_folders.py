"""Which folder is which, from what servers list."""

from relance.mail.doors import Folders
from relance.mail.folders import special_folders


def test_roles_win_over_names() -> None:
    listed = [
        ((b"\\HasNoChildren",), b"/", "INBOX"),
        ((b"\\HasNoChildren",), b"/", "Sent"),
        ((b"\\HasChildren", b"\\Noselect"), b"/", "[Gmail]"),
        ((b"\\HasNoChildren", b"\\Sent"), b"/", "[Gmail]/Messages envoyés"),
        ((b"\\All", b"\\HasNoChildren"), b"/", "[Gmail]/Tous les messages"),
        ((b"\\Drafts",), b"/", "[Gmail]/Brouillons"),
        ((b"\\Junk",), b"/", "[Gmail]/Spam"),
    ]
    folders = special_folders(listed)
    assert folders == Folders(
        inbox="INBOX",
        sent="[Gmail]/Messages envoyés",
        drafts="[Gmail]/Brouillons",
        junk="[Gmail]/Spam",
        all="[Gmail]/Tous les messages",
    )
    # An answer archived from a telephone is no longer in the inbox there.
    assert folders.incoming == ("[Gmail]/Tous les messages", "[Gmail]/Spam")


def test_names_do_without_roles() -> None:
    listed = [
        ((), b".", "INBOX"),
        ((), b".", "INBOX.Brouillons"),
        ((), b".", "INBOX.OUTBOX"),
        ((), b".", "INBOX.Éléments envoyés"),
        ((), b".", "INBOX.Courrier indésirable"),
        ((), b".", "INBOX.Archives"),
        ((b"\\NoSelect",), b".", "Sent"),
    ]
    assert special_folders(listed) == Folders(
        inbox="INBOX",
        sent="INBOX.Éléments envoyés",
        drafts="INBOX.Brouillons",
        junk="INBOX.Courrier indésirable",
        archive="INBOX.Archives",
    )


def test_an_inbox_alone() -> None:
    folders = special_folders([((), None, "Inbox")])
    assert (folders, folders.incoming) == (Folders(inbox="Inbox"), ("Inbox",))


def test_nothing_listed() -> None:
    assert special_folders([]) == Folders()
