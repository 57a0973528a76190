"""Questions asked of the records. Every one starts from the owner, or is the worker's."""

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, F, Min, Prefetch, Q, QuerySet

from relance.records.models import (
    Case,
    Entry,
    InboundMail,
    Letter,
    Member,
    MorningMail,
    Notice,
    Opening,
    Owner,
    Participant,
    Reference,
    Round,
)


def cases_of(owner: Owner) -> QuerySet[Case]:
    """All applications of an owner, with their organisation; the candidates they met as a recruiter are apart."""
    return owner.cases.filter(opening__isnull=True).select_related("organisation")


def openings_of(owner: Owner) -> QuerySet[Opening]:
    """The openings a recruiter opened or shares, open ones first, the latest first."""
    mine = Q(owner=owner) | Q(members__owner=owner)
    shared = Opening.objects.filter(mine).distinct().select_related("organisation")
    return shared.prefetch_related("members__owner").order_by("-state", "-pk")


def candidates_of(owner: Owner, openings: Collection[Opening]) -> QuerySet[Case]:
    """The candidates of these openings that `owner` may see: an interviewer sees their own."""
    shared = [
        opening.pk
        for opening in openings
        if opening.owner_id == owner.pk or _role(owner, opening) == Member.Role.RECRUITER
    ]
    seen = Q(opening__in=shared) | Q(opening__in=[opening.pk for opening in openings], owner=owner)
    return with_rounds(Case.objects.filter(seen))


def with_rounds(cases: QuerySet[Case]) -> QuerySet[Case]:
    """Candidates with all that the duties read: a constant number of queries."""
    rounds = Round.objects.select_related("promise").prefetch_related(
        Prefetch("participants", Participant.objects.select_related("person"), to_attr="participants_ahead"),
        Prefetch("entries", Entry.objects.order_by("happened_at", "pk"), to_attr="entries_ahead"),
    )
    ordered = cases.select_related("organisation", "owner").order_by("pk")
    return ordered.prefetch_related(Prefetch("rounds", rounds.order_by("number"), to_attr="rounds_ahead"))


def candidates_seen(owner: Owner) -> QuerySet[Case]:
    """Every candidate met that `owner` may see: those of their openings, those of openings shared, their own."""
    shared = Member.objects.filter(owner=owner, role=Member.Role.RECRUITER).values("opening_id")
    mine = Q(opening__owner=owner) | Q(opening__in=shared) | Q(opening__isnull=False, owner=owner)
    return Case.objects.filter(mine).select_related("organisation", "owner")


def candidates_due(owner: Owner) -> QuerySet[Case]:
    """Candidates who wait for news, the first due first."""
    return candidates_seen(owner).filter(state=Case.State.OPEN, next_at__isnull=False).order_by("next_at", "pk")


def candidates_waiting(owner: Owner) -> QuerySet[Case]:
    """Those who wrote, then those who wait for news, the first due first."""
    waits = Q(state=Case.State.OPEN, next_at__isnull=False) | Q(paused_at__isnull=False)
    return candidates_seen(owner).filter(waits).order_by(F("paused_at").asc(nulls_last=True), "next_at", "pk")


def count_due(candidates: QuerySet[Case], *, today: datetime) -> dict[str, Any]:
    """How many are late, due today and tomorrow; the first instant after that. `today` is its first instant."""
    tomorrow, after = today + timedelta(days=1), today + timedelta(days=2)
    return candidates.order_by().aggregate(
        late=Count("pk", filter=Q(next_at__lt=today)),
        today=Count("pk", filter=Q(next_at__gte=today, next_at__lt=tomorrow)),
        tomorrow=Count("pk", filter=Q(next_at__gte=tomorrow, next_at__lt=after)),
        first=Min("next_at", filter=Q(next_at__gte=after)),
    )


def openings_counted(owner: Owner, openings: Collection[Opening], *, today: datetime) -> dict[int, dict[str, Any]]:
    """For each of these openings: the candidates seen, those who wait, those who wait too long, who wrote."""
    waits = Q(state=Case.State.OPEN, next_at__isnull=False)
    counted = (
        candidates_seen(owner)
        .filter(opening__in=[opening.pk for opening in openings])
        .order_by()
        .values("opening_id")
        .annotate(
            all=Count("pk"),
            waiting=Count("pk", filter=waits),
            late=Count("pk", filter=waits & Q(next_at__lt=today)),
            wrote=Count("pk", filter=Q(paused_at__isnull=False)),
            first=Min("next_at", filter=waits),
        )
    )
    return {row["opening_id"]: dict(row) for row in counted}


def _role(owner: Owner, opening: Opening) -> str:
    return next((one.role for one in opening.members.all() if one.owner_id == owner.pk), "")


def rounds_with_facts(owner: Owner | None = None) -> QuerySet[Round]:
    """Rounds with all that `facts_of` reads: a constant number of queries whatever the number of rounds."""
    rounds = Round.objects.select_related(
        "case__organisation", "case__owner", "promise", "debrief"
    ).prefetch_related(
        Prefetch("participants", Participant.objects.select_related("person")),
        Prefetch("entries", Entry.objects.order_by("happened_at", "pk")),
    )
    return rounds if owner is None else rounds.filter(owner=owner)


