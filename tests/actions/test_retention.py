"""No candidate's file is kept longer than it may, none is erased unannounced, nor while an answer is owed."""

import logging
from datetime import datetime, timedelta

import pytest

from relance.actions.candidate_file import erase_candidate
from relance.actions.candidate_page import find_page, open_page
from relance.actions.erase import erase_case
from relance.actions.keep_person import KnownSheet, keep_person
from relance.actions.open_opening import NewOpening, candidate_withdrew, meet_candidate, open_opening, turn_process
from relance.actions.participants import NewPerson
from relance.actions.retention import Kept, keep_no_longer
from relance.actions.start_case import NewInterview
from relance.actions.tell_candidates import note_news
from relance.mail.memory import MemoryServer
from relance.records.models import Case, Entry, Member, Notice, Opening, Owner, Person
from relance.records.network import people_of
from relance.worker.loop import Worker
from tests.actions.world import PARIS, START, Clock, MemoryDoors, make_case, make_owner

#: The answer is given on 24 November 2026: notice on 25 October 2028, erasure on 24 November 2028.
NOTICE_ON, ERASE_ON = datetime(2028, 10, 25, 9, tzinfo=PARIS), datetime(2028, 11, 24, 9, tzinfo=PARIS)


@pytest.fixture
def opening(owner: Owner) -> Opening:
    return open_opening(owner=owner, opening=NewOpening(title="Juriste", organisation="Cabinet Delmas"))


def met(opening: Opening, name: str, clock: Clock, *, by: Owner | None = None) -> Case:
    person = NewPerson(name=name, email=f"{name.partition(' ')[0].lower()}@example.org")
    interview = NewInterview(organisation="", start=START, end=START + timedelta(hours=1), people=(person,))
    return meet_candidate(owner=by or opening.owner, opening=opening, interview=interview, now=clock())


def refused(opening: Opening, name: str, clock: Clock) -> Case:
    case = met(opening, name, clock)
    note_news(case=case, kind="refusal", now=clock(), reasons=("l’allemand courant",))
    return case


def names() -> list[str]:
    return sorted(Person.objects.values_list("name", flat=True))


def test_notice_then_erasure_and_nothing_before(opening: Opening, owner: Owner, clock: Clock) -> None:
    case = refused(opening, "Samira Benali", clock)
    secret = open_page(case=case, now=clock())
    assert keep_no_longer(now=NOTICE_ON - timedelta(days=1)) == Kept(0, 0)
    assert [keep_no_longer(now=NOTICE_ON) for _ in range(2)] == [Kept(1, 0), Kept(0, 0)]
    notice = Notice.objects.get(owner=owner, code="retention-notice")
    assert notice.params == {"name": "Samira Benali", "day": "2028-11-24", "told_on": "2028-10-25"}
    assert keep_no_longer(now=ERASE_ON - timedelta(days=1)) == Kept(0, 0)
    assert [keep_no_longer(now=ERASE_ON) for _ in range(2)] == [Kept(0, 1), Kept(0, 0)]
    assert (Case.objects.count(), Entry.objects.count(), names(), find_page(secret=secret)) == (0, 0, [], None)


def test_a_worker_that_slept_gives_its_thirty_days_all_the_same(opening: Opening, clock: Clock) -> None:
    refused(opening, "Samira Benali", clock)
    late = ERASE_ON + timedelta(days=100)
    assert keep_no_longer(now=late) == Kept(1, 0)
    assert keep_no_longer(now=late + timedelta(days=29)) == Kept(0, 0)
    assert keep_no_longer(now=late + timedelta(days=30)) == Kept(0, 1)


def test_never_while_an_answer_is_owed(opening: Opening, clock: Clock) -> None:
    met(opening, "Paul Ott", clock)
    turn_process(opening=opening, kind="standby", now=clock())
    assert [keep_no_longer(now=ERASE_ON + timedelta(days=days)) for days in (0, 400, 900)] == [Kept(0, 0)] * 3
    assert names() == ["Paul Ott"]


