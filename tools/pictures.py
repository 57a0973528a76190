"""The pictures of the documentation: the demo, on a Tuesday morning that never changes, drawn by a real browser.

python tools/pictures.py [FOLDER]        docs/ when left out; each picture weighs less than 200 kB
"""

import os
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from socketserver import ThreadingMixIn
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server
from zoneinfo import ZoneInfo

ROOT = Path(__file__).resolve().parents[1]
NOW = datetime(2026, 11, 24, 9, 10, tzinfo=ZoneInfo("Europe/Paris"))
HEAVIEST = 200_000
#: Width, height, and what the file's name ends with.
SIZES = ((1200, 900, ""), (390, 844, "-phone"))


class Server(ThreadingMixIn, WSGIServer):
    """Answers several requests at once, as a browser asks."""

    daemon_threads = True


class Quiet(WSGIRequestHandler):
    """Says nothing of each request."""

    def log_message(self, *given: object) -> None:
        """Nothing."""


def main(folder: Path) -> int:
    """Draw every picture. Exit status 1 when one is too heavy."""
    with tempfile.TemporaryDirectory() as home:
        os.environ |= {"RELANCE_HOME": home, "DJANGO_SETTINGS_MODULE": "relance.site.settings"}
        with serving() as address:
            heavy = [name for name in draw(address, pages(), folder) if (folder / name).stat().st_size > HEAVIEST]
    print("\n".join(f"{name}: over {HEAVIEST // 1000} kB" for name in heavy) or f"drawn in {folder}")
    return 1 if heavy else 0


@contextmanager
def serving() -> Iterator[str]:
    """The demo, served at NOW."""
    import django

    django.setup()
    from relance.actions.fill_demo import fill_demo
    from relance.records.models import Owner
    from relance.site.wsgi import application  # brings the tables up to date
    from relance.web import clock

    clock.now = lambda: NOW
    fill_demo(owner=Owner.objects.local(), now=NOW)
    server = make_server("127.0.0.1", 0, application, Server, Quiet)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()


def pages() -> dict[str, str]:
    """What is drawn: the name of a picture and the address of its page."""
    from django.urls import reverse

    from relance.actions.draft_letter import draft_letter
    from relance.records import queries
    from relance.records.models import Case, InboundMail

    case = Case.objects.get(organisation__name="Cabinet Delmas")
    round_ = queries.current_round(case)
    person = round_.participants.all()[0].person
    letter = draft_letter(round_=round_, step="thanks", person=person, now=NOW).letter
    mail = InboundMail.objects.filter(status=InboundMail.Status.NEW)[0]
    return {
        "today": reverse("today"),
        "case": reverse("case", args=[case.pk]),
        "letter": reverse("letter", args=[letter.pk]),
        "debrief": reverse("debrief", args=[case.pk]),
        "answer": reverse("mail", args=[mail.pk]),
    }


def draw(address: str, drawn: dict[str, str], folder: Path) -> list[str]:
    """Draw each page at each size; the names of the files."""
    from playwright.sync_api import sync_playwright

    made = []
    with sync_playwright() as player:
        browser: Any = player.chromium.launch(
            executable_path=os.environ.get("CHROMIUM", "/usr/bin/chromium"), args=["--lang=fr"]
        )
        for width, height, ending in SIZES:
            page = browser.new_page(viewport={"width": width, "height": height}, locale="fr-FR")
            for name, path in drawn.items():
                page.goto(address + path, wait_until="networkidle")
                page.screenshot(path=folder / f"{name}{ending}.png")
                made.append(f"{name}{ending}.png")
        browser.close()
    return made


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT / "src"))
    sys.exit(main(Path(sys.argv[1]) if sys.argv[1:] else ROOT / "docs"))
