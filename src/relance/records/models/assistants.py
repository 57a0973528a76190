"""The assistant that may reword a draft, when the owner runs or pays for one. Off unless a row is here."""

from django.db import models

from relance.records.models.owners import Owner


class Assistant(models.Model):
    """Where it listens, the model to name; `secret` is the key if it wants one, encrypted (records.secrets)."""

    owner = models.OneToOneField(Owner, on_delete=models.CASCADE, related_name="assistant")
    address = models.CharField(max_length=500)
    model = models.CharField(max_length=200)
    secret = models.BinaryField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.address
