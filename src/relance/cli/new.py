"""`relance new`: a case from an interview, typed or read from an invitation."""

from datetime import datetime
from pathlib import Path

import click


@click.command("new")
@click.argument("invitation", required=False, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--organisation", default="", help="Who received you.")
@click.option("--role", default="", help="The job.")
@click.option("--start", type=click.DateTime(["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"]), help="Local to the employer.")
@click.option(
    "--end", type=click.DateTime(["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"]), help="One hour later if left out."
)
@click.option(
    "--person", "people", multiple=True, help="«Claire Dupont <c.dupont@example.org>», main contact first."
)
@click.option("--region", default="", help="FR, BE, CH, CA-QC, MA…")
@click.option("--tz", default="", help="The employer's zone, such as Europe/Paris.")
def command(  # noqa: PLR0917
    invitation: Path | None,
    organisation: str,
    role: str,
    start: datetime | None,
    end: datetime | None,
    people: tuple[str, ...],
    region: str,
    tz: str,
) -> None:
    """Start a case, from an INVITATION (.ics, or the .eml that carries it) or from what is typed."""
    from relance.cli.installation import open_installation, problem_words, refusals_told

    owner = open_installation()
    from email.utils import parseaddr

    from django.utils import timezone

    from relance.actions.participants import NewPerson
    from relance.actions.start_case import NewInterview, start_case
    from relance.calendars.invitations import read_invitation

    now, named = timezone.now(), [NewPerson(*parseaddr(words)) for words in people]
    url = location = mode = uid = ""
    if invitation is not None:
        own = (owner.email,) if owner.email else ()
        read, problems = read_invitation(invitation.read_bytes(), default_tz=tz or owner.tz, now=now, own=own)
        for problem in problems:
            click.echo(f"{problem.place}: {problem_words(problem, owner.language)}", err=True)
        if read is None:
            raise SystemExit(2)
        organisation, tz = organisation or read.organisation or "", tz or read.tz or ""
        start, end = start or read.start, end or read.end
        url, location, mode, uid = read.url or "", read.location or "", read.mode or "", read.uid or ""
        named = named or [
            NewPerson(person.name or person.email or "", person.email or "") for person in read.people
        ]
    if start is None:
        raise click.UsageError("--start is missing: when was the interview, as 2026-11-24T10:00?")
    with refusals_told(owner.language):
        case = start_case(
            owner=owner,
            interview=NewInterview(
                organisation=organisation,
                role=role,
                start=start,
                end=end,
                people=tuple(named),
                region=region,
                tz=tz,
                url=url,
                location=location,
                mode=mode,
                invitation_uid=uid,
            ),
            now=now,
        )
    click.echo(f"{case.pk}")
