"""`relance plan -` on mixed cases: plans a second on one core, growth with the number of cases, memory.

    python -m benchmarks.plan [CASES]

Reading and printing are counted; the start of the program too.
"""

import json
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

COST_GROWTH = 1.3
MEMORY_GROWTH = 1.2
PLAYBOOKS = (
    "consensus-fr",
    "el-harti-000",
    "fed-legal-001",
    "pages-jaunes-002",
    "voix-003",
    "parking-004",
    "english-speaking",
)
PLACES = (
    ("FR", "Europe/Paris"),
    ("BE", "Europe/Brussels"),
    ("CA-QC", "America/Toronto"),
    ("MA", "Africa/Casablanca"),
    ("GB-ENG", "Europe/London"),
    ("US", "America/New_York"),
    ("CH", "Europe/Zurich"),
)
NAMES = ("Claire Dupont", "Karim Alaoui", "Anne Peeters", "Jean Tremblay", "Sofia Rossi")


def cases(count: int) -> Iterator[dict[str, Any]]:
    """Invented cases, the same each time: all playbooks, regions, promises, replies and stages."""
    draw = random.Random(20261121)  # noqa: S311  (an example, not a secret)
    for i in range(count):
        yield _case(draw, i)


def _case(draw: random.Random, i: int) -> dict[str, Any]:
    region, tz = PLACES[draw.randrange(len(PLACES))]
    start = datetime(2026, 1, 5, draw.randrange(8, 18)) + timedelta(days=draw.randrange(600))  # noqa: DTZ001
    end = start + timedelta(minutes=draw.choice((30, 45, 60, 90)))
    now = end + timedelta(minutes=draw.choice((0, 30, 600, 2000, 6000, 20000, 40000)))
    people = [_person(draw, n) for n in range(draw.choice((1, 1, 2, 3)))]
    people[0]["main_contact"] = True
    facts: dict[str, Any] = {
        "region": region,
        "tz": tz,
        "candidate": {"name": "Samira Benali", "gender": "f"},
        "organisation": "Cabinet Delmas",
        "role": "Juriste droit social",
        "interview": {"start": _iso(start), "end": _iso(end), "mode": draw.choice(("onsite", "video"))},
        "people": people,
        "process_length": draw.choice(("short", "unknown", "long")),
        "promise": _promise(draw, end.date()),
        "events": _events(draw, end, now),
    }
    if draw.random() < 0.3:
        facts["debrief"] = {
            "felt": draw.randrange(1, 6),
            "points_missed": ["le télétravail"],
            "job_info": ["équipe de six personnes", "deux sites"],
            "brakes": [{"text": "l’anglais", "answer": "un an à Dublin"}],
        }
    return {"id": f"case-{i}", "playbook": PLAYBOOKS[i % len(PLAYBOOKS)], "now": _iso(now), "facts": facts}


def _person(draw: random.Random, n: int) -> dict[str, Any]:
    name = NAMES[draw.randrange(len(NAMES))]
    return {
        "id": f"p{n}",
        "name": name,
        "civility": "Mme",
        "title": "DRH",
        "role": "hr",
        "email": f"p{n}@example.org" if n == 0 or draw.random() < 0.8 else False,
        "interviewed": n == 0 or draw.random() < 0.9,
    }


def _promise(draw: random.Random, day: date) -> dict[str, Any] | None:
    return draw.choice(
        (
            None,
            None,
            {"kind": "vague"},
            {"kind": "end_of_week"},
            {"kind": "days", "n": draw.randrange(2, 15), "unit": draw.choice(("calendar", "working"))},
            {"kind": "date", "date": (day + timedelta(days=draw.randrange(3, 20))).isoformat(), "said": "le 4"},
        )
    )


def _events(draw: random.Random, end: datetime, now: datetime) -> list[dict[str, Any]]:
    events: list[tuple[dict[str, Any], int]] = [
        ({"type": "done", "action": "debrief"}, 20),
        ({"type": "done", "action": "thanks", "to": ["p0"]}, 1200),
        ({"type": "reply", "kind": "ack"}, 1500),
        ({"type": "reply", "kind": "delay", "promise": {"kind": "days", "n": 6}}, 5000),
        ({"type": "done", "action": "followup1"}, 15000),
        ({"type": "reply", "kind": draw.choice(("offer", "rejection", "second_interview"))}, 19000),
    ]
    kept = []
    for event, minutes in events:
        at = end + timedelta(minutes=minutes)
        if at <= now and draw.random() < 0.7:
            kept.append({**event, "at": _iso(at)})
    return kept


def _iso(when: datetime) -> str:
    return when.isoformat(timespec="minutes")


def measure(lines: Path, count: int) -> tuple[float, float, float]:
    """Seconds by the clock, seconds of processor, and peak megabytes of one run."""
    program = (
        "import resource, sys\n"
        "sys.argv = ['relance', 'plan', '-']\n"
        "from relance.cli import main\n"
        "try:\n    main()\n"
        "finally:\n"
        "    used = resource.getrusage(resource.RUSAGE_SELF)\n"
        "    print(used.ru_utime + used.ru_stime, used.ru_maxrss, file=sys.stderr)\n"
    )
    start = time.perf_counter()
    with lines.open("rb") as stdin:
        run = subprocess.run([sys.executable, "-c", program], stdin=stdin, capture_output=True, check=False)
    seconds = time.perf_counter() - start
    assert run.returncode == 0, run.stderr[-2000:]
    assert run.stdout.count(b"\n") == count
    assert b'"problems"' not in run.stdout
    processor, kilobytes = run.stderr.split()[-2:]
    return seconds, float(processor), int(kilobytes) / 1024


def main(counts: tuple[int, ...] = (1_000, 20_000, 100_000)) -> int:
    """Print the figures. Exit status 1 when the cost of a case, or memory, grows with their number."""
    costs, peaks = [], []
    with tempfile.TemporaryDirectory() as folder:
        for count in counts:
            lines = Path(folder, f"{count}.jsonl")
            with lines.open("w", encoding="utf-8") as file:
                file.writelines(json.dumps(case, ensure_ascii=False) + "\n" for case in cases(count))
            seconds, processor, megabytes = measure(lines, count)
            speed = f"{count / seconds:6.0f} plans/s  {count / processor:6.0f} a second of processor"
            print(f"{count:>8} cases  {seconds:6.2f} s  {speed}  {megabytes:4.0f} MB", flush=True)
            costs.append(processor / count)
            peaks.append(megabytes)
    growth, memory = costs[-1] / costs[-2 if len(costs) > 1 else -1], peaks[-1] / peaks[0]
    print(f"cost of a case x {growth:.2f}, memory x {memory:.2f} (limits {COST_GROWTH}, {MEMORY_GROWTH})")
    return 1 if growth > COST_GROWTH or memory > MEMORY_GROWTH else 0


if __name__ == "__main__":
    sys.exit(main((int(sys.argv[1]),)) if len(sys.argv) > 1 else main())
