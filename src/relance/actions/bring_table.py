"""Bring in applications kept elsewhere: what each line would become, then the lines one keeps.

Promise: nothing is kept before it was shown; the same table brought twice changes nothing; a line that cannot be
used is told with its number and stops no other; a day one meant to follow up is kept as a proposal, never a plan.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal, TypeAlias
from zoneinfo import ZoneInfo

from django.db import transaction

from relance.actions.brought.applications import Applications, Brought, key_of
from relance.actions.change_settings import zone_problems
from relance.actions.close_case import close_case
from relance.actions.journal import append
from relance.actions.participants import NewPerson
from relance.actions.refusals import BadInputError
from relance.actions.start_case import OLDEST, NewInterview, start_case
from relance.etiquette.problems import Problem
from relance.records import queries
from relance.records.models import Case, Entry, Owner, Round
from relance.wording import say
from relance.wording.brought import BROUGHT

#: «new»: a case to be; «known»: brought before; «undated»: its interview has no day; «aside»: nothing to follow;
#: «old»: more than a year ago; «unusable»: see its problems.
Outcome: TypeAlias = Literal["new", "known", "undated", "aside", "old", "unusable"]
#: The action of the journal's line that says where a case comes from.
NOTE = "brought"


@dataclass(frozen=True, slots=True)
class Foreseen:
    """One line and what would become of it."""

    row: Brought
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class Done:
    """What was brought in: cases made, lines known already, and what went wrong line by line."""

    made: int
    known: int
    problems: tuple[Problem, ...]


def foresee(*, owner: Owner, applications: Applications, now: datetime) -> list[Foreseen]:
    """What each line would become. Nothing is kept."""
    known = known_keys(owner)
    foreseen = []
    for row in applications.rows:
        outcome = _outcome(row, known, owner, now)
        if outcome == "new":
            known.add(row.key)
        foreseen.append(Foreseen(row, outcome))
    return foreseen


def bring_table(*, owner: Owner, foreseen: Iterable[Foreseen], skip: Collection[int], now: datetime) -> Done:
    """Make the cases of the lines that are new and not left out. One line that fails leaves the others be."""
    made, problems = 0, []
    wanted = list(foreseen)
    with transaction.atomic():
        Owner.objects.select_for_update().get(pk=owner.pk)
        known = known_keys(owner)
        for one in wanted:
            if one.outcome != "new" or one.row.line in skip or one.row.key in known:
                continue
            try:
                with transaction.atomic():
                    _make(owner, one.row, now)
            except BadInputError as error:
                problems += [Problem(f"line {one.row.line}", p.code, p.params) for p in error.problems]
                continue
            except OverflowError:  # a day at the end of the calendar: no plan can be counted from it
                problems.append(_no_such_day(one.row))
                continue
            known.add(one.row.key)
            made += 1
    return Done(made, sum(one.outcome == "known" for one in wanted), tuple(problems))


def known_keys(owner: Owner) -> set[str]:
    """The keys of all that was brought before and not erased since, and of every interview noted here by hand."""
    told = Entry.objects.filter(owner=owner, kind=Entry.Kind.NOTE, action=NOTE).values_list("data", flat=True)
    rounds = Round.objects.filter(owner=owner, case__opening__isnull=True).values_list(
        "case__organisation__name", "case__role", "starts_at", "case__tz"
    )
    noted = {key_of(name, role, start.astimezone(ZoneInfo(tz)).date()) for name, role, start, tz in rounds}
    return noted | {str(data.get("key")) for data in told}


def _outcome(row: Brought, known: Collection[str], owner: Owner, now: datetime) -> Outcome:
    if any(problem.severity == "error" for problem in row.problems):
        return "unusable"
    if row.start is None:
        return "undated" if row.stage in {"open", "offer"} and not _is_applied_only(row) else "aside"
    if row.key in known:
        return "known"
    start = row.start if row.start.tzinfo else row.start.replace(tzinfo=ZoneInfo(owner.tz))
    return "old" if start < now - OLDEST else "new"


def _no_such_day(row: Brought) -> Problem:
    value = row.start.date().isoformat() if row.start else ""
    return Problem(f"line {row.line}", "interview_day_unreadable", {"value": value})


def _is_applied_only(row: Brought) -> bool:
    # Without a status or a day, nothing says that there was an interview at all.
    return not row.status


def _make(owner: Owner, row: Brought, now: datetime) -> Case:
    contact = row.contact or say(BROUGHT, "somebody", owner.language, {"organisation": row.organisation})
    person = NewPerson(
        name=contact, email=row.email, title=row.contact_title, phone=row.phone, interviewed=True, main_contact=True
    )
    zone = "" if zone_problems(row.zone) else row.zone
    case = start_case(
        owner=owner,
        interview=NewInterview(
            organisation=row.organisation,
            role=row.role,
            start=row.start or now,
            end=row.end,
            people=[person],
            location=row.location,
            url=row.url,
            tz=zone,
        ),
        now=now,
    )
    round_ = queries.current_round(case)
    append(round_=round_, kind=Entry.Kind.NOTE, action=NOTE, now=now, data=_told(row))
    if row.stage in {"rejected", "withdrawn"}:
        close_case(case=case, because="rejection" if row.stage == "rejected" else "withdrawn", now=now)
    return case


def _told(row: Brought) -> dict[str, Any]:
    told = {
        "key": row.key,
        "text": row.notes,
        "status": row.status,
        "followup_on": row.followup_on.isoformat() if row.followup_on else "",
    }
    return {name: value for name, value in told.items() if value}
