"""What interviews taught: brakes that come back, arguments and whom they convinced, what employers said."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from relance.etiquette.facts import Brake, Debrief, Person, Reply
from relance.etiquette.lessons.lives import Key, Life, Outcome
from relance.etiquette.lessons.questions import gather, subject_of
from relance.etiquette.situation import DECISIVE

_Met = TypeVar("_Met")
#: As a brake, experience of one trade is not experience of another.
_EACH_ITS_OWN = frozenset({"experience_missing"})


@dataclass(frozen=True, slots=True)
class BrakeMet:
    """A brake (D-34), where it was met, and the answers found to it (D-35), the latest first."""

    text: str
    keys: tuple[Key, ...]
    answers: tuple[str, ...] = ()

    @property
    def cases(self) -> int:
        """In how many applications."""
        return len({key.case for key in self.keys})


@dataclass(frozen=True, slots=True)
class Argument:
    """An argument (D-39), where it was used, and the functions of those who were convinced there (D-41)."""

    text: str
    keys: tuple[Key, ...]
    convinced: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Conviction:
    """A function, and what convinced and did not convince those who hold it, in the user's words."""

    function: str
    convinced: tuple[str, ...] = ()
    not_convinced: tuple[str, ...] = ()
    keys: tuple[Key, ...] = ()


@dataclass(frozen=True, slots=True)
class Feedback:
    """What an employer said, in their words, beside what the person thought at the time."""

    key: Key
    at: datetime
    organisation: str
    outcome: Outcome
    said: str
    thought: Debrief | None = None


@dataclass(frozen=True, slots=True)
class QuestionMet:
    """An awkward question under all the words it came in (D-36), the latest first."""

    subject: str
    words: tuple[str, ...]
    keys: tuple[Key, ...]

    @property
    def cases(self) -> int:
        """In how many applications."""
        return len({key.case for key in self.keys})


def in_order(lives: Iterable[Life]) -> list[Life]:
    """Interviews as they came."""
    return sorted(lives, key=lambda life: (life.facts.interview.start, life.case, life.facts.round))


def brakes_met(lives: Iterable[Life]) -> list[BrakeMet]:
    """Brakes, those that come back first; the same under other words are one."""
    met = [(life.key, brake) for life, debrief in _debriefs(lives) for brake in debrief.brakes]
    found = [
        BrakeMet(brakes[-1].text, _once(keys), _answers(brakes))
        for keys, brakes in _gathered(met, [brake.text for _, brake in met], _EACH_ITS_OWN)
    ]
    return sorted(found, key=lambda one: -one.cases)


def arguments_used(lives: Iterable[Life]) -> list[Argument]:
    """Arguments, with whom they were near when somebody was convinced; the most convincing first."""
    told = in_order(lives)
    convinced = {life.key: [one.title or "" for one in life.facts.people if one.convinced] for life in told}
    used = [(life.key, text) for life, debrief in _debriefs(told) for text in debrief.best_arguments]
    found = []
    for keys, texts in _gathered(used, [text for _, text in used]):
        once = _once(keys)
        functions = Counter(title for key in once for title in convinced[key] if title)
        found.append(Argument(texts[-1], once, tuple(functions.most_common())))
    return sorted(found, key=lambda one: (-sum(count for _, count in one.convinced), -len(one.keys)))


def convictions(lives: Iterable[Life]) -> list[Conviction]:
    """What convinced and did not convince, by function."""
    found: dict[str, list[tuple[Key, Person]]] = {}
    for life in in_order(lives):
        for person in life.facts.people:
            if person.convinced or person.not_convinced:
                found.setdefault((person.title or "").strip().casefold(), []).append((life.key, person))
    told = [_conviction(met) for met in found.values()]
    return sorted(told, key=lambda one: -len(one.keys))


def feedback_heard(lives: Iterable[Life]) -> list[Feedback]:
    """What employers said, the latest first."""
    found = [
        Feedback(life.key, one.at, life.facts.organisation, life.outcome, one.feedback, life.facts.debrief)
        for life in lives
        for one in life.facts.events
        if isinstance(one, Reply) and one.kind in DECISIVE and one.feedback
    ]
    return sorted(found, key=lambda one: one.at, reverse=True)


def questions_met(lives: Iterable[Life]) -> list[QuestionMet]:
    """Awkward questions, those that come most often first."""
    met = [(life.key, text) for life, debrief in _debriefs(lives) for text in debrief.awkward_questions]
    found = [
        QuestionMet(subject_of(texts[0]), tuple(dict.fromkeys(reversed(texts))), _once(keys))
        for keys, texts in _gathered(met, [text for _, text in met])
    ]
    return sorted(found, key=lambda one: -len(one.keys))


def _debriefs(lives: Iterable[Life]) -> list[tuple[Life, Debrief]]:
    return [(life, life.facts.debrief) for life in in_order(lives) if life.facts.debrief is not None]


def _gathered(
    met: Sequence[tuple[Key, _Met]], texts: Sequence[str], apart: frozenset[str] = frozenset()
) -> list[tuple[list[Key], list[_Met]]]:
    return [
        ([met[index][0] for index in group.members], [met[index][1] for index in group.members])
        for group in gather(texts, apart=apart)
    ]


def _answers(brakes: Sequence[Brake]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(brake.answer for brake in reversed(brakes) if brake.answer))


def _conviction(met: Sequence[tuple[Key, Person]]) -> Conviction:
    people = [person for _, person in met]
    return Conviction(
        (people[0].title or "").strip(),
        _latest(person.convinced for person in people),
        _latest(person.not_convinced for person in people),
        _once(key for key, _ in met),
    )


def _latest(texts: Iterable[str | None]) -> tuple[str, ...]:
    """Each once, in the order they were last said."""
    return tuple(reversed(dict.fromkeys(text for text in reversed(list(texts)) if text)))


def _once(keys: Iterable[Key]) -> tuple[Key, ...]:
    return tuple(dict.fromkeys(keys))
