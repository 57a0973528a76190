"""Keep the former employers who may speak of one's work, and print those who agreed (C-03).

The promise: nobody is named on the sheet before they said yes, and one was told the day.
"""

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from relance.actions.print_paper import print_paper
from relance.actions.refusals import BadInputError, Refusal, RefusedError
from relance.etiquette.problems import Problem
from relance.letters.paper import Referee, references_sheet
from relance.records import queries
from relance.records.models import Owner, Reference

_TEXTS = ("name", "function", "organisation", "phone", "email", "relation", "said")
#: Characters; a sheet is one page.
_LONGEST = {
    "name": 300,
    "function": 200,
    "organisation": 300,
    "phone": 40,
    "email": 254,
    "relation": 300,
    "said": 2000,
}


@dataclass(frozen=True, slots=True)
class KnownReference:
    """What the user knows of a reference; `consent_on` is the day they agreed, None before."""

    name: str
    function: str = ""
    organisation: str = ""
    phone: str = ""
    email: str = ""
    relation: str = ""
    said: str = ""
    consent_on: date | None = None


def keep_reference(
    *, owner: Owner, known: KnownReference, now: datetime, reference: Reference | None = None
) -> Reference:
    """Write a reference down, or change `reference`. BadInputError with every problem, placed by field."""
    problems = _problems(known, now.astimezone(ZoneInfo(owner.tz)).date())
    if problems:
        raise BadInputError(tuple(problems))
    row = reference or Reference(owner=owner)
    for name in _TEXTS:
        setattr(row, name, getattr(known, name).strip())
    row.consent_on = known.consent_on
    row.save()
    return row


def remove_reference(*, reference: Reference) -> None:
    """Forget a reference: their details leave the records."""
    reference.delete()


def print_references(*, owner: Owner) -> bytes:
    """The sheet of those who agreed, as a PDF of one page. RefusedError when nobody did."""
    listed = list(queries.references_listed(owner))
    if not listed:
        raise RefusedError(Refusal("no-reference-agreed", ("C-03",)))
    people = [Referee(*(getattr(row, name) for name in _TEXTS)) for row in listed]
    return print_paper(
        references_sheet(
            referees=people, name=owner.name, phone=owner.phone, email=owner.email, locale=owner.letter_locale
        )
    )


def _problems(known: KnownReference, today: date) -> list[Problem]:
    problems = []
    if not known.name.strip():
        problems.append(Problem("name", "name_missing"))
    if known.email.strip():
        try:
            validate_email(known.email.strip())
        except ValidationError:
            problems.append(Problem("email", "address_unreadable", {"address": known.email.strip()}))
    for name, most in _LONGEST.items():
        if len(getattr(known, name)) > most:
            problems.append(Problem(name, "text_too_long", {"most": str(most)}))
    if known.consent_on is not None:
        if known.consent_on > today:
            problems.append(Problem("consent_on", "consent_in_the_future"))
        if not known.phone.strip() and not known.email.strip():
            problems.append(Problem("phone", "reference_unreachable"))
    return problems
