"""A doctrine of one's own, made in a form."""

from django.db import models

from relance.records.models.owners import Owner

#: What opens the id of a doctrine made in a form: «perso-1».
MADE = "perso-"


class OwnPlaybook(models.Model):
    """An owner's doctrine. `values` is the table the planner's playbooks are read from (docs/playbooks.md)."""

    owner = models.ForeignKey(Owner, on_delete=models.CASCADE, related_name="own_playbooks")
    number = models.PositiveSmallIntegerField()
    values = models.JSONField(default=dict)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["owner", "number"], name="own_playbook_number_once")]

    def __str__(self) -> str:
        return self.key

    @property
    def key(self) -> str:
        """The id under which cases name it."""
        return f"{MADE}{self.number}"
