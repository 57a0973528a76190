"""Two desks: the recruiter's page is served, the candidate's case follows it; dates change, the link is closed."""

import json
import time
from dataclasses import replace
from datetime import date, timedelta

import pytest
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from relance.actions import page_door
from relance.actions.candidate_page import close_page, open_page, show_page
from relance.actions.export_all import export_all, import_all
from relance.actions.follow_page import PAUSE, follow_page, pages_due, read_page, stop_following
from relance.actions.log_event import log_event
from relance.actions.open_opening import NewOpening, meet_candidate, open_opening, turn_process
from relance.actions.page_door import LONGEST, HttpPages, PageError, PageGoneError, PageValues, read_values
from relance.actions.participants import NewPerson
from relance.actions.plan_case import plan_case
from relance.actions.refusals import BadInputError
from relance.actions.start_case import NewInterview, add_round
from relance.actions.tell_candidates import note_news
from relance.etiquette.facts import Promise as PromiseFact
from relance.mail.memory import MemoryServer
from relance.records import queries
from relance.records.facts import promise_data
from relance.records.models import CandidatePage, Case, Entry, FollowedPage, Letter, Notice, Owner, Promise
from relance.records.secrets import seal, unseal
from relance.web import clock as web_clock
from relance.worker import loop
from relance.worker.loop import Worker
from tests.actions.world import DUPONT, START, Clock, MemoryDoors, make_case, make_owner, written

ADDRESS = "https://delmas.test/nouvelles/abcdefghijklmnopqrstuvwxyz/"


class MemoryPages:
    """An employer's page in memory: says what it is told to, and keeps what it was asked."""

    def __init__(self, **values: object) -> None:
        self.values = {"relance_page": 1, "state": "running", **values}
        self.broken: Exception | None = None
        self.read_at: list[tuple[str, str]] = []
        self.asked: list[str] = []
        self.takes = True

    def says(self, **values: object) -> None:
        self.values.update(values)

    def read(self, address: str, etag: str) -> PageValues | None:
        self.read_at.append((address, etag))
        if self.broken is not None:
            raise self.broken
        values = read_values(json.dumps(self.values).encode(), f'"{hash(json.dumps(self.values))}"')
        return None if values.etag == etag else values

    def ask(self, address: str, typed: str) -> bool:
        assert address.startswith("https://")
        self.asked.append(typed)
        return self.takes


@pytest.fixture
def case(owner: Owner, clock: Clock) -> Case:
    return make_case(owner, now=clock())


def again(case: Case, pages: MemoryPages, clock: Clock, **lapse: float) -> bool:
    """Let time go by, and have a worker read the page."""
    clock.move(**(lapse or {"hours": 8}))
    due = list(pages_due(clock()))
    return bool(due) and all(read_page(page=page, now=clock(), pages=pages) for page in due if page.case == case)


def promised(case: Case) -> date | None:
    return queries.current_round(case).promise.promised_on


def due_on(case: Case, clock: Clock) -> dict[str, str]:
    plan = plan_case(case=case, now=clock()).plan
    return {action.action: action.due.isoformat()[:10] for action in plan.actions}


def told(owner: Owner) -> list[str]:
    return [one.code for one in Notice.objects.filter(owner=owner, code__startswith="page").order_by("pk")]


def journal(case: Case) -> list[tuple[str, object, object]]:
    rows = Entry.objects.filter(case=case, action__startswith="page").order_by("pk")
    return [(row.action, row.data.get("state"), row.data.get("next_on")) for row in rows]


def problem(error: pytest.ExceptionInfo[BadInputError]) -> list[tuple[str, str]]:
    return [(one.place, one.code) for one in error.value.problems]


def test_the_plan_keeps_to_the_day_of_the_page(case: Case, owner: Owner, clock: Clock) -> None:
    pages = MemoryPages(next_news_on="2026-12-04", said="d’ici le 4")
    follow_page(case=case, address=f"{ADDRESS}?lang=fr", now=clock(), pages=pages)
    assert pages.read_at == [("https://delmas.test/nouvelles/abcdefghijklmnopqrstuvwxyz.json", "")]
    assert (promised(case), due_on(case, clock)["followup1"], told(owner)) == (date(2026, 12, 4), "2026-12-08", [])
    pages.says(next_news_on="2026-12-18", state="slowed")
    assert again(case, pages, clock)
    assert (promised(case), due_on(case, clock)["followup1"]) == (date(2026, 12, 18), "2026-12-22")
    assert told(owner) == ["page-slowed", "page-date"]
    assert Notice.objects.get(code="page-date").params == {"day": "2026-12-18"}
    assert journal(case) == [("page", "running", "2026-12-04"), ("page", "slowed", "2026-12-18")]
    row = FollowedPage.objects.get(case=case)
    assert (row.host, ADDRESS.split("/")[4] in str(vars(row))) == ("delmas.test", False)
    assert unseal(row.secret) == pages.read_at[0][0]


