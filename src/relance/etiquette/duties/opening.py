"""An opening and the candidates met for it, as frozen values: the input of `duties`. Nothing here computes.

Instants are aware datetimes in the employer's zone, as everywhere in the etiquette.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal, TypeAlias
from zoneinfo import ZoneInfo

from relance.etiquette.facts import Interview, Promise

TurnKind: TypeAlias = Literal["slowed", "standby", "stopped", "resumed"]
NewsKind: TypeAlias = Literal["running", "slowed", "standby", "stopped", "invitation", "offer", "refusal"]
Question: TypeAlias = Literal["news", "reasons"]


@dataclass(frozen=True, slots=True)
class Turn:
    """The process slowed, was put on standby, stopped, or started again (Q-02, QL-03)."""

    kind: TurnKind
    at: datetime


@dataclass(frozen=True, slots=True)
class Chosen:
    """Somebody was chosen (QL-04)."""

    candidate: str
    at: datetime


@dataclass(frozen=True, slots=True)
class News:
    """What one candidate was told. `promise` is the next date it carries; a person confirms the reasons of a no."""

    kind: NewsKind
    at: datetime
    promise: Promise | None = None
    reasons: tuple[str, ...] = ()
    confirmed: bool = False

    @property
    def explains(self) -> bool:
        """Whether a refusal carries a reason that a person wrote or confirmed; any other news needs none."""
        return self.kind != "refusal" or (bool(self.reasons) and self.confirmed)


@dataclass(frozen=True, slots=True)
class Asked:
    """A candidate asked for news, or for the reasons of a no."""

    at: datetime
    about: Question = "news"


@dataclass(frozen=True, slots=True)
class Withdrew:
    """A candidate withdrew: nothing more is owed."""

    at: datetime


CandidateEvent: TypeAlias = News | Asked | Withdrew


@dataclass(frozen=True, slots=True)
class MetAt:
    """One interview, and what was announced at its end (Q-07)."""

    interview: Interview
    promise: Promise | None = None


@dataclass(frozen=True, slots=True)
class Met:
    """A candidate of the opening: the interviews in their order, then what was told and asked, in its order."""

    id: str
    name: str = ""
    civility: str = ""
    interviews: tuple[MetAt, ...] = ()
    events: tuple[CandidateEvent, ...] = ()


@dataclass(frozen=True, slots=True)
class Opening:
    """An opening. `employees`, `public_employer` and `publicly_advertised` are None when nobody said (QL-06)."""

    region: str
    tz: ZoneInfo
    candidates: tuple[Met, ...]
    id: str | None = None
    title: str = ""
    organisation: str = ""
    sender: str = ""
    employees: int | None = None
    public_employer: bool | None = None
    publicly_advertised: bool | None = None
    extra_closed_days: frozenset[date] = frozenset()
    events: tuple[Turn | Chosen, ...] = ()
