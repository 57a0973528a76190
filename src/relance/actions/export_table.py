"""Export the applications as a table any spreadsheet opens, and that Relance takes back."""

import csv
import io
from datetime import datetime
from zoneinfo import ZoneInfo

from relance.actions.bring_table import NOTE
from relance.records.facts import participants_of
from relance.records.models import Case, Entry, Owner, Round
from relance.records.queries import rounds_with_facts
from relance.wording import say
from relance.wording.brought import HEADERS

#: The columns, in their order: codes of wording.HEADERS.
COLUMNS = (
    "organisation", "role", "interview", "end", "zone", "contact", "contact_title", "email", "phone", "location",
    "url", "status", "promise", "next", "followup", "notes",
)  # fmt: skip
#: A cell that begins so would be worked out by a spreadsheet: it gets the mark that says «this is text».
_WORKED_OUT = ("=", "+", "-", "@", "\t", "\r")


def export_table(*, owner: Owner) -> str:
    """All rounds, one line each with its main contact, oldest first: CSV with commas, CRLF ends (RFC 4180)."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    lang = owner.language
    writer.writerow([say(HEADERS, column, lang) for column in COLUMNS])
    rounds = rounds_with_facts(owner).filter(case__opening__isnull=True).order_by("starts_at", "pk")
    for round_ in rounds:
        values = _values(round_, lang)
        writer.writerow([_as_text(values[column]) for column in COLUMNS])
    return out.getvalue()


def _values(round_: Round, lang: str) -> dict[str, str]:
    case, zone = round_.case, ZoneInfo(round_.case.tz)
    participants = participants_of(round_)
    main = next((one for one in participants if one.main_contact), participants[0] if participants else None)
    person = main.person if main else None
    brought: dict[str, str] = next((entry.data for entry in round_.entries.all() if _is_brought(entry)), {})
    promise = getattr(round_, "promise", None)
    return {
        "organisation": case.organisation.name,
        "role": case.role,
        "interview": _moment(round_.starts_at, zone),
        "end": _moment(round_.ends_at, zone),
        "zone": case.tz,
        "contact": person.name if person else "",
        "contact_title": person.title if person else "",
        "email": person.email if person else "",
        "phone": person.phone if person else "",
        "location": round_.location,
        "url": round_.url,
        "status": say(HEADERS, _status(case), lang),
        "promise": (promise.said or _day(promise.promised_on)) if promise else "",
        "next": _moment(case.next_at, zone) if case.next_at else "",
        "followup": str(brought.get("followup_on") or ""),
        "notes": str(brought.get("text") or ""),
    }


def _is_brought(entry: Entry) -> bool:
    return entry.kind == Entry.Kind.NOTE and entry.action == NOTE


def _status(case: Case) -> str:
    if case.state == Case.State.OPEN:
        return "is_open"
    return "is_rejected" if case.closed_because == "rejection" else "is_closed"


def _moment(at: datetime, zone: ZoneInfo) -> str:
    return f"{at.astimezone(zone):%Y-%m-%d %H:%M}"


def _day(on: object) -> str:
    return str(on or "")


def _as_text(value: str) -> str:
    return f"'{value}" if value.startswith(_WORKED_OUT) else value
