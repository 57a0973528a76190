"""The doctrines a person may choose: those that ship, those dropped in a folder, those made in a form."""

import json
from collections.abc import Collection
from functools import lru_cache
from pathlib import Path

from django.conf import settings

from relance.etiquette import (
    DEFAULT_PLAYBOOK,
    Playbook,
    load_playbook,
    playbook_ids,
    read_playbook_tables,
    read_playbooks,
)
from relance.etiquette.problems import Problem
from relance.records.models import MADE, Owner


def own_playbooks() -> tuple[dict[str, Playbook], tuple[Problem, ...]]:
    """The user's own playbooks, and everything that is wrong with them. Read again when a file changes."""
    folder = Path(settings.PLAYBOOKS_FOLDER)
    try:
        files = sorted(folder.glob("*.toml"))
        stamps = tuple((str(file), file.stat().st_mtime_ns) for file in files)
    except OSError as error:
        return {}, (Problem(str(folder.name), "folder_unreadable", {"detail": error.strerror or ""}),)
    return _read(stamps)


def made_playbooks(owner: Owner) -> tuple[dict[str, Playbook], tuple[Problem, ...]]:
    """The doctrines a person made in a form."""
    return _made(json.dumps(owner.playbook_tables, sort_keys=True))


def find_playbook(playbook_id: str, owner: Owner) -> tuple[Playbook, tuple[Problem, ...]]:
    """A doctrine by its id. One that cannot be read gives the default for the eye, with its problems."""
    if playbook_id in playbook_ids():
        return load_playbook(playbook_id), ()
    own, problems = made_playbooks(owner) if playbook_id in _made_ids(owner, playbook_id) else own_playbooks()
    if playbook_id in own:
        return own[playbook_id], ()
    missing = Problem("playbook", "playbook_unknown", {"id": playbook_id})
    about_it = tuple(problem for problem in problems if problem.place.startswith(playbook_id))
    return load_playbook(DEFAULT_PLAYBOOK), about_it or (missing,)


def _made_ids(owner: Owner, playbook_id: str) -> Collection[str]:
    # Only an id of that shape is worth asking the records.
    return owner.playbook_tables if playbook_id.startswith(MADE) else ()


@lru_cache(maxsize=256)
def _made(tables: str) -> tuple[dict[str, Playbook], tuple[Problem, ...]]:
    return read_playbook_tables(json.loads(tables))


@lru_cache(maxsize=4)
def _read(stamps: tuple[tuple[str, int], ...]) -> tuple[dict[str, Playbook], tuple[Problem, ...]]:
    texts, unreadable = {}, []
    for name, _ in stamps:
        file = Path(name)
        try:
            texts[file.stem] = file.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError):
            unreadable.append(Problem(file.stem, "file_not_text"))
    own, problems = read_playbooks(texts)
    return own, (*unreadable, *problems)
