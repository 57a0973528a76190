"""`relance check`: what may hurt a message, in its exact words, before it leaves."""

import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import click

from relance.cli.inputs import (
    DONE,
    REFUSED,
    UNUSABLE,
    as_json,
    json_output,
    language,
    print_problems,
    problem_values,
    read_document,
    read_json_lines,
)
from relance.etiquette.problems import Problem
from relance.letters.checking import PURPOSES, Finding, Message, Speller, check, read_message
from relance.wording import say
from relance.wording.findings import MESSAGE_PROBLEMS, say_finding, who_says
from relance.wording.problems import say_problem

_COLOURS = {"error": "red", "warning": "yellow", "info": "blue"}
_GITHUB = {"error": "error", "warning": "warning", "info": "notice"}


@click.command(name="check")
@click.argument("files", nargs=-1, required=True, metavar="MESSAGE|- …")
@as_json
@click.option("--format", "shape", type=click.Choice(["text", "json", "github"]), help="text unless --json.")
@click.option("--purpose", metavar="PURPOSE", help="thanks, followup, after_rejection… for a text or a mail.")
@click.option("--locale", metavar="LOCALE", help="fr-FR, fr-CA, en-GB… for a text or a mail.")
@click.option(
    "--case", "case_file", metavar="CASE", help="The case a text or a mail belongs to (YAML, JSON, TOML)."
)
@click.option("--sent-on", metavar="DATE", help="The day it leaves, for «ten days ago».")
@click.option("--to", metavar="PERSON", help="Id of the person written to, in CASE (default: the main contact).")
@click.option("--no-spelling", is_flag=True, help="Leave spelling and grammar aside.")
@language
def command(
    files: tuple[str, ...],
    *,
    as_json: bool,
    shape: str | None,
    purpose: str | None,
    locale: str | None,
    case_file: str | None,
    sent_on: str | None,
    to: str | None,
    no_spelling: bool,
    lang: str,
) -> None:
    """Check messages: JSON or YAML as `relance draft` knows them, a plain text or an .eml with its purpose.

    With «-», the input is JSON Lines, one message a line, and so is the output. Exit status 1 when a finding is an
    error, 2 when an input could not be used.
    """
    shape = "json" if as_json else shape or "text"
    given: dict[str, Any] = {"purpose": purpose, "locale": locale, "sent_on": sent_on}
    speller = None if no_spelling else machine_speller()
    case, problems = _case(case_file, to)
    if case is None:
        print_problems(case_file or "", problems, lambda one: _sentence(one, lang))
        sys.exit(UNUSABLE)
    given["case"] = case
    status, put = DONE, json_output()
    for file in files:
        for value, unread in _inputs(file, given):
            status = max(
                status,
                _answer(
                    value, unread, file, shape="json" if file == "-" else shape, lang=lang, speller=speller, put=put
                ),
            )
    sys.exit(status)


def machine_speller() -> Speller | None:
    """The best spelling checker this machine has, if any."""
    from relance.actions.spelling import machine_speller as found

    return found()


def _inputs(file: str, given: Mapping[str, Any]) -> Iterator[tuple[Any, tuple[Problem, ...]]]:
    """The messages of a file, or of the lines of standard input."""
    if file == "-":
        for value, problems in read_json_lines(sys.stdin.buffer):
            yield value, problems
        return
    if Path(file).suffix.lower() in {".yaml", ".yml", ".json", ".toml"}:
        value, problems = read_document(file)
        several = value if isinstance(value, list) else [value]
        for one in several:
            yield _completed(one, given, file), problems
        return
    yield _from_text(file, given)


def _completed(value: Any, given: Mapping[str, Any], file: str) -> Any:
    """A message of a file, with what the options add to it."""
    if not isinstance(value, Mapping):
        return value
    inside = value.get("message", value)
    if not isinstance(inside, Mapping):
        return value
    added = {key: one for key, one in given.items() if one}
    return {"id": value.get("id", file), **added, **inside}


def _from_text(file: str, given: Mapping[str, Any]) -> tuple[Any, tuple[Problem, ...]]:
    """A plain text or a mail, as a message."""
    try:
        raw = Path(file).read_bytes()
    except (OSError, ValueError) as error:
        detail = getattr(error, "strerror", None) or str(error)
        return None, (Problem("", "file_unreadable", {"detail": detail}),)
    known = {key: one for key, one in given.items() if one}
    if file.lower().endswith(".eml"):
        return _from_mail(raw, file, known)
    try:
        return {"id": file, **known, "body": raw.decode("utf-8-sig")}, ()
    except UnicodeDecodeError:
        return None, (Problem("", "not_utf8"),)


def _from_mail(raw: bytes, file: str, known: Mapping[str, Any]) -> tuple[Any, tuple[Problem, ...]]:
    """The subject, text and attachments of a mail."""
    from email import policy
    from email.parser import BytesParser

    mail = BytesParser(policy=policy.default).parsebytes(raw)
    part = mail.get_body(preferencelist=("plain", "html"))
    if part is None:
        return None, (Problem("", "mail_without_text"),)
    names = [one.get_filename() or "" for one in mail.iter_attachments()]
    return {
        "id": file,
        **known,
        "subject": str(mail["subject"] or ""),
        "attachments": names,
        "body": part.get_content(),
    }, ()