def current_round(case: Case) -> Round:
    """Return the latest round of a case, ready for `facts_of`."""
    return rounds_with_facts().filter(case=case).order_by("-number")[0]


def earlier_rounds(round_: Round) -> list[Round]:
    """The rounds of the same case before this one, with their journals; nothing is asked for a first round."""
    if round_.number == 1:
        return []
    journal = Prefetch("entries", Entry.objects.order_by("happened_at", "pk"))
    return list(
        Round.objects.filter(case=round_.case, number__lt=round_.number)
        .prefetch_related(journal)
        .order_by("number")
    )


def letters_leaving(round_: Round) -> set[tuple[str, int]]:
    """The letters of a round that leave by themselves: their step, and the person's key."""
    rows = Letter.objects.filter(round=round_, state=Letter.State.APPROVED)
    return set(rows.values_list("step", "person_id"))


def latest_rounds(owner: Owner, cases: Collection[Case]) -> dict[int, Round]:
    """The current round of each of these cases by the case's key, with all that a plan reads.

    Rows are read ahead into plain lists (see `records.facts`): querysets of each round's own would cost more than
    its plan.
    """
    in_doubt = Letter.objects.defer("raw", "body").filter(
        state__in=[Letter.State.TRANSMITTING, Letter.State.UNKNOWN]
    )
    by_key = {case.pk: case for case in cases}
    rounds = Round.objects.filter(owner=owner, case__in=by_key).select_related("promise", "debrief")
    ahead = rounds.prefetch_related(
        Prefetch("participants", Participant.objects.select_related("person"), to_attr="participants_ahead"),
        Prefetch("entries", Entry.objects.order_by("happened_at", "pk"), to_attr="entries_ahead"),
        Prefetch("letters", in_doubt, to_attr="letters_ahead"),
    )
    latest: dict[int, Round] = {round_.case_id: round_ for round_ in ahead.order_by("number")}
    for key, round_ in latest.items():
        round_.case = by_key[key]  # read already, with its organisation and its owner
    return latest


def open_cases(owner: Owner) -> QuerySet[Case]:
    """Open cases of an owner, what comes first first; those with nothing ahead last."""
    return cases_of(owner).filter(state=Case.State.OPEN).order_by(F("next_at").asc(nulls_last=True), "pk")


def cases_in_order(owner: Owner, sought: str = "") -> QuerySet[Case]:
    """Open cases by what comes next, then closed ones, the latest first; all, or those of a name sought."""
    cases = cases_of(owner).order_by("-state", F("next_at").asc(nulls_last=True), "-closed_at", "pk")
    return cases.filter(organisation__name__icontains=sought) if sought else cases


def count_open(owner: Owner, *, until: datetime) -> tuple[int, int]:
    """How many cases are open, and how many of them have a step before `until`; those just answered aside."""
    answered = mail_to_look_at(owner).filter(case__isnull=False).values("case_id")
    counted = open_cases(owner).exclude(pk__in=answered).order_by().aggregate(
        all=Count("pk"), soon=Count("pk", filter=Q(next_at__lt=until))
    )  # fmt: skip
    return counted["all"], counted["soon"]


def due_cases(now: datetime, *, limit: int = 100) -> QuerySet[Case]:
    """Cases that want the worker at `now`, longest due first. One index range, whatever is stored."""
    return Case.objects.filter(due_at__lte=now).select_related("owner").order_by("due_at")[:limit]


def due_mornings(now: datetime) -> QuerySet[MorningMail]:
    """Morning mails whose hour has come."""
    return MorningMail.objects.filter(next_at__lte=now).select_related("owner").order_by("next_at")


def letters_in_doubt() -> QuerySet[Letter]:
    """Letters of which nobody knows whether they left."""
    return Letter.objects.filter(state=Letter.State.UNKNOWN).select_related("owner", "case", "person")


def mail_to_look_at(owner: Owner) -> QuerySet[InboundMail]:
    """What was read and waits for the user's word; what candidates met wrote is apart."""
    mails = InboundMail.objects.filter(owner=owner, status=InboundMail.Status.NEW, case__opening__isnull=True)
    return mails.defer("raw", "text").select_related("case__organisation")


def mail_of_candidates(owner: Owner) -> QuerySet[InboundMail]:
    """What candidates met wrote, and that waits for the recruiter's word."""
    mails = InboundMail.objects.filter(status=InboundMail.Status.NEW, case__in=candidates_seen(owner))
    return mails.defer("raw").order_by("received_at")


def unseen_notices(owner: Owner, *, recruiter: bool = False) -> QuerySet[Notice]:
    """What the user was not told yet: as somebody who looks for a job, or as a recruiter."""
    notices = Notice.objects.filter(owner=owner, seen_at__isnull=True, case__opening__isnull=not recruiter)
    return notices.select_related("case__organisation")


def references_of(owner: Owner) -> QuerySet[Reference]:
    """Everybody who may be asked about the owner, in the order they were written down."""
    return Reference.objects.filter(owner=owner).order_by("pk")


def references_listed(owner: Owner) -> QuerySet[Reference]:
    """Those who agreed to be named (C-03)."""
    return references_of(owner).filter(consent_on__isnull=False)
