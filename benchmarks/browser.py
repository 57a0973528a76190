"""What a browser itself measures, served as an installation serves: weight over the wire, layout shift, the wait.

python -m benchmarks.browser [CASES]

Each page is opened cold (nothing cached), on a computer and on a telephone. The weight is what the browser
received, headers included. The wait is from the request to the first byte, over warm loads.
"""

import os
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

CASES = 500
TURNS = 25
#: kB over the wire: a page with its style and script, the script alone, the two fonts.
MOST_PAGE, MOST_SCRIPT, MOST_FONTS = 60.0, 30.0, 75.0
#: Milliseconds from request to first byte: half of the loads, ninety-five in a hundred.
MOST_P50, MOST_P95 = 20.0, 50.0
#: What a font that comes late may move (the share of the window that moves, times how far): nobody sees it.
MOST_SHIFT = 0.01
SIZES = {"computer": (1200, 900), "telephone": (390, 844)}
#: Watches the page move under the reader, from its first byte on.
WATCH = """
window.shifted = 0;
new PerformanceObserver((list) => {
  for (const one of list.getEntries()) if (!one.hadRecentInput) window.shifted += one.value;
}).observe({ type: "layout-shift", buffered: true });
"""
WAIT = """(() => {
  const told = performance.getEntriesByType("navigation")[0];
  return told.responseStart - told.requestStart;
})()"""


def main(cases: int) -> int:
    """Print the figures. Exit status 1 when one is over its limit."""
    from playwright.sync_api import sync_playwright

    from tests.servers.chromium import chromium_path

    with tempfile.TemporaryDirectory() as home:
        os.environ |= {"RELANCE_HOME": home, "DJANGO_SETTINGS_MODULE": "relance.site.settings"}
        addresses = filled(cases)
        with serving(home) as base, sync_playwright() as player:
            browser = player.chromium.launch(
                executable_path=chromium_path(), args=["--no-sandbox", "--disable-gpu"]
            )
            told = [
                measured(browser, size, name, base + address)
                for size in SIZES
                for name, address in addresses.items()
            ]
            browser.close()
    return 1 if any(told) else 0


def filled(cases: int) -> dict[str, str]:
    """An installation with so many cases; the pages to open."""
    import django

    django.setup()
    from django.core.management import call_command
    from django.urls import reverse

    from benchmarks.pages import fill

    call_command("migrate", verbosity=0)
    addresses = fill(cases)
    pk = int(addresses["case"].strip("/").rpartition("/")[2])
    more = {
        "doctrine": reverse("doctrine", args=[pk]),
        "call": reverse("call", args=[pk, "followup2"]),
        "debrief": reverse("debrief", args=[pk]),
        "answer": reverse("answer", args=[pk]),
        "settings": reverse("settings"),
        "new": reverse("new-interview"),
    }
    return addresses | more


@contextmanager
def serving(home: str) -> "Iterator[str]":
    """The site as `relance serve` runs it, without the worker."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "relance", "serve", "--port", str(port)]
    environment = os.environ | {"RELANCE_HOME": home, "RELANCE_WORKER": "off"}
    with Path(home, "serve.log").open("wb") as log:
        server = subprocess.Popen(command, env=environment, stdout=log, stderr=log)
    base = f"http://127.0.0.1:{port}"
    try:
        for _ in range(300):
            with suppress(OSError):
                urllib.request.urlopen(base, timeout=5).close()
                break
            time.sleep(0.1)
        yield base
    finally:
        server.terminate()
        server.wait(10)


def measured(browser: Any, size: str, name: str, address: str) -> bool:
    """Print what the browser measured of one page; whether it is over a limit."""
    width, height = SIZES[size]
    context = browser.new_context(viewport={"width": width, "height": height}, locale="fr-FR")
    context.add_init_script(WATCH)
    page = context.new_page()
    received = listening(context, page)
    page.goto(address, wait_until="networkidle")
    page.evaluate("document.fonts.ready.then(() => true)")
    page.wait_for_timeout(150)
    shifted = page.evaluate("window.shifted")
    fonts, script = received.get("Font", 0.0), received.get("Script", 0.0)
    whole = sum(received.values()) - fonts
    waits = [_wait(page, address) for _ in range(TURNS)]
    half, most = statistics.median(waits), statistics.quantiles(waits, n=20)[-1]
    context.close()
    over = (
        whole > MOST_PAGE or script > MOST_SCRIPT or fonts > MOST_FONTS or shifted > MOST_SHIFT
        or half > MOST_P50 or most > MOST_P95
    )  # fmt: skip
    print(
        f"{size:<9} {name:<9} {whole:5.1f} kB (at most {MOST_PAGE:.0f}), script {script:4.1f} kB (at most"
        f" {MOST_SCRIPT:.0f}), fonts {fonts:4.1f} kB (at most {MOST_FONTS:.0f}), layout shift {shifted:.4f},"
        f" wait p50 {half:5.1f} ms, p95 {most:5.1f} ms{'   OVER' if over else ''}"
    )
    return over


def listening(context: Any, page: Any) -> dict[str, float]:
    """KB received, by kind, as they come; what comes from another host is counted apart and breaks the limit."""
    received: dict[str, float] = {}
    kinds: dict[str, str] = {}
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    session.on("Network.responseReceived", lambda event: kinds.update({event["requestId"]: event["type"]}))

    def finished(event: dict[str, Any]) -> None:
        kind = kinds.get(event["requestId"], "Other")
        received[kind] = received.get(kind, 0.0) + event["encodedDataLength"] / 1000

    session.on("Network.loadingFinished", finished)
    return received


def _wait(page: Any, address: str) -> float:
    page.goto(address, wait_until="load")
    return float(page.evaluate(WAIT))


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if sys.argv[1:] else CASES))
