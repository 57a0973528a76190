"""`relance draft` as people and programs call it."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from relance.cli.draft import command

CASE: dict[str, Any] = {
    "id": "delmas",
    "playbook": "consensus-fr",
    "now": "2026-11-25T10:00",
    "facts": {
        "region": "FR",
        "tz": "Europe/Paris",
        "candidate": {"name": "Samira Benali", "gender": "f", "phone": "+33 6 00 00 00 00"},
        "organisation": "Cabinet Delmas",
        "role": "Juriste droit social",
        "interview": {"start": "2026-11-24T10:00", "end": "2026-11-24T11:00", "mode": "onsite"},
        "people": [
            {
                "id": "dupont", "name": "Claire Dupont", "civility": "Mme", "title": "DRH", "role": "hr",
                "email": "c.dupont@example.org", "interviewed": True, "main_contact": True,
            },
            {"id": "petit", "name": "Jean Petit", "civility": "M.", "email": "j@example.org", "interviewed": True},
        ],
        "debrief": {"points_missed": ["j'ai oublié de parler de mon anglais"], "job_info": ["refonte de la paie"]},
    },
}  # fmt: skip


def run(*arguments: str, given: str = "") -> tuple[int, str, str]:
    result = CliRunner().invoke(command, arguments, input=given)
    return result.exit_code, result.stdout, result.stderr


def with_debrief(**debrief: list[str]) -> dict[str, Any]:
    facts = {**CASE["facts"], "debrief": debrief}
    return {**CASE, "facts": facts}


@pytest.fixture
def case(tmp_path: Path) -> str:
    file = tmp_path / "delmas.json"
    file.write_text(json.dumps(CASE), encoding="utf-8")
    return str(file)


def test_json_is_as_promised(case: str) -> None:
    status, out, err = run(case, "--action", "thanks", "--to", "dupont", "--json")
    found = json.loads(out)
    assert (status, err) == (0, "")
    assert {"subject", "body", "used", "alternatives", "findings"} <= set(found)
    assert found["id"] == "delmas"
    assert found["used"] == ["debrief.job_info[0]", "debrief.points_missed[0]"]
    assert [one for one in found["findings"] if one["severity"] != "info"] == []
    for span in found["spans"]:
        assert found["body"][span["start"] : span["end"]].endswith(("anglais", "paie"))


def test_for_a_person_the_letter_comes_as_it_would_leave(case: str) -> None:
    status, out, err = run(case, "--action", "withdraw")
    lines = out.split("\n")
    assert (status, err) == (0, "")
    assert lines[1:3] == ["", "Madame,"]
    assert lines[-3] == "Samira Benali"


def test_the_next_wording(case: str) -> None:
    bodies = {run(case, "--action", "thanks", "--variant", str(turn))[1] for turn in range(5)}
    assert len(bodies) == 5


def test_a_locale_that_is_asked_for(case: str) -> None:
    _, out, _ = run(case, "--action", "withdraw", "--locale", "fr-CA")
    assert "Bonjour Madame Dupont,\n" in out


def test_all_that_is_unknown_is_told_at_once(case: str) -> None:
    status, out, err = run(case, "--action", "thank", "--to", "dupon", "--locale", "fr-QC", "--lang", "en")
    assert (status, out) == (2, "")
    assert [line.split(": ")[1] for line in err.strip().split("\n")] == ["action", "locale", "to"]
    assert "did you mean thanks?" in err
    assert "did you mean dupont?" in err


def test_no_action_at_all(case: str) -> None:
    status, _, err = run(case)
    assert status == 2
    assert "action" in err


def test_a_bad_day_is_refused(case: str) -> None:
    status, _, err = run(case, "--action", "thanks", "--sent-on", "tomorrow")
    assert status == 2
    assert "--sent-on" in err


def test_what_is_missing_is_asked(tmp_path: Path) -> None:
    file = tmp_path / "case.json"
    file.write_text(
        json.dumps(with_debrief(points_missed=["gestion contentieux prud'hommes 3 ans"])), encoding="utf-8"
    )
    status, out, err = run(str(file), "--action", "thanks", "--json")
    found = json.loads(out)
    assert status == 2
    assert (found["subject"], found["body"], found["used"]) == (None, None, [])
    assert found["missing"]["fact"] == "debrief.points_missed[0]"
    assert found["missing"]["sentence"].startswith("Un point que je n’ai pas eu le temps d’évoquer")
    assert "comment le diriez-vous à Mme Dupont ?" in err


def test_the_answer_is_put_in_the_letter(tmp_path: Path) -> None:
    file = tmp_path / "case.json"
    file.write_text(json.dumps(with_debrief()), encoding="utf-8")
    assert run(str(file), "--action", "thanks")[0] == 2
    said = "j'ai conduit trois ans des dossiers prud'homaux"
    status, out, _ = run(str(file), "--action", "thanks", "--say", said)
    assert status == 0
    assert "J’ai conduit trois ans des dossiers prud’homaux." in out


def test_plain_writes_with_what_there_is(tmp_path: Path) -> None:
    file = tmp_path / "case.json"
    file.write_text(json.dumps(with_debrief()), encoding="utf-8")
    status, out, _ = run(str(file), "--action", "thanks", "--plain")
    assert status == 0
    assert "Samira Benali" in out


def test_lines_go_on_past_a_bad_one() -> None:
    wishes = [
        json.dumps(CASE),
        "{not json",
        json.dumps({"case": CASE, "action": "withdraw", "to": "petit", "locale": "fr-CH"}),
        json.dumps({"case": CASE, "action": "nothing"}),
        json.dumps([]),
    ]
    status, out, _ = run("-", "--action", "followup1", given="\n".join(wishes))
    lines = [json.loads(line) for line in out.strip().split("\n")]
    assert status == 2
    assert ["problems" in line for line in lines] == [False, True, False, True, True]
    assert lines[2]["body"].startswith("Monsieur,")
    assert "Meilleures salutations," in lines[2]["body"]
    assert lines[3]["problems"][0]["code"] == "not_a_choice"


@pytest.mark.parametrize("text", ["", "\x00", "[]", "a: [", "<html></html>", "facts: {}", "id: x"])
def test_files_that_are_no_case(tmp_path: Path, text: str) -> None:
    file = tmp_path / "case.yaml"
    file.write_text(text, encoding="utf-8")
    status, out, err = run(str(file), "--action", "thanks", "--json")
    assert (status, out) == (2, "")
    assert str(file) in err
