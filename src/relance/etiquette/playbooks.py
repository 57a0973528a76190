"""Reading playbooks: the seven that ship, and anybody's own (TOML, one file a doctrine).

A playbook that `inherits` takes every value it does not give from the named one; `source` tells each one's source.
"""

import tomllib
from collections.abc import Mapping, Sequence
from functools import lru_cache
from importlib import resources
from typing import Any, cast

from relance.etiquette import fields
from relance.etiquette.fields import Problems, Table
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
    # Those that ship hold; our own tests read each of them.
    return cast("Playbook", _read(playbook_id, {playbook_id: _shipped(playbook_id)}, "", []))


def read_playbooks(files: Mapping[str, str]) -> tuple[dict[str, Playbook], tuple[Problem, ...]]:
    """Somebody's own playbooks, from TOML texts by id (the file's name): those that hold, and all problems.

    They may inherit from one another and from those that ship, but not take the name of one that ships.
    """
    problems: Problems = []
    raws: dict[str, Table] = {}
    for playbook_id, toml in files.items():
        try:
            # Of a name that ships the text does not matter: the name is refused below.
            raws[playbook_id] = {} if playbook_id in playbook_ids() else tomllib.loads(toml)
        except (tomllib.TOMLDecodeError, RecursionError) as error:
            problems.append(Problem(playbook_id, "bad_toml", {"detail": fields.shown(str(error))}))
    read, wrong = read_playbook_tables(raws)
    return read, (*wrong, *problems)


def read_playbook_tables(raws: Mapping[str, Table]) -> tuple[dict[str, Playbook], tuple[Problem, ...]]:
    """The same from tables that were read already, by id."""
    problems: Problems = []
    mine: dict[str, Table] = {}
    for playbook_id, raw in raws.items():
        if playbook_id in playbook_ids():
            problems.append(Problem(playbook_id, "playbook_name_taken", {"id": playbook_id}))
        else:
            mine[playbook_id] = raw
    read = {playbook_id: _read(playbook_id, mine, f"{playbook_id}: ", problems) for playbook_id in mine}
    return {playbook_id: playbook for playbook_id, playbook in read.items() if playbook}, tuple(problems)


def _shelf() -> Any:
    return resources.files("relance") / "playbooks"


@lru_cache(maxsize=32)
def _shipped(playbook_id: str) -> Table:
    return tomllib.loads((_shelf() / f"{playbook_id}.toml").read_text(encoding="utf-8"))


def _read(playbook_id: str, raws: Mapping[str, Table], place: str, problems: Problems) -> Playbook | None:
    before = len(problems)
    _check_keys(raws[playbook_id], place, problems)
    lineage = _lineage(playbook_id, raws, place, problems)
    if lineage is None:
        return None
    merged: dict[str, Any] = {}
    sources: dict[str, str] = {}
    for ancestor, raw in lineage:
        _overlay(merged, sources, raw, "" if ancestor == playbook_id else f"inherit:{ancestor}")
    playbook = _Blocks(merged, place, problems).playbook(playbook_id, sources)
    return playbook if len(problems) == before else None


def _check_keys(own: Table, place: str, problems: Problems) -> None:
    """Note every key nobody knows, block by block."""
    fields.table(own, place, _KEYS, problems)
    for block, known in _BLOCKS.items():
        if block in own:
            fields.table(own[block], fields.at(place, block), known, problems)


def _lineage(
    playbook_id: str, raws: Mapping[str, Table], place: str, problems: Problems
) -> Sequence[tuple[str, Table]] | None:
    """The playbook and all it inherits from, the oldest first; None when that cannot be told."""
    line: list[tuple[str, Table]] = []
    name: Any = playbook_id
    while name is not None:
        raw = raws.get(name) if isinstance(name, str) else None
        if raw is None and isinstance(name, str) and name in playbook_ids():
            raw = _shipped(name)
        if raw is None:
            near = fields.nearest(name, (*playbook_ids(), *raws))
            problems.append(
                Problem(fields.at(place, "inherits"), "unknown_playbook", {"id": fields.shown(name)}, near)
            )
            return None
        if any(name == known for known, _ in line):
            problems.append(Problem(fields.at(place, "inherits"), "playbook_inherits_itself", {"id": name}))
            return None
        line.insert(0, (name, raw))
        name = raw.get("inherits")
    return line


def _overlay(merged: dict[str, Any], sources: dict[str, str], raw: Table, inherited: str) -> None:
    """Lay a playbook's values over those it inherits; a value's source goes with it."""
    given = _as_table(raw.get("source"))
    for key, value in raw.items():
        if key in _BLOCKS:
            values, told = _as_table(value), _as_table(given.get(key))
            merged[key] = {**_as_table(merged.get(key)), **values}
            sources.update({f"{key}.{name}": inherited or str(told.get(name, "own")) for name in values})
        elif not inherited or key not in _OF_ITS_OWN:
            merged[key] = value
            if key in _VALUES:
                sources[key] = inherited or str(given.get(key, "own"))


