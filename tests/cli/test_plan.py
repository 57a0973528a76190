"""`relance plan` and `relance may-contact`, as anybody would try them."""

import io
import json
import select
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner, Result

from relance.cli import main
from relance.cli.inputs import read_json_lines

FACTS: dict[str, Any] = {
    "region": "FR",
    "tz": "Europe/Paris",
    "interview": {"start": "2026-12-01T14:00", "end": "2026-12-01T15:00"},
    "people": [
        {
            "id": "dupont",
            "name": "Claire Dupont",
            "interviewed": True,
            "email": "c@example.org",
            "main_contact": True,
        }
    ],
    "promise": {"kind": "days", "n": 7},
    "events": [
        {"type": "done", "action": "debrief", "at": "2026-12-01T15:10"},
        {"type": "done", "action": "thanks", "at": "2026-12-01T15:30"},
    ],
}
CASE: dict[str, Any] = {"id": "delmas", "playbook": "voix-003", "now": "2026-12-04T10:00", "facts": FACTS}
ANSWER = {
    "id": "delmas",
    "state": "open",
    "plan": [
        {
            "action": "followup1",
            "channel": "email",
            "to": ["dupont"],
            "due": "2026-12-09T10:00+01:00",
            "latest": None,
            "flags": [],
            "because": ["W-01", "W-02", "PL-11", "PL-12"],
        },
        {
            "action": "followup2",
            "channel": "phone",
            "to": ["dupont"],
            "due": "2026-12-16T10:30+01:00",
            "latest": None,
            "flags": ["prepare_voicemail", "leave_message_on_voicemail"],
            "because": ["PL-30", "C-01", "C-04", "C-07", "PL-28"],
        },
        {
            "action": "close_file",
            "channel": "self",
            "to": ["candidate"],
            "due": "2026-12-30",
            "latest": None,
            "flags": [],
            "because": ["PL-16"],
        },
    ],
    "blocked": [],
    "guard": {"allowed": False, "until": "2026-12-09T00:00+01:00", "because": ["W-01", "H-02", "PL-11"]},
}
TOML = """
id = "delmas"
playbook = "voix-003"
now = 2026-12-04T10:00:00
[facts]
region = "FR"
tz = "Europe/Paris"
interview = {start = 2026-12-01T14:00:00, end = 2026-12-01T15:00:00}
promise = {kind = "date", date = 2026-12-08}
[[facts.people]]
id = "dupont"
interviewed = true
main_contact = true
email = "c@example.org"
[[facts.events]]
type = "done"
action = "debrief"
at = 2026-12-01T15:10:00
[[facts.events]]
type = "done"
action = "thanks"
at = 2026-12-01T15:30:00
"""
YAML = """
id: delmas
playbook: voix-003
now: 2026-12-04T10:00
facts:
  region: FR
  tz: Europe/Paris
  interview: {start: 2026-12-01 14:00:00, end: "2026-12-01T15:00"}
  promise: {kind: date, date: 2026-12-08}
  people: [{id: dupont, interviewed: yes, main_contact: true, email: c@example.org}]
  events:
    - {type: done, action: debrief, at: "2026-12-01T15:10"}
    - {type: done, action: thanks, at: "2026-12-01T15:30"}
"""


def relance(*arguments: str, stdin: str | bytes | None = None, env: dict[str, str] | None = None) -> Result:
    nobodys = {"LANG": "", "LC_ALL": "", "RELANCE_HOME": "/nonexistent"}
    return CliRunner().invoke(main, arguments, input=stdin, env={**nobodys, **(env or {})})


def lines(*cases: object) -> str:
    return "".join(json.dumps(case) + "\n" for case in cases)


@pytest.mark.parametrize(
    ("name", "text"), [("a.json", json.dumps(CASE)), ("a.yaml", YAML), ("a.toml", TOML), ("a.txt", "\ufeff" + YAML)]
)
def test_a_case_in_any_writing(tmp_path: Path, name: str, text: str) -> None:
    file = tmp_path / name
    file.write_text(text, encoding="utf-8")
    result = relance("plan", str(file), "--json")
    assert (result.exit_code, result.stderr) == (0, "")
    assert json.loads(result.stdout) == ANSWER


