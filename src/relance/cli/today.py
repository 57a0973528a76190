"""`relance today`: what to do now, what waits, what was answered."""

import click


@click.command("today")
def command() -> None:
    """Say what there is to do, and until when the rest may wait."""
    from relance.cli.installation import open_installation

    owner = open_installation()
    from django.utils import timezone

    from relance.actions.plan_case import plan_round
    from relance.records import queries
    from relance.records.models import Case
    from relance.wording import say
    from relance.wording.notices import NOTICES
    from relance.wording.steps import ACTIONS

    lang, now = owner.language, timezone.now()
    for mail in queries.mail_to_look_at(owner):
        where = f"{mail.case.pk} {mail.case.organisation}" if mail.case else "?"
        click.echo(f"! [{where}] {mail.sender_name or mail.sender_address}: {mail.subject} ({mail.kind})")
    for notice in queries.unseen_notices(owner).exclude(code__startswith="remind-"):
        click.echo("! " + say(NOTICES, notice.code, lang, notice.params))
    for notice in queries.unseen_notices(owner, recruiter=True).filter(code__startswith="duty-"):
        click.echo("! " + say(NOTICES, notice.code, lang, notice.params))
    rounds = (
        queries.rounds_with_facts(owner)
        .filter(case__state=Case.State.OPEN, case__opening__isnull=True)
        .order_by("case_id", "-number")
    )
    seen: set[int] = set()
    for round_ in rounds:
        if round_.case_id in seen:
            continue
        seen.add(round_.case_id)
        planned = plan_round(round_=round_, now=now)
        following = next(iter(planned.plan.actions), None)
        words = f"{say(ACTIONS, following.action, lang)} · {_when(following.due)}" if following else "—"
        click.echo(f"{round_.case_id:>4}  {round_.case.organisation} · {round_.case.role}: {words}")
    if not seen:
        click.echo(
            "Aucune candidature ouverte. « relance new » en commence une." if lang == "fr" else "No open case."
        )


def _when(due: object) -> str:
    return f"{due:%Y-%m-%d %H:%M}" if hasattr(due, "hour") else f"{due:%Y-%m-%d}"
