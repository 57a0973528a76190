"""The one Django app."""

from django.apps import AppConfig


class RecordsConfig(AppConfig):
    """What is kept."""

    name = "relance.records"
    label = "records"
    verbose_name = "Relance"
    default_auto_field = "django.db.models.BigAutoField"
