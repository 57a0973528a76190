"""A page ready to compile, and the words on it made fit for paper."""

import json
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import TypeAlias

Words: TypeAlias = "str | bool | list[Words] | dict[str, Words]"

# Pictures, and the marks that only colour or join them: no text font has them, and a card shows none.
_PICTURES = re.compile("[\U0001f000-\U0001faff\U000e0000-\U000e007f\ufe00-\ufe0f\u20e3]")
_KEPT_FORMATS = "\N{SOFT HYPHEN}\N{ZERO WIDTH NON-JOINER}\N{ZERO WIDTH JOINER}"
# A word without any place to break would leave the page.
_ENDLESS = re.compile(r"(\S{28})(?=\S{8})")


@dataclass(frozen=True, slots=True)
class Printable:
    """A page: `template` in typst, `words` the JSON it shows as `sys.inputs.words`.

    `far_scripts` when letters stand on it that the fonts shipped with the compiler lack (Arabic, Chinese…): those
    of the machine may then help.
    """

    template: str
    words: str
    far_scripts: bool


def printable(template: str, words: Mapping[str, Words]) -> Printable:
    """The page of `template` (a file of this folder) with these words."""
    fit = _fit(dict(words))
    text = json.dumps(fit, ensure_ascii=False)
    return Printable(_source(template), text, any(_far(letter) for letter in text))


def on_paper(text: str) -> str:
    """The words as paper can show them: no picture, no control character, no word wider than the page."""
    kept = _PICTURES.sub("", unicodedata.normalize("NFC", text).replace("\r\n", "\n"))
    kept = "".join(letter for letter in kept if _shown(letter))
    return _ENDLESS.sub("\\1\N{ZERO WIDTH SPACE}", kept)


def paragraphs(text: str) -> list[Words]:
    """Paragraphs, each a list of lines, without empty ones."""
    found = re.split(r"\n\s*\n", on_paper(text).strip())
    return [[line.strip() for line in part.split("\n") if line.strip()] for part in found if part.strip()]


def _fit(words: Words) -> Words:
    match words:
        case str():
            return on_paper(words)
        case list():
            return [_fit(one) for one in words]
        case dict():
            return {name: _fit(one) for name, one in words.items()}
        case _:
            return words


def _shown(letter: str) -> bool:
    if letter == "\n":
        return True
    kind = unicodedata.category(letter)
    return letter in _KEPT_FORMATS or kind not in {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}


def _far(letter: str) -> bool:
    return "\u0530" <= letter < "\u1e00" or "\u2e80" <= letter < "\ufb00" or letter >= "\ufb07"


@cache
def _source(template: str) -> str:
    return resources.files(__package__).joinpath(f"{template}.typ").read_text(encoding="utf-8")
