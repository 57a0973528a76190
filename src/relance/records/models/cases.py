"""An application after an interview: the case, its rounds, who was there, what was promised, the debrief."""

from django.db import models
from django.db.models import Q

from relance.records.models.openings import Opening
from relance.records.models.owners import Owner
from relance.records.models.people import Organisation, Person


class Case(models.Model):
    """One application at one organisation.

    Two dates are caches, kept by `actions.keep_time`: `due_at`, the next instant at which something of this case
    wants the worker, and `next_at`, the earliest instant of its plan, told or not, by which pages put cases in
    order. `paused_at` is set the moment a human answer arrives: nothing leaves while it stands. `hold_until` comes
    from an absence message. With an `opening`, it is a recruiter's: the person of its rounds is the candidate met.
    """

    class State(models.TextChoices):
        """Whether the file is open."""

        OPEN = "open"
        CLOSED = "closed"

    owner = models.ForeignKey(Owner, on_delete=models.CASCADE, related_name="cases")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="cases")
    opening = models.ForeignKey(Opening, on_delete=models.CASCADE, null=True, blank=True, related_name="candidates")
    role = models.CharField(max_length=300, blank=True)
    playbook = models.CharField(max_length=80, blank=True)
    region = models.CharField(max_length=16)
    tz = models.CharField(max_length=64)
    via_agency = models.BooleanField(default=False)
    state = models.CharField(max_length=8, choices=State, default=State.OPEN)
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_because = models.CharField(max_length=40, blank=True)
    paused_at = models.DateTimeField(null=True, blank=True)
    paused_because = models.CharField(max_length=40, blank=True)
    hold_until = models.DateTimeField(null=True, blank=True)
    due_at = models.DateTimeField(null=True, blank=True)
    next_at = models.DateTimeField(null=True, blank=True)
    claims = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        indexes = [
            models.Index(fields=["due_at"], condition=Q(due_at__isnull=False), name="case_due"),
            models.Index(fields=["owner", "state", "next_at"], name="case_of_owner_next"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="open", closed_at__isnull=True) | Q(state="closed", closed_at__isnull=False),
                name="case_closed_has_an_instant",
            )
        ]

    def __str__(self) -> str:
        return f"{self.organisation} · {self.role}"


class Round(models.Model):
    """One interview of a case, with new clocks and counters (PL-32)."""

    owner = models.ForeignKey(Owner, on_delete=models.CASCADE, related_name="rounds")
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="rounds")
    number = models.PositiveSmallIntegerField(default=1)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    mode = models.CharField(max_length=8, blank=True)
    location = models.CharField(max_length=500, blank=True)
    url = models.CharField(max_length=2000, blank=True)
    process_length = models.CharField(max_length=8, default="unknown")
    channel_answer = models.CharField(max_length=8, blank=True)
    contact_policy = models.CharField(max_length=16, blank=True)
    still_interested = models.BooleanField(default=True)
    will_notify_refusal = models.BooleanField(null=True, blank=True)
    next_step = models.CharField(max_length=500, blank=True)
    start_date_said = models.CharField(max_length=200, blank=True)
    extra_closed_days = models.JSONField(default=list, blank=True)
    invitation_uid = models.CharField(max_length=500, blank=True)
    invitation_sequence = models.BigIntegerField(default=0)
    invitation_stamp = models.DateTimeField(null=True, blank=True)
    people = models.ManyToManyField(Person, through="Participant", related_name="rounds")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["case", "number"], name="round_number_once"),
            models.CheckConstraint(condition=Q(ends_at__gt=models.F("starts_at")), name="round_ends_after_start"),
        ]

    def __str__(self) -> str:
        return f"{self.case} ({self.number})"


class Participant(models.Model):
    """Who takes part in a round, in the order the user named them."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="participants")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="participations")
    position = models.PositiveSmallIntegerField(default=0)
    interviewed = models.BooleanField(default=True)
    main_contact = models.BooleanField(default=False)
    agency = models.BooleanField(default=False)
    convinced = models.TextField(blank=True)
    not_convinced = models.TextField(blank=True)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["round", "person"], name="participant_once"),
            models.UniqueConstraint(fields=["round"], condition=Q(main_contact=True), name="one_main_contact"),
            models.UniqueConstraint(fields=["round"], condition=Q(agency=True), name="one_agency"),
        ]

    def __str__(self) -> str:
        return str(self.person)


class Promise(models.Model):
    """What was announced at the interview, in the words said (E-05, W-05)."""

    round = models.OneToOneField(Round, on_delete=models.CASCADE, related_name="promise")
    kind = models.CharField(max_length=12)
    promised_on = models.DateField(null=True, blank=True)
    n = models.PositiveSmallIntegerField(null=True, blank=True)
    unit = models.CharField(max_length=8, default="calendar")
    said = models.CharField(max_length=1000, blank=True)
    noted_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.said or self.kind


class Debrief(models.Model):
    """The debrief of a round: free text first, answers D-10 to D-42 by field name."""

    round = models.OneToOneField(Round, on_delete=models.CASCADE, related_name="debrief")
    free_text = models.TextField(blank=True)
    answers = models.JSONField(default=dict, blank=True)
    completed_at = models.DateTimeField(null=True, blank=True)
    updated_at = models.DateTimeField(auto_now=True)

    def __str__(self) -> str:
        return f"debrief of round {self.round_id}"
