"""Reading a case, as people write it in YAML, JSON or TOML: the case, or everything that is wrong with it at once.

Places are told as the reader would point at them: «people[0].civilty», «events[2].at», «promise.date».
"""

from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo, available_timezones

from relance.etiquette import fields
from relance.etiquette.caseevents import read_events, read_promise
from relance.etiquette.casepeople import read_candidate, read_debrief, read_people
from relance.etiquette.facts import Candidate, Case, Facts, Interview
from relance.etiquette.fields import Problems, Table
from relance.etiquette.problems import Problem
from relance.etiquette.workingdays import is_region, nearest_region

# The notes beside our worked examples are not read, so that an example can be planned as it stands.
_NOTES = ("title", "covers", "expect", "derivation", "assumes")
_CASE_KEYS = frozenset(("id", "playbook", "now", "facts", *_NOTES))
_INTERVIEW_KEYS = frozenset(("start", "end", "mode"))
_FACTS_KEYS = frozenset(
    (
        "region", "tz", "candidate_tz", "candidate", "organisation", "role", "round", "interview", "people",
        "process_length", "promise", "channel_answer", "contact_policy", "via_agency", "extra_closed_days",
        "still_interested", "debrief", "events",
    )
)  # fmt: skip
_LENGTHS = ("short", "unknown", "long")
_POLICIES = ("may_call", "may_email", "wait_for_them")
_CHANNELS = ("email", "phone")
_MODES = ("onsite", "video", "phone")
_NOBODY = Candidate()
_NO_DAYS: frozenset[date] = frozenset()
_STALE = timedelta(days=365)
# They stand in for a zone or an interview that could not be read, so that the rest is checked all the same.
_ANY_ZONE = ZoneInfo("UTC")
_ANY_INTERVIEW = Interview(datetime(1970, 1, 1, tzinfo=UTC), datetime(1970, 1, 1, tzinfo=UTC))


def read_case(raw: object) -> tuple[Case | None, tuple[Problem, ...]]:
    """The case and no problem, or no case and every problem."""
    problems: Problems = []
    case = _read(raw, problems)
    return (None, tuple(problems)) if problems else (case, ())


def now_problems(facts: Facts, now: datetime) -> tuple[Problem, ...]:
    """What is wrong with planning at that instant: it cannot come before what already happened (PL-35)."""
    if facts.events and now < facts.events[-1].at:
        params = {"now": fields.shown(now.isoformat(timespec="minutes"))}
        return (Problem("now", "now_before_last_event", {**params, "at": facts.events[-1].at.isoformat()}),)
    return ()


def stale_problems(facts: Facts, now: datetime) -> tuple[Problem, ...]:
    """A warning when a case just entered is over a year old: most likely a slip in the year."""
    if now - facts.interview.end <= _STALE:
        return ()
    start = facts.interview.start.date().isoformat()
    return (Problem("interview.start", "interview_long_past", {"start": start}, severity="warning"),)


def _read(raw: object, problems: Problems) -> Case | None:
    table = fields.table(raw, "", _CASE_KEYS, problems)
    if not fields.need(table, "facts", "", problems):
        return None
    facts = _read_facts(table["facts"], problems)
    if facts is None:
        return None
    now = fields.instant(table, "now", "", problems, facts.tz)
    if now is not None:
        problems.extend(now_problems(facts, now))
    return Case(facts, _id(table, problems), fields.text(table, "playbook", "", problems), now)


def _id(table: Table, problems: Problems) -> str | None:
    raw = table.get("id")
    if isinstance(raw, int) and not isinstance(raw, bool):
        return fields.shown(raw)
    return fields.text(table, "id", "", problems)


