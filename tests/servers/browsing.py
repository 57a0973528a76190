"""One browser for the whole session: Playwright keeps one loop a thread."""

import os
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, sync_playwright

# Playwright's own loop runs in the tests' thread: Django would take them for asynchronous code.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
         "--disable-component-update", "--disable-sync"]  # fmt: skip


@pytest.fixture(scope="session")
def browser(browser_path: str) -> Iterator[Browser]:
    """A Chromium; take a context of your own, and close it."""
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=browser_path, args=FLAGS)
        yield opened
        opened.close()
