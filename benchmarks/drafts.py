"""Every purpose for every invented case, in every locale of its language, several wordings of each.

    python -m benchmarks.drafts [WORDINGS]

Counts what the checker finds (errors and warnings), what Grammalecte finds where it is installed, how alike two
letters of a panel are, and how long a draft takes.
"""

import importlib
import sys
import time
from collections import Counter
from collections.abc import Iterator
from difflib import SequenceMatcher
from itertools import combinations
from statistics import median
from typing import Any

from relance.etiquette.facts import Facts, Person
from relance.letters.checking import check, read_message
from relance.letters.drafting import ACTIONS, LOCALES, Draft, as_message, draft
from tests.letters.drafting.invented import ENGLISH, FRENCH, leaves, situation

DRAFT_MS = 5.0
ALIKE = 0.65
# Taste rather than grammar: «1er» with its letters raised, a no-break space where Québec puts none, and the
# names of an organisation taken for words.
TASTE = ("ordinaux", "nbsp", "num_grand_nombre")
DEBIAN = "/usr/lib/python3/dist-packages"


def main(wordings: int) -> int:
    """Draft them all; exit status 1 over a limit."""
    found: Counter[str] = Counter()
    took: list[float] = []
    grammar = _grammar()
    panels: dict[tuple[str, str, int], list[str]] = {}
    read: set[str] = set()
    for case, facts, action, person, locale, turn in _every(wordings):
        start = time.process_time()
        on = leaves(facts, action)
        written = draft(facts, action, person.id, locale=locale, variant=turn, sent_on=on, allow_plain=True)
        took.append((time.process_time() - start) * 1000)
        if not isinstance(written, Draft):
            raise TypeError(written.question)
        message, _ = read_message(as_message(facts, action, person, written, sent_on=on, competing_offer="inform"))
        if message is not None:
            found.update(
                f"{one.severity} {one.code} ({action})" for one in check(message) if one.severity != "info"
            )
        if action == "thanks":
            panels.setdefault((case, locale, turn), []).append(written.body)
        if grammar and locale.startswith("fr"):
            found.update(_faults(grammar, written, read))
    pairs = [pair for bodies in panels.values() for pair in combinations(bodies, 2)]
    alike = [SequenceMatcher(None, one, other, autojunk=False).ratio() for one, other in pairs]
    took.sort()
    slow = took[int(len(took) * 0.99)]
    print(f"{len(took)} drafts, {median(took):.2f} ms each, 99 in 100 under {slow:.2f} ms (limit {DRAFT_MS})")
    print(f"{len(read)} French lines read by Grammalecte" if grammar else "Grammalecte is not installed")
    print(
        f"{len(alike)} pairs within a panel: alike by {median(alike):.2f}, at most {max(alike):.2f} (limit {ALIKE})"
    )
    for what, times in found.most_common():
        print(f"{times:6} {what}")
    return 1 if slow > DRAFT_MS or max(alike) > ALIKE or any(what.startswith("error") for what in found) else 0


def _every(wordings: int) -> Iterator[tuple[str, Facts, str, Person, str, int]]:
    for case, bare in {**FRENCH, **ENGLISH}.items():
        lang = "fr" if case in FRENCH else "en"
        for action in ACTIONS:
            facts = situation(bare, action)
            people = facts.people if action == "thanks" else (facts.main_contact,)
            for locale in (locale for locale in LOCALES if locale.startswith(lang)):
                for turn in range(wordings):
                    yield from ((case, facts, action, person, locale, turn) for person in people)


def _grammar() -> Any:
    sys.path.append(DEBIAN)
    try:
        return importlib.import_module("grammalecte").GrammarChecker("fr")
    except ImportError:
        return None
    finally:
        sys.path.remove(DEBIAN)


def _faults(grammar: Any, written: Draft, read: set[str]) -> Iterator[str]:
    """Faults of grammar in lines not read before; words it does not know are names here."""
    for line in written.body.split("\n"):
        if line and line not in read:
            read.add(line)
            faults, _ = grammar.getParagraphErrors(line)
            for fault in faults:
                if not any(taste in fault["sRuleId"] for taste in TASTE):
                    yield f"grammalecte {fault['sRuleId']}: «{line[fault['nStart'] : fault['nEnd']]}» in «{line}»"


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 2))
