"""A plan as plain values (dicts, lists, texts), as `relance plan --json` and the HTTP interface promise it."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from relance.etiquette.steps import Action, Blocked, Plan, Verdict


def plan_values(plan: Plan, case_id: str | None = None) -> dict[str, Any]:
    """The whole answer of `relance plan` for one case."""
    return {
        "id": case_id,
        "state": plan.state,
        "plan": [action_values(action) for action in plan.actions],
        "blocked": _blocked_values(plan.blocked),
        "guard": verdict_values(plan.guard),
    }


def action_values(action: Action) -> dict[str, Any]:
    """One step."""
    latest = action.latest
    return {
        "action": action.action,
        "channel": action.channel,
        "to": action.to,
        "due": moment(action.due),
        "latest": None if latest is None else moment(latest),
        "flags": action.flags,
        "because": action.because,
    }


def verdict_values(verdict: Verdict) -> dict[str, Any]:
    """Whether one may write now; `until` is None when nobody can tell."""
    if verdict.allowed:
        return {"allowed": True, "until": None, "because": ()}
    until = None if verdict.until is None else moment(verdict.until)
    return {"allowed": False, "until": until, "because": verdict.because}


def moment(when: datetime | date) -> str:
    """An instant to the minute with its offset, or a date: «2026-11-24T11:00+01:00», «2026-12-25»."""
    return when.isoformat(timespec="minutes") if isinstance(when, datetime) else when.isoformat()


def _blocked_values(blocked: Sequence[Blocked]) -> list[dict[str, Any]]:
    return [{"action": refusal.action, "because": refusal.because} for refusal in blocked]
