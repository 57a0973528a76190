"""`relance doctor`: what is configured, what is missing, what to do."""

import click


@click.command("doctor")
@click.option("--connect/--no-connect", default=True, help="Try the mailbox for real (nothing is sent).")
@click.option("--empty-is-normal", is_flag=True, help="A folder of the mailbox was emptied on purpose: read on.")
def command(*, connect: bool, empty_is_normal: bool) -> None:
    """Say what is configured, what is missing, and what to do. Exit status 1 when something is missing."""
    from relance.cli.installation import open_installation, problem_words

    owner = open_installation()
    from django.conf import settings

    from relance.actions import connect_mailbox
    from relance.actions.examine import examine

    if empty_is_normal:
        connect_mailbox.empty_is_normal(owner=owner)
    click.echo(f"home: {settings.HOME}")
    click.echo(f"database: {settings.DATABASES['default']['ENGINE'].rpartition('.')[2]}")
    findings = examine(owner=owner, connect=connect)
    for problem in findings:
        mark = "·" if problem.severity == "note" else "✗"
        click.echo(f"{mark} {problem.place}: {problem_words(problem, owner.language)}")
        if problem.code == "folder_emptied":
            click.echo("  → relance doctor --empty-is-normal")
    if any(problem.severity == "error" for problem in findings):
        raise SystemExit(1)
    click.echo("✓")
