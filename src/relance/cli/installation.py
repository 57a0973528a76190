"""What the commands that need records share: the installation, its owner, and how refusals are told."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from relance.wording import say

if TYPE_CHECKING:
    from relance.etiquette.problems import Problem
    from relance.records.models import Case, Owner


def open_installation() -> "Owner":
    """Set Django up, bring the tables up to date, and return the owner (RELANCE_OWNER, else the local person)."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "relance.site.settings")
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import OperationalError

    from relance.records.models import Owner

    try:
        call_command("migrate", verbosity=0, interactive=False)
        login = os.environ.get("RELANCE_OWNER")
        if login is None:
            return Owner.objects.local()
        return Owner.objects.get(login=login)
    except OperationalError as error:
        raise click.ClickException(
            f"the database does not answer ({error}). Nothing was changed. If another program holds it, "
            "close it and try again; `relance doctor` says where it is."
        ) from error
    except Owner.DoesNotExist as error:
        raise click.ClickException(f"nobody here is called «{login}» (RELANCE_OWNER).") from error


def case_of(owner: "Owner", number: int) -> "Case":
    """The owner's case of that number; a clear error when there is none."""
    from relance.records import queries

    case = queries.cases_of(owner).filter(pk=number).first()
    if case is None:
        raise click.ClickException(f"no case has the number {number}. `relance today` lists yours.")
    return case


@contextmanager
def refusals_told(lang: str) -> Iterator[None]:
    """Turn what an action refuses into words and an exit status of 1."""
    from relance.actions.refusals import BadInputError, RefusedError
    from relance.wording.notices import REFUSALS

    try:
        yield
    except BadInputError as error:
        for problem in error.problems:
            click.echo(f"{problem.place}: {problem_words(problem, lang)}", err=True)
        raise SystemExit(2) from error
    except RefusedError as error:
        refusal = error.refusal
        until = f" ({refusal.until:%Y-%m-%d %H:%M})" if refusal.until else ""
        click.echo(say(REFUSALS, refusal.code, lang, refusal.params) + until, err=True)
        raise SystemExit(1) from error


def problem_words(problem: "Problem", lang: str) -> str:
    """The sentence of a problem, from whichever room it comes."""
    from relance.wording.examination import EXAMINATION
    from relance.wording.inputs import INPUTS
    from relance.wording.invitations import INVITATION_PROBLEMS
    from relance.wording.mailbox import LINK

    for table in (INPUTS, EXAMINATION, LINK, INVITATION_PROBLEMS):
        if problem.code in table:
            return say(table, problem.code, lang, problem.params)
    from relance.wording.problems import say_problem

    return say_problem(problem, lang)
