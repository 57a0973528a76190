"""Take one message that was read: to whom it belongs, what it stops, what it proposes."""

import hashlib
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.db import IntegrityError, transaction

from relance.actions import reconcile
from relance.actions.keep_time import refresh_due
from relance.actions.log_event import log_event
from relance.actions.may_leave import QUESTION
from relance.actions.pause_case import pause_case, resume_case
from relance.actions.send_morning import take_morning
from relance.actions.take_invitation import (
    Effect,
    apply_invitation,
    as_invited,
    case_of_meeting,
    effect_of,
    invitation_data,
    invitation_of,
    is_quiet,
    widened,
)
from relance.actions.tell import tell
from relance.calendars.invitations import Invitation
from relance.etiquette.hours import EMAIL_SLOT, at_hour
from relance.etiquette.workingdays import working_days
from relance.mail.doors import Fetched
from relance.mail.reading import Known, Match, ParsedMessage, Reading, match, parse, read_parsed
from relance.records import queries
from relance.records.models import Case, Entry, InboundMail, Letter, Mailbox

#: After an absence, at least three working days go by (sending.md, Reading).
WORKING_DAYS_AFTER_RETURN = 3


def take_mail(*, mailbox: Mailbox, fetched: Fetched, known: Known, now: datetime) -> bool:
    """Keep a message that came in, when it concerns a case, and stop what it stops. Return whether it does."""
    message = parse(fetched.raw)
    if take_morning(mailbox=mailbox, message=message):
        return False
    own = known.own_addresses
    invitation = invitation_of(message=message, raw=fetched.raw, tz=mailbox.owner.tz, own=own, now=now)
    found = _match(mailbox, message, invitation, known)
    if found.certainty in {"none", "own"}:
        return False
    case = _case(mailbox, found.case) if found.case else None
    likely = [other for other in (_case(mailbox, key) for key in found.candidates) if other is not None]
    if case is None and not likely:
        return False
    zone_of = case or likely[0]
    reading = read_parsed(message, region=zone_of.region, tz=zone_of.tz)
    if case is None and reading.kind == "unrelated" and not reading.pauses:
        return False
    meeting = _meeting(case, invitation, reading, now)
    if meeting is not None:
        reading = as_invited(reading, meeting.effect, meeting.invitation)
    kept = _kept(mailbox, fetched, message, found, reading, cases=[case] if case else likely, meeting=meeting)
    if kept is None:
        return False
    if meeting is not None and case is not None:
        apply_invitation(case=case, effect=meeting.effect, invitation=meeting.invitation, mail=kept, now=now)
    if kept.letter is not None:
        _proves_it_left(kept.letter, now)
    _stop(mailbox, reading, kept, [case] if case else likely, now)
    return True


@dataclass(frozen=True, slots=True)
class _Meeting:
    """An invitation of a known case and what it does there; `quiet` when the user need not say a word."""

    invitation: Invitation
    effect: Effect
    quiet: bool


def _match(mailbox: Mailbox, message: ParsedMessage, invitation: Invitation | None, known: Known) -> Match:
    """Whose mail it is; a meeting is known by its UID, then by those who take part in it."""
    found = match(message, known)
    if invitation is None or found.certainty in {"sure", "own"}:
        return found
    case = case_of_meeting(mailbox, invitation)
    if case is not None:
        return Match(str(case.pk), "sure", ("meeting",))
    if found.certainty == "likely":
        return found
    by_people = match(widened(message, invitation, known.own_addresses), known)
    return by_people if by_people.certainty in {"sure", "likely"} else found


def _meeting(case: Case | None, invitation: Invitation | None, reading: Reading, now: datetime) -> _Meeting | None:
    if case is None or invitation is None:
        return None
    effect = effect_of(case=case, invitation=invitation, now=now)
    quiet = is_quiet(case=case, effect=effect, invitation=invitation, reading=reading, now=now)
    return _Meeting(invitation, effect, quiet)


