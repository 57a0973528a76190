"""Reading a case: all its facts, or all its problems, each with its place and a way out."""

import copy
from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from relance.etiquette import Case, Problem, now_problems, read_case, stale_problems
from relance.etiquette.facts import (
    Brake,
    Candidate,
    CompetingOffer,
    Debrief,
    Done,
    ExtraContact,
    Facts,
    Interview,
    Person,
    Promise,
    Reply,
    SilentCall,
)

PARIS = ZoneInfo("Europe/Paris")


def paris(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=PARIS)


FULL: dict[str, Any] = {
    "id": "delmas",
    "playbook": "voix-003",
    "now": "2026-12-10T09:00",
    "facts": {
        "region": "FR-67",
        "tz": "Europe/Paris",
        "candidate_tz": "America/Toronto",
        "candidate": {
            "name": " Samira Benali ",
            "gender": "f",
            "phone": "+33 6 00 00 00 00",
            "email": "s@example.org",
        },
        "organisation": "Cabinet Delmas",
        "role": "Juriste droit social",
        "round": 2,
        "interview": {"start": "2026-11-24T10:00", "end": "2026-11-24T11:00", "mode": "onsite"},
        "people": [
            {
                "id": "dupont",
                "name": "Claire Dupont",
                "civility": "Mme",
                "title": "DRH",
                "role": "hr",
                "email": "c.dupont@example.org",
                "phone": "01",
                "interviewed": True,
                "main_contact": True,
                "tu_offered": True,
                "mission": "recruter",
                "decides": True,
                "convinced": "l’expérience",
                "not_convinced": "l’anglais",
            },
            {"id": "roy", "email": False, "agency": True, "decides": None},
        ],
        "process_length": "short",
        "promise": {"kind": "date", "date": "2026-12-04", "said": "On vous répond le 4"},
        "channel_answer": "email",
        "contact_policy": "may_call",
        "via_agency": True,
        "extra_closed_days": ["2026-12-24", date(2026, 12, 31)],
        "still_interested": False,
        "debrief": {
            "felt": 4,
            "felt_text": "bien",
            "points_missed": ["le télétravail", " "],
            "job_info": "six personnes",
            "brakes": ["l’anglais", {"text": "la distance", "answer": "je déménage"}, {"brake": "l’âge"}, " "],
            "travel_minutes": 35,
            "travel_ok": True,
            "stress": None,
        },
        "events": [
            {"type": "done", "action": "thanks", "at": "2026-11-25T10:00", "to": ["dupont"], "channel": "email"},
            {"type": "extra_contact", "at": "2026-11-26T10:00", "channel": "phone"},
            {"type": "reply", "kind": "delay", "at": "2026-12-01T09:00", "promise": {"kind": "days", "n": 3}},
            {"type": "call_no_message", "action": "followup2", "at": "2026-12-08T10:30"},
            {"type": "competing_offer", "at": "2026-12-09T09:00", "deadline": "2026-12-15T18:00"},
            {
                "type": "reply",
                "kind": "second_interview",
                "at": "2026-12-10T07:00Z",
                "channel": "email",
                "round2_start": "2026-12-15T10:00",
            },
        ],
    },
}

