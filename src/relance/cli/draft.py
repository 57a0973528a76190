"""`relance draft`: a letter made of a case's own facts, or the one fact it lacks."""

import sys
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import click

from relance.cli.draft_news import NewsWish, findings_of, is_opening, news_of, values_of
from relance.cli.inputs import (
    DONE,
    UNUSABLE,
    as_json,
    json_output,
    language,
    problem_values,
    read_document,
    read_json_lines,
)
from relance.etiquette import DEFAULT_PLAYBOOK, Case, Problem, load_playbook, playbook_ids, read_case
from relance.etiquette import fields as reading
from relance.letters.drafting import ACTIONS, LOCALES, NEWS_PURPOSES, Draft, Missing, as_message, draft
from relance.wording.problems import say_problem

REFUSED = 1
_ASKED = ("id", "case", "action", "to", "locale", "variant", "sent_on")


@dataclass(frozen=True, slots=True)
class Wish:
    """Which letter is wanted; `to` is the main contact when None."""

    action: str | None
    to: str | None
    locale: str | None
    variant: int
    sent_on: date | None
    until: date | None
    plain: bool
    finished: str | None
    next_on: date | None = None
    reasons: tuple[str, ...] = ()
    sender: str | None = None


@click.command(name="draft")
@click.argument("files", nargs=-1, required=True, metavar="CASE|- …")
@click.option(
    "--action", metavar="ACTION", help=f"One of: {', '.join(ACTIONS)}; on an opening: {', '.join(NEWS_PURPOSES)}."
)
@click.option("--to", metavar="PERSON", help="Id of the person written to (default: the main contact).")
@click.option("--locale", metavar="LOCALE", help=f"One of: {', '.join(LOCALES)} (default: the region's).")
@click.option("--variant", type=click.IntRange(0, 999), default=0, show_default=True, help="Which wording.")
@click.option("--sent-on", metavar="DATE", help="The day it leaves, for «ten days ago» (default: the case's now).")
@click.option("--until", metavar="DATE", help="The day asked for (ask_time) or imposed (inform_competing_offer).")
@click.option("--plain", is_flag=True, help="Write with what there is rather than ask for what is missing.")
@click.option(
    "--pdf",
    type=click.Path(dir_okay=False, writable=True, path_type=Path),
    help="Also write the card to copy by hand, as a PDF (with --action handwritten_note and one case file).",
)
@click.option("--say", "finished", metavar="SENTENCE", help="The sentence asked for, in your own words.")
@click.option("--next", "next_on", metavar="DATE", help="On an opening: the day of the next news.")
@click.option("--reason", "reasons", multiple=True, metavar="TEXT", help="On an opening: why; may be repeated.")
@click.option("--from", "sender", metavar="NAME", help="On an opening: who signs (default: its sender).")
@as_json
@language
def command(
    files: tuple[str, ...],
    *,
    action: str | None,
    to: str | None,
    locale: str | None,
    variant: int,
    sent_on: str | None,
    until: str | None,
    plain: bool,
    pdf: Path | None,
    finished: str | None,
    next_on: str | None,
    reasons: tuple[str, ...],
    sender: str | None,
    as_json: bool,
    lang: str,
) -> None:
    """Draft a letter from YAML, JSON or TOML case files; a recruiter's letter from the file of an opening.

    With «-», the input is JSON Lines, a case or {"case", "action", "to", …} a line, and so is the output.
    """
    days = {
        "sent_on": _day("--sent-on", sent_on),
        "until": _day("--until", until),
        "next_on": _day("--next", next_on),
    }
    wish = Wish(action, to, locale, variant, plain=plain, finished=finished, reasons=reasons, sender=sender, **days)
    if pdf and (action != "handwritten_note" or len(files) != 1 or files == ("-",)):
        raise click.UsageError("--pdf goes with --action handwritten_note and one case file.")
    put = json_output()
    status = DONE
    for file in files:
        for raw, problems in _inputs(file):
            values, code = _answer(raw, problems, wish, lang)
            status = max(status, code)
            if file == "-" or (as_json and "body" in values):
                put(values)
            if file != "-":
                _show(file, values, as_json=as_json)
            if pdf and values.get("body"):
                _print_card(pdf, raw, wish, values)
    sys.exit(status)


