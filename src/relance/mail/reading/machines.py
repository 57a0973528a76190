"""Machine or human (RFC 3834), and what a machine said: absence, challenge, receipt.

The headers come first, exactly as sending.md lists them. What has no header is recognised by its words, and only
when they speak of nothing else: a person who says in passing that they leave on Friday is a person.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from relance.mail.reading.dates import Here, spans
from relance.mail.reading.lexicon import pattern
from relance.mail.reading.sentences import Sentence, plain
from relance.mail.reading.shapes import ParsedMessage

_SUBJECT = pattern("machines", "SUBJECT")
_ABSENT = pattern("machines", "ABSENT")
_OFFICE = pattern("machines", "OFFICE")
_GENERIC = pattern("machines", "GENERIC")
_PERSONAL = pattern("machines", "PERSONAL")
_CHALLENGE = pattern("machines", "CHALLENGE")
_CLICK = re.compile(r"\b(?:cliqu\w+|click\w*|lien|link|repond\w+|saisi\w+|recopi\w+|enter|captcha|following)\b")
_LEFT = pattern("machines", "LEFT")
_RECEIPT = pattern("machines", "RECEIPT")
_AUTOMATED = pattern("machines", "AUTOMATED")
_MAILBOX = pattern("machines", "MAILBOX")
_NO_REPLY = pattern("machines", "NO_REPLY")
_ATS = pattern("machines", "ATS")
_RETURN = pattern("machines", "RETURN")
_UNTIL = re.compile(r"\b(?:jusqu'?\s?a?u?|inclus|until|till|through|to|au|bis|tot|-)\b[^.]{0,14}\Z")
# «Relevée que le mardi et le jeudi», «du lundi au vendredi»: every week, and no return.
_HABIT = re.compile(r"\b(?:que le |chaque |every |tous les |le \w+di et (?:le )?)\Z")
_WEEKLY = re.compile(r"\blundi (?:au|a) \w+di\b|\bmondays?(?:\s?-\s?| to | through )")
# «A colleague will reply by Thursday» tells no return.
_ANSWERS = re.compile(
    r"\b(?:repond\w*|reponses?|repl(?:y|ies)|answers?|respond\w*|traite\w*|entretiens?|interviews?)\b"
)
_CLOSED = pattern("machines", "CLOSED")
_CONTACT_NAME = pattern("machines", "CONTACT_NAME")
_EMAIL = re.compile(r"[\w.+'-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,6}")


@dataclass(frozen=True, slots=True)
class Robot:
    """What shows that a machine wrote, if one did. `topic`: absence, challenge, left, receipt, mailbox or empty."""

    is_machine: bool = True
    topic: str = ""
    because: tuple[str, ...] = ()
    until: date | None = None
    stand_in: str | None = None


def declared(message: ParsedMessage) -> bool | None:
    """What the headers say: True a machine, False a human, None nothing (RFC 3834)."""
    auto = message.first("auto-submitted").split(";")[0].split("(")[0].strip().lower()
    if auto:
        return auto != "no"
    if any(
        message.first(name).strip().lower() not in {"", "no", "false"}
        for name in ("x-autoreply", "x-autorespond", "x-autoresponse")
    ):
        return True
    if message.first("precedence").strip().lower().replace("-", "_") == "auto_reply":
        return True
    return None


def examine(message: ParsedMessage, text: Sequence[Sentence], here: Here) -> Robot:
    """Machine or human, and what the machine said."""
    header = declared(message)
    if header is False:
        return Robot(is_machine=False)
    body = " ".join(sentence.plain for sentence in text)
    automatic = header is True or _looks_automatic(message, body)
    prefixed = _SUBJECT.match(plain(message.subject)) is not None
    personal = _PERSONAL.search(body) is not None
    challenge = _CHALLENGE.search(body)
    if challenge and _CLICK.search(body) and (automatic or not personal):
        return Robot(topic="challenge", because=(challenge[0],))
    left = _LEFT.search(body)
    if left and (header or prefixed or (not personal and len(text) <= 8)):
        return Robot(topic="left", because=(_written(text, left[0]),), stand_in=stand_in(text))
    absent = _ABSENT.search(body)
    is_short = len(text) <= 6
    cues = 3 * (header is True) + 3 * prefixed + (_GENERIC.search(body) is not None) + is_short - 2 * personal
    if absent and cues >= 2:
        because, until = (_written(text, absent[0]),), return_date(text, here)
        return Robot(topic="absence", because=because, until=until, stand_in=stand_in(text))
    if prefixed and header and not body.strip():
        return Robot(topic="absence", because=(message.subject,))
    for topic, words in (("receipt", _RECEIPT), ("mailbox", _MAILBOX)):
        found = words.search(body) if automatic else None
        if found:
            return Robot(topic=topic, because=(_written(text, found[0]),))
    return Robot(is_machine=automatic)


def _looks_automatic(message: ParsedMessage, body: str) -> bool:
    local = message.sender.email.partition("@")[0]
    return _AUTOMATED.search(body) is not None or _NO_REPLY.search(local) is not None


def speaks_for_an_office(message: ParsedMessage) -> bool:
    """Whether the sender's name or address is a desk's, a shop's or a robot's rather than a person's."""
    return _OFFICE.search(f"{message.sender.email.partition('@')[0]} {plain(message.sender.name)}") is not None


def speaks_of_the_case(text: Sequence[Sentence]) -> bool:
    """Whether the words touch the application, the interview or what comes next."""
    return any(_PERSONAL.search(sentence.plain) for sentence in text)


def is_receipt(body: str) -> bool:
    """Whether the words are those by which an application is said to have arrived."""
    return _RECEIPT.search(body) is not None


def is_relay(domain: str) -> bool:
    """Whether a domain belongs to an applicant tracking system, not to an employer."""
    return _ATS.search(domain) is not None


def _written(text: Sequence[Sentence], words: str) -> str:
    for sentence in text:
        at = sentence.plain.find(words)
        if at != -1:
            return sentence.written[at : at + len(words)]
    return words


def return_date(text: Sequence[Sentence], here: Here) -> date | None:
    """The day of the return when it is told, else the last day of the absence."""
    last: date | None = None
    back: date | None = None
    for sentence in text:
        is_told = any(words.search(sentence.plain) for words in (_ABSENT, _RETURN, _CLOSED))
        weekly = _WEEKLY.search(sentence.plain) is not None
        answers = _ANSWERS.search(sentence.plain) is not None
        for span in spans(sentence.plain, here):
            before = sentence.plain[max(0, span.start - 60) : span.start]
            is_until = _UNTIL.search(before[-18:]) is not None
            if (answers and not is_told) or _HABIT.search(before) or (weekly and span.rule == "weekday"):
                continue
            if span.last < here.today - timedelta(days=1):
                continue
            if _RETURN.search(before) and not is_until:
                back = max(back or span.last, span.last)
            else:
                last = max(last or span.last, span.last)
    return back or last


def stand_in(text: Sequence[Sentence]) -> str | None:
    """Who answers meanwhile: a name, else an address."""
    for sentence in text:
        found = _CONTACT_NAME.search(sentence.written)
        if found:
            return found[1].strip()
    for sentence in text:
        email = _EMAIL.search(sentence.written)
        if email:
            return email[0]
    return None
