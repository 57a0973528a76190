"""`relance send`: approve a letter for its hour, or see what waits."""

import click


@click.command("send")
@click.argument("number", type=int)
@click.argument("step")
@click.argument("person", required=False)
@click.option("--now", "at_once", is_flag=True, help="Leave at once, if the guard allows it.")
@click.option("--yes", is_flag=True, help="Approve without asking (the letter is printed first).")
def command(*, number: int, step: str, person: str | None, at_once: bool, yes: bool) -> None:
    """Approve the letter of STEP (thanks, followup1…) of case NUMBER to PERSON (part of the name)."""
    from relance.cli.installation import case_of, open_installation, refusals_told

    owner = open_installation()
    from django.utils import timezone

    from relance.actions.approve_letter import approve_letter
    from relance.actions.draft_letter import draft_letter
    from relance.records import queries

    case, now = case_of(owner, number), timezone.now()
    round_ = queries.current_round(case)
    named = [
        row.person
        for row in round_.participants.all()
        if (person.casefold() in row.person.name.casefold() if person else row.main_contact)
    ]
    if len(named) != 1:
        raise click.ClickException(f"{len(named)} people of this case are called that; name one of them.")
    with refusals_told(owner.language):
        letter = draft_letter(round_=round_, step=step, person=named[0], now=now).letter
        click.echo(f"{letter.subject}\n\n{letter.body}\n")
        if not yes and not click.confirm(
            "Approuver ce texte ?" if owner.language == "fr" else "Approve this text?"
        ):
            raise SystemExit(1)
        approve_letter(letter=letter, now=now, at_once=at_once)
    click.echo(f"#{letter.pk}: {letter.state}, {letter.leave_at:%Y-%m-%d %H:%M} UTC")
