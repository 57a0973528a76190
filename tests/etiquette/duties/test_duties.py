"""The recruiter's duties: worked scenarios, and what must hold whatever happened."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from relance.etiquette.duties import (
    Asked,
    Chosen,
    Met,
    News,
    Opening,
    Turn,
    Withdrew,
    board_values,
    duties,
    laws,
    read_opening,
)
from relance.etiquette.duties.opening import MetAt
from relance.etiquette.facts import Interview, Promise
from relance.etiquette.workingdays import working_days

PARIS = ZoneInfo("Europe/Paris")
SCENARIOS = yaml.safe_load(Path(__file__).with_name("scenarios.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("scenario", SCENARIOS, ids=[one["id"][:4] for one in SCENARIOS])
def test_worked_by_hand(scenario: dict[str, Any]) -> None:
    case, problems = read_opening(scenario)
    assert problems == ()
    assert case is not None
    assert case.now is not None
    values = board_values(duties(case.opening, case.now))
    told = {
        one["candidate"]: [one["state"], one["owed"], one["due"], list(one["because"]), list(one["flags"])]
        for one in values["duties"]
    }
    expected = {
        name: [*row, *([[]] if len(row) == 4 else [])]
        for name, row in scenario["expect"].items()
        if name != "state"
    }
    assert told == expected
    assert values["state"] == scenario["expect"]["state"]


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=PARIS)


def met(name: str = "a", end: str = "2026-11-24T11:00", *events: News | Asked | Withdrew) -> Met:
    ends = at(end)
    return Met(name, interviews=(MetAt(Interview(ends - timedelta(hours=1), ends)),), events=events)


def opening(*candidates: Met, region: str = "FR", **given: Any) -> Opening:
    return Opening(region, PARIS, candidates, **given)


def test_the_most_pressing_first_and_who_keeps_it_open() -> None:
    answered = News("refusal", at("2026-11-25T09:00"), reasons=("German",), confirmed=True)
    board = duties(
        opening(met("quiet", "2026-12-07T11:00"), met("late"), met("over", "2026-11-24T11:00", answered)),
        at("2026-12-09T09:00"),
    )
    assert [(duty.candidate, duty.state) for duty in board.duties] == [
        ("late", "late"),
        ("quiet", "quiet"),
        ("over", "answered"),
    ]
    assert board.unanswered == ("late", "quiet")
    assert not board.may_close
    assert duties(opening(met("over", "2026-11-24T11:00", answered)), at("2026-12-09T09:00")).may_close


def test_what_is_not_known_of_the_employer_is_said_unknown() -> None:
    """QL-06: no state is made of a law that may not hold."""
    case = opening(met("a", "2026-03-03T11:00"), region="CA-ON", employees=30)
    duty = duties(case, at("2026-03-04T09:00")).duties[0]
    assert [(one.law, one.applies, one.limit, one.is_met, one.unknown) for one in duty.law] == [
        ("ontario-45-days", "unknown", date(2026, 4, 17), False, ("publicly_advertised",)),
        ("ontario-records", "unknown", None, False, ("publicly_advertised",)),
    ]
    assert duties(case, at("2026-05-04T09:00")).duties[0].state == "late"
    nothing_known = opening(met("a", "2026-03-03T11:00"), region="CA-ON")
    assert duties(nothing_known, at("2026-03-04T09:00")).duties[0].law[0].unknown == (
        "employees",
        "publicly_advertised",
    )


def test_a_law_is_met_by_the_news_it_asks_for() -> None:
    told = News("running", at("2026-03-10T09:00"))
    held: dict[str, Any] = {"region": "CA-ON", "employees": 30, "publicly_advertised": True}
    duty = duties(opening(met("a", "2026-03-03T11:00", told), **held), at("2026-04-16T09:00")).duties[0]
    assert (duty.state, duty.law[0].is_met) == ("late", True)
    private = opening(met("a"), public_employer=False)
    assert [one.law for one in duties(private, at("2026-11-25T09:00")).duties[0].law] == ["fr-retention"]
    early = opening(met("a", "2025-12-03T11:00"), **held)
    assert duties(early, at("2025-12-04T09:00")).duties[0].law == ()


def test_how_long_a_file_is_kept() -> None:
    """QL-06: two years after the last contact, notice a month before; never before a no could be explained."""
    no = News("refusal", at("2026-11-30T09:00"), reasons=("German",), confirmed=True)
    asked = Asked(at("2026-12-31T09:00"), "reasons")
    kept = duties(opening(met("a", "2026-11-24T11:00", no, asked)), at("2027-01-09T09:00")).duties[0].retention
    assert kept is not None
    assert (kept.keep_until, kept.notice_on, kept.erase_on) == (
        date(2027, 2, 28),
        date(2028, 12, 1),
        date(2028, 12, 31),
    )
    held: dict[str, Any] = {"region": "CA-ON", "employees": 30, "publicly_advertised": True}
    gone = duties(
        opening(met("a", "2026-11-24T11:00", Withdrew(at("2026-11-30T09:00"))), **held), at("2026-12-01T09:00")
    )
    kept = gone.duties[0].retention
    assert kept is not None
    assert (kept.keep_until, kept.erase_on) == (date(2029, 11, 30), date(2029, 11, 30))


def test_every_law_has_its_text_and_its_date() -> None:
    assert [one.id for one in laws()] == [
        "ontario-45-days",
        "ontario-records",
        "fr-public-informed",
        "fr-public-reasons",
        "fr-retention",
    ]
    assert all(one.text and one.since.year >= 2019 for one in laws())


# Drawn the same way each time, and given the time a busy machine needs.
FEW = settings(max_examples=30, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])

# ── what holds whatever happened ─────────────────────────────────────────────────────────────────────────────────

DAYS = st.integers(0, 120).map(lambda n: datetime(2026, 9, 1, 9, tzinfo=UTC) + timedelta(days=n, hours=n % 9))
PROMISES = st.none() | st.builds(Promise, kind=st.just("days"), n=st.integers(0, 40))
NEWS = st.builds(
    News,
    kind=st.sampled_from(["running", "slowed", "standby", "stopped", "invitation", "offer", "refusal"]),
    at=DAYS,
    promise=PROMISES,
    reasons=st.sampled_from([(), ("German",)]),
    confirmed=st.booleans(),
)
EVENTS = st.lists(NEWS | st.builds(Asked, at=DAYS) | st.builds(Withdrew, at=DAYS), max_size=4)
TURNS = st.builds(Turn, kind=st.sampled_from(["slowed", "standby", "stopped", "resumed"]), at=DAYS)


@st.composite
def openings(draw: st.DrawFn) -> Opening:
    candidates = []
    for name in "abc"[: draw(st.integers(1, 3))]:
        end = draw(DAYS)
        promise = draw(PROMISES)
        events = tuple(sorted(draw(EVENTS), key=lambda event: event.at))
        candidates.append(
            Met(name, interviews=(MetAt(Interview(end - timedelta(hours=1), end), promise),), events=events)
        )
    turns = draw(st.lists(TURNS | st.builds(Chosen, candidate=st.sampled_from("abc"), at=DAYS), max_size=3))
    return Opening("FR", PARIS, tuple(candidates), events=tuple(sorted(turns, key=lambda turn: turn.at)))


@FEW
@given(case=openings(), now=DAYS)
def test_nobody_is_forgotten(case: Opening, now: datetime) -> None:
    """Every candidate met is answered, gone, or owed something on a working day."""
    board = duties(case, now)
    days = working_days("FR")
    assert sorted(duty.candidate for duty in board.duties) == [one.id for one in case.candidates]
    for duty in board.duties:
        over = duty.state in {"answered", "withdrawn", "before_interview"}
        assert (duty.due is None) == over
        assert (duty.candidate in board.unanswered) == (not over)
        if duty.due is not None:
            assert days.is_working(duty.due.date())
            assert duty.because != ()


@FEW
@given(case=openings(), now=DAYS)
def test_never_later_than_promised(case: Opening, now: datetime) -> None:
    for duty in duties(case, now).duties:
        who = next(one for one in case.candidates if one.id == duty.candidate)
        told = [(one.interview.end, one.promise) for one in who.interviews]
        told += [(event.at, event.promise) for event in who.events if isinstance(event, News) and event.at <= now]
        last_at, promise = max(told, key=lambda one: one[0])
        if duty.due is None or promise is None or promise.n is None:
            continue
        assert duty.due.date() <= last_at.astimezone(PARIS).date() + timedelta(days=promise.n)
