"""Closing the file, on the day it may rest (PL-16)."""

from datetime import date

from relance.etiquette.draft import Draft
from relance.etiquette.situation import Situation
from relance.etiquette.steps import CANDIDATE, OVERDUE, Action, Reasons


def close_after_silence(draft: Draft) -> Action | None:
    """Some time after the last own contact, or their last word if it still runs (AMB-35)."""
    situation = draft.situation
    if "close_file" in situation.journal.done:
        return None
    rule, journal = situation.playbook.close, situation.journal
    known = [day for day in (draft.last_contact, journal.promised_on, journal.delayed_on) if day is not None]
    return close_on(
        situation, situation.count(max(known, default=situation.day), rule.after, rule.unit), ("PL-16",)
    )


def close_on(situation: Situation, day: date, because: Reasons) -> Action:
    """Close on that day, or today when it is past (PL-16, AMB-17)."""
    if day < situation.today:
        return Action("close_file", "self", CANDIDATE, situation.today, None, (OVERDUE,), because)
    return Action("close_file", "self", CANDIDATE, day, because=because)
