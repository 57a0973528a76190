"""Organisations and the people met there: they outlive the applications (S-11, L-04)."""

from django.db import models

from relance.records.models.owners import Owner


class Organisation(models.Model):
    """An employer or an agency."""

    owner = models.ForeignKey(Owner, on_delete=models.CASCADE, related_name="organisations")
    name = models.CharField(max_length=300)
    domain = models.CharField(max_length=253, blank=True)
    postal_address = models.TextField(blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["owner", "name"], name="organisation_once_per_owner")]

    def __str__(self) -> str:
        return self.name


class Person(models.Model):
    """Somebody met, or to be written to. Kept when the case is closed or erased.

    `met` says how; `card_uid` is the name of the card they came with. With `kept` they stand in the network by
    themselves, whether or not they are also met as a candidate for an opening. From `erased_at` on the row says
    nothing more of anybody: it stands where an application needs somebody to stand.
    """

    owner = models.ForeignKey(Owner, on_delete=models.CASCADE, related_name="people")
    organisation = models.ForeignKey(
        Organisation, on_delete=models.SET_NULL, null=True, blank=True, related_name="people"
    )
    name = models.CharField(max_length=300)
    civility = models.CharField(max_length=40, blank=True)
    title = models.CharField(max_length=200, blank=True)
    role = models.CharField(max_length=80, blank=True)
    email = models.EmailField(blank=True, max_length=254)
    phone = models.CharField(max_length=40, blank=True)
    tu_offered = models.BooleanField(default=False)
    mission = models.CharField(max_length=500, blank=True)
    decides = models.BooleanField(null=True, blank=True)
    met = models.CharField(max_length=300, blank=True)
    card_uid = models.CharField(max_length=300, blank=True)
    kept = models.BooleanField(default=False)
    erased_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["owner", "email"], condition=~models.Q(email=""), name="person_address_once_per_owner"
            )
        ]

    def __str__(self) -> str:
        return self.name


class Reference(models.Model):
    """A former employer who may speak of the owner's work (C-03): on the sheet only from `consent_on` on."""

    owner = models.ForeignKey(Owner, on_delete=models.CASCADE, related_name="references")
    name = models.CharField(max_length=300)
    function = models.CharField(max_length=200, blank=True)
    organisation = models.CharField(max_length=300, blank=True)
    phone = models.CharField(max_length=40, blank=True)
    email = models.EmailField(blank=True, max_length=254)
    relation = models.CharField(max_length=300, blank=True)
    said = models.TextField(blank=True)
    consent_on = models.DateField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(consent_on__isnull=True) | ~models.Q(phone="") | ~models.Q(email=""),
                name="reference_listed_can_be_reached",
            )
        ]

    def __str__(self) -> str:
        return self.name
