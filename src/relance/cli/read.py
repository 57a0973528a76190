"""`relance read`: what a mail says, and the words that decided."""

import sys
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import IO, Any
from zoneinfo import ZoneInfo

import click

from relance.cli.inputs import DONE, UNUSABLE, as_json, json_output, language, print_problems, problem_values
from relance.cli.raw_lines import lines_of, raw_item
from relance.etiquette.problems import Problem
from relance.mail.reading import Reading, read
from relance.wording import say
from relance.wording.readings import KINDS, LABELS, READING_PROBLEMS


@click.command(name="read")
@click.argument("files", nargs=-1, required=True, metavar="MAIL.eml|- …")
@as_json
@click.option("--region", help="FR, BE, CH, CA-QC, MA, GB, US…: how 03/04 and local numbers are written.")
@click.option("--tz", help="The employer's zone (IANA name), for mails whose Date says none.")
@language
def command(files: tuple[str, ...], *, as_json: bool, region: str | None, tz: str | None, lang: str) -> None:
    """Tell what a mail says: its kind, dates, slots, number, and the words that decided.

    With «-», the input is JSON Lines, {"id", "raw": base64 of the message}, and so is the output.
    """
    if tz is not None and not _is_zone(tz):
        print_problems("--tz", (Problem("", "unknown_zone", {"tz": tz}),), lambda problem: _sentence(problem, lang))
        sys.exit(UNUSABLE)
    status = DONE
    for file in files:
        if file == "-":
            status = max(status, _stream(sys.stdin.buffer, region=region, tz=tz, lang=lang))
            continue
        try:
            raw = Path(file).read_bytes()
        except (OSError, ValueError) as error:
            reason = getattr(error, "strerror", None) or str(error)
            problem = Problem("", "file_unreadable", {"reason": reason})
            print_problems(file, (problem,), lambda problem: _sentence(problem, lang))
            status = UNUSABLE
            continue
        reading = read(raw, region=region, tz=tz)
        if as_json:
            json_output()({"id": file, **values(reading, lang)})
        else:
            _print(reading, lang, file if len(files) > 1 else "")
    sys.exit(status)


def _is_zone(name: str) -> bool:
    try:
        ZoneInfo(name)
    except (ValueError, OSError, KeyError):
        return False
    return True


def values(reading: Reading, lang: str) -> dict[str, Any]:
    """The fields that commands.md promises, and a few more."""
    return {
        "kind": reading.kind,
        "confidence": reading.confidence,
        "language": reading.language,
        "promised_date": _iso(reading.promised_date),
        "reply_deadline": _iso(reading.reply_deadline),
        "proposed_slots": [slot.isoformat(timespec="minutes") for slot in reading.proposed_slots],
        "feedback_given": reading.feedback_given,
        "feedback": list(reading.feedback),
        "phone_number": reading.phone_number,
        "out_of_office_until": _iso(reading.out_of_office_until),
        "stand_in": reading.stand_in,
        "left_the_company": reading.left_the_company,
        "not_delivered": reading.not_delivered,
        "bounced": [
            {"email": item.email, "permanence": item.permanence, "status": item.status} for item in reading.bounced
        ],
        "is_human": reading.is_human,
        "pauses": reading.pauses,
        "text": reading.text,
        "because": list(reading.because),
        "problems": problem_values(reading.problems, lambda problem: _sentence(problem, lang)),
    }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _sentence(problem: Problem, lang: str) -> str:
    return say(READING_PROBLEMS, problem.code, lang, problem.params)


def _stream(source: IO[bytes], *, region: str | None, tz: str | None, lang: str) -> int:
    """Answer each line as it comes; a bad one says why and the others go on."""
    put, status = json_output(), DONE
    for number, line in lines_of(source):
        if number == 1 and not line.lstrip().startswith((b"{", b"[", b'"')):
            # A bare message on standard input is taken as it is.
            put({"id": None, **values(read(line + source.read(), region=region, tz=tz), lang)})
            return status
        item, problem = raw_item(line, number)
        if problem is not None:
            status = UNUSABLE
            put({"id": item.get("id"), "problems": problem_values((problem,), lambda one: _sentence(one, lang))})
            continue
        own_region, own_tz = item.get("region"), item.get("tz")
        reading = read(
            item["raw"],
            region=own_region if isinstance(own_region, str) else region,
            tz=own_tz if isinstance(own_tz, str) and _is_zone(own_tz) else tz,
        )
        put({"id": item.get("id"), **values(reading, lang)})
    return status


def _print(reading: Reading, lang: str, file: str) -> None:
    if file:
        click.echo(click.style(file, bold=True))
    rows = tuple(_rows(reading, lang))
    width = max(len(label) for label, _ in rows)
    for label, text in rows:
        click.echo(f"{click.style(label.ljust(width), bold=True)}  {text}")
    print_problems(file or "-", reading.problems, lambda problem: _sentence(problem, lang))


def _rows(reading: Reading, lang: str) -> Iterator[tuple[str, str]]:
    def row(code: str, text: str | None) -> Sequence[tuple[str, str]]:
        return ((say(LABELS, code, lang), text),) if text else ()

    unsure = "" if reading.sure else f" ({say(LABELS, 'unsure', lang)})"
    yield from row("kind", f"{say(KINDS, reading.kind, lang)}, {reading.confidence:.0%}{unsure}")
    yield from row("because", " · ".join(f"«{words}»" for words in reading.because))
    yield from row("human", say(LABELS, "is_human" if reading.is_human else "is_machine", lang))
    yield from row("promised_date", _iso(reading.promised_date))
    yield from row("reply_deadline", _iso(reading.reply_deadline))
    yield from row("proposed_slots", ", ".join(f"{slot:%Y-%m-%d %H:%M}" for slot in reading.proposed_slots))
    yield from row("phone_number", reading.phone_number)
    yield from row("out_of_office_until", _iso(reading.out_of_office_until))
    yield from row("feedback", " ".join(reading.feedback))
    yield from row("language", reading.language)