READ = Case(
    id="delmas",
    playbook="voix-003",
    now=paris("2026-12-10T09:00"),
    facts=Facts(
        region="FR-67",
        tz=PARIS,
        candidate_tz=ZoneInfo("America/Toronto"),
        candidate=Candidate("Samira Benali", "f", "+33 6 00 00 00 00", "s@example.org"),
        organisation="Cabinet Delmas",
        role="Juriste droit social",
        round=2,
        interview=Interview(paris("2026-11-24T10:00"), paris("2026-11-24T11:00"), "onsite"),
        people=(
            Person(
                "dupont",
                name="Claire Dupont",
                civility="Mme",
                title="DRH",
                role="hr",
                email="c.dupont@example.org",
                phone="01",
                interviewed=True,
                main_contact=True,
                tu_offered=True,
                mission="recruter",
                decides=True,
                convinced="l’expérience",
                not_convinced="l’anglais",
            ),
            Person("roy", email=False, agency=True),
        ),
        process_length="short",
        promise=Promise("date", date(2026, 12, 4), said="On vous répond le 4"),
        channel_answer="email",
        contact_policy="may_call",
        via_agency=True,
        extra_closed_days=frozenset({date(2026, 12, 24), date(2026, 12, 31)}),
        still_interested=False,
        debrief=Debrief(
            felt=4,
            felt_text="bien",
            points_missed=("le télétravail",),
            job_info=("six personnes",),
            brakes=(Brake("l’anglais"), Brake("la distance", "je déménage"), Brake("l’âge")),
            travel_minutes=35,
            travel_ok=True,
        ),
        events=(
            Done("thanks", paris("2026-11-25T10:00"), ("dupont",)),
            ExtraContact(paris("2026-11-26T10:00"), "phone"),
            Reply("delay", paris("2026-12-01T09:00"), promise=Promise("days", n=3)),
            SilentCall("followup2", paris("2026-12-08T10:30")),
            CompetingOffer(paris("2026-12-09T09:00"), paris("2026-12-15T18:00")),
            Reply(
                "second_interview",
                paris("2026-12-10T08:00"),
                channel="email",
                round2_start=paris("2026-12-15T10:00"),
            ),
        ),
    ),
)


def test_every_field_is_read() -> None:
    assert read_case(FULL) == (READ, ())
    assert READ.facts.agency.id == "roy"


def test_the_worked_examples_may_keep_their_notes() -> None:
    notes = {"title": "x", "covers": [], "expect": {}, "derivation": "x", "assumes": []}
    assert read_case({**FULL, **notes}) == (READ, ())


def smallest(**changes: Any) -> dict[str, Any]:
    facts = {
        "region": "FR",
        "tz": "Europe/Paris",
        "interview": {"start": "2026-11-24T10:00", "end": "2026-11-24T11:00"},
        "people": [{"id": "claire", "email": True, "interviewed": True, "main_contact": True}],
    }
    return {"facts": {**facts, **changes}}


def test_what_planning_does_not_need_may_be_left_out() -> None:
    case, problems = read_case(smallest())
    assert problems == ()
    assert case == Case(
        facts=Facts(
            region="FR",
            tz=PARIS,
            interview=Interview(paris("2026-11-24T10:00"), paris("2026-11-24T11:00")),
            people=(Person("claire", email=True, interviewed=True, main_contact=True),),
        )
    )


def test_a_number_may_name_a_case() -> None:
    case, _ = read_case({**smallest(), "id": 12})
    assert case is not None
    assert case.id == "12"


@pytest.mark.parametrize(
    "written",
    [
        "2026-11-24T10:00",
        "2026-11-24 10:00:00",
        "2026-11-24T10:00+01:00",
        "2026-11-24T04:00-05:00",
        "2026-11-24T09:00Z",
        "2026-11-24T10+01",
        " 2026-11-24T10:00 ",
        datetime(2026, 11, 24, 10),  # noqa: DTZ001  (as TOML and YAML read it)
        datetime(2026, 11, 24, 9, tzinfo=UTC),
    ],
)
def test_ways_to_write_an_instant(written: object) -> None:
    case, problems = read_case(smallest(interview={"start": written, "end": "2026-11-24T11:00"}))
    assert problems == ()
    assert case is not None
    assert case.facts.interview.start.isoformat() == "2026-11-24T10:00:00+01:00"


def test_an_hour_the_clocks_skip_is_told_as_they_show_it() -> None:
    case, _ = read_case(smallest(interview={"start": "2026-03-29T02:15", "end": "2026-03-29T04:00"}))
    assert case is not None
    assert case.facts.interview.start.isoformat() == "2026-03-29T03:15:00+02:00"


def test_an_interview_across_the_autumn_change_lasts() -> None:
    interview = {"start": "2026-10-25T02:50+02:00", "end": "2026-10-25T02:10+01:00"}
    assert read_case(smallest(interview=interview))[1] == ()


def problems_of(**changes: Any) -> list[tuple[str, str, str | None]]:
    case, problems = read_case(smallest(**changes))
    assert case is None
    return [(problem.place, problem.code, problem.suggestion) for problem in problems]


