"""`relance duties`: for a person, and for a program."""

import json
from pathlib import Path

from click.testing import CliRunner

from relance.cli import main

OPENING = {
    "id": "juriste",
    "now": "2026-12-03T09:00",
    "opening": {"title": "Juriste", "region": "CA-ON", "tz": "America/Toronto"},
    "candidates": [
        {"id": "a", "name": "Samira", "interviews": [{"start": "2026-11-24T10:00", "end": "2026-11-24T11:00"}]},
    ],
}


def test_for_a_person(tmp_path: Path) -> None:
    file = tmp_path / "opening.json"
    file.write_text(json.dumps(OPENING), encoding="utf-8")
    done = CliRunner().invoke(main, ["duties", "--lang", "en", str(file)])
    assert done.exit_code == 0
    assert done.output == (
        "Juriste · running\n"
        "  Samira · quiet · give news (2026-12-08 10:00)"
        " · Ontario: tell within 45 days of the last interview whether a decision was made. To be checked:"
        " one would need to know how many people the employer counts,"
        " one would need to know whether the post was advertised."
        " · Ontario: keep the records of the hiring for three years. To be checked:"
        " one would need to know how many people the employer counts,"
        " one would need to know whether the post was advertised.\n"
        "1 without an answer: the opening cannot be closed.\n"
        "Why:\n"
        "  QL-01 News is due on the day announced, or two weeks after the last.\n"
    ).replace("quiet", "nothing to say yet")


def test_a_legal_limit_is_told(tmp_path: Path) -> None:
    file = tmp_path / "opening.json"
    known = {**OPENING, "opening": {**OPENING["opening"], "employees": 30, "publicly_advertised": True}}  # type: ignore[dict-item]
    file.write_text(json.dumps(known), encoding="utf-8")
    done = CliRunner().invoke(main, ["duties", "--lang", "fr", str(file)])
    assert done.output.splitlines()[1] == (
        "  Samira · rien à dire pour l’instant · donner des nouvelles (2026-12-08 10:00) · Ontario : dire dans les"
        " 45 jours après le dernier entretien si une décision est prise. Au plus tard le 2027-01-08."
    )


def test_lines_go_on_after_a_bad_one() -> None:
    lines = "\n".join([json.dumps(OPENING), '{"id": "bad"}', "{", json.dumps({**OPENING, "candidates": []})])
    done = CliRunner().invoke(main, ["duties", "-"], input=lines)
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.exit_code == 2
    assert [list(answer)[:2] for answer in answers] == [
        ["id", "state"],
        ["id", "problems"],
        ["id", "problems"],
        ["id", "state"],
    ]
    assert [one["due"] for one in answers[0]["duties"]] == ["2026-12-08T10:00-05:00"]
    assert answers[3]["duties"] == []


def test_a_file_that_does_not_hold(tmp_path: Path) -> None:
    file = tmp_path / "opening.yaml"
    file.write_text("opening: {}\n", encoding="utf-8")
    done = CliRunner().invoke(main, ["duties", str(file)])
    assert done.exit_code == 2
    assert "opening.tz" in done.output
    file.write_text(json.dumps({**OPENING, "candidates": []}), encoding="utf-8")
    assert CliRunner().invoke(main, ["duties", "--lang", "en", str(file)]).output == (
        "Juriste · running\nNobody has been met yet.\nEverybody has an answer: the opening may be closed.\n"
    )