def test_json_lines_are_answered_one_by_one_and_in_order() -> None:
    bad = {"id": "x", "facts": {**FACTS, "tz": "Europe/Pari"}}
    stdin = lines(CASE, bad) + "\n{nonsense\n" + lines([], {**CASE, "id": None}, {**CASE, "id": "z"})
    result = relance("plan", "-", "--lang", "en", stdin=stdin)
    assert result.exit_code == 2
    assert result.stderr == ""
    answers = [json.loads(line) for line in result.stdout.splitlines()]
    assert [answer["id"] for answer in answers] == ["delmas", "x", None, None, None, "z"]
    assert answers[0] == ANSWER
    assert answers[1]["problems"] == [
        {
            "place": "tz",
            "code": "unknown_zone",
            "severity": "error",
            "say": "unknown zone: “Europe/Pari”; write its IANA name, for instance Europe/Paris; "
            "did you mean Europe/Paris?",
            "suggestion": "Europe/Paris",
        }
    ]
    assert [problem["place"] for problem in answers[2]["problems"]] == ["line 4"]
    assert [problem["code"] for problem in answers[3]["problems"]] == ["not_a_table", "missing"]
    assert answers[5] == {**ANSWER, "id": "z"}


def test_nothing_in_nothing_out() -> None:
    result = relance("plan", "-", stdin="")
    assert (result.exit_code, result.stdout) == (0, "")


@pytest.mark.parametrize(
    ("line", "code"),
    [
        (b"\xff\xfe", "not_utf8"),
        (b"[" * 100_000, "nested_too_deep"),
        (b"9" * 5000, "bad_json"),
        (b'{"id": NaN}', "missing"),
        (b'"\\ud800"', "not_a_table"),
        (b'{"\\ud800": 1}', "unknown_key"),
    ],
)
def test_a_line_of_junk_is_a_problem(line: bytes, code: str) -> None:
    result = relance("plan", "-", stdin=line + b"\n")
    assert result.exit_code == 2
    problems = json.loads(result.stdout)["problems"]
    assert problems[0]["code"] == code


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("a.json", "{", "a.json: line 1: not JSON: Expecting property name enclosed in double quotes"),
        ("a.json", "[" * 100_000, "a.json: nested too deep"),
        ("a.json", "9" * 5000, "a.json: not JSON: Exceeds the limit (4300 digits) for integer string conversi…"),
        ("a.yaml", "[" * 100_000, "a.yaml: nested too deep"),
        ("a.yaml", "- " * 100_000, "a.yaml: nested too deep"),
        ("a.toml", "= 3", "a.toml: not TOML: Invalid statement (at line 1, column 1)"),
        ("a.yaml", "a: [", "a.yaml: line 2: not YAML: did not find expected node content"),
        ("a.yaml", "a: 2026-13-45", "a.yaml: not YAML: month must be in 1..12"),
        (
            "a.yaml",
            "a: !!python/object:os.system x",
            "a.yaml: line 1: not YAML: could not determine a constructor for",
        ),
        ("a.yaml", "id: a\nfacts: {}\nid: b", "a.yaml: line 3: not YAML: id: written twice"),
        ("a.json", '{"now": 1, "id": "a", "id": "b"}', "a.json: not JSON: id: written twice"),
        ("a.yaml", "", "a.yaml: empty file"),
        ("a.yaml", "# nothing", "a.yaml: case: keys were expected"),
        ("a.yaml", "just words", "a.yaml: case: keys were expected, not “just words”"),
    ],
)
def test_a_file_of_junk_is_told_on_standard_error(tmp_path: Path, name: str, text: str, told: str) -> None:
    file = tmp_path / name
    file.write_text(text, encoding="utf-8")
    result = relance("plan", str(file), "--lang", "en")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.splitlines()[0].removeprefix(f"{tmp_path}/")[: len(told)] == told


