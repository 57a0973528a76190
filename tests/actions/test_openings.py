"""The recruiter's verbs: an opening, candidates met, news owed, letters that tell them, and nobody forgotten."""

import json
from dataclasses import replace
from datetime import date, timedelta

import pytest

from relance.actions.approve_letter import approve_letter
from relance.actions.board import board_of, boards_of
from relance.actions.doors import Doors
from relance.actions.draft_letter import edit_letter
from relance.actions.erase import erase_all
from relance.actions.export_all import export_all, import_all
from relance.actions.open_opening import (
    NewOpening,
    candidate_withdrew,
    close_opening,
    meet_candidate,
    open_opening,
    turn_process,
)
from relance.actions.participants import NewPerson
from relance.actions.refusals import BadInputError, RefusedError
from relance.actions.send_letter import send_letter
from relance.actions.start_case import NewInterview
from relance.actions.tell_candidates import NewsToTell, draft_news_letters, note_news
from relance.mail.memory import MemoryServer
from relance.records import queries
from relance.records.models import Case, Entry, Letter, Mailbox, Member, Opening, OpeningTurn, Owner
from tests.actions.world import START, Clock, make_case, make_owner, paris

BENALI = NewPerson(name="Samira Benali", email="s.benali@example.org", civility="Mme")
OTT = NewPerson(name="Paul Ott", email="p.ott@example.org", civility="M.")
POST = NewOpening(title="Juriste droit social", organisation="Cabinet Delmas")


@pytest.fixture
def opening(owner: Owner) -> Opening:
    return open_opening(owner=owner, opening=POST)


def met(opening: Opening, person: NewPerson, clock: Clock, *, later: int = 0) -> Case:
    start = START + timedelta(days=later)
    interview = NewInterview(
        organisation="Cabinet Delmas", start=start, end=start + timedelta(hours=1), people=(person,)
    )
    return meet_candidate(owner=opening.owner, opening=opening, interview=interview, now=clock())


def states(opening: Opening, clock: Clock) -> list[tuple[str, str, str | None]]:
    board = board_of(opening=opening, owner=opening.owner, now=clock())
    return [(board.names[duty.candidate], duty.state, duty.owed) for duty in board.board.duties]


def test_what_is_wrong_with_an_opening_is_told_at_once(owner: Owner) -> None:
    with pytest.raises(BadInputError) as told:
        open_opening(owner=owner, opening=NewOpening(" ", "", region="XX", tz="Mars"))
    assert [(problem.place, problem.code) for problem in told.value.problems] == [
        ("title", "title_missing"),
        ("organisation", "organisation_missing"),
        ("tz", "zone_unknown"),
        ("region", "region_unknown"),
    ]
    assert Opening.objects.count() == 0


def test_a_second_interview_is_a_round_of_the_same_candidate(opening: Opening, clock: Clock) -> None:
    first = met(opening, BENALI, clock)
    assert met(opening, BENALI, clock) == first
    assert met(opening, replace(BENALI, email="S.Benali@example.org"), clock, later=7) == first
    assert [round_.number for round_ in first.rounds.all()] == [1, 2]
    assert Case.objects.count() == 1


def test_the_candidates_met_are_no_applications_of_ones_own(opening: Opening, owner: Owner, clock: Clock) -> None:
    met(opening, BENALI, clock)
    own = make_case(owner, now=clock())
    assert list(queries.cases_of(owner)) == [own]


def test_news_owed_told_and_sent_once(
    opening: Opening, mailbox: Mailbox, server: MemoryServer, doors: Doors, clock: Clock
) -> None:
    case = met(opening, BENALI, clock)
    assert states(opening, clock) == [("Samira Benali", "quiet", "news")]
    turn_process(opening=opening, kind="standby", now=clock())
    clock.move(days=1)
    assert states(opening, clock) == [("Samira Benali", "soon", "news")]
    news = NewsToTell("standby", next_on=date(2027, 1, 15))
    [told] = draft_news_letters(cases=[case], news=news, now=clock(), locale="fr-FR")
    assert told.letter is not None
    approve_letter(letter=told.letter, now=clock())
    sending = send_letter(letter=told.letter, clock=clock, worker="w", doors=doors)
    assert (sending.code, len(server.accepted)) == ("sent", 1)
    [entry] = Entry.objects.filter(case=case, kind=Entry.Kind.NEWS)
    assert (entry.action, entry.data["promise"]["date"]) == ("standby", "2027-01-15")
    board = board_of(opening=opening, owner=opening.owner, now=clock())
    assert (board.duty_of(case).state, str(board.duty_of(case).due)) == ("quiet", "2027-01-15 10:00:00+01:00")
    assert mailbox.owner == opening.owner


