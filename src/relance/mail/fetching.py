"""Fetching: the messages of one open folder, in groups, the small ones whole and the big ones in part."""

import imaplib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from typing import Any

from imapclient import IMAPClient
from imapclient.exceptions import IMAPClientError

from relance.mail.doors import Fetched
from relance.mail.partial import PART_BYTES, Tree, assembled, chosen, inner_numbers, tree_of

# A message up to this size is read whole; a group holds at most so many messages and bytes.
WHOLE_BYTES = 1024 * 1024
BATCH_MESSAGES = 50
BATCH_BYTES = 4 * 1024 * 1024


def fetched(client: IMAPClient, folder: str, uids: Sequence[int]) -> Iterator[tuple[Fetched, ...]]:
    """The messages of these UIDs in the open folder, in order, in groups of a bounded size."""
    for start in range(0, len(uids), BATCH_MESSAGES):
        rows = client.fetch(uids[start : start + BATCH_MESSAGES], ["RFC822.SIZE", "INTERNALDATE", "FLAGS"])
        # A draft is never an answer, wherever it lies.
        kept = {uid: row for uid, row in sorted(rows.items()) if not _is_draft(row)}
        sizes = {uid: row[b"RFC822.SIZE"] for uid, row in kept.items()}
        for group in _groups(sizes):
            bodies = _bodies(client, group, whole_ones=sizes[group[0]] <= WHOLE_BYTES)
            yield tuple(
                Fetched(folder, uid, raw, kept[uid][b"INTERNALDATE"], kept[uid][b"RFC822.SIZE"], partial)
                for uid, (raw, partial) in bodies.items()
            )


def _bodies(client: IMAPClient, group: Sequence[int], *, whole_ones: bool) -> dict[int, tuple[bytes, bool]]:
    """The messages of one group, whole where that can be."""
    got: dict[int, bytes | None] = dict.fromkeys(group)
    if whole_ones:
        with suppress(_RefusedError), _refusal_aside():
            rows = client.fetch(group, ["BODY.PEEK[]"])
            # What was deleted in between is no more; what came without its body is tried again in part.
            got = {uid: rows[uid].get(b"BODY[]") for uid in group if uid in rows}
    # One message the server cannot read whole must not hide the others: what can be had of it is taken.
    return {uid: (raw, False) if raw else (_part(client, uid), True) for uid, raw in got.items()}


def _part(client: IMAPClient, uid: int) -> bytes:
    """What can be had of a message; nothing at all when the server can read none of it."""
    with suppress(_RefusedError), _refusal_aside():
        return _readable(client, uid)
    return b""


def _readable(client: IMAPClient, uid: int) -> bytes:
    row = _section(client, uid, "BODYSTRUCTURE", "BODY.PEEK[HEADER]")
    header = row.get(b"BODY[HEADER]") or b"\r\n"
    tree = tree_of(row.get(b"BODYSTRUCTURE"))
    if isinstance(tree, Tree):
        return _rebuilt(client, uid, tree, header)
    text = _section(client, uid, f"BODY.PEEK[TEXT]<0.{PART_BYTES}>")
    return header + (text.get(b"BODY[TEXT]<0>") or b"")


def _rebuilt(client: IMAPClient, uid: int, tree: Tree, header: bytes) -> bytes:
    numbers = tuple(inner_numbers(tree))
    parts = chosen(tree)
    row = _section(
        client,
        uid,
        *(f"BODY.PEEK[{number}.MIME]" for number in numbers),
        *(f"BODY.PEEK[{part.number}]<0.{PART_BYTES}>" for part in parts),
    )
    mime = {number: row.get(f"BODY[{number}.MIME]".encode()) or b"" for number in numbers}
    bodies = {part.number: row.get(f"BODY[{part.number}]<0>".encode()) or b"" for part in parts}
    return assembled(tree, header, mime, bodies)


class _RefusedError(Exception):
    """The server answered NO: the link still holds, unlike after imaplib's abort."""


@contextmanager
def _refusal_aside() -> Iterator[None]:
    try:
        yield
    except imaplib.IMAP4.abort:
        raise
    except IMAPClientError as error:
        raise _RefusedError from error


def _section(client: IMAPClient, uid: int, *wanted: str) -> dict[bytes, Any]:
    return dict(client.fetch([uid], list(wanted)).get(uid, {}))


def _is_draft(row: Mapping[bytes, Any]) -> bool:
    return b"\\draft" in {flag.lower() for flag in row[b"FLAGS"]}


def _groups(sizes: Mapping[int, int]) -> Iterator[tuple[int, ...]]:
    """Neighbours to fetch together, in order: BATCH_BYTES at most, and a message to read in part by itself."""
    group: list[int] = []
    for uid, size in sizes.items():
        alone = size > WHOLE_BYTES
        if group and (alone or sum(sizes[one] for one in group) + size > BATCH_BYTES):
            yield tuple(group)
            group = []
        if alone:
            yield (uid,)
        else:
            group.append(uid)
    if group:
        yield tuple(group)
