"""The bank of awkward questions: what was asked, the best answer so far, and rehearsals that bring them back.

The promise: the bank holds what the interviews kept here asked, and the answers written in it. Erase an
application, and a question that no other interview asked goes with it, unless its subject has an answer prepared.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction

from relance.actions.refusals import BadInputError
from relance.etiquette.lessons import Key, Life, is_same, questions_met, subject_of
from relance.etiquette.problems import Problem
from relance.records.models import Debrief, Owner, PreparedAnswer

#: Questions rehearsed in one day: a few minutes.
A_SITTING = 5
#: Days until a question comes back: twice as long each time it came easily.
FIRST, LONGEST = 2, 32
LONGEST_ANSWER, LONGEST_QUESTION = 4000, 500


@dataclass(frozen=True, slots=True)
class Banked:
    """One question of the bank: its subject («» outside the known ones), its words, where it came, the answer."""

    subject: str
    words: tuple[str, ...]
    keys: tuple[Key, ...] = ()
    answer: str = ""
    due_on: date | None = None
    rehearsed_on: date | None = None

    @property
    def times(self) -> int:
        """How often it came."""
        return len(self.keys)

    @property
    def question(self) -> str:
        """Words that name it among all others."""
        return self.words[0] if self.words else self.subject

    def is_due(self, today: date) -> bool:
        """Whether a rehearsal brings it back."""
        return self.due_on is None or self.due_on <= today


def bank_of(owner: Owner, lives: Iterable[Life]) -> list[Banked]:
    """Every question, the most frequent first; then those with an answer that no interview here asked."""
    rows = list(PreparedAnswer.objects.filter(owner=owner).order_by("pk"))
    by_subject = {row.subject: row for row in rows if row.subject}
    others = [row for row in rows if not row.subject]
    found, used = [], set()
    for met in questions_met(lives):
        row = by_subject.get(met.subject) if met.subject else _alike(met.words[-1], others)
        if row is not None:
            used.add(row.pk)
        found.append(_banked(row, met.subject, met.words, met.keys))
    left = (row for row in rows if row.pk not in used and row.answer)
    return found + [_banked(row, row.subject, (row.question,) if row.question else ()) for row in left]


def find_in(bank: Iterable[Banked], question: str) -> Banked | None:
    """The question of the bank that these words, or this subject, name."""
    subject = subject_of(question)
    for one in bank:
        if one.subject and one.subject in {subject, question}:
            return one
        if not one.subject and not subject and any(is_same(words, question) for words in one.words):
            return one
    return None


def to_rehearse(bank: Iterable[Banked], today: date) -> tuple[Banked | None, int]:
    """The next question of today's rehearsal, and how many are left with it; None when it is over."""
    listed = list(bank)
    left = A_SITTING - sum(one.rehearsed_on == today for one in listed)
    due = [one for one in listed if one.is_due(today) and one.rehearsed_on != today]
    due.sort(key=lambda one: (one.due_on is None, one.due_on or today))
    number = max(min(left, len(due)), 0)
    return (due[0], number) if number else (None, 0)


def keep_answer(*, owner: Owner, asked: Banked, answer: str) -> None:
    """Keep the best answer so far. BadInputError when it is too long."""
    if len(answer) > LONGEST_ANSWER:
        raise BadInputError((Problem("answer", "text_too_long", {"most": str(LONGEST_ANSWER)}),))
    with transaction.atomic():
        row = _row_of(owner, asked)
        row.answer = answer.strip()
        row.save()


def rehearse(*, owner: Owner, asked: Banked, came: bool, today: date) -> None:
    """One question said aloud: it comes back later and later when it came, tomorrow when it did not."""
    with transaction.atomic():
        row = _row_of(owner, asked)
        row.gap = min(max(row.gap * 2, FIRST), LONGEST) if came else 1
        row.due_on = today + timedelta(days=row.gap)
        row.rehearsed_on = today
        row.save()


def forget_unasked(owner: Owner) -> None:
    """Drop what an erased application leaves: rows in its own words, or without an answer, that nothing asks."""
    answers = Debrief.objects.filter(round__owner=owner).values_list("answers", flat=True)
    asked = [str(text) for one in answers for text in one.get("awkward_questions") or ()]
    subjects = {subject_of(text) for text in asked}
    for row in PreparedAnswer.objects.filter(owner=owner):
        if row.subject:
            gone = not row.answer and row.subject not in subjects
        else:
            gone = not any(is_same(row.question, text) for text in asked)
        if gone:
            row.delete()


def _row_of(owner: Owner, asked: Banked) -> PreparedAnswer:
    Owner.objects.select_for_update().get(pk=owner.pk)
    rows = PreparedAnswer.objects.filter(owner=owner, subject=asked.subject)
    if asked.subject:
        return rows.first() or PreparedAnswer(owner=owner, subject=asked.subject)
    known = next((row for row in rows if any(is_same(row.question, words) for words in asked.words)), None)
    return known or PreparedAnswer(owner=owner, question=asked.words[-1][:LONGEST_QUESTION])


def _alike(words: str, rows: Sequence[PreparedAnswer]) -> PreparedAnswer | None:
    return next((row for row in rows if is_same(row.question, words)), None)


def _banked(row: PreparedAnswer | None, subject: str, words: tuple[str, ...], keys: tuple[Key, ...] = ()) -> Banked:
    if row is None:
        return Banked(subject, words, keys)
    return Banked(subject, words, keys, row.answer, row.due_on, row.rehearsed_on)
