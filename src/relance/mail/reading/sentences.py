"""Words made comparable, and cut into sentences that remember where they stood.

Rules are written against «plain» text: lower case, no accents, straight apostrophes, single spaces. Its length is
kept equal to the original's, so that the words that decided can be shown as they were written.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

_ABBREVIATIONS = re.compile(
    r"\b(?:m|mme|mlle|mr|mrs|ms|dr|me|st|ste|no|n|p|ex|cf|tel|mob|ref|env|av|bd|dec|janv|fevr|sept|oct|nov|juil|approx|vs|resp|dept|inc|ltd|a\.m|p\.m|e\.g|i\.e)\Z"
)
# The look behind and the possessive marks keep a million full stops linear.
_END = re.compile(r"(?<![.!?…])[.!?…]++[)\"»”’']*+(?=\s|\Z)|\n{2,}|;(?=\s)")
# «at 8 a.m. We look forward…» ends there; «5 p.m. Friday» and «9 a.m. ET» do not.
_HALF_DAY = re.compile(r"[ap]\.m\Z")
_OPENS = re.compile(
    r"(?!(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun|Jan|Feb|Mar|Apr|Ju[nl]|Aug|Sep|Oct|Nov|Dec|East|West|Cent|Pac|Mount)[a-z.]*)[A-Z][a-z]"
)
_BULLET = re.compile(r"\s*(?:[-–—*•·▪]|\d{1,2}[.)])\s+\S")
_SMILEY = re.compile(r"[:;]-?[)(DPp]|[\U0001F300-\U0001FAFF\u2600-\u27bf\ufe0f]")


# What a person writes in an answer, many times over; the rest of a text is kept but decides nothing.
MAX_READ, MAX_SENTENCES, MAX_SENTENCE = 12_000, 120, 500


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence in plain form, as written, and whether it asks."""

    plain: str
    written: str
    asks: bool
    index: int = 0


@lru_cache(maxsize=4096)
def _letter(char: str) -> str:
    """One plain letter for one written letter (a ligature keeps its first one)."""
    folded = unicodedata.normalize("NFD", char).lower()
    return folded[0] if folded and len(char) == 1 else " "


_TABLE = {
    "’": "'", "‘": "'", "ʼ": "'", "`": "'", "´": "'", "“": ', "”": ', "«": ', "»": ', "–": "-", "—": "-",
    "‑": "-", "‐": "-", "−": "-", "œ": "o", "Œ": "o", "æ": "a", "ß": "s", "\t": " ",
}  # fmt: skip


def plain(text: str) -> str:
    """Lower case, no accents, straight punctuation; as long as the original."""
    if text.isascii():
        return text.lower().replace("`", "'").replace("\t", " ")
    return "".join(_TABLE.get(char) or (char.lower() if char < "\x80" else _letter(char)) for char in text)


def compose(text: str) -> str:
    """NFC: accents written apart (Apple) joined to their letter."""
    return text if text.isascii() or unicodedata.is_normalized("NFC", text) else unicodedata.normalize("NFC", text)


def sentences(text: str) -> tuple[Sentence, ...]:
    """Sentences in order. Hard-wrapped lines are joined first; a list item or a short line stands alone."""
    found: list[Sentence] = []
    for paragraph in _paragraphs(compose(text[:MAX_READ])):
        for piece in _cut(paragraph):
            written = _SMILEY.sub(" ", piece)
            written = re.sub(r"\s+", " ", written).strip(" -*•\t")
            if written:
                asks = "?" in written[-4:]
                found.append(Sentence(plain(written), written, asks, len(found)))
            if len(found) >= MAX_SENTENCES:
                return tuple(found)
    return tuple(found)


def _paragraphs(text: str) -> list[str]:
    """Lines joined where a mailer cut them."""
    out: list[str] = []
    for block in re.split(r"\n\s*\n", text):
        current, last = "", ""
        for raw in block.split("\n"):
            line = raw.strip()
            if not line:
                continue
            joins = (
                current
                and not _BULLET.match(line)
                and (line[0].islower() or (len(last) >= 50 and current[-1] not in ".!?:…") or current[-1] in ",(")
            )
            if joins:
                current = f"{current} {line}"
            else:
                if current:
                    out.append(current)
                current = line
        if current:
            out.append(current)
    return out


def _cut(paragraph: str) -> list[str]:
    pieces: list[str] = []
    start = 0
    for found in _END.finditer(paragraph):
        head = paragraph[start : found.start()]
        if found[0].startswith(".") and (len(found[0]) == 1) and _ABBREVIATIONS.search(plain(head[-12:])):
            follows = paragraph[found.end() : found.end() + 20].strip()
            # «Me» is a lawyer's title; «me» only ends an English sentence.
            ends = head.endswith(" me") or (_HALF_DAY.search(plain(head[-4:])) and _OPENS.match(follows))
            if not ends and (not follows or follows[0].isalnum()):
                continue
        pieces.append(paragraph[start : found.end()])
        start = found.end()
    pieces.append(paragraph[start:])
    whole = [piece for piece in pieces if piece.strip()]
    # Nobody writes a sentence of a thousand letters: what has no full stop is cut where it stands.
    return [piece[at : at + MAX_SENTENCE] for piece in whole for at in range(0, len(piece), MAX_SENTENCE)]
