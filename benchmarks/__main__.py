"""All figures, one after the other: `make bench`, or `python -m benchmarks NAME…` for some of them.

Each benchmark is a module with a command line of its own and an exit status: 1 when a limit it states was passed.
Those that need a database run on SQLite and on PostgreSQL.
"""

import subprocess
import sys
from pathlib import Path

#: Name -> the words after `python -m`, and whether it runs on both databases.
FIGURES: dict[str, tuple[list[str], bool]] = {
    "plan": (["benchmarks.plan"], False),
    "check": (["benchmarks.check"], False),
    "hands": (["benchmarks.hands"], False),
    "reading": (["benchmarks.reading"], False),
    "matching": (["benchmarks.matching"], False),
    "questions": (["benchmarks.questions"], False),
    "drafts": (["benchmarks.drafts"], False),
    "fuzz-cases": (["benchmarks.fuzz_cases", "100000"], False),
    "fuzz-mail": (["benchmarks.fuzz_mail", "100000"], False),
    "fuzz-calendars": (["benchmarks.fuzz_calendars", "100000"], False),
    "due": (["benchmarks.due"], True),
    "pages": (["benchmarks.pages"], False),
    "desk": (["benchmarks.desk"], False),
    "browser": (["benchmarks.browser"], False),
    "lessons": (["benchmarks.lessons"], False),
    "memory": (["benchmarks.memory"], False),
    "mailbox": (["benchmarks.mailbox"], False),
    "fire": (["benchmarks.fire", "1000"], True),
}


def main(names: list[str]) -> int:
    """Run the figures named, or all. Exit status 1 when one of them passed its limit."""
    unknown = [name for name in names if name not in FIGURES]
    if unknown:
        print(f"unknown: {', '.join(unknown)}; there are {', '.join(FIGURES)}", file=sys.stderr)
        return 2
    failed = []
    for name in names or list(FIGURES):
        words, on_both = FIGURES[name]
        print(f"== {name}", flush=True)
        command = [sys.executable, "-m", *words]
        runs = [command]
        if on_both:
            runs.append([sys.executable, "-m", "tests.servers.postgres", "--", *command])
        failed += [name for run in runs if subprocess.run(run, check=False, cwd=ROOT).returncode]
    if failed:
        print(f"over the limit: {', '.join(failed)}")
    return 1 if failed else 0


ROOT = Path(__file__).parents[1]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
