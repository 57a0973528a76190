"""Check a letter: as it is typed, and again before it may leave."""

from datetime import date, datetime

from relance.actions.plan_case import CasePlan
from relance.letters.checking import Finding, Message, Speller, check, read_message
from relance.records.models import Letter

#: What a user may not silence: a recipient would take it as an insult or a leak.
NEVER_SILENCED = frozenset({"wrong-name", "wrong-organisation", "unfilled-slot"})

_PURPOSES = {
    "thanks": "thanks",
    "followup1": "followup",
    "followup2": "followup",
    "reply_invite": "reply_invite",
    "withdraw": "withdraw",
    "acknowledge_offer": "acknowledge_offer",
    "accept_offer": "acknowledge_offer",
    "decline_offer": "acknowledge_offer",
    "ask_time": "acknowledge_offer",
    "ask_feedback": "after_rejection",
    "thank_and_ask_feedback": "after_rejection",
    "thank_after_rejection": "after_rejection",
    "ask_feedback_again": "after_rejection",
    "inform_competing_offer": "inform_competing_offer",
}


def check_letter(
    *, planned: CasePlan, letter: Letter, subject: str, body: str, leaves_on: date, speller: Speller | None = None
) -> tuple[Finding, ...]:
    """Findings on these words, without those the user silenced. Nothing is kept.

    `speller` adds faults of spelling: they never stop a letter, so that only who shows them hands one in.
    """
    message = message_of(planned=planned, letter=letter, subject=subject, body=body, leaves_on=leaves_on)
    if message is None:
        return ()
    silenced = set(letter.silenced) - NEVER_SILENCED
    return tuple(finding for finding in check(message, speller=speller) if finding.code not in silenced)


def message_of(*, planned: CasePlan, letter: Letter, subject: str, body: str, leaves_on: date) -> Message | None:
    """The message with the case's facts, as the checks want it; None for a step that has no checks."""
    if letter.news:
        return _news_message(planned=planned, letter=letter, subject=subject, body=body, leaves_on=leaves_on)
    purpose = _PURPOSES.get(letter.step)
    if purpose is None:
        return None
    facts = planned.facts
    person = letter.person
    debrief = facts.debrief
    others = Letter.objects.filter(round=letter.round, step=letter.step).exclude(pk=letter.pk)
    message, problems = read_message(
        {
            "id": str(letter.pk),
            "purpose": purpose,
            "locale": letter.locale,
            "case": {
                "role": facts.role,
                "organisation": facts.organisation,
                "candidate": {"name": facts.candidate.name, "gender": facts.candidate.gender},
                "interview_date": facts.interview.start.date().isoformat(),
                "recipient": {
                    "name": person.name,
                    "civility": person.civility or None,
                    "title": person.title or None,
                },
                "other_messages": [other.body for other in others if other.body],
                "debrief": {
                    "forgotten_points": list(debrief.points_missed) if debrief else [],
                    "best_arguments": list(debrief.best_arguments) if debrief else [],
                    "job_info": list(debrief.job_info) if debrief else [],
                },
                "tu_offered": person.tu_offered,
            },
            "sent_on": leaves_on.isoformat(),
            "attachments": list(letter.attachments.values_list("name", flat=True)),
            "subject": subject,
            "body": body,
        }
    )
    if message is None:
        raise ValueError(", ".join(problem.code for problem in problems))
    return message


def _news_message(*, planned: CasePlan, letter: Letter, subject: str, body: str, leaves_on: date) -> Message | None:
    """A recruiter's letter, with the state of the process and the reasons it gives."""
    facts, told = planned.facts, letter.news
    message, _ = read_message(
        {
            "id": str(letter.pk),
            "purpose": letter.step.partition(".")[0],
            "locale": letter.locale,
            "case": {
                "role": facts.role,
                "organisation": facts.organisation,
                "interview_date": facts.interview.start.date().isoformat(),
                "recipient": {"name": letter.person.name, "civility": letter.person.civility or None},
                "sender": {"name": facts.candidate.name, "organisation": facts.organisation},
                "process": {"state": told["kind"], "reasons": told.get("reasons", [])},
            },
            "sent_on": leaves_on.isoformat(),
            "attachments": [part.name for part in letter.attachments.all()],
            "subject": subject,
            "body": body,
        }
    )
    return message


def leaving_day(planned: CasePlan, letter: Letter, now: datetime) -> date:
    """The local day on which a letter would leave: lapses such as «il y a dix jours» must be true then."""
    if letter.leave_at is not None and letter.state == Letter.State.APPROVED:
        return letter.leave_at.astimezone(planned.facts.tz).date()
    return max(planned.day_of(letter.step), now.astimezone(planned.facts.tz).date())
