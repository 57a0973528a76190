"""Answers to a good reply: a second interview or an offer (PL-18, PL-19, PL-21)."""

from relance.etiquette.closing import close_on
from relance.etiquette.facts import Reply
from relance.etiquette.hours import (
    ANSWER_LATEST_HOURS,
    ANSWER_MINUTES,
    DAY,
    DECIDE_HOURS,
    REVIEW_SLOT,
    at_hour,
    elapsed,
    out_of_quiet,
)
from relance.etiquette.situation import Situation
from relance.etiquette.steps import CANDIDATE, INCLUDE_THANKS, LATE, NO_FLAGS, OVERDUE, Action, Reasons
from relance.etiquette.thanks import is_owed

REPLYING: Reasons = ("P-01", "P-02", "P-03", "PL-18")
WITHDRAWING: Reasons = ("P-04", "PL-18")
REVIEWING: Reasons = ("P-05", "D-05", "PL-18")
ACKNOWLEDGING: Reasons = ("P-01", "PL-19")
DECIDING: Reasons = ("PL-19",)


def answer_invitation(situation: Situation, reply: Reply) -> list[Action]:
    """Accept within the hour and re-read the debrief on the eve, or withdraw just as fast and close (PL-18)."""
    done = situation.journal.done_since_decisive
    if situation.facts.still_interested:
        actions = [] if "reply_invite" in done else [_answer(situation, reply, "reply_invite", REPLYING)]
        review = _review(situation, reply)
        return [*actions, review] if review else actions
    actions = []
    day = done.get("withdraw")
    if day is None:
        withdrawal = _answer(situation, reply, "withdraw", WITHDRAWING)
        actions.append(withdrawal)
        day = withdrawal.due_on
    if "close_file" not in done:
        actions.append(close_on(situation, day, ("PL-16", *WITHDRAWING)))
    return actions


def answer_offer(situation: Situation, reply: Reply) -> list[Action]:
    """Acknowledge within the hour, decide by the deadline (PL-19)."""
    done = situation.journal.done_since_decisive
    actions = []
    if "acknowledge_offer" not in done:
        actions.append(_answer(situation, reply, "acknowledge_offer", ACKNOWLEDGING))
    if "decide_offer" not in done:
        tz = situation.facts.tz
        due = reply.deadline.astimezone(tz) if reply.deadline else elapsed(reply.at, tz, minutes=60 * DECIDE_HOURS)
        flags = (OVERDUE,) if situation.is_past(due) else ()
        channel = reply.channel or "email"
        actions.append(Action("decide_offer", channel, situation.recipient, due, None, flags, DECIDING))
    return actions


def _answer(situation: Situation, reply: Reply, name: str, because: Reasons) -> Action:
    """An hour after reception, by the channel it came by, a day at most (AMB-19)."""
    tz = situation.facts.tz
    flags: tuple[str, ...] = ()
    if is_owed(situation):
        flags, because = (INCLUDE_THANKS,), (*because, "PL-21")
    if situation.to_agency:
        because = (*because, "PL-23")
    due = out_of_quiet(elapsed(reply.at, tz, minutes=ANSWER_MINUTES))
    latest = elapsed(reply.at, tz, minutes=60 * ANSWER_LATEST_HOURS)
    late = False
    if situation.is_past(due):
        due, late = out_of_quiet(situation.now), situation.is_past(latest)
        flags = (LATE if late else OVERDUE, *flags)
    channel = reply.channel or "email"
    return Action(name, channel, situation.recipient, due, None if late else latest, flags, because)


def _review(situation: Situation, reply: Reply) -> Action | None:
    """Re-read the debrief the evening before round 2, or now if that is past (AMB-21)."""
    start = reply.round2_start
    if start is None or "review_debrief" in situation.journal.done_since_decisive:
        return None
    if not situation.is_to_come(start):
        return None
    tz = situation.facts.tz
    eve = start.astimezone(tz).date() - DAY
    due, flags = at_hour(eve, REVIEW_SLOT, tz), NO_FLAGS
    if situation.is_past(due):
        due, flags = situation.now, (OVERDUE,)
    return Action("review_debrief", "self", CANDIDATE, due, None, flags, REVIEWING)
