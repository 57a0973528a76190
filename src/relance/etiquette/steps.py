"""What a plan is made of: actions, what is refused, the guard's answer, and the reasons they cite (PL-34)."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal, TypeAlias

State: TypeAlias = Literal["before_interview", "open", "invited", "withdrawing", "offer", "rejected"]
Reasons: TypeAlias = tuple[str, ...]

# Every action a plan may hold; an event «done» names one of these.
ACTIONS = (
    "ask_next_steps",
    "debrief",
    "thanks",
    "linkedin_invite",
    "followup1",
    "call_retry",
    "followup2",
    "inform_competing_offer",
    "close_file",
    "reply_invite",
    "withdraw",
    "review_debrief",
    "acknowledge_offer",
    "decide_offer",
    "ask_feedback",
    "thank_and_ask_feedback",
    "thank_after_rejection",
    "handwritten_note",
    "ask_feedback_again",
)
CHANNELS = ("self", "in_interview", "email", "phone", "linkedin", "post")
FLAGS = (
    "overdue",
    "late",
    "include_thanks",
    "prepare_voicemail",
    "leave_message_on_voicemail",
    "hang_up_on_voicemail",
    "leave_prepared_message",
    "mention",  # always with a person: «mention:dupont»
)
STATES: tuple[State, ...] = ("before_interview", "open", "invited", "withdrawing", "offer", "rejected")

OVERDUE = "overdue"
LATE = "late"
INCLUDE_THANKS = "include_thanks"
CANDIDATE = ("candidate",)
NO_FLAGS: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Action:
    """One remaining step. `due` is an aware instant, or a date when no hour matters; `latest` may be None.

    `to` holds ids of people, or «candidate» for what one does alone; `because` the rules it follows.
    """

    action: str
    channel: str
    to: tuple[str, ...]
    due: datetime | date
    latest: datetime | date | None = None
    flags: tuple[str, ...] = ()
    because: Reasons = ()

    @property
    def due_on(self) -> date:
        """The local date it is due on."""
        return self.due.date() if isinstance(self.due, datetime) else self.due


@dataclass(frozen=True, slots=True)
class Blocked:
    """A step the doctrine would hold but refuses here, and every rule that refuses it (AMB-03)."""

    action: str
    because: Reasons


@dataclass(frozen=True, slots=True)
class Allowed:
    """A follow-up may leave now (PL-31)."""

    allowed: Literal[True] = True


@dataclass(frozen=True, slots=True)
class Refused:
    """A follow-up may not leave now: until when this reason holds (None: for good), and the rules that refuse."""

    until: datetime | None
    because: Reasons
    allowed: Literal[False] = False


Verdict: TypeAlias = Allowed | Refused


@dataclass(frozen=True, slots=True)
class Plan:
    """Every remaining step in order of date, what is refused, and whether one may write now (PL-26)."""

    state: State
    actions: tuple[Action, ...]
    blocked: tuple[Blocked, ...]
    guard: Verdict
