"""The calendar other programs subscribe to, under a secret address."""

import uuid

from django.db import models

from relance.records.models.owners import Owner


class CalendarFeed(models.Model):
    """An owner's calendar. `digest` is the SHA-256 of the secret part of its address; None once it was revoked.

    `root` stands in every UID: two installations read into one calendar program never share one, and an address
    renewed moves the events that are there instead of doubling them.
    """

    owner = models.OneToOneField(Owner, on_delete=models.CASCADE, related_name="calendar_feed")
    digest = models.CharField(max_length=64, unique=True, null=True)  # noqa: DJ001 - many revoked, none equal
    root = models.UUIDField(default=uuid.uuid4)
    made_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return str(self.root)
