"""The markup of wordings, and the marks that follow a fact from a slot to its place in the finished body.

    <vous|tu>  <g:m|f>  <ca:entretien|entrevue>  <us:British|American>
    {slot}  {de slot}  {à slot}  {que slot}  {Slot}
    [recu !tu] at the head of a wording: the tags it needs, and those it refuses.

A wording whose slot is empty, whose tag is not met, or which needs the writer's gender when it was not given,
is not eligible: rendering it gives None.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import gcd
from zlib import crc32

from relance.letters.grammar import elision

OPEN, CLOSE = "\ue000", "\ue001"
_INDEX = 0xE010

_TAGS = re.compile(r"^\[([^\]]+)\] ?")
_CHOICE = re.compile(r"<(?:([a-z]+):)?([^<>|]*)\|([^<>|]*)>")
_SLOT = re.compile(r"\{(?:(de|à|que) )?([A-Za-z_]+)\}")
_FACT = re.compile(f"{OPEN}[^{CLOSE}]*{CLOSE}")
_MARKED = re.compile(rf"{OPEN}([\ue010-\ue0ff])|{CLOSE}")

# Slots that a greeting does without when the name is not known.
_MAY_BE_EMPTY = frozenset({"vocatif", "spoken"})
_JOIN: dict[str, Callable[[str], str]] = {"de": elision.with_de, "à": elision.with_a, "que": elision.with_que}


@dataclass(frozen=True, slots=True)
class Voice:
    """Who writes to whom and where: what decides between the words of a wording."""

    locale: str
    tu: bool
    gender: str | None
    tags: frozenset[str]
    seed: str
    place: int
    crowd: int
    variant: int


@dataclass(frozen=True, slots=True)
class Span:
    """Where a fact stands in the body: its path in the case, first character and the one after the last."""

    path: str
    start: int
    end: int


def wording(template: str, slots: Mapping[str, str], voice: Voice) -> str | None:
    """`template` said with `voice`, or None when it cannot be said with what is known."""
    tags = _TAGS.match(template)
    if tags:
        needed = tags[1].split()
        met = all((tag[1:] not in voice.tags) if tag.startswith("!") else (tag in voice.tags) for tag in needed)
        if not met:
            return None
        template = template[tags.end() :]
    if "<g:" in template and voice.gender not in {"f", "m"}:
        return None
    chosen = _CHOICE.sub(lambda found: _choice(found[1], found[2], found[3], voice), template)
    if any(not slots.get(found[2].lower()) for found in _SLOT.finditer(chosen) if found[2] not in _MAY_BE_EMPTY):
        return None
    said = _SLOT.sub(lambda found: _slot(found[1], found[2], slots), chosen)
    start = re.match(rf"(?:{OPEN}[\ue010-\ue0ff])?", said)
    at = start.end() if start else 0
    return said[:at] + elision.upper_first(said[at:])


def pick(
    role: str, templates: Sequence[str], slots: Mapping[str, str], voice: Voice, before: str = ""
) -> tuple[str, int]:
    """The wording of `role` for this recipient and variant, and how many could have served ("" and 0 if none).

    One that repeats the words of `before`, the letter so far, gives way to another nobody else has.
    """
    eligible = [said for template in templates if (said := wording(template, slots, voice)) is not None]
    if not eligible:
        return "", 0
    count = len(eligible)
    start = crc32(f"{voice.seed}|{role}".encode())
    # Neighbours of a panel take neighbouring wordings, so never the same; variants walk by a step of the role's,
    # prime with the count, so that each role goes through all its wordings and two roles do not walk together.
    steps = [step for step in range(1, count + 1) if gcd(step, count) == 1]
    step = steps[crc32(role.encode()) % len(steps)]
    first = start + voice.variant * step
    if voice.crowd > count:
        return eligible[(first + voice.place) % count], count
    # Every crowd-th wording is this recipient's and nobody else's: among them, the one that repeats least.
    own = [eligible[(first + turn) % count] for turn in range(voice.place, count, voice.crowd)]
    return min(own, key=lambda said: _echo(said, before)) if before else own[0], count


def _echo(said: str, before: str) -> int:
    """How much a sentence repeats what stands before it: long words in common, a second colon."""
    said, before = _FACT.sub("", said), _FACT.sub("", before)
    common = _stems(said) & _stems(before)
    return len(common) + 2 * (":" in said and ":" in before)


@lru_cache(maxsize=4096)
def _stems(text: str) -> frozenset[str]:
    return frozenset(word[:6].lower() for word in re.findall(r"[^\W\d_]{6,}", text))


def marked(text: str, index: int) -> str:
    """`text` between marks that name the fact number `index`."""
    return f"{OPEN}{chr(_INDEX + index)}{text}{CLOSE}"


def unmark(text: str, paths: Sequence[str]) -> tuple[str, tuple[Span, ...]]:
    """The text without its marks, and where each fact of `paths` stands in it."""
    pieces: list[str] = []
    spans: list[Span] = []
    length = at = 0
    opened: tuple[str, int] | None = None
    for found in _MARKED.finditer(text):
        pieces.append(text[at : found.start()])
        length += found.start() - at
        at = found.end()
        if found[1]:
            opened = (paths[ord(found[1]) - _INDEX], length)
        elif opened:
            spans.append(Span(opened[0], opened[1], length))
            opened = None
    return "".join([*pieces, text[at:]]), tuple(spans)


def _choice(key: str | None, first: str, second: str, voice: Voice) -> str:
    takes_second = {
        None: voice.tu,
        "g": voice.gender == "f",
        "ca": voice.locale == "fr-CA",
        "us": voice.locale == "en-US",
    }[key]
    return second if takes_second else first


def _slot(particle: str | None, name: str, slots: Mapping[str, str]) -> str:
    value = slots[name.lower()]
    mark = re.match(rf"({OPEN}[\ue010-\ue0ff])(.*){CLOSE}$", value, re.DOTALL)
    opening, inner, closing = (mark[1], mark[2], CLOSE) if mark else ("", value, "")
    if particle:
        inner = _JOIN[particle](inner)
    if name[0].isupper():
        inner = elision.upper_first(inner)
    return f"{opening}{inner}{closing}"
