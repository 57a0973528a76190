"""`relance show`: a case, its plan with reasons, its letters."""

import json

import click


@click.command("show")
@click.argument("number", type=int)
@click.option("--json", "as_json", is_flag=True, help="The plan as JSON, as `relance plan --json` gives it.")
def command(*, number: int, as_json: bool) -> None:
    """Show the plan of case NUMBER, why each step is there, and what became of its letters."""
    from relance.cli.installation import case_of, open_installation

    owner = open_installation()
    from django.utils import timezone

    from relance.actions.plan_case import plan_case
    from relance.etiquette.plain import plan_values
    from relance.records.models import Letter
    from relance.wording import say
    from relance.wording.authors import who_wrote
    from relance.wording.steps import ACTIONS

    case, lang = case_of(owner, number), owner.language
    planned = plan_case(case=case, now=timezone.now())
    if as_json:
        click.echo(json.dumps(plan_values(planned.plan, str(case.pk)), ensure_ascii=False))
        return
    click.echo(f"{case.organisation} · {case.role} · {case.state}")
    for action in planned.plan.actions:
        rule = next(iter(action.because), "")
        click.echo(
            f"  {_when(action.due):16}  {say(ACTIONS, action.action, lang)}  [{rule}: {who_wrote(rule, lang)}]"
        )
    for letter in Letter.objects.filter(case=case).select_related("person").order_by("pk"):
        leaves = f" {letter.leave_at:%Y-%m-%d %H:%M} UTC" if letter.leave_at and letter.state == "approved" else ""
        click.echo(f"  #{letter.pk} {letter.step} → {letter.person}: {letter.state}{leaves}")


def _when(due: object) -> str:
    return f"{due:%Y-%m-%d %H:%M}" if hasattr(due, "hour") else f"{due:%Y-%m-%d}"
