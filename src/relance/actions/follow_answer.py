"""What follows an answer: the letters it may call for, drafted in one tap; a question answered elsewhere."""

from collections.abc import Mapping
from datetime import datetime

from relance.actions.draft_letter import draft_letter
from relance.actions.log_event import log_event
from relance.actions.pause_case import question_waits, resume_case
from relance.actions.plan_case import plan_round
from relance.records import queries
from relance.records.models import Case, Entry, InboundMail, Letter, Person

#: Kind of answer -> the letters it may call for, the likely one first. The plan holds what must wait (a refusal is
#: answered after a night); an acknowledgement calls for nothing.
LETTERS: Mapping[str, tuple[str, ...]] = {
    "invitation": ("reply_invite", "withdraw"),
    "offer": ("acknowledge_offer", "ask_time", "accept_offer", "decline_offer"),
    "question": ("answer_question",),
}


def write_next(*, case: Case, step: str, now: datetime, mail: InboundMail | None = None) -> Letter:
    """Draft the letter of a step, to the person the plan names, else to whoever wrote, else to the main contact."""
    round_ = queries.current_round(case)
    planned = plan_round(round_=round_, now=now)
    action = planned.action(step)
    people = {str(one.person_id): one for one in round_.participants.all()}
    keys = [*(action.to if action else ()), *_writer(case, people, mail)]
    agency = [key for key, one in people.items() if one.agency and case.via_agency]
    main = [key for key, one in people.items() if one.main_contact]
    key = next((key for key in (*keys, *agency, *main) if key in people), next(iter(people)))
    return draft_letter(round_=round_, step=step, person=people[key].person, now=now).letter


def question_answered(*, case: Case, now: datetime, channel: str = "email") -> bool:
    """«I have answered them»: the case goes on. False when no question waits."""
    if not question_waits(case):
        return False
    round_ = queries.current_round(case)
    log_event(
        round_=round_, kind=Entry.Kind.DONE, action="answer_question", at=now, now=now, data={"channel": channel}
    )
    resume_case(case=case, now=now)
    return True


def last_asker(case: Case) -> InboundMail | None:
    """The mail that asked the question which waits, when it came by mail."""
    entry = case.entries.filter(kind=Entry.Kind.NOTE, action="question", undone_by__isnull=True).last()
    pk = entry.data.get("mail") if entry is not None else None
    return InboundMail.objects.filter(owner=case.owner, pk=pk).first() if pk else None


def _writer(case: Case, people: Mapping[str, object], mail: InboundMail | None) -> list[str]:
    if mail is None or not mail.sender_address:
        return []
    known = Person.objects.filter(owner=case.owner, email=mail.sender_address.lower())
    return [str(person.pk) for person in known if str(person.pk) in people]
