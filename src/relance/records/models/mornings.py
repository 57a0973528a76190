"""The morning mail to oneself. Off unless a row here says when it comes next."""

import uuid
from datetime import time

from django.db import models

from relance.records.models.owners import Owner


class MorningMail(models.Model):
    """When an owner wants it, and what became of the last one.

    `next_at` is when the worker looks next, None when it is wanted no more; moving it is the claim.
    `claimed_at` stands while a worker is at it: one that stays is of a worker that died. `sent_on` is the last
    local day one was handed to the server, or may have been: there is never another that day, asked for anew or
    not. `token` marks the last message, so that the message itself and its bounce are known when they are read.
    """

    owner = models.OneToOneField(Owner, on_delete=models.CASCADE, related_name="morning_mail")
    hour = models.TimeField(default=time(7, 30))
    next_at = models.DateTimeField(null=True, blank=True, db_index=True)
    claimed_at = models.DateTimeField(null=True, blank=True)
    sent_on = models.DateField(null=True, blank=True)
    token = models.UUIDField(default=uuid.uuid4)
    failure = models.CharField(max_length=60, blank=True)

    def __str__(self) -> str:
        return f"{self.owner_id} {self.hour:%H:%M}"
