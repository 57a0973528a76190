"""Facts: what happened around one interview, as frozen values.

Everything the planner, the guard and the letters know of the world is here. Instants are aware datetimes in the
employer's zone (PL-01, AMB-01); dates are local to that zone. Nothing in this module computes.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal, TypeAlias
from zoneinfo import ZoneInfo

Gender: TypeAlias = Literal["f", "m", "x"]
Mode: TypeAlias = Literal["onsite", "video", "phone"]
ProcessLength: TypeAlias = Literal["short", "unknown", "long"]
Channel: TypeAlias = Literal["email", "phone"]
ContactPolicy: TypeAlias = Literal["may_call", "may_email", "wait_for_them"]
PromiseKind: TypeAlias = Literal["date", "days", "end_of_week", "vague"]
DayUnit: TypeAlias = Literal["calendar", "working"]
ReplyKind: TypeAlias = Literal["ack", "delay", "second_interview", "offer", "rejection"]

# Inside a class that has a field called `date`, the type needs another name.
_Date: TypeAlias = date


@dataclass(frozen=True, slots=True)
class Candidate:
    """The person who was interviewed. `gender` is asked, never guessed; None when it was not given."""

    name: str = ""
    gender: Gender | None = None
    phone: str | None = None
    email: str | None = None


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody on the employer's side, as met in this round (E-14, D-28 to D-30, D-41, D-42).

    `email` is the address, or True when one is known to exist, or False/None when there is none.
    """

    id: str
    name: str = ""
    civility: str | None = None
    title: str | None = None
    role: str | None = None
    email: str | bool | None = None
    phone: str | None = None
    interviewed: bool = False
    main_contact: bool = False
    agency: bool = False
    tu_offered: bool = False
    mission: str | None = None
    decides: bool | None = None
    convinced: str | None = None
    not_convinced: str | None = None

    @property
    def has_address(self) -> bool:
        """Whether a letter can reach this person (PL-09)."""
        return bool(self.email)


@dataclass(frozen=True, slots=True)
class Interview:
    """One interview: aware instants in the employer's zone, `end` after `start`."""

    start: datetime
    end: datetime
    mode: Mode | None = None


@dataclass(frozen=True, slots=True)
class Promise:
    """What they announced (E-05, PL-11). `date` with kind «date», `n` and `unit` with kind «days»."""

    kind: PromiseKind
    date: _Date | None = None
    n: int | None = None
    unit: DayUnit = "calendar"
    said: str | None = None


@dataclass(frozen=True, slots=True)
class Brake:
    """A brake to being hired (D-34) and the argument found against it (D-35), if any."""

    text: str
    answer: str | None = None


@dataclass(frozen=True, slots=True)
class Debrief:
    """The car-park debrief, fields D-10 to D-42, in the user's own words. Scales run from 1 to 5.

    `chances` is the person's own estimate out of ten (000); nothing computes one.
    """

    felt: int | None = None
    felt_text: str | None = None
    at_ease: int | None = None
    impression: int | None = None
    points_covered: tuple[str, ...] = ()
    points_missed: tuple[str, ...] = ()
    non_verbal: str | None = None
    company_info: str | None = None
    atmosphere: str | None = None
    conditions: str | None = None
    stress: str | None = None
    time: str | None = None
    team_climate: str | None = None
    travel_minutes: int | None = None
    travel_ok: bool | None = None
    job_info: tuple[str, ...] = ()
    impressions: str | None = None
    setting: str | None = None
    course: str | None = None
    brakes: tuple[Brake, ...] = ()
    awkward_questions: tuple[str, ...] = ()
    forgotten_questions: tuple[str, ...] = ()
    blunders: tuple[str, ...] = ()
    best_arguments: tuple[str, ...] = ()
    to_improve: tuple[str, ...] = ()
    chances: int | None = None
    chances_text: str | None = None
    free_text: str | None = None


@dataclass(frozen=True, slots=True)
class Done:
    """An action of the plan was carried out. `to` is empty when it was done for everybody it concerned."""

    action: str
    at: datetime
    to: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SilentCall:
    """A call that reached no one and left no message (event `call_no_message`, C-06)."""

    action: str
    at: datetime


@dataclass(frozen=True, slots=True)
class ExtraContact:
    """A contact the plan did not ask for; it counts toward the cap (PL-15)."""

    at: datetime
    channel: str | None = None


@dataclass(frozen=True, slots=True)
class Reply:
    """Something they answered, as read or as the user told it (PL-17 to PL-20)."""

    kind: ReplyKind
    at: datetime
    channel: Channel | None = None
    promise: Promise | None = None
    round2_start: datetime | None = None
    deadline: datetime | None = None
    with_reasons: bool = False
    feedback: str | None = None


@dataclass(frozen=True, slots=True)
class CompetingOffer:
    """Another employer made an offer (PL-27)."""

    at: datetime
    deadline: datetime | None = None


Event: TypeAlias = Done | SilentCall | ExtraContact | Reply | CompetingOffer


@dataclass(frozen=True, slots=True)
class Facts:
    """All that is known of one round of one application: the input of `plan` and of `may_contact` (PL-35)."""

    region: str
    tz: ZoneInfo
    interview: Interview
    people: tuple[Person, ...]
    candidate_tz: ZoneInfo | None = None
    candidate: Candidate = Candidate()
    organisation: str = ""
    role: str = ""
    round: int = 1
    process_length: ProcessLength = "unknown"
    promise: Promise | None = None
    channel_answer: Channel | None = None
    contact_policy: ContactPolicy | None = None
    via_agency: bool = False
    extra_closed_days: frozenset[date] = frozenset()
    still_interested: bool = True
    debrief: Debrief | None = None
    events: tuple[Event, ...] = ()

    @property
    def main_contact(self) -> Person:
        """The one person flagged main_contact (E-07)."""
        return _flagged(self.people, "main_contact")

    @property
    def agency(self) -> Person:
        """The one person flagged agency, when the interview came through one (PL-23)."""
        return _flagged(self.people, "agency")


@dataclass(frozen=True, slots=True)
class Case:
    """One line of input: facts, the playbook asked for, and the instant to plan at (None: the present)."""

    facts: Facts
    id: str | None = None
    playbook: str | None = None
    now: datetime | None = None


def _flagged(people: Sequence[Person], flag: str) -> Person:
    return next(person for person in people if getattr(person, flag))
