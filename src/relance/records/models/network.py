"""The people one keeps: where they were before, what was said since, a door left open, two sheets of one person."""

from django.db import models
from django.db.models import F, Q

from relance.records.models.people import Organisation, Person


class FormerPost(models.Model):
    """Where somebody was before they moved. Where they are now is on the person."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="former_posts")
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="former_people")
    title = models.CharField(max_length=200, blank=True)
    left_on = models.DateField(null=True, blank=True)
    noted_at = models.DateTimeField()

    class Meta:
        ordering = ["-noted_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.title}, {self.organisation}".strip(", ")


class Exchange(models.Model):
    """A word with somebody beside the interviews and their letters; all but an invitation are real contacts."""

    class Kind(models.TextChoices):
        """How it went. An invitation is asked for, and nobody may have answered it (L-01); a note is one's own."""

        TALKED = "talked"
        MET = "met"
        WROTE = "wrote"
        INVITED = "invited"
        NOTE = "note"

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="exchanges")
    kind = models.CharField(max_length=8, choices=Kind)
    happened_on = models.DateField()
    words = models.TextField(blank=True)
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["-happened_on", "-pk"]

    def __str__(self) -> str:
        return f"{self.kind} {self.happened_on}"


class OpenDoor(models.Model):
    """A door left open (N-07): it comes back `months` after the last real contact, or on a day of one's own."""

    person = models.OneToOneField(Person, on_delete=models.CASCADE, related_name="door")
    opened_on = models.DateField()
    months = models.PositiveSmallIntegerField(null=True, blank=True)
    back_on = models.DateField(null=True, blank=True)
    words = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(months__isnull=True) | Q(back_on__isnull=True), name="door_comes_back_one_way"
            )
        ]

    def __str__(self) -> str:
        return self.words or str(self.person)


class SamePerson(models.Model):
    """Two sheets said to be one person. Neither is changed: taking this row away parts them as they were."""

    person = models.OneToOneField(Person, on_delete=models.CASCADE, related_name="same_as")
    main = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="other_sheets")
    said_at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(person=F("main")), name="same_person_is_another_sheet")]

    def __str__(self) -> str:
        return f"{self.person} = {self.main}"
