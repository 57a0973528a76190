"""How well awkward questions are gathered: precision and recall on both halves of the labelled pairs.

    python -m benchmarks.questions     # exit status 1 under 0.9 precision or 0.75 recall on the report half

The grouping is tuned on the working half only; of the report half nothing is printed but its figures.
"""

import sys
import time
from pathlib import Path
from typing import Any

import yaml

from relance.etiquette.lessons import gather, is_same

PAIRS = Path(__file__).parent.parent / "tests/etiquette/lessons/pairs"
PRECISION, RECALL = 0.9, 0.75


def measure(half: str) -> tuple[float, float, int, int]:
    """Precision, recall, wrongly put together, wrongly kept apart."""
    pairs: dict[str, list[list[str]]] = dict(_read(half))
    found = sum(is_same(*pair) for pair in pairs["same"])
    false = sum(is_same(*pair) for pair in pairs["different"])
    return found / max(found + false, 1), found / len(pairs["same"]), false, len(pairs["same"]) - found


def main() -> int:
    """Print the figures of both halves, and the time to gather a thousand questions never seen."""
    for half in ("working", "report"):
        precision, recall, false, missed = measure(half)
        print(f"{half:8} precision {precision:.3f}  recall {recall:.3f}  wrongly one {false}  wrongly two {missed}")
    texts = [f"{pair[0]} {number}" for number in range(10) for pair in dict(_read("working"))["different"] * 2]
    begun = time.perf_counter()
    gather(texts)
    print(f"{len(texts)} questions gathered in {1000 * (time.perf_counter() - begun):.0f} ms")
    precision, recall, _, _ = measure("report")
    return 0 if precision >= PRECISION and recall >= RECALL else 1


def _read(half: str) -> Any:
    return yaml.safe_load((PAIRS / f"{half}.yaml").read_text("utf-8"))


if __name__ == "__main__":
    sys.exit(main())
