"""Telling the new words of a message from the history below, around or between them.

Every style of doctrine/mail_formats.md §6, French and English. Words of the candidate's own quoted mail must decide
nothing; words answered between quoted lines keep the question they answer.
"""

import re
from dataclasses import dataclass
from itertools import groupby

from relance.mail.reading.html_text import HISTORY
from relance.mail.reading.lexicon import pattern
from relance.mail.reading.shapes import Turn

_LABELS = {
    "from": "de|from|von|van|expéditeur|da",
    "sent": "envoyé|envoyé le|envoye|sent|date|gesendet|verzonden|date d'envoi|inviato",
    "to": "à|a|to|pour|an|aan|destinataire|destinataires|cc|copie à|copie|cci|bcc",
    "subject": "objet|sujet|subject|betreff|onderwerp|oggetto",
}
_LABEL = {
    name: re.compile(rf"[>*_\s]*(?:{labels})\*?\s?:\s?\*?", re.IGNORECASE) for name, labels in _LABELS.items()
}
_ANY_LABEL = re.compile(rf"[>*_\s]*(?:{'|'.join(_LABELS.values())})\*?\s?:\s?\*?", re.IGNORECASE)
_ON_ONE_LINE = re.compile(r"(?:à|to) :? ?\S+@\S+.*(?:objet|subject) ?:", re.IGNORECASE)
_SEPARATOR = pattern("quotes", "SEPARATOR")
_FORWARD = pattern("quotes", "FORWARD")
_ORANGE = re.compile(r">\s?message du \d\d?/\d\d?/\d\d", re.IGNORECASE)
_RULE = re.compile(r"\s*_{20,}\s*\Z")
_OPENS_ATTRIBUTION = re.compile(r"[>\s\ufeff]*(?:le|on|am|op|il|el)\s+\S", re.IGNORECASE)
_ATTRIBUTION = pattern("quotes", "ATTRIBUTION")
_DATED = re.compile(r"\d{4}|\d\d?/\d\d?/\d\d|\d\d?[:h]\d\d|<\S+@\S+>")
_BARE_ATTRIBUTION = re.compile(
    r"[>\s]*(?:(?:\S+ ){0,6}<?[^\s<>]*@?[^\s<>]*>?,? (?:a écrit|wrote)(?: le .{4,60})?\s?:\s*\Z"
    r"|20\d\d-\d\d-\d\d .{4,80}<\S+@\S+>\s?:?\s*\Z|20\d\d[-/]\d\d?[-/]\d\d?.{0,60}(?:a écrit|wrote)\s?:\s*\Z)",
    re.IGNORECASE,
)
_PROTON = re.compile(r"\s*on \w+, \w+ \d{1,2}(?:st|nd|rd|th)?, 20\d\d at .{3,120}(?:wrote:)?\s*\Z", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Unquoted:
    """New words, as turns that know what they answer; what was quoted; whether it was forwarded to us."""

    turns: tuple[Turn, ...]
    quoted: str
    forwarded: bool = False


def unquote(text: str) -> Unquoted:
    """Split the text of a body into what is new and what is history."""
    lines = text.split("\n")
    marks, forwarded = _mark(lines)
    turns: list[Turn] = []
    quoted: list[str] = []
    before = ""
    for is_quote, run in groupby(zip(marks, lines, strict=True), key=lambda pair: pair[0]):
        block = "\n".join(_bare(line) if is_quote else line for _, line in run).strip("\n")
        if is_quote:
            before = block.strip()
            quoted.append(block)
        elif block.strip():
            turns.append(Turn(block.strip(), before))
    return Unquoted(tuple(turns), "\n".join(quoted).strip(), forwarded)


def _bare(line: str) -> str:
    return re.sub(r"^(?:\s?>)+ ?", "", line).replace(HISTORY, "")


def _mark(lines: list[str]) -> tuple[list[bool], bool]:
    """For each line, whether it is history; and whether the history was forwarded on purpose."""
    marks = [False] * len(lines)
    index = 0
    while index < len(lines):
        line = lines[index]
        length = _opening(lines, index)
        if length == 0:
            marks[index] = _is_prefixed(line) or _is_orphan(lines, marks, index)
            index += 1
            continue
        for offset in range(length):
            marks[index + offset] = True
        if _runs_to_the_end(lines, index, length):
            marks[index:] = [True] * (len(lines) - index)
            head = lines[index : index + 3]
            return marks, any(_FORWARD.match(item) for item in head)
        index += length
    return marks, False


def _is_prefixed(line: str) -> bool:
    return line.lstrip().startswith(">")


def _is_orphan(lines: list[str], marks: list[bool], index: int) -> bool:
    """The end of a quoted line that a mailer wrapped without its «> »."""
    line = lines[index].strip()
    if not (index and marks[index - 1] and line and len(line) < 40 and line[0].islower()):
        return False
    before = lines[index - 1].rstrip()
    after = next((item for item in lines[index + 1 :][:1]), "")
    return len(before) > 64 and before[-1] not in ".?!:;" and _is_prefixed(after)


def _opening(lines: list[str], index: int) -> int:
    """How many lines the mark of a history takes here; 0 when there is none."""
    line = lines[index]
    if not line.strip() or len(line) > 600:
        return 0
    if line.startswith(HISTORY) or _SEPARATOR.match(line) or _FORWARD.match(line) or _ORANGE.match(line):
        return 1
    if _RULE.match(line) and _header_block(lines, index + 1):
        return 1
    if _ANY_LABEL.match(line) and _header_block(lines, index):
        return 1
    return _attribution(lines, index)


def _attribution(lines: list[str], index: int) -> int:
    line = lines[index]
    if _OPENS_ATTRIBUTION.match(line):
        window = ""
        for length, piece in enumerate(lines[index : index + 4], 1):
            if not piece.strip() or len(window) + len(piece) > 400:
                break
            window = f"{window} {piece.strip()}"
            if _ATTRIBUTION.match(window) and _DATED.search(window):
                return length
        if _PROTON.match(line):
            return 1
    if line.rstrip().endswith((":", ">")) and len(line) < 200 and _BARE_ATTRIBUTION.match(line):
        following = next((item for item in lines[index + 1 : index + 4] if item.strip()), "")
        return int(_is_prefixed(following) or "@" in line)
    return 0


def _header_block(lines: list[str], index: int) -> bool:
    """A run of header-like lines that says from whom, and when or about what."""
    found: set[str] = set()
    misses = 0
    for line in lines[index : index + 12]:
        if not line.strip(" >*"):
            misses += 1 if found else 0
            if misses > 2:
                break
            continue
        labels = {name for name, label in _LABEL.items() if label.match(line)}
        if _ON_ONE_LINE.search(line):
            labels |= {"to", "subject"}
        if labels:
            found |= labels
        elif found:
            misses += 1
            if misses > 1:
                break
        else:
            return False
    return len(found) >= 3 or {"from", "sent"} <= found or {"sent", "to"} <= found


def _runs_to_the_end(lines: list[str], index: int, length: int) -> bool:
    """Whether all that follows is history, or only the lines that bear a «> »."""
    line = lines[index]
    if line.startswith(HISTORY):
        return True
    rest = lines[index + length : index + length + 3]
    following = next((item for item in rest if item.strip()), "")
    return not _is_prefixed(following) and not _is_prefixed(line)
