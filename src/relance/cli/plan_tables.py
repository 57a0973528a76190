"""A plan for a person to read: a table on a terminal, plain columns when piped."""

import sys
from collections.abc import Iterable, Sequence
from datetime import date, datetime

from relance.etiquette import Action, Blocked, Facts, Plan, Playbook, Verdict
from relance.etiquette.steps import ACTIONS as IN_ORDER
from relance.wording import say
from relance.wording.authors import who_wrote
from relance.wording.reasons import REASONS
from relance.wording.steps import ACTIONS, CHANNELS, GUARD, STATES, TABLE, say_flag, say_weekday

Row = Sequence[str]


def print_plan(facts: Facts, playbook: Playbook, plan: Plan, name: str, lang: str) -> None:
    """The steps in order, what is refused, whether one may write now, and why."""
    _heading(f"{name} · {say(STATES, plan.state, lang)} · {playbook.title}")
    if plan.actions:
        columns = [say(TABLE, column, lang) for column in ("when", "what", "whom", "how", "notes")]
        _table(columns, [_row(facts, action, lang) for action in plan.actions])
    else:
        print(say(GUARD, "nothing_left", lang))
    for refusal in plan.blocked:
        print(_refused(refusal, lang))
    print(_guard(plan.guard, lang))
    _reasons(
        [action.because for action in plan.actions] + [b.because for b in plan.blocked], plan.guard, playbook, lang
    )


def print_verdict(playbook: Playbook, verdict: Verdict, lang: str) -> None:
    """Whether one may write now."""
    print(_guard(verdict, lang))
    _reasons([], verdict, playbook, lang)


def print_comparison(plans: Iterable[tuple[Playbook, Plan]], name: str, lang: str) -> None:
    """One line a step, one column a doctrine."""
    plans = list(plans)
    _heading(name)
    planned = {action.action for _, plan in plans for action in plan.actions}
    rows = []
    for step in (name for name in IN_ORDER if name in planned):
        dates = [next((_when(a.due, lang) for a in plan.actions if a.action == step), "—") for _, plan in plans]
        rows.append([say(ACTIONS, step, lang), *dates])
    _table([say(TABLE, "what", lang), *(playbook.id for playbook, _ in plans)], rows)
    for playbook, plan in plans:
        for refusal in plan.blocked:
            print(f"{playbook.id} · {_refused(refusal, lang)}")


def _refused(refusal: Blocked, lang: str) -> str:
    what = f"{say(ACTIONS, refusal.action, lang)} ({', '.join(refusal.because)})"
    return say(GUARD, "not_done", lang, {"what": what})


def _row(facts: Facts, action: Action, lang: str) -> Row:
    people = {person.id: person.name or person.id for person in facts.people}
    whom = ", ".join(people[person] for person in action.to if person in people)
    notes = [say_flag(flag, lang) for flag in action.flags]
    if action.latest is not None:
        notes.append(say(TABLE, "latest", lang, {"when": _when(action.latest, lang)}))
    return (
        _when(action.due, lang),
        say(ACTIONS, action.action, lang),
        whom,
        say(CHANNELS, action.channel, lang),
        "; ".join(notes),
    )


def _when(when: datetime | date, lang: str) -> str:
    weekday = say_weekday(when.weekday(), lang)
    return f"{weekday} {when:%Y-%m-%d %H:%M}" if isinstance(when, datetime) else f"{weekday} {when:%Y-%m-%d}"


def _guard(verdict: Verdict, lang: str) -> str:
    if verdict.allowed:
        return say(GUARD, "allowed", lang)
    if verdict.until is None:
        return say(GUARD, "refused", lang)
    return say(GUARD, "refused_until", lang, {"until": _when(verdict.until, lang)})


def _reasons(cited: list[tuple[str, ...]], verdict: Verdict, playbook: Playbook, lang: str) -> None:
    rules = dict.fromkeys(rule for because in cited for rule in because)
    if not verdict.allowed:
        rules.update(dict.fromkeys(verdict.because))
    if not rules:
        return
    print(say(GUARD, "because", lang))
    for rule in rules:
        author = "" if rule.startswith("PL-") else f" — {who_wrote(rule, lang, playbook.id)}"
        print(f"  {rule:<6} {say(REASONS, rule, lang)}{author}")


def _heading(title: str) -> None:
    if not sys.stdout.isatty():
        print(title)
        return
    from rich.console import Console
    from rich.text import Text

    Console().print(Text(title, style="bold"))


def _table(columns: Sequence[str], rows: Sequence[Row]) -> None:
    if not sys.stdout.isatty():
        widths = [max(len(cell) for cell in column) for column in zip(columns, *rows, strict=True)]
        for row in (columns, *rows):
            print("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())
        return
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(*columns, box=box.SIMPLE_HEAD)
    for row in rows:
        table.add_row(*(Text(cell) for cell in row))
    Console().print(table)
