"""`relance debrief`: note the debrief from a terminal."""

import sys

import click


@click.command("debrief")
@click.argument("number", type=int)
@click.option(
    "--answer", "answers", multiple=True, help="FIELD=TEXT, such as points_missed=contentieux; repeatable."
)
@click.option("--done", is_flag=True, help="«Bilan complet».")
def command(*, number: int, answers: tuple[str, ...], done: bool) -> None:
    """Keep the debrief of case NUMBER: free text on standard input, answers by field."""
    from relance.cli.installation import case_of, open_installation, refusals_told

    owner = open_installation()
    from django.utils import timezone

    from relance.actions.note_debrief import complete_debrief, list_answers, note_debrief
    from relance.records import queries

    round_ = queries.current_round(case_of(owner, number))
    pairs = [words.partition("=") for words in answers]
    if bad := [name for name, equals, _ in pairs if not equals]:
        raise click.UsageError(f"--answer {bad[0]}: write FIELD=TEXT")
    free_text = None if sys.stdin.isatty() else (sys.stdin.read() or None)
    with refusals_told(owner.language):
        note_debrief(
            round_=round_, free_text=free_text, answers=list_answers([(name, text) for name, _, text in pairs])
        )
        if done:
            complete_debrief(round_=round_, now=timezone.now())
    click.echo(f"{number}: ok")
