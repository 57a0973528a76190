"""At the interview and just after: the questions to ask before leaving, and the debrief (PL-25)."""

from relance.etiquette.hours import ASK_NEXT_STEPS_MINUTES, elapsed
from relance.etiquette.situation import Situation
from relance.etiquette.steps import CANDIDATE, LATE, NO_FLAGS, OVERDUE, Action, Reasons

ASKING: Reasons = ("E-01", "E-05", "E-06", "E-07", "PL-25")
DEBRIEFING: Reasons = ("D-01", "D-02", "D-03", "PL-25")


def ask_next_steps(situation: Situation) -> Action | None:
    """Ask about the next steps five minutes before the end; nothing once the interview has begun."""
    interview = situation.facts.interview
    if not situation.is_to_come(interview.start) or "ask_next_steps" in situation.journal.done:
        return None
    due = elapsed(interview.end, situation.facts.tz, minutes=-ASK_NEXT_STEPS_MINUTES)
    return Action("ask_next_steps", "in_interview", CANDIDATE, due, because=ASKING)


def debrief(situation: Situation) -> Action | None:
    """The debrief, due at the end of the interview and whatever the reply (D-01)."""
    if "debrief" in situation.journal.done:
        return None
    end = situation.facts.interview.end.astimezone(situation.facts.tz)
    due, flags = end, NO_FLAGS
    if situation.is_past(end):
        due, flags = situation.now, (OVERDUE,)
    latest = elapsed(end, situation.facts.tz, minutes=60 * situation.playbook.debrief.latest_hours)
    if situation.is_past(latest):
        return Action("debrief", "self", CANDIDATE, due, None, (LATE,), DEBRIEFING)
    return Action("debrief", "self", CANDIDATE, due, latest, flags, DEBRIEFING)