def test_a_new_contact_puts_the_day_off_and_notice_is_given_anew(opening: Opening, clock: Clock) -> None:
    case = refused(opening, "Samira Benali", clock)
    keep_no_longer(now=NOTICE_ON)
    note_news(case=case, kind="refusal", now=NOTICE_ON + timedelta(days=3), reasons=("encore",))
    assert keep_no_longer(now=ERASE_ON + timedelta(days=60)) == Kept(0, 0)
    days = [datetime(2030, 9, day, 9, tzinfo=PARIS) for day in (27, 28)]  # thirty days before 28 October 2030
    assert [keep_no_longer(now=day) for day in days] == [Kept(0, 0), Kept(1, 0)]


def test_who_withdrew_is_erased_too_and_whoever_is_known_otherwise_stays_known(
    opening: Opening, owner: Owner, clock: Clock
) -> None:
    case = met(opening, "Samira Benali", clock)
    candidate_withdrew(case=case, now=clock())
    other = open_opening(owner=owner, opening=NewOpening(title="Paie", organisation="Cabinet Delmas"))
    met(other, "Samira Benali", clock)
    keep_no_longer(now=NOTICE_ON)
    assert keep_no_longer(now=ERASE_ON) == Kept(0, 1)
    assert ([one.opening for one in Case.objects.all()], names()) == ([other], ["Samira Benali"])


@pytest.mark.parametrize("before", [True, False])
def test_whoever_was_kept_in_the_network_stays_there_when_their_candidacy_goes(
    opening: Opening, owner: Owner, clock: Clock, *, before: bool
) -> None:
    known = KnownSheet("Samira Benali", email="s.benali@example.net", met="au salon")
    if before:
        keep_person(owner=owner, known=known, now=clock())
    person = NewPerson(name="Samira Benali", email="s.benali@example.net")
    interview = NewInterview(organisation="", start=START, people=(person,))
    case = meet_candidate(owner=owner, opening=opening, interview=interview, now=clock())
    [sheet] = Person.objects.all()
    if not before:
        assert list(people_of(owner)) == []
        keep_person(owner=owner, known=known, now=clock(), person=sheet)
    assert list(people_of(owner)) == [sheet]
    erase_candidate(case=case)
    assert [(row.name, row.met) for row in people_of(owner)] == [("Samira Benali", "au salon")]


def test_whoever_was_met_otherwise_stays_once_both_files_are_erased(
    opening: Opening, owner: Owner, clock: Clock
) -> None:
    own = make_case(owner, NewPerson(name="Samira Benali", email="s.benali@example.net"), now=clock())
    person = NewPerson(name="Samira Benali", email="s.benali@example.net")
    interview = NewInterview(organisation="", start=START, people=(person,))
    case = meet_candidate(owner=owner, opening=opening, interview=interview, now=clock())
    erase_case(case=own)
    erase_candidate(case=case)
    assert [row.name for row in people_of(owner)] == ["Samira Benali"]


def test_both_who_received_and_who_opened_are_told(opening: Opening, owner: Owner, clock: Clock) -> None:
    eve = make_owner("eve")
    Member.objects.create(opening=opening, owner=eve, role=Member.Role.INTERVIEWER)
    case = met(opening, "Paul Ott", clock, by=eve)
    note_news(case=case, kind="refusal", now=clock(), reasons=("l’allemand",))
    assert keep_no_longer(now=NOTICE_ON) == Kept(1, 0)
    assert {one.owner for one in Notice.objects.filter(code="retention-notice")} == {owner, eve}


def test_the_worker_does_it_once_a_day_and_logs_no_name(
    opening: Opening, clock: Clock, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    refused(opening, "Samira Benali", clock)
    logger = logging.getLogger("relance.worker")
    monkeypatch.setattr(logger, "propagate", True)
    caplog.set_level(logging.INFO)
    worker = Worker(clock=clock, doors=MemoryDoors(MemoryServer(clock)))
    clock.at = NOTICE_ON
    worker.keep_no_longer()
    clock.at = ERASE_ON
    assert [worker.keep_no_longer() for _ in range(2)] == [1, 0]
    said = [record.getMessage() for record in caplog.records if "retention" in record.getMessage()]
    assert said == ["retention: notices 1, erased 0", "retention: notices 0, erased 1"]


@pytest.mark.parametrize("count", [1, 3])
def test_what_is_recent_costs_nothing(
    opening: Opening, clock: Clock, count: int, django_assert_num_queries: object
) -> None:
    for number in range(count):
        refused(opening, f"Candidat{number} X", clock)
    with django_assert_num_queries(1):  # type: ignore[operator]
        assert keep_no_longer(now=clock()) == Kept(0, 0)
