"""Keep strokes of a debrief written on a page that may be old: in a car, without network, in another tab.

Promise: nothing typed is lost. A stroke says which words it started from; where these are no longer the ones
kept, neither text replaces the other: both come back, and the person chooses. Sending a stroke twice is harmless.
"""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction

from relance.actions.note_debrief import note_debrief
from relance.records.models import Debrief, Round

_NOTHING = "0"


@dataclass(frozen=True, slots=True)
class Stroke:
    """One answer as typed. `was` is the stamp of the words it started from; None when nobody can say."""

    field: str
    value: Any
    was: str | None = None


@dataclass(frozen=True, slots=True)
class Conflict:
    """An answer changed elsewhere meanwhile: the words `here` were not kept, those `elsewhere` still stand."""

    field: str
    here: Any
    elsewhere: Any
    stamp: str


@dataclass(frozen=True, slots=True)
class Kept:
    """The stamps of all that now stands as it was sent, by field; and what could not be decided."""

    stamps: dict[str, str] = field(default_factory=dict)
    conflicts: tuple[Conflict, ...] = ()


def stamp_of(value: Any) -> str:
    """A short name for the words of an answer: equal words, equal stamps."""
    if value in (None, "", [], ()):
        return _NOTHING
    return hashlib.sha256(json.dumps(value, sort_keys=True, ensure_ascii=False).encode()).hexdigest()[:12]


def standing(debrief: Debrief | None, name: str) -> Any:
    """The words kept for a field, «free_text» among them."""
    if debrief is None:
        return None
    return debrief.free_text if name == "free_text" else debrief.answers.get(name)


def keep_strokes(*, round_: Round, strokes: Iterable[Stroke]) -> Kept:
    """Keep what may be kept. BadInputError, and nothing kept, when a text is too long for any debrief."""
    stamps: dict[str, str] = {}
    conflicts = []
    fresh: dict[str, Any] = {}
    with transaction.atomic():
        # The row is locked before it is compared, so that two devices cannot both find it unchanged.
        Debrief.objects.get_or_create(round=round_)
        debrief = Debrief.objects.select_for_update().get(round=round_)
        for stroke in strokes:
            here, there = stamp_of(stroke.value), stamp_of(standing(debrief, stroke.field))
            if here == there or (stroke.was == here and stroke.was is not None):
                stamps[stroke.field] = there  # the same words, or words nobody touched on this page
            elif stroke.was in {None, there}:
                stamps[stroke.field] = here
                fresh[stroke.field] = stroke.value
            else:
                conflicts.append(Conflict(stroke.field, stroke.value, standing(debrief, stroke.field), there))
        if fresh:
            free = fresh.pop("free_text", None)
            note_debrief(round_=round_, free_text=free, answers=fresh)
    return Kept(stamps, tuple(conflicts))
