"""The tour shows every picture there is, in both languages, and none is heavy."""

import re
from pathlib import Path

from tools.pictures import HEAVIEST, LANGUAGES, lighter, pixels_of

DOCS = Path(__file__).parents[2] / "docs"
PICTURES = sorted(file.name for file in (DOCS / "tour").glob("*.png"))


def test_every_picture_is_shown_and_every_picture_shown_is_there() -> None:
    shown = re.findall(r"\]\(tour/([^)]+)\)", (DOCS / "tour.md").read_text(encoding="utf-8"))
    assert sorted(shown) == PICTURES


def test_both_languages_show_the_same_pages() -> None:
    pages = [{name.partition(".")[0] for name in PICTURES if f".{language}." in name} for language in LANGUAGES]
    assert pages[0] == pages[1]


def test_pictures_are_light() -> None:
    sizes = [(DOCS / "tour" / name).stat().st_size for name in PICTURES]
    assert (max(sizes) <= HEAVIEST, sum(sizes) <= 1_000_000) == (True, True)


def test_the_picture_of_the_readme_is_one_of_them() -> None:
    readme = (DOCS.parent / "README.md").read_text(encoding="utf-8")
    assert set(re.findall(r"\]\(docs/([^)]+\.png)\)", readme)) <= {f"tour/{name}" for name in PICTURES}


def test_a_picture_made_lighter_keeps_its_size() -> None:
    picture = (DOCS / "tour" / PICTURES[0]).read_bytes()
    assert picture[:8] == b"\x89PNG\r\n\x1a\n"
    assert picture[25] == 3  # indexed colours


def test_few_colours_are_kept_as_they_are() -> None:
    import struct
    import zlib

    rows = b"".join(b"\x00" + bytes([255, 0, row, 0, 128, 255]) for row in range(3))
    chunks = [
        (b"IHDR", struct.pack(">IIBBBBB", 2, 3, 8, 2, 0, 0, 0)),
        (b"IDAT", zlib.compress(rows)),
        (b"IEND", b""),
    ]
    png = b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in chunks
    )
    assert pixels_of(png) == (2, 3, b"".join(bytes([255, 0, row, 0, 128, 255]) for row in range(3)))
    assert b"PLTE" in lighter(png)
