"""Examine an installation: what is missing for it to do its work."""

from relance.actions.connect_mailbox import failure_of, try_kept
from relance.actions.doors import Doors, RealDoors
from relance.actions.playbooks import find_playbook, own_playbooks
from relance.etiquette.problems import Problem
from relance.records import queries
from relance.records.models import Mailbox, Owner
from relance.records.secrets import SecretUnreadableError


def examine(*, owner: Owner, connect: bool, doors: Doors | None = None) -> tuple[Problem, ...]:
    """Everything that stands in the way, worst first; `connect` also tries the mailbox (nothing is sent)."""
    problems = [*find_playbook(owner.playbook, owner)[1], *own_playbooks()[1]]
    if not owner.name:
        problems.append(Problem("settings.name", "own_name_missing", severity="note"))
    mailbox = Mailbox.objects.filter(owner=owner).first()
    if mailbox is None:
        problems.append(Problem("mailbox", "mailbox_missing", severity="note"))
    elif (failure := failure_of(mailbox)) is not None and failure.code == "folder_emptied":
        problems.append(failure)
    if mailbox is not None and connect:
        try:
            problems += try_kept(mailbox=mailbox, doors=doors or RealDoors()).problems
        except SecretUnreadableError:
            problems.append(Problem("mailbox.password", "password_unreadable"))
    doubtful = queries.letters_in_doubt().filter(owner=owner)
    problems += [
        Problem(f"letter {letter.pk}", "letter_in_doubt", {"name": str(letter.person)}) for letter in doubtful
    ]
    return tuple(sorted(problems, key=lambda problem: problem.severity == "note"))
