"""`relance adduser`: an account for one more person, where several share an installation."""

import click


@click.command("adduser")
@click.argument("name")
def command(*, name: str) -> None:
    """Make the account NAME; its password is asked twice on the terminal."""
    from relance.cli.installation import open_installation, refusals_told

    owner = open_installation()
    from django.conf import settings

    from relance.actions.add_owner import add_owner

    password = click.prompt("password", hide_input=True, confirmation_prompt=True)
    with refusals_told(owner.language):
        made = add_owner(login=name, password=password)
    click.echo(made.login)
    if settings.ACCOUNTS == "local":
        click.echo("accounts are used where RELANCE_ACCOUNTS=login is set", err=True)
