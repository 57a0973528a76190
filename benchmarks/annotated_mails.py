"""The annotated answers as the labelled mails are: what `read` should find in each."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from tools import annotated

# A receipt and a stray come from people and from machines, and the annotations do not say from which.
_ANYBODY = frozenset({"acknowledgement", "unrelated"})


@dataclass(frozen=True)
class Mail:
    """An annotated answer with the labels of a labelled mail."""

    id: str
    hard: bool
    region: str
    tz: str
    expect: dict[str, Any]
    also_right: dict[str, list[Any]]


def as_labelled(mail: annotated.Annotated) -> Mail:
    """The facts of its head as a labelled mail tells them; a receipt and a stray may come from anybody."""
    facts = mail.facts
    expect = {
        "kind": mail.kind,
        "is_human": mail.kind not in {"auto_reply", "bounce"} | _ANYBODY,
        "language": mail.locale[:2],
        "promised_date": facts.get("promised"),
        "reply_deadline": facts.get("deadline"),
        "proposed_slots": [slot.strip() for slot in facts.get("slots", "").split(",") if slot.strip()],
        "feedback_given": facts.get("feedback") == "yes",
        "phone_number": facts.get("phone"),
        "out_of_office_until": facts.get("absent_until"),
    }
    also: dict[str, list[Any]] = {"is_human": [True]} if mail.kind in _ANYBODY else {}
    return Mail(mail.id, mail.hard, mail.region, mail.zone, expect, also)


def to_measure(mails: Iterable[annotated.Annotated]) -> Iterator[tuple[Mail, bytes]]:
    """Each answer with its labels and its bytes."""
    for mail in mails:
        yield as_labelled(mail), annotated.render(mail)
