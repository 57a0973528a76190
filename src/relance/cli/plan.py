"""`relance plan`: what to do after an interview, for whom, when, and by which rule."""

import sys
from collections.abc import Iterable
from pathlib import Path

import click

from relance.cli.cases import Ready, Shelf, Unusable, cases_of, open_shelf, playbook_options
from relance.cli.inputs import DONE, UNUSABLE, as_json, json_output, language, print_problems, problem_values
from relance.etiquette import Plan, Playbook, compare, plan
from relance.etiquette.plain import plan_values
from relance.wording.problems import say_problem


@click.command(name="plan")
@click.argument("files", nargs=-1, required=True, metavar="CASE|- …")
@as_json
@playbook_options
@click.option("--compare", is_flag=True, help="Lay every doctrine side by side.")
@language
def command(
    files: tuple[str, ...],
    *,
    as_json: bool,
    playbook_id: str | None,
    folder: Path | None,
    compare: bool,
    lang: str,
) -> None:
    """Plan what comes after an interview, from YAML, JSON or TOML case files.

    With «-», the input is JSON Lines, and so is the output: one object a line, in the same order. A line that
    cannot be used gives its problems, and the others go on.

    Exit status: 0 planned, 2 some input could not be used.
    """
    shelf = open_shelf(folder, playbook_id, lang)
    status = DONE
    for file in files:
        cases = cases_of(file, shelf, playbook_id)
        if as_json or file == "-":
            status = max(status, _print_json(file, cases, shelf, compare=compare, lang=lang))
        else:
            status = max(status, _print_for_people(file, cases, shelf, compare=compare, lang=lang))
    sys.exit(status)


def _print_json(file: str, cases: Iterable[Ready | Unusable], shelf: Shelf, *, compare: bool, lang: str) -> int:
    put, status = json_output(), DONE
    for case in cases:
        if isinstance(case, Unusable):
            status = UNUSABLE
            if file == "-":
                put({"id": case.id, "problems": problem_values(case.problems, lambda p: say_problem(p, lang))})
            else:
                print_problems(file, case.problems, lambda p: say_problem(p, lang))
        elif compare:
            plans = {playbook.id: plan_values(drawn) for playbook, drawn in _compare(case, shelf)}
            put({"id": case.id, "playbooks": {name: _without_id(values) for name, values in plans.items()}})
        else:
            put(plan_values(plan(case.facts, case.playbook, case.now), case.id))
    return status


def _print_for_people(
    file: str, cases: Iterable[Ready | Unusable], shelf: Shelf, *, compare: bool, lang: str
) -> int:
    from relance.cli import plan_tables

    status = DONE
    for case in cases:
        if isinstance(case, Unusable):
            status = UNUSABLE
            print_problems(file, case.problems, lambda p: say_problem(p, lang))
        elif compare:
            plan_tables.print_comparison(_compare(case, shelf), case.id or file, lang)
        else:
            drawn = plan(case.facts, case.playbook, case.now)
            plan_tables.print_plan(case.facts, case.playbook, drawn, case.id or file, lang)
    return status


def _compare(case: Ready, shelf: Shelf) -> list[tuple[Playbook, Plan]]:
    playbooks = [shelf.find(playbook_id) for playbook_id in shelf.ids()]
    return compare(case.facts, [playbook for playbook in playbooks if playbook], case.now)


def _without_id(values: dict[str, object]) -> dict[str, object]:
    return {key: value for key, value in values.items() if key != "id"}
