"""Compile a page for paper: PDF by typst, with the fonts inside it. Nothing is kept, nothing is fetched."""

import tempfile
from pathlib import Path

import typst

from relance.letters.paper import Printable


def print_paper(page: Printable) -> bytes:
    """The PDF of a page. The same page always gives the same bytes where no font of the machine is called for."""
    # A folder of its own as root: a template can open no other file of this machine.
    with tempfile.TemporaryDirectory(prefix="relance-") as folder:
        template = Path(folder, "page.typ")
        template.write_text(page.template, encoding="utf-8")
        return typst.compile(
            template,
            root=Path(folder),
            format="pdf",
            sys_inputs={"words": page.words},
            ignore_system_fonts=not page.far_scripts,
        )
