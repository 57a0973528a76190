"""Connect the user's mailbox: tried for real before it is kept."""

from dataclasses import dataclass

from relance.actions.doors import Doors
from relance.actions.refusals import BadInputError
from relance.etiquette.problems import Problem
from relance.mail.doors import MailboxError
from relance.records.models import FolderCursor, Mailbox, Owner
from relance.records.secrets import seal


@dataclass(frozen=True, slots=True)
class Account:
    """What the user typed. An empty `password` keeps the one that is stored."""

    address: str
    username: str
    password: str
    imap_host: str
    smtp_host: str
    imap_port: int = 993
    imap_security: str = "tls"
    smtp_port: int = 465
    smtp_security: str = "tls"
    display_name: str = ""
    trusted_pem: str = ""


@dataclass(frozen=True, slots=True)
class Tried:
    """What a trial found: problems of severity error keep the mailbox from being used; notes do not."""

    problems: tuple[Problem, ...]
    has_idle: bool = False
    sent_folder: str | None = None


def try_mailbox(*, owner: Owner, account: Account, doors: Doors) -> Tried:
    """Log in on both sides and look for the folders. Nothing is sent, marked or kept."""
    return try_kept(mailbox=_unsaved(owner, account), doors=doors)


def try_kept(*, mailbox: Mailbox, doors: Doors) -> Tried:
    """Try a mailbox as it stands."""
    problems = list(doors.transmitter(mailbox).check(sender=mailbox.address))
    try:
        with doors.mailbox(mailbox) as opened:
            sent, has_idle = opened.folders().sent, opened.can_idle
    except MailboxError as error:
        return Tried((*problems, error.problem))
    if sent is None:
        problems.append(Problem("imap", "no_sent_folder", severity="note"))
    if not has_idle:
        problems.append(Problem("imap", "no_idle", severity="note"))
    return Tried(tuple(problems), has_idle=has_idle, sent_folder=sent)


def connect_mailbox(*, owner: Owner, account: Account, doors: Doors) -> tuple[Mailbox, Tried]:
    """Try the account and keep it. BadInputError with what stands in the way; nothing is kept then."""
    tried = try_mailbox(owner=owner, account=account, doors=doors)
    errors = tuple(problem for problem in tried.problems if problem.severity == "error")
    if errors:
        raise BadInputError(errors)
    mailbox = _unsaved(owner, account)
    moved = Mailbox.objects.filter(owner=owner).exclude(imap_host=mailbox.imap_host, username=mailbox.username)
    if moved.exists():
        FolderCursor.objects.filter(mailbox__owner=owner).delete()
        mailbox.emptied_is_normal = False
    mailbox.has_idle, mailbox.failure, mailbox.failing_since = tried.has_idle, "", None
    mailbox.save()
    return mailbox, tried


def empty_is_normal(*, owner: Owner) -> bool:
    """«That folder is empty, and it is as it should be»: this mailbox is read on, now and the next time."""
    failing = Mailbox.objects.filter(owner=owner, failure="folder_emptied")
    return bool(
        failing.update(
            emptied_is_normal=True, failure="", failure_said="", failing_since=None, next_read_at=None, read_at=None
        )
    )


def failure_of(mailbox: Mailbox) -> Problem | None:
    """Why the last reading failed, with everything its sentence names; None when it did not."""
    if not mailbox.failure:
        return None
    params = {"host": mailbox.imap_host, "port": str(mailbox.imap_port), "username": mailbox.username}
    if mailbox.failure == "folder_emptied":
        kept = mailbox.cursors.filter(folder=mailbox.failure_said).first()
        params |= {"folder": mailbox.failure_said, "count": str(kept.messages if kept else 0)}
    return Problem("mailbox", mailbox.failure, params | {"said": mailbox.failure_said})


def disconnect_mailbox(*, owner: Owner) -> None:
    """Forget the account and its password. Letters that wait are stopped when their hour comes, and told."""
    Mailbox.objects.filter(owner=owner).delete()


def _unsaved(owner: Owner, account: Account) -> Mailbox:
    mailbox = Mailbox.objects.filter(owner=owner).first() or Mailbox(owner=owner)
    for name in (
        "address",
        "username",
        "display_name",
        "trusted_pem",
        "imap_host",
        "imap_port",
        "imap_security",
        "smtp_host",
        "smtp_port",
        "smtp_security",
    ):
        setattr(mailbox, name, getattr(account, name))
    if account.password:
        mailbox.secret = seal(account.password)
    elif not mailbox.pk:
        raise BadInputError((Problem("password", "password_missing"),))
    return mailbox
