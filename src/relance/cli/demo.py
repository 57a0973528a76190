"""`relance demo`: fill an empty installation with an invented search."""

import click


@click.command("demo")
def command() -> None:
    """Fill this installation with an invented search, if it is empty. Nothing in it can leave."""
    from relance.cli.installation import open_installation

    owner = open_installation()
    from django.utils import timezone

    from relance.actions.fill_demo import fill_demo
    from relance.records.models import Case

    if Case.objects.filter(owner=owner).exists():
        click.echo("not empty: left as it is")
        return
    click.echo(f"{fill_demo(owner=owner, now=timezone.now())}")