def _stop(mailbox: Mailbox, reading: Reading, kept: InboundMail, cases: list[Case], now: datetime) -> None:
    """Stop what the mail stops. The row itself says whether it waits for the user."""
    case = cases[0] if kept.case_id else None
    if reading.kind == "bounce":
        _bounced(mailbox, reading, kept.letter, case, now)
    elif kept.status == InboundMail.Status.NEW:
        for concerned in cases:
            pause_case(case=concerned, because="answer-arrived", now=now)
    elif reading.out_of_office_until is not None and case is not None:
        hold_until_return(case=case, back_on=reading.out_of_office_until, now=now)


def take_sent(*, mailbox: Mailbox, fetched: Fetched, known: Known, now: datetime) -> bool:
    """A message in Sent: ours (then it left), or a contact the user made by hand (then it counts)."""
    message = parse(fetched.raw)
    if take_morning(mailbox=mailbox, message=message):
        return False
    letter = Letter.objects.filter(owner=mailbox.owner, token__in=_tokens(message)).first()
    if letter is None and message.message_id:
        letter = Letter.objects.filter(owner=mailbox.owner, message_id=f"<{message.message_id}>").first()
    if letter is not None:
        rows = Letter.objects.filter(pk=letter.pk, state__in=[*reconcile.IN_DOUBT, Letter.State.APPROVED])
        if letter.state == Letter.State.TRANSMITTING:
            # Its own worker is still listening to the server and knows better, in a moment.
            return False
        if not reconcile.left(
            rows=rows, letter=letter, at=fetched.arrived_at, message_id_in_sent=message_key(message, fetched.raw)
        ):
            Letter.objects.filter(pk=letter.pk, message_id_in_sent="").update(
                message_id_in_sent=message_key(message, fetched.raw)
            )
        else:
            refresh_due(case=letter.case, now=now)
        return True
    found = match(message, known)
    case = _case(mailbox, found.case) if found.case else None
    if found.certainty != "own" or case is None or case.state != Case.State.OPEN:
        return False
    return _contact_by_hand(case, message, fetched, now)


def hold_until_return(*, case: Case, back_on: date, now: datetime) -> None:
    """Nothing of ours leaves before the third working day after somebody's return."""
    calendar = working_days(case.region)
    day = calendar.after(back_on, WORKING_DAYS_AFTER_RETURN)
    until = at_hour(day, EMAIL_SLOT, ZoneInfo(case.tz))
    with transaction.atomic():
        Case.objects.filter(pk=case.pk).update(hold_until=until)
        Letter.objects.filter(case=case, state=Letter.State.APPROVED, leave_at__lt=until).update(
            leave_at=until, because="absence"
        )
        case.refresh_from_db()
        refresh_due(case=case, now=now)


def message_key(message: ParsedMessage, raw: bytes) -> str:
    """What makes a message one: its Message-ID, else a digest of its bytes."""
    return f"<{message.message_id or hashlib.sha256(raw).hexdigest() + '@no-message-id'}>"


def _kept(
    mailbox: Mailbox,
    fetched: Fetched,
    message: ParsedMessage,
    found: Match,
    reading: Reading,
    *,
    cases: list[Case],
    meeting: _Meeting | None,
) -> InboundMail | None:
    waits = reading.pauses or (meeting is not None and meeting.effect == "cancelled")
    # Whatever a candidate met writes is for the recruiter to read: it may ask, or withdraw.
    waits = waits or (bool(found.case) and cases[0].opening_id is not None and reading.is_human)
    if meeting is not None and meeting.quiet:
        waits = False
    letter = Letter.objects.filter(owner=mailbox.owner, token=found.letter_id).first() if found.letter_id else None
    try:
        with transaction.atomic():
            return InboundMail.objects.create(
                owner=mailbox.owner,
                case=cases[0] if found.case else None,
                likely_cases=[] if found.case else [other.pk for other in cases],
                letter=letter,
                message_id=message_key(message, fetched.raw)[:998],
                in_reply_to=" ".join(f"<{answered}>" for answered in message.in_reply_to),
                sender_name=message.sender.name[:500],
                sender_address=message.sender.email[:320],
                subject=message.subject[:1000],
                received_at=fetched.arrived_at,
                text=reading.text,
                raw=fetched.raw,
                kind=reading.kind,
                is_human=reading.is_human,
                confidence=reading.confidence,
                reading=reading_data(reading, found) | _meeting_data(meeting),
                status=InboundMail.Status.NEW if waits else InboundMail.Status.HANDLED,
            )
    except IntegrityError:
        # Read already (two folders hold it, or UIDVALIDITY changed): once is enough.
        return None