def person(**changes: Any) -> dict[str, Any]:
    return {"id": "claire", "email": "c@example.org", "interviewed": True, "main_contact": True, **changes}


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"tz": "Europe/Pari"}, [("tz", "unknown_zone", "Europe/Paris")]),
        ({"tz": "Europe"}, [("tz", "unknown_zone", None)]),
        ({"tz": "bruxelles"}, [("tz", "unknown_zone", None)]),
        ({"tz": "Paris"}, [("tz", "unknown_zone", "Europe/Paris")]),
        ({"tz": "Europe/Bruxelles"}, [("tz", "unknown_zone", "Europe/Brussels")]),
        ({"tz": "../etc/passwd"}, [("tz", "unknown_zone", None)]),
        ({"tz": 3}, [("tz", "unknown_zone", None)]),
        ({"tz": None}, [("tz", "missing", None)]),
        ({"candidate_tz": "america/toronto"}, [("candidate_tz", "unknown_zone", "America/Toronto")]),
        ({"region": "FR-99"}, [("region", "unknown_region", "FR")]),
        ({"region": "ca_qc"}, [("region", "unknown_region", "CA-QC")]),
        ({"region": ["FR"]}, [("region", "unknown_region", None)]),
        ({"region": None}, [("region", "missing", None)]),
        ({"regoin": "FR"}, [("regoin", "unknown_key", "region")]),
        ({"interview": None}, [("interview", "missing", None)]),
        ({"interview": "tomorrow"}, [("interview", "not_a_table", None), ("interview.start", "missing", None),
                                     ("interview.end", "missing", None)]),
        ({"interview": {"start": "2026-11-24T10:00", "end": "2026-11-24T10:00"}},
         [("interview.end", "end_before_start", None)]),
        ({"interview": {"start": "2026-11-24", "end": "24/11/2026 11h00"}},
         [("interview.start", "bad_instant", None), ("interview.end", "bad_instant", "2026-11-24T11:00")]),
        ({"interview": {"start": "2026-13-24T10:00", "end": date(2026, 11, 24)}},
         [("interview.start", "bad_instant", None), ("interview.end", "bad_instant", None)]),
        ({"interview": {"start": "1026-11-24T10:00", "end": "2026-11-24T10:00"}},
         [("interview.start", "bad_year", None)]),
        ({"interview": {"start": "2026-11-24T10:00", "end": "2026-11-24T11:00", "mode": "on-site"}},
         [("interview.mode", "not_a_choice", "onsite")]),
        ({"people": []}, [("people", "missing", None)]),
        ({"people": None}, [("people", "missing", None)]),
        ({"people": "claire"}, [("people", "not_a_list", None)]),
        ({"people": ["claire"]}, [("people[0]", "not_a_table", None), ("people[0].id", "missing", None)]),
        ({"people": [person(civilty="Mme")]}, [("people[0].civilty", "unknown_key", "civility")]),
        ({"people": [person(email="c.example.org")]}, [("people[0].email", "bad_address", None)]),
        ({"people": [person(email="c@x@example.org")]}, [("people[0].email", "bad_address", None)]),
        ({"people": [person(email="c d@example.org")]}, [("people[0].email", "bad_address", None)]),
        ({"people": [person(email=3)]}, [("people[0].email", "not_a_text", None)]),
        ({"people": [person(email=None)]}, [("people[0].email", "main_contact_without_address", None)]),
        ({"people": [person(main_contact=False)]}, [("people", "not_one_main_contact", None)]),
        ({"people": [person(), person(id="b", email="C@example.org", main_contact=False)]},
         [("people[1].email", "same_address", None)]),
        ({"people": [person(), person(email=True)]},
         [("people[1].id", "same_id", None), ("people", "not_one_main_contact", None)]),
        ({"people": [{"id": "claire", "email": True, "main_contact": True}]},
         [("people", "nobody_interviewed", None)]),
        ({"people": [person(interviewed="yes")]}, [("people[0].interviewed", "not_yes_or_no", None)]),
        ({"via_agency": True}, [("people", "not_one_agency", None)]),
        ({"process_length": "lng"}, [("process_length", "not_a_choice", "long")]),
        ({"round": 0}, [("round", "out_of_range", None)]),
        ({"round": 1.5}, [("round", "not_a_number", None)]),
        ({"promise": {}}, [("promise.kind", "missing", None)]),
        ({"promise": "friday"}, [("promise", "not_a_table", None), ("promise.kind", "missing", None)]),
        ({"promise": {"kind": "date"}}, [("promise.date", "missing", None)]),
        ({"promise": {"kind": "days", "n": 0, "unit": "working"}}, [("promise.n", "out_of_range", None)]),
        ({"promise": {"kind": "date", "date": "2026-11-23"}}, [("promise.date", "promise_before_interview", None)]),
        ({"promise": {"kind": "date", "date": "4/12/2026"}}, [("promise.date", "bad_date", "2026-12-04")]),
        ({"promise": {"kind": "date", "date": "44/12/2026"}}, [("promise.date", "bad_date", None)]),
        ({"promise": {"kind": "date", "date": "39/12/2026"}}, [("promise.date", "bad_date", None)]),
        ({"promise": {"kind": "date", "date": "2026-12-32"}}, [("promise.date", "bad_date", None)]),
        ({"promise": {"kind": "date", "date": "2999-12-04"}}, [("promise.date", "bad_year", None)]),
        ({"extra_closed_days": ["2026-W50-1"]}, [("extra_closed_days[0]", "bad_date", None)]),
        ({"extra_closed_days": {"2026-12-24": 1}}, [("extra_closed_days", "not_a_list", None)]),
        ({"candidate": {"gender": "woman"}}, [("candidate.gender", "not_a_choice", None)]),
        ({"debrief": {"felt": 6}}, [("debrief.felt", "out_of_range", None)]),
        ({"debrief": {"point_missed": []}}, [("debrief.point_missed", "unknown_key", "points_missed")]),
        ({"debrief": {"blunders": [3]}}, [("debrief.blunders[0]", "not_a_text", None)]),
        ({"debrief": {"brakes": [{"answer": "oui"}]}}, [("debrief.brakes[0].text", "missing", None)]),
        ({"debrief": {"brakes": [3]}}, [("debrief.brakes[0]", "not_a_table", None),
                                        ("debrief.brakes[0].text", "missing", None)]),
        ({"events": [3]}, [("events[0]", "not_a_table", None)]),
        ({"events": [{}]}, [("events[0].type", "missing", None)]),
        ({"events": [{"type": "don"}]}, [("events[0].type", "not_a_choice", "done")]),
        ({"events": [{"type": ["done"]}]}, [("events[0].type", "not_a_choice", None)]),
        ({"events": [{"type": "done", "action": "thank"}]}, [("events[0].at", "missing", None)]),
        ({"events": [{"type": "done", "action": "thank", "at": "2026-11-24T12:00"}]},
         [("events[0].action", "not_a_choice", "thanks")]),
        ({"events": [{"type": "done", "action": "thanks", "at": "2026-11-24T12:00", "to": ["clair", "candidate"]}]},
         [("events[0].to", "unknown_person", "claire")]),
        ({"events": [{"type": "call_no_message", "at": "2026-11-24T12:00"}]},
         [("events[0].action", "missing", None)]),
        ({"events": [{"type": "reply", "kind": "offre", "at": "2026-11-24T12:00", "channel": "e-mail"}]},
         [("events[0].kind", "not_a_choice", "offer"), ("events[0].channel", "not_a_choice", "email")]),
        ({"events": [{"type": "reply", "kind": "delay", "at": "2026-12-01T12:00",
                      "promise": {"kind": "date", "date": "2026-11-30"}}]},
         [("events[0].promise.date", "promise_before_reply", None)]),
        ({"events": [{"type": "extra_contact", "at": "2026-11-26T12:00"},
                     {"type": "extra_contact", "at": "2026-11-25T12:00"}]},
         [("events[1].at", "events_out_of_order", None)]),
        ({"organisation": ["a", "b"]}, [("organisation", "not_a_text", None)]),
        ({"role": {}}, [("role", "not_a_text", None)]),
    ],
)  # fmt: skip
def test_each_fault_is_told_at_its_place(
    changes: dict[str, Any], expected: list[tuple[str, str, str | None]]
) -> None:
    assert problems_of(**changes) == expected


