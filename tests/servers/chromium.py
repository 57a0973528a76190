"""Where the browser is."""

import os
from pathlib import Path

from tests.servers.parts import MissingPartError, find_binary

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def chromium_path() -> str:
    """The browser to drive: CHROMIUM_PATH, else Debian's; MissingPartError when there is none."""
    given = os.environ.get("CHROMIUM_PATH")
    if given and Path(given).exists():
        return given
    for name in NAMES:
        try:
            return find_binary(name, package="chromium")
        except MissingPartError:
            continue
    raise MissingPartError("no browser is installed: apt-get install chromium, or set CHROMIUM_PATH")
