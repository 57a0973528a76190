"""The words and patterns notes are read with: data beside this module, one TOML file a language, read once."""

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Any


@cache
def _data(lang: str) -> Mapping[str, Any]:
    source = resources.files(__package__).joinpath("wordings", f"notes_{lang}.toml")
    return tomllib.loads(source.read_text(encoding="utf-8"))


@cache
def words(lang: str, name: str) -> frozenset[str]:
    """A list of words."""
    return frozenset(_data(lang)["words"][name].split())


def pairs(lang: str, name: str) -> Mapping[str, str]:
    """A table of words and what stands for them."""
    table: Mapping[str, str] = _data(lang)[name]
    return table


@cache
def pattern(lang: str, name: str) -> re.Pattern[str]:
    """One pattern, in which @NAME stands for the pattern of that name; case does not matter."""
    return re.compile(_expanded(lang, _data(lang)["patterns"][name]), re.IGNORECASE)


@cache
def openings(lang: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    """What users write before the point itself, each with the shape of what follows: «clause», «de» or «np»."""
    return tuple(
        (re.compile(_expanded(lang, source), re.IGNORECASE), kind) for kind, source in _data(lang)["openings"]
    )


def _expanded(lang: str, source: str) -> str:
    macros: Mapping[str, str] = _data(lang)["macros"]
    for name, value in macros.items():
        source = source.replace(f"@{name}", f"(?:{value})")
    return source
