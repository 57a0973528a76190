"""Keep no candidate's file longer than QL-06 says: notice thirty days before, then erasure.

The promise: a file is erased only once an answer was given or the candidate withdrew, its day has come, and notice
of that very day was given thirty days before, however late the notice was. Any new contact puts the day off, and
notice is given anew. The log holds counts, never a name. Several workers at once are safe.
"""

import logging
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.db import transaction

from relance.actions.candidate_file import erase_candidate
from relance.actions.erase import forget_free_pages
from relance.actions.tell import tell
from relance.etiquette.duties import Duty, duties
from relance.etiquette.duties.board import NOTICE_DAYS
from relance.records import queries
from relance.records.models import Case, Entry, Notice, Opening, Round
from relance.records.openings import candidate_key, candidate_of, opening_facts

log = logging.getLogger("relance.worker")

#: No file's notice comes sooner after its last contact: three months at least, less the thirty days.
_QUIET = timedelta(days=45)


@dataclass(frozen=True, slots=True)
class Kept:
    """How many candidates were told of, and erased."""

    told: int
    erased: int


def keep_no_longer(*, now: datetime) -> Kept:
    """Give the notices and do the erasures whose day has come, in every opening."""
    told = erased = 0
    stale = _stale(now)
    for opening in Opening.objects.filter(pk__in=stale).select_related("organisation", "owner"):
        for case, duty in _duties(opening, stale[opening.pk], now):
            if duty.retention is None or _today(case, now) < duty.retention.notice_on:
                continue
            told += _give_notice(opening, case, duty.retention.erase_on, now)
            if _may_erase(case, duty, now):
                erased += _erase(opening, case.pk, now)
    if told or erased:
        log.info("retention: notices %d, erased %d", told, erased)
    if erased:
        forget_free_pages()
    return Kept(told, erased)


def _stale(now: datetime) -> dict[int, set[int]]:
    """Candidates with whom nothing happened of late, by opening: few, whatever is stored."""
    since = now - _QUIET
    recent = Round.objects.filter(ends_at__gt=since).values("case_id")
    spoken = Entry.objects.filter(happened_at__gt=since).values("case_id")
    rows = Case.objects.filter(opening__isnull=False).exclude(pk__in=recent).exclude(pk__in=spoken)
    found: dict[int, set[int]] = {}
    for opening, case in rows.values_list("opening_id", "pk"):
        found.setdefault(opening or 0, set()).add(case)
    return found


def _duties(opening: Opening, keys: Collection[int], now: datetime) -> list[tuple[Case, Duty]]:
    """The duties to these candidates. Read with them: the chosen ones, for their withdrawal restarts it all."""
    wanted = {*keys, *opening.turns.filter(case__isnull=False).values_list("case_id", flat=True)}
    rows = queries.candidates_of(opening.owner, [opening]).filter(pk__in=wanted)
    cases = {candidate_key(case): case for case in rows}
    board = duties(opening_facts(opening, cases.values()), now)
    return [(case, duty) for duty in board.duties if (case := cases[duty.candidate]).pk in keys]


def _give_notice(opening: Opening, case: Case, erase_on: date, now: datetime) -> bool:
    """Tell the owner of the opening, and whoever received the candidate, of the day; once a day of erasure."""
    params = {
        "name": candidate_of(case).name,
        "day": erase_on.isoformat(),
        "told_on": _today(case, now).isoformat(),
    }
    owners = {owner.pk: owner for owner in (opening.owner, case.owner)}
    given = [
        tell(owner=owner, code="retention-notice", key=_key(case, erase_on), case=case, params=params)
        for owner in owners.values()
    ]
    return any(given)


def _may_erase(case: Case, duty: Duty, now: datetime) -> bool:
    """The day has come, and the notice of it is thirty days old."""
    kept, today = duty.retention, _today(case, now)
    if kept is None or today < kept.erase_on:
        return False
    told = Notice.objects.filter(case=case, key=_key(case, kept.erase_on)).values_list("params", flat=True)
    days = [date.fromisoformat(str(params["told_on"])) for params in told]
    return bool(days) and today >= max(days) + timedelta(days=NOTICE_DAYS)


def _erase(opening: Opening, key: int, now: datetime) -> bool:
    """Erase one file; all is asked again behind the lock."""
    with transaction.atomic():
        locked = Case.objects.select_for_update().filter(pk=key).first()
        again = [pair for pair in _duties(opening, {key}, now) if locked and _may_erase(*pair, now)]
        if not again:
            return False
        erase_candidate(case=again[0][0])
    return True


def _key(case: Case, erase_on: date) -> str:
    return f"retention:{case.pk}:{erase_on.isoformat()}"


def _today(case: Case, now: datetime) -> date:
    return now.astimezone(ZoneInfo(case.tz)).date()