def test_an_answer_of_theirs_or_a_withdrawal_stops_what_was_approved(
    opening: Opening, mailbox: Mailbox, server: MemoryServer, doors: Doors, clock: Clock
) -> None:
    case = met(opening, BENALI, clock)
    [told] = draft_news_letters(
        cases=[case], news=NewsToTell("still_running", next_on=date(2026, 12, 11)), now=clock(), locale="fr-FR"
    )
    assert told.letter is not None
    assert mailbox.owner == opening.owner
    approve_letter(letter=told.letter, now=clock())
    clock.move(minutes=1)
    candidate_withdrew(case=case, now=clock())
    assert send_letter(letter=told.letter, clock=clock, worker="w", doors=doors).code == "after-withdrew"
    assert (told.letter.state, len(server.accepted)) == (Letter.State.CANCELLED, 0)


def test_nobody_is_left_without_an_answer(opening: Opening, clock: Clock) -> None:
    """QL-04: not closed while one waits; a no without a reason is not written (QL-05)."""
    benali, ott = met(opening, BENALI, clock), met(opening, OTT, clock)
    turn_process(opening=opening, kind="chosen", chosen=ott, now=clock())
    with pytest.raises(RefusedError) as refused:
        close_opening(opening=opening, now=clock())
    assert refused.value.refusal.params == {"names": "Samira Benali, Paul Ott"}
    [told] = draft_news_letters(cases=[benali], news=NewsToTell("refusal_with_reasons"), now=clock())
    assert told.letter is None
    assert told.missing is not None
    assert told.missing.fact == "reasons"
    note_news(case=benali, kind="refusal", now=clock())
    assert states(opening, clock)[0] == ("Samira Benali", "soon", "answer")
    note_news(case=benali, kind="refusal", now=clock(), reasons=("German was needed",))
    note_news(case=ott, kind="offer", now=clock())
    close_opening(opening=opening, now=clock())
    assert opening.state == Opening.State.CLOSED
    with pytest.raises(RefusedError):
        met(opening, NewPerson(name="Léa Petit"), clock)


def test_a_turn_that_cannot_be(opening: Opening, owner: Owner, clock: Clock) -> None:
    stranger = make_case(owner, now=clock())
    for given in ({"kind": "gossip"}, {"kind": "chosen"}, {"kind": "chosen", "chosen": stranger}):
        with pytest.raises(BadInputError):
            turn_process(opening=opening, now=clock(), **given)


def test_who_sees_which_candidate(opening: Opening, owner: Owner, clock: Clock) -> None:
    """The one who opened it and recruiters see all; an interviewer their own; a stranger nothing."""
    case = met(opening, BENALI, clock)
    bob, eve, charlie = make_owner("bob"), make_owner("eve"), make_owner("charlie")
    Member.objects.create(opening=opening, owner=bob, role=Member.Role.RECRUITER)
    Member.objects.create(opening=opening, owner=eve, role=Member.Role.INTERVIEWER)
    hers = meet_candidate(
        owner=eve,
        opening=opening,
        interview=NewInterview(organisation="", start=START, people=(OTT,)),
        now=clock(),
    )
    seen = {
        who.login: [[one.cases[key] for key in one.cases] for one in boards_of(owner=who, now=clock())]
        for who in (owner, bob, eve, charlie)
    }
    assert seen == {"alice": [[case, hers]], "bob": [[case, hers]], "eve": [[hers]], "charlie": []}