def test_read_a_few_times_a_day_by_one_worker_and_what_did_not_change_is_not_told(
    case: Case, owner: Owner, clock: Clock
) -> None:
    pages = MemoryPages(next_news_on="2026-12-04")
    follow_page(case=case, address=ADDRESS, now=clock(), pages=pages)
    assert sum(again(case, pages, clock, minutes=10) for _ in range(6 * 24)) == 3
    [page] = pages_due(clock.move(hours=8))
    first, second = (FollowedPage.objects.get(pk=page.pk) for _ in range(2))
    assert [read_page(page=one, now=clock(), pages=pages) for one in (first, second)] == [True, False]
    assert {etag for _, etag in pages.read_at[1:]} == {FollowedPage.objects.get().etag}
    assert (told(owner), len(journal(case))) == ([], 1)


def test_a_page_that_gives_no_etag_is_read_no_more_often(case: Case, clock: Clock) -> None:
    class NoEtag(MemoryPages):
        def read(self, address: str, etag: str) -> PageValues | None:
            assert etag == ""
            values = super().read(address, etag)
            return replace(values, etag="") if values else None

    pages = NoEtag(next_news_on="2026-12-04")
    follow_page(case=case, address=ADDRESS, now=clock(), pages=pages)
    assert [again(case, pages, clock, minutes=minutes) for minutes in (480, 1, 1, 478)] == [
        True,
        False,
        False,
        True,
    ]


def test_a_day_told_in_an_answer_meanwhile_gives_way_to_the_page(case: Case, clock: Clock) -> None:
    pages = MemoryPages(next_news_on="2026-12-04")
    follow_page(case=case, address=ADDRESS, now=clock(), pages=pages)
    delay = {"kind": "delay", "promise": promise_data(PromiseFact("date", date(2026, 12, 9)))}
    log_event(round_=queries.current_round(case), kind=Entry.Kind.REPLY, data=delay, at=clock(), now=clock())
    assert due_on(case, clock)["followup1"] == "2026-12-11"
    pages.says(next_news_on="2026-12-16")
    assert again(case, pages, clock)
    assert due_on(case, clock)["followup1"] == "2026-12-18"


def test_another_interview_takes_the_day_of_the_page_too(case: Case, owner: Owner, clock: Clock) -> None:
    pages = MemoryPages(next_news_on="2026-12-16")
    follow_page(case=case, address=ADDRESS, now=clock(), pages=pages)
    later = START + timedelta(days=8)
    second = NewInterview(
        organisation="Cabinet Delmas", start=later, end=later + timedelta(hours=1), people=(DUPONT,)
    )
    add_round(owner=owner, case=case, interview=second, now=clock())
    clock.move(days=8)
    assert again(case, pages, clock)
    assert (promised(case), queries.current_round(case).number) == (date(2026, 12, 16), 2)
    assert again(case, pages, clock)
    assert pages.read_at[-1][1] == FollowedPage.objects.get().etag


def test_a_page_that_is_away_loses_nothing_and_is_told_once(case: Case, owner: Owner, clock: Clock) -> None:
    pages = MemoryPages(next_news_on="2026-12-04")
    follow_page(case=case, address=ADDRESS, now=clock(), pages=pages)
    pages.broken = PageError("slow")
    for _ in range(12):
        again(case, pages, clock)
    assert (promised(case), told(owner), FollowedPage.objects.get().failure) == (
        date(2026, 12, 4), ["page-away"], "slow",
    )  # fmt: skip
    pages.broken = None
    assert again(case, pages, clock)
    assert FollowedPage.objects.get().failure == ""


