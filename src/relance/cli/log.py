"""`relance log`: write in the journal what happened elsewhere."""

from datetime import datetime

import click

_KINDS = ("done", "call_no_message", "extra_contact", "competing_offer")
_ANSWERS = ("invitation", "offer", "rejection", "delay", "process_stopped", "question", "acknowledgement", "other")


@click.command("log")
@click.argument("number", type=int)
@click.argument("what", type=click.Choice([*_KINDS, *_ANSWERS, "undo", "close", "reopen"]))
@click.option("--action", default="", help="The step, such as thanks or followup1 (with done, call_no_message).")
@click.option("--at", type=click.DateTime(["%Y-%m-%dT%H:%M"]), help="Local to the employer; now if left out.")
@click.option("--until", type=click.DateTime(["%Y-%m-%d"]), help="The date they announced (with delay).")
def command(*, number: int, what: str, action: str, at: datetime | None, until: datetime | None) -> None:
    """Write in the journal of case NUMBER that WHAT happened."""
    from relance.cli.installation import case_of, open_installation, refusals_told

    owner = open_installation()
    from zoneinfo import ZoneInfo

    from django.utils import timezone

    from relance.actions.close_case import close_case, reopen_case
    from relance.actions.confirm_answer import Answered, confirm_answer
    from relance.actions.log_event import log_event, undo_entry
    from relance.records import queries

    case, now = case_of(owner, number), timezone.now()
    round_ = queries.current_round(case)
    happened = at.replace(tzinfo=ZoneInfo(case.tz)) if at else now
    with refusals_told(owner.language):
        if what in _KINDS:
            log_event(round_=round_, kind=what, action=action, at=happened, now=now)
        elif what in _ANSWERS:
            promised = until.date() if until else None
            confirm_answer(case=case, answered=Answered(kind=what, at=happened, promised_on=promised), now=now)
        elif what == "undo":
            last = round_.entries.exclude(kind="undo").filter(undone_by__isnull=True).order_by("-pk").first()
            if last is None:
                raise click.ClickException("there is nothing to undo.")
            undo_entry(entry=last, now=now)
        else:
            close_case(case=case, because="user", now=now) if what == "close" else reopen_case(case=case, now=now)
    click.echo(f"{number}: {what}")
