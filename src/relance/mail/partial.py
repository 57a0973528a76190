"""Partial messages: read what a big message says without carrying its attachments.

From the server's BODYSTRUCTURE, choose the parts worth fetching (texts, invitations, small files) and put together
a message that parses like the whole one, where each part left behind keeps its headers and an empty body. Pure: the
IMAP half fetches, this half chooses and assembles.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

# One part is read up to this many bytes, a message up to so many in all.
PART_BYTES = 256 * 1024
MESSAGE_BYTES = 2 * 1024 * 1024
PARTS = 100
LEFT_HEADER = "X-Relance-Left-On-Server"


@dataclass(frozen=True, slots=True)
class Part:
    """A leaf of the message: its IMAP section number, and its size in bytes as it travels."""

    number: str
    media: str
    size: int

    @property
    def is_text(self) -> bool:
        """Whether this part may say something by itself (text, HTML, an invitation, a delivery report)."""
        return self.media.startswith(("text/", "message/"))


@dataclass(frozen=True, slots=True)
class Tree:
    """A multipart node: its boundary, and its children with their numbers."""

    number: str
    boundary: bytes
    children: tuple["Tree | Part", ...]


def tree_of(structure: Any, number: str = "") -> Tree | Part | None:
    """The shape of a message from its parsed BODYSTRUCTURE; None when it makes no sense (servers differ)."""
    try:
        return _node(structure, number)
    except (IndexError, TypeError, ValueError, AttributeError):
        return None


def chosen(tree: Tree) -> tuple[Part, ...]:
    """The parts to fetch: texts first, then small files, as long as there is room."""
    parts = list(leaves(tree))[:PARTS]
    room, taken = MESSAGE_BYTES, []
    for part in sorted(parts, key=lambda one: not one.is_text):
        cost = min(part.size, PART_BYTES)
        if cost <= room and (part.is_text or part.size <= PART_BYTES):
            taken.append(part)
            room -= cost
    return tuple(taken)


def leaves(tree: Tree | Part) -> Iterator[Part]:
    """Every leaf, in the order of the message."""
    if isinstance(tree, Part):
        yield tree
        return
    for child in tree.children:
        yield from leaves(child)


def inner_numbers(tree: Tree | Part) -> Iterator[str]:
    """The section numbers whose MIME headers are needed to assemble the message."""
    if tree.number:
        yield tree.number
    if isinstance(tree, Tree):
        for child in tree.children:
            yield from inner_numbers(child)


def assembled(tree: Tree, header: bytes, mime: Mapping[str, bytes], bodies: Mapping[str, bytes]) -> bytes:
    """The message, from its header, the MIME headers of its parts, and the bodies that were fetched."""
    return header + b"".join(_written(tree, mime, bodies))


def _node(structure: Any, number: str) -> Tree | Part:
    if isinstance(structure[0], list):
        children = tuple(
            _node(child, f"{number}.{place}" if number else str(place))
            for place, child in enumerate(structure[0], 1)
        )
        return Tree(number, _boundary(structure[2]), children)
    media = f"{_text(structure[0])}/{_text(structure[1])}".lower()
    return Part(number or "1", media, int(structure[6]))


def _boundary(params: Sequence[bytes]) -> bytes:
    pairs = dict(zip([name.lower() for name in params[::2]], params[1::2], strict=True))
    return pairs[b"boundary"] if b"boundary" in pairs else _no_boundary()


def _no_boundary() -> bytes:
    raise ValueError("a multipart without a boundary cannot be put together")


def _text(value: bytes) -> str:
    return value.decode("ascii", "replace")


def _written(tree: Tree, mime: Mapping[str, bytes], bodies: Mapping[str, bytes]) -> Iterator[bytes]:
    for child in tree.children:
        yield b"--" + tree.boundary + b"\r\n"
        headers = mime.get(child.number) or b"\r\n"
        if isinstance(child, Tree):
            yield headers
            yield from _written(child, mime, bodies)
            continue
        if child.number not in bodies:
            yield f"{LEFT_HEADER}: {child.size}\r\n".encode("ascii")
        yield headers
        yield bodies.get(child.number, b"") + b"\r\n"
    yield b"--" + tree.boundary + b"--\r\n"
