"""Thanks: when, to whom, and what becomes of them when they were not sent in time (PL-07 to PL-10, PL-21)."""

from datetime import datetime

from relance.etiquette.draft import Draft
from relance.etiquette.hours import (
    DAY,
    THANKS_LATE_WORKING_DAYS,
    at_hour,
    elapsed,
    is_after,
    is_quiet,
    out_of_quiet,
)
from relance.etiquette.situation import Situation
from relance.etiquette.steps import LATE, OVERDUE, Action, Reasons

THANKING: Reasons = ("T-01", "T-02", "PL-07")


def plan_thanks(draft: Draft) -> bool:
    """Plan the thanks still to be sent; True when they are dropped and must ride in the follow-up (PL-10)."""
    situation = draft.situation
    if are_over(situation):
        return False
    to, flags = recipients(situation)
    if not to:
        return False
    action = _in_time(situation, to, flags)
    if action is None:
        draft.refuse("thanks", ("PL-10",))
        return is_owed(situation)
    if situation.journal.thanked:  # the rest of a group already begun: one contact, counted when it began (PL-09)
        draft.actions.append(action)
        draft.note_contact(action.due_on)
    elif draft.is_full:
        draft.refuse("thanks", ())
    else:
        draft.add_contact(action)
    return False


def are_over(situation: Situation) -> bool:
    """Sent to everybody, or left behind by a follow-up already sent (AMB-09)."""
    return situation.journal.thanked_all or situation.journal.followup1_on is not None


def is_owed(situation: Situation) -> bool:
    """Whether an answer, or the follow-up, must carry the thanks (PL-21, AMB-09, AMB-18)."""
    journal = situation.journal
    if are_over(situation):
        return False
    return not journal.thanked or (
        situation.recipient[0] in recipients(situation)[0] and situation.recipient[0] not in journal.thanked
    )


def recipients(situation: Situation) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Who is still to be thanked, and flags for those thanked through the main contact (PL-09, AMB-05, AMB-06)."""
    to, flags = _everybody(situation)
    thanked = situation.journal.thanked
    if not thanked:
        return to, flags
    left = tuple(person for person in to if person not in thanked)
    return left, flags if situation.recipient[0] in left else ()


def _everybody(situation: Situation) -> tuple[tuple[str, ...], tuple[str, ...]]:
    if situation.to_agency or situation.playbook.thanks.recipients == "main_contact":
        return situation.recipient, ()
    people = situation.facts.people
    met = [person for person in people if person.interviewed]
    flags = tuple(f"mention:{person.id}" for person in met if not person.has_address)
    to = {person.id for person in met if person.has_address}
    if flags:
        to.add(situation.facts.main_contact.id)
    return tuple(person.id for person in people if person.id in to), flags  # in the order of people (AMB-30)


def _in_time(situation: Situation, to: tuple[str, ...], flags: tuple[str, ...]) -> Action | None:
    now, rule = situation.now, situation.playbook.thanks
    because = (*THANKING, "PL-23") if situation.to_agency else (*THANKING, "T-04", "PL-09")
    ideal, moved_because = _ideal(situation)
    latest = elapsed(situation.facts.interview.end, situation.facts.tz, minutes=60 * rule.latest_hours)
    if not situation.is_past(ideal):
        return Action("thanks", rule.channel, to, ideal, latest, flags, because + moved_because)
    because = (*because, "PL-10")
    if not situation.is_past(latest):
        return Action("thanks", rule.channel, to, out_of_quiet(now), latest, (OVERDUE, *flags), because)
    if situation.today <= situation.days.after(situation.day, THANKS_LATE_WORKING_DAYS):
        return Action("thanks", rule.channel, to, out_of_quiet(now), None, (LATE, *flags), because)
    return None


def _ideal(situation: Situation) -> tuple[datetime, Reasons]:
    """The ideal instant, off-days and quiet hours counted in, and the rules that moved it (PL-07, PL-08, PL-05)."""
    rule, tz, end = situation.playbook.thanks, situation.facts.tz, situation.facts.interview.end
    if rule.ideal.mode == "after_end":
        instant = elapsed(end, tz, minutes=rule.ideal.minutes)
    else:
        instant = at_hour(situation.day + DAY, rule.ideal.at, tz)
        if rule.ideal.cap_hours is not None:
            cap = elapsed(end, tz, minutes=60 * rule.ideal.cap_hours)
            instant = cap if is_after(instant, cap) else instant
    because: Reasons = ()
    if not situation.days.is_working(instant.date()):
        because = ("PL-08",)
        if rule.offday == "same_day_if_possible":
            early = elapsed(end, tz, minutes=rule.earliest_min)
            if early.date() == situation.day and not is_quiet(early):
                instant = early
    quiet = is_quiet(instant)
    return (out_of_quiet(instant), (*because, "PL-05")) if quiet else (instant, because)
