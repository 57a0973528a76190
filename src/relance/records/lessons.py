"""What the refusals taught, for whoever prepares the next interview."""

from django.db.models import QuerySet

from relance.records.models import Lesson, Owner


def lessons_of(owner: Owner) -> QuerySet[Lesson]:
    """The lessons written in one line, the latest first, each with its round, case and organisation (N-08)."""
    rows = Lesson.objects.filter(owner=owner, round__case__opening__isnull=True).exclude(line="")
    return rows.select_related("round__case__organisation").order_by("-noted_at", "-pk")