def _meeting_data(meeting: _Meeting | None) -> dict[str, Any]:
    return {"invitation": invitation_data(meeting.invitation, meeting.effect)} if meeting else {}


def reading_data(reading: Reading, found: Match | None = None) -> dict[str, Any]:
    """What was understood, as JSON for the records."""
    return {
        "language": reading.language,
        "because": list(reading.because),
        "promised_date": reading.promised_date.isoformat() if reading.promised_date else None,
        "reply_deadline": reading.reply_deadline.isoformat() if reading.reply_deadline else None,
        "proposed_slots": [slot.isoformat() for slot in reading.proposed_slots],
        "feedback_given": reading.feedback_given,
        "feedback": list(reading.feedback),
        "phone_number": reading.phone_number,
        "out_of_office_until": reading.out_of_office_until.isoformat() if reading.out_of_office_until else None,
        "stand_in": reading.stand_in,
        "left_the_company": reading.left_the_company,
        "not_delivered": reading.not_delivered,
        "sure": reading.sure,
        "match": {"certainty": found.certainty, "because": list(found.because)} if found else None,
    }


def _bounced(mailbox: Mailbox, reading: Reading, letter: Letter | None, case: Case | None, now: datetime) -> None:
    failed = [recipient for recipient in reading.bounced if recipient.permanence != "not_yet"]
    if not failed and not reading.not_delivered:
        return
    if letter is not None:
        Letter.objects.filter(pk=letter.pk, bounced_at__isnull=True).update(bounced_at=now)
        case = letter.case
    if case is None:
        return
    pause_case(case=case, because="bounce", now=now)
    tell(
        owner=mailbox.owner,
        code="letter-bounced",
        key=f"bounced:{case.pk}:{letter.pk if letter else now.isoformat()}",
        case=case,
        letter=letter,
        params={
            "address": failed[0].email if failed else "",
            "permanence": failed[0].permanence if failed else "refused",
        },
    )


def _proves_it_left(letter: Letter, now: datetime) -> None:
    rows = Letter.objects.filter(pk=letter.pk, state=Letter.State.UNKNOWN)
    if reconcile.left(rows=rows, letter=letter, at=letter.claimed_at or now):
        refresh_due(case=letter.case, now=now)


def _contact_by_hand(case: Case, message: ParsedMessage, fetched: Fetched, now: datetime) -> bool:
    round_ = queries.current_round(case)
    at = min(fetched.arrived_at, now)
    if at < round_.ends_at:
        return False
    key = message_key(message, fetched.raw)
    if any(entry.data.get("message_id") == key for entry in round_.entries.all()):
        return False
    log_event(
        round_=round_,
        kind=Entry.Kind.EXTRA_CONTACT,
        at=at,
        now=now,
        data={
            "channel": "email",
            "message_id": key,
            "subject": message.subject[:300],
            "to": [address.email for address in message.to],
        },
    )
    if case.paused_because == QUESTION:
        resume_case(case=case, now=now)
    tell(
        owner=case.owner,
        code="contact-by-hand",
        key=f"by-hand:{case.pk}:{key}",
        case=case,
        params={"subject": message.subject[:200]},
    )
    return True


def _tokens(message: ParsedMessage) -> list[str]:
    return [token for token in message.letter_ids if len(token) == 36]


def _case(mailbox: Mailbox, key: str) -> Case | None:
    return Case.objects.filter(owner=mailbox.owner, pk=int(key)).select_related("owner", "organisation").first()
