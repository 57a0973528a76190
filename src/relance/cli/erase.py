"""`relance erase`: a case, or everything."""

import click


@click.command("erase")
@click.argument("number", type=int, required=False)
@click.option("--everything", is_flag=True, help="All cases, people, letters, mails, settings and the password.")
@click.option("--yes", is_flag=True, help="Do not ask.")
def command(*, number: int | None, everything: bool, yes: bool) -> None:
    """Erase case NUMBER, or everything. It cannot be undone: `relance export` first."""
    from relance.cli.installation import case_of, open_installation

    if (number is None) == (not everything):
        raise click.UsageError("give a case's number, or --everything")
    owner = open_installation()
    from relance.actions.erase import erase_all, erase_case

    french = owner.language == "fr"
    if not yes and not click.confirm("Effacer pour toujours ?" if french else "Erase for good?"):
        raise SystemExit(1)
    if number is None:
        erase_all(owner=owner)
    else:
        erase_case(case=case_of(owner, number))
    click.echo("effacé" if french else "erased")
