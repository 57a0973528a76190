"""What worked: answers by thanks and by follow-up, and how long answers took. Counts, and nothing else."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

from relance.etiquette.facts import ProcessLength
from relance.etiquette.lessons.lives import OUTCOMES, Key, Life, Outcome, Tally, tally

Thanked: TypeAlias = Literal["within_a_day", "later", "never"]
THANKED: tuple[Thanked, ...] = ("within_a_day", "later", "never")
LENGTHS: tuple[ProcessLength, ...] = ("short", "unknown", "long")
#: Each of these asks again after a silence (F-01, C-01).
FOLLOWUPS = ("followup1", "call_retry", "followup2")


@dataclass(frozen=True, slots=True)
class Waits:
    """Days from the interview to the answer, shortest first, with the interviews they belong to."""

    days: tuple[int, ...] = ()
    keys: tuple[Key, ...] = ()

    @property
    def half_by(self) -> int:
        """The day by which half of the answers had come."""
        return self.days[(len(self.days) - 1) // 2]


def outcomes(lives: Iterable[Life]) -> Mapping[Outcome, tuple[Key, ...]]:
    """What became of the interviews."""
    told = list(lives)
    return {name: tuple(life.key for life in told if life.outcome == name) for name in OUTCOMES}


def thanked(life: Life) -> Thanked | None:
    """When the first thanks left (T-01, T-02); None when the answer left no time for them, or nothing was noted."""
    sent = life.done_before_answer("thanks")
    if sent:
        return "within_a_day" if life.within_a_day(sent[0]) else "later"
    answer = life.answer
    if answer is None:
        return None if life.answered and not life.facts.events else "never"
    return None if life.within_a_day(answer) else "never"


def answers_by_thanks(lives: Iterable[Life]) -> Mapping[Thanked, Tally]:
    """How many interviews had an answer, by when they were thanked for. What still waits is not counted."""
    settled = [(life, thanked(life)) for life in lives if life.settled]
    return {
        when: tally(
            [life for life, said in settled if said == when],
            [life for life, said in settled if said == when and life.answered],
        )
        for when in THANKED
    }


def answers_unasked(lives: Iterable[Life]) -> Tally:
    """How many answers came of themselves, out of all interviews that are settled."""
    settled = [life for life in lives if life.settled]
    return tally(settled, [life for life in settled if life.answered and not life.done_before_answer(*FOLLOWUPS)])


def answers_after_followup(lives: Iterable[Life]) -> Tally:
    """How many answers came after following up, out of the silences that were followed up."""
    asked = [life for life in lives if life.settled and life.done_before_answer(*FOLLOWUPS)]
    return tally(asked, [life for life in asked if life.answered])


def waits_by_length(lives: Iterable[Life]) -> Mapping[ProcessLength, Waits]:
    """How long the first answer took, by kind of process; a kind without an answer is left out."""
    found: dict[ProcessLength, list[tuple[int, Key]]] = {}
    for life in lives:
        if life.answer is not None:
            zone = life.facts.tz
            days = life.answer.at.astimezone(zone).date() - life.facts.interview.end.astimezone(zone).date()
            found.setdefault(life.facts.process_length, []).append((max(days.days, 0), life.key))
    return {length: _waits(found[length]) for length in LENGTHS if length in found}


def _waits(found: list[tuple[int, Key]]) -> Waits:
    ordered = sorted(found, key=lambda one: one[0])
    return Waits(tuple(days for days, _ in ordered), tuple(key for _, key in ordered))
