"""A draft as the checker reads it: the same message, with what the case knows, ready for `read_message`."""

from datetime import date
from typing import Any

from relance.etiquette.facts import Done, Facts, Person, Reply
from relance.letters.drafting.letter import Draft

_ASKED = frozenset({"ask_feedback", "thank_and_ask_feedback"})


def as_message(
    facts: Facts,
    action: str,
    person: Person,
    written: Draft,
    *,
    sent_on: date | None = None,
    others: tuple[str, ...] = (),
    competing_offer: str = "never",
) -> dict[str, Any]:
    """The JSON shape of `relance check` for this draft; `others` are the letters to the other interviewers."""
    debrief = facts.debrief
    agency = next((someone for someone in facts.people if someone.agency), None)
    case: dict[str, Any] = {
        "role": facts.role,
        "organisation": facts.organisation,
        "candidate": {"name": facts.candidate.name, "gender": facts.candidate.gender},
        "interview_date": facts.interview.start.date().isoformat(),
        "recipient": {"name": person.name, "civility": person.civility or "", "title": person.title or ""},
        "other_messages": list(others),
        "debrief": {
            "forgotten_points": [*debrief.points_missed, *debrief.forgotten_questions] if debrief else [],
            "best_arguments": list(debrief.best_arguments) if debrief else [],
            "job_info": list(debrief.job_info) if debrief else [],
        },
        "tu_offered": person.tu_offered,
        "competing_offer": competing_offer,
        **({"agency": agency.name} if agency else {}),
        **_refusal(facts),
    }
    message: dict[str, Any] = {
        "purpose": _purpose(facts, action),
        "locale": written.locale,
        "case": case,
        "body": written.body,
        "attachments": [],
    }
    if sent_on:
        message["sent_on"] = sent_on.isoformat()
    return message | ({"subject": written.subject} if written.kind == "email" else {})


def _refusal(facts: Facts) -> dict[str, Any]:
    refusals = [event for event in facts.events if isinstance(event, Reply) and event.kind == "rejection"]
    if not refusals:
        return {}
    asked = [event for event in facts.events if isinstance(event, Done) and event.action in _ASKED]
    requested = {"feedback_requested_on": asked[-1].at.date().isoformat()} if asked else {}
    reasons = "given" if refusals[-1].with_reasons else None
    return {"refusal": {"received_on": refusals[-1].at.date().isoformat(), "reasons": reasons, **requested}}


def _purpose(facts: Facts, action: str) -> str:
    """A hand-written note is checked as what it is: thanks after an interview, or an answer to a refusal."""
    return "thanks" if action == "handwritten_note" and not _refusal(facts) else action
