"""`relance may-contact`: the guard alone, for «may I write now?»."""

import sys
from collections.abc import Iterable
from pathlib import Path

import click

from relance.cli.cases import Ready, Unusable, cases_of, open_shelf, playbook_options
from relance.cli.inputs import (
    DONE,
    REFUSED,
    UNUSABLE,
    as_json,
    json_output,
    language,
    print_problems,
    problem_values,
)
from relance.etiquette import may_contact
from relance.etiquette.plain import verdict_values
from relance.wording.problems import say_problem


@click.command(name="may-contact")
@click.argument("files", nargs=-1, required=True, metavar="CASE|- …")
@as_json
@playbook_options
@language
def command(
    files: tuple[str, ...], *, as_json: bool, playbook_id: str | None, folder: Path | None, lang: str
) -> None:
    """Tell whether a follow-up may leave now, and if not, until when and why.

    With «-», the input is JSON Lines, and so is the output: one object a line, in the same order.

    Exit status: 0 it may, 1 it may not, 2 some input could not be used.
    """
    shelf = open_shelf(folder, playbook_id, lang)
    status = DONE
    for file in files:
        cases = cases_of(file, shelf, playbook_id)
        status = max(status, _answer(file, cases, as_json=as_json or file == "-", lang=lang))
    sys.exit(status)


def _answer(file: str, cases: Iterable[Ready | Unusable], *, as_json: bool, lang: str) -> int:
    from relance.cli import plan_tables

    put, status = json_output() if as_json else None, DONE
    for case in cases:
        if isinstance(case, Unusable):
            status = UNUSABLE
            if file == "-" and put:
                put({"id": case.id, "problems": problem_values(case.problems, lambda p: say_problem(p, lang))})
            else:
                print_problems(file, case.problems, lambda p: say_problem(p, lang))
            continue
        verdict = may_contact(case.facts, case.playbook, case.now)
        status = max(status, DONE if verdict.allowed else REFUSED)
        if put:
            put({"id": case.id, **verdict_values(verdict)})
        else:
            plan_tables.print_verdict(case.playbook, verdict, lang)
    return status