def test_a_page_that_is_closed_is_asked_no_more(case: Case, owner: Owner, clock: Clock) -> None:
    pages = MemoryPages(next_news_on="2026-12-04")
    follow_page(case=case, address=ADDRESS, now=clock(), pages=pages)
    pages.broken = PageGoneError()
    assert [again(case, pages, clock) for _ in range(3)] == [True, False, False]
    assert (promised(case), told(owner), journal(case)[-1][0]) == (date(2026, 12, 4), ["page-gone"], "page-gone")
    pages.broken = None
    follow_page(case=case, address=ADDRESS, now=clock(), pages=pages)
    assert FollowedPage.objects.get().gone_at is None
    assert (stop_following(case=case), stop_following(case=case), promised(case)) == (
        True,
        False,
        date(2026, 12, 4),
    )


@pytest.mark.parametrize(
    ("address", "code"),
    [
        ("", "page_address_unreadable"),
        ("javascript:alert(1)", "page_address_unreadable"),
        ("https://me:secret@delmas.test/nouvelles/a/", "page_address_unreadable"),
        ("https://[delmas/x", "page_address_unreadable"),
        ("http://delmas.test/nouvelles/a/", "page_needs_https"),
        ("http://192.168.1.1/nouvelles/a/", "page_needs_https"),
    ],
)
def test_an_address_that_will_not_do_is_told(case: Case, clock: Clock, address: str, code: str) -> None:
    pages = MemoryPages()
    with pytest.raises(BadInputError) as refused:
        follow_page(case=case, address=address, now=clock(), pages=pages)
    assert (problem(refused), pages.read_at) == ([("address", code)], [])


def test_a_page_that_cannot_be_read_is_not_followed(case: Case, clock: Clock) -> None:
    pages = MemoryPages(relance_page=2)
    for broken, code in (
        (None, "page_newer"),
        (PageGoneError(), "page_gone"),
        (PageError("not-public"), "page_not_public"),
    ):
        pages.broken = broken
        with pytest.raises(BadInputError) as refused:
            follow_page(case=case, address=ADDRESS, now=clock(), pages=pages)
        assert problem(refused) == [("address", code)]
    assert FollowedPage.objects.count() == Promise.objects.filter(round__case=case).count() == 0


@pytest.mark.parametrize("day", ["2026-11-20", "2046-01-01", None])
def test_a_day_that_cannot_be_true_moves_nothing(case: Case, clock: Clock, day: str | None) -> None:
    before = due_on(case, clock)
    follow_page(case=case, address=ADDRESS, now=clock(), pages=MemoryPages(next_news_on=day))
    assert due_on(case, clock) == before


@pytest.mark.parametrize(
    "raw",
    [
        b"", b"[]", b"[" * 100_000, b'{"relance_page": "1"}', b'{"relance_page": 1}', b"x" * (LONGEST + 1),
        b'{"relance_page": 1, "state": "rain"}', b'{"relance_page": 1, "state": "running", "next_news_on": 3}',
    ],
)  # fmt: skip
def test_what_is_no_page_is_a_code(raw: bytes) -> None:
    with pytest.raises(PageError) as refused:
        read_values(raw, "")
    assert refused.value.code == "unreadable"


def test_the_words_of_a_page_are_cut_and_cleaned() -> None:
    raw = {
        "relance_page": 1,
        "state": "running",
        "said": "a\nb\x00" + "c" * 2000,
        "contact": {"name": 3, "email": "e"},
    }
    values = read_values(json.dumps(raw).encode(), 'etag"\r\nX: y')
    assert (len(values.said), values.said[:3], values.contact, values.etag) == (1000, "a b", (("email", "e"),), "")


def test_half_a_character_on_a_page_is_no_text() -> None:
    raw = b'{"relance_page": 1, "state": "running", "said": "d\\ud800un", "contact": {"name": "\\udfff"}}'
    values = read_values(raw, "")
    assert (values.said, values.contact) == ("d un", ())


def test_a_follow_up_that_left_is_put_to_the_page_once(case: Case, owner: Owner, clock: Clock) -> None:
    pages = MemoryPages(next_news_on="2026-11-27")
    follow_page(case=case, address=ADDRESS, now=clock(), pages=pages)
    clock.move(days=7)
    again(case, pages, clock)
    letter = written(case, step="followup1", now=clock())
    Letter.objects.filter(pk=letter.pk).update(state=Letter.State.SENT, sent_at=clock.move(minutes=1))
    assert [again(case, pages, clock, minutes=5) for _ in range(3)] == [True, False, False]
    assert again(case, pages, clock)
    assert (pages.asked, journal(case)[-1][0]) == ([owner.email], "page-asked")


