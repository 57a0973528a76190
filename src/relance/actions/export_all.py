"""Export everything a person has here, and take it back in.

The file is JSON: {"relance": format, "exported_at", "owner": {…}, "tables": {table: [rows]}}. Rows refer to each
other by numbers local to the file, so that the same records always give the same file. Passwords stay behind.
"""

import base64
import json
import uuid
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.db.models import Q

from relance.actions.keep_time import refresh_due
from relance.actions.refusals import BadInputError
from relance.etiquette.problems import Problem
from relance.records.models import (
    Assistant,
    Attachment,
    CandidatePage,
    Case,
    Debrief,
    Entry,
    Exchange,
    FollowedPage,
    FormerPost,
    InboundMail,
    Lesson,
    Letter,
    Mailbox,
    Notice,
    OpenDoor,
    Opening,
    OpeningTurn,
    Organisation,
    Owner,
    OwnPlaybook,
    Participant,
    Person,
    PreparedAnswer,
    Promise,
    Reference,
    Round,
    SamePerson,
)

FORMAT = 1
#: In an order in which every row comes after those it refers to.
TABLES: dict[str, tuple[type[models.Model], str]] = {
    "organisations": (Organisation, "owner"),
    "people": (Person, "owner"),
    "former_posts": (FormerPost, "person__owner"),
    "exchanges": (Exchange, "person__owner"),
    "open_doors": (OpenDoor, "person__owner"),
    "same_people": (SamePerson, "person__owner"),
    "playbooks": (OwnPlaybook, "owner"),
    "openings": (Opening, "owner"),
    "cases": (Case, "owner"),
    "opening_turns": (OpeningTurn, "opening__owner"),
    "rounds": (Round, "owner"),
    "participants": (Participant, "round__owner"),
    "promises": (Promise, "round__owner"),
    "debriefs": (Debrief, "round__owner"),
    "lessons": (Lesson, "owner"),
    "entries": (Entry, "owner"),
    "candidate_pages": (CandidatePage, "case__owner"),
    "followed_pages": (FollowedPage, "case__owner"),
    "letters": (Letter, "owner"),
    "attachments": (Attachment, "letter__owner"),
    "inbound_mails": (InboundMail, "owner"),
    "references": (Reference, "owner"),
    "prepared_answers": (PreparedAnswer, "owner"),
    "mailboxes": (Mailbox, "owner"),
    "assistants": (Assistant, "owner"),
    "notices": (Notice, "owner"),
}
#: They would come back without their secret: it is asked for again, not guessed.
NOT_TAKEN_IN = frozenset({"mailboxes", "assistants", "candidate_pages", "followed_pages"})
#: What belongs to this installation rather than to the person.
LEFT_OUT = {
    "secret",
    "digest",
    "leased_until",
    "leased_by",
    "claims",
    "due_at",
    "next_at",
    "claimed_by",
    "next_read_at",
}
OWNER_FIELDS = ("name", "gender", "email", "phone", "language", "letter_locale", "playbook", "region", "tz")


def export_all(*, owner: Owner, now: datetime) -> dict[str, Any]:
    """Everything of an owner, ready for `json.dumps`."""
    numbers: dict[tuple[str, int], int] = {}
    tables: dict[str, list[dict[str, Any]]] = {}
    for table, (model, path) in TABLES.items():
        rows = model._default_manager.filter(Q(**{path: owner}) | _shared(model, owner)).exclude(
            pk__in=_of_colleagues(model, owner)
        )
        rows = rows.order_by("pk")
        tables[table] = []
        for number, row in enumerate(rows, start=1):
            numbers[model.__name__, row.pk] = number
            tables[table].append({"id": number} | _row(row, numbers))
    return {
        "relance": FORMAT,
        "exported_at": now.isoformat(),
        "owner": {name: getattr(owner, name) for name in OWNER_FIELDS},
        "tables": tables,
    }


def _shared(model: type[models.Model], owner: Owner) -> Q:
    """What a colleague owns but one's own rows rest on: the post a candidate was met for, and its organisation."""
    if model is Opening:
        return Q(pk__in=owner.cases.filter(opening__isnull=False).values("opening"))
    if model is Organisation:
        return Q(pk__in=owner.cases.values("organisation")) | Q(
            pk__in=Opening.objects.filter(candidates__owner=owner).values("organisation")
        )
    return Q(pk__in=[])


def _of_colleagues(model: type[models.Model], owner: Owner) -> list[int]:
    """What cannot stand without a colleague's rows: that their candidate was chosen."""
    if model is not OpeningTurn:
        return []
    turns = OpeningTurn.objects.filter(opening__owner=owner, case__isnull=False).exclude(case__owner=owner)
    return list(turns.values_list("pk", flat=True))


