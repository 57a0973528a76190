"""Approve a letter: a person's act. What leaves later is, byte for byte, what is approved here."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.db import transaction

from relance.actions.check_letter import check_letter
from relance.actions.keep_time import refresh_due
from relance.actions.may_leave import Go, Hold, may_leave
from relance.actions.plan_case import CasePlan, plan_case
from relance.actions.refusals import BadInputError, Refusal, RefusedError
from relance.etiquette.workingdays import working_days
from relance.mail.composing import Attachment, Mailer, compose, new_message_id
from relance.mail.composing import Letter as ComposedLetter
from relance.records.models import InboundMail, Letter, Mailbox

#: How long a recruiter may take a letter back before it leaves.
UNDO_WINDOW = timedelta(minutes=5)
MAY_BE_APPROVED = (Letter.State.DRAFT, Letter.State.CANCELLED, Letter.State.REFUSED)


def approve_letter(
    *, letter: Letter, now: datetime, at_once: bool = False, undo: timedelta = timedelta(0)
) -> Letter:
    """Approve for the hour of the plan, or `at_once` when the guard allows it; never sooner than `undo` from now.

    RefusedError when a check of error severity stands, no mailbox is set, nobody can be written to, or the plan
    does not hold the step. BadInputError when the message cannot be built.
    """
    planned = plan_case(case=letter.case, now=now)
    leave_at = _hour(planned, letter, now + undo, at_once=at_once)
    _refuse_errors(planned, letter, leave_at)
    mailbox = Mailbox.objects.filter(owner=letter.owner).first()
    if mailbox is None:
        raise RefusedError(Refusal("no-mailbox"))
    if not letter.person.email:
        raise RefusedError(Refusal("no-address", params={"name": letter.person.name}))
    message_id = new_message_id(sender=mailbox.address, token=str(letter.token))
    raw = _built(letter, mailbox, message_id, leave_at)
    with transaction.atomic():
        approved = Letter.objects.filter(pk=letter.pk, state__in=MAY_BE_APPROVED).update(
            state=Letter.State.APPROVED,
            raw=raw,
            message_id=message_id,
            leave_at=leave_at,
            give_up_at=_give_up(planned, letter, leave_at),
            approved_at=now,
            attempts=0,
            because="",
            server_said="",
            copy_wanted=False,
        )
        if not approved:
            raise RefusedError(Refusal("letter-left-already"))
        letter.refresh_from_db()
        refresh_due(case=letter.case, now=now)
    return letter


def cancel_letter(*, letter: Letter, now: datetime, because: str = "user") -> bool:
    """Take an approval back. False when the letter is no longer waiting."""
    cancelled = Letter.objects.filter(pk=letter.pk, state=Letter.State.APPROVED).update(
        state=Letter.State.CANCELLED, because=because[:60], raw=None
    )
    letter.refresh_from_db()
    refresh_due(case=letter.case, now=now)
    return bool(cancelled)


def _hour(planned: CasePlan, letter: Letter, now: datetime, *, at_once: bool) -> datetime:
    verdict = may_leave(planned=planned, letter=letter, at=now)
    if isinstance(verdict, Go):
        return now
    if isinstance(verdict, Hold) and not at_once:
        return verdict.until
    if isinstance(verdict, Hold) and verdict.code == "early":
        return now
    raise RefusedError(Refusal(verdict.code, verdict.because, verdict.until if isinstance(verdict, Hold) else None))


def _refuse_errors(planned: CasePlan, letter: Letter, leave_at: datetime) -> None:
    if not letter.body.strip():
        raise RefusedError(Refusal("letter-empty"))
    leaves_on = leave_at.astimezone(planned.facts.tz).date()
    findings = check_letter(
        planned=planned, letter=letter, subject=letter.subject, body=letter.body, leaves_on=leaves_on
    )
    errors = [finding for finding in findings if finding.severity == "error"]
    if errors:
        codes = ", ".join(finding.code for finding in errors)
        raise RefusedError(Refusal("check-error", tuple(errors[0].because), params={"codes": codes}))


def _built(letter: Letter, mailbox: Mailbox, message_id: str, leave_at: datetime) -> bytes:
    answered, references = _conversation(letter)
    raw, problems = compose(
        ComposedLetter(
            letter_id=str(letter.token),
            message_id=message_id,
            sender=Mailer(mailbox.address, mailbox.display_name or letter.owner.name),
            recipient=Mailer(letter.person.email, letter.person.name),
            subject=letter.subject,
            body=letter.body,
            leaves_at=leave_at.astimezone(ZoneInfo(letter.owner.tz)),
            answers=answered,
            references=references,
            attachments=tuple(
                Attachment(part.name, bytes(part.content), part.content_type) for part in letter.attachments.all()
            ),
        )
    )
    if problems:
        raise BadInputError(problems)
    return raw


def _conversation(letter: Letter) -> tuple[str, tuple[str, ...]]:
    """The last message of the conversation with this person, and those before it (RFC 5322 §3.6.4)."""
    sent = Letter.objects.filter(case=letter.case, person=letter.person, state=Letter.State.SENT).exclude(
        message_id=""
    )
    ours = [(row.sent_at, row.message_id_in_sent or row.message_id) for row in sent if row.sent_at]
    mails = InboundMail.objects.filter(case=letter.case, is_human=True, sender_address=letter.person.email)
    theirs = [(mail.received_at, mail.message_id) for mail in mails]
    ids = [message_id for _, message_id in sorted(ours + theirs) if message_id.startswith("<")]
    return (ids[-1], tuple(ids[:-1])) if ids else ("", ())


def _give_up(planned: CasePlan, letter: Letter, leave_at: datetime) -> datetime:
    """When to stop trying: the plan's latest instant, or one working day (sending.md)."""
    action = planned.action(letter.step)
    if action is not None and isinstance(action.latest, datetime) and action.latest > leave_at:
        return action.latest
    local = leave_at.astimezone(planned.facts.tz)
    following = working_days(planned.facts.region, planned.facts.extra_closed_days).after(local.date())
    return local + timedelta(days=(following - local.date()).days)
