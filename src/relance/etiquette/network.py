"""Beside the follow-ups: LinkedIn requests and another employer's offer (PL-27, PL-29)."""

from datetime import date

from relance.etiquette.draft import Draft
from relance.etiquette.hours import ANSWER_MINUTES, elapsed, out_of_quiet
from relance.etiquette.steps import Action, Blocked, Reasons

INVITING: Reasons = ("L-01", "L-02", "PL-29")
KEEPING_QUIET: Reasons = ("T-15", "F-11", "PL-27")


def plan_linkedin(draft: Draft) -> None:
    """Ask every interviewer to stay in touch, on the day of the thanks, not before today (AMB-10)."""
    situation = draft.situation
    journal = situation.journal
    # An agency's client is left alone altogether (PL-23).
    if not situation.playbook.linkedin or journal.invited_all or situation.to_agency:
        return
    to = tuple(p.id for p in situation.facts.people if p.interviewed and p.id not in journal.invited)
    if to:
        day = max(_day_of_thanks(draft), situation.today)
        draft.actions.append(Action("linkedin_invite", "linkedin", to, day, because=INVITING))


def _day_of_thanks(draft: Draft) -> date:
    for action in draft.actions:
        if action.action == "thanks":
            return action.due_on
    return draft.situation.journal.done.get("thanks", draft.situation.today)


def plan_competing_offer(draft: Draft) -> None:
    """Another offer: kept quiet, or told after an hour, as the doctrine says."""
    situation = draft.situation
    offer = situation.journal.competing
    if offer is None:
        return
    if situation.playbook.competing_offer == "never":
        draft.blocked.append(Blocked("inform_competing_offer", KEEPING_QUIET))
    elif not situation.journal.informed:
        ideal = out_of_quiet(elapsed(offer.at, situation.facts.tz, minutes=ANSWER_MINUTES))
        due = out_of_quiet(situation.now) if situation.is_past(ideal) else ideal
        draft.actions.append(
            Action("inform_competing_offer", "email", situation.recipient, due, because=("PL-27",))
        )