def test_who_erases_everything_takes_no_candidate_of_a_colleague(
    opening: Opening, owner: Owner, clock: Clock
) -> None:
    met(opening, BENALI, clock)
    alone = open_opening(owner=owner, opening=replace(POST, title="Avocat"))
    bob, eve = make_owner("bob"), make_owner("eve")
    for who, role in ((bob, Member.Role.RECRUITER), (eve, Member.Role.INTERVIEWER)):
        Member.objects.create(opening=opening, owner=who, role=role)
    interview = NewInterview(organisation="", start=START, people=(OTT,))
    hers = meet_candidate(owner=eve, opening=opening, interview=interview, now=clock())
    erase_all(owner=owner)

    assert list(Opening.objects.values_list("pk", "owner__login", "organisation__owner__login")) == [
        (opening.pk, "bob", "bob")
    ]
    assert not Opening.objects.filter(pk=alone.pk).exists()
    kept = Case.objects.get()
    assert (kept, kept.owner, kept.organisation.owner, kept.organisation.name) == (hers, eve, eve, "Cabinet Delmas")
    assert list(Member.objects.values_list("owner__login", flat=True)) == ["eve"]
    assert states(Opening.objects.get(), clock) == [("Paul Ott", "quiet", "news")]


@pytest.mark.parametrize("count", [1, 3])
def test_boards_cost_the_same_queries(
    owner: Owner, clock: Clock, count: int, django_assert_num_queries: object
) -> None:
    for number in range(count):
        opening = open_opening(owner=owner, opening=replace(POST, title=f"Poste {number}"))
        met(opening, BENALI, clock)
        met(opening, OTT, clock)
    with django_assert_num_queries(7):  # type: ignore[operator]
        assert len(boards_of(owner=owner, now=paris(24, 12))) == count


def test_a_letter_that_lost_its_reason_is_refused(opening: Opening, mailbox: Mailbox, clock: Clock) -> None:
    """The checks of the recruiter hold on the letters written here: a no without a reason does not leave (Q-04)."""
    assert mailbox.owner == opening.owner
    case = met(opening, BENALI, clock)
    news = NewsToTell("refusal_with_reasons", reasons=("l’allemand courant, que demandent deux clients",))
    [told] = draft_news_letters(cases=[case], news=news, now=clock(), locale="fr-FR")
    assert told.letter is not None
    body = "Madame,\n\nNous ne donnerons pas suite à votre candidature.\n\nBien cordialement,\nSamira Benali"
    edit_letter(letter=told.letter, subject=told.letter.subject, body=body, now=clock())
    with pytest.raises(RefusedError) as refused:
        approve_letter(letter=told.letter, now=clock())
    assert refused.value.refusal.params == {"codes": "no-reason"}


def test_openings_are_exported_whole_and_erased_whole(opening: Opening, clock: Clock) -> None:
    case = met(opening, BENALI, clock)
    turn_process(opening=opening, kind="chosen", chosen=case, now=clock())
    note_news(case=case, kind="offer", now=clock(), next_on=date(2026, 12, 11))
    exported = json.loads(json.dumps(export_all(owner=opening.owner, now=clock())))
    bob = make_owner("bob")
    import_all(owner=bob, text=json.dumps(exported), now=clock())
    assert export_all(owner=bob, now=clock())["tables"] == exported["tables"]
    again = boards_of(owner=bob, now=clock())
    assert [[(duty.state, duty.owed) for duty in one.board.duties] for one in again] == [[("answered", None)]]
    erase_all(owner=bob)
    erase_all(owner=opening.owner)
    assert (Opening.objects.count(), Case.objects.count(), OpeningTurn.objects.count()) == (0, 0, 0)


def test_a_shared_opening_does_not_break_a_backup(opening: Opening, clock: Clock) -> None:
    """A colleague's candidate rests on my post: each of us can take out and bring back what is theirs."""
    bob = make_owner("bob")
    Member.objects.create(opening=opening, owner=bob, role=Member.Role.RECRUITER)
    interview = NewInterview(organisation="", start=START, people=(OTT,))
    theirs = meet_candidate(owner=bob, opening=opening, interview=interview, now=clock())
    turn_process(opening=opening, kind="chosen", chosen=theirs, now=clock())
    for who, cases in ((bob, 1), (opening.owner, 0)):
        exported = json.dumps(export_all(owner=who, now=clock()))
        back = make_owner(f"{who.login}-back")
        import_all(owner=back, text=exported, now=clock())
        assert Case.objects.filter(owner=back, opening__owner=back).count() == cases
        assert Opening.objects.filter(owner=back).count() == 1