def _case(file: str | None, to: str | None) -> tuple[Mapping[str, Any] | None, tuple[Problem, ...]]:
    """The case of a message, from a case file: its candidate, organisation, interview and addressee."""
    if file is None:
        return {}, ()
    value, problems = read_document(file)
    facts = value.get("facts", value) if isinstance(value, Mapping) else None
    if not isinstance(facts, Mapping):
        return None, problems or (Problem("", "not_a_table", {"value": str(value)[:40]}),)
    people = [one for one in facts.get("people") or () if isinstance(one, Mapping)]
    person = next((one for one in people if one.get("id") == to), None) or next(
        (one for one in people if one.get("main_contact")), people[0] if people else {}
    )
    interview = facts.get("interview")
    start = interview.get("start") if isinstance(interview, Mapping) else None
    kept: dict[str, Any] = {
        key: facts[key] for key in ("role", "organisation", "candidate", "debrief") if facts.get(key)
    }
    recipient = {key: person[key] for key in ("name", "civility", "title") if person.get(key)}
    playbook = value.get("playbook") if isinstance(value, Mapping) else None
    return {
        **kept,
        "recipient": recipient,
        **({"interview_date": str(start)[:10]} if start else {}),
        **({"playbook": playbook} if playbook else {}),
        "tu_offered": person.get("tu_offered") is True,
    }, ()


def _answer(
    value: Any,
    unread: tuple[Problem, ...],
    file: str,
    *,
    shape: str,
    lang: str,
    speller: Speller | None,
    put: Any,
) -> int:
    """Show what is found in one message, and say how it ended."""
    message, problems = (None, list(unread)) if unread else read_message(value)
    identity = value.get("id") if isinstance(value, Mapping) else None
    if message is None:
        if shape == "json":
            put({"id": identity, "problems": problem_values(problems, lambda one: _sentence(one, lang))})
        else:
            print_problems(file, problems, lambda one: _sentence(one, lang))
        return UNUSABLE
    found = check(message, speller=speller)
    if shape == "json":
        values = {"id": identity, "findings": [finding_values(one, lang) for one in found]}
        put(values | ({"problems": problem_values(problems, lambda one: _sentence(one, lang))} if problems else {}))
    else:
        print_problems(file, problems, lambda one: _sentence(one, lang))
        show = _github if shape == "github" else _text
        for one in found:
            show(message, one, file, lang)
    return REFUSED if any(one.severity == "error" for one in found) else DONE


def finding_values(finding: Finding, lang: str) -> dict[str, Any]:
    """A finding as commands.md promises it, with the part it is in and who wrote the rule."""
    return {
        "code": finding.code,
        "severity": finding.severity,
        "excerpt": finding.excerpt,
        "start": finding.start,
        "end": finding.end,
        "say": say_finding(finding.code, lang, finding.params),
        "fix": finding.fix,
        "because": list(finding.because),
        "part": finding.part,
        "who": who_says(finding.because, lang),
    }


def _place(message: Message, finding: Finding) -> tuple[int, int]:
    """The line and column of a finding in the body, from 1; the first line for what is absent."""
    if finding.part == "subject" or not finding.excerpt:
        return 1, 1
    before = message.body[: finding.start]
    return before.count("\n") + 1, finding.start - (before.rfind("\n") + 1) + 1


def _text(message: Message, finding: Finding, file: str, lang: str) -> None:
    line, column = _place(message, finding)
    where = f"{file}:{line}:{column}" if finding.part == "body" else f"{file}:subject"
    grave = click.style(finding.severity, fg=_COLOURS[finding.severity])
    click.echo(f"{where}: {grave} {finding.code}  {say_finding(finding.code, lang, finding.params)}")
    if finding.excerpt:
        shown = " ".join(finding.excerpt.split())
        fix = "" if finding.fix is None else f"  →  {finding.fix or '∅'}"
        click.echo(f"    «{shown}»{fix}")
    rules = " ".join(finding.because)
    if rules:
        click.echo(
            click.style(f"    {', '.join(filter(None, (rules, who_says(finding.because, lang))))}", dim=True)
        )


def _github(message: Message, finding: Finding, file: str, lang: str) -> None:
    """A workflow command, shown by the forge beside the line."""
    line, column = _place(message, finding)
    said = say_finding(finding.code, lang, finding.params).replace("%", "%25").replace("\n", " ")
    name = file.replace("%", "%25").replace(",", "%2C").replace(":", "%3A")
    click.echo(f"::{_GITHUB[finding.severity]} file={name},line={line},col={column},title={finding.code}::{said}")


def _sentence(problem: Problem, lang: str) -> str:
    if problem.code in MESSAGE_PROBLEMS:
        return say(MESSAGE_PROBLEMS, problem.code, lang, problem.params)
    return say_problem(problem, lang)


__all__ = ["PURPOSES", "command", "finding_values", "machine_speller"]
