"""Start a case from an interview: «J'ai passé un entretien»."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.db import transaction

from relance.actions.journal import append
from relance.actions.keep_time import refresh_due
from relance.actions.participants import NewPerson, join, people_problems, too_long
from relance.actions.refusals import BadInputError
from relance.etiquette.fields import of_our_age
from relance.etiquette.problems import Problem
from relance.etiquette.workingdays import is_region
from relance.records.models import Case, Entry, Organisation, Owner, Round

#: An interview longer ago than this is a slip of the year more often than a case to follow.
OLDEST = timedelta(days=366)


@dataclass(frozen=True, slots=True)
class NewInterview:
    """What is known of an interview. `start` and `end` are local to `tz` when they carry no zone."""

    organisation: str
    start: datetime
    end: datetime | None = None
    role: str = ""
    people: Sequence[NewPerson] = ()
    mode: str = ""
    location: str = ""
    url: str = ""
    region: str = ""
    tz: str = ""
    playbook: str = ""
    via_agency: bool = False
    process_length: str = "unknown"
    invitation_uid: str = ""
    invitation_sequence: int = 0
    invitation_stamp: datetime | None = None


def start_case(*, owner: Owner, interview: NewInterview, now: datetime) -> Case:
    """Create organisation, people, case and first round. BadInputError with every problem, and nothing kept.

    Nobody is twice in the same place at the same hour: a form sent twice gives the case that is there.
    """
    tz_name, region = interview.tz or owner.tz, interview.region or owner.region
    problems = interview_problems(owner=owner, interview=interview, now=now)
    if problems:
        raise BadInputError(tuple(problems))
    with transaction.atomic():
        Owner.objects.select_for_update().get(pk=owner.pk)
        if (known := _started_already(owner, interview, ZoneInfo(tz_name))) is not None:
            return known
        organisation, _ = Organisation.objects.get_or_create(owner=owner, name=interview.organisation.strip())
        case = Case.objects.create(
            owner=owner,
            organisation=organisation,
            role=interview.role.strip(),
            playbook=interview.playbook,
            region=region,
            tz=tz_name,
            via_agency=interview.via_agency,
        )
        open_round(case=case, interview=interview, number=1, now=now)
    return case


def _started_already(owner: Owner, interview: NewInterview, zone: ZoneInfo) -> Case | None:
    names = {person.name.strip() for person in interview.people}
    rounds = Round.objects.filter(
        owner=owner,
        starts_at=_instants(interview, zone)[0],
        case__organisation__name=interview.organisation.strip(),
        case__role=interview.role.strip(),
    ).select_related("case")
    same = (one for one in rounds if names == set(one.people.values_list("name", flat=True)))
    return next((one.case for one in same), None)


def add_round(*, owner: Owner, case: Case, interview: NewInterview, now: datetime) -> Round:
    """Open the next round of a case (PL-32): new clocks, the same people proposed."""
    problems = interview_problems(owner=owner, interview=interview, now=now)
    if problems:
        raise BadInputError(tuple(problems))
    with transaction.atomic():
        Case.objects.select_for_update().get(pk=case.pk)
        last = case.rounds.order_by("-number").first()
        if last is not None and last.starts_at == _instants(interview, ZoneInfo(case.tz))[0]:
            return last
        return open_round(case=case, interview=interview, number=last.number + 1 if last else 1, now=now)


def open_round(*, case: Case, interview: NewInterview, number: int, now: datetime) -> Round:
    """Create a round with its people and its first line of journal."""
    zone = ZoneInfo(case.tz)
    start, end = _instants(interview, zone)
    round_ = Round.objects.create(
        owner=case.owner,
        case=case,
        number=number,
        starts_at=start,
        ends_at=end,
        mode=interview.mode,
        location=interview.location[:500],
        url=interview.url[:2000],
        process_length=interview.process_length,
        invitation_uid=interview.invitation_uid[:500],
        invitation_sequence=interview.invitation_sequence,
        invitation_stamp=interview.invitation_stamp,
    )
    join(round_=round_, organisation=case.organisation, people=interview.people)
    append(round_=round_, kind=Entry.Kind.NOTE, action="interview", at=start, now=now)
    refresh_due(case=case, now=now)
    return round_


def interview_problems(*, owner: Owner, interview: NewInterview, now: datetime) -> list[Problem]:
    """All that is wrong with an interview as typed or read."""
    problems = []
    if not interview.organisation.strip():
        problems.append(Problem("organisation", "organisation_missing"))
    tz_name, region = interview.tz or owner.tz, interview.region or owner.region
    zone = None
    try:
        zone = ZoneInfo(tz_name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        problems.append(Problem("tz", "zone_unknown", {"zone": tz_name}))
    if not is_region(region):
        problems.append(Problem("region", "region_unknown", {"region": region}))
    if zone is not None:
        start, end = _instants(interview, zone)
        problems += _hour_problems(start, end, now)
    problems += too_long(Round, interview, ("location", "url", "invitation_uid")) + too_long(
        Case, interview, ["role"]
    )
    if len(interview.organisation) > (most := Organisation._meta.get_field("name").max_length or 0):
        problems.append(Problem("organisation", "text_too_long", {"most": str(most)}))
    if not interview.people:
        problems.append(Problem("people", "people_missing"))
    return problems + people_problems(owner, interview.people)


def _hour_problems(start: datetime, end: datetime, now: datetime) -> list[Problem]:
    far = [place for place, at in (("start", start), ("end", end)) if not of_our_age(at)]
    if far:
        date = (start if "start" in far else end).date().isoformat()
        return [Problem(far[0], "day_of_another_age", {"date": date})]
    problems = [Problem("end", "end_before_start")] if end <= start else []
    if start < now - OLDEST:
        problems.append(Problem("start", "interview_long_ago", {"date": start.date().isoformat()}))
    return problems


def _instants(interview: NewInterview, zone: ZoneInfo) -> tuple[datetime, datetime]:
    start = interview.start if interview.start.tzinfo else interview.start.replace(tzinfo=zone)
    end = interview.end or start + timedelta(hours=1)
    return start, end if end.tzinfo else end.replace(tzinfo=zone)
