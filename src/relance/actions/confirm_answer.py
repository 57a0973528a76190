"""The user says what an answer was: what was read is proposed, what is confirmed becomes a fact."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal, TypeAlias, get_args

from django.db import transaction

from relance.actions.log_event import log_event
from relance.actions.may_leave import QUESTION
from relance.actions.pause_case import pause_case, resume_case
from relance.actions.refusals import BadInputError
from relance.etiquette.facts import Promise
from relance.etiquette.fields import of_our_age
from relance.etiquette.problems import Problem
from relance.records import queries
from relance.records.facts import promise_data
from relance.records.models import Case, Entry, InboundMail

Answer: TypeAlias = Literal[
    "invitation", "offer", "rejection", "delay", "process_stopped", "question", "acknowledgement", "other"
]
ANSWERS: tuple[Answer, ...] = get_args(Answer)

#: What the planner knows of answers (PL-17 to PL-20). A stopped process is a refusal whose reason was given.
_REPLY_KINDS = {
    "invitation": "second_interview",
    "offer": "offer",
    "rejection": "rejection",
    "process_stopped": "rejection",
    "delay": "delay",
    "acknowledgement": "ack",
}


@dataclass(frozen=True, slots=True)
class Answered:
    """An answer as the user tells it. `at` is when it came; local facts of the kind may be left out."""

    kind: str
    at: datetime
    channel: str = "email"
    promised_on: date | None = None
    round2_start: datetime | None = None
    deadline: datetime | None = None
    with_reasons: bool = False
    still_interested: bool | None = None
    feedback: str = ""


def confirm_answer(*, case: Case, answered: Answered, now: datetime, mail: InboundMail | None = None) -> Entry:
    """Write the answer in the journal, close the mail that carried it, and let the case go on (or wait)."""
    problems = _problems(answered, now)
    if problems:
        raise BadInputError(tuple(problems))
    round_ = queries.current_round(case)
    with transaction.atomic():
        if answered.still_interested is not None:
            round_.still_interested = answered.still_interested
            round_.save(update_fields=["still_interested"])
        entry = log_event(
            round_=round_,
            kind=_entry_kind(answered),
            action="" if answered.kind in _REPLY_KINDS else answered.kind,
            at=max(answered.at, round_.starts_at) if answered.at <= now else answered.at,
            now=now,
            data=_data(answered, mail),
        )
        if mail is not None:
            InboundMail.objects.filter(pk=mail.pk).update(
                status=InboundMail.Status.HANDLED, case=case, entry=entry, kind=answered.kind
            )
        if answered.kind == "question":
            pause_case(case=case, because=QUESTION, now=now)
        resume_case(case=case, now=now)
    return entry


def dismiss_mail(*, mail: InboundMail, now: datetime) -> None:
    """«This has nothing to do with my applications»: the cases it paused go on."""
    with transaction.atomic():
        InboundMail.objects.filter(pk=mail.pk).update(status=InboundMail.Status.DISMISSED)
        concerned = [mail.case_id] if mail.case_id else mail.likely_cases
        for case in Case.objects.filter(owner=mail.owner, pk__in=concerned).select_related("owner"):
            _resume_unless_doubted(case, now)


def give_mail_to_case(*, mail: InboundMail, case: Case, now: datetime) -> None:
    """The user says to which case an unsure answer belongs; the other cases go on."""
    with transaction.atomic():
        others = [pk for pk in mail.likely_cases if pk != case.pk]
        InboundMail.objects.filter(pk=mail.pk).update(case=case, likely_cases=[])
        pause_case(case=case, because="answer-arrived", now=now)
        for other in Case.objects.filter(owner=mail.owner, pk__in=others).select_related("owner"):
            _resume_unless_doubted(other, now)
    mail.refresh_from_db()


def _resume_unless_doubted(case: Case, now: datetime) -> None:
    waiting = InboundMail.objects.filter(owner=case.owner, status=InboundMail.Status.NEW, case__isnull=True)
    if not any(case.pk in mail.likely_cases for mail in waiting):
        resume_case(case=case, now=now)


def _entry_kind(answered: Answered) -> str:
    return Entry.Kind.REPLY if answered.kind in _REPLY_KINDS else Entry.Kind.NOTE


def _data(answered: Answered, mail: InboundMail | None) -> dict[str, Any]:
    promise = Promise(kind="date", date=answered.promised_on) if answered.promised_on else None
    kind = _REPLY_KINDS.get(answered.kind)
    if kind == "ack" and promise is not None:
        # «Merci, réponse vendredi» changes nothing but the date; to the planner, a new date is a delay (PL-17).
        kind = "delay"
    data = {
        "kind": kind,
        "answer": answered.kind,
        "channel": answered.channel,
        "promise": promise_data(promise) if promise else None,
        "round2_start": answered.round2_start.isoformat() if answered.round2_start else None,
        "deadline": answered.deadline.isoformat() if answered.deadline else None,
        "with_reasons": answered.with_reasons or answered.kind == "process_stopped",
        "feedback": answered.feedback,
        "mail": mail.pk if mail else None,
    }
    return {name: value for name, value in data.items() if value not in (None, "")}


def _problems(answered: Answered, now: datetime) -> list[Problem]:
    problems = []
    if answered.kind not in ANSWERS:
        problems.append(Problem("kind", "choice_unknown", {"value": answered.kind}))
    if answered.at > now:
        problems.append(Problem("at", "instant_in_the_future", {"at": answered.at.isoformat()}))
    if answered.round2_start is not None and answered.round2_start <= answered.at:
        problems.append(Problem("round2_start", "round2_in_the_past"))
    if answered.promised_on is not None and answered.promised_on < answered.at.date():
        problems.append(Problem("promised_on", "promise_in_the_past", {"date": answered.promised_on.isoformat()}))
    for place in ("at", "promised_on", "round2_start", "deadline"):
        day = getattr(answered, place)
        if day is not None and not of_our_age(day):
            problems.append(Problem(place, "day_of_another_age", {"date": day.isoformat()[:10]}))
    return problems