def import_all(*, owner: Owner, text: str | bytes, now: datetime) -> dict[str, int]:
    """Take an export in. The owner must have no case yet. BadInputError with every problem, and nothing kept."""
    data = _read(text)
    if Case.objects.filter(owner=owner).exists():
        raise BadInputError((Problem("owner", "records_not_empty"),))
    made: dict[tuple[str, int], models.Model] = {}
    counts: dict[str, int] = {}
    try:
        with transaction.atomic():
            for name in OWNER_FIELDS:
                if name in data.get("owner", {}):
                    setattr(owner, name, data["owner"][name])
            owner.save()
            for table, (model, _) in TABLES.items():
                rows = data["tables"].get(table, [])
                rows = [] if table in NOT_TAKEN_IN else rows
                for index, row in enumerate(rows):
                    _make(model, row, owner, made, f"{table}[{index}]")
                counts[table] = len(rows)
            # An export of before says of nobody that they were kept: whoever takes part in nothing was.
            loose = Person.objects.filter(owner=owner, participations__isnull=True, erased_at__isnull=True)
            loose.update(kept=True)
            for case in Case.objects.filter(owner=owner):
                refresh_due(case=case, now=now)
    except (IntegrityError, ValidationError, KeyError, TypeError, ValueError, AttributeError) as error:
        problem = Problem("file", "export_unusable", {"detail": str(error)[:300]})
        raise BadInputError((problem,)) from error
    return counts


def _read(text: str | bytes) -> dict[str, Any]:
    try:
        data = json.loads(text)
    except ValueError as error:
        raise BadInputError((Problem("file", "not_json", {"detail": str(error)[:200]}),)) from error
    if not isinstance(data, dict) or "relance" not in data or not isinstance(data.get("tables"), dict):
        raise BadInputError((Problem("file", "not_an_export"),))
    if data["relance"] != FORMAT:
        raise BadInputError((Problem("relance", "export_of_another_format", {"format": str(data["relance"])}),))
    return data


def _row(row: models.Model, numbers: Mapping[tuple[str, int], int]) -> dict[str, Any]:
    values = {}
    for field in row._meta.concrete_fields:
        if field.primary_key or field.name == "owner" or field.name in LEFT_OUT:
            continue
        value = getattr(row, field.attname)
        if isinstance(field, models.ForeignKey):
            value = numbers.get((field.related_model.__name__, value)) if value is not None else None
        values[field.name] = _plain(value)
    if isinstance(row, Entry):
        values["data"] = _references(row.data, numbers, "to")
    if isinstance(row, InboundMail):
        values["likely_cases"] = [numbers["Case", pk] for pk in row.likely_cases if ("Case", pk) in numbers]
    return values


def _references(data: Mapping[str, Any], numbers: Mapping[tuple[str, int], int], name: str) -> dict[str, Any]:
    # An entry names people by their number here: the file has its own.
    people = [numbers.get(("Person", int(key))) for key in data.get(name, ()) if str(key).isdigit()]
    return {**data, name: people} if people else dict(data)


def _plain(value: Any) -> Any:
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, bytes | memoryview):
        return base64.b64encode(bytes(value)).decode("ascii")
    return str(value) if isinstance(value, uuid.UUID) else value


def _make(
    model: type[models.Model],
    row: dict[str, Any],
    owner: Owner,
    made: dict[tuple[str, int], models.Model],
    place: str,
) -> None:
    fresh = model()
    for field in model._meta.concrete_fields:
        if field.name == "owner":
            setattr(fresh, "owner", owner)  # noqa: B010
        elif isinstance(field, models.ForeignKey) and row.get(field.name) is not None:
            key = (field.related_model.__name__, row[field.name])
            if key not in made:
                raise BadInputError((Problem(f"{place}.{field.name}", "reference_unknown"),))
            setattr(fresh, field.name, made[key])
        elif not field.primary_key and field.name in row:
            setattr(fresh, field.attname, _rich(field, row[field.name]))
    if isinstance(fresh, Entry) and fresh.data.get("to"):
        fresh.data["to"] = [str(made["Person", number].pk) for number in fresh.data["to"]]
    if isinstance(fresh, InboundMail):
        fresh.likely_cases = [made["Case", number].pk for number in fresh.likely_cases]
    if isinstance(fresh, Letter):
        _let_nothing_leave(fresh)
    stamps = {
        field.name: getattr(fresh, field.attname)
        for field in model._meta.concrete_fields
        if getattr(field, "auto_now_add", False) or getattr(field, "auto_now", False)
    }
    fresh.save(force_insert=True)
    if not isinstance(fresh, Entry):
        model._default_manager.filter(pk=fresh.pk).update(
            **{name: value for name, value in stamps.items() if value}
        )
    made[model.__name__, row["id"]] = fresh


def _let_nothing_leave(letter: Letter) -> None:
    # What was approved elsewhere may have left from there: a person approves it again, here.
    if letter.state == Letter.State.APPROVED:
        letter.state, letter.raw = Letter.State.CANCELLED, None
        letter.because = "imported"
    elif letter.state == Letter.State.TRANSMITTING:
        letter.state = Letter.State.UNKNOWN


def _rich(field: "models.Field[Any, Any]", value: Any) -> Any:
    if value is not None and isinstance(field, models.BinaryField):
        return base64.b64decode(value)
    return field.to_python(value)