def _day(option: str, text: str | None) -> date | None:
    problems: list[Problem] = []
    found = None if text is None else reading.as_day(text, option, problems)
    if problems:
        raise click.BadParameter(say_problem(problems[0], "en"), param_hint=option)
    return found


def _inputs(file: str) -> Iterator[tuple[Any, tuple[Problem, ...]]]:
    if file == "-":
        yield from read_json_lines(sys.stdin.buffer)
    else:
        yield read_document(file)


def _answer(raw: Any, problems: tuple[Problem, ...], wish: Wish, lang: str) -> tuple[dict[str, Any], int]:
    """One object to print, and its exit status."""
    found = list(problems)
    if is_opening(raw):
        return _news(raw, wish, lang)
    known = raw.get("id") if isinstance(raw, Mapping) else None
    if not found and isinstance(raw, Mapping) and "case" in raw:
        wish, raw = _own_wish(raw, wish, found), raw["case"]
        known = known or (raw.get("id") if isinstance(raw, Mapping) else None)
    case: Case | None = None
    if not found:
        case, more = read_case(raw)
        found.extend(more)
    head = {"id": known if isinstance(known, str) else None}
    if case is not None:
        found.extend(_unknown(case, wish))
    if case is None or found:
        return head | {"problems": problem_values(found, lambda p: say_problem(p, lang))}, UNUSABLE
    return _drafted(case, wish, head, lang)


def _news(raw: Mapping[str, Any], wish: Wish, lang: str) -> tuple[dict[str, Any], int]:
    """A recruiter's letter, from the file of an opening."""
    from relance.cli.check import finding_values

    asked = NewsWish(
        wish.action, wish.to, wish.locale, wish.variant, wish.sent_on, wish.next_on, wish.reasons, wish.sender
    )
    written, message, problems = news_of(raw, asked)
    head = {"id": raw.get("id") if isinstance(raw.get("id"), str) else None}
    if isinstance(written, Missing):
        return _lacking(written, head), UNUSABLE
    if written is None:
        return head | {"problems": problem_values(problems, lambda p: say_problem(p, lang))}, UNUSABLE
    findings = [finding_values(finding, lang) for finding in findings_of(message)]
    return head | values_of(written) | {"findings": findings}, DONE


def _own_wish(raw: Mapping[str, Any], wish: Wish, problems: list[Problem]) -> Wish:
    """What a line asks for itself, over what the options say."""
    reading.table(raw, "", frozenset(_ASKED), problems)
    variant = reading.whole(raw, "variant", "", problems, 0, 999)
    return replace(
        wish,
        action=reading.text(raw, "action", "", problems) or wish.action,
        to=reading.text(raw, "to", "", problems) or wish.to,
        locale=reading.text(raw, "locale", "", problems) or wish.locale,
        variant=wish.variant if variant is None else variant,
        sent_on=reading.day(raw, "sent_on", "", problems) or wish.sent_on,
    )


def _unknown(case: Case, wish: Wish) -> list[Problem]:
    problems: list[Problem] = []
    asked = {"action": wish.action, "locale": wish.locale}
    reading.need(asked, "action", "", problems)
    reading.choice(asked, "action", "", problems, ACTIONS)
    reading.choice(asked, "locale", "", problems, LOCALES)
    ids = [person.id for person in case.facts.people]
    if wish.to is not None and wish.to not in ids:
        problems.append(
            Problem("to", "unknown_person", {"id": reading.shown(wish.to)}, reading.nearest(wish.to, ids))
        )
    return problems


