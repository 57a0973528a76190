"""Open an opening, meet its candidates, note what its process becomes, close it: the recruiter's verbs."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from django.db import transaction

from relance.actions.board import board_of
from relance.actions.close_case import reopen_case
from relance.actions.journal import append
from relance.actions.keep_time import refresh_due
from relance.actions.participants import people_problems
from relance.actions.refusals import BadInputError, Refusal, RefusedError
from relance.actions.start_case import NewInterview, open_round
from relance.actions.stop_letters import stop_letters
from relance.etiquette.casefile import find_zone
from relance.etiquette.problems import Problem
from relance.etiquette.workingdays import is_region
from relance.records import queries
from relance.records.models import Case, Entry, InboundMail, Opening, OpeningTurn, Organisation, Owner


@dataclass(frozen=True, slots=True)
class NewOpening:
    """A post to fill; None is «nobody said» (QL-06)."""

    title: str
    organisation: str
    region: str = ""
    tz: str = ""
    employees: int | None = None
    public_employer: bool | None = None
    publicly_advertised: bool | None = None


def open_opening(*, owner: Owner, opening: NewOpening) -> Opening:
    """Keep a new opening. BadInputError with every problem, and nothing kept."""
    tz, region = opening.tz or owner.tz, opening.region or owner.region
    problems = []
    if not opening.title.strip():
        problems.append(Problem("title", "title_missing"))
    if not opening.organisation.strip():
        problems.append(Problem("organisation", "organisation_missing"))
    if find_zone(tz) is None:
        problems.append(Problem("tz", "zone_unknown", {"zone": tz}))
    if not is_region(region):
        problems.append(Problem("region", "region_unknown", {"region": region}))
    if problems:
        raise BadInputError(tuple(problems))
    with transaction.atomic():
        organisation, _ = Organisation.objects.get_or_create(owner=owner, name=opening.organisation.strip()[:300])
        return Opening.objects.create(
            owner=owner,
            organisation=organisation,
            title=opening.title.strip()[:300],
            region=region,
            tz=tz,
            employees=opening.employees,
            public_employer=opening.public_employer,
            publicly_advertised=opening.publicly_advertised,
        )


def meet_candidate(*, owner: Owner, opening: Opening, interview: NewInterview, now: datetime) -> Case:
    """An interview with a candidate: the case that is known, with one round more, or a new one.

    The first person of `interview` is the candidate. RefusedError when the opening is closed, BadInputError when
    the address is that of somebody with another name.
    """
    if opening.state != Opening.State.OPEN:
        raise RefusedError(Refusal("opening-closed"))
    met = interview.people[0] if interview.people else None
    if met is None or not met.name.strip():
        raise BadInputError((Problem("people[0].name", "name_missing"),))
    if problems := people_problems(owner, interview.people[:1]):
        raise BadInputError(tuple(problems))
    with transaction.atomic():
        Opening.objects.select_for_update().get(pk=opening.pk)
        known = [case for case in opening.candidates.filter(owner=owner) if _is(case, met.email, met.name)]
        case = known[0] if known else Case.objects.create(
            owner=owner,
            organisation=opening.organisation,
            opening=opening,
            role=opening.title,
            region=opening.region,
            tz=opening.tz,
        )  # fmt: skip
        last = case.rounds.order_by("-number").first()
        zone = ZoneInfo(case.tz)
        start = interview.start if interview.start.tzinfo else interview.start.replace(tzinfo=zone)
        if last is not None and last.starts_at == start:
            return case
        open_round(case=case, interview=interview, number=last.number + 1 if last else 1, now=now)
    return case


def turn_process(
    *, opening: Opening, kind: str, now: datetime, chosen: Case | None = None, reason: str = ""
) -> OpeningTurn:
    """The process slowed, stopped…, or somebody was chosen: from now on, news or answers are due (QL-03, QL-04)."""
    if kind not in OpeningTurn.Kind.values or (kind == OpeningTurn.Kind.CHOSEN) != (chosen is not None):
        raise BadInputError((Problem("kind", "choice_unknown", {"value": kind}),))
    if chosen is not None and chosen.opening_id != opening.pk:
        raise BadInputError((Problem("chosen", "person_unknown"),))
    with transaction.atomic():
        turn = OpeningTurn.objects.create(
            opening=opening, kind=kind, case=chosen, reason=reason.strip()[:1000], happened_at=now, recorded_at=now
        )
        # All letters are stopped before anything is computed: none leaves that knows nothing of the turn.
        waiting = list(opening.candidates.filter(state=Case.State.OPEN))
        for case in waiting:
            stop_letters(case=case, because="after-turn")
        for case in waiting:
            refresh_due(case=case, now=now)
        if kind == OpeningTurn.Kind.RESUMED:
            _wake(opening, now)
    return turn


def _wake(opening: Opening, now: datetime) -> None:
    """A process that starts again owes news to those whose file was put away when it stopped."""
    board = board_of(opening=opening, owner=opening.owner, now=now).board
    for case in opening.candidates.filter(state=Case.State.CLOSED, pk__in=[int(key) for key in board.unanswered]):
        reopen_case(case=case, now=now)


def candidate_withdrew(
    *, case: Case, now: datetime, at: datetime | None = None, mail: InboundMail | None = None, by: str = ""
) -> Entry:
    """A candidate withdrew (`by` their «page»): nothing more is owed, and no letter of ours to them leaves."""
    data: dict[str, object] = {"mail": mail.pk} if mail is not None else {}
    if by:
        data["by"] = by
    round_ = queries.current_round(case)
    entry = append(round_=round_, kind=Entry.Kind.WITHDREW, at=at, now=now, data=data)
    refresh_due(case=case, now=now)
    if case.opening is not None and case.turns.exists():
        # The one who was chosen leaves: the process starts again for all the others (QL-04).
        for other in case.opening.candidates.filter(state=Case.State.OPEN).exclude(pk=case.pk):
            refresh_due(case=other, now=now)
        _wake(case.opening, now)
    return entry


def close_opening(*, opening: Opening, now: datetime) -> None:
    """Close it. RefusedError while one candidate met waits for an answer (QL-04)."""
    board = board_of(opening=opening, owner=opening.owner, now=now)
    if not board.may_close:
        names = ", ".join(board.names[key] for key in board.board.unanswered)
        raise RefusedError(Refusal("candidates-unanswered", ("QL-04", "Q-05"), params={"names": names}))
    Opening.objects.filter(pk=opening.pk, state=Opening.State.OPEN).update(
        state=Opening.State.CLOSED, closed_at=now
    )
    opening.refresh_from_db()


def reopen_opening(*, opening: Opening) -> None:
    """Open it again: candidates may be received, and what is owed is computed anew."""
    Opening.objects.filter(pk=opening.pk, state=Opening.State.CLOSED).update(
        state=Opening.State.OPEN, closed_at=None
    )
    opening.refresh_from_db()


def _is(case: Case, email: str, name: str) -> bool:
    people = [one.person for one in case.rounds.order_by("number")[0].participants.select_related("person")]
    address = email.strip().lower()
    return any(
        (address and person.email.lower() == address)
        or (not address and person.name.casefold() == name.strip().casefold())
        for person in people
    )