def test_a_file_that_is_not_there_and_one_that_is_no_text(tmp_path: Path) -> None:
    missing, binary = tmp_path / "none.yaml", tmp_path / "b.yaml"
    binary.write_bytes(b"\xff\xfe\x00")
    result = relance("plan", str(missing), str(binary), "--json", "--lang", "en")
    assert result.exit_code == 2
    assert result.stderr.splitlines() == [
        f"{missing}: cannot read the file: No such file or directory",
        f"{binary}: this text is not UTF-8",
    ]


def test_every_problem_is_told_with_its_file_and_place(tmp_path: Path) -> None:
    file = tmp_path / "case.json"
    file.write_text(json.dumps({"now": "2026-12-04T10:00", "facts": {**FACTS, "regon": "FR", "region": None}}))
    good = tmp_path / "good.json"
    good.write_text(json.dumps(CASE))
    result = relance("plan", str(file), str(good), "--json")
    assert result.exit_code == 2
    assert result.stderr.splitlines() == [
        f"{file}: regon: clé inconnue ; vouliez-vous dire region ?",
        f"{file}: region: il manque cette indication",
    ]
    assert json.loads(result.stdout) == ANSWER


def test_for_a_person_a_table_and_the_reasons(tmp_path: Path) -> None:
    file = tmp_path / "case.json"
    file.write_text(json.dumps(CASE))
    result = relance("plan", str(file))
    assert result.exit_code == 0
    assert result.stdout.splitlines()[:9] == [
        "delmas · en attente de leur réponse · Trois étapes, jamais quatre (La Voix Emploi)",
        "Quand                  Quoi                       Qui            Comment        À savoir",
        "mer. 2026-12-09 10:00  Relancer                   Claire Dupont  par mail",
        (
            "mer. 2026-12-16 10:30  Relancer une seconde fois  Claire Dupont  par téléphone  "
            "préparer le message vocal; sur répondeur, laisser le message"
        ),
        "mer. 2026-12-30        Clore le dossier                          pour soi",
        "Écrire maintenant : non, pas avant le mer. 2026-12-09 00:00.",
        "Pourquoi :",
        "  W-01   Tant que le délai annoncé court, on attend. — Audrey Déléris (Fed Legal, France)",
        "  W-02   Une fois le délai passé, on peut écrire. — La Voix Emploi (nord de la France et Belgique, 2017)",
    ]


def test_for_a_person_what_is_refused_and_what_is_left(tmp_path: Path) -> None:
    file = tmp_path / "case.json"
    events = [
        {"type": "done", "action": name, "at": "2026-12-01T16:00"} for name in ("debrief", "thanks", "followup1")
    ]
    facts = {**FACTS, "promise": None, "channel_answer": "email", "events": events}
    file.write_text(json.dumps({"facts": facts, "now": "2026-12-01T21:00"}))
    result = relance("plan", str(file), "--lang", "en")
    assert result.stdout.splitlines()[:5] == [
        f"{file} · waiting for their answer · Consensus (défaut, francophonie)",
        "When            What            Whom  How           Notes",
        "Tue 2026-12-15  Close the file        for yourself",
        "Not done: Follow up once more (PL-22)",
        "Writing now: no, not before Thu 2026-12-03 00:00.",
    ]
    facts["events"] = [*events, {"type": "done", "action": "close_file", "at": "2026-12-01T17:00"}]
    facts["channel_answer"] = "phone"
    file.write_text(json.dumps({"facts": facts, "now": "2026-12-03T09:00", "playbook": "el-harti-000"}))
    result = relance("plan", str(file), "--lang", "en")
    assert result.stdout.splitlines()[1:3] == ["Nothing to do.", "Writing now: no."]


