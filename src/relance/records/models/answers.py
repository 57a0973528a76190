"""Answers prepared for awkward questions: they serve every interview, and come back in rehearsals."""

from django.db import models
from django.db.models import Q

from relance.records.models.owners import Owner


class PreparedAnswer(models.Model):
    """The best answer so far to a question.

    The question is its `subject` when it is on a known one; in the words it was met in otherwise, and then only. A
    row may hold no answer yet: it remembers when the question was rehearsed, and that it comes back on `due_on`,
    `gap` days after.
    """

    owner = models.ForeignKey(Owner, on_delete=models.CASCADE, related_name="prepared_answers")
    subject = models.CharField(max_length=40, blank=True)
    question = models.CharField(max_length=500, blank=True)
    answer = models.TextField(blank=True)
    gap = models.PositiveSmallIntegerField(default=0)
    due_on = models.DateField(null=True, blank=True)
    rehearsed_on = models.DateField(null=True, blank=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["owner", "subject"], condition=~Q(subject=""), name="answer_once_per_subject"
            ),
            models.CheckConstraint(
                condition=(Q(subject="") & ~Q(question="")) | (~Q(subject="") & Q(question="")),
                name="answer_has_a_subject_or_words",
            ),
        ]

    def __str__(self) -> str:
        return self.subject or self.question
