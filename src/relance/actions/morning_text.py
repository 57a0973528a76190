"""What the morning mail says: what a person has to do themselves today, and nothing else."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from relance.actions.keep_in_touch import doors_ahead
from relance.actions.plan_case import CasePlan, plan_round
from relance.etiquette import Action
from relance.letters.grammar.days import hour
from relance.records import queries
from relance.records.models import Letter, Owner
from relance.wording import say
from relance.wording.morning import MORNING
from relance.wording.steps import ACTIONS

#: Steps written out; the others are counted.
_WRITTEN = 12


@dataclass(frozen=True, slots=True)
class MorningText:
    """A subject and a body, ready to be sent to oneself."""

    subject: str
    body: str


def morning_text(*, owner: Owner, now: datetime) -> MorningText | None:
    """The text for the local day of `now`; None when nothing is to be done. Only cases that are due are read."""
    steps = _steps(owner, now)
    answers = queries.mail_to_look_at(owner).count()
    today = now.astimezone(ZoneInfo(owner.tz)).date()
    back = [one.door.person.name for one in doors_ahead(owner=owner, now=now) if one.on <= today]
    count = len(steps) + answers + len(back)
    if not count:
        return None
    lang = owner.language
    subject = say(MORNING, "subject_one" if count == 1 else "subject_many", lang, {"count": count})
    return MorningText(subject, _body(owner, steps, answers, back))


def _steps(owner: Owner, now: datetime) -> list[tuple[CasePlan, Action]]:
    tonight = now.astimezone(ZoneInfo(owner.tz)).replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(1)
    answered = queries.mail_to_look_at(owner).filter(case__isnull=False).values("case_id")
    cases = list(queries.open_cases(owner).exclude(pk__in=answered).filter(next_at__lt=tonight, paused_at=None))
    alone = set(
        Letter.objects.filter(owner=owner, case__in=cases, state=Letter.State.APPROVED).values_list(
            "case", "step", "person"
        )
    )
    rounds = queries.latest_rounds(owner, cases)
    plans = [plan_round(round_=rounds[case.pk], now=now) for case in cases if case.pk in rounds]
    found = [
        (planned, step)
        for planned in plans
        for step in planned.plan.actions
        if step.due_on <= planned.now.date() and not _leaves_alone(planned, step, alone)
    ]
    return sorted(found, key=lambda pair: (pair[1].due_on, not isinstance(pair[1].due, datetime), str(pair[1].due)))


def _leaves_alone(planned: CasePlan, step: Action, alone: set[tuple[int, str, int]]) -> bool:
    people = [one for one in step.to if one.isdigit()]
    return bool(people) and all((planned.case.pk, step.action, int(one)) in alone for one in people)


def _body(owner: Owner, steps: Sequence[tuple[CasePlan, Action]], answers: int, back: Sequence[str]) -> str:
    lang = owner.language
    first_name = owner.name.split(" ")[0]
    lines = [say(MORNING, "hello" if first_name else "hello_nobody", lang, {"name": first_name}), ""]
    if answers:
        lines += [say(MORNING, "answers_one" if answers == 1 else "answers_many", lang, {"count": answers}), ""]
    lines += [f"• {_line(planned, step, lang)}" for planned, step in steps[:_WRITTEN]]
    lines += [f"• {say(MORNING, 'news', lang, {'name': name})}" for name in back[:_WRITTEN]]
    if len(steps) > _WRITTEN:
        lines += [say(MORNING, "more", lang, {"count": len(steps) - _WRITTEN})]
    lines += ["", say(MORNING, "ready", lang), "", "--", say(MORNING, "why", lang)]
    return "\n".join(lines) + "\n"


def _line(planned: CasePlan, step: Action, lang: str) -> str:
    names = [person.name for person in planned.facts.people if person.id in step.to]
    timed = isinstance(step.due, datetime) and not {"overdue", "late"} & set(step.flags)
    locale = "fr-FR" if lang == "fr" else "en-GB"
    when = (
        hour(step.due.time(), locale) if timed and isinstance(step.due, datetime) else say(MORNING, "today", lang)
    )
    calls = step.channel == "phone" and step.action != "call_retry"
    what = say(MORNING, "call", lang) if calls else say(ACTIONS, step.action, lang)
    place = ", ".join(part for part in (planned.case.organisation.name, planned.case.role) if part)
    values = {"when": when, "what": what, "whom": _and(names, lang), "place": place}
    return say(MORNING, "step" if names else "step_alone", lang, values)


def _and(names: Sequence[str], lang: str) -> str:
    if len(names) < 2:
        return "".join(names)
    return say(MORNING, "and", lang, {"first": ", ".join(names[:-1]), "last": names[-1]})
