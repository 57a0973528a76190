"""After a refusal: thank, ask why where the doctrine asks, write by hand where it does, then close (PL-20)."""

from datetime import date

from relance.etiquette.closing import close_on
from relance.etiquette.draft import take_slot
from relance.etiquette.facts import Reply
from relance.etiquette.hours import (
    DAY,
    EMAIL_SLOT,
    FEEDBACK_WAIT_DAYS,
    REJECTION_LATEST_WORKING_DAYS,
    REJECTION_REPLY_WORKING_DAYS,
)
from relance.etiquette.situation import Situation
from relance.etiquette.steps import INCLUDE_THANKS, LATE, OVERDUE, Action, Reasons
from relance.etiquette.thanks import is_owed

ASKING: Reasons = ("N-01", "N-02", "N-03", "PL-20")
THANKING: Reasons = ("N-01", "N-02", "PL-20")
WRITING: Reasons = ("N-06", "N-07", "PL-20")
ASKING_AGAIN: Reasons = ("N-03", "PL-20")
CLOSING: Reasons = ("N-08", "PL-20", "PL-16")

REQUESTS = {"ask": "ask_feedback", "thank_and_ask": "thank_and_ask_feedback"}
REPLIES = (*REQUESTS.values(), "thank_after_rejection")


def answer_rejection(situation: Situation, reply: Reply) -> list[Action]:
    """Everything that remains to be done after the refusal."""
    done = situation.journal.done_since_decisive
    actions: list[Action] = []
    if reply.with_reasons and situation.playbook.rejection.handwritten:
        replied_on = _plan_note(situation, reply, None, actions, stands_alone=True)
        asked_on = done.get("ask_feedback_again")
    else:
        replied_on, asked_on, planned = _plan_reply(situation, reply, actions)
        if situation.playbook.rejection.handwritten:
            _plan_note(situation, reply, replied_on if planned else None, actions)
        asked_on = _plan_reminder(situation, reply, asked_on, actions)
    if "close_file" not in done:
        day = replied_on if asked_on is None else asked_on + DAY * FEEDBACK_WAIT_DAYS
        actions.append(close_on(situation, day, CLOSING))
    return actions


def _plan_reply(situation: Situation, reply: Reply, actions: list[Action]) -> tuple[date, date | None, bool]:
    """The reply: its date, the date it asks why (None when it does not), and whether it is still to be sent."""
    sent = {name: day for name, day in situation.journal.done_since_decisive.items() if name in REPLIES}
    if sent:
        asked = [day for name, day in sent.items() if name in REQUESTS.values()]
        return max(sent.values()), max(asked, default=None), False
    action = _reply(situation, reply)
    actions.append(action)
    day = action.due_on
    return day, None if reply.with_reasons else day, True


def _reply(situation: Situation, reply: Reply) -> Action:
    """After a night, on the next working day, three working days at most (AS-17, AMB-23, AMB-24)."""
    days, received = situation.days, _received_on(situation, reply)
    name = "thank_after_rejection" if reply.with_reasons else REQUESTS[situation.playbook.rejection.mode]
    due, moved = take_slot(situation, days.after(received, REJECTION_REPLY_WORKING_DAYS), EMAIL_SLOT)
    latest: date | None = days.after(received, REJECTION_LATEST_WORKING_DAYS)
    flags, because = _thanks_within(situation)
    if moved:
        late = latest is not None and due.date() > latest
        latest = None if late else latest
        flags = (LATE if late else OVERDUE, *flags)
        because = (*because, "PL-24")
    because = (THANKING if reply.with_reasons else ASKING) + because
    return Action(name, "email", situation.recipient, due, latest, flags, because)


def _plan_note(
    situation: Situation, reply: Reply, day: date | None, actions: list[Action], *, stands_alone: bool = False
) -> date:
    """The note by hand: on the day of the reply to be sent, else the next working day (AMB-25, AMB-26)."""
    written = situation.journal.done_since_decisive.get("handwritten_note")
    if written is not None:
        return written
    if day is None:
        first = situation.days.after(_received_on(situation, reply), REJECTION_REPLY_WORKING_DAYS)
        day = max(first, situation.today)
    flags, because = _thanks_within(situation) if stands_alone else ((), ())
    actions.append(Action("handwritten_note", "post", situation.recipient, day, None, flags, (*WRITING, *because)))
    return day


def _plan_reminder(situation: Situation, reply: Reply, asked_on: date | None, actions: list[Action]) -> date | None:
    """Ask once more where the doctrine insists (AS-11); the date of the last request."""
    again = situation.journal.done_since_decisive.get("ask_feedback_again")
    if again is not None:
        return again if asked_on is None else max(again, asked_on)
    wait = situation.playbook.rejection.insist_after_days
    if wait is None or asked_on is None or reply.with_reasons:
        return asked_on
    day = situation.days.on_or_after(asked_on + DAY * wait)
    due, moved = take_slot(situation, day, EMAIL_SLOT)
    flags, because = ((OVERDUE,), (*ASKING_AGAIN, "PL-24")) if moved else ((), ASKING_AGAIN)
    actions.append(Action("ask_feedback_again", "email", situation.recipient, due, None, flags, because))
    return due.date()


def _thanks_within(situation: Situation) -> tuple[tuple[str, ...], Reasons]:
    return ((INCLUDE_THANKS,), ("PL-21",)) if is_owed(situation) else ((), ())


def _received_on(situation: Situation, reply: Reply) -> date:
    return reply.at.astimezone(situation.facts.tz).date()
