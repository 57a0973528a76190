# ruff: noqa: E501 -- letters and tables are written on their line
"""Reading a message from JSON: all its problems at once, and as much of it as can be used."""

from datetime import date
from typing import Any

import pytest

from relance.letters.checking import read_message


def test_a_whole_message() -> None:
    read, problems = read_message(
        {
            "id": "m1",
            "purpose": "after_rejection",
            "locale": "fr_ca",
            "case": {
                "candidate": {"name": "Samira Benali", "gender": "f"},
                "interview_date": "2026-11-10",
                "debrief": {"job_info": ["Lens"], "forgotten_points": ["permis"]},
                "refusal": {"received_on": "2026-11-20", "reasons": ["expérience", "langue"]},
                "invitation": {"slots": ["2026-12-01T10:00"]},
                "process": {"state": "Running", "reasons": "budget"},
            },
            "sent_on": date(2026, 11, 21),
            "attachments": ["a.pdf"],
            "subject": "",
            "body": "Bonjour",
        }
    )
    assert problems == []
    assert read is not None
    about = read.about
    assert (read.where, read.locale, read.sent_on, read.subject, read.attachments) == (
        "after_rejection",
        "fr-CA",
        date(2026, 11, 21),
        "",
        ("a.pdf",),
    )
    assert (about.gender, about.interview_date, about.debrief) == ("f", date(2026, 11, 10), ("Lens", "permis"))
    assert about.refusal is not None
    assert about.refusal.reasons == "expérience; langue"
    assert (about.invited, about.slots) == (True, ("2026-12-01T10:00",))
    assert about.process is not None
    assert (about.process.state, about.process.reasons) == ("running", ("budget",))


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ([], [("", "not_a_table", "error")]),
        ({}, [("body", "missing", "error")]),
        ({"body": 3}, [("body", "not_a_text", "error")]),
        ({"body": "x" * 100_001}, [("body", "letter_too_big", "error")]),
        ({"body": "x", "purpose": "thnks"}, [("purpose", "not_a_choice", "warning")]),
        ({"body": "x", "locale": "xx-YY"}, [("locale", "not_a_choice", "warning")]),
        ({"body": "x", "casee": {}}, [("casee", "unknown_key", "warning")]),
        ({"body": "x", "case": {"recipientt": 1}}, [("case.recipientt", "unknown_key", "warning")]),
        ({"body": "x", "case": []}, [("case", "not_a_table", "warning")]),
        ({"body": "x", "case": {"recipient": "Claire"}}, [("case.recipient", "not_a_table", "warning")]),
        ({"body": "x", "sent_on": "soon", "attachments": 3}, [("sent_on", "bad_date", "warning"), ("attachments", "not_a_list", "warning")]),
    ],
)  # fmt: skip
def test_problems(data: Any, expected: list[tuple[str, str, str]]) -> None:
    read, problems = read_message(data)
    assert sorted((one.place, one.code, one.severity) for one in problems) == sorted(expected)
    assert (read is None) == any(grave == "error" for _, _, grave in expected)


def test_suggestions() -> None:
    _, problems = read_message({"body": "x", "purpose": "thnks", "locale": "fr-FX", "sujbect": ""})
    assert {one.place: one.suggestion for one in problems} == {
        "purpose": "thanks",
        "locale": "fr-FR",
        "sujbect": "subject",
    }
