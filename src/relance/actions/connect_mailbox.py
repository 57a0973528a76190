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
    mailbox.has_idle, mailbox.failure, mailbox.failing_since = tried.has_idle, "", None
    mailbox.save()
    return mailbox, tried


def disconnect_mailbox(*, owner: Owner) -> None:
    """Forget the account and its password. Letters that wait are stopped when their hour comes, and told."""
    Mailbox.objects.filter(owner=owner).delete()


def _unsaved(owner: Owner, account: Account) -> Mailbox:
    mailbox = Mailbox.objects.filter(owner=owner).first() or Mailbox(owner=owner)
    for name in (
        "address",
        "username",
        "display_name",
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
