"""A browser, a clock moved by hand, and real mail servers behind the pages."""

import os
from collections.abc import Iterator
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, sync_playwright

from relance.web import clock

# Playwright's own loop runs in this thread: Django would take the tests for asynchronous code.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

PARIS = ZoneInfo("Europe/Paris")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
         "--disable-component-update", "--disable-sync"]  # fmt: skip


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


@pytest.fixture(scope="session")
def browser(browser_path: str) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=browser_path, args=FLAGS)
        yield opened
        opened.close()
