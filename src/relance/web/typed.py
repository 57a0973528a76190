"""What came with a request, as a number or a day: nothing that was typed or sent ends in a traceback."""

from datetime import date

from django.core.exceptions import ValidationError

from relance.etiquette.fields import of_our_age
from relance.etiquette.problems import Problem
from relance.web import said


def number(typed: str) -> int | None:
    """A number as our tables count: plain digits, and no more of them than a row's number may have."""
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) <= 18 else None


def numbers(typed: list[str]) -> set[int]:
    """The numbers among what was ticked."""
    return {one for one in map(number, typed) if one is not None}


def whole(typed: str) -> int | str:
    """A whole number as one, below zero too; what is none as it was typed, for whoever says what is wrong."""
    size = number(typed.removeprefix("-"))
    return typed if size is None else -size if typed.startswith("-") else size


def day(typed: str) -> date | None:
    """A day written as a browser sends it; None for anything else, and for a day of another age."""
    try:
        read = date.fromisoformat(typed)
    except ValueError:
        return None
    return read if of_our_age(read) else None


def require_our_age(given: date) -> None:
    """Refuse a year no plan can be made for. Raises ValidationError, as validators of forms do."""
    if not of_our_age(given):
        raise ValidationError(said.problem(Problem("", "day_of_another_age", {"date": given.isoformat()[:10]})))
