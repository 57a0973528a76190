"""The doctrines a person may choose: those that ship, and those they dropped in their folder."""

from functools import lru_cache
from pathlib import Path

from django.conf import settings

from relance.etiquette import DEFAULT_PLAYBOOK, Playbook, load_playbook, playbook_ids, read_playbooks
from relance.etiquette.problems import Problem


def own_playbooks() -> tuple[dict[str, Playbook], tuple[Problem, ...]]:
    """The user's own playbooks, and everything that is wrong with them. Read again when a file changes."""
    folder = Path(settings.PLAYBOOKS_FOLDER)
    try:
        files = sorted(folder.glob("*.toml"))
        stamps = tuple((str(file), file.stat().st_mtime_ns) for file in files)
    except OSError as error:
        return {}, (Problem(str(folder.name), "folder_unreadable", {"detail": error.strerror or ""}),)
    return _read(stamps)


def find_playbook(playbook_id: str) -> tuple[Playbook, tuple[Problem, ...]]:
    """A doctrine by its id. One that cannot be read gives the default for the eye, with its problems."""
    if playbook_id in playbook_ids():
        return load_playbook(playbook_id), ()
    own, problems = own_playbooks()
    if playbook_id in own:
        return own[playbook_id], ()
    missing = Problem("playbook", "playbook_unknown", {"id": playbook_id})
    about_it = tuple(problem for problem in problems if problem.place.startswith(playbook_id))
    return load_playbook(DEFAULT_PLAYBOOK), about_it or (missing,)


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
