"""An opening that does not hold: every problem at once, each with its place."""

from typing import Any

from relance.etiquette.duties import read_opening


def places(raw: object) -> list[tuple[str, str]]:
    case, problems = read_opening(raw)
    assert case is None
    return [(problem.place, problem.code) for problem in problems]


def minimal(**given: Any) -> dict[str, Any]:
    return {"opening": {"region": "FR", "tz": "Europe/Paris"}, **given}


def test_the_least_that_holds() -> None:
    case, problems = read_opening(minimal(id=7))
    assert problems == ()
    assert case is not None
    assert (case.opening.id, case.opening.candidates, case.now) == ("7", (), None)


def test_what_is_missing_or_not_known() -> None:
    assert places({}) == [("opening", "missing")]
    assert places("text") == [("case", "not_a_table"), ("opening", "missing")]
    assert places({"opening": {}}) == [("opening.tz", "missing"), ("opening.region", "missing")]
    assert places({"opening": {"region": "Frence", "tz": "Paris/Europe", "size": 3}}) == [
        ("opening.size", "unknown_key"),
        ("opening.tz", "unknown_zone"),
        ("opening.region", "unknown_region"),
    ]
    assert places({"opening": {"region": 3, "tz": 3, "employees": -1, "extra_closed_days": ["soon"]}}) == [
        ("opening.tz", "unknown_zone"),
        ("opening.extra_closed_days[0]", "bad_date"),
        ("opening.region", "unknown_region"),
        ("opening.employees", "out_of_range"),
    ]


def test_candidates() -> None:
    interview = {"start": "2026-11-24T11:00", "end": "2026-11-24T10:00"}
    found = places(
        minimal(
            candidates=[
                {"id": "a", "interviews": [interview, {"start": "2026-11-24T11:00"}]},
                {
                    "id": "a",
                    "events": [{"type": "news"}, {"type": "rumour"}, {"type": "asked", "at": "soon"}, "word"],
                },
                {},
            ]
        )
    )
    assert found == [
        ("candidates[0].interviews[0].end", "end_before_start"),
        ("candidates[0].interviews[1].end", "missing"),
        ("candidates[1].id", "same_id"),
        ("candidates[1].events[0].at", "missing"),
        ("candidates[1].events[1].type", "not_a_choice"),
        ("candidates[1].events[2].at", "bad_instant"),
        ("candidates[1].events[3]", "not_a_table"),
        ("candidates[2].id", "missing"),
    ]


def test_what_happened() -> None:
    found = places(
        minimal(
            candidates=[
                {
                    "id": "benali",
                    "events": [
                        {"type": "withdrew", "at": "2026-12-02T10:00"},
                        {"type": "asked", "at": "2026-12-01T10:00", "about": "money"},
                        {"type": "news", "at": "2026-12-03T10:00"},
                    ],
                }
            ],
            turns=[
                {"type": "chosen", "at": "2026-12-02T10:00", "candidate": "benalli"},
                {"type": "chosen", "at": "2026-12-02T10:00"},
                {"type": "standby"},
                {"type": "resumed", "at": "2026-12-01T10:00"},
            ],
        )
    )
    assert found == [
        ("candidates[0].events[1].about", "not_a_choice"),
        ("candidates[0].events[2].kind", "missing"),
        ("candidates[0].events[1].at", "events_out_of_order"),
        ("turns[0].candidate", "unknown_person"),
        ("turns[1].candidate", "missing"),
        ("turns[2].at", "missing"),
        ("turns[2].at", "events_out_of_order"),
    ]
    _, problems = read_opening(minimal(turns=[{"type": "chosen", "at": "2026-12-02T10:00", "candidate": "b"}]))
    assert [problem.suggestion for problem in problems] == [None]
