"""The word lists, read when first needed and compiled once.

Two forms, one file a table. `NAME := expression` names an expression, on lines of its own when it is long (they are
joined without a space); {NAME} stands for it further down. In kinds.txt, «weight flags | expression» is a rule.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

_MACRO = re.compile(r"\{([A-Za-z_]{2,})\}")


@dataclass(frozen=True, slots=True)
class Rule:
    """Words that speak for a kind: how strongly, and under which conditions (see kinds.txt)."""

    kind: str
    weight: float
    flags: str
    name: str
    pattern: re.Pattern[str]


@lru_cache(maxsize=32)
def _lines(table: str) -> tuple[str, ...]:
    """The entries of a table, each joined into one line."""
    found: list[str] = []
    for raw in files(__package__).joinpath(f"{table}.txt").read_text("utf-8").splitlines():
        if not raw.strip() or raw.startswith("#"):
            continue
        if raw.startswith("    ") and found:
            # A list of words needs its spaces; an expression is glued where it was cut.
            glue = " " if re.match(r"[\w.'-]+ [\w.'-]+ [\w.' -]+\Z", raw.strip()) else ""
            found[-1] += glue + raw.strip()
        else:
            found.append(raw.rstrip())
    return tuple(found)


def expressions(table: str, given: Mapping[str, str] | None = None) -> dict[str, str]:
    """The named expressions of a table, expanded with each other and with the `given` ones."""
    words: dict[str, str] = dict(given or {})
    for line in _lines(table):
        name, sign, value = line.partition(" :=")
        if sign:
            words[name.strip()] = _expand(value.strip(), words)
    return words


def pattern(table: str, name: str) -> re.Pattern[str]:
    """One named expression, compiled."""
    return re.compile(_expressions(table)[name])


@lru_cache(maxsize=32)
def _expressions(table: str) -> dict[str, str]:
    return expressions(table)


def words_of(table: str, name: str) -> frozenset[str]:
    """The words of an entry that is a plain list of words."""
    return frozenset(_expressions(table)[name].split())


def lists_of(table: str) -> dict[str, tuple[str, ...]]:
    """The expressions between commas of each entry."""
    lists: dict[str, list[str]] = {}
    name = ""
    for raw in files(__package__).joinpath(f"{table}.txt").read_text("utf-8").splitlines():
        if raw.startswith("#"):
            continue
        head, sign, value = raw.partition(" :=")
        name = head.strip() if sign else name
        if name:
            lists.setdefault(name, []).extend(one.strip() for one in (value if sign else raw).split(","))
    return {key: tuple(one for one in found if one) for key, found in lists.items()}


@lru_cache(maxsize=8)
def rules(table: str) -> tuple[Rule, ...]:
    """The rules of one table, in the order they are written."""
    return tuple(_rules(table))


def _rules(table: str) -> Iterator[Rule]:
    words = expressions(table)
    kind = ""
    for line in _lines(table):
        if line.startswith("["):
            kind = line.strip("[]")
        elif " := " not in line:
            head, _, expression = line.partition(" | ")
            yield _rule(kind, head, _expand(expression.strip(), words))


def _expand(expression: str, words: dict[str, str]) -> str:
    return _MACRO.sub(lambda found: words[found[1]], expression)


def _rule(kind: str, head: str, expression: str) -> Rule:
    weight, *rest = head.split()
    name = rest[rest.index("=") + 1] if "=" in rest else ""
    flags = "".join(item for item in rest if item not in {"=", name})
    return Rule(kind, float(weight), flags, name, re.compile(expression))
