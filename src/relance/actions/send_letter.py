"""Send one approved letter.

The promise: a letter is handed to a server at most once unless that server is known not to have taken it; never
after an answer; and when nobody can say whether it left, it is shown as «unknown» and no machine sends it again.

How: the mailbox was read less than ten minutes ago; the plan and the guard are asked; then one transaction touches
the row of the case (so that an answer arriving now comes wholly before or wholly after) and moves the letter from
«approved» to «transmitting», committed before the first byte. The row count of that update is the lock.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F, QuerySet

from relance.actions.doors import Doors
from relance.actions.keep_time import refresh_due
from relance.actions.may_leave import AFTER_THE_END, Drop, Go, Hold, Verdict, may_leave
from relance.actions.plan_case import plan_case
from relance.actions.read_mailbox import MailboxBusyError, read_mailbox
from relance.actions.reconcile import find_in_sent, left
from relance.actions.tell import tell
from relance.mail.composing import addressed_to
from relance.mail.doors import Accepted, AuthFailed, MailboxError, Outcome, RefusedForGood, TryLater, Unknown
from relance.records.models import Case, Letter, Mailbox

log = logging.getLogger("relance.sending")

FRESH = timedelta(minutes=10)
BACKOFF = timedelta(minutes=30)
RETRY_READING = timedelta(minutes=5)
#: A letter whose hour passed longer ago than this slept through it: planned again, never sent in a burst.
SLEPT = timedelta(hours=2)
#: The time the user has to see a letter planned again before it leaves, and what lies between two of them.
NOTICE_GIVEN = timedelta(minutes=30)

Clock = Callable[[], datetime]


@dataclass(frozen=True, slots=True)
class Sending:
    """What became of one attempt: `code` says it in wording.notices."""

    letter: Letter
    code: str


def send_letter(*, letter: Letter, clock: Clock, worker: str, doors: Doors) -> Sending:
    """Send `letter` if it may leave now. Every other outcome is kept, and told to the user when it matters."""
    now = clock()
    mailbox = Mailbox.objects.filter(owner=letter.owner).first()
    if mailbox is None:
        return _dropped(letter, "no-mailbox", (), now)
    if (unread := _not_read(letter, mailbox, clock, worker, doors)) is not None:
        return unread
    now = clock()
    letter.refresh_from_db()
    if letter.state != Letter.State.APPROVED or letter.leave_at is None or letter.leave_at > now:
        return Sending(letter, "not-waiting")
    if now - letter.leave_at > SLEPT and letter.attempts == 0:
        return _slept(letter, mailbox, now, doors)
    verdict = _judged(letter, now)
    if isinstance(verdict, Hold):
        return _postponed(letter, verdict.until, verdict.code, now)
    if isinstance(verdict, Drop):
        return _dropped(letter, verdict.code, verdict.because, now)
    if not claim(letter=letter, worker=worker, now=now):
        return Sending(letter, "claimed-elsewhere")
    outcome = doors.transmitter(mailbox).transmit(
        sender=mailbox.address, recipient=letter.person.email, raw=bytes(letter.raw or b"")
    )
    return keep_outcome(letter=letter, outcome=outcome, worker=worker, now=clock())


def claim(*, letter: Letter, worker: str, now: datetime) -> bool:
    """Take the letter for transmission, or learn that somebody else did, or that an answer came first.

    Everything the verdict rests on is asked again inside the transaction that holds the row of the case.
    """
    with transaction.atomic():
        case = Case.objects.filter(pk=letter.case_id)
        if letter.step not in AFTER_THE_END:
            case = case.filter(state=Case.State.OPEN)
        held = case.update(claims=F("claims") + 1)
        if not held:
            return False
        letter.refresh_from_db()
        letter.case.refresh_from_db()
        if not isinstance(_judged(letter, now), Go):
            return False
        claimed = Letter.objects.filter(pk=letter.pk, state=Letter.State.APPROVED, leave_at__lte=now).update(
            state=Letter.State.TRANSMITTING, claimed_at=now, claimed_by=worker, attempts=F("attempts") + 1
        )
    letter.refresh_from_db()
    return claimed == 1


def keep_outcome(*, letter: Letter, outcome: Outcome, worker: str, now: datetime) -> Sending:
    """Write down what the server said. Only the worker that claimed the letter may."""
    mine = Letter.objects.filter(pk=letter.pk, state=Letter.State.TRANSMITTING, claimed_by=worker)
    match outcome:
        case Accepted(reply):
            # A slow worker that was given up as dead may still come back with the truth: it outweighs the doubt.
            doubted = Letter.objects.filter(pk=letter.pk, state=Letter.State.UNKNOWN, claimed_by=worker)
            left(rows=mine | doubted, letter=letter, at=now, server_said=reply, copy_wanted=True)
            code = "sent"
        case RefusedForGood(_, number, text):
            mine.update(state=Letter.State.REFUSED, because="server-refused", server_said=f"{number} {text}"[:1000])
            code = "server-refused"
        case AuthFailed(_, text, problem):
            code = _try_again(mine, letter, problem.code, text, now)
        case TryLater(_, number, text, problem):
            code = _try_again(mine, letter, problem.code, f"{number or ''} {text}".strip(), now)
        case Unknown(reason):
            mine.update(state=Letter.State.UNKNOWN, because="link-lost", server_said=reason[:1000])
            code = "unknown"
    letter.refresh_from_db()
    log.info("letter %s: %s", letter.pk, code)
    if code != "sent":
        _tell(letter, f"letter-{code}", now)
    refresh_due(case=letter.case, now=now)
    return Sending(letter, code)


def _try_again(rows: QuerySet[Letter], letter: Letter, because: str, said: str, now: datetime) -> str:
    following = now + BACKOFF * max(1, letter.attempts)
    if letter.give_up_at is not None and following > letter.give_up_at:
        rows.update(state=Letter.State.REFUSED, because="gave-up", server_said=said[:1000])
        return "gave-up"
    rows.update(state=Letter.State.APPROVED, leave_at=following, because=because[:60], server_said=said[:1000])
    return "try-later"


def _not_read(letter: Letter, mailbox: Mailbox, clock: Clock, worker: str, doors: Doors) -> Sending | None:
    """Read the mailbox if it was not read of late. Cannot read: do not send, say why."""
    now = clock()
    if mailbox.read_at is not None and now - mailbox.read_at < FRESH and not mailbox.failure:
        return None
    try:
        read_mailbox(mailbox=mailbox, clock=clock, worker=worker, doors=doors)
    except MailboxBusyError:
        return _postponed(letter, now + timedelta(minutes=1), "mailbox-busy", now)
    except MailboxError as error:
        tell(
            owner=letter.owner,
            code="letter-waits-for-mailbox",
            key=f"waits-for-mailbox:{letter.pk}:{now.date().isoformat()}",
            case=letter.case,
            letter=letter,
            params={"problem": error.problem.code, **error.problem.params},
        )
        if letter.give_up_at is not None and now + RETRY_READING > letter.give_up_at:
            return _dropped(letter, "mailbox-unreadable", (), now)
        return _postponed(letter, now + RETRY_READING, "mailbox-unreadable", now)
    return None


def _slept(letter: Letter, mailbox: Mailbox, now: datetime, doors: Doors) -> Sending:
    """Its hour passed while the machine slept, or the records come from a backup: look in Sent, then plan again."""
    if find_in_sent(letter=letter, mailbox=mailbox, doors=doors, now=now):
        return Sending(letter, "sent")
    planned = plan_case(case=letter.case, now=now)
    action = planned.action(letter.step)
    verdict = may_leave(planned=planned, letter=letter, at=now)
    if isinstance(verdict, Drop) or (action is None and not isinstance(verdict, Go)):
        return _dropped(letter, verdict.code, getattr(verdict, "because", ()), now)
    others = Letter.objects.filter(owner=letter.owner, state=Letter.State.APPROVED, leave_at__gt=now).count()
    later = now + NOTICE_GIVEN * (1 + others)
    if isinstance(verdict, Hold):
        later = max(later, verdict.until)
    check = may_leave(planned=plan_case(case=letter.case, now=later), letter=letter, at=later)
    if isinstance(check, Hold):
        later = max(later, check.until)
    _tell(letter, "letter-planned-again", now)
    return _postponed(letter, later, "planned-again", now)


def _postponed(letter: Letter, until: datetime, because: str, now: datetime) -> Sending:
    _as_judged(letter).update(leave_at=until, because=because[:60])
    letter.refresh_from_db()
    refresh_due(case=letter.case, now=now)
    return Sending(letter, because)


def _dropped(letter: Letter, code: str, because: tuple[str, ...], now: datetime) -> Sending:
    dropped = _as_judged(letter).update(state=Letter.State.CANCELLED, because=code[:60], raw=None)
    letter.refresh_from_db()
    if dropped:
        tell(
            owner=letter.owner,
            code="letter-stopped",
            key=f"stopped:{letter.pk}:{letter.approved_at}",
            case=letter.case,
            letter=letter,
            params={"reason": code, "rules": " ".join(because), "name": letter.person.name},
        )
    refresh_due(case=letter.case, now=now)
    return Sending(letter, code)


def _judged(letter: Letter, now: datetime) -> Verdict:
    """May it leave, to the very address that was approved? Another address since asks for a new approval."""
    if not addressed_to(bytes(letter.raw or b""), letter.person.email):
        return Drop("address-corrected")
    return may_leave(planned=plan_case(case=letter.case, now=now), letter=letter, at=now)


def _as_judged(letter: Letter) -> QuerySet[Letter]:
    # Another worker may have claimed it and put it back meanwhile: what was judged is no longer what stands there.
    return Letter.objects.filter(
        pk=letter.pk, state=Letter.State.APPROVED, attempts=letter.attempts, leave_at=letter.leave_at
    )


def _tell(letter: Letter, code: str, now: datetime) -> None:
    tell(
        owner=letter.owner,
        code=code,
        key=f"{code}:{letter.pk}:{letter.attempts}:{now.date().isoformat()}",
        case=letter.case,
        letter=letter,
        params={"name": letter.person.name, "said": letter.server_said},
    )
