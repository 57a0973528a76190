"""What a code says, in French and in English.

French is written in the tables of this room, English in `locale/en/LC_MESSAGES/relance.po`: standard gettext, the
domain `relance`, context `table.code`. The language is an argument: neither environment nor locale is asked.
"""

from collections.abc import Mapping
from functools import cache
from gettext import GNUTranslations
from importlib import resources

LANGUAGES = ("fr", "en")


class Sentences(dict[str, str]):
    """Code -> French sentence, with `str.format` places; `name` is what the catalogue calls the table."""

    def __init__(self, name: str, french: Mapping[str, str]) -> None:
        super().__init__(french)
        self.name = name


def say(table: Sentences, code: str, lang: str = "fr", params: Mapping[str, object] | None = None) -> str:
    """Sentence of `code` in `lang` («fr-CA» and «fr» alike; any other language than French is told in English).

    A parameter that was not given shows as its own name between braces: a sentence with a hole is better than none.
    """
    return sentence(table, code, lang).format_map(_Holes(params or {}))


def sentence(table: Sentences, code: str, lang: str = "fr") -> str:
    """The sentence of `code` as it is written, its places still open."""
    french = table[code]
    return french if lang.lower().startswith("fr") else _english().pgettext(f"{table.name}.{code}", french)


@cache
def _english() -> GNUTranslations:
    """The compiled catalogue, read when English is first spoken."""
    with resources.files("relance").joinpath("locale/en/LC_MESSAGES/relance.mo").open("rb") as compiled:
        return GNUTranslations(compiled)


class _Holes(dict[str, object]):
    """Parameters, where a missing one stands for itself."""

    def __missing__(self, key: str) -> str:
        return "{" + key + "}"
