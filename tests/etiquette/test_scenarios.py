"""The worked cases of the doctrine, exact to the minute, and one example a rule."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from relance.etiquette import Action, Case, Plan, load_playbook, may_contact, plan, read_case
from relance.etiquette.plain import moment, plan_values, verdict_values

HERE = Path(__file__).parent
SCENARIOS = yaml.safe_load((HERE / "scenarios.yaml").read_text(encoding="utf-8"))["scenarios"]
_FILE = yaml.safe_load((HERE / "examples.yaml").read_text(encoding="utf-8"))
EXAMPLES = _FILE["examples"]


def read(raw: dict[str, Any]) -> tuple[Case, Plan]:
    case, problems = read_case(raw)
    assert problems == ()
    assert case is not None
    assert case.now is not None
    return case, plan(case.facts, load_playbook(case.playbook or "consensus-fr"), case.now)


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda scenario: scenario["id"])
def test_worked_case(scenario: dict[str, Any]) -> None:
    _, drawn = read(scenario)
    values, expected = plan_values(drawn, scenario["id"]), scenario["expect"]
    assert values["id"] == scenario["id"]
    assert values["state"] == expected["state"]
    assert [_step(step) for step in values["plan"]] == [_step(step) for step in expected["plan"]]
    assert [step["action"] for step in values["blocked"]] == [step["action"] for step in expected["blocked"]]
    for got, least in zip(values["plan"] + values["blocked"], expected["plan"] + expected["blocked"], strict=True):
        assert set(least["because"]) - set(got["because"]) == set()
    if "guard" in expected:
        assert values["guard"]["allowed"] is expected["guard"]["allowed"]
        assert list(values["guard"]["because"]) == expected["guard"]["because"]


def _step(step: dict[str, Any]) -> tuple[Any, ...]:
    to, flags = tuple(step["to"]), tuple(step.get("flags", ()))
    return step["action"], step["channel"], to, step["due"], step.get("latest"), flags


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: f"{example['rule']}: {example['title']}")
def test_example_of_a_rule(example: dict[str, Any]) -> None:
    base = _FILE["base"]
    facts = {**base["facts"], **example.get("facts", {})}
    case, drawn = read({**base, **{k: example[k] for k in ("playbook", "now") if k in example}, "facts": facts})
    lines = [_line(action) for action in drawn.actions]
    if "steps" in example:
        assert lines == example["steps"]
        assert {b.action: list(b.because) for b in drawn.blocked} == example.get("blocked", {})
    elif "only" in example:
        told = {line.split()[0] for line in example["only"]}
        assert [line for line in lines if line.split()[0] in told] == example["only"]
        assert {b.action: list(b.because) for b in drawn.blocked if b.action in example.get("blocked", {})} == (
            example.get("blocked", {})
        )
    because = {action.action: action.because for action in drawn.actions}
    for action, least in example.get("because", {}).items():
        assert set(least) - set(because[action]) == set()
    assert drawn.state == example.get("state", drawn.state)
    if "guard" in example:
        assert case.now is not None
        assert drawn.guard == may_contact(case.facts, load_playbook(case.playbook or ""), case.now)
        assert _guard(verdict_values(drawn.guard)) == _guard_told(example["guard"])


def _line(action: Action) -> str:
    line = f"{action.action} {action.channel} {','.join(action.to)} {moment(action.due)}"
    if action.latest is not None:
        line += f" <= {moment(action.latest)}"
    return line + (f" ! {' '.join(action.flags)}" if action.flags else "")


def _guard(values: dict[str, Any]) -> dict[str, Any]:
    return {**values, "because": list(values["because"])}


def _guard_told(told: Any) -> dict[str, Any]:
    if told == "allowed":
        return {"allowed": True, "until": None, "because": []}
    return {"allowed": False, "until": told.get("until"), "because": told["because"]}
