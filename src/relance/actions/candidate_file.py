"""All that is kept about one candidate: given to them on request (GDPR art. 15), or erased (art. 17)."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from relance.actions.board import duty_of
from relance.actions.erase import erase_case
from relance.records.models import Case, InboundMail, Letter
from relance.records.openings import candidate_of, rounds_of

FORMAT = 1


def candidate_file(*, case: Case, now: datetime) -> dict[str, Any]:
    """Everything about a candidate as plain JSON values: who, interviews and notes, what was said, letters."""
    person, duty = candidate_of(case), duty_of(case=case, now=now)
    kept = duty.retention
    return {
        "relance_candidate": FORMAT,
        "exported_at": now.isoformat(),
        "candidate": {
            "name": person.name,
            "civility": person.civility,
            "email": person.email,
            "phone": person.phone,
            "title": person.title,
        },
        "opening": {"title": case.role, "organisation": case.organisation.name},
        "state": duty.state,
        "next_news_due": duty.due.isoformat() if duty.due else None,
        "kept_until": kept.erase_on.isoformat() if kept else None,
        "interviews": [
            {
                "start": round_.starts_at.isoformat(),
                "end": round_.ends_at.isoformat(),
                "mode": round_.mode,
                "location": round_.location,
                "announced": _promise(round_),
                "next_step": round_.next_step,
                "notes": (getattr(round_, "debrief", None) and round_.debrief.free_text) or "",
            }
            for round_ in rounds_of(case)
        ],
        "journal": [
            {"at": one.happened_at.isoformat(), "kind": one.kind, "what": one.action, "data": _plain(one.data)}
            for one in case.entries.order_by("happened_at", "pk")
        ],
        "letters": [
            {"subject": one.subject, "body": one.body, "sent_at": one.sent_at.isoformat() if one.sent_at else None}
            for one in Letter.objects.filter(case=case, state=Letter.State.SENT).order_by("sent_at", "pk")
        ],
        "mails": [
            {"subject": one.subject, "received_at": one.received_at.isoformat(), "text": one.text}
            for one in InboundMail.objects.filter(case=case).order_by("received_at", "pk")
        ],
    }


def erase_candidate(*, case: Case) -> None:
    """Erase a candidate with all that is kept about them, the person included unless they are known otherwise."""
    erase_case(case=case)


def _promise(round_: Any) -> str:
    promise = getattr(round_, "promise", None)
    if promise is None:
        return ""
    told = promise.promised_on.isoformat() if promise.promised_on else f"{promise.n or ''} {promise.kind}".strip()
    return promise.said or told


def _plain(data: Mapping[str, Any]) -> dict[str, Any]:
    # Numbers of our own tables say nothing to the reader.
    return {name: value for name, value in data.items() if name not in {"letter", "mail", "to"} and value}