def _drafted(case: Case, wish: Wish, head: dict[str, Any], lang: str) -> tuple[dict[str, Any], int]:
    facts, action = case.facts, wish.action or ""
    to = wish.to or facts.main_contact.id
    now: datetime | None = case.now
    sent_on = wish.sent_on or (now.astimezone(facts.tz).date() if now else None)

    def written(
        person: str, *, plain: bool = wish.plain, finished: Mapping[str, str] | None = None
    ) -> Draft | Missing:
        return draft(
            facts, action, person, locale=wish.locale, variant=wish.variant, sent_on=sent_on, until=wish.until,
            finished=finished, allow_plain=plain,
        )  # fmt: skip

    answer = written(to)
    if isinstance(answer, Missing) and wish.finished:
        answer = written(to, finished={answer.fact: wish.finished})
    if isinstance(answer, Missing):
        return _lacking(answer, head), UNUSABLE
    panel = (
        [p.id for p in facts.people if p.interviewed and p.has_address and p.id != to] if action == "thanks" else []
    )
    others = [written(person, plain=True) for person in panel]
    bodies = tuple(other.body for other in others if isinstance(other, Draft))
    findings = _findings(case, action, to, answer, sent_on=sent_on, others=bodies, lang=lang)
    values = {
        "subject": answer.subject,
        "body": answer.body,
        "used": list(answer.used),
        "alternatives": answer.alternatives,
        "findings": findings,
        "kind": answer.kind,
        "locale": answer.locale,
        "spans": [asdict(span) for span in answer.spans],
        "unfitted": list(answer.unfitted),
    }
    return head | values, REFUSED if any(f["severity"] == "error" for f in findings) else DONE


def _lacking(answer: Missing, head: dict[str, Any]) -> dict[str, Any]:
    problem = {
        "place": answer.fact,
        "code": "missing",
        "severity": "error",
        "say": answer.question,
        "suggestion": None,
    }
    empty: dict[str, Any] = {"subject": None, "body": None, "used": [], "alternatives": 0, "findings": []}
    return head | empty | {"missing": asdict(answer), "problems": [problem]}


def _findings(
    case: Case, action: str, to: str, written: Draft, *, sent_on: date | None, others: tuple[str, ...], lang: str
) -> list[dict[str, Any]]:
    from relance.cli.check import finding_values
    from relance.letters.checking import check, read_message

    name = case.playbook or DEFAULT_PLAYBOOK
    policy = load_playbook(name).competing_offer if name in playbook_ids() else "never"
    person = next(person for person in case.facts.people if person.id == to)
    raw = as_message(case.facts, action, person, written, sent_on=sent_on, others=others, competing_offer=policy)
    message, _ = read_message(raw)
    return [finding_values(finding, lang) for finding in check(message)] if message else []


def _print_card(pdf: Path, raw: Any, wish: Wish, values: Mapping[str, Any]) -> None:
    # Imported here: a letter that is not printed does without the compiler.
    from relance.actions.print_paper import print_paper
    from relance.letters.paper import card

    case, _ = read_case(raw)
    if case is None:
        return
    to = wish.to or case.facts.main_contact.id
    name = next(person.name for person in case.facts.people if person.id == to)
    page = card(body=values["body"], name=name, organisation=case.facts.organisation, locale=values["locale"])
    try:
        pdf.write_bytes(print_paper(page))
    except OSError as error:
        raise click.FileError(str(pdf), error.strerror) from error


def _show(file: str, values: Mapping[str, Any], *, as_json: bool) -> None:
    """For a person: the letter on standard output, what is wrong or missing on standard error."""
    for problem in values.get("problems", []):
        place = f"{file}: {problem['place']}" if problem["place"] else file
        click.echo(f"{place}: {problem['say']}", err=True)
    missing = values.get("missing")
    if missing and missing["sentence"]:
        click.echo(f"  {missing['sentence']}…", err=True)
    if as_json or not values.get("body"):
        return
    if values["subject"]:
        click.echo(f"{values['subject']}\n")
    click.echo(values["body"])
    for finding in values["findings"]:
        click.echo(f"{finding['severity']}: {finding['excerpt'] or finding['code']}: {finding['say']}", err=True)
