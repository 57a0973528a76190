"""Which zone a TZID means: IANA names however they are dressed, Windows names, display names, embedded zones."""

import difflib
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from functools import cache
from importlib.resources import files
from typing import Any
from zoneinfo import ZoneInfo

from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

from relance.calendars.invitations.embedded import EmbeddedZone
from relance.calendars.invitations.invitation import ZoneSource

_SHAPE = re.compile(r"[A-Za-z][A-Za-z0-9_+-]*(?:/[A-Za-z0-9_+-]+){0,2}")
_FIXED = re.compile(r"\(?(?:UTC|GMT)?\s*([+-])(\d{1,2})[:.h]?(\d{2})?\)?", re.IGNORECASE)
_HEAD = re.compile(r"^\s*\((?:UTC|GMT)[^)]*\)\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Zone:
    """A zone found: its IANA name when one is known, or the embedded rules alone."""

    name: str | None
    rules: tzinfo | EmbeddedZone
    source: ZoneSource = "event"
    disagrees: bool = False

    def place(self, local: datetime) -> datetime:
        """A naive wall clock made aware in this zone."""
        rules = self.rules
        return local.replace(tzinfo=rules.at(local) if isinstance(rules, EmbeddedZone) else rules)

    def show(self, instant: datetime) -> datetime:
        """An aware instant as this zone's wall clock shows it."""
        rules = self.rules
        return rules.local(instant) if isinstance(rules, EmbeddedZone) else instant.astimezone(rules)


UTC_ZONE = Zone("UTC", UTC, "none")


def find_zone(tzid: str, embedded: Mapping[str, EmbeddedZone], year: int, hint: str | None = None) -> Zone | None:
    """The zone a TZID means in `year`, or None. `hint` (an IANA name) chooses among zones that are the same."""
    asked = tzid.strip().strip('"').strip()
    own = embedded.get(asked) or embedded.get(tzid)
    name = named_zone(asked)
    if name is None and own is None and len(embedded) == 1 and not asked:
        own = next(iter(embedded.values()))
    if name is not None:
        zone = ZoneInfo(name)
        return Zone(name, zone, "event", disagrees=own is not None and not own.agrees(zone, year))
    loose = _loosely_named(asked)
    if own is not None:
        return _by_rules(own, year, (loose, hint))
    if loose is not None:
        return Zone(loose, ZoneInfo(loose))
    return _fixed(asked)


def named_zone(tzid: str) -> str | None:
    """IANA name for an IANA or Windows name, whatever path, case or quotation marks surround it."""
    text = tzid.strip().strip("\"'").replace("\\", "").strip()
    if text.lower().startswith("tzone://microsoft/utc"):
        return "UTC"
    parts = [part for part in text.split("/") if part]
    for count in (len(parts), 3, 2):
        if 0 < count <= min(3, len(parts)):
            found = iana("/".join(parts[-count:]))
            if found is not None and (count == len(parts) or "/" in found):
                return found
    # Outlook numbers the copies it alters: «Romance Standard Time 1».
    return _windows().get(re.sub(r" \d$", "", " ".join(text.lower().split())))


@cache
def iana(name: str) -> str | None:
    """The name as the zone database writes it, or None when it has no such zone."""
    if _SHAPE.fullmatch(name) is None or len(name) > 60:
        return None
    if name.upper() in {"UTC", "GMT", "ETC/UTC", "ETC/GMT", "Z", "ETC/ZULU", "ZULU"}:
        return "UTC"
    if name.lower() in _table()["names"]:
        return str(_table()["names"][name.lower()])
    tidy = re.sub(r"[A-Za-z]+", lambda word: word[0].capitalize(), name)
    for spelling in (name, tidy, tidy.replace("_Of_", "_of_").replace("_Au_", "_au_")):
        try:
            return ZoneInfo(spelling).key
        except (ValueError, OSError, KeyError):  # also a folder of the database («Europe»)
            continue
    return None


def nearest_name(tzid: str) -> str | None:
    """The zone name most like a misspelt one, to be proposed."""
    known = [*_table()["likely"], *_table()["places"], *WINDOWS_TO_OLSON]
    return next(iter(difflib.get_close_matches(tzid[:60], known, 1, 0.75)), None)


def _by_rules(own: EmbeddedZone, year: int, wanted: tuple[str | None, ...]) -> Zone:
    given = [found for name in own.names if (found := named_zone(name) or _loosely_named(name)) is not None]
    for name in (*given, *(name for name in wanted if name), *_table()["likely"]):
        zone = ZoneInfo(name)
        if own.agrees(zone, year):
            return Zone(name, zone, "event" if name in (*given, wanted[0]) else "embedded")
    return Zone(None, own, "embedded")


def _loosely_named(text: str) -> str | None:
    folded = _HEAD.sub("", text).replace("\\", "").replace("’", "'").lower().strip()
    if not folded:
        return None
    exact = _table()["names"].get(folded)
    if exact is not None:
        return str(exact)
    for name, words in _table()["places"].items():
        if any(re.search(rf"(?<!\w){re.escape(word)}(?!\w)", folded) for word in words):
            return str(name)
    return None


def _fixed(text: str) -> Zone | None:
    found = (
        _FIXED.fullmatch(text.strip()) or _FIXED.match(text.strip())
        if text.strip().startswith("(")
        else (_FIXED.fullmatch(text.strip()))
    )
    if found is None or int(found[2]) > 14:
        return None
    span = timedelta(hours=int(found[2]), minutes=min(int(found[3] or 0), 59))
    return Zone(None, timezone(-span if found[1] == "-" else span))


@cache
def _windows() -> dict[str, str]:
    return {name.lower(): zone for name, zone in WINDOWS_TO_OLSON.items()}


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads(files("relance.calendars.invitations").joinpath("zones.toml").read_text("utf-8"))
