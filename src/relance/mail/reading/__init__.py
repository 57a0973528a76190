"""The reading half of mail, pure: take a message apart, say what it says, and say whose it is.

Promises: `parse` and `read` never raise, whatever the bytes; no word of the candidate's own quoted mail decides;
a human answer is told human when in doubt, because a letter sent after an answer is the one thing that must not be.
"""

from relance.mail.reading.matching import match
from relance.mail.reading.parsing import parse
from relance.mail.reading.reading import read, read_parsed
from relance.mail.reading.shapes import (
    Address,
    Attachment,
    Kind,
    Known,
    KnownCase,
    KnownLetter,
    Match,
    ParsedMessage,
    Reading,
    Recipient,
)

__all__ = [
    "Address",
    "Attachment",
    "Kind",
    "Known",
    "KnownCase",
    "KnownLetter",
    "Match",
    "ParsedMessage",
    "Reading",
    "Recipient",
    "match",
    "parse",
    "read",
    "read_parsed",
]
