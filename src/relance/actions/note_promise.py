"""Note what was promised at the interview, in the words said (W-05)."""

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.db import transaction

from relance.actions.keep_time import refresh_due
from relance.actions.refusals import BadInputError
from relance.etiquette.fields import of_our_age
from relance.etiquette.problems import Problem
from relance.records.models import Participant, Promise, Round


@dataclass(frozen=True, slots=True)
class Announced:
    """All that E-01 to E-12 may bring. `kind` is empty when nothing was promised."""

    kind: str = ""
    promised_on: date | None = None
    n: int | None = None
    unit: str = "calendar"
    said: str = ""
    channel_answer: str = ""
    contact_policy: str = ""
    process_length: str = ""
    main_contact: int | None = None
    next_step: str = ""
    start_date_said: str = ""
    will_notify_refusal: bool | None = None


def note_promise(*, round_: Round, announced: Announced, now: datetime) -> None:
    """Keep what was announced; what was noted before is replaced. BadInputError when it cannot be true."""
    problems = _problems(round_, announced)
    if problems:
        raise BadInputError(tuple(problems))
    with transaction.atomic():
        if announced.kind:
            Promise.objects.update_or_create(
                round=round_,
                defaults={
                    "kind": announced.kind,
                    "promised_on": announced.promised_on if announced.kind == "date" else None,
                    "n": announced.n if announced.kind == "days" else None,
                    "unit": announced.unit or "calendar",
                    "said": announced.said,
                    "noted_at": now,
                },
            )
        else:
            Promise.objects.filter(round=round_).delete()
        round_.channel_answer = announced.channel_answer
        round_.contact_policy = announced.contact_policy
        round_.process_length = announced.process_length or round_.process_length
        round_.next_step = announced.next_step
        round_.start_date_said = announced.start_date_said
        round_.will_notify_refusal = announced.will_notify_refusal
        round_.save()
        if announced.main_contact is not None:
            Participant.objects.filter(round=round_, main_contact=True).update(main_contact=False)
            Participant.objects.filter(round=round_, person_id=announced.main_contact).update(main_contact=True)
        refresh_due(case=round_.case, now=now)


def _problems(round_: Round, announced: Announced) -> list[Problem]:
    problems = []
    interview_on = round_.starts_at.astimezone(ZoneInfo(round_.case.tz)).date()
    if announced.kind not in {"", "date", "days", "end_of_week", "vague"}:
        problems.append(Problem("kind", "choice_unknown", {"value": announced.kind}))
    if announced.kind == "date" and announced.promised_on is None:
        problems.append(Problem("promised_on", "date_missing"))
    if announced.kind == "date" and announced.promised_on is not None and announced.promised_on < interview_on:
        problems.append(
            Problem(
                "promised_on",
                "promise_before_interview",
                {"date": announced.promised_on.isoformat(), "interview": interview_on.isoformat()},
            )
        )
    elif announced.promised_on is not None and not of_our_age(announced.promised_on):
        problems.append(Problem("promised_on", "day_of_another_age", {"date": announced.promised_on.isoformat()}))
    if announced.kind == "days" and not announced.n:
        problems.append(Problem("n", "number_missing"))
    if announced.kind == "days" and announced.n is not None and not 0 < announced.n <= 366:
        problems.append(Problem("n", "number_out_of_range", {"value": str(announced.n)}))
    known = set(round_.participants.values_list("person_id", flat=True))
    if announced.main_contact is not None and announced.main_contact not in known:
        problems.append(Problem("main_contact", "person_unknown"))
    return problems
