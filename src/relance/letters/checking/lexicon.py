"""Lists of words that ship with the checker (`lists/*.toml`), read when first needed."""

import tomllib
from functools import cache
from importlib import resources
from typing import Any


@cache
def words(name: str) -> Any:
    """A list of folded words as a frozenset, or a table of them, by its name in the lists."""
    value = _lists()[name]
    if isinstance(value, str):
        return frozenset(value.split())
    if isinstance(value, list):
        return frozenset(value)
    return {key: frozenset(line.split()) for key, line in value.items()}


@cache
def _lists() -> dict[str, Any]:
    lists: dict[str, Any] = {}
    for entry in resources.files(__package__).joinpath("lists").iterdir():
        if entry.name.endswith(".toml"):
            lists.update(tomllib.loads(entry.read_text(encoding="utf-8")))
    return lists
