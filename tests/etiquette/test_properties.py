"""What holds of every plan, whatever the facts: promises kept, limits respected, nothing that jumps about."""

import os
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from relance.etiquette import Action, Allowed, Facts, Plan, load_playbook, may_contact, plan, playbook_ids
from relance.etiquette.facts import (
    CompetingOffer,
    Done,
    Event,
    ExtraContact,
    Interview,
    Person,
    Promise,
    Reply,
    SilentCall,
)
from relance.etiquette.situation import read_situation
from relance.etiquette.workingdays import working_days

PLACES = (
    ("FR", "Europe/Paris"),
    ("CA-QC", "America/Toronto"),
    ("MA", "Africa/Casablanca"),
    ("GB-ENG", "Europe/London"),
    ("US", "America/Los_Angeles"),
    ("AU", "Australia/Lord_Howe"),  # its clocks move by half an hour
    ("NZ", "Pacific/Chatham"),
)
CONTACTS = ("thanks", "followup1", "call_retry", "followup2")
FOLLOW_UPS = ("followup1", "call_retry", "followup2")
ON_WORKING_DAYS = (
    *FOLLOW_UPS,
    "ask_feedback",
    "thank_and_ask_feedback",
    "thank_after_rejection",
    "ask_feedback_again",
)
AT_ANY_HOUR = ("debrief", "ask_next_steps", "decide_offer", "review_debrief")

# RELANCE_EXAMPLES=2000 looks much further; the everyday run is the same each time.
MANY = int(os.environ.get("RELANCE_EXAMPLES", "0"))
FEW = settings(max_examples=MANY or 25, deadline=None, derandomize=not MANY, database=None)
FEWER = settings(FEW, max_examples=MANY or 10)


def promises() -> st.SearchStrategy[Promise | None]:
    return st.one_of(
        st.none(),
        st.just(Promise("vague")),
        st.just(Promise("end_of_week")),
        st.builds(Promise, st.just("days"), n=st.integers(1, 20), unit=st.sampled_from(("calendar", "working"))),
    )


@st.composite
def rounds(draw: st.DrawFn, *, decisive: bool = True) -> tuple[Facts, datetime, str]:
    """The facts of a round, an instant after its last event, and a doctrine."""
    region, zone = draw(st.sampled_from(PLACES))
    tz = ZoneInfo(zone)
    start = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=draw(st.integers(0, 2 * 365 * 24 * 4)) * 15)
    end = start + timedelta(minutes=draw(st.sampled_from((15, 45, 60, 90))))
    day = end.astimezone(tz).date()
    dated = st.builds(lambda n: Promise("date", day + timedelta(days=n)), st.integers(0, 25))
    events: list[Event] = []
    at = start - timedelta(minutes=draw(st.sampled_from((0, 600))))
    for _ in range(draw(st.integers(0, 6))):
        at += timedelta(minutes=draw(st.sampled_from((0, 7, 100, 700, 1500, 4000, 9000))))
        events.append(draw(_events(at.astimezone(tz), decisive=decisive)))
    now = at + timedelta(minutes=draw(st.sampled_from((0, 1, 60, 500, 1440, 3000, 6000, 20000))))
    facts = Facts(
        region=region,
        tz=tz,
        interview=Interview(start.astimezone(tz), end.astimezone(tz)),
        people=draw(_people()),
        process_length=draw(st.sampled_from(("short", "unknown", "long"))),
        promise=draw(st.one_of(promises(), dated)),
        channel_answer=draw(st.sampled_from((None, None, "email", "phone"))),
        contact_policy=draw(st.sampled_from((None, None, "may_call", "wait_for_them"))),
        via_agency=draw(st.booleans()),
        extra_closed_days=frozenset(day + timedelta(days=n) for n in draw(st.sets(st.integers(0, 20), max_size=4))),
        still_interested=draw(st.sampled_from((True, True, False))),
        events=tuple(events),
    )
    return facts, now.astimezone(tz), draw(st.sampled_from(playbook_ids()))


