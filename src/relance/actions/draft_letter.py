"""Draft a letter from the debrief, and keep what the user makes of it."""

import re
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction

from relance.actions.plan_case import CasePlan, plan_round
from relance.actions.refusals import BadInputError, Refusal, RefusedError
from relance.etiquette.problems import Problem
from relance.letters.drafting import Draft, Missing, draft
from relance.records import queries
from relance.records.models import InboundMail, Letter, Person, Round

#: Past this a mail is no letter, and a paste went wrong.
LONGEST_BODY = 50_000
#: «RE:» and its like, as mail programs of both languages write them.
_ANSWERED = re.compile(r"\A(?:\s*(?:re|rép|rep|tr|fw|fwd)\s?:)+", re.IGNORECASE)
EDITABLE = (Letter.State.DRAFT, Letter.State.APPROVED, Letter.State.CANCELLED, Letter.State.REFUSED)


@dataclass(frozen=True, slots=True)
class Drafted:
    """The letter, and the one short question to ask when a fact is missing."""

    letter: Letter
    missing: Missing | None = None


def draft_letter(*, round_: Round, step: str, person: Person, now: datetime, again: bool = False) -> Drafted:
    """Return the letter of a step to a person, drafted on first use.

    With `again`, the next wording is proposed; the user's own words, once edited, are never overwritten.
    """
    letter = Letter.objects.filter(round=round_, step=step, person=person).first()
    if letter is not None and (letter.edited or letter.state not in EDITABLE or not again):
        if letter.state == Letter.State.CANCELLED:
            reopen_letter(letter=letter)
        if letter.body or letter.state != Letter.State.DRAFT:
            return Drafted(letter)
    planned = plan_round(round_=queries.rounds_with_facts().get(pk=round_.pk), now=now)
    variant = (letter.variant + 1) if letter is not None and again else 0
    written = _written(planned, step, person, variant=variant, now=now)
    fresh = letter or Letter(
        owner=round_.owner, case=round_.case, round=round_, step=step, person=person, token=uuid.uuid4()
    )
    fresh.locale = planned.case.owner.letter_locale
    fresh.variant = variant
    if isinstance(written, Draft):
        fresh.subject, fresh.body, fresh.used = written.subject, written.body, list(written.used)
    try:
        with transaction.atomic():
            fresh.save()
    except IntegrityError:
        # Two tabs asked at once: the letter is the one that came first.
        fresh = Letter.objects.get(round=round_, step=step, person=person)
    return Drafted(fresh, written if isinstance(written, Missing) else None)


def edit_letter(
    *,
    letter: Letter,
    subject: str,
    body: str,
    now: datetime,
    seen: datetime | None = None,
    silenced: list[str] | None = None,
) -> None:
    """Keep the user's words. An approved letter that is changed must be approved again.

    `seen` is the `updated_at` of the text the user started from: another tab's words are never overwritten.
    """
    if len(body) > LONGEST_BODY or len(subject) > 500:
        raise BadInputError((Problem("body", "text_too_long", {"most": str(LONGEST_BODY)}),))
    changes: dict[str, object] = {
        "subject": subject,
        "body": body.replace("\r\n", "\n"),
        "edited": True,
        "state": Letter.State.DRAFT,
        "raw": None,
        "because": "",
    }
    if silenced is not None:
        changes["silenced"] = silenced
    rows = Letter.objects.filter(pk=letter.pk, state__in=EDITABLE)
    if seen is not None:
        rows = rows.filter(updated_at=seen)
    if not rows.update(**changes, updated_at=now):
        letter.refresh_from_db()
        raise RefusedError(
            Refusal("letter-changed-elsewhere" if letter.state in EDITABLE else "letter-left-already")
        )
    letter.refresh_from_db()


def redraft_letter(*, letter: Letter, now: datetime, finished: Mapping[str, str] | None = None) -> bool:
    """Write a letter again from the facts as they are now; False when the user's own words stand there."""
    if letter.edited or letter.state != Letter.State.DRAFT:
        return False
    planned = plan_round(round_=queries.rounds_with_facts().get(pk=letter.round_id), now=now)
    written = _written(planned, letter.step, letter.person, variant=letter.variant, now=now, finished=finished)
    if not isinstance(written, Draft):
        return False
    rows = Letter.objects.filter(pk=letter.pk, edited=False, state=Letter.State.DRAFT)
    kept = rows.update(subject=written.subject, body=written.body, used=list(written.used), updated_at=now)
    letter.refresh_from_db()
    return bool(kept)


def reopen_letter(*, letter: Letter) -> bool:
    """A cancelled or refused letter becomes a draft again, its text kept."""
    reopened = Letter.objects.filter(pk=letter.pk, state__in=[Letter.State.CANCELLED, Letter.State.REFUSED]).update(
        state=Letter.State.DRAFT, raw=None, attempts=0
    )
    letter.refresh_from_db()
    return bool(reopened)


def drafted_anew(*, planned: CasePlan, letter: Letter, now: datetime, locale: str = "") -> Draft | None:
    """What the program would write today in place of a letter, for its highlights and its question."""
    written = _written(planned, letter.step, letter.person, variant=letter.variant, now=now, locale=locale)
    return written if isinstance(written, Draft) else None


def _answer_frame(planned: CasePlan, person: Person, now: datetime) -> Draft:
    """The greeting and the ending around an answer that only the user can write; the subject of their mail."""
    whole = _written(planned, "keep_in_touch", person, variant=0, now=now)
    body = whole.body.split("\n\n") if isinstance(whole, Draft) else ["", ""]
    mails = InboundMail.objects.filter(case=planned.case, kind="question").order_by("-received_at")
    mail = mails.filter(sender_address=person.email).first() or mails.first()
    subject = _ANSWERED.sub("", mail.subject).strip() if mail is not None else planned.case.role
    return Draft(
        subject=f"Re: {subject}"[:500],
        body=f"{body[0]}\n\n\n\n{body[-1]}",
        used=(),
        spans=(),
        alternatives=1,
        kind="email",
        locale=planned.case.owner.letter_locale,
    )


def _written(
    planned: CasePlan,
    step: str,
    person: Person,
    *,
    variant: int,
    now: datetime,
    finished: Mapping[str, str] | None = None,
    locale: str = "",
) -> Draft | Missing:
    if step == "answer_question":
        return _answer_frame(planned, person, now)
    return draft(
        planned.facts,
        step,
        str(person.pk),
        locale=locale or planned.case.owner.letter_locale,
        variant=variant,
        sent_on=max(planned.day_of(step), now.astimezone(planned.facts.tz).date()),
        finished=finished,
        allow_plain=True,
        references=queries.references_listed(planned.case.owner).exists(),
    )
