"""Note what a no taught: their reasons in their words, the lesson in one line (N-03, N-08)."""

from datetime import datetime

from relance.actions.refusals import BadInputError
from relance.etiquette.problems import Problem
from relance.records.models import Lesson, Round

LONGEST_LINE, LONGEST_REASONS = 300, 5000


def note_lesson(
    *, round_: Round, now: datetime, line: str | None = None, reasons: str | None = None
) -> Lesson | None:
    """Keep the line, the reasons, or both; None leaves what is there. Both empty: there is no lesson any more."""
    if len(line or "") > LONGEST_LINE:
        raise BadInputError((Problem("line", "text_too_long", {"most": str(LONGEST_LINE)}),))
    if len(reasons or "") > LONGEST_REASONS:
        raise BadInputError((Problem("reasons", "text_too_long", {"most": str(LONGEST_REASONS)}),))
    row = Lesson.objects.filter(round=round_).first() or Lesson(owner=round_.owner, round=round_)
    row.line = row.line if line is None else " ".join(line.split())
    row.reasons = row.reasons if reasons is None else reasons.strip()
    row.noted_at = now
    if not row.line and not row.reasons:
        Lesson.objects.filter(round=round_).delete()
        return None
    row.save()
    return row