@st.composite
def _people(draw: st.DrawFn) -> tuple[Person, ...]:
    met = [
        Person(f"p{i}", email=draw(st.booleans()), interviewed=draw(st.booleans()))
        for i in range(draw(st.integers(0, 2)))
    ]
    main = Person("main", email=True, interviewed=draw(st.booleans()), main_contact=True)
    return (*met, main, Person("agent", email=True, agency=True))


def _events(at: datetime, *, decisive: bool) -> st.SearchStrategy[Event]:
    done = (
        "debrief",
        "thanks",
        "linkedin_invite",
        "followup1",
        "followup2",
        "call_retry",
        "inform_competing_offer",
    )
    after = ("reply_invite", "withdraw", "ask_feedback", "handwritten_note", "ask_feedback_again", "close_file")
    kinds: list[st.SearchStrategy[Any]] = [
        st.builds(Done, st.sampled_from((*done, *after) if decisive else done), st.just(at)),
        st.builds(SilentCall, st.sampled_from(("followup1", "followup2")), st.just(at)),
        st.just(ExtraContact(at)),
        st.builds(Reply, st.sampled_from(("ack", "delay")), st.just(at), promise=promises()),
        st.just(CompetingOffer(at)),
    ]
    if decisive:
        hours = st.sampled_from((None, at + timedelta(hours=30)))
        decided = st.sampled_from(("second_interview", "offer", "rejection"))
        kinds.append(
            st.builds(Reply, decided, st.just(at), deadline=hours, round2_start=hours, with_reasons=st.booleans())
        )
    return st.one_of(kinds)


Round = tuple[Facts, datetime, str]


def draw_plan(given_round: Round) -> Plan:
    facts, now, playbook_id = given_round
    return plan(facts, load_playbook(playbook_id), now)


def no_follow_up_on_a_promised_day_or_before(given_round: Round, drawn: Plan) -> None:
    facts, now, playbook_id = given_round
    promised_on = read_situation(facts, load_playbook(playbook_id), now).journal.promised_on
    due = [action.due_on for action in drawn.actions if action.action in FOLLOW_UPS]
    assert [day for day in due if promised_on is not None and day <= promised_on] == []


def never_above_the_cap(given_round: Round, drawn: Plan) -> None:
    facts, now, playbook_id = given_round
    playbook = load_playbook(playbook_id)
    sent = read_situation(facts, playbook, now).sent
    planned = len([action for action in drawn.actions if action.action in CONTACTS])
    assert planned <= max(0, playbook.max_contacts - sent)


def nothing_leaves_in_quiet_hours(_: Round, drawn: Plan) -> None:
    hours = [
        action.due.hour
        for action in drawn.actions
        if isinstance(action.due, datetime) and action.action not in AT_ANY_HOUR
    ]
    assert [hour for hour in hours if not 8 <= hour < 20] == []


def never_on_a_day_off_unless_the_rule_says_so(given_round: Round, drawn: Plan) -> None:
    facts = given_round[0]
    days = working_days(facts.region, facts.extra_closed_days)
    shifted = [action for action in drawn.actions if action.action in ON_WORKING_DAYS]
    assert [action for action in shifted if not days.is_working(action.due_on)] == []


def two_working_days_between_contacts(given_round: Round, drawn: Plan) -> None:
    facts, now, playbook_id = given_round
    situation = read_situation(facts, load_playbook(playbook_id), now)
    previous = situation.last_contact
    for action in drawn.actions:
        if action.action in FOLLOW_UPS and previous is not None:
            assert action.due_on >= situation.days.after(previous, 2)
        if action.action in CONTACTS:
            previous = action.due_on


def nothing_is_due_in_the_past(given_round: Round, drawn: Plan) -> None:
    facts, now, _ = given_round
    kept = ("decide_offer", "ask_next_steps")  # PL-19 and PL-25 keep their instant
    late = [a for a in drawn.actions if a.action not in kept and _instant(a, facts.tz) < now.astimezone(UTC)]
    assert late == []


def steps_come_once_and_in_order_of_date(_: Round, drawn: Plan) -> None:
    actions = drawn.actions
    assert [action.due_on for action in actions] == sorted(action.due_on for action in actions)
    timed = [action.due.astimezone(UTC) for action in actions if isinstance(action.due, datetime)]
    assert timed == sorted(timed)
    assert len({action.action for action in actions}) == len(actions)


