"""The lines of the free text, and where each was sorted: a line is copied to a question, and stays where it is."""

from dataclasses import dataclass
from typing import Any

from relance.actions.note_debrief import note_debrief
from relance.etiquette.facts import Debrief
from relance.records.facts import debrief_of
from relance.records.models import Round
from relance.web.candidate.debrief_questions import Question, questions


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the free text, and the question that holds it, if one does."""

    number: int
    text: str
    into: Question | None = None


def lines_of(free_text: str, debrief: Debrief | None) -> tuple[Line, ...]:
    """Every line that says something."""
    held: dict[str, Question] = {}
    for asked in questions():
        if asked.takes_lines and debrief is not None:
            value = getattr(debrief, asked.field)
            for text in value if isinstance(value, tuple) else (value or "").splitlines():
                held.setdefault(text.strip(), asked)
    texts = [line.strip(" \t-–•") for line in free_text.splitlines()]
    return tuple(Line(number, text, held.get(text)) for number, text in enumerate(texts) if text)


def sort_into(*, round_: Round, line: str, field: str) -> Question | None:
    """Copy a line to a question, and take it out of the one that held it; «» takes it out only."""
    kept = debrief_of(round_) or Debrief()
    answers: dict[str, Any] = {}
    target = None
    for asked in questions():
        if not asked.takes_lines:
            continue
        value = getattr(kept, asked.field)
        texts = list(value) if asked.shape == "list" else (value or "").splitlines()
        others = [text for text in texts if text.strip() != line]
        if asked.field == field:
            target, others = asked, [*others, line]
        if others != texts:
            answers[asked.field] = others if asked.shape == "list" else "\n".join(others)
    note_debrief(round_=round_, answers=answers)
    return target