def test_a_case_needs_facts() -> None:
    assert read_case({}) == (None, (Problem("facts", "missing"),))
    assert read_case({1: 2, "facts": None}) == (
        None,
        (Problem("1", "unknown_key", {"key": "1"}), Problem("facts", "missing")),
    )
    assert read_case([]) == (None, (Problem("case", "not_a_table", {"value": "[…]"}), Problem("facts", "missing")))


def test_all_faults_are_told_at_once() -> None:
    case, problems = read_case(
        {
            "id": 1.5,
            "now": "yesterday",
            "palybook": "voix-003",
            "facts": {"region": "XX", "tz": "Europe/Paris", "people": [{"name": 3}], "events": [{"type": "reply"}]},
        }
    )
    assert case is None
    assert [problem.place for problem in problems] == [
        "palybook",
        "people[0].id",
        "people[0].name",
        "interview",
        "region",
        "events[0].at",
    ]


def test_a_case_that_holds_has_a_name_and_an_instant_that_hold() -> None:
    assert [(p.place, p.code) for p in read_case({**smallest(), "id": 1.5, "now": "yesterday"})[1]] == [
        ("now", "bad_instant"),
        ("id", "not_a_text"),
    ]


def test_a_long_text_is_quoted_short() -> None:
    _, problems = read_case(smallest(round="x" * 10_000_000, organisation=16**9000))
    assert [len(problem.params["value"]) for problem in problems] == [1, 60]
    assert problems[0].suggestion is None


