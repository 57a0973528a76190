"""One case: the frise, the next step, what happened, the people, what was promised, and whether to write now."""

from dataclasses import dataclass

from relance.web.candidate.frise import Frise
from relance.web.candidate.seals import Seals


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the plan as the page shows it."""

    title: str
    when: str
    why: str
    source: str
    href: str = ""
    act: str = ""
    late: bool = False


@dataclass(frozen=True, slots=True)
class Door:
    """An act and whether it is open. A locked door says why, who says so, until when, and what can be done."""

    title: str
    open: bool
    why: str
    source: str = ""
    until: str = ""
    meanwhile: str = ""


@dataclass(frozen=True, slots=True)
class JournalLine:
    """One line of what happened; `undo` is the address that undoes it, when that is possible."""

    when: str
    words: str
    iso: str = ""
    undo: str = ""
    href: str = ""


@dataclass(frozen=True, slots=True)
class PersonLine:
    """Somebody met. `about` says function and role."""

    name: str
    about: str
    address: str = ""
    phone: str = ""
    href: str = ""


@dataclass(frozen=True, slots=True)
class CasePage:
    """All that the page shows."""

    pk: int
    eyebrow: str
    organisation: str
    headline: str
    lead: str
    seals: Seals
    frise: Frise
    steps: tuple[Step, ...] = ()
    guard: Door | None = None
    locked: tuple[Door, ...] = ()
    journal: tuple[JournalLine, ...] = ()
    people: tuple[PersonLine, ...] = ()
    promise: str = ""
    debrief: str = ""
    debrief_done: int = 0
    debrief_all: int = 0
    closed: bool = False
    playbook: str = ""
    answers: tuple[JournalLine, ...] = ()
    checklist: tuple[str, ...] = ()

    @property
    def next_step(self) -> Step | None:
        """The first thing of the plan."""
        return self.steps[0] if self.steps else None
