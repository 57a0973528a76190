"""The word lists of the grammar: data beside this module, read once."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources


@cache
def _lists() -> Mapping[str, tuple[str, ...]]:
    source = resources.files(__package__).joinpath("lexis.toml").read_text(encoding="utf-8")
    return {name: tuple(listed.split()) for name, listed in tomllib.loads(source).items()}


def ordered(name: str) -> tuple[str, ...]:
    """One list of the lexis in its order («months_fr»)."""
    return _lists()[name]


@cache
def words(name: str) -> frozenset[str]:
    """One list of the lexis as a set («masculine», «aspirated», …)."""
    return frozenset(_lists()[name])
