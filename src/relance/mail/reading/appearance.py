"""What a mail shows before a word of it is weighed: headers, links, hours, how it is addressed."""

import re
from collections.abc import Sequence

from relance.mail.reading import machines, relevance
from relance.mail.reading.calendar_parts import invites
from relance.mail.reading.dates import Here, spans
from relance.mail.reading.machines import Robot
from relance.mail.reading.sentences import Sentence, plain
from relance.mail.reading.shapes import ParsedMessage
from relance.mail.reading.slots import propose

_LINK = re.compile(r"https?://|www\.|\bcalendly|\bdoodle")
_BOOKING = re.compile(r"\b(?:calendly|doodle|book(?:ing)?\b|agenda|calendar|creneau\w*|slots?\b|rdv)")
_GREETS = re.compile(
    r"\A(?:bonjour|bonsoir|cher|chere|madame|monsieur|salut|coucou|hello|hi|dear|hey)\b ?(?P<name>\w*)"
)
_I = re.compile(r"\b(?:je|j'|moi|mes|mon|ma|i|i'm|i've|i'll|my|me)\b")
_ANONYMOUS = frozenset({"", "a", "tous", "toutes", "all", "team", "there", "everyone", "l"})


def appearance(message: ParsedMessage, text: Sequence[Sentence], here: Here, robot: Robot) -> dict[str, float]:
    """Pieces of evidence by name, 0 to 1; what is absent is left out."""
    body = " ".join(item.plain for item in text)
    subject = plain(message.subject)
    declared = machines.declared(message)
    slots = propose(text, here)
    found: dict[str, float] = {
        "is threaded": relevance.is_threaded(message),
        "is listed": bool(message.first("list-unsubscribe") or message.first("list-id")),
        "is from a desk": machines.speaks_for_an_office(message),
        "is from an ATS": machines.is_relay(message.sender.domain),
        "says machine": declared is True,
        "says human": declared is False,
        "looks automatic": robot.is_machine,
        f"robot {robot.topic}": bool(robot.topic),
        "invites": any(invites(data) for data in message.calendars),
        "calendar": bool(message.calendars),
        "slots": min(len(slots), 3) / 3,
        "a slot": bool(slots),
        "dates": min(sum(len(spans(item.plain, here)) for item in text), 4) / 4,
        "links": min(len(_LINK.findall(body)), 4) / 4,
        "booking": _BOOKING.search(body) is not None and _LINK.search(body) is not None,
        "attached": bool(message.attachments),
        "says I": _I.search(body) is not None,
        "greets by name": any(_greets(item.plain) for item in text[:2]),
        **relevance.signs(message, subject, body),
    }
    # «Thank you for applying», out of the blue and signed by nobody: the system that took the application.
    is_told_by_nobody = not found["is threaded"] and not found["says I"]
    found["is a receipt"] = is_told_by_nobody and machines.is_receipt(body)
    return {name: float(value) for name, value in found.items() if value}


def _greets(words: str) -> bool:
    found = _GREETS.match(words)
    return found is not None and found["name"] not in _ANONYMOUS
