"""`relance import`: take an export back in."""

from typing import BinaryIO

import click


@click.command("import")
@click.argument("file", type=click.File("rb"))
def command(*, file: BinaryIO) -> None:
    """Take in FILE, made by `relance export`. Nothing that was approved elsewhere leaves from here."""
    from relance.cli.installation import open_installation, refusals_told

    owner = open_installation()
    from django.utils import timezone

    from relance.actions.export_all import import_all

    with refusals_told(owner.language):
        counts = import_all(owner=owner, text=file.read(), now=timezone.now())
    for table, count in counts.items():
        click.echo(f"{table}: {count}")
