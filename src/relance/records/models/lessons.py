"""What a no taught: their reasons as they gave them, and the lesson in one line (N-03, N-08)."""

from django.db import models

from relance.records.models.cases import Round
from relance.records.models.owners import Owner


class Lesson(models.Model):
    """Of one round. `reasons` are the employer's words, `line` the user's own."""

    owner = models.ForeignKey(Owner, on_delete=models.CASCADE, related_name="lessons")
    round = models.OneToOneField(Round, on_delete=models.CASCADE, related_name="lesson")
    reasons = models.TextField(blank=True)
    line = models.CharField(max_length=300, blank=True)
    noted_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.line or self.reasons
