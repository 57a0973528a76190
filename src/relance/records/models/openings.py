"""The recruiter's side: an opening, who works on it, and what became of its process."""

from django.db import models
from django.db.models import Q

from relance.records.models.owners import Owner
from relance.records.models.people import Organisation


class Opening(models.Model):
    """A post to fill. The candidates met for it are cases of their own: the same engine from the other chair.

    What nobody said of the employer stays null, for a law that depends on it is then said unknown (QL-06).
    """

    class State(models.TextChoices):
        """Closed only once every candidate met has an answer (QL-04)."""

        OPEN = "open"
        CLOSED = "closed"

    owner = models.ForeignKey(Owner, on_delete=models.CASCADE, related_name="openings")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="openings")
    title = models.CharField(max_length=300)
    region = models.CharField(max_length=16)
    tz = models.CharField(max_length=64)
    employees = models.PositiveIntegerField(null=True, blank=True)
    public_employer = models.BooleanField(null=True, blank=True)
    publicly_advertised = models.BooleanField(null=True, blank=True)
    extra_closed_days = models.JSONField(default=list, blank=True)
    state = models.CharField(max_length=8, choices=State, default=State.OPEN)
    closed_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        indexes = [models.Index(fields=["owner", "state"], name="opening_of_owner")]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="open", closed_at__isnull=True) | Q(state="closed", closed_at__isnull=False),
                name="opening_closed_has_an_instant",
            )
        ]

    def __str__(self) -> str:
        return self.title


class Member(models.Model):
    """Another account that shares an opening: a recruiter sees all of it, an interviewer their own candidates."""

    class Role(models.TextChoices):
        """What they may see."""

        RECRUITER = "recruiter"
        INTERVIEWER = "interviewer"

    opening = models.ForeignKey(Opening, on_delete=models.CASCADE, related_name="members")
    owner = models.ForeignKey(Owner, on_delete=models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=12, choices=Role, default=Role.RECRUITER)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["opening", "owner"], name="member_once")]

    def __str__(self) -> str:
        return f"{self.owner} · {self.opening}"


class OpeningTurn(models.Model):
    """What happened to the process as a whole, appended and never changed (QL-03, QL-04)."""

    class Kind(models.TextChoices):
        """What happened."""

        SLOWED = "slowed"
        STANDBY = "standby"
        STOPPED = "stopped"
        RESUMED = "resumed"
        CHOSEN = "chosen"

    opening = models.ForeignKey(Opening, on_delete=models.CASCADE, related_name="turns")
    kind = models.CharField(max_length=8, choices=Kind)
    case = models.ForeignKey("records.Case", on_delete=models.CASCADE, null=True, blank=True, related_name="turns")
    reason = models.CharField(max_length=1000, blank=True)
    happened_at = models.DateTimeField()
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["happened_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="chosen", case__isnull=False) | (~Q(kind="chosen") & Q(case__isnull=True)),
                name="turn_chosen_names_a_case",
            )
        ]

    def __str__(self) -> str:
        return self.kind
