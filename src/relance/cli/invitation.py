"""`relance invitation`: what an .ics, or the mail that carries one, says."""

import base64
import binascii
import json
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Any

import click

from relance.calendars.invitations import Invitation, read_invitation
from relance.etiquette.problems import Problem
from relance.wording import say
from relance.wording.invitations import INVITATION_PROBLEMS


@click.command(name="invitation")
@click.argument("files", nargs=-1, required=True, metavar="FILE.ics|MAIL.eml|- …")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
@click.option("--tz", help="Your own zone (IANA name), for times that name none.")
@click.option("--me", multiple=True, metavar="ADDRESS", help="An address of yours, left out of the people to meet.")
@click.option(
    "--lang", type=click.Choice(["fr", "en"]), default="fr", show_default=True, help="Language of the words."
)
def command(files: tuple[str, ...], *, as_json: bool, tz: str | None, me: tuple[str, ...], lang: str) -> None:
    """Read an invitation: when, where, with whom, and whether it is an interview.

    With «-», the input is JSON Lines, {"id", "raw": base64 of the file}, and so is the output.
    """
    failed = False
    for file in files:
        if file == "-":
            failed |= _stream(sys.stdin.buffer, tz=tz, own=me, lang=lang, as_json=as_json)
            continue
        raw, problems = _load(file)
        invitation: Invitation | None = None
        if raw is not None:
            invitation, problems = read_invitation(raw, default_tz=tz, now=_now(), own=me)
        failed |= invitation is None
        head = {"file": file} if len(files) > 1 else {}
        _show(invitation, problems, head, as_json=as_json, lang=lang, file=file)
    sys.exit(2 if failed else 0)


def _now() -> datetime:
    return datetime.fromtimestamp(time.time(), UTC)


def _load(file: str) -> tuple[bytes | None, tuple[Problem, ...]]:
    try:
        return Path(file).read_bytes(), ()
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        return None, (Problem(file, "no_such_file", {"reason": reason}),)


def _stream(source: IO[bytes], *, tz: str | None, own: Sequence[str], lang: str, as_json: bool) -> bool:
    """Answer each line as it comes; True when one could not be used. A bare .ics or mail is taken as it is."""
    failed = False
    for number, line in enumerate(source, 1):
        if not line.strip():
            continue
        if number == 1 and not line.lstrip().startswith((b"{", b"[", b'"')):
            invitation, problems = read_invitation(line + source.read(), default_tz=tz, now=_now(), own=own)
            _show(invitation, problems, {}, as_json=as_json, lang=lang, file="-")
            return invitation is None
        item, problem = _item(line, number)
        invitation, problems = None, (problem,) if problem else ()
        if problem is None:
            zone = item.get("tz") if isinstance(item.get("tz"), str) else tz
            invitation, problems = read_invitation(item["raw"], default_tz=zone, now=_now(), own=own)
        failed |= invitation is None
        print(
            json.dumps(_answer(invitation, problems, {"id": item.get("id")}, lang), ensure_ascii=False), flush=True
        )
    return failed


def _item(line: bytes, number: int) -> tuple[dict[str, Any], Problem | None]:
    place = f"line {number}"
    try:
        item = json.loads(line)
    except (ValueError, RecursionError) as error:
        return {}, Problem(place, "bad_json_line", {"reason": str(error)[:120]})
    if not isinstance(item, dict):
        return {}, Problem(place, "bad_json_line", {"reason": type(item).__name__})
    try:
        raw = base64.b64decode("".join(item["raw"].split()), validate=True)
    except (KeyError, AttributeError, TypeError, binascii.Error, ValueError):
        return {"id": item.get("id")}, Problem(f"{place}: raw", "bad_base64")
    return {**item, "raw": raw}, None


def _answer(
    invitation: Invitation | None, problems: Sequence[Problem], head: dict[str, Any], lang: str
) -> dict[str, Any]:
    said = [_problem(problem, lang) for problem in problems]
    if invitation is None:
        return {**head, "problems": said}
    fields = asdict(invitation)
    for name in ("start", "end", "dtstamp"):
        moment = fields[name]
        fields[name] = moment.isoformat(timespec="minutes" if not moment.second else "seconds") if moment else None
    return {**head, **fields, "problems": said}


def _problem(problem: Problem, lang: str) -> dict[str, Any]:
    return {
        "place": problem.place,
        "code": problem.code,
        "severity": problem.severity,
        "say": _sentence(problem, lang),
        "suggestion": problem.suggestion,
    }


def _sentence(problem: Problem, lang: str) -> str:
    return say(INVITATION_PROBLEMS, problem.code, lang, problem.params)


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
        print(json.dumps(_answer(invitation, problems, head, lang), ensure_ascii=False))
        return
    if invitation is not None:
        for name, text in _rows(invitation, lang):
            click.echo(f"{click.style(name, bold=True)}  {text}" if name.strip() else f"{name}  {text}")
    for problem in problems:
        hint = f" → {problem.suggestion}" if problem.suggestion else ""
        place = problem.place if problem.place == file else f"{file}: {problem.place}"
        click.echo(f"{place}: {_sentence(problem, lang)}{hint}", err=True)


_LABELS = {
    "fr": ("Quoi", "Quand", "Où", "Lien", "Téléphone", "Avec", "Envoyé par", "Entretien", "annulé", "oui",
           "non", "tour"),
    "en": ("What", "When", "Where", "Link", "Phone", "With", "Sent by", "Interview", "cancelled", "yes",
           "no", "round"),
}  # fmt: skip


def _rows(invitation: Invitation, lang: str) -> Iterator[tuple[str, str]]:
    labels = _LABELS[lang]
    width = max(map(len, labels[:8]))
    sender = invitation.organizer
    verdict = labels[9] if invitation.is_interview else labels[10]
    if invitation.round:
        verdict += f", {labels[11]} {invitation.round}"
    if invitation.because:
        verdict += f" ({', '.join(invitation.because)})"
    rows = (
        invitation.summary + (f" [{labels[8]}]" if invitation.cancelled else ""),
        _when(invitation),
        invitation.location.replace("\n", ", "),
        invitation.url or "",
        invitation.phone or "",
        "; ".join(", ".join(filter(None, (one.name, one.title, one.email))) for one in invitation.people),
        f"{sender.name} <{sender.email}>".strip() if sender else "",
        verdict,
    )
    for label, text in zip(labels[:8], rows, strict=True):
        if text:
            yield label.ljust(width), text


def _when(invitation: Invitation) -> str:
    start, end = invitation.start, invitation.end
    zone = invitation.tz or f"{start:%z}"
    if invitation.all_day:
        return f"{start:%Y-%m-%d} ({zone})"
    until = f"{end:%H:%M}" if end.date() == start.date() else f"{end:%Y-%m-%d %H:%M}"
    return f"{start:%Y-%m-%d %H:%M} – {until} ({zone})"
