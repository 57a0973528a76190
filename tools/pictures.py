"""The pictures of the tour (docs/tour.md): the demo, on a Tuesday morning that never changes, in both languages.

python tools/pictures.py [FOLDER]        docs/tour/ when left out; each picture weighs less than 120 kB

A real browser draws them. Pictures keep 256 colours at most: pages of text lose nothing by it, and weigh half.
"""

import os
import struct
import sys
import tempfile
import threading
import zlib
from collections import Counter
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
HEAVIEST = 120_000
LANGUAGES = ("fr", "en")
#: Two colours less apart than this are one to the eye.
_APART = 260
COMPUTER, TELEPHONE = (1080, 780), (390, 760)


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


def pages() -> dict[str, tuple[str, tuple[int, int]]]:
    """What is drawn: the name of a picture, the address of its page and the size of the window."""
    from django.urls import reverse

    from relance.actions.draft_letter import draft_letter
    from relance.records import queries
    from relance.records.models import Case, InboundMail

    case = Case.objects.get(organisation__name="Cabinet Delmas")
    round_ = queries.current_round(case)
    person = round_.participants.all()[0].person
    letter = draft_letter(round_=round_, step="thanks", person=person, now=NOW).letter
    mail = InboundMail.objects.filter(status=InboundMail.Status.NEW)[0]
    called = Case.objects.get(organisation__name="Assurances Vauban")
    contact = queries.current_round(called).participants.get(main_contact=True).person
    contact.phone = "+33 1 00 00 00 00"
    contact.save()
    return {
        "today": (reverse("today"), COMPUTER),
        "before-leaving": (reverse("before-leaving", args=[case.pk]), TELEPHONE),
        "debrief": (reverse("debrief", args=[case.pk]), TELEPHONE),
        "case": (reverse("case", args=[case.pk]), COMPUTER),
        "case-phone": (reverse("case", args=[case.pk]), TELEPHONE),
        "doctrine": (reverse("doctrine", args=[case.pk]), COMPUTER),
        "letter": (reverse("letter", args=[letter.pk]), COMPUTER),
        "call": (reverse("call", args=[called.pk, "followup2"]), TELEPHONE),
        "answer": (reverse("mail", args=[mail.pk]), COMPUTER),
    }


def draw(address: str, drawn: dict[str, tuple[str, tuple[int, int]]], folder: Path) -> list[str]:
    """Draw each page in each language; the names of the files."""
    from playwright.sync_api import sync_playwright

    from tests.servers.chromium import chromium_path

    folder.mkdir(exist_ok=True)
    made = []
    for language in LANGUAGES:
        speak(language)
        with sync_playwright() as player:
            browser: Any = player.chromium.launch(executable_path=chromium_path(), args=["--no-sandbox"])
            for name, (path, (width, height)) in drawn.items():
                page = browser.new_page(viewport={"width": width, "height": height}, locale=language)
                page.goto(address + path, wait_until="networkidle")
                file = f"{name}.{language}.png"
                (folder / file).write_bytes(lighter(page.screenshot()))
                page.close()
                made.append(file)
            browser.close()
    return made


def speak(language: str) -> None:
    """Turn the pages to a language; the letters keep theirs, as the settings allow."""
    from django.db import connection

    from relance.records.models import Owner

    Owner.objects.update(language=language)
    connection.close()


def lighter(png: bytes) -> bytes:
    """The same picture with at most 256 colours: the most frequent, and for the others the nearest of them."""
    width, height, pixels = pixels_of(png)
    counted = Counter(pixels[at : at + 3] for at in range(0, len(pixels), 3))
    palette = palette_of(counted)
    known = {colour: index for index, colour in enumerate(palette)}
    for colour in counted:
        if colour not in known:
            known[colour] = min(range(len(palette)), key=lambda at: _distance(palette[at], colour))
    rows = (
        b"\0" + bytes(known[pixels[at : at + 3]] for at in range(row, row + 3 * width, 3))
        for row in range(0, 3 * width * height, 3 * width)
    )
    head = struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0)
    body = zlib.compress(b"".join(rows), 9)
    chunks = ((b"IHDR", head), (b"PLTE", b"".join(palette)), (b"IDAT", body), (b"IEND", b""))
    return png[:8] + b"".join(_chunk(kind, data) for kind, data in chunks)


def palette_of(counted: Counter[bytes]) -> list[bytes]:
    """The most frequent colours, then of the others those far from all that are kept: a small red dot stays red."""
    ordered = [colour for colour, _ in counted.most_common()]
    palette = ordered[:150]
    for colour in ordered[150:]:
        if len(palette) == 256:
            break
        if min(_distance(kept, colour) for kept in palette) > _APART:
            palette.append(colour)
    return palette


def pixels_of(png: bytes) -> tuple[int, int, bytes]:
    """Width, height, and three bytes a pixel, of a PNG as browsers write them (PNG 1.2 §6: five filters)."""
    at, packed, width, height, step = 8, b"", 0, 0, 3
    while at < len(png):
        length, kind = struct.unpack(">I4s", png[at : at + 8])
        data = png[at + 8 : at + 8 + length]
        if kind == b"IHDR":
            width, height, _, colour = struct.unpack(">IIBB", data[:10])
            step = 4 if colour == 6 else 3
        elif kind == b"IDAT":
            packed += data
        at += 12 + length
    raw, stride = zlib.decompress(packed), width * step
    before, out = bytearray(stride), bytearray()
    for row in range(height):
        start = row * (stride + 1)
        line = bytearray(raw[start + 1 : start + 1 + stride])
        _unfilter(raw[start], line, before, step)
        out += line if step == 3 else b"".join(bytes(line[i : i + 3]) for i in range(0, stride, 4))
        before = line
    return width, height, bytes(out)


def _unfilter(kind: int, line: bytearray, before: bytearray, step: int) -> None:
    if kind == 0:
        return
    for at in range(len(line)):
        left = line[at - step] if at >= step else 0
        up, corner = before[at], before[at - step] if at >= step else 0
        guess = (0, left, up, (left + up) // 2, _paeth(left, up, corner))[kind]
        line[at] = (line[at] + guess) & 255


def _paeth(left: int, up: int, corner: int) -> int:
    estimate = left + up - corner
    return min((left, up, corner), key=lambda one: abs(estimate - one))


def _distance(one: bytes, other: bytes) -> int:
    return sum((a - b) ** 2 for a, b in zip(one, other, strict=True))


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


if __name__ == "__main__":
    sys.path[:0] = [str(ROOT), str(ROOT / "src")]
    sys.exit(main(Path(sys.argv[1]) if sys.argv[1:] else ROOT / "docs" / "tour"))
