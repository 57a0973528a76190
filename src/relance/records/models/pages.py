"""The candidate's page, from both chairs: the one a recruiter opened, the one a candidate's own case follows."""

import uuid

from django.db import models
from django.db.models import Q

from relance.records.models.cases import Case


class CandidatePage(models.Model):
    """The page of one candidate met. `digest` is the SHA-256 of the secret part of its address; None once revoked.

    `root` stands in the UID of its calendar, whatever the address. `sent_to` is the address (or, failing one, the
    telephone) its link was made for: who acts on the page types it again. Wrong tries are counted by the day.
    """

    case = models.OneToOneField(Case, on_delete=models.CASCADE, related_name="page")
    digest = models.CharField(max_length=64, unique=True, null=True)  # noqa: DJ001 - many revoked, none equal
    root = models.UUIDField(default=uuid.uuid4)
    sent_to = models.CharField(max_length=254, blank=True)
    made_at = models.DateTimeField()
    wrong = models.PositiveSmallIntegerField(default=0)
    wrong_on = models.DateField(null=True, blank=True)

    def __str__(self) -> str:
        return str(self.root)


class FollowedPage(models.Model):
    """An employer's page that a candidate's case follows. `secret` is its address, encrypted: it opens the page.

    What was read last stands beside it, so that a page that is away leaves what it said. `gone_at` is set when the
    other side closed it: it is not asked again.
    """

    case = models.OneToOneField(Case, on_delete=models.CASCADE, related_name="followed")
    secret = models.BinaryField()
    host = models.CharField(max_length=260)
    etag = models.CharField(max_length=200, blank=True)
    state = models.CharField(max_length=20, blank=True)
    next_on = models.DateField(null=True, blank=True)
    since_on = models.DateField(null=True, blank=True)
    contact = models.JSONField(default=dict, blank=True)
    said = models.CharField(max_length=1000, blank=True)
    failure = models.CharField(max_length=40, blank=True)
    made_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True, blank=True)
    asked_at = models.DateTimeField(null=True, blank=True)
    next_read_at = models.DateTimeField(null=True, blank=True)
    gone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["next_read_at"], condition=Q(gone_at__isnull=True), name="page_to_read")]

    def __str__(self) -> str:
        return self.host
