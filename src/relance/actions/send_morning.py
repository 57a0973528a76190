"""The morning mail to oneself: asked for, sent, stopped.

Promise: off until asked for; only on days with something to do; never twice a day. One conditional update moves
the row to its next morning and marks the day before anything is handed to the server: of two workers one finds the
row, and a worker that dies in between leaves a day without a mail, never a day with two, and it is told. It is
sent again that day only when the server certainly did not take it. Stopping keeps the mark of the day: asked for
again, it comes tomorrow.
"""

import logging
import re
import uuid
from collections.abc import Callable
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import Q

from relance.actions.doors import Doors
from relance.actions.morning_text import MorningText, morning_text
from relance.actions.reconcile import LONGEST_CLAIM
from relance.actions.refusals import BadInputError
from relance.actions.tell import tell
from relance.etiquette.problems import Problem
from relance.mail.composing import Letter as Message
from relance.mail.composing import Mailer, compose, new_message_id
from relance.mail.doors import Accepted, AuthFailed, Outcome, RefusedForGood, TryLater, Unknown
from relance.mail.reading import ParsedMessage, read_parsed
from relance.records.models import Mailbox, MorningMail, Owner
from relance.records.secrets import SecretUnreadableError

log = logging.getLogger("relance.worker")

#: A morning mail this late is none any more: the machine slept.
LATE = timedelta(hours=3)
#: Between two tries, when the server certainly did not take it.
AGAIN = timedelta(minutes=15)
_TOKEN = re.compile(r"[0-9a-f]{8}(-?)[0-9a-f]{4}\1[0-9a-f]{4}\1[0-9a-f]{4}\1[0-9a-f]{12}")


def ask_for_mornings(*, owner: Owner, hour: time, now: datetime) -> MorningMail:
    """Want the mail each morning at `hour`, of the owner's own zone. BadInputError for an hour of the night."""
    if not time(5) <= hour <= time(12):
        raise BadInputError((Problem("hour", "not_a_morning_hour"),))
    row, _ = MorningMail.objects.update_or_create(
        owner=owner, defaults={"hour": hour, "next_at": next_morning(owner, hour, now), "failure": ""}
    )
    return row


def stop_mornings(*, owner: Owner) -> bool:
    """Want it no more. Return whether it was wanted."""
    return MorningMail.objects.filter(owner=owner, next_at__isnull=False).update(next_at=None, failure="") > 0


def next_morning(owner: Owner, hour: time, now: datetime) -> datetime:
    """The first instant after `now` at which it is `hour` where the owner is."""
    zone = ZoneInfo(owner.tz)
    day = now.astimezone(zone).date()
    today = datetime.combine(day, hour, tzinfo=zone)
    return today if today > now else datetime.combine(day + timedelta(days=1), hour, tzinfo=zone)


def send_morning(*, morning: MorningMail, clock: Callable[[], datetime], doors: Doors) -> str:
    """Send the mail of today if its hour has come and there is something to do. Return what became of it."""
    now, owner = clock(), morning.owner
    before, due_at = morning.sent_on, morning.next_at
    if due_at is None or not _claim(morning, now):
        return "claimed-elsewhere"
    text = None if now - due_at > LATE else morning_text(owner=owner, now=now)
    if text is None:
        MorningMail.objects.filter(pk=morning.pk, token=morning.token).update(sent_on=before, claimed_at=None)
        return "nothing-to-do"
    mailbox = Mailbox.objects.filter(owner=owner).first()
    if mailbox is None:
        return _failed(morning, "morning-no-mailbox", now)
    raw = _message(morning, mailbox, text, now)
    try:
        outcome = doors.transmitter(mailbox).transmit(sender=mailbox.address, recipient=mailbox.address, raw=raw)
    except SecretUnreadableError:
        return _failed(morning, "morning-failed", now, said="")
    return _keep(morning, outcome, before_at=due_at, now=clock())


def tell_lost_mornings(*, now: datetime) -> int:
    """Tell of the mails whose worker died over them: nobody knows whether they left, and none leaves again."""
    lost = list(MorningMail.objects.filter(claimed_at__lt=now - LONGEST_CLAIM).select_related("owner"))
    for row in lost:
        _failed(row, "morning-unknown", row.claimed_at or now)
    return len(lost)


