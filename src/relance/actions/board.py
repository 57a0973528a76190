"""The board of an opening: its duties, computed from the rows, with the names to show."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from relance.etiquette.duties import Board, Duty, duties
from relance.records import queries
from relance.records.models import Case, Opening, OpeningTurn, Owner
from relance.records.openings import candidate_key, candidate_of, opening_facts


@dataclass(frozen=True, slots=True)
class OpeningBoard:
    """What a recruiter sees of an opening at `now`."""

    opening: Opening
    board: Board
    cases: Mapping[str, Case]
    names: Mapping[str, str]

    @property
    def may_close(self) -> bool:
        """Whether every candidate met has an answer (QL-04)."""
        return self.board.may_close

    def duty_of(self, case: Case) -> Duty:
        """What is owed to one candidate."""
        return next(duty for duty in self.board.duties if duty.candidate == candidate_key(case))


def board_of(*, opening: Opening, owner: Owner, now: datetime) -> OpeningBoard:
    """The board of one opening, as `owner` may see it."""
    return _board(opening, list(queries.candidates_of(owner, [opening])), now)


def boards_of(*, owner: Owner, now: datetime) -> list[OpeningBoard]:
    """The boards of all openings of an owner: a constant number of queries whatever their number."""
    openings = list(queries.openings_of(owner).prefetch_related("turns"))
    by_opening: dict[int | None, list[Case]] = {}
    for case in queries.candidates_of(owner, openings):
        by_opening.setdefault(case.opening_id, []).append(case)
    return [_board(opening, by_opening.get(opening.pk, []), now) for opening in openings]


def duty_of(*, case: Case, now: datetime) -> Duty:
    """What is owed to one candidate. Read with it: those who were chosen, for their withdrawal starts it again."""
    return duties_of(cases=[case], now=now)[0][1]


def duties_of(*, cases: Sequence[Case], now: datetime) -> list[tuple[Case, Duty]]:
    """What is owed to some candidates of any openings, in their order, in a constant number of queries.

    Each comes with its rounds read ahead.
    """
    openings = Opening.objects.filter(pk__in={case.opening_id for case in cases})
    by_key = {one.pk: one for one in openings.select_related("organisation").prefetch_related("turns")}
    chosen = {
        turn.case_id
        for opening in by_key.values()
        for turn in opening.turns.all()
        if turn.kind == OpeningTurn.Kind.CHOSEN
    }
    rows = {
        row.pk: row for row in queries.with_rounds(Case.objects.filter(pk__in={one.pk for one in cases} | chosen))
    }
    read: dict[int | None, list[Case]] = {}
    for row in rows.values():
        read.setdefault(row.opening_id, []).append(row)
    found = {
        duty.candidate: duty
        for key, opening in by_key.items()
        for duty in duties(opening_facts(opening, read.get(key, [])), now).duties
    }
    return [(rows[case.pk], found[candidate_key(case)]) for case in cases]


def _board(opening: Opening, cases: list[Case], now: datetime) -> OpeningBoard:
    facts = opening_facts(opening, cases)
    return OpeningBoard(
        opening=opening,
        board=duties(facts, now),
        cases={candidate_key(case): case for case in cases},
        names={candidate_key(case): candidate_of(case).name for case in cases},
    )