def the_same_question_has_the_same_answer(given_round: Round, drawn: Plan) -> None:
    facts, now, playbook_id = given_round
    assert drawn.guard == may_contact(facts, load_playbook(playbook_id), now)
    assert drawn == plan(facts, load_playbook(playbook_id), now.astimezone(UTC))


def a_refusal_holds_until_it_says(given_round: Round, drawn: Plan) -> None:
    facts, now, playbook_id = given_round
    verdict = drawn.guard
    if isinstance(verdict, Allowed) or verdict.until is None:
        return
    assert verdict.until.astimezone(UTC) > now.astimezone(UTC)
    last = (verdict.until.astimezone(UTC) - timedelta(minutes=1)).astimezone(facts.tz)
    assert may_contact(facts, load_playbook(playbook_id), last) == verdict
    after = may_contact(facts, load_playbook(playbook_id), verdict.until)
    assert isinstance(after, Allowed) or after.because != verdict.because


HOLDS_OF_EVERY_PLAN = (
    no_follow_up_on_a_promised_day_or_before,
    never_above_the_cap,
    nothing_leaves_in_quiet_hours,
    never_on_a_day_off_unless_the_rule_says_so,
    two_working_days_between_contacts,
    nothing_is_due_in_the_past,
    steps_come_once_and_in_order_of_date,
    the_same_question_has_the_same_answer,
    a_refusal_holds_until_it_says,
)


@FEW
@given(rounds())
def test_what_holds_of_every_plan(given_round: Round) -> None:
    drawn = draw_plan(given_round)
    for holds in HOLDS_OF_EVERY_PLAN:
        holds(given_round, drawn)


@FEWER
@given(rounds())
def test_doing_each_step_when_due_moves_no_other(given_round: Round) -> None:
    facts, now, playbook_id = given_round
    playbook = load_playbook(playbook_id)
    drawn = plan(facts, playbook, now)
    while drawn.actions:
        step, *rest = drawn.actions
        at = max(_instant(step, facts.tz), now.astimezone(UTC)).astimezone(facts.tz)
        facts, now = replace(facts, events=(*facts.events, Done(step.action, at))), at
        drawn = plan(facts, playbook, now)
        assert [(a.action, a.channel, a.due) for a in drawn.actions] == [(a.action, a.channel, a.due) for a in rest]


@FEWER
@given(rounds(), st.sampled_from((1, 30, 600, 1440, 5000, 30000)))
def test_time_passing_brings_no_step_forward(given_round: Round, minutes: int) -> None:
    facts, now, playbook_id = given_round
    before = {action.action: action for action in draw_plan(given_round).actions}
    later = draw_plan((facts, now + timedelta(minutes=minutes), playbook_id))
    # Thanks that are dropped leave a gap behind them no more (PL-10): what follows may then come earlier.
    assume("thanks" not in before or "thanks" in {action.action for action in later.actions})
    forward = [
        action.action
        for action in later.actions
        if action.action not in before or _instant(action, facts.tz) < _instant(before[action.action], facts.tz)
    ]
    assert forward == []


@FEWER
@given(rounds(decisive=False))
def test_the_guard_opens_when_the_next_follow_up_is_due(given_round: Round) -> None:
    facts, now, playbook_id = given_round
    playbook = load_playbook(playbook_id)
    for action in plan(facts, playbook, now).actions:
        at = max(_instant(action, facts.tz), now.astimezone(UTC)).astimezone(facts.tz)
        if action.action in (*FOLLOW_UPS, "close_file"):
            assert action.action == "close_file" or may_contact(facts, playbook, at) == Allowed()
            return
        facts = replace(facts, events=(*facts.events, Done(action.action, at)))


def _instant(action: Action, tz: ZoneInfo) -> datetime:
    """The instant a step is done by; one without an hour, when the day ends."""
    if isinstance(action.due, datetime):
        return action.due.astimezone(UTC)
    return _last_minute(action.due, tz)


def _last_minute(day: date, tz: ZoneInfo) -> datetime:
    return datetime.combine(day, time(23, 59), tz).astimezone(UTC)