def _as_table(raw: object) -> dict[str, Any]:
    return raw if isinstance(raw, dict) else {}


class _Blocks:
    """One reading of a merged playbook, block by block."""

    def __init__(self, raw: Table, place: str, problems: Problems) -> None:
        self._raw = raw
        self._place = place
        self._problems = problems

    def playbook(self, playbook_id: str, sources: Mapping[str, str]) -> Playbook:
        """All the blocks together."""
        return Playbook(
            id=playbook_id,
            title=self._text("title") or playbook_id,
            locale=self._text("locale") or "fr",
            debrief=self._debrief(),
            thanks=self._thanks(),
            followup1=self._followup1(),
            followup2=self._followup2(),
            voicemail=self._choice("", "voicemail", ("leave_message", "hang_up_then_message")),
            voicemail_silent_max=self._whole("", "voicemail_silent_max", 1, 5),
            max_contacts=self._whole("", "max_contacts", 1, 10),
            close=CloseRule(self._whole("close", "after", 1, 365), self._choice("close", "unit", _UNITS)),
            linkedin=self._flag("linkedin", "enabled"),
            rejection=self._rejection(),
            competing_offer=self._choice("", "competing_offer", ("never", "inform")),
            agency=self._choice("", "agency", ("normal", "agency_only")),
            inherits=self._text("inherits"),
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
        table, place = self._inner("thanks", "ideal", _IDEAL_KEYS)
        mode = fields.choice(table, "mode", place, self._problems, ("after_end", "next_day"))
        minutes = fields.whole(table, "minutes", place, self._problems, 0, 20160)
        hour = fields.hour(table, "at", place, self._problems)
        cap = fields.whole(table, "cap_hours", place, self._problems, 1, 336)
        if table:
            fields.need(table, "mode", place, self._problems)
        if mode is not None:
            fields.need(table, "minutes" if mode == "after_end" else "at", place, self._problems)
        if minutes is not None and minutes > 60 * latest_hours:
            hours = {"hours": str(latest_hours)}
            self._problems.append(Problem(f"{place}.minutes", "ideal_after_latest", hours))
        return Ideal(mode, minutes or 0, hour or Ideal("next_day").at, cap)

    def _followup1(self) -> FollowUp1Rule:
        table, place = self._inner("followup1", "days", _DAYS_KEYS)
        days = {}
        for length in ("short", "unknown", "long"):
            if table:
                fields.need(table, length, place, self._problems)
            days[length] = fields.whole(table, length, place, self._problems, 1, 90) or 1
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
        table, place = self._block("rejection")
        insist = None
        if table.get("insist_after_days") is not False:  # «false» unsays what is inherited
            insist = fields.whole(table, "insist_after_days", place, self._problems, 1, 90)
        return RejectionRule(
            mode=self._choice("rejection", "mode", ("ask", "thank_and_ask")),
            insist_after_days=insist,
            handwritten=self._flag("rejection", "handwritten"),
        )

    def _author(self) -> Author:
        place = fields.at(self._place, "author")
        table = fields.table(self._raw.get("author", {}), place, _AUTHOR_KEYS, self._problems)
        return Author(
            name=fields.text(table, "name", place, self._problems),
            place=fields.text(table, "place", place, self._problems),
            year=fields.whole(table, "year", place, self._problems, 1900, fields.LAST_YEAR),
        )

    def _block(self, block: str) -> tuple[Table, str]:
        """A block and its place; «» is the playbook itself."""
        if not block:
            return self._raw, self._place
        return _as_table(self._raw.get(block)), fields.at(self._place, block)

    def _inner(self, block: str, key: str, known: frozenset[str]) -> tuple[Table, str]:
        """A table within a block."""
        table, place = self._block(block)
        if not fields.need(table, key, place, self._problems):
            return {}, fields.at(place, key)
        return fields.table(table[key], fields.at(place, key), known, self._problems), fields.at(place, key)

    def _text(self, key: str) -> str | None:
        return fields.text(self._raw, key, self._place, self._problems)

    def _choice(self, block: str, key: str, choices: tuple[str, ...]) -> Any:
        table, place = self._block(block)
        fields.need(table, key, place, self._problems)
        read = fields.choice(table, key, place, self._problems, choices)
        return choices[0] if read is None else read

    def _whole(self, block: str, key: str, least: int, most: int) -> int:
        table, place = self._block(block)
        fields.need(table, key, place, self._problems)
        read = fields.whole(table, key, place, self._problems, least, most)
        return least if read is None else read

    def _flag(self, block: str, key: str) -> bool:
        table, place = self._block(block)
        fields.need(table, key, place, self._problems)
        return fields.flag(table, key, place, self._problems)
