"""A clock moved by hand, for pages and worker alike."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from relance.web import clock

PARIS = ZoneInfo("Europe/Paris")


class Time:
    """The clock of pages and worker. It opens tomorrow at 10: mail that arrives for real is never in the future."""

    def __init__(self) -> None:
        self.today = timezone.now().astimezone(PARIS).date()
        self.at = self.day(1, 10, 5)

    def __call__(self) -> datetime:
        return self.at

    def day(self, ahead: int, hour: int, minute: int = 0) -> datetime:
        """An instant some days from the real today."""
        on = self.today + timedelta(days=ahead)
        return datetime(on.year, on.month, on.day, hour, minute, tzinfo=PARIS)


@pytest.fixture
def time(monkeypatch: pytest.MonkeyPatch) -> Time:
    moved = Time()
    monkeypatch.setattr(clock, "now", moved)
    return moved
