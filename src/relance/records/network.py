"""Who is in the network, and every real contact with them: questions that start from the owner."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, time
from typing import Literal, TypeAlias
from zoneinfo import ZoneInfo

from django.db.models import Exists, OuterRef, Q, QuerySet

from relance.records.models import Entry, Exchange, InboundMail, OpenDoor, Owner, Participant, Person, SamePerson

Touched: TypeAlias = Literal["interview", "step", "reply", "mail", "exchange"]
#: Steps of a plan in which nobody is spoken to; an invitation is asked for, and may be left unread.
NOT_A_CONTACT = frozenset(
    {"ask_next_steps", "debrief", "review_debrief", "decide_offer", "close_file", "linkedin_invite"}
)
_TOLD = (Entry.Kind.DONE, Entry.Kind.EXTRA_CONTACT, Entry.Kind.REPLY)


@dataclass(frozen=True, slots=True)
class Touch:
    """Something between the user and a person. `step` is its action, or the kind of an exchange; `real` a contact.

    `case` and `exchange` are the keys of the rows it comes from, None when there is none.
    """

    person: int
    at: datetime
    kind: Touched
    step: str = ""
    words: str = ""
    case: int | None = None
    exchange: int | None = None
    real: bool = True


def people_of(owner: Owner) -> QuerySet[Person]:
    """Everybody of the network, one sheet a person; who is only known as a candidate for an opening is nobody's."""
    parts = Participant.objects.filter(person=OuterRef("pk"))
    as_candidate = Exists(parts.filter(round__case__opening__isnull=False))
    otherwise = Exists(parts.filter(round__case__opening__isnull=True))
    known = Person.objects.filter(owner=owner, erased_at__isnull=True, same_as__isnull=True)
    return (
        known.filter(Q(kept=True) | ~as_candidate | otherwise)
        .select_related("organisation", "door")
        .order_by("name", "pk")
    )


def sheets_of(owner: Owner) -> dict[int, int]:
    """Every sheet that was said to be another's, with the sheet that stands for the person."""
    mains = dict(SamePerson.objects.filter(person__owner=owner).values_list("person_id", "main_id"))
    return {sheet: _root(main, mains) for sheet, main in mains.items()}


def _root(sheet: int, mains: Mapping[int, int]) -> int:
    seen = set()
    while sheet in mains and sheet not in seen:
        seen.add(sheet)
        sheet = mains[sheet]
    return sheet


def doors_of(owner: Owner) -> QuerySet[OpenDoor]:
    """The doors left open that come back some day."""
    back = Q(months__isnull=False) | Q(back_on__isnull=False)
    doors = OpenDoor.objects.filter(back, person__owner=owner, person__erased_at__isnull=True)
    return doors.filter(person__same_as__isnull=True).select_related("person__organisation")


def touches_of(owner: Owner, people: Collection[int], now: datetime) -> list[Touch]:
    """All that passed between the user and these sheets until `now`, the latest first: four queries."""
    parts = list(
        Participant.objects.filter(person__in=people, round__case__opening__isnull=True, round__owner=owner)
        .select_related("round", "person")
        .order_by("pk")
    )
    found = [
        Touch(one.person_id, one.round.starts_at, "interview", case=one.round.case_id)
        for one in parts
        if one.interviewed and one.round.starts_at <= now
    ]
    found += _journal(parts)
    found += _mails(owner, people)
    zone = ZoneInfo(owner.tz)
    for row in Exchange.objects.filter(person__in=people, person__owner=owner):
        at = datetime.combine(row.happened_on, time(12), tzinfo=zone)
        real = row.kind not in {Exchange.Kind.INVITED, Exchange.Kind.NOTE}
        found.append(Touch(row.person_id, at, "exchange", row.kind, row.words, exchange=row.pk, real=real))
    return sorted(found, key=lambda one: one.at, reverse=True)


def last_contacts(touches: Iterable[Touch], sheets: Mapping[int, int]) -> dict[int, Touch]:
    """The last real contact of each person, by the sheet that stands for them."""
    latest: dict[int, Touch] = {}
    for touch in touches:
        root = sheets.get(touch.person, touch.person)
        if touch.real and (root not in latest or touch.at > latest[root].at):
            latest[root] = touch
    return latest


def _journal(parts: Collection[Participant]) -> list[Touch]:
    """What was done or came back in the rounds of these people; what was undone says nothing."""
    by_round: dict[int, list[Participant]] = defaultdict(list)
    for part in parts:
        by_round[part.round_id].append(part)
    rows = Entry.objects.filter(round__in=by_round, kind__in=_TOLD, undone_by__isnull=True)
    found = []
    for row in rows.order_by("pk"):
        if row.action == "close_file" or (row.kind == Entry.Kind.REPLY and "mail" in row.data):
            continue  # the mail itself is told of, with who wrote it
        kind: Touched = "reply" if row.kind == Entry.Kind.REPLY else "step"
        step = row.action or str(row.data.get("answer") or row.data.get("kind") or "")
        words = str(row.data.get("feedback") or row.data.get("text") or "")
        real = row.action not in NOT_A_CONTACT
        found += [
            Touch(part.person_id, row.happened_at, kind, step, words, row.case_id, real=real)
            for part in by_round[row.round_id]
            if _concerns(row, part)
        ]
    return found


def _concerns(row: Entry, part: Participant) -> bool:
    """Whether a line of the journal is about this person: named, else those it is done with when nobody is."""
    to = [str(one) for one in row.data.get("to") or ()]
    if to:
        return str(part.person_id) in to
    if row.action in {"thanks", "linkedin_invite"}:
        return part.interviewed
    return part.main_contact and row.action not in NOT_A_CONTACT


def _mails(owner: Owner, people: Collection[int]) -> list[Touch]:
    addresses = dict(Person.objects.filter(pk__in=people).exclude(email="").values_list("email", "pk"))
    mails = InboundMail.objects.filter(owner=owner, is_human=True, sender_address__in=addresses)
    kept = mails.exclude(status=InboundMail.Status.DISMISSED).values_list(
        "sender_address", "received_at", "kind", "case_id"
    )
    return [Touch(addresses[who], at, "mail", kind, case=case) for who, at, kind, case in kept]