def test_what_is_followed_travels_without_its_secret(case: Case, owner: Owner, clock: Clock) -> None:
    follow_page(case=case, address=ADDRESS, now=clock(), pages=MemoryPages(next_news_on="2026-12-04"))
    exported = json.dumps(export_all(owner=owner, now=clock()))
    assert ("abcdefghijkl" in exported, '"host": "delmas.test"' in exported) == (False, True)
    bob = make_owner("bob")
    import_all(owner=bob, text=exported, now=clock())
    assert FollowedPage.objects.filter(case__owner=bob).count() == 0
    assert Promise.objects.get(round__owner=bob).promised_on == date(2026, 12, 4)


def test_slow_pages_hold_the_worker_for_a_moment_only(
    owner: Owner, clock: Clock, deaf: tuple[str, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("Delmas", "Mercier", "Vasseur"):
        case = make_case(owner, organisation=name, now=clock())
        page = follow_page(case=case, address=ADDRESS, now=clock(), pages=MemoryPages())
        FollowedPage.objects.filter(pk=page.pk).update(secret=seal(f"http://127.0.0.1:{deaf[1]}/a.json"))
    monkeypatch.setattr(page_door, "SECONDS", 0.4)
    monkeypatch.setattr(loop, "BEGUN_WITHIN", 0.2)
    worker = Worker(clock=clock, doors=MemoryDoors(MemoryServer(clock)))
    clock.move(days=1)
    began = time.monotonic()
    # Each is read in its turn: a slow one keeps no other from being read for ever.
    assert [worker.follow() for _ in range(4)] == [1, 1, 1, 0]
    assert time.monotonic() - began < 3 * 0.8
    assert set(FollowedPage.objects.values_list("failure", flat=True)) == {"slow"}


@pytest.mark.django_db(transaction=True)
def test_the_two_desks(
    live_server: LiveServer, settings: Settings, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One recruiter, one candidate, each with an account, and a worker; the page between them is really served."""
    settings.ACCOUNTS = "local"
    monkeypatch.setattr(web_clock, "now", clock)
    recruiter, candidate = make_owner("bob"), make_owner("alice")
    opening = open_opening(owner=recruiter, opening=NewOpening("Juriste", "Cabinet Delmas"))
    samira = NewPerson(name="Samira Benali", email="alice@example.org")
    interview = NewInterview(organisation="", start=START, end=START + timedelta(hours=1), people=(samira,))
    theirs = meet_candidate(owner=recruiter, opening=opening, interview=interview, now=clock())
    mine = make_case(candidate, now=clock())
    note_news(case=theirs, kind="running", now=clock(), next_on=date(2026, 12, 4))
    secret = open_page(case=theirs, now=clock())
    follow_page(case=mine, address=f"{live_server.url}/nouvelles/{secret}/", now=clock(), pages=HttpPages())
    assert (promised(mine), due_on(mine, clock)["followup1"]) == (date(2026, 12, 4), "2026-12-08")

    # The process slows: two working days at most until news, which the page shows at once.
    worker = Worker(clock=clock, doors=MemoryDoors(MemoryServer(clock)))
    clock.move(hours=4)
    turn_process(opening=opening, kind="slowed", now=clock())
    clock.move(hours=4)
    worker.follow()
    assert (promised(mine), told(candidate)) == (date(2026, 11, 26), ["page-slowed", "page-date"])
    note_news(case=theirs, kind="slowed", now=clock(), next_on=date(2026, 12, 18))
    clock.move(hours=8)
    worker.follow()
    assert (promised(mine), due_on(mine, clock)["followup1"]) == (date(2026, 12, 18), "2026-12-22")

    # The day goes by without a word; the candidate's follow-up leaves, and waits on the recruiter's board.
    clock.move(days=29)
    letter = written(mine, step="followup1", now=clock())
    Letter.objects.filter(pk=letter.pk).update(state=Letter.State.SENT, sent_at=clock())
    worker.follow()
    page = CandidatePage.objects.get(case=theirs)
    stands = show_page(page=page, now=clock.move(minutes=1)).standing
    assert (stands.asked, stands.late) == (("news",), True)
    assert [one.code for one in Notice.objects.filter(owner=recruiter)] == ["candidate-asked"]

    # The link is closed: it is said, and nothing is lost.
    close_page(case=theirs)
    clock.move(hours=9)
    worker.follow()
    assert told(candidate)[-1] == "page-gone"
    assert (promised(mine), FollowedPage.objects.get(case=mine).next_on) == (date(2026, 12, 18), date(2026, 12, 18))
    assert (worker.follow(), clock.move(days=1) > clock.at - PAUSE) == (0, True)
