"""What became of letters nobody is sure of: the folder of sent mail knows, or the user does.

«unknown» becomes «sent» when the letter is found in Sent, when an answer or a bounce quotes it, or when the user
says so; it becomes a draft again when the user says that it did not leave. No machine ever sends it again.
"""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet

from relance.actions.doors import Doors
from relance.actions.journal import append
from relance.actions.keep_time import refresh_due
from relance.actions.pause_case import resume_case
from relance.actions.refusals import Refusal, RefusedError
from relance.actions.tell import tell
from relance.mail.doors import Mailbox as OpenMailbox
from relance.mail.doors import MailboxError
from relance.records.models import Entry, Letter, Mailbox

#: Letters by which an offer is decided.
DECISIONS = frozenset({"accept_offer", "decline_offer"})
IN_DOUBT = (Letter.State.TRANSMITTING, Letter.State.UNKNOWN)
#: Connecting, speaking and ten minutes of silence after the final dot fit in this; a claim older than it is dead.
LONGEST_CLAIM = timedelta(minutes=20)


def left(
    *,
    rows: QuerySet[Letter],
    letter: Letter,
    at: datetime,
    server_said: str = "",
    copy_wanted: bool = False,
    message_id_in_sent: str = "",
) -> bool:
    """The letter left, at `at`: state and journal change together, once. `rows` says from which state."""
    with transaction.atomic():
        moved = rows.update(
            state=Letter.State.SENT,
            sent_at=at,
            because="",
            server_said=server_said[:1000],
            copy_wanted=copy_wanted,
            message_id_in_sent=message_id_in_sent,
        )
        if not moved:
            return False
        told = letter.news
        append(
            round_=letter.round,
            kind=Entry.Kind.NEWS if told else Entry.Kind.DONE,
            action=told.get("kind", letter.step),
            now=at,
            data={"to": [str(letter.person_id)], "letter": letter.pk, **told},
        )
        _settle(letter, at)
    letter.refresh_from_db()
    return True


def _settle(letter: Letter, at: datetime) -> None:
    """What a letter that left settles besides its own step: a question answered, an offer decided."""
    if letter.step in DECISIONS:
        append(round_=letter.round, kind=Entry.Kind.DONE, action="decide_offer", now=at)
    if letter.step == "answer_question":
        resume_case(case=letter.case, now=at)


def recover_claims(*, worker: str, alive: frozenset[str], now: datetime) -> int:
    """Letters found in transmission by a worker that starts: their worker died, nobody knows. Return how many.

    `alive` names the workers known to live; a claim of theirs is left alone while it may still be answered.
    """
    rows = Letter.objects.filter(state=Letter.State.TRANSMITTING).select_related("owner", "case", "person")
    dead = 0
    for letter in rows:
        fresh = letter.claimed_at is not None and now - letter.claimed_at < LONGEST_CLAIM
        if fresh and (letter.claimed_by == worker or letter.claimed_by in alive):
            continue
        moved = Letter.objects.filter(
            pk=letter.pk, state=Letter.State.TRANSMITTING, claimed_by=letter.claimed_by
        ).update(state=Letter.State.UNKNOWN, because="worker-died")
        if moved:
            dead += 1
            tell(
                owner=letter.owner,
                code="letter-unknown",
                key=f"letter-unknown:{letter.pk}:{letter.attempts}",
                case=letter.case,
                letter=letter,
                params={"name": letter.person.name},
            )
            refresh_due(case=letter.case, now=now)
    return dead


def reconcile(*, mailbox: Mailbox, opened: OpenMailbox, now: datetime) -> int:
    """Look for every doubtful letter of a mailbox in its Sent folder. Return how many were found."""
    doubtful = Letter.objects.filter(owner=mailbox.owner, state=Letter.State.UNKNOWN)
    return sum(
        _found(letter, opened, now) for letter in doubtful.select_related("owner", "case", "round", "person")
    )


def find_in_sent(*, letter: Letter, mailbox: Mailbox, doors: Doors, now: datetime) -> bool:
    """Whether a letter that was to leave stands in Sent already: then it left, and is written down so."""
    try:
        with doors.mailbox(mailbox) as opened:
            return _found(letter, opened, now)
    except MailboxError:
        return False


def user_says(*, letter: Letter, it_left: bool, now: datetime) -> None:
    """The user settles a doubt."""
    rows = Letter.objects.filter(pk=letter.pk, state=Letter.State.UNKNOWN)
    if it_left:
        done = left(rows=rows, letter=letter, at=letter.claimed_at or now)
    else:
        done = bool(rows.update(state=Letter.State.DRAFT, raw=None, attempts=0, because=""))
    letter.refresh_from_db()
    if not done:
        raise RefusedError(Refusal("letter-not-in-doubt"))
    refresh_due(case=letter.case, now=now)


def sent_by_hand(*, letter: Letter, at: datetime, now: datetime) -> None:
    """The user sent it in another way («Envoyer autrement») and says that it left."""
    rows = Letter.objects.filter(
        pk=letter.pk, state__in=[Letter.State.DRAFT, Letter.State.CANCELLED, Letter.State.REFUSED]
    )
    with transaction.atomic():
        if not left(rows=rows, letter=letter, at=at):
            raise RefusedError(Refusal("letter-left-already"))
        Letter.objects.filter(pk=letter.pk).update(sent_by_hand=True)
    letter.refresh_from_db()
    refresh_due(case=letter.case, now=now)


def file_copy(*, letter: Letter, opened: OpenMailbox, now: datetime) -> None:
    """File the copy of a letter in Sent, exactly one: the folder is asked first, under the lease of the mailbox."""
    if letter.raw is None or letter.sent_at is None:
        return
    opened.append_sent(
        bytes(letter.raw), message_id=letter.message_id, letter_id=str(letter.token), at=letter.sent_at
    )
    Letter.objects.filter(pk=letter.pk).update(copy_filed_at=now, copy_wanted=False)


def _found(letter: Letter, opened: OpenMailbox, now: datetime) -> bool:
    sent = opened.folders().sent
    if sent is None or not letter.message_id:
        return False
    since = ((letter.claimed_at or letter.approved_at or now) - timedelta(days=2)).date()
    found = opened.find_letter(sent, message_id=letter.message_id, letter_id=str(letter.token), since=since)
    if found is None:
        return False
    rows = Letter.objects.filter(pk=letter.pk, state__in=[*IN_DOUBT, Letter.State.APPROVED])
    told = left(rows=rows, letter=letter, at=found.arrived_at, message_id_in_sent=found.message_id)
    if told:
        refresh_due(case=letter.case, now=now)
    return told
