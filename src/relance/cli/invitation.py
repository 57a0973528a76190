"""`relance invitation`: what an .ics, or the mail that carries one, says."""

import sys
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import IO, Any

import click

from relance.calendars.invitations import Invitation, read_invitation
from relance.cli.inputs import (
    DONE,
    UNUSABLE,
    as_json,
    json_output,
    language,
    present,
    print_problems,
    problem_values,
)
from relance.cli.raw_lines import lines_of, raw_item
from relance.etiquette.problems import Problem
from relance.wording import say
from relance.wording.invitations import INVITATION_LABELS, INVITATION_PROBLEMS


@click.command(name="invitation")
@click.argument("files", nargs=-1, required=True, metavar="FILE.ics|MAIL.eml|- …")
@as_json
@click.option("--tz", help="Your own zone (IANA name), for times that name none.")
@click.option("--me", multiple=True, metavar="ADDRESS", help="An address of yours, left out of the people to meet.")
@language
def command(files: tuple[str, ...], *, as_json: bool, tz: str | None, me: tuple[str, ...], lang: str) -> None:
    """Read an invitation: when, where, with whom, and whether it is an interview.

    With «-», the input is JSON Lines, {"id", "raw": base64 of the file}, and so is the output.
    """
    status = DONE
    for file in files:
        if file == "-":
            status = max(status, _stream(sys.stdin.buffer, tz=tz, own=me, lang=lang, as_json=as_json))
            continue
        raw, problems = _load(file)
        invitation: Invitation | None = None
        if raw is not None:
            invitation, problems = read_invitation(raw, default_tz=tz, now=present(), own=me)
        status = max(status, DONE if invitation else UNUSABLE)
        head = {"file": file} if len(files) > 1 else {}
        _show(invitation, problems, head, as_json=as_json, lang=lang, file=file)
    sys.exit(status)


def _load(file: str) -> tuple[bytes | None, tuple[Problem, ...]]:
    try:
        return Path(file).read_bytes(), ()
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        return None, (Problem("", "no_such_file", {"reason": reason}),)


def _stream(source: IO[bytes], *, tz: str | None, own: Sequence[str], lang: str, as_json: bool) -> int:
    """Answer each line as it comes; a bad one says why and the others go on."""
    put, status = json_output(), DONE
    for number, line in lines_of(source):
        if number == 1 and not line.lstrip().startswith((b"{", b"[", b'"')):
            # A bare .ics or mail on standard input is taken as it is.
            invitation, problems = read_invitation(line + source.read(), default_tz=tz, now=present(), own=own)
            _show(invitation, problems, {}, as_json=as_json, lang=lang, file="-")
            return DONE if invitation else UNUSABLE
        item, problem = raw_item(line, number)
        invitation, problems = None, (problem,) if problem else ()
        if problem is None:
            zone = item.get("tz") if isinstance(item.get("tz"), str) else tz
            invitation, problems = read_invitation(item["raw"], default_tz=zone, now=present(), own=own)
        status = max(status, DONE if invitation else UNUSABLE)
        put(_answer(invitation, problems, {"id": item.get("id")}, lang))
    return status


def _answer(
    invitation: Invitation | None, problems: Sequence[Problem], head: dict[str, Any], lang: str
) -> dict[str, Any]:
    said = problem_values(problems, lambda problem: _sentence(problem, lang))
    if invitation is None:
        return {**head, "problems": said}
    fields = asdict(invitation)
    for name in ("start", "end", "dtstamp"):
        moment = fields[name]
        fields[name] = moment.isoformat(timespec="minutes" if not moment.second else "seconds") if moment else None
    return {**head, **fields, "problems": said}


def _sentence(problem: Problem, lang: str) -> str:
    hint = f" → {problem.suggestion}" if problem.suggestion else ""
    return say(INVITATION_PROBLEMS, problem.code, lang, problem.params) + hint


def _show(
    invitation: Invitation | None,
    problems: Sequence[Problem],
    head: dict[str, Any],
    *,
    as_json: bool,
    lang: str,
    file: str,
) -> None:
    if as_json and invitation is not None:
        json_output()(_answer(invitation, problems, head, lang))
        return
    if invitation is not None:
        for name, text in _rows(invitation, lang):
            click.echo(f"{click.style(name, bold=True)}  {text}")
    print_problems(file, problems, lambda problem: _sentence(problem, lang))


def _rows(invitation: Invitation, lang: str) -> Iterator[tuple[str, str]]:
    def word(code: str) -> str:
        return say(INVITATION_LABELS, code, lang)

    sender = invitation.organizer
    verdict = word("yes" if invitation.is_interview else "no")
    if invitation.round:
        verdict += f", {word('round')} {invitation.round}"
    if invitation.because:
        verdict += f" ({', '.join(invitation.because)})"
    rows = (
        ("summary", invitation.summary + (f" [{word('cancelled')}]" if invitation.cancelled else "")),
        ("when", _when(invitation)),
        ("where", invitation.location.replace("\n", ", ")),
        ("link", invitation.url or ""),
        ("phone", invitation.phone or ""),
        ("with", "; ".join(", ".join(filter(None, (one.name, one.title, one.email))) for one in invitation.people)),
        ("organisation", invitation.organisation or ""),
        ("role", invitation.role or ""),
        ("sender", f"{sender.name} <{sender.email}>".strip() if sender else ""),
        ("interview", verdict),
    )
    width = max(len(word(code)) for code, _ in rows)
    yield from ((word(code).ljust(width), text) for code, text in rows if text)


def _when(invitation: Invitation) -> str:
    start, end = invitation.start, invitation.end
    zone = invitation.tz or f"{start:%z}"
    if invitation.all_day:
        return f"{start:%Y-%m-%d} ({zone})"
    until = f"{end:%H:%M}" if end.date() == start.date() else f"{end:%Y-%m-%d %H:%M}"
    return f"{start:%Y-%m-%d %H:%M} – {until} ({zone})"