def take_morning(*, mailbox: Mailbox, message: ParsedMessage) -> bool:
    """Whether a message that was read is the morning mail, or says that it did not arrive (which is told)."""
    tokens = _tokens(message)
    morning = MorningMail.objects.filter(owner=mailbox.owner, token__in=tokens).first() if tokens else None
    if morning is None:
        return False
    reading = read_parsed(message, region=mailbox.owner.region, tz=mailbox.owner.tz)
    if reading.kind == "bounce":
        tell(
            owner=mailbox.owner,
            code="morning-bounced",
            key=f"morning:{morning.token}",
            params={"address": reading.bounced[0].email if reading.bounced else mailbox.address},
        )
        MorningMail.objects.filter(pk=morning.pk).update(failure="morning-bounced")
    return True


def _tokens(message: ParsedMessage) -> list[uuid.UUID]:
    """What could be a token of ours: in our own header, or as the Message-ID, here or in what was returned."""
    ids = [one.partition("@")[0] for one in (message.message_id or "", *message.returned_ids)]
    told = [one for one in (*message.letter_ids, *ids) if _TOKEN.fullmatch(one)]
    return [uuid.UUID(one) for one in told]


def _claim(morning: MorningMail, now: datetime) -> bool:
    """Move the row to its next morning and mark the day; False when another worker did, or today had its mail."""
    today = now.astimezone(ZoneInfo(morning.owner.tz)).date()
    token = uuid.uuid4()
    rows = MorningMail.objects.filter(pk=morning.pk, next_at=morning.next_at)
    following = next_morning(morning.owner, morning.hour, now)
    fresh = rows.filter(Q(sent_on__isnull=True) | Q(sent_on__lt=today), next_at__lte=now)
    if fresh.update(next_at=following, sent_on=today, token=token, claimed_at=now) == 1:
        morning.token = token
        return True
    rows.filter(next_at__lte=now, sent_on__gte=today).update(next_at=following)
    return False


def _message(morning: MorningMail, mailbox: Mailbox, text: MorningText, now: datetime) -> bytes:
    raw, problems = compose(
        Message(
            letter_id=str(morning.token),
            message_id=new_message_id(sender=mailbox.address, token=morning.token.hex),
            sender=Mailer(mailbox.address, "Relance"),
            recipient=Mailer(mailbox.address, morning.owner.name),
            subject=text.subject,
            body=text.body,
            leaves_at=now.astimezone(ZoneInfo(morning.owner.tz)),
        )
    )
    if problems:
        raise BadInputError(problems)
    # So that no absence message answers it (RFC 3834 §5).
    return b"Auto-Submitted: auto-generated\r\n" + raw


def _keep(morning: MorningMail, outcome: Outcome, *, before_at: datetime, now: datetime) -> str:
    mine = MorningMail.objects.filter(pk=morning.pk, token=morning.token)
    match outcome:
        case Accepted():
            mine.update(failure="", claimed_at=None)
            log.info("morning mail %s: sent", morning.pk)
            return "sent"
        case Unknown():
            return _failed(morning, "morning-unknown", now)
        case TryLater(_, number, said, problem) if now + AGAIN - _due_at(morning, before_at) <= LATE:
            del number, said, problem
            # Stopped meanwhile, it stays stopped.
            mine.update(sent_on=None, claimed_at=None)
            mine.filter(next_at__isnull=False).update(next_at=now + AGAIN)
            return "try-later"
        case TryLater(_, number, said, _):
            return _failed(morning, "morning-failed", now, said=f"{number or ''} {said}".strip())
        case RefusedForGood(_, number, said) | AuthFailed(number, said):
            return _failed(morning, "morning-failed", now, said=f"{number} {said}".strip())


def _due_at(morning: MorningMail, before_at: datetime) -> datetime:
    """The hour that was asked for, on the day of this try: tries do not push the end of the morning."""
    zone = ZoneInfo(morning.owner.tz)
    return datetime.combine(before_at.astimezone(zone).date(), morning.hour, tzinfo=zone)


def _failed(morning: MorningMail, code: str, now: datetime, said: str = "") -> str:
    today = now.astimezone(ZoneInfo(morning.owner.tz)).date()
    claimed = MorningMail.objects.filter(pk=morning.pk, token=morning.token, claimed_at__isnull=False)
    with transaction.atomic():
        if claimed.update(failure=code, claimed_at=None):
            tell(owner=morning.owner, code=code, key=f"{code}:{today.isoformat()}", params={"said": said[:300]})
    log.info("morning mail %s: %s", morning.pk, code)
    return code
