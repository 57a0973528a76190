"""Folders: which of a mailbox's folders is Sent, Drafts and so on, by role or by the usual names."""

from collections.abc import Iterable, Sequence

from relance.mail.doors import Folders

# (flags, delimiter, name), as IMAP's LIST gives them.
Listed = tuple[Sequence[bytes], bytes | None, str]

_FLAGS = {"sent": b"\\sent", "drafts": b"\\drafts", "junk": b"\\junk", "archive": b"\\archive", "all": b"\\all"}

# The first name that exists wins. Lower case, compared without the parent folder.
_NAMES = {
    "sent": (
        "sent",
        "sent items",
        "sent messages",
        "sent mail",
        "envoyés",
        "envoyes",
        "messages envoyés",
        "éléments envoyés",
        "elements envoyes",
        "courrier envoyé",
        "courriers envoyés",
        "objets envoyés",
        "gesendet",
        "gesendete objekte",
        "gesendete elemente",
        "enviados",
        "posta inviata",
        "outbox",  # what some French providers call the letters that left
    ),
    "drafts": ("drafts", "draft", "brouillons", "brouillon", "entwürfe", "borradores", "bozze"),
    "junk": (
        "junk",
        "spam",
        "junk e-mail",
        "junk email",
        "bulk mail",
        "indésirables",
        "courrier indésirable",
        "courriers indésirables",
        "pourriel",
        "quarantaine",
    ),
    "archive": ("archive", "archives"),
    "all": (),
}


def special_folders(listed: Iterable[Listed]) -> Folders:
    """The folders that matter, from what the server listed (RFC 6154 first, then names)."""
    rows = [
        ({flag.lower() for flag in flags}, _last(name, delimiter), name)
        for flags, delimiter, name in listed
        if b"\\noselect" not in {flag.lower() for flag in flags}
    ]
    roles: dict[str, str | None] = {}
    for role, flag in _FLAGS.items():
        marked = [name for flags, _, name in rows if flag in flags]
        named = [name for wanted in _NAMES[role] for _, last, name in rows if last == wanted]
        roles[role] = next(iter(marked + named), None)
    inbox = next((name for _, _, name in rows if name.upper() == "INBOX"), "INBOX")
    return Folders(inbox=inbox, **roles)


def _last(name: str, delimiter: bytes | None) -> str:
    separator = (delimiter or b"").decode("ascii", "replace")
    return (name.rsplit(separator, 1)[-1] if separator else name).strip().casefold()
