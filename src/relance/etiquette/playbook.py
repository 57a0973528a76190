"""A playbook: one doctrine of what to do after an interview, as frozen values. Reading one is in `playbooks`."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import time
from typing import Literal, TypeAlias

CountUnit: TypeAlias = Literal["calendar_days", "working_days"]


@dataclass(frozen=True, slots=True)
class Author:
    """Who wrote the doctrine, where and when (year, when known)."""

    name: str | None = None
    place: str | None = None
    year: int | None = None


@dataclass(frozen=True, slots=True)
class DebriefRule:
    """How long the debrief stays fresh, in hours; whether it is shown before the thanks (it never delays them)."""

    latest_hours: int
    before_thanks: bool


@dataclass(frozen=True, slots=True)
class Ideal:
    """The ideal instant of the thanks (PL-07): minutes after the end, or an hour of the next day under a cap."""

    mode: Literal["after_end", "next_day"]
    minutes: int = 0
    at: time = time(10)
    cap_hours: int | None = None


@dataclass(frozen=True, slots=True)
class ThanksRule:
    """When, to whom and how to thank (PL-07 to PL-10)."""

    ideal: Ideal
    earliest_min: int
    latest_hours: int
    offday: Literal["keep", "same_day_if_possible"]
    recipients: Literal["main_contact", "each_interviewer"]
    channel: Literal["email"]


@dataclass(frozen=True, slots=True)
class Delays:
    """Days before the first follow-up, by length of the process (F-15)."""

    short: int
    unknown: int
    long: int


@dataclass(frozen=True, slots=True)
class FollowUp1Rule:
    """The first follow-up (PL-12, PL-13)."""

    unit: CountUnit
    days: Delays
    grace_working_days: int
    channel: Literal["email", "phone"]
    to: Literal["main_contact"]


@dataclass(frozen=True, slots=True)
class FollowUp2Rule:
    """The second follow-up (PL-30); nothing else counts when it is not enabled."""

    enabled: bool
    channel: Literal["email", "phone"] = "phone"
    gap: int = 7
    unit: CountUnit = "calendar_days"


@dataclass(frozen=True, slots=True)
class CloseRule:
    """How long after the last contact the file closes (PL-16)."""

    after: int
    unit: CountUnit


@dataclass(frozen=True, slots=True)
class RejectionRule:
    """What is answered to a refusal (PL-20); `insist_after_days` is None when one request is enough."""

    mode: Literal["ask", "thank_and_ask"]
    insist_after_days: int | None
    handwritten: bool


@dataclass(frozen=True, slots=True)
class Playbook:
    """One doctrine. `sources` gives each value's source by its dotted name («thanks.ideal» -> «T-02»)."""

    id: str
    title: str
    locale: str
    debrief: DebriefRule
    thanks: ThanksRule
    followup1: FollowUp1Rule
    followup2: FollowUp2Rule
    voicemail: Literal["leave_message", "hang_up_then_message"]
    voicemail_silent_max: int
    max_contacts: int
    close: CloseRule
    linkedin: bool
    rejection: RejectionRule
    competing_offer: Literal["never", "inform"]
    agency: Literal["normal", "agency_only"]
    inherits: str | None = None
    author: Author = Author()
    sources: Mapping[str, str] = field(default_factory=dict)
