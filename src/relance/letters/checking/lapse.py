# ruff: noqa: E501 -- a pattern is read whole, on its line
"""Stated lapses and days, «il y a dix jours», «hier», «mardi dernier»: whether they are true on the day it leaves (F-13)."""

import re
from collections.abc import Iterator
from datetime import date

from relance.letters.checking.codes import finding
from relance.letters.checking.mentions import time_share
from relance.letters.checking.message import Finding, Message
from relance.letters.checking.patterns import family
from relance.letters.checking.text import Letter, Sentence
from relance.letters.checking.times import MONTHS, NUMBERS, Stated, stated_in
from relance.letters.checking.weighing import blames

_MONTHS_WRITTEN = (
    "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre",
)  # fmt: skip


def untrue_lapses(message: Message, letter: Letter) -> Iterator[Finding]:
    """Times given to the interview that are false on `sent_on`. Without both dates nothing is said."""
    on, sent = message.about.interview_date, message.sent_on
    if on is None or sent is None or on > sent:
        return
    strict = message.where not in {"thanks", "followup"}
    for sentence in letter.sentences:
        if sentence.kind == "greeting":
            continue
        for stated in stated_in(sentence, letter.language):
            if stated.holds(on, sent):
                continue
            said = told_of_interview(sentence, stated, letter.language, strict=strict)
            share = time_share(message, sentence, stated.start, stated.end, stated.kind)
            if blames("untrue-lapse", share, pattern=said):
                span = sentence.place(stated.start, stated.end)
                fix = true_words(message.body[slice(*span)], on, sent, letter.language)
                yield finding("untrue-lapse", message, span, fix=fix, days=str((sent - on).days), right=fix or "")


def true_words(words: str, on: date, sent: date, language: str) -> str | None:
    """The lapse as it truly is, in the shape of the words it replaces."""
    days = (sent - on).days
    if words[:1].isupper():
        right = true_words(words[0].lower() + words[1:], on, sent, language)
        return None if right is None else right[0].upper() + right[1:]
    if language == "en":
        name = f"{on.day} {MONTHS['en'][on.month - 1].capitalize()}"
        return {0: "today", 1: "yesterday"}.get(days, f"{days} days ago" if words.endswith("ago") else f"on {name}")
    if words.startswith(("il y a", "voici", "voilà", "d'il y a", "d’il y a")):
        lead = words[: words.index(" a ") + 3] if " a " in words else words.split(" ", maxsplit=1)[0] + " "
        return f"{lead}{_spelled(days)} jour{'s' if days > 1 else ''}" if days else None
    day = "1er" if on.day == 1 else str(on.day)
    name = _MONTHS_WRITTEN[on.month - 1]
    if words.startswith(("d'", "d’")):
        return f"du {day} {name}"
    return {0: "aujourd’hui", 1: "hier"}.get(days, f"le {day} {name}")


def _spelled(days: int) -> str:
    names = [word for word, n in NUMBERS["fr"].items() if n == days and word != "un"]
    return names[0] if names and days <= 30 else "un" if days == 1 else str(days)


# ── whether they speak of the interview ──────────────────────────────────────────────────────────────────────────


def told_of_interview(sentence: Sentence, stated: Stated, language: str, *, strict: bool) -> bool:
    """Whether the time is the interview's: a word for the interview beside it, no other event nearer."""
    meeting = family("interview-itself" if strict else "interview-words", language).spans(sentence)
    if stated.broad or not meeting or family("future-time", language).found(sentence):
        return False
    flat = sentence.flat
    if stated.bare and not family("past-time", language).found(sentence):
        return False

    def gap(span: tuple[int, int]) -> int:
        between = flat[min(span[1], stated.end) : max(span[0], stated.start)]
        return between.count(" ") + 12 * len(
            re.findall(r" [;:] | (?:et|mais|and|but|car|puis|que|qui|who|that) ", between)
        )

    nearest = min(gap(span) for span in meeting)
    others = [gap(span) for span in family("other-events", language).spans(sentence)]
    if stated.loose:
        others += [gap(span) for span in family("own-act", language).spans(sentence)]
    return nearest <= (6 if stated.loose else 14) and (not others or nearest < min(others))
