# ruff: noqa: E501 -- a pattern is read whole, on its line
"""Ways of saying things, read from `patterns/*.toml` and matched on the flat text of a sentence.

The notation, over `Sentence.flat` (tokens parted by one space, no accents, no capitals):

- a pattern begins and ends on a token's edge; `%` is the rest of a token («remerci%»);
- `<name>` is a list of words from `words.toml`, `<3>` up to three tokens of any kind, marks left out;
- what `blank` matches is not read by that family;
- a family with `accents` is matched on the text with its accents;
- round brackets do not capture; the rest is the `re` module's.

A family is what one code (or one helper of it) needs: `find`, where a hit is a hit; `unless`, which undoes the hits of the
sentence it is found in, save when `despite` is found there too; `near`, words without which `find` is not looked for;
  `denies`, with which neither these patterns nor the learned opinion find the code; `together`, rules whose words
  (`all`) are found anywhere in one clause, and none of `none`.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from itertools import pairwise
from typing import Any

from relance.letters.checking.text import Sentence

_GAP = re.compile(r"<(\d+)>")
_MACRO = re.compile(r"(?<!\?P)<([a-z_]+)>")
_GROUP = re.compile(r"(?<!\\)\((?!\?)")
_FOLDER = "patterns"


@dataclass(frozen=True, slots=True)
class Family:
    """The patterns of one code in one language, compiled."""

    find: tuple[re.Pattern[str], ...]
    unless: re.Pattern[str] | None
    despite: re.Pattern[str] | None
    near: re.Pattern[str] | None
    quotes: bool
    accents: bool = False
    context: re.Pattern[str] | None = None
    blank: re.Pattern[str] | None = None
    together: tuple[tuple[tuple[re.Pattern[str], ...], re.Pattern[str] | None], ...] = ()
    denies: re.Pattern[str] | None = None

    def spans(self, sentence: Sentence) -> list[tuple[int, int]]:
        """Places in `sentence.flat`, the longest of those that overlap, in order."""
        flat = sentence.low if self.accents else sentence.flat
        if self.blank is not None:
            flat = self.blank.sub(lambda match: "·" * len(match.group()), flat)
        hits = list(self._together(flat))
        if self.near is None or self.near.search(flat):
            hits += [span for pattern in self.find for span in _hits(pattern, flat)]
        if not hits or self._undone(flat) or self.denied(sentence):
            return []
        if not self.quotes and sentence.quoted:
            hits = [
                hit for hit in hits if not any(start < hit[0] and hit[1] < end for start, end in sentence.quoted)
            ]
        return _merged(hits)

    def _together(self, flat: str) -> Iterator[tuple[int, int]]:
        """Where all the words of a rule are in one clause, and none of those that undo it."""
        if not self.together:
            return
        for start, end in _clauses(flat):
            for wanted, unwanted in self.together:
                found = [match for pattern in wanted if (match := pattern.search(flat, start, end))]
                if len(found) == len(wanted) and (unwanted is None or not unwanted.search(flat, start, end)):
                    yield min(match.start() for match in found), max(match.end() for match in found)

    def _undone(self, flat: str) -> bool:
        if self.context is not None and not self.context.search(flat):
            return True
        if self.unless is None or not self.unless.search(flat):
            return False
        return self.despite is None or not self.despite.search(flat)

    def denied(self, sentence: Sentence) -> bool:
        """Whether the sentence holds what undoes the family's hits: nothing else may find its code there."""
        return self.denies is not None and self.denies.search(sentence.flat) is not None

    def found(self, sentence: Sentence) -> bool:
        """Whether any hit stands."""
        return bool(self.spans(sentence))


_NOTHING = Family((), None, None, None, quotes=False)


def _hits(pattern: re.Pattern[str], flat: str) -> Iterator[tuple[int, int]]:
    for match in pattern.finditer(flat):
        if match.end() > match.start():
            yield match.span("hit") if "hit" in pattern.groupindex and match["hit"] else match.span()


def _merged(hits: list[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in sorted(hits):
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


_CUT = re.compile(r" (?:;|:|mais|but|\\(|\\)|—|–|- |or ,|however) ")


def _clauses(flat: str) -> list[tuple[int, int]]:
    """The stretches of a sentence between its stronger marks, each with its spaces."""
    cuts = [0, *(match.start() for match in _CUT.finditer(flat)), len(flat)]
    return [(start, min(end + 1, len(flat))) for start, end in pairwise(cuts) if end > start]


@cache
def family(name: str, language: str) -> Family:
    """The patterns called `name` in «fr» or «en»; none at all where the table has none."""
    table = _tables().get(language, {}).get(name)
    if table is None:
        return _NOTHING
    return Family(
        tuple(compiled(pattern, language) for pattern in table.get("find", ())),
        _either(table.get("unless", ()), language),
        _either(table.get("despite", ()), language),
        re.compile("|".join(table["near"])) if "near" in table else None,
        bool(table.get("quotes", False)),
        bool(table.get("accents", False)),
        _either(table.get("context", ()), language),
        _either(table.get("blank", ()), language),
        tuple(
            (tuple(compiled(one, language) for one in rule["all"]), _either(rule.get("none", ()), language))
            for rule in table.get("together", ())
        ),
        _either(table.get("denies", ()), language),
    )


def compiled(pattern: str, language: str) -> re.Pattern[str]:
    """One pattern in the notation above, ready to search."""
    return re.compile(f"(?<= )(?:{_expand(pattern, language)})(?= )")


def _either(patterns: list[str], language: str) -> re.Pattern[str] | None:
    if not patterns:
        return None
    return re.compile("(?<= )(?:" + "|".join(_expand(one, language) for one in patterns) + ")(?= )")


def _expand(pattern: str, language: str) -> str:
    words = _words(language)
    while match := _MACRO.search(pattern):
        pattern = pattern[: match.start()] + "(" + words[match[1]] + ")" + pattern[match.end() :]
    pattern = _GAP.sub(r"(?: [^ .!?;]+){0,\1}?", pattern)
    return _GROUP.sub("(?:", pattern).replace("%", "[^ ]*")


@cache
def _words(language: str) -> Mapping[str, str]:
    words: dict[str, str] = _read("words.toml")[language]
    return words


@cache
def _tables() -> Mapping[str, Mapping[str, Any]]:
    """Language -> family -> its table, from every file of the folder."""
    tables: dict[str, dict[str, Any]] = {"fr": {}, "en": {}}
    for entry in sorted(item.name for item in resources.files(__package__).joinpath(_FOLDER).iterdir()):
        if entry.endswith(".toml") and entry != "words.toml":
            for language, families in _read(entry).items():
                for name, table in families.items():
                    _add(tables[language].setdefault(name, {}), table)
    return tables


def _add(table: dict[str, Any], more: Mapping[str, Any]) -> None:
    """Several files may add to one family."""
    for key, value in more.items():
        table[key] = [*table[key], *value] if key in table and isinstance(value, list) else value


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads(resources.files(__package__).joinpath(_FOLDER, name).read_text(encoding="utf-8"))