def test_on_a_terminal_the_table_is_drawn(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    file = tmp_path / "case.json"
    file.write_text(json.dumps(CASE))
    screen = Terminal()
    monkeypatch.setattr(sys, "stdout", screen)
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("COLUMNS", "140")
    with pytest.raises(SystemExit):
        main(["plan", str(file), "--lang", "fr"])
    assert "\x1b[1m" in screen.getvalue()
    assert "Claire Dupont" in screen.getvalue()


def test_the_doctrines_side_by_side(tmp_path: Path) -> None:
    file = tmp_path / "case.json"
    file.write_text(json.dumps(CASE))
    answer = json.loads(relance("plan", str(file), "--json", "--compare").stdout)
    assert answer["id"] == "delmas"
    assert list(answer["playbooks"]) == [
        "consensus-fr",
        "el-harti-000",
        "english-speaking",
        "fed-legal-001",
        "pages-jaunes-002",
        "parking-004",
        "voix-003",
    ]
    assert answer["playbooks"]["voix-003"] == {key: value for key, value in ANSWER.items() if key != "id"}
    people = relance("plan", str(file), "--compare", "--lang", "en").stdout.splitlines()
    assert people[0] == "delmas"
    assert people[1].split() == ["What", *answer["playbooks"]]
    assert people[2].startswith("Send a LinkedIn request  —                     —")
    assert people[3].startswith("Follow up                Thu 2026-12-10 10:00  Wed 2026-12-09 10:00")
    stream = relance("plan", "-", "--compare", stdin=lines(CASE))
    assert json.loads(stream.stdout) == answer


def test_the_playbook_asked_for_wins() -> None:
    result = relance("plan", "-", "--playbook", "consensus-fr", stdin=lines(CASE))
    assert json.loads(result.stdout)["plan"][0]["due"] == "2026-12-10T10:00+01:00"
    result = relance("plan", "-", "--playbook", "voix-03", stdin=lines(CASE))
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == "--playbook: playbook: doctrine inconnue : «voix-03» ; vouliez-vous dire voix-003 ?\n"
    result = relance("plan", "-", stdin=lines({**CASE, "playbook": "voix"}))
    assert [problem["code"] for problem in json.loads(result.stdout)["problems"]] == ["unknown_playbook"]


def test_ones_own_playbooks(tmp_path: Path) -> None:
    folder = tmp_path / "playbooks"
    folder.mkdir()
    (folder / "mine.toml").write_text(
        'title = "À moi"\ninherits = "voix-003"\nmax_contacts = 2\n', encoding="utf-8"
    )
    case = lines({**CASE, "playbook": "mine"})
    for result in (
        relance("plan", "-", "--playbooks", str(folder), stdin=case),
        relance("plan", "-", stdin=case, env={"RELANCE_HOME": str(tmp_path)}),
    ):
        assert result.exit_code == 0
        answer = json.loads(result.stdout)
        assert [step["action"] for step in answer["plan"]] == ["followup1", "close_file"]
        assert answer["blocked"] == [{"action": "followup2", "because": ["H-01", "PL-15"]}]
    (folder / "mine.toml").write_text('inherits = "voix-003"\nmax_contact = 2\n', encoding="utf-8")
    result = relance("plan", "-", "--playbooks", str(folder), "--lang", "en", stdin=case)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == f"{folder}: mine: max_contact: unknown; did you mean max_contacts?\n"
    usual = relance("plan", "-", "--lang", "en", stdin=case + lines(CASE), env={"RELANCE_HOME": str(tmp_path)})
    answers = [json.loads(line) for line in usual.stdout.splitlines()]
    assert [problem["place"] for problem in answers[0]["problems"]] == ["mine: max_contact"]
    assert answers[1] == ANSWER
    asked = relance("plan", "-", "--playbook", "mine", stdin=case, env={"RELANCE_HOME": str(tmp_path)})
    assert asked.stderr == "--playbook: mine: max_contact: clé inconnue ; vouliez-vous dire max_contacts ?\n"
    (folder / "mine.toml").write_bytes(b"\xff")
    result = relance("plan", "-", "--playbooks", str(folder), stdin=case)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith(f"{folder}: fichier illisible")


def test_now_left_out_is_the_present(monkeypatch: pytest.MonkeyPatch) -> None:
    moment = 1_796_374_800.9  # 2026-12-04T10:00:00.9+01:00 … in UTC 09:00
    monkeypatch.setattr(time, "time", lambda: moment - 4 * 86400)
    case = {key: value for key, value in CASE.items() if key != "now"}
    early = json.loads(relance("plan", "-", stdin=lines(case)).stdout)
    assert [problem["code"] for problem in early["problems"]] == ["now_before_last_event"]
    monkeypatch.setattr(time, "time", lambda: moment)
    assert json.loads(relance("plan", "-", stdin=lines(case)).stdout) == ANSWER


def test_may_i_write_now(tmp_path: Path) -> None:
    file = tmp_path / "case.json"
    file.write_text(json.dumps(CASE))
    refused = relance("may-contact", str(file), "--lang", "en")
    assert refused.exit_code == 1
    assert refused.stdout.splitlines()[0] == "Writing now: no, not before Wed 2026-12-09 00:00."
    as_json = relance("may-contact", str(file), "--json")
    assert as_json.exit_code == 1
    assert json.loads(as_json.stdout) == {"id": "delmas", **ANSWER["guard"]}  # type: ignore[dict-item]
    file.write_text(json.dumps({**CASE, "now": "2026-12-09T08:00"}))
    allowed = relance("may-contact", str(file))
    assert (allowed.exit_code, allowed.stdout) == (0, "Écrire maintenant : oui.\n")
    file.write_text("{}")
    unusable = relance("may-contact", str(file), "--lang", "en")
    assert (unusable.exit_code, unusable.stderr) == (2, f"{file}: facts: missing\n")


def test_may_i_write_now_line_by_line() -> None:
    stdin = lines({**CASE, "now": "2026-12-09T08:00"}, CASE, {"id": "x"})
    result = relance("may-contact", "-", stdin=stdin)
    assert result.exit_code == 2
    answers = [json.loads(line) for line in result.stdout.splitlines()]
    assert answers[:2] == [
        {"id": "delmas", "allowed": True, "until": None, "because": []},
        {"id": "delmas", **ANSWER["guard"]},  # type: ignore[dict-item]
    ]
    assert [problem["place"] for problem in answers[2]["problems"]] == ["facts"]


@pytest.mark.parametrize(
    ("spoken", "told"), [("en_GB.UTF-8", "missing"), ("fr_FR", "il manque"), ("C", "il manque")]
)
def test_the_language_is_the_machines(spoken: str, told: str) -> None:
    result = relance("plan", "-", stdin="{}\n", env={"LANG": spoken})
    assert json.loads(result.stdout)["problems"][0]["say"].startswith(told)


@pytest.mark.parametrize("command", ["plan", "may-contact"])
def test_each_answer_leaves_before_the_next_question_comes(command: str) -> None:
    words = [sys.executable, "-m", "relance", command, "-"]
    with subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as running:
        assert running.stdin is not None
        assert running.stdout is not None
        for name in ("first", "second"):
            running.stdin.write(json.dumps({**CASE, "id": name}).encode() + b"\n")
            running.stdin.flush()
            assert select.select([running.stdout], [], [], 30)[0] == [running.stdout]
            assert json.loads(running.stdout.readline())["id"] == name


def test_a_mark_of_byte_order_before_the_first_line_is_passed_over() -> None:
    assert list(read_json_lines(io.BytesIO(b"\xef\xbb\xbf{}\n[]\n"))) == [({}, ()), ([], ())]


def test_what_a_merge_key_brings_may_be_overridden(tmp_path: Path) -> None:
    file = tmp_path / "case.yaml"
    file.write_text(
        f"playbook: voix-003\nnow: '2026-12-04T10:00'\nfacts: &facts\n  <<: {json.dumps(FACTS)}\n  round: 2\n",
    )
    assert relance("plan", str(file), "--json").exit_code == 0


def test_lines_are_read_as_they_come() -> None:
    taken: list[int] = []

    class Slow(io.BytesIO):
        def __next__(self) -> bytes:
            taken.append(len(taken))
            return super().__next__()

    answers = read_json_lines(Slow(b"1\n2\n3\n"))
    assert next(answers) == (1, ())
    assert taken == [0]


def test_a_file_must_be_named() -> None:
    assert isinstance(main, click.Group)
    assert relance("plan").exit_code == 2
