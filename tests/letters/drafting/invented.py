"""The invented cases of `cases/`, unfolded from their short form into facts."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import yaml

from relance.etiquette.facts import (
    Brake,
    Candidate,
    CompetingOffer,
    Debrief,
    Event,
    Facts,
    Interview,
    Person,
    Reply,
)

CASES = Path(__file__).parent / "cases"
_ZONES = {
    "FR": "Europe/Paris", "BE": "Europe/Brussels", "CH": "Europe/Zurich", "CA-QC": "America/Toronto",
    "MA": "Africa/Casablanca", "GB": "Europe/London", "IE": "Europe/Dublin", "US": "America/New_York",
}  # fmt: skip
_PHONES = {
    "FR": "+33 6 00 00 00 00", "BE": "+32 470 00 00 00", "CH": "+41 79 000 00 00", "CA-QC": "+1 418 555-0100",
    "MA": "+212 6 00 00 00 00", "GB": "+44 7700 900000", "IE": "+353 85 000 0000", "US": "+1 555-555-0100",
}  # fmt: skip
_CIVILITY = re.compile(r"^(Mme|M\.|Me|Dre?|Pre?|Ms\.?|Mrs|Mr\.?|Dr\.|Professor) ")


def load(name: str) -> Iterator[tuple[str, Facts]]:
    for row in yaml.safe_load((CASES / f"{name}.yaml").read_text(encoding="utf-8")):
        yield row["id"], unfold(row)


def unfold(row: dict[str, Any]) -> Facts:
    zone = ZoneInfo(_ZONES[row["region"]])
    day, hour, mode = row["met"].split()
    start = datetime.fromisoformat(f"{day}T{hour}").replace(tzinfo=zone)
    people = tuple(_person(index, text) for index, text in enumerate(row["people"]))
    brakes = (Brake(*row["brake"]),) if row.get("brake") else ()
    return Facts(
        region=row["region"],
        tz=zone,
        interview=Interview(start, start + timedelta(hours=1), mode),
        people=people,
        candidate=Candidate(row["who"][0], row["who"][1], _PHONES[row["region"]]),
        organisation=row["job"][1],
        role=row["job"][0],
        round=row.get("round", 1),
        via_agency=any(person.agency for person in people),
        debrief=Debrief(
            points_missed=tuple(row.get("missed", ())),
            job_info=tuple(row.get("stake", ())),
            best_arguments=tuple(row.get("strength", ())),
            forgotten_questions=tuple(row.get("question", ())),
            brakes=brakes,
        ),
    )


def _person(index: int, text: str) -> Person:
    marks = "".join(re.findall(r" ([*~!?-])(?=[ ]|$)", f"{text} "))
    named = re.sub(r" [*~!?-](?= |$)", "", re.sub(r" [*~!?-](?= |$)", "", text))
    found = _CIVILITY.match(named)
    civility = found[1] if found else None
    rest = named[found.end() :] if found else named
    name, _, title = rest.partition(", ")
    return Person(
        id=f"p{index}",
        name=name.strip(),
        civility=civility,
        title=title.strip() or None,
        email=None if "-" in marks else f"p{index}@example.org",
        interviewed=not set("?!") & set(marks),
        main_contact="*" in marks,
        agency="!" in marks,
        tu_offered="~" in marks,
    )


def situation(facts: Facts, action: str) -> Facts:
    end = facts.interview.end
    invited = Reply("second_interview", end + timedelta(days=3), round2_start=end + timedelta(days=10))
    offered = Reply("offer", end + timedelta(days=5), deadline=end + timedelta(days=9))
    refused = Reply("rejection", end + timedelta(days=8), with_reasons=action == "thank_after_rejection")
    events: dict[str, Event] = {
        **dict.fromkeys(("reply_invite", "withdraw"), invited),
        **dict.fromkeys(("acknowledge_offer", "accept_offer", "decline_offer", "ask_time"), offered),
        **dict.fromkeys(("ask_feedback", "thank_and_ask_feedback", "thank_after_rejection"), refused),
        "ask_feedback_again": refused,
        "inform_competing_offer": CompetingOffer(end + timedelta(days=2), end + timedelta(days=6)),
    }
    return replace(facts, events=(events[action],) if action in events else ())


def leaves(facts: Facts, action: str) -> date:
    after = {"thanks": 1, "followup1": 10, "followup2": 17, "linkedin_invite": 1, "keep_in_touch": 90}
    return facts.interview.start.date() + timedelta(days=after.get(action, 9))


FRENCH = dict(load("french"))
ENGLISH = dict(load("english"))
