"""Reading playbooks: the seven that ship, and anybody's own (TOML, one file a doctrine).

A playbook that `inherits` takes every value it does not give from the named one; `source` tells each one's source.
"""

import tomllib
from collections.abc import Mapping, Sequence
from functools import lru_cache
from importlib import resources
from typing import Any

from relance.etiquette import fields
from relance.etiquette.fields import Problems
from relance.etiquette.playbook import (
    Author,
    CloseRule,
    DebriefRule,
    Delays,
    FollowUp1Rule,
    FollowUp2Rule,
    Ideal,
    Playbook,
    RejectionRule,
    ThanksRule,
)
from relance.etiquette.problems import Problem

DEFAULT_PLAYBOOK = "consensus-fr"
_UNITS = ("calendar_days", "working_days")
_CHANNELS = ("email", "phone")

# Every block and the keys it holds; blocks without keys hold one value.
_BLOCKS: Mapping[str, frozenset[str]] = {
    "debrief": frozenset(("at", "latest_hours", "before_thanks")),
    "thanks": frozenset(("ideal", "earliest_min", "latest_hours", "offday", "recipients", "channel")),
    "followup1": frozenset(("unit", "days", "grace_working_days", "channel", "to")),
    "followup2": frozenset(("enabled", "channel", "gap", "unit")),
    "close": frozenset(("after", "unit")),
    "linkedin": frozenset(("enabled",)),
    "rejection": frozenset(("mode", "insist_after_days", "handwritten")),
}
_VALUES = frozenset(("voicemail", "voicemail_silent_max", "max_contacts", "competing_offer", "agency"))
_ABOUT = frozenset(("title", "locale", "inherits", "author", "source"))
_OF_ITS_OWN = frozenset(("title", "author"))  # nobody inherits another's name
_KEYS = frozenset((*_BLOCKS, *_VALUES, *_ABOUT))
_IDEAL_KEYS = frozenset(("mode", "minutes", "at", "cap_hours"))
_DAYS_KEYS = frozenset(("short", "unknown", "long"))
_AUTHOR_KEYS = frozenset(("name", "place", "year"))

Raw = Mapping[str, Any]


@lru_cache(maxsize=1)
def playbook_ids() -> tuple[str, ...]:
    """The playbooks that ship, the default first."""
    names = sorted(file.name.removesuffix(".toml") for file in _shelf().iterdir() if file.name.endswith(".toml"))
    return (DEFAULT_PLAYBOOK, *(name for name in names if name != DEFAULT_PLAYBOOK))


@lru_cache(maxsize=32)
def load_playbook(playbook_id: str = DEFAULT_PLAYBOOK) -> Playbook:
    """One of the playbooks that ship. Raises KeyError for any other name."""
    if playbook_id not in playbook_ids():
        raise KeyError(playbook_id)
    problems: Problems = []
    playbook = _read(playbook_id, {playbook_id: _shipped(playbook_id)}, "", problems)
    if playbook is None:
        raise ValueError(problems)
    return playbook


def read_playbooks(files: Mapping[str, str]) -> tuple[dict[str, Playbook], tuple[Problem, ...]]:
    """Somebody's own playbooks, from TOML texts by id (the file's name): those that hold, and all problems.

    They may inherit from one another and from those that ship, but not take the name of one that ships.
    """
    problems: Problems = []
    raws: dict[str, Raw] = {}
    for playbook_id, toml in files.items():
        if playbook_id in playbook_ids():
            problems.append(Problem(playbook_id, "playbook_name_taken", {"id": playbook_id}))
            continue
        try:
            raws[playbook_id] = tomllib.loads(toml)
        except (tomllib.TOMLDecodeError, RecursionError) as error:
            problems.append(Problem(playbook_id, "bad_toml", {"detail": fields.shown(str(error))}))
    read = {playbook_id: _read(playbook_id, raws, f"{playbook_id}: ", problems) for playbook_id in raws}
    return {playbook_id: playbook for playbook_id, playbook in read.items() if playbook}, tuple(problems)


def _shelf() -> Any:
    return resources.files("relance") / "playbooks"


@lru_cache(maxsize=32)
def _shipped(playbook_id: str) -> Raw:
    return tomllib.loads((_shelf() / f"{playbook_id}.toml").read_text(encoding="utf-8"))


