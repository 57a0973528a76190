"""«Aujourd’hui»: what to do now, what is waited for and until when, what was just closed."""

from dataclasses import dataclass

from relance.web.candidate.headline import Headline
from relance.web.candidate.seals import Seals


@dataclass(frozen=True, slots=True)
class TodoLine:
    """One thing to do. `big` and `small` are its hour or day; `act` is the word on the button that opens `href`."""

    big: str
    small: str
    title: str
    who: str
    why: str
    source: str
    href: str
    act: str
    late: bool = False


@dataclass(frozen=True, slots=True)
class WaitingLine:
    """A case where waiting is right, until the day shown."""

    big: str
    small: str
    name: str
    role: str
    why: str
    href: str
    seals: Seals


@dataclass(frozen=True, slots=True)
class ClosedLine:
    """A case closed these last days."""

    big: str
    small: str
    name: str
    role: str
    why: str
    href: str


@dataclass(frozen=True, slots=True)
class Today:
    """All that the page shows."""

    headline: Headline
    lead: str
    todo: tuple[TodoLine, ...] = ()
    waiting: tuple[WaitingLine, ...] = ()
    closed: tuple[ClosedLine, ...] = ()
    first_day: bool = False
