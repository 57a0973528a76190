"""Letters and what is joined to them. States and their transitions: docs/guarantees.md."""

from django.db import models
from django.db.models import Q

from relance.records.models.cases import Case, Round
from relance.records.models.owners import Owner
from relance.records.models.people import Person


class Letter(models.Model):
    """One message of one step to one person.

    `raw` is the message as approved, byte for byte what leaves. `message_id` and `token` are stored before the
    first byte is sent. `news` is what a recruiter's letter tells: its date, its reasons. Uniqueness of (round,
    step, person) is what makes a second thank-you impossible.
    """

    class State(models.TextChoices):
        """See docs/guarantees.md for who may move a letter from one state to another."""

        DRAFT = "draft"
        APPROVED = "approved"
        TRANSMITTING = "transmitting"
        SENT = "sent"
        REFUSED = "refused"
        UNKNOWN = "unknown"
        CANCELLED = "cancelled"

    owner = models.ForeignKey(Owner, on_delete=models.CASCADE, related_name="letters")
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="letters")
    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="letters")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="letters")
    step = models.CharField(max_length=32)
    state = models.CharField(max_length=12, choices=State, default=State.DRAFT)
    locale = models.CharField(max_length=5, default="fr-FR")
    variant = models.PositiveSmallIntegerField(default=0)
    subject = models.CharField(max_length=500, blank=True)
    body = models.TextField(blank=True)
    edited = models.BooleanField(default=False)
    used = models.JSONField(default=list, blank=True)
    silenced = models.JSONField(default=list, blank=True)
    news = models.JSONField(default=dict, blank=True)
    token = models.UUIDField(unique=True)
    message_id = models.CharField(max_length=998, blank=True)
    message_id_in_sent = models.CharField(max_length=998, blank=True)
    raw = models.BinaryField(null=True, blank=True)
    leave_at = models.DateTimeField(null=True, blank=True)
    give_up_at = models.DateTimeField(null=True, blank=True)
    approved_at = models.DateTimeField(null=True, blank=True)
    claimed_at = models.DateTimeField(null=True, blank=True)
    claimed_by = models.CharField(max_length=100, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    sent_by_hand = models.BooleanField(default=False)
    attempts = models.PositiveSmallIntegerField(default=0)
    because = models.CharField(max_length=60, blank=True)
    server_said = models.CharField(max_length=1000, blank=True)
    copy_filed_at = models.DateTimeField(null=True, blank=True)
    copy_wanted = models.BooleanField(default=False)
    bounced_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["round", "step", "person"], name="letter_once_per_step_and_person"),
            models.UniqueConstraint(fields=["message_id"], condition=~Q(message_id=""), name="letter_message_id"),
            models.CheckConstraint(
                condition=~Q(state__in=["approved", "transmitting"])
                | Q(leave_at__isnull=False, raw__isnull=False, approved_at__isnull=False),
                name="letter_approved_is_whole",
            ),
            models.CheckConstraint(
                condition=~Q(state="sent") | Q(sent_at__isnull=False), name="letter_sent_has_an_instant"
            ),
        ]
        indexes = [
            models.Index(fields=["leave_at"], condition=Q(state="approved"), name="letter_to_leave"),
            models.Index(
                fields=["claimed_at"], condition=Q(state__in=["transmitting", "unknown"]), name="letter_in_doubt"
            ),
            models.Index(fields=["case", "state"], name="letter_of_case"),
        ]

    def __str__(self) -> str:
        return f"{self.step} to {self.person}"


class Attachment(models.Model):
    """A file joined to a letter."""

    letter = models.ForeignKey(Letter, on_delete=models.CASCADE, related_name="attachments")
    name = models.CharField(max_length=255)
    content_type = models.CharField(max_length=127, default="application/octet-stream")
    content = models.BinaryField()

    def __str__(self) -> str:
        return self.name
