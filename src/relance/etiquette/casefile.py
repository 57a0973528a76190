"""Reading a case, as people write it in YAML, JSON or TOML: the case, or everything that is wrong with it at once.

Places are told as the reader would point at them: «people[0].civilty», «events[2].at», «promise.date».
"""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo, available_timezones

from relance.etiquette import fields
from relance.etiquette.caseevents import read_events, read_promise
from relance.etiquette.casepeople import read_candidate, read_debrief, read_people
from relance.etiquette.facts import Candidate, Case, Facts, Interview
from relance.etiquette.fields import Problems
from relance.etiquette.problems import Problem
from relance.etiquette.workingdays import is_region, region_names

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
    raw = fields.table(raw, "", _CASE_KEYS, problems)
    if problems and not raw:
        return None
    case_id = raw.get("id")
    if isinstance(case_id, int) and not isinstance(case_id, bool):
        case_id = fields.shown(case_id)
    if "facts" not in raw:
        fields.missing("facts", problems)
        return None
    facts = _read_facts(raw["facts"], problems)
    if facts is None:
        return None
    now = fields.instant(raw.get("now"), "now", problems, facts.tz)
    if now is not None:
        problems.extend(now_problems(facts, now))
    return Case(
        facts=facts,
        id=fields.text(case_id, "id", problems),
        playbook=fields.text(raw.get("playbook"), "playbook", problems),
        now=now,
    )


def _read_facts(raw: object, problems: Problems) -> Facts | None:
    """The facts; None when the zone or the interview, on which all else stands, cannot be used."""
    raw = fields.table(raw, "facts", _FACTS_KEYS, problems)
    tz = _zone(raw, "tz", problems)
    region = _region(raw.get("region"), problems)
    candidate = raw.get("candidate")
    people = read_people(raw.get("people"), problems)
    debrief = raw.get("debrief")
    debrief = None if debrief is None else read_debrief(debrief, problems)
    candidate = Candidate() if candidate is None else read_candidate(candidate, problems)
    candidate_tz = None if raw.get("candidate_tz") is None else _zone(raw, "candidate_tz", problems)
    via_agency = fields.flag(raw.get("via_agency"), "via_agency", problems)
    if via_agency and sum(person.agency for person in people) != 1:
        problems.append(Problem("people", "not_one_agency"))
    process_length = fields.choice(raw.get("process_length"), "process_length", problems, _LENGTHS)
    interview = _interview(raw.get("interview"), tz or _ANY_ZONE, problems)
    day = interview.end.date() if interview else None
    facts = Facts(
        region=region,
        tz=tz or _ANY_ZONE,
        interview=interview or _ANY_INTERVIEW,
        people=people,
        candidate_tz=candidate_tz,
        candidate=candidate,
        organisation=fields.text(raw.get("organisation"), "organisation", problems) or "",
        role=fields.text(raw.get("role"), "role", problems) or "",
        round=fields.whole(raw.get("round"), "round", problems, 1, 99) or 1,
        process_length=process_length or "unknown",
        promise=read_promise(raw.get("promise"), "promise", problems, day, "promise_before_interview"),
        channel_answer=fields.choice(raw.get("channel_answer"), "channel_answer", problems, ("email", "phone")),
        contact_policy=fields.choice(raw.get("contact_policy"), "contact_policy", problems, _POLICIES),
        via_agency=via_agency,
        extra_closed_days=_closed_days(raw.get("extra_closed_days"), problems),
        still_interested=fields.flag(raw.get("still_interested"), "still_interested", problems, default=True),
        debrief=debrief,
        events=read_events(raw.get("events"), tz or _ANY_ZONE, people, problems),
    )
    return facts if tz and interview else None


def _interview(raw: object, tz: ZoneInfo, problems: Problems) -> Interview | None:
    if raw is None:
        fields.missing("interview", problems)
        return None
    raw = fields.table(raw, "interview", _INTERVIEW_KEYS, problems)
    for key in ("start", "end"):
        if raw.get(key) is None:
            fields.missing(f"interview.{key}", problems)
    start = fields.instant(raw.get("start"), "interview.start", problems, tz)
    end = fields.instant(raw.get("end"), "interview.end", problems, tz)
    mode = fields.choice(raw.get("mode"), "interview.mode", problems, ("onsite", "video", "phone"))
    if start is None or end is None:
        return None
    if not fields.utc(start) < fields.utc(end):
        problems.append(Problem("interview.end", "end_before_start", {"end": fields.shown(raw["end"])}))
    return Interview(start, end, mode)


def _region(raw: object, problems: Problems) -> str:
    if raw is None:
        fields.missing("region", problems)
    elif not isinstance(raw, str) or not is_region(raw):
        known = region_names()
        guess = raw.strip().upper().replace("_", "-") if isinstance(raw, str) else None
        near = guess if guess in known else fields.nearest(guess, known)
        problems.append(Problem("region", "unknown_region", {"value": fields.shown(raw)}, near))
    else:
        return raw
    return ""


def _zone(raw: Mapping[str, Any], key: str, problems: Problems) -> ZoneInfo | None:
    name = raw.get(key)
    if name is None:
        fields.missing(key, problems)
        return None
    zone = find_zone(name) if isinstance(name, str) else None
    if zone is None:
        near = fields.nearest(name, available_timezones())
        problems.append(Problem(key, "unknown_zone", {"value": fields.shown(name)}, near))
    return zone


@lru_cache(maxsize=1024)
def find_zone(name: str) -> ZoneInfo | None:
    """The IANA zone of that name, or None."""
    try:
        return ZoneInfo(name)
    except (ValueError, OSError, LookupError):  # a folder, an empty name, a name that is no file's
        return None


def _closed_days(raw: object, problems: Problems) -> frozenset[Any]:
    if not raw and raw is not False:
        return frozenset()
    place = "extra_closed_days"
    days = [fields.day(row, f"{place}[{i}]", problems) for i, row in enumerate(fields.rows(raw, place, problems))]
    return frozenset(day for day in days if day)