def _read_facts(raw: object, problems: Problems) -> Facts | None:
    """The facts; None when the zone or the interview, on which all else stands, cannot be used."""
    table = fields.table(raw, "" if isinstance(raw, dict) else "facts", _FACTS_KEYS, problems)
    tz = read_zone(table, "tz", "", problems) if fields.need(table, "tz", "", problems) else None
    people = read_people(table, problems)
    via_agency = fields.flag(table, "via_agency", "", problems)
    if via_agency and sum(person.agency for person in people) != 1:
        problems.append(Problem("people", "not_one_agency"))
    interview = _interview(table, tz or _ANY_ZONE, problems)
    day = interview.end.date() if interview else None
    candidate, debrief = table.get("candidate"), table.get("debrief")
    facts = Facts(
        region=read_region(table, "", problems),
        tz=tz or _ANY_ZONE,
        interview=interview or _ANY_INTERVIEW,
        people=people,
        candidate_tz=read_zone(table, "candidate_tz", "", problems),
        candidate=_NOBODY if candidate is None else read_candidate(candidate, problems),
        organisation=fields.text(table, "organisation", "", problems) or "",
        role=fields.text(table, "role", "", problems) or "",
        round=fields.whole(table, "round", "", problems, 1, 99) or 1,
        process_length=fields.choice(table, "process_length", "", problems, _LENGTHS) or "unknown",
        promise=read_promise(table, "", problems, day, "promise_before_interview"),
        channel_answer=fields.choice(table, "channel_answer", "", problems, _CHANNELS),
        contact_policy=fields.choice(table, "contact_policy", "", problems, _POLICIES),
        via_agency=via_agency,
        extra_closed_days=_closed_days(table, problems),
        still_interested=fields.flag(table, "still_interested", "", problems, default=True),
        debrief=None if debrief is None else read_debrief(debrief, problems),
        events=read_events(table, tz or _ANY_ZONE, people, problems),
    )
    return facts if tz and interview else None


def _interview(facts: Table, tz: ZoneInfo, problems: Problems) -> Interview | None:
    place = "interview"
    if not fields.need(facts, place, "", problems):
        return None
    table = fields.table(facts[place], place, _INTERVIEW_KEYS, problems)
    fields.need(table, "start", place, problems)
    fields.need(table, "end", place, problems)
    start = fields.instant(table, "start", place, problems, tz)
    end = fields.instant(table, "end", place, problems, tz)
    mode = fields.choice(table, "mode", place, problems, _MODES)
    if start is None or end is None:
        return None
    if fields.utc(end) <= fields.utc(start):
        problems.append(Problem("interview.end", "end_before_start", {"end": fields.shown(table["end"])}))
    return Interview(start, end, mode)


def read_region(table: Table, place: str, problems: Problems) -> str:
    """The region of a table at `place`, known to the calendars; "" when it cannot be used."""
    raw = table.get("region")
    if isinstance(raw, str) and is_region(raw):
        return raw
    if fields.need(table, "region", place, problems):
        near = nearest_region(raw) if isinstance(raw, str) else None
        problems.append(Problem(fields.at(place, "region"), "unknown_region", {"value": fields.shown(raw)}, near))
    return ""


def read_zone(table: Table, key: str, place: str, problems: Problems) -> ZoneInfo | None:
    """The IANA zone of a table at `place`; None when absent, or when it cannot be used."""
    name = table.get(key)
    if name is None:
        return None
    zone = find_zone(name) if isinstance(name, str) else None
    if zone is None:
        near = _nearest_zone(name) if isinstance(name, str) else None
        problems.append(Problem(fields.at(place, key), "unknown_zone", {"value": fields.shown(name)}, near))
    return zone


@lru_cache(maxsize=1024)
def find_zone(name: str) -> ZoneInfo | None:
    """The IANA zone of that name, or None."""
    try:
        return ZoneInfo(name)
    except (ValueError, OSError, LookupError):  # a folder, an empty name, a name that is no file's
        return None


def _nearest_zone(name: str) -> str | None:
    """The zone of that town, «Paris», or the one whose name looks most like it."""
    towns = _zones_by_town()
    town = towns.get(name.strip().casefold().replace(" ", "_"))
    return town or fields.nearest(name, towns.values(), likeness=0.75)


@lru_cache(maxsize=1)
def _zones_by_town() -> dict[str, str]:
    return {zone.rpartition("/")[2].casefold(): zone for zone in sorted(available_timezones())}


def _closed_days(facts: Table, problems: Problems) -> frozenset[date]:
    listed = fields.rows(facts, "extra_closed_days", "", problems)
    if not listed:
        return _NO_DAYS
    days = [fields.as_day(row, f"extra_closed_days[{i}]", problems) for i, row in enumerate(listed)]
    return frozenset(day for day in days if day)
