"""`relance doctor`: what is configured, what is missing, what to do."""

import click


@click.command("doctor")
@click.option("--connect/--no-connect", default=True, help="Try the mailbox for real (nothing is sent).")
def command(*, connect: bool) -> None:
    """Say what is configured, what is missing, and what to do. Exit status 1 when something is missing."""
    from relance.cli.installation import open_installation, problem_words

    owner = open_installation()
    from django.conf import settings

    from relance.actions.examine import examine

    click.echo(f"home: {settings.HOME}")
    click.echo(f"database: {settings.DATABASES['default']['ENGINE'].rpartition('.')[2]}")
    findings = examine(owner=owner, connect=connect)
    for problem in findings:
        mark = "·" if problem.severity == "note" else "✗"
        click.echo(f"{mark} {problem.place}: {problem_words(problem, owner.language)}")
    if any(problem.severity == "error" for problem in findings):
        raise SystemExit(1)
    click.echo("✓")
