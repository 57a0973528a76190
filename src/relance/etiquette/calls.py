"""Calls: what is prepared before one, and what follows a call that reached no one (PL-28)."""

from datetime import date, datetime

from relance.etiquette.draft import Draft, take_slot
from relance.etiquette.hours import PHONE_SLOT, RETRY_SLOT, at_hour
from relance.etiquette.situation import Situation
from relance.etiquette.steps import OVERDUE, Action, Reasons

RETRYING: Reasons = ("C-05", "C-06", "C-07", "PL-28")


def call_flags(situation: Situation, action: str) -> tuple[str, ...]:
    """What to have ready before the call, and what to do on reaching a voicemail (AMB-33)."""
    if situation.playbook.voicemail == "leave_message":
        return ("prepare_voicemail", "leave_message_on_voicemail")
    return ("prepare_voicemail", _on_voicemail(situation, action))


def after_silent_calls(situation: Situation, action: str, due: datetime) -> datetime:
    """Never two calls on one day: the next working day after a call that reached no one (H-04, AMB-13)."""
    calls = situation.journal.silent_calls.get(action)
    if not calls or due.date() > max(calls):
        return due
    return at_hour(situation.days.after(max(calls)), PHONE_SLOT, situation.facts.tz)


def retries(situation: Situation) -> bool:
    """Whether a silent call turns the first follow-up into a retry."""
    return situation.playbook.voicemail == "hang_up_then_message" and "followup1" in situation.journal.silent_calls


def retry(draft: Draft, not_before: date | None, flags: tuple[str, ...]) -> Action:
    """Call again the next working day, at the other hour (C-05, AMB-14)."""
    situation = draft.situation
    day = situation.days.after(max(situation.journal.silent_calls["followup1"]))
    if not_before is not None and not_before > day:
        day = not_before
    due, moved = take_slot(situation, day, RETRY_SLOT)
    flags = (_on_voicemail(situation, "followup1"), *flags)
    flags = (OVERDUE, *flags) if moved else flags
    because = (*RETRYING, "PL-24") if moved else RETRYING
    return Action("call_retry", "phone", situation.recipient, due, None, flags, because)


def _on_voicemail(situation: Situation, action: str) -> str:
    silent = len(situation.journal.silent_calls.get(action, ()))
    enough = silent >= situation.playbook.voicemail_silent_max
    return "leave_prepared_message" if enough and silent else "hang_up_on_voicemail"
