"""The law of a region, as data (QL-06): `law.toml`, each entry with its text and its date.

An entry holds when what it asks of the employer is known to be so; when a fact is missing, it is «unknown» and its
limit is told all the same. A limit the text does not give is None: nothing is made up.
"""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib import resources
from typing import Literal, TypeAlias

from relance.etiquette.duties.opening import Opening

Asks: TypeAlias = Literal[
    "tell_decision", "keep_records", "inform_not_kept", "reasons_on_request", "keep_no_longer"
]
Applies: TypeAlias = Literal["yes", "unknown"]


@dataclass(frozen=True, slots=True)
class Law:
    """One entry of `law.toml`. Months and days are calendar ones; None where the text says nothing."""

    id: str
    region: str
    asks: Asks
    text: str
    since: date
    days_after_last_interview: int | None = None
    least_employees: int | None = None
    publicly_advertised: bool | None = None
    public_employer: bool | None = None
    keep_at_least_months: int | None = None
    keep_at_most_months: int | None = None


@dataclass(frozen=True, slots=True)
class LegalDuty:
    """What a law asks for one candidate: its last day (None: the text gives none), the facts missing."""

    law: str
    asks: Asks
    applies: Applies
    limit: date | None
    is_met: bool
    unknown: tuple[str, ...] = ()


@cache
def laws() -> tuple[Law, ...]:
    """Every entry, read once."""
    text = resources.files(__package__).joinpath("law.toml").read_text(encoding="utf-8")
    return tuple(Law(**entry) for entry in tomllib.loads(text)["law"])


def laws_for(opening: Opening, day: date) -> Iterator[tuple[Law, tuple[str, ...]]]:
    """The laws that hold for this employer on that day, or may: each with the facts one would need to tell."""
    country = opening.region.partition("-")[0]
    for law in laws():
        if law.region not in (opening.region, country) or day < law.since:
            continue
        unknown = _unknown(law, opening)
        if unknown is not None:
            yield law, unknown


def limit_of(law: Law, last_interview: date) -> date | None:
    """The last day to act, when the law counts from the last interview."""
    days = law.days_after_last_interview
    return None if days is None else last_interview + timedelta(days=days)


def _unknown(law: Law, opening: Opening) -> tuple[str, ...] | None:
    """The facts that are missing to tell whether it holds; None when it is known not to."""
    unknown = []
    if law.least_employees is not None:
        if opening.employees is None:
            unknown.append("employees")
        elif opening.employees < law.least_employees:
            return None
    for name in ("publicly_advertised", "public_employer"):
        wanted, given = getattr(law, name), getattr(opening, name)
        if wanted is None or given == wanted:
            continue
        if given is not None:
            return None
        unknown.append(name)
    return tuple(unknown)
