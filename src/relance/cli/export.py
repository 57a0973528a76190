"""`relance export`: everything, as JSON."""

import json
from typing import TextIO

import click


@click.command("export")
@click.argument("file", type=click.File("w", encoding="utf-8"), default="-")
def command(*, file: TextIO) -> None:
    """Write everything you have here to FILE (standard output if left out). Passwords stay behind."""
    from relance.cli.installation import open_installation

    owner = open_installation()
    from django.utils import timezone

    from relance.actions.export_all import export_all

    json.dump(export_all(owner=owner, now=timezone.now()), file, ensure_ascii=False, indent=1)
    file.write("\n")
