"""Checking any message before it leaves: what may hurt it, in the exact words, with the rule and a fix."""

from relance.letters.checking.check import check
from relance.letters.checking.codes import CODES
from relance.letters.checking.message import (
    PURPOSES,
    About,
    Fault,
    Finding,
    Message,
    Process,
    Recipient,
    Refusal,
    Severity,
    Speller,
)
from relance.letters.checking.read import read_message

__all__ = [
    "CODES",
    "PURPOSES",
    "About",
    "Fault",
    "Finding",
    "Message",
    "Process",
    "Recipient",
    "Refusal",
    "Severity",
    "Speller",
    "check",
    "read_message",
]
