"""Setting aside what ends a message without saying anything: closings, signatures, legal footers, banners.

A closing word in the middle of a sentence is not a signature; a post-scriptum below one is still read.
"""

import re

from relance.mail.reading.html_text import SIGNATURE
from relance.mail.reading.lexicon import pattern

_CLOSING = pattern("signatures", "CLOSING")
_MOBILE = pattern("signatures", "MOBILE")
_POSTSCRIPT = re.compile(r"\s*(?:p\.? ?s\.?|n\.? ?b\.?|post[- ]scriptum)\s?[:.,–-]?\s", re.IGNORECASE)
_CONTACT = pattern("signatures", "CONTACT")
_LEGAL = pattern("signatures", "LEGAL")
_BANNER = pattern("signatures", "BANNER")
_SENTENCE_END = re.compile(r"[.?!…]\s*[)»\"”]?\Z")


def split_signature(text: str) -> tuple[str, str]:
    """(new words, what was set aside). The words keep their paragraphs; both may be empty."""
    lines = [line for line in text.split("\n") if not _BANNER.match(line)]
    kept = lines
    aside: list[str] = []
    start = _start(lines)
    if start is not None:
        kept, aside = _rescue(lines[:start], lines[start:])
    paragraphs = re.split(r"\n\s*\n", "\n".join(line for line in kept if not _MOBILE.match(line)))
    words = [item for item in paragraphs if not _is_footer(item)]
    aside.extend(item for item in paragraphs if _is_footer(item))
    return "\n\n".join(words).replace(SIGNATURE, "").strip(), "\n".join(aside).replace(SIGNATURE, "").strip()


def _is_footer(paragraph: str) -> bool:
    return (
        len(paragraph) > 40
        and _LEGAL.search(paragraph[:400]) is not None
        and "candidat" not in paragraph[:200].lower()
    )


def _start(lines: list[str]) -> int | None:
    """The first line of the signature."""
    has_words = False
    for index, line in enumerate(lines):
        if line in {"-- ", "--"} or (line.startswith(SIGNATURE) and has_words):
            return index
        # «Merci,» alone opens a message as often as it ends one: words must stand above it.
        if has_words and _CLOSING.fullmatch(line.strip()) and _is_tail(lines[index + 1 : index + 80]):
            return index
        has_words = has_words or len(line.split()) > 1
    return _contact_card(lines)


def _is_tail(lines: list[str]) -> bool:
    """Whether what follows a closing is a signature: few lines that read like sentences."""
    told = [line for line in lines if _reads_like_a_sentence(line) and not _POSTSCRIPT.match(line)]
    told = [line for line in told if not _LEGAL.search(line)]
    return len(told) <= 2


def _reads_like_a_sentence(line: str) -> bool:
    words = line.split()
    return (
        len(words) >= 6
        and (_SENTENCE_END.search(line.strip()) is not None or len(words) >= 9)
        and not _CONTACT.search(line)
    )


def _rescue(head: list[str], tail: list[str]) -> tuple[list[str], list[str]]:
    """Post-scripta and true sentences below a signature go back to the words."""
    kept, aside = list(head), []
    in_postscript = False
    for line in tail:
        if not line.strip():
            in_postscript = False
        told = _reads_like_a_sentence(line) and not _LEGAL.search(line) and not _MOBILE.match(line)
        if _POSTSCRIPT.match(line) or in_postscript or told:
            in_postscript = True
            kept.extend(([""] if kept and kept[-1].strip() and not told else []) + [line])
        else:
            aside.append(line)
    return kept, aside


def _contact_card(lines: list[str]) -> int | None:
    """A name, a title and a number at the end, with no closing word above."""
    end = len(lines)
    while end and not lines[end - 1].strip():
        end -= 1
    start = end
    while (
        start
        and len(lines[start - 1]) < 70
        and not _reads_like_a_sentence(lines[start - 1])
        and not _SENTENCE_END.search(lines[start - 1])
    ):
        start -= 1
    while start < end and not lines[start].strip():
        start += 1
    card = lines[start:end]
    if start and len(card) >= 2 and any(_CONTACT.search(line) for line in card) and not _CONTACT.search(card[0]):
        return start
    return None
