"""Mutate case files: no traceback, no hang, a problem with a place for each refusal.

python -m benchmarks.fuzz_cases [COUNT]
"""

import copy
import json
import random
import sys
import time
from pathlib import Path
from typing import Any

import yaml

from relance.etiquette import load_playbook, may_contact, plan, playbook_ids, read_case
from relance.wording.problems import say_problem

SLOWEST_SECONDS = 2.0
SCENARIOS = Path(__file__).parents[1] / "tests" / "etiquette" / "scenarios.yaml"
JUNK: list[Any] = [
    None,
    "",
    " ",
    "x" * 10_000,
    0,
    -1,
    10**30,
    1.5,
    float("nan"),
    True,
    [],
    {},
    [None],
    {"a": {"b": []}},
    "2026-02-30",
    "0001-01-01T00:00",
    "9999-12-31T23:59",
    "2026-11-24T10:00+99:00",
    "Europe/Nowhere",
    "FR-ZZ",
    "\x00",
    "🙂",
    "date",
    "days",
    "rejection",
]


def main(count: int = 100_000, seed: int = 7) -> int:
    """Mutate `count` cases. Exit status 1 at the first traceback, hang or problem without a place."""
    draw = random.Random(seed)  # noqa: S311 - chance, not secrecy
    cases = [{key: one[key] for key in ("playbook", "now", "facts")} for one in _scenarios()]
    playbooks = [load_playbook(name) for name in playbook_ids()]
    refused = planned = 0
    slowest = 0.0
    for _ in range(count):
        case = mutated(copy.deepcopy(draw.choice(cases)), draw)
        start = time.perf_counter()
        read, problems = read_case(case)
        if read is None:
            refused += 1
            if not problems or not all(problem.place and say_problem(problem) for problem in problems):
                print(f"refused without a place: {json.dumps(case, default=str)[:500]}")
                return 1
        elif read.now is not None:
            planned += 1
            playbook = draw.choice(playbooks)
            plan(read.facts, playbook, read.now)
            may_contact(read.facts, playbook, read.now)
        lapse = time.perf_counter() - start
        if lapse > SLOWEST_SECONDS:
            print(f"{lapse:.1f} s: {json.dumps(case, default=str)[:700]}")
        slowest = max(slowest, lapse)
    print(f"{count:,} case files: {planned:,} planned, {refused:,} refused; slowest {slowest * 1e3:.0f} ms")
    return 1 if slowest > SLOWEST_SECONDS else 0


def mutated(case: dict[str, Any], draw: random.Random) -> Any:
    """One to four mutations: a value replaced, a key gone or misspelt, a list grown, or the whole thrown away."""
    if draw.random() < 0.01:
        return draw.choice(JUNK)
    for _ in range(draw.randint(1, 4)):
        place = draw.choice(list(places(case)))
        holder, key = place
        match draw.randrange(4):
            case 0 | 1:
                holder[key] = copy.deepcopy(draw.choice(JUNK))
            case 2 if isinstance(holder, dict):
                holder[f"{key}s"] = holder.pop(key)
            case 2:
                holder.append(copy.deepcopy(holder[key]))
            case _:
                del holder[key]
        if not list(places(case)):
            break
    return case


def places(value: Any) -> list[tuple[Any, Any]]:
    """Every holder and key in a nest of dicts and lists."""
    found: list[tuple[Any, Any]] = []
    keys = list(value) if isinstance(value, dict) else range(len(value)) if isinstance(value, list) else ()
    for key in keys:
        found.append((value, key))
        found += places(value[key])
    return found


def _scenarios() -> list[dict[str, Any]]:
    loaded: dict[str, Any] = yaml.safe_load(SCENARIOS.read_text(encoding="utf-8"))
    scenarios: list[dict[str, Any]] = loaded["scenarios"]
    return scenarios


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000))
