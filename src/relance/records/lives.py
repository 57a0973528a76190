"""Every interview an owner lived, as the lessons read it: five queries, and no more of each row than is counted."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, cast
from zoneinfo import ZoneInfo

from django.db.models import Q

from relance.etiquette import facts as f
from relance.etiquette.lessons import FOLLOWUPS, Life, Outcome
from relance.records.facts import answers_to_debrief
from relance.records.models import Case, Debrief, Entry, Owner, Participant, Round

_ROUND = (
    "pk", "case_id", "number", "starts_at", "ends_at", "process_length", "case__tz", "case__region", "case__role",
    "case__organisation__name", "case__state", "case__closed_because",
)  # fmt: skip
#: What a lesson counts of the journal; the rest of it is the planner's.
_COUNTED = ("thanks", *FOLLOWUPS, "withdraw")
_SAID_NO = frozenset({"rejection", "rejected"})


def lives_of(owner: Owner, now: datetime) -> list[Life]:
    """The interviews of an owner's own applications that had taken place by `now`, in their order."""
    rounds = Round.objects.filter(owner=owner, case__opening__isnull=True).order_by("starts_at", "pk")
    rows = list(rounds.values(*_ROUND))
    last: dict[int, int] = {}
    for row in rows:
        last[row["case_id"]] = max(row["number"], last.get(row["case_id"], 0))
    people, debriefs, events = _people(owner), _debriefs(owner), _events(owner)
    return [
        Life(
            case=str(row["case_id"]),
            facts=_facts(row, people.get(row["pk"], ()), debriefs.get(row["pk"]), events.get(row["pk"], ())),
            end=_end(row, followed=row["number"] < last[row["case_id"]]),
        )
        for row in rows
        if row["ends_at"] <= now
    ]


def _facts(
    row: Mapping[str, Any],
    people: Iterable[f.Person],
    debrief: f.Debrief | None,
    events: Iterable[f.Event],
) -> f.Facts:
    tz = ZoneInfo(row["case__tz"])
    return f.Facts(
        region=row["case__region"],
        tz=tz,
        organisation=row["case__organisation__name"],
        role=row["case__role"],
        round=row["number"],
        interview=f.Interview(row["starts_at"].astimezone(tz), row["ends_at"].astimezone(tz)),
        process_length=row["process_length"],
        people=tuple(people),
        debrief=debrief,
        events=tuple(events),
    )


def _end(row: Mapping[str, Any], *, followed: bool) -> Outcome | None:
    if followed:
        return "second_interview"
    if row["case__state"] == Case.State.OPEN:
        return None
    because = row["case__closed_because"]
    if because in _SAID_NO:
        return "rejection"
    return cast("Outcome", because) if because in {"offer", "withdrawn"} else "silence"


def _people(owner: Owner) -> Mapping[int, list[f.Person]]:
    said = ~Q(convinced="") | ~Q(not_convinced="")
    rows = Participant.objects.filter(said, round__owner=owner).values_list(
        "round_id", "person_id", "person__name", "person__title", "convinced", "not_convinced"
    )
    found: dict[int, list[f.Person]] = defaultdict(list)
    for round_id, person_id, name, title, convinced, not_convinced in rows:
        found[round_id].append(
            f.Person(
                id=str(person_id),
                name=name,
                title=title or None,
                convinced=convinced or None,
                not_convinced=not_convinced or None,
            )
        )
    return found


def _debriefs(owner: Owner) -> Mapping[int, f.Debrief]:
    rows = Debrief.objects.filter(round__owner=owner).values_list("round_id", "answers")
    return {round_id: answers_to_debrief(answers) for round_id, answers in rows}


def _events(owner: Owner) -> Mapping[int, list[f.Event]]:
    rows = Entry.objects.filter(owner=owner, undone_by__isnull=True).order_by("happened_at", "pk")
    found: dict[int, list[f.Event]] = defaultdict(list)
    done = rows.filter(kind=Entry.Kind.DONE, action__in=_COUNTED)
    for round_id, action, at in done.values_list("round_id", "action", "happened_at"):
        found[round_id].append(f.Done(action, at))
    replies = rows.filter(kind=Entry.Kind.REPLY)
    for round_id, at, data in replies.values_list("round_id", "happened_at", "data"):
        found[round_id].append(f.Reply(data["kind"], at, feedback=data.get("feedback") or None))
    for events in found.values():
        events.sort(key=lambda event: event.at)
    return found
