"""Follow-ups: the letter or call that asks where things stand, and the next one (PL-12 to PL-14, PL-22, PL-30)."""

from datetime import date

from relance.etiquette.calls import after_silent_calls, call_flags, retries, retry
from relance.etiquette.draft import Draft, take_slot
from relance.etiquette.hours import EMAIL_SLOT, MIN_GAP_WORKING_DAYS, PHONE_SLOT
from relance.etiquette.situation import Situation
from relance.etiquette.steps import INCLUDE_THANKS, OVERDUE, Action, Reasons

PROMISED: Reasons = ("W-01", "W-02", "PL-11", "PL-12")
UNPROMISED: Reasons = ("W-03", "F-01", "PL-13")
CALLING: Reasons = ("C-01", "C-04", "C-07", "PL-28")


def plan_followup1(draft: Draft, *, with_thanks: bool) -> date | None:
    """Plan the first follow-up; the date it was or will be made, or None when the cap refuses it."""
    situation = draft.situation
    if situation.journal.followup1_on is not None:
        return situation.journal.followup1_on
    if draft.is_full:
        draft.refuse("followup1", ())
        return None
    channel = followup1_channel(situation)
    flags = (INCLUDE_THANKS,) if with_thanks else ()
    if channel == "phone" and retries(situation):
        action = retry(draft, _earliest(draft, _without_promise_after_call(situation)), flags)
    else:
        action = _followup1(draft, channel, flags)
    draft.add_contact(action)
    return action.due_on


def followup1_channel(situation: Situation) -> str:
    """Their wish first, then the playbook (PL-22, AMB-12)."""
    if situation.waits:
        return "email"
    return situation.facts.channel_answer or situation.playbook.followup1.channel


def _followup1(draft: Draft, channel: str, flags: tuple[str, ...]) -> Action:
    situation = draft.situation
    base, because = _base(situation)
    day = _with_gap(draft, base)
    due, moved = take_slot(situation, day, PHONE_SLOT if channel == "phone" else EMAIL_SLOT)
    if channel == "phone":
        due = after_silent_calls(situation, "followup1", due)
        flags = (*call_flags(situation, "followup1"), *flags)
    notes = {
        "PL-14": day != base,
        "PL-17": situation.journal.delayed_on is not None,
        "PL-22": channel != situation.playbook.followup1.channel or _waits_longer(situation),
        "PL-23": situation.to_agency,
        "PL-24": moved,
        "C-07": channel == "phone",
        "PL-28": channel == "phone",
    }
    because += tuple(rule for rule, holds in notes.items() if holds)
    flags = (OVERDUE, *flags) if moved else flags
    return Action("followup1", channel, situation.recipient, due, None, flags, because)


def _base(situation: Situation) -> tuple[date, Reasons]:
    """The date before the gap and the slot: after the promise (PL-12), else after the usual delay (PL-13)."""
    promised = situation.journal.promised_on
    if promised is None:
        return _without_promise(situation), UNPROMISED
    return after_promise(situation, promised), PROMISED


def after_promise(situation: Situation, promised: date) -> date:
    """The first working day after the promise, and as many more as the doctrine grants (PL-12)."""
    return situation.days.after(promised, 1 + situation.playbook.followup1.grace_working_days)


def _without_promise(situation: Situation) -> date:
    rule = situation.playbook.followup1
    anchor = situation.journal.restart_on or situation.day
    length = "long" if situation.waits else situation.facts.process_length
    n: int = getattr(rule.days, length)
    return situation.days.on_or_after(situation.count(anchor, n, rule.unit))


def _without_promise_after_call(situation: Situation) -> date | None:
    """What a retry waits for besides the gap: the promise, or a delay told since the last silent call (AMB-14)."""
    journal = situation.journal
    if journal.promised_on is not None:
        return after_promise(situation, journal.promised_on)
    return _without_promise(situation) if journal.restart_after_call is not None else None


def _waits_longer(situation: Situation) -> bool:
    return situation.waits and situation.journal.promised_on is None and situation.facts.process_length != "long"


def _with_gap(draft: Draft, day: date) -> date:
    """Not before the second working day after the previous own contact (PL-14)."""
    return _earliest(draft, day) or day


def _earliest(draft: Draft, day: date | None) -> date | None:
    if draft.last_contact is None:
        return day
    gap = draft.situation.days.after(draft.last_contact, MIN_GAP_WORKING_DAYS)
    return gap if day is None or gap > day else day


def plan_followup2(draft: Draft, followup1_on: date | None) -> None:
    """Plan the second follow-up, where the doctrine has one and their wishes allow it (PL-22, PL-30)."""
    situation = draft.situation
    rule = situation.playbook.followup2
    if not rule.enabled or "followup2" in situation.journal.done:
        return
    against = rule.channel == "phone" and (situation.waits or situation.facts.channel_answer == "email")
    if against or draft.is_full or followup1_on is None:
        draft.refuse("followup2", ("PL-22",) if against else ())
        return
    draft.add_contact(_followup2(draft, followup1_on))


def _followup2(draft: Draft, followup1_on: date) -> Action:
    situation = draft.situation
    rule = situation.playbook.followup2
    base, because = _base2(situation, followup1_on)
    day = _with_gap(draft, base)
    phone = rule.channel == "phone"
    due, moved = take_slot(situation, day, PHONE_SLOT if phone else EMAIL_SLOT)
    flags: tuple[str, ...] = (OVERDUE,) if moved else ()
    if phone:
        due = after_silent_calls(situation, "followup2", due)
        flags += call_flags(situation, "followup2")
        because += CALLING
    notes = {"PL-14": day != base, "PL-23": situation.to_agency, "PL-24": moved}
    because += tuple(rule for rule, holds in notes.items() if holds)
    return Action("followup2", rule.channel, situation.recipient, due, None, flags, because)


def _base2(situation: Situation, followup1_on: date) -> tuple[date, Reasons]:
    """A gap after the first follow-up, or after what they answered to it (PL-30, AMB-16)."""
    rule, journal = situation.playbook.followup2, situation.journal
    anchor = followup1_on
    because: Reasons = ("PL-30",)
    if journal.followup1_on is not None and journal.delay_after_followup1 is not None:
        anchor, promised = journal.delay_after_followup1
        because = ("PL-30", "PL-17")
        if promised is not None:
            return after_promise(situation, promised), (*because, *PROMISED)
    day = situation.days.on_or_after(situation.count(anchor, rule.gap, rule.unit))
    if journal.promised_on is not None and day <= journal.promised_on:
        return after_promise(situation, journal.promised_on), (*because, *PROMISED)
    return day, because
