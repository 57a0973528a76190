"""`relance duties`: what is owed to each candidate met, when, and by which rule."""

import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import click

from relance.cli.inputs import (
    DONE,
    UNUSABLE,
    as_json,
    json_output,
    language,
    present,
    print_problems,
    problem_values,
    read_document,
    read_json_lines,
)
from relance.etiquette.duties import Board, Duty, Opening, board_values, duties, read_opening
from relance.etiquette.problems import Problem
from relance.wording import say
from relance.wording.duties import BOARD, FLAGS, LAWS, OPENING_STATES, OWED, RULES, STATES, UNKNOWN
from relance.wording.problems import say_problem


@dataclass(frozen=True, slots=True)
class _Ready:
    opening: Opening
    now: datetime


@dataclass(frozen=True, slots=True)
class _Unusable:
    id: str | None
    problems: tuple[Problem, ...]


@click.command(name="duties")
@click.argument("files", nargs=-1, required=True, metavar="OPENING|- …")
@as_json
@language
def command(files: tuple[str, ...], *, as_json: bool, lang: str) -> None:
    """Tell what news is owed to each candidate met, from YAML, JSON or TOML files of openings.

    With «-», the input is JSON Lines, and so is the output: one object a line, in the same order. A line that
    cannot be used gives its problems, and the others go on.

    Exit status: 0 told, 2 some input could not be used.
    """
    status = DONE
    for file in files:
        status = max(status, _tell(file, as_json=as_json or file == "-", lang=lang))
    sys.exit(status)


def _tell(file: str, *, as_json: bool, lang: str) -> int:
    put, status = json_output(), DONE
    for case in _openings(file):
        if isinstance(case, _Unusable):
            status = UNUSABLE
            if file == "-":
                put({"id": case.id, "problems": problem_values(case.problems, lambda p: say_problem(p, lang))})
            else:
                print_problems(file, case.problems, lambda p: say_problem(p, lang))
            continue
        board = duties(case.opening, case.now)
        if as_json:
            put(board_values(board, case.opening.id))
        else:
            _print(case.opening, board, lang)
    return status


def _openings(file: str) -> Iterator[_Ready | _Unusable]:
    lines: Iterable[tuple[Any, tuple[Problem, ...]]]
    lines = read_json_lines(sys.stdin.buffer) if file == "-" else (read_document(file),)
    for raw, problems in lines:
        case, found = (None, tuple(problems)) if problems else read_opening(raw)
        if case is None:
            name = raw.get("id") if isinstance(raw, dict) else None
            yield _Unusable(name if isinstance(name, str) else None, found)
        else:
            yield _Ready(case.opening, case.now or present())


def _print(opening: Opening, board: Board, lang: str) -> None:
    names = {one.id: one.name or one.id for one in opening.candidates}
    title = {"title": opening.title or opening.id or "—", "state": say(OPENING_STATES, board.state, lang)}
    print(say(BOARD, "title", lang, title))
    if not board.duties:
        print(say(BOARD, "nobody", lang))
    for duty in board.duties:
        print(f"  {names[duty.candidate]} · {_line(duty, lang)}")
    count = {"count": len(board.unanswered)}
    print(say(BOARD, "may_close" if board.may_close else "may_not_close", lang, count))
    rules = sorted({rule for duty in board.duties for rule in duty.because})
    if rules:
        print(say(BOARD, "because", lang))
    for rule in rules:
        print(f"  {rule} {say(RULES, rule, lang)}")


def _line(duty: Duty, lang: str) -> str:
    words = [say(STATES, duty.state, lang)]
    if duty.owed and duty.due:
        words.append(f"{say(OWED, duty.owed, lang)} ({duty.due:%Y-%m-%d %H:%M})")
    words += [say(FLAGS, flag, lang) for flag in duty.flags]
    for one in duty.law:
        law = say(LAWS, one.law, lang)
        if one.unknown:
            missing = ", ".join(say(UNKNOWN, fact, lang) for fact in one.unknown)
            words.append(say(BOARD, "unsure", lang, {"law": law, "unknown": missing}))
        elif one.limit and not one.is_met:
            words.append(say(BOARD, "limit", lang, {"law": law, "limit": one.limit}))
    return " · ".join(words)
