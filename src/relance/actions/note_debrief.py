"""Note the debrief, stroke by stroke (D-01 to D-42)."""

import dataclasses
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from relance.actions.keep_time import refresh_due
from relance.actions.log_event import log_event
from relance.actions.refusals import BadInputError
from relance.etiquette.facts import Debrief as DebriefFacts
from relance.etiquette.problems import Problem
from relance.records.models import Debrief, Entry, Round

#: Longer than any debrief a person writes; a slip of the clipboard is told, not swallowed.
LONGEST = 200_000
LISTS = tuple(field.name for field in dataclasses.fields(DebriefFacts) if field.type == tuple[str, ...])
ANSWERS = tuple(field.name for field in dataclasses.fields(DebriefFacts) if field.name != "free_text")


def note_debrief(
    *, round_: Round, free_text: str | None = None, answers: Mapping[str, Any] | None = None
) -> Debrief:
    """Keep what was typed; fields that are not named stay as they are. Nothing else moves."""
    problems = [Problem(name, "field_unknown", {"name": name}) for name in answers or {} if name not in ANSWERS]
    for name, value in [("free_text", free_text or ""), *(answers or {}).items()]:
        if len(str(value)) > LONGEST:
            problems.append(Problem(name, "text_too_long", {"most": str(LONGEST)}))
    if problems:
        raise BadInputError(tuple(problems))
    with transaction.atomic():
        # The row is locked so that two taps saved at once both stay.
        Debrief.objects.get_or_create(round=round_)
        debrief = Debrief.objects.select_for_update().get(round=round_)
        if free_text is not None:
            debrief.free_text = free_text
        debrief.answers = {**debrief.answers, **(answers or {})}
        debrief.save()
    return debrief


def list_answers(pairs: Sequence[tuple[str, str]]) -> dict[str, Any]:
    """Answers as the records want them: lists where the field is a list, brakes with their answer after « :: »."""
    answers: dict[str, Any] = {}
    for name, text in pairs:
        if name == "brakes":
            brake, _, reply = text.partition("::")
            answers.setdefault(name, []).append({"text": brake.strip(), "answer": reply.strip() or None})
        elif name in LISTS:
            answers.setdefault(name, []).append(text.strip())
        else:
            answers[name] = int(text) if text.strip().isdecimal() and len(text) < 10 else text.strip()
    return answers


def complete_debrief(*, round_: Round, now: datetime) -> None:
    """«Bilan complet»: the step is done (D-06)."""
    if Debrief.objects.filter(round=round_, completed_at__isnull=True).update(completed_at=now):
        log_event(round_=round_, kind=Entry.Kind.DONE, action="debrief", at=now, now=now)
    else:
        refresh_due(case=round_.case, now=now)
