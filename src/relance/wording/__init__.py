"""What a code says, in French and in English."""

from collections.abc import Mapping
from typing import TypeAlias

# Code -> language («fr», «en») -> sentence, with `str.format` places for the parameters.
Sentences: TypeAlias = Mapping[str, Mapping[str, str]]

LANGUAGES = ("fr", "en")


def say(table: Sentences, code: str, lang: str = "fr", params: Mapping[str, object] | None = None) -> str:
    """Sentence of `code` in `lang` («fr-CA» and «fr» alike; any other language than French is told in English).

    A parameter that was not given shows as its own name between braces: a sentence with a hole is better than none.
    """
    pair = table[code]
    return pair["fr" if lang.lower().startswith("fr") else "en"].format_map(_Holes(params or {}))


class _Holes(dict[str, object]):
    """Parameters, where a missing one stands for itself."""

    def __missing__(self, key: str) -> str:
        return "{" + key + "}"