def test_a_very_long_wrong_word_has_no_suggestion() -> None:
    _, problems = read_case(smallest(process_length="long" * 1000))
    assert [problem.suggestion for problem in problems] == [None]


def test_a_flood_is_told_without_drowning() -> None:
    _, problems = read_case({f"key{n}": n for n in range(200_000)})
    assert len(problems) == 102
    assert problems[100] == Problem("case", "more_unknown_keys", {"count": "199900"})
    rows = [{"type": "dona", "kay": 1}] * 5000
    _, problems = read_case(smallest(events=rows))
    assert problems[0] == Problem("events", "too_many", {"count": "5000", "most": "1000"})
    assert [problem.suggestion for problem in problems].count("done") == 49


def test_now_never_comes_before_what_happened() -> None:
    raw = smallest(events=[{"type": "extra_contact", "at": "2026-11-26T12:00"}])
    _, problems = read_case({**raw, "now": "2026-11-26T11:59"})
    assert [(problem.place, problem.code) for problem in problems] == [("now", "now_before_last_event")]
    case, _ = read_case(raw)
    assert case is not None
    assert now_problems(case.facts, paris("2026-11-26T12:00")) == ()
    assert now_problems(READ.facts, datetime(2026, 12, 10, 6, 59, tzinfo=UTC))[0].code == "now_before_last_event"


def test_an_interview_over_a_year_old_asks_for_a_look() -> None:
    case, problems = read_case({**smallest(), "now": "2030-01-01T10:00"})
    assert problems == ()
    assert case is not None
    assert stale_problems(case.facts, paris("2027-11-24T10:00")) == ()
    assert stale_problems(case.facts, paris("2027-11-24T12:00")) == (
        Problem("interview.start", "interview_long_past", {"start": "2026-11-24"}, severity="warning"),
    )


JUNK = st.recursive(
    st.one_of(
        st.none(),
        st.booleans(),
        st.integers(),
        st.floats(),
        st.text(max_size=12),
        st.dates(),
        st.datetimes(),
        st.sampled_from(
            ("2026-11-24T10:00", "0001-01-01T00:00", "9999-12-31T23:59+00:01", "date", "done", "reply")
        ),
    ),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(st.text(max_size=8), inner, max_size=3)),
    max_leaves=6,
)


@settings(max_examples=60, deadline=None, derandomize=True, database=None)
@given(st.data())
def test_any_junk_gives_problems_and_never_an_error(data: st.DataObject) -> None:
    raw = copy.deepcopy(FULL)
    holder: Any = raw
    while True:
        keys = list(holder) if isinstance(holder, dict) else list(range(len(holder)))
        key = data.draw(st.sampled_from(keys))
        if isinstance(holder[key], dict | list) and holder[key] and data.draw(st.booleans()):
            holder = holder[key]
        else:
            break
    holder[key] = data.draw(JUNK)
    case, problems = read_case(raw)
    assert (case is None) is bool(problems)
