"""An invitation as read: who is asked, when, where, and whether it is a job interview."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, TypeAlias

Mode: TypeAlias = Literal["onsite", "video", "phone"]
ZoneSource: TypeAlias = Literal["event", "embedded", "calendar", "given", "none"]


@dataclass(frozen=True, slots=True)
class Contact:
    """A name and an address, either of which may be empty."""

    name: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True)
class Attendee:
    """Somebody, or something, the invitation lists. `kind` is CUTYPE (individual, room, resource, group)."""

    name: str = ""
    email: str = ""
    role: str = ""
    partstat: str = ""
    kind: str = "individual"


@dataclass(frozen=True, slots=True)
class Interviewer:
    """Somebody the candidate will meet, or who writes to them, as far as the invitation tells."""

    name: str = ""
    email: str = ""
    title: str = ""
    civility: str = ""


@dataclass(frozen=True, slots=True)
class Invitation:
    """One meeting somebody asks the reader to.

    `start` and `end` are aware, in the event's own zone; `tz` is its IANA name, or None when the file only gives an
    offset. `zone_source` says where the zone was found. `cancelled` is true for METHOD:CANCEL, STATUS:CANCELLED and
    for a summary that says so. `is_reply` is true for REPLY and COUNTER, which concern the reader's own meeting.
    `because` holds the words that decided `is_interview`. `organisation`, `role` and `region` are guesses, to be
    confirmed.
    """

    summary: str
    start: datetime
    end: datetime
    uid: str = ""
    tz: str | None = None
    zone_source: ZoneSource = "none"
    end_supposed: bool = False
    all_day: bool = False
    recurs: bool = False
    organizer: Contact | None = None
    attendees: tuple[Attendee, ...] = ()
    location: str = ""
    url: str | None = None
    phone: str | None = None
    mode: Mode | None = None
    description: str = ""
    method: str | None = None
    sequence: int = 0
    recurrence_id: str | None = None
    dtstamp: datetime | None = None
    status: str | None = None
    cancelled: bool = False
    is_reply: bool = False
    is_interview: bool = False
    score: int = 0
    because: tuple[str, ...] = ()
    people: tuple[Interviewer, ...] = ()
    organisation: str | None = None
    role: str | None = None
    region: str | None = None
    round: int | None = None

    @property
    def key(self) -> tuple[str, str | None]:
        """What tells this meeting from any other: UID and RECURRENCE-ID (RFC 5546 §2.1.5)."""
        return (self.uid, self.recurrence_id)


def same_meeting(new: Invitation, old: Invitation) -> bool:
    """Whether both speak of one meeting. A cancelled series takes each of its occurrences with it."""
    if not new.uid or new.uid != old.uid:
        return False
    return new.recurrence_id == old.recurrence_id or (new.cancelled and new.recurrence_id is None)


def supersedes(new: Invitation, old: Invitation) -> bool:
    """Whether `new` takes the place of `old`: a cancellation always; else by SEQUENCE, then DTSTAMP.

    Calendars send cancellations whose SEQUENCE looks outdated, hence «always»; for the same reason a copy of the
    request that arrives after the cancellation must be strictly newer to bring the meeting back.
    """
    if new.is_reply or not same_meeting(new, old):
        return False
    if new.cancelled != old.cancelled and new.cancelled:
        return True
    return _version(new) > _version(old)


def newest(invitations: Sequence[Invitation]) -> Invitation:
    """The one of several copies of a meeting that holds, when the order they arrived in is unknown.

    A cancellation gives way only to a request newer by both its SEQUENCE and its DTSTAMP.
    """
    best = invitations[0]
    for other in invitations[1:]:
        if other.cancelled == best.cancelled:
            best = other if _version(other) > _version(best) else best
            continue
        live, off = (best, other) if other.cancelled else (other, best)
        newer = live.sequence > off.sequence and _version(live)[1] > _version(off)[1]
        best = live if newer else off
    return best


def _version(invitation: Invitation) -> tuple[int, float]:
    stamp = invitation.dtstamp
    return (invitation.sequence, stamp.timestamp() if stamp is not None else 0.0)
