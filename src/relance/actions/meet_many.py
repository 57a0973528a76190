"""Receive a table of candidates: foreseen first, kept on a person's word. The same file twice changes nothing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, TypeAlias
from zoneinfo import ZoneInfo

from django.db import transaction

from relance.actions.open_opening import meet_candidate
from relance.actions.participants import NewPerson
from relance.actions.received.candidates import Received
from relance.actions.refusals import BadInputError, RefusedError
from relance.actions.start_case import OLDEST, NewInterview
from relance.etiquette.problems import Problem
from relance.records.models import Opening, Owner, Participant, Person

Outcome: TypeAlias = Literal["new", "known", "not_met", "old", "unusable"]


@dataclass(frozen=True, slots=True)
class ForeseenCandidate:
    """What would become of a line, and why."""

    row: Received
    outcome: Outcome
    problems: tuple[Problem, ...] = ()


def foresee_candidates(
    *, owner: Owner, opening: Opening, rows: Sequence[Received], now: datetime
) -> list[ForeseenCandidate]:
    """Say of each line what it would become. Nothing is kept; four queries whatever the number of lines."""
    met = Participant.objects.filter(round__case__opening=opening, round__owner=owner)
    known = set()
    for email, name, start in met.values_list("person__email", "person__name", "round__starts_at"):
        known |= {(email.lower(), start), (_folded(name), start)}
    people = {
        email.lower(): name
        for email, name in Person.objects.filter(owner=owner).exclude(email="").values_list("email", "name")
    }
    return [_foreseen(row, opening, known, people, now) for row in rows]


def meet_many(
    *, owner: Owner, opening: Opening, foreseen: Sequence[ForeseenCandidate], skip: set[int], now: datetime
) -> tuple[int, tuple[Problem, ...]]:
    """Keep the new ones but those to skip. Return how many, and what could not be kept, by line."""
    made, problems = 0, []
    for one in foreseen:
        if one.outcome != "new" or one.row.line in skip or one.row.start is None:
            continue
        row = one.row
        interview = NewInterview(
            organisation=opening.organisation.name,
            start=_instant(row, opening),
            people=(NewPerson(name=row.name, email=row.email, civility=row.civility, main_contact=True),),
            tz=opening.tz,
            region=opening.region,
        )
        try:
            with transaction.atomic():
                meet_candidate(owner=owner, opening=opening, interview=interview, now=now)
            made += 1
        except BadInputError as error:
            problems += [Problem(f"line {row.line}", wrong.code, wrong.params) for wrong in error.problems]
        except OverflowError:  # a day at the end of the calendar: no duty can be counted from it
            value = interview.start.date().isoformat()
            problems.append(Problem(f"line {row.line}", "interview_day_unreadable", {"value": value}))
        except RefusedError as error:
            problems.append(Problem(f"line {row.line}", "line_refused", {"because": error.refusal.code}))
    return made, tuple(problems)


def _foreseen(
    row: Received, opening: Opening, known: set[tuple[str, datetime]], people: dict[str, str], now: datetime
) -> ForeseenCandidate:
    if not row.usable:
        return ForeseenCandidate(row, "unusable", row.problems)
    if row.start is None:
        return ForeseenCandidate(row, "not_met", row.problems)
    start = _instant(row, opening)
    if (row.email or _folded(row.name), start) in known:
        return ForeseenCandidate(row, "known", row.problems)
    if start < now - OLDEST:
        return ForeseenCandidate(row, "old", row.problems)
    name = people.get(row.email, "") if row.email else ""
    if name and _folded(name) != _folded(row.name):
        twin = Problem(f"line {row.line}", "address_of_another", {"address": row.email, "name": name})
        return ForeseenCandidate(row, "unusable", (*row.problems, twin))
    return ForeseenCandidate(row, "new", row.problems)


def _instant(row: Received, opening: Opening) -> datetime:
    start = row.start
    if start is None:
        raise ValueError(row.line)
    return start if start.tzinfo else start.replace(tzinfo=ZoneInfo(opening.tz))


def _folded(name: str) -> str:
    return " ".join(sorted(name.casefold().split()))