def _read(playbook_id: str, raws: Mapping[str, Raw], place: str, problems: Problems) -> Playbook | None:
    own = raws[playbook_id]
    before = len(problems)
    fields.table(own, place.rstrip(": "), _KEYS, problems)
    lineage = _lineage(playbook_id, raws, place, problems)
    if lineage is None:
        return None
    merged: dict[str, Any] = {}
    sources: dict[str, str] = {}
    for ancestor, raw in lineage:
        _overlay(merged, sources, raw, "" if ancestor == playbook_id else f"inherit:{ancestor}")
    playbook = _Blocks(merged, place, problems).playbook(playbook_id, sources)
    return playbook if len(problems) == before else None


def _lineage(
    playbook_id: str, raws: Mapping[str, Raw], place: str, problems: Problems
) -> Sequence[tuple[str, Raw]] | None:
    """The playbook and all it inherits from, the oldest first; None when that cannot be told."""
    line: list[tuple[str, Raw]] = []
    name: Any = playbook_id
    while name is not None:
        raw = raws.get(name) if isinstance(name, str) else None
        if raw is None and isinstance(name, str) and name in playbook_ids():
            raw = _shipped(name)
        if raw is None:
            near = fields.nearest(name, (*playbook_ids(), *raws))
            problems.append(Problem(f"{place}inherits", "unknown_playbook", {"id": fields.shown(name)}, near))
            return None
        if any(name == known for known, _ in line):
            problems.append(Problem(f"{place}inherits", "playbook_inherits_itself", {"id": name}))
            return None
        line.insert(0, (name, raw))
        name = raw.get("inherits")
    return line


def _overlay(merged: dict[str, Any], sources: dict[str, str], raw: Raw, inherited: str) -> None:
    """Lay a playbook's values over those it inherits; a value's source goes with it."""
    given = raw.get("source", {})
    given = given if isinstance(given, dict) else {}
    for key, value in raw.items():
        if key in _BLOCKS and isinstance(value, dict):
            merged[key] = {**_as_table(merged.get(key)), **value}
            block = _as_table(given.get(key))
            for name in value:
                sources[f"{key}.{name}"] = inherited or str(block.get(name, "own"))
        elif not inherited or key not in _OF_ITS_OWN:
            merged[key] = value
            if key in _VALUES:
                sources[key] = inherited or str(given.get(key, "own"))


def _as_table(raw: object) -> dict[str, Any]:
    return raw if isinstance(raw, dict) else {}


