"""`relance draft`: what it is asked, and what it says of a question it cannot use."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from relance.cli import main

CASE: dict[str, Any] = {
    "id": "delmas",
    "now": "2026-12-04T10:00",
    "facts": {
        "region": "FR",
        "tz": "Europe/Paris",
        "candidate": {"name": "Samira Benali", "gender": "f"},
        "organisation": "Cabinet Delmas",
        "role": "Juriste",
        "interview": {"start": "2026-12-01T14:00", "end": "2026-12-01T15:00"},
        "people": [
            {
                "id": "dupont",
                "name": "Claire Dupont",
                "civility": "Mme",
                "interviewed": True,
                "email": "c@example.org",
                "main_contact": True,
            }
        ],
        "debrief": {"points_missed": ["trois ans de contentieux"], "job_info": ["une équipe de quatre juristes"]},
    },
}


def relance(*words: str, lines: list[object]) -> Result:
    return CliRunner().invoke(main, words, input="".join(json.dumps(line) + "\n" for line in lines))


def test_a_line_is_a_case_or_a_question_about_one() -> None:
    asked = {
        "id": "second",
        "action": "thanks",
        "to": "dupont",
        "sent_on": "2026-12-04",
        "variant": 0,
        "case": CASE,
    }
    result = relance("draft", "-", "--action", "thanks", lines=[CASE, asked, {"case": CASE}])
    answers = [json.loads(line) for line in result.stdout.splitlines()]
    assert [answer["id"] for answer in answers] == ["delmas", "second", "delmas"]
    assert [answer for answer in answers if "problems" in answer] == []
    assert answers[0]["body"] == answers[2]["body"]


@pytest.mark.parametrize(
    ("asked", "place", "code"),
    [
        ({}, "action", "missing"),
        ({"action": "thank"}, "action", "not_a_choice"),
        ({"action": "thanks", "locale": "fr"}, "locale", "not_a_choice"),
        ({"action": "thanks", "to": "dupond"}, "to", "unknown_person"),
        ({"action": "thanks", "variant": "two"}, "variant", "not_a_number"),
        ({"action": "thanks", "sent_on": "tomorrow"}, "sent_on", "bad_date"),
        ({"acton": "thanks"}, "acton", "unknown_key"),
    ],
)
def test_what_cannot_be_used_is_told(asked: dict[str, Any], place: str, code: str) -> None:
    result = relance("draft", "-", lines=[{**asked, "case": CASE}])
    assert result.exit_code == 2
    told = json.loads(result.stdout)["problems"][0]
    assert (told["place"], told["code"]) == (place, code)


def test_a_day_that_is_none_is_told() -> None:
    result = relance("draft", "-", "--action", "thanks", "--sent-on", "tomorrow", lines=[])
    assert result.exit_code == 2
    assert "--sent-on" in result.stderr


def test_a_card_is_written_beside_the_words(tmp_path: Path) -> None:
    file, pdf = tmp_path / "case.json", tmp_path / "card.pdf"
    file.write_text(json.dumps(CASE), encoding="utf-8")
    result = relance("draft", str(file), "--action", "handwritten_note", "--pdf", str(pdf), lines=[])
    assert result.exit_code == 0
    assert "Samira Benali" in result.stdout
    assert pdf.read_bytes()[:5] == b"%PDF-"

    other = relance("draft", str(file), "--action", "thanks", "--pdf", str(pdf), lines=[])
    assert (other.exit_code, "--pdf" in other.stderr) == (2, True)
    nowhere = relance(
        "draft", str(file), "--action", "handwritten_note", "--pdf", str(tmp_path / "no" / "card.pdf"), lines=[]
    )
    assert (nowhere.exit_code, "Traceback" in nowhere.stderr) == (1, False)
