"""What time it is, asked in one place so that a page can be drawn for any instant."""

from datetime import datetime

from django.utils import timezone


def now() -> datetime:
    """The present, aware."""
    return timezone.now()
