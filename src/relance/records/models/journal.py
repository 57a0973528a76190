"""The journal: what happened, appended and never changed. The plan is computed from it."""

from django.db import models
from django.db.models import Q

from relance.records.models.cases import Case, Round
from relance.records.models.owners import Owner


class Entry(models.Model):
    """One line of a case's journal.

    The first five kinds are facts the planner reads; the others tell the story to the user. A mistake is mended
    by another entry of kind «undo» that names it; the database refuses to update a row.
    """

    class Kind(models.TextChoices):
        """What the entry says."""

        DONE = "done"
        CALL_NO_MESSAGE = "call_no_message"
        EXTRA_CONTACT = "extra_contact"
        REPLY = "reply"
        COMPETING_OFFER = "competing_offer"
        UNDO = "undo"
        NOTE = "note"
        PAUSED = "paused"
        RESUMED = "resumed"
        LETTER = "letter"
        CLOSED = "closed"
        REOPENED = "reopened"
        MOVED = "moved"
        NEWS = "news"
        ASKED = "asked"
        WITHDREW = "withdrew"

    owner = models.ForeignKey(Owner, on_delete=models.CASCADE, related_name="entries")
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="entries")
    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="entries")
    kind = models.CharField(max_length=16, choices=Kind)
    action = models.CharField(max_length=32, blank=True)
    happened_at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    data = models.JSONField(default=dict, blank=True)
    undoes = models.OneToOneField("self", on_delete=models.CASCADE, null=True, blank=True, related_name="undone_by")

    class Meta:
        ordering = ["happened_at", "pk"]
        indexes = [models.Index(fields=["case", "happened_at"], name="entry_of_case")]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="undo", undoes__isnull=False) | (~Q(kind="undo") & Q(undoes__isnull=True)),
                name="undo_names_an_entry",
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.action}".strip()
