"""The next interview, as the last invitation of a case proposes it: kept on the user's word only."""

from datetime import datetime
from typing import Any

from django.db import transaction

from relance.actions.confirm_answer import Answered, confirm_answer
from relance.actions.participants import NewPerson
from relance.actions.refusals import BadInputError
from relance.actions.start_case import NewInterview, add_round
from relance.etiquette.problems import Problem
from relance.records.models import Case, Entry, InboundMail, Person, Round


def proposed_interview(case: Case, mail: InboundMail | None = None) -> NewInterview | None:
    """What a mail proposes (the latest of the case that proposes a meeting not noted yet, when none is given)."""
    found = _proposal(mail) if mail is not None else _latest(case)
    if found is None:
        return None
    stamp = found.get("stamp")
    return NewInterview(
        organisation=case.organisation.name,
        role=case.role,
        start=datetime.fromisoformat(found["start"]),
        end=datetime.fromisoformat(found["end"]),
        people=_people(case, found["people"]),
        mode=found["mode"],
        location=found["location"],
        url=found["url"],
        region=case.region,
        tz=case.tz,
        invitation_uid=found["uid"],
        invitation_sequence=found["sequence"],
        invitation_stamp=datetime.fromisoformat(stamp) if stamp else None,
    )


def note_proposed(*, case: Case, mail: InboundMail, answered: Answered, now: datetime) -> Round:
    """«Yes, this is the next interview»: the answer becomes a fact and the round opens, both or neither."""
    interview = proposed_interview(case, mail)
    if interview is None:
        raise BadInputError((Problem("start", "start_missing"),))
    with transaction.atomic():
        confirm_answer(case=case, answered=answered, now=now, mail=mail)
        return add_round(owner=case.owner, case=case, interview=interview, now=now)


def _latest(case: Case) -> dict[str, Any] | None:
    mails = InboundMail.objects.filter(case=case).exclude(status=InboundMail.Status.DISMISSED)
    proposals = (_proposal(mail) for mail in mails.order_by("-received_at").only("reading", "status")[:50])
    noted = set(case.rounds.values_list("starts_at", flat=True))
    return next((one for one in proposals if one and datetime.fromisoformat(one["start"]) not in noted), None)


def _proposal(mail: InboundMail) -> dict[str, Any] | None:
    found = mail.reading.get("invitation")
    return found if found and found.get("effect") == "proposed" and not found.get("all_day") else None


def _people(case: Case, named: list[dict[str, str]]) -> tuple[NewPerson, ...]:
    """Those the invitation names; those of the last interview when it names nobody."""
    people: list[NewPerson] = []
    for one in named:
        address = one["email"].strip().lower()
        known = Person.objects.filter(owner=case.owner, email=address).first() if address else None
        name = known.name if known else one["name"]
        if name and all(address != other.email or not address for other in people):
            people.append(NewPerson(name, address, one["civility"], one["title"]))
    if people:
        return tuple(people)
    last = case.rounds.order_by("-number").first()
    met = last.participants.select_related("person") if last else []
    return tuple(
        NewPerson(one.person.name, one.person.email, main_contact=one.main_contact, interviewed=one.interviewed)
        for one in met
    )


def hour_confirmed(case: Case) -> datetime | None:
    """The hour of the next interview as the last confirmed answer gave it."""
    entry = (
        case.entries.filter(kind=Entry.Kind.REPLY, undone_by__isnull=True).order_by("-happened_at", "-pk").first()
    )
    text = entry.data.get("round2_start") if entry is not None else None
    return datetime.fromisoformat(text) if text else None