class _Blocks:
    """One reading of a merged playbook, block by block."""

    def __init__(self, raw: Raw, place: str, problems: Problems) -> None:
        self._raw = raw
        self._place = place
        self._problems = problems

    def playbook(self, playbook_id: str, sources: Mapping[str, str]) -> Playbook:
        raw, place = self._raw, self._place
        return Playbook(
            id=playbook_id,
            title=fields.text(raw.get("title"), f"{place}title", self._problems) or playbook_id,
            locale=fields.text(raw.get("locale"), f"{place}locale", self._problems) or "fr",
            debrief=self._debrief(),
            thanks=self._thanks(),
            followup1=self._followup1(),
            followup2=self._followup2(),
            voicemail=self._choice("", "voicemail", ("leave_message", "hang_up_then_message")),
            voicemail_silent_max=self._whole("", "voicemail_silent_max", 1, 5, default=1),
            max_contacts=self._whole("", "max_contacts", 1, 10),
            close=CloseRule(self._whole("close", "after", 1, 365), self._choice("close", "unit", _UNITS)),
            linkedin=self._flag("linkedin", "enabled"),
            rejection=self._rejection(),
            competing_offer=self._choice("", "competing_offer", ("never", "inform")),
            agency=self._choice("", "agency", ("normal", "agency_only")),
            inherits=fields.text(raw.get("inherits"), f"{place}inherits", self._problems),
            author=self._author(),
            sources=sources,
        )

    def _debrief(self) -> DebriefRule:
        self._choice("debrief", "at", ("interview_end",))
        return DebriefRule(self._whole("debrief", "latest_hours", 1, 168), self._flag("debrief", "before_thanks"))

    def _thanks(self) -> ThanksRule:
        latest_hours = self._whole("thanks", "latest_hours", 1, 336)
        return ThanksRule(
            ideal=self._ideal(latest_hours),
            earliest_min=self._whole("thanks", "earliest_min", 0, 1440),
            latest_hours=latest_hours,
            offday=self._choice("thanks", "offday", ("keep", "same_day_if_possible")),
            recipients=self._choice("thanks", "recipients", ("main_contact", "each_interviewer")),
            channel=self._choice("thanks", "channel", ("email",)),
        )

    def _ideal(self, latest_hours: int) -> Ideal:
        place = f"{self._place}thanks.ideal"
        raw = self._table("thanks").get("ideal")
        if raw is None:
            fields.missing(place, self._problems)
            return Ideal("after_end")
        raw = fields.table(raw, place, _IDEAL_KEYS, self._problems)
        mode = fields.choice(raw.get("mode"), f"{place}.mode", self._problems, ("after_end", "next_day"))
        if raw.get("mode") is None:
            fields.missing(f"{place}.mode", self._problems)
        minutes = fields.whole(raw.get("minutes"), f"{place}.minutes", self._problems, 0, 20160)
        at = fields.hour(raw.get("at"), f"{place}.at", self._problems)
        cap = fields.whole(raw.get("cap_hours"), f"{place}.cap_hours", self._problems, 1, 336)
        needed = {"after_end": ("minutes", minutes), "next_day": ("at", at)}.get(mode)
        if needed is not None and raw.get(needed[0]) is None:
            fields.missing(f"{place}.{needed[0]}", self._problems)
        if minutes is not None and minutes > 60 * latest_hours:
            self._problems.append(Problem(f"{place}.minutes", "ideal_after_latest", {"hours": str(latest_hours)}))
        return Ideal(mode, minutes or 0, at or Ideal("next_day").at, cap)

    def _followup1(self) -> FollowUp1Rule:
        place = f"{self._place}followup1.days"
        raw = self._table("followup1").get("days")
        if raw is None:
            fields.missing(place, self._problems)
        raw = fields.table(raw or {}, place, _DAYS_KEYS, self._problems)
        days = {}
        for length in ("short", "unknown", "long"):
            if length not in raw and raw:
                fields.missing(f"{place}.{length}", self._problems)
            days[length] = fields.whole(raw.get(length), f"{place}.{length}", self._problems, 1, 90) or 1
        return FollowUp1Rule(
            unit=self._choice("followup1", "unit", _UNITS),
            days=Delays(**days),
            grace_working_days=self._whole("followup1", "grace_working_days", 0, 20),
            channel=self._choice("followup1", "channel", _CHANNELS),
            to=self._choice("followup1", "to", ("main_contact",)),
        )

    def _followup2(self) -> FollowUp2Rule:
        if not self._flag("followup2", "enabled"):
            return FollowUp2Rule(enabled=False)
        return FollowUp2Rule(
            enabled=True,
            channel=self._choice("followup2", "channel", _CHANNELS),
            gap=self._whole("followup2", "gap", 1, 90),
            unit=self._choice("followup2", "unit", _UNITS),
        )

    def _rejection(self) -> RejectionRule:
        insist = self._table("rejection").get("insist_after_days")
        if insist is not False:
            insist = fields.whole(insist, f"{self._place}rejection.insist_after_days", self._problems, 1, 90)
        return RejectionRule(
            mode=self._choice("rejection", "mode", ("ask", "thank_and_ask")),
            insist_after_days=insist or None,
            handwritten=self._flag("rejection", "handwritten"),
        )

    def _author(self) -> Author:
        place = f"{self._place}author"
        raw = fields.table(self._raw.get("author", {}), place, _AUTHOR_KEYS, self._problems)
        return Author(
            name=fields.text(raw.get("name"), f"{place}.name", self._problems),
            place=fields.text(raw.get("place"), f"{place}.place", self._problems),
            year=fields.whole(raw.get("year"), f"{place}.year", self._problems, 1900, fields.LAST_YEAR),
        )

    def _table(self, block: str) -> Raw:
        return self._raw if not block else _as_table(self._raw.get(block))

    def _at(self, block: str, key: str) -> str:
        return f"{self._place}{block}.{key}" if block else f"{self._place}{key}"

    def _needed(self, block: str, key: str) -> object:
        raw: object = self._table(block).get(key)
        if raw is None:
            fields.missing(self._at(block, key), self._problems)
        return raw

    def _choice(self, block: str, key: str, choices: tuple[str, ...]) -> Any:
        read = fields.choice(self._needed(block, key), self._at(block, key), self._problems, choices)
        return choices[0] if read is None else read

    def _whole(self, block: str, key: str, least: int, most: int, *, default: int | None = None) -> int:
        raw = self._table(block).get(key) if default is not None else self._needed(block, key)
        read = fields.whole(raw, self._at(block, key), self._problems, least, most)
        return read if read is not None else least

    def _flag(self, block: str, key: str) -> bool:
        return fields.flag(self._needed(block, key), self._at(block, key), self._problems)
