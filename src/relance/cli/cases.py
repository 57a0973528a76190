"""Case files on the command line: from files or JSON Lines to cases, with the doctrine and the instant."""

import os
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar

import click

from relance.cli.inputs import UNUSABLE, present, print_problems, read_document, read_json_lines
from relance.etiquette import (
    DEFAULT_PLAYBOOK,
    Facts,
    Playbook,
    Problem,
    load_playbook,
    now_problems,
    playbook_ids,
    read_case,
    read_playbooks,
)
from relance.etiquette.fields import nearest, shown
from relance.wording.problems import say_problem

Command = TypeVar("Command", bound=Callable[..., Any])


@dataclass(frozen=True, slots=True)
class Ready:
    """A case that can be planned."""

    id: str | None
    facts: Facts
    playbook: Playbook
    now: datetime


@dataclass(frozen=True, slots=True)
class Unusable:
    """A case that cannot, with every reason."""

    id: str | None
    problems: tuple[Problem, ...]


def playbook_options(command: Command) -> Command:
    """Give a command its --playbook and --playbooks."""
    command = click.option(
        "--playbooks",
        "folder",
        type=click.Path(exists=True, file_okay=False, path_type=Path),
        default=_own_folder,
        help="Folder of your own playbooks (default: playbooks in RELANCE_HOME).",
    )(command)
    return click.option(
        "--playbook", "playbook_id", metavar="ID", help="Doctrine to plan by, whatever the case says."
    )(command)


def _own_folder() -> Path | None:
    home = os.environ.get("RELANCE_HOME")
    folder = Path(home, "playbooks") if home else None
    return folder if folder and folder.is_dir() else None


@dataclass(frozen=True, slots=True)
class Shelf:
    """The playbooks at hand: those that ship, and one's own."""

    own: Mapping[str, Playbook]

    def ids(self) -> tuple[str, ...]:
        """Every name, the default first."""
        return (*playbook_ids(), *self.own)

    def find(self, playbook_id: str) -> Playbook | None:
        """The playbook of that name, or None."""
        if playbook_id in self.own:
            return self.own[playbook_id]
        return load_playbook(playbook_id) if playbook_id in playbook_ids() else None

    def unknown(self, playbook_id: str) -> Problem:
        """The problem of a name nobody has."""
        near = nearest(playbook_id, self.ids())
        return Problem("playbook", "unknown_playbook", {"id": shown(playbook_id)}, near)


def open_shelf(folder: Path | None, playbook_id: str | None, lang: str) -> Shelf:
    """Read one's own playbooks; end with every problem if one does not hold or the one asked for is unknown."""
    files = sorted(folder.glob("*.toml")) if folder else []
    try:
        texts = {file.stem: file.read_text(encoding="utf-8-sig") for file in files}
    except (OSError, UnicodeDecodeError) as error:
        raise click.ClickException(f"{folder}: {error}") from None
    own, problems = read_playbooks(texts)
    shelf = Shelf(own)
    if playbook_id is not None and not problems and shelf.find(playbook_id) is None:
        problems = (shelf.unknown(playbook_id),)
    if problems:
        print_problems(str(folder) if folder and texts else "--playbook", problems, lambda p: say_problem(p, lang))
        sys.exit(UNUSABLE)
    return shelf


def cases_of(file: str, shelf: Shelf, playbook_id: str | None) -> Iterator[Ready | Unusable]:
    """The case of a file, or those of JSON Lines on standard input, one at a time and in order."""
    if file == "-":
        for raw, problems in read_json_lines(sys.stdin.buffer):
            yield _prepare(raw, problems, shelf, playbook_id)
    else:
        raw, problems = read_document(file)
        yield _prepare(raw, problems, shelf, playbook_id)


def _prepare(raw: Any, problems: Sequence[Problem], shelf: Shelf, playbook_id: str | None) -> Ready | Unusable:
    if problems:
        return Unusable(None, tuple(problems))
    case, problems = read_case(raw)
    if case is None:
        return Unusable(_id_of(raw), problems)
    wanted = playbook_id or case.playbook or DEFAULT_PLAYBOOK
    playbook = shelf.find(wanted)
    now = case.now
    if now is None:
        now = present()
        problems = now_problems(case.facts, now)
    if playbook is None:
        problems = (*problems, shelf.unknown(wanted))
    if problems or playbook is None:
        return Unusable(case.id, problems)
    return Ready(case.id, case.facts, playbook, now)


def _id_of(raw: Any) -> str | None:
    case_id = raw.get("id") if isinstance(raw, dict) else None
    return case_id if isinstance(case_id, str) else None
