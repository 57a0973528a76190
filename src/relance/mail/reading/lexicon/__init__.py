"""The word lists, read when first needed and compiled once."""

import re
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

_MACRO = re.compile(r"\{([a-z]+)\}")


@dataclass(frozen=True, slots=True)
class Rule:
    """Words that speak for a kind: how strongly, and under which conditions (see kinds.txt)."""

    kind: str
    weight: float
    flags: str
    name: str
    pattern: re.Pattern[str]


@lru_cache(maxsize=8)
def rules(table: str) -> tuple[Rule, ...]:
    """The rules of one table, in the order they are written."""
    words: dict[str, str] = {}
    found: list[Rule] = []
    kind = ""
    text = files(__package__).joinpath(f"{table}.txt").read_text("utf-8")
    for raw in text.splitlines():
        line = raw.strip()
        if not line or line.startswith("#"):
            continue
        if line.startswith("["):
            kind = line.strip("[]")
        elif " := " in line:
            name, _, value = line.partition(" := ")
            words[name.strip()] = _expand(value.strip(), words)
        else:
            head, _, expression = line.partition(" | ")
            found.append(_rule(kind, head, _expand(expression.strip(), words)))
    return tuple(found)


def _expand(expression: str, words: dict[str, str]) -> str:
    return _MACRO.sub(lambda found: words[found[1]], expression)


def _rule(kind: str, head: str, expression: str) -> Rule:
    weight, *rest = head.split()
    name = rest[rest.index("=") + 1] if "=" in rest else ""
    flags = "".join(item for item in rest if item not in {"=", name})
    return Rule(kind, float(weight), flags, name, re.compile(expression))
