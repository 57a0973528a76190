"""One interview lived, and what became of it: what every lesson counts."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property
from typing import Literal, NamedTuple, TypeAlias, get_args

from relance.etiquette.facts import Done, Facts, Reply
from relance.etiquette.situation import DECISIVE

Outcome: TypeAlias = Literal["offer", "second_interview", "rejection", "silence", "waiting", "withdrawn"]
OUTCOMES: tuple[Outcome, ...] = get_args(Outcome)
#: Under ten, a list and no trend: few cases prove nothing.
ENOUGH = 10
_A_DAY = timedelta(hours=24)


class Key(NamedTuple):
    """Which interview of which application."""

    case: str
    round: int


@dataclass(frozen=True)
class Life:
    """One interview of an application: its facts, and what the file itself says became of it.

    `end` stands where no answer was noted: another interview followed, the file was closed on a silence. None while
    an answer is awaited.
    """

    case: str
    facts: Facts
    end: Outcome | None = None

    @cached_property
    def key(self) -> Key:
        """What names it in every lesson."""
        return Key(self.case, self.facts.round)

    @cached_property
    def answer(self) -> Reply | None:
        """The first answer that decided something."""
        return next((one for one in self.facts.events if isinstance(one, Reply) and one.kind in DECISIVE), None)

    @cached_property
    def verdict(self) -> Reply | None:
        """The last answer that decided something: an invitation may be followed by a refusal."""
        found = [one for one in self.facts.events if isinstance(one, Reply) and one.kind in DECISIVE]
        return found[-1] if found else None

    @property
    def answered(self) -> bool:
        """Whether they answered, as noted or as what followed tells."""
        return self.answer is not None or self.end in {"second_interview", "offer", "rejection"}

    @cached_property
    def outcome(self) -> Outcome:
        """What became of it; silence only once nobody waits any more (S-05)."""
        if any(isinstance(one, Done) and one.action == "withdraw" for one in self.facts.events):
            return "withdrawn"
        verdict = self.verdict
        if verdict is None:
            return self.end or "waiting"
        if verdict.kind == "offer":
            return "offer"
        return "second_interview" if verdict.kind == "second_interview" else "rejection"

    @property
    def settled(self) -> bool:
        """Whether they had their chance to answer, and it is known what became of it."""
        return self.outcome not in {"waiting", "withdrawn"}

    @property
    def went_on(self) -> bool:
        """Whether they wanted to go on: another interview, or an offer."""
        return self.outcome in {"second_interview", "offer"}

    def done_before_answer(self, *actions: str) -> list[Done]:
        """Those actions, as long as nothing had been answered."""
        answer = self.answer
        return [
            one
            for one in self.facts.events
            if isinstance(one, Done) and one.action in actions and (answer is None or one.at < answer.at)
        ]

    def within_a_day(self, event: Done | Reply) -> bool:
        """Whether something came in the 24 hours after the interview (T-02)."""
        return event.at - self.facts.interview.end <= _A_DAY


@dataclass(frozen=True, slots=True)
class Tally:
    """«6 sur 9»: which interviews were counted, and which of them had it. Never a share without its counts."""

    among: tuple[Key, ...] = ()
    had: tuple[Key, ...] = ()

    @property
    def count(self) -> int:
        """How many had it."""
        return len(self.had)

    @property
    def total(self) -> int:
        """Out of how many."""
        return len(self.among)

    def __bool__(self) -> bool:
        return bool(self.among)


def tally(lives: Iterable[Life], had: Iterable[Life]) -> Tally:
    """Count some interviews, and those of them that had it."""
    return Tally(tuple(life.key for life in lives), tuple(life.key for life in had))


def is_enough(lives: Iterable[Life]) -> bool:
    """Whether there are applications enough to speak of more than a list."""
    return len({life.case for life in lives}) >= ENOUGH
