"""Is this meeting a job interview? Words weighed, the ones that decided shown; and which round it is.

«Entretien» alone is an interview, «entretien de la chaudière» and «entretien annuel» are not: a negative phrase
that covers a word takes the word's own weight away with it.
"""

import re
import tomllib
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

_MAX_TEXT = 6_000
_SOFT = -7
_ROUND_WORDS = {
    "premier": 1, "premiere": 1, "first": 1, "initial": 1, "deuxieme": 2, "second": 2, "seconde": 2, "troisieme": 3,
    "third": 3, "quatrieme": 4, "fourth": 4,
}  # fmt: skip
_MEETING = (
    r"(?:entretien|entrevue|interview|echange|rencontre|rdv|rendez-vous|round|tour|etape|stage|call|visio|appel|"
    r"rh|technique|technical|phone|telephonique|screen)"
)
_ROUND = re.compile(
    rf"\b(?P<word>{'|'.join(_ROUND_WORDS)})s? (?:\w+ )?{_MEETING}"
    rf"|\b(?P<number>[1-6])(?:er|ere|re|e|eme|nd|st|rd|th|d)? ?(?:\w+ )?{_MEETING}"
    r"|\b(?:round|tour|etape|stage|interview|entretien|entrevue|step)s? ?(?:n[o°]? ?|# ?)?(?P<after>[1-6])\b"
    r"(?! ?(?:h|/|min|p\.?m|a\.?m)|:\d)"
)


@dataclass(frozen=True, slots=True)
class Verdict:
    """Points reached, and the words of the invitation that gave or took them, heaviest first."""

    score: int
    because: tuple[str, ...] = ()
    is_interview: bool = False


@dataclass(frozen=True, slots=True)
class _Scale:
    any_of: re.Pattern[str]
    weighed: tuple[tuple[int, re.Pattern[str]], ...]


def fold(text: str) -> str:
    """Lower case, accents off, apostrophes and spaces made plain: what patterns are written against."""
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text.replace("’", "'").replace("œ", "oe"))
        text = re.sub("[\u0300-\u036f]", "", text)
    return re.sub(r"[\s_]+", " ", text.lower())


def judge(title: str, text: str = "", addresses: Iterable[str] = (), *, malus: int = 0) -> Verdict:
    """Weigh a summary, the words under it, and who invites; `malus` is taken off for what words do not tell."""
    found = [*_weigh("title", title[:500]), *_halved(_weigh("text", text[:_MAX_TEXT]))]
    for address in addresses:
        found += _weigh("address", address[:200])
    if not any(weight > 2 for weight, _ in found):
        found += [(_SOFT, word) for word in _soft_words(fold(title[:500]))]
    score = sum(weight for weight, _ in found) - malus
    found.sort(key=lambda pair: -abs(pair[0]))
    because = tuple(dict.fromkeys(word for weight, word in found if weight))[:8]
    threshold = int(_table()["threshold"])
    # Words of the address and of small talk («call», «rdv») do not make an interview by themselves.
    enough = any(weight >= 2 for weight, _ in found)
    return Verdict(score, because, score >= threshold and enough)


def round_of(title: str, text: str = "") -> int | None:
    """The round the words announce («2e entretien», «final» tells no number), or None."""
    for words in (fold(title[:500]), fold(text[:2_000])):
        found = _ROUND.search(words)
        if found is not None:
            number = found["number"] or found["after"]
            return int(number) if number else _ROUND_WORDS[found["word"]]
    return None


def _halved(found: list[tuple[int, str]]) -> list[tuple[int, str]]:
    """A description may speak at length of something else: its words give at most four points in all."""
    total = 0
    kept = []
    for weight, word in sorted(found, reverse=True):
        if weight > 0 and total >= 4:
            continue
        total += max(weight, 0)
        kept.append((weight, word))
    return kept


def _soft_words(folded: str) -> list[str]:
    return [hit[0] for hit in _soft().finditer(folded)][:3]


@cache
def _soft() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(_table()['title']['soft'])})(?!\w)")


def _weigh(part: str, text: str) -> list[tuple[int, str]]:
    """Weights found, each with its words as they were written."""
    folded = fold(text)
    scale = _scales()[part]
    if scale.any_of.search(folded) is None:  # most events of a calendar end here
        return []
    taken: list[tuple[int, int]] = []
    found: dict[tuple[int, str], tuple[int, int]] = {}
    for weight, pattern in scale.weighed:
        for hit in list(pattern.finditer(folded))[:20]:
            if any(hit.start() < end and begin < hit.end() for begin, end in taken):
                continue
            taken.append(hit.span())
            found.setdefault((weight, hit[0]), hit.span())
    places = _places(text)
    return [
        (weight, " ".join(text[places[begin] : places[end]].split())) for (weight, _), (begin, end) in found.items()
    ]


def _places(text: str) -> list[int]:
    """For each character of the folded text, where it stands in the text; and the end of the text."""
    places: list[int] = []
    spaced = False
    for at, char in enumerate(text):
        for piece in fold(char):
            if not (piece == " " and spaced):
                places.append(at)
            spaced = piece == " "
    return [*places, len(text)]


@cache
def _scales() -> dict[str, _Scale]:
    made = {}
    for part in ("title", "text", "address"):
        # Negative phrases first, then the heaviest: each takes its words, so that none counts twice.
        table = sorted(
            ((int(weight), words) for weight, words in _table()[part].items() if weight != "soft"), key=_order
        )
        limits = (r"(?<!\w)", "") if part == "address" else (r"(?<!\w)", r"(?!\w)")
        weighed = tuple((w, re.compile(f"{limits[0]}(?:{'|'.join(words)}){limits[1]}")) for w, words in table)
        whole = "|".join(word for _, words in table for word in words)
        made[part] = _Scale(re.compile(f"{limits[0]}(?:{whole}){limits[1]}"), weighed)
    return made


def _order(pair: tuple[int, list[str]]) -> tuple[bool, int]:
    return (pair[0] > 0, -abs(pair[0]))


@cache
def _table() -> dict[str, Any]:
    path = files("relance.calendars.invitations").joinpath("interviews.toml")
    return tomllib.loads(path.read_text("utf-8"))
