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
        help="Folder of your own playbooks (default: playbooks in RELANCE_HOME).",
    )(command)
    return click.option(
        "--playbook", "playbook_id", metavar="ID", help="Doctrine to plan by, whatever the case says."
    )(command)


@dataclass(frozen=True, slots=True)
class Shelf:
    """The playbooks at hand: those that ship, one's own, and what is wrong with those that do not hold."""

    own: Mapping[str, Playbook]
    broken: tuple[Problem, ...] = ()

    def ids(self) -> tuple[str, ...]:
        """Every name, the default first."""
        return (*playbook_ids(), *self.own)

    def find(self, playbook_id: str) -> Playbook | None:
        """The playbook of that name, or None."""
        if playbook_id in self.own:
            return self.own[playbook_id]
        return load_playbook(playbook_id) if playbook_id in playbook_ids() else None

    def problems_of(self, playbook_id: str) -> tuple[Problem, ...]:
        """Why that name cannot be planned by: what its file gets wrong, or that nobody has it."""
        wrong = tuple(p for p in self.broken if p.place == playbook_id or p.place.startswith(f"{playbook_id}: "))
        near = nearest(playbook_id, self.ids())
        return wrong or (Problem("playbook", "unknown_playbook", {"id": shown(playbook_id)}, near),)


def open_shelf(folder: Path | None, playbook_id: str | None, lang: str) -> Shelf:
    """Read one's own playbooks; end here if a folder that was given does not hold, or nobody has `playbook_id`.

    In one's usual folder, a playbook that does not hold only matters to who asks for it.
    """
    place = folder
    try:
        place = place or _usual_folder()
        texts = {file.stem: file.read_text(encoding="utf-8-sig") for file in sorted(place.glob("*.toml"))}
        own, problems = read_playbooks(texts)
    except (OSError, UnicodeDecodeError, RuntimeError) as error:  # RuntimeError: nobody's home is known
        own, problems = {}, (Problem("", "file_unreadable", {"detail": shown(str(error))}),)
    shelf = Shelf(own, problems)
    told, wrong = str(place), problems if folder else ()
    if not wrong and playbook_id is not None and shelf.find(playbook_id) is None:
        told, wrong = "--playbook", shelf.problems_of(playbook_id)
    if wrong:
        print_problems(told, wrong, lambda problem: say_problem(problem, lang))
        sys.exit(UNUSABLE)
    return shelf


def _usual_folder() -> Path:
    """Where an installation keeps one's own playbooks (see docs/settings.md)."""
    given = os.environ.get("RELANCE_HOME")
    if given:
        return Path(given).expanduser() / "playbooks"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support" / "relance" / "playbooks"
    return Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share") / "relance" / "playbooks"


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
        problems = (*problems, *shelf.problems_of(wanted))
    if problems or playbook is None:
        return Unusable(case.id, problems)
    return Ready(case.id, case.facts, playbook, now)


def _id_of(raw: Any) -> str | None:
    case_id = raw.get("id") if isinstance(raw, dict) else None
    return case_id if isinstance(case_id, str) else None
