"""Reading the people of a case: the candidate, those met, and what the debrief says of the interview."""

from typing import Any

from relance.etiquette import fields
from relance.etiquette.facts import Brake, Candidate, Debrief, Person
from relance.etiquette.fields import Problems, Table
from relance.etiquette.problems import Problem

_CANDIDATE_KEYS = frozenset(("name", "gender", "phone", "email"))
_PERSON_FLAGS = frozenset(("interviewed", "main_contact", "agency", "tu_offered"))
_PERSON_TEXTS = frozenset(("civility", "title", "role", "phone", "mission", "convinced", "not_convinced"))
_PERSON_KEYS = frozenset(("id", "name", "email", "decides", *_PERSON_FLAGS, *_PERSON_TEXTS))
_SCALES = ("felt", "at_ease", "impression")
_DEBRIEF_TEXTS = (
    "felt_text", "non_verbal", "company_info", "atmosphere", "conditions", "stress", "time", "team_climate",
    "impressions", "setting", "course", "free_text", "chances_text",
)  # fmt: skip
_DEBRIEF_LISTS = (
    "points_covered", "points_missed", "job_info", "awkward_questions", "forgotten_questions", "blunders",
    "best_arguments", "to_improve",
)  # fmt: skip
_DEBRIEF_KEYS = frozenset(
    (*_SCALES, *_DEBRIEF_TEXTS, *_DEBRIEF_LISTS, "travel_minutes", "travel_ok", "brakes", "chances")
)
_BRAKE_KEYS = frozenset(("text", "brake", "answer"))


def read_candidate(raw: object, problems: Problems) -> Candidate:
    """Who was interviewed."""
    place = "candidate"
    table = fields.table(raw, place, _CANDIDATE_KEYS, problems)
    return Candidate(
        name=fields.text(table, "name", place, problems) or "",
        gender=fields.choice(table, "gender", place, problems, ("f", "m", "x")),
        phone=fields.text(table, "phone", place, problems),
        email=_address(table, place, problems),
    )


def read_people(facts: Table, problems: Problems) -> tuple[Person, ...]:
    """Those on the employer's side: at least one, one of them the main contact, with an address (E-07, AMB-06)."""
    before = len(problems)
    listed = fields.rows(facts, "people", "", problems)
    if not listed:
        if len(problems) == before:
            problems.append(Problem("people", "missing"))
        return ()
    people = tuple([_person(row, f"people[{i}]", problems) for i, row in enumerate(listed)])
    if len(problems) == before:
        _check_together(people, problems)
        if not any("interviewed" in row for row in listed):
            problems.append(Problem("people", "nobody_interviewed"))
    return people


def _person(raw: object, place: str, problems: Problems) -> Person:
    table = fields.table(raw, place, _PERSON_KEYS, problems)
    fields.need(table, "id", place, problems)
    given: dict[str, Any] = {}
    for key in table:
        if key in _PERSON_TEXTS:
            given[key] = fields.text(table, key, place, problems)
        elif key in _PERSON_FLAGS:
            given[key] = fields.flag(table, key, place, problems)
    email = table.get("email")
    return Person(
        id=fields.text(table, "id", place, problems) or "",
        name=fields.text(table, "name", place, problems) or "",
        email=email if isinstance(email, bool) else _address(table, place, problems),
        decides=None if table.get("decides") is None else fields.flag(table, "decides", place, problems),
        **given,
    )


def _check_together(people: tuple[Person, ...], problems: Problems) -> None:
    ids: dict[str, int] = {}
    addresses: dict[str, int] = {}
    mains: list[int] = []
    for i, person in enumerate(people):
        first = ids.setdefault(person.id, i)
        if first != i:
            problems.append(Problem(f"people[{i}].id", "same_id", {"id": person.id, "other": f"people[{first}]"}))
        if isinstance(person.email, str):
            first = addresses.setdefault(person.email.casefold(), i)
            if first != i:
                params = {"address": person.email, "other": f"people[{first}]"}
                problems.append(Problem(f"people[{i}].email", "same_address", params))
        if person.main_contact:
            mains.append(i)
    if len(mains) != 1:
        problems.append(Problem("people", "not_one_main_contact", {"count": str(len(mains))}))
    problems.extend(
        Problem(f"people[{i}].email", "main_contact_without_address") for i in mains if not people[i].has_address
    )


def _address(table: Table, place: str, problems: Problems) -> str | None:
    address = fields.text(table, "email", place, problems)
    if address is not None and not _looks_like_an_address(address):
        problems.append(Problem(f"{place}.email", "bad_address", {"value": fields.shown(address)}))
    return address


def _looks_like_an_address(address: str) -> bool:
    name, _, domain = address.partition("@")
    return bool(name and domain) and "@" not in domain and address.isprintable() and " " not in address


def read_debrief(raw: object, problems: Problems) -> Debrief:
    """The car-park debrief, fields D-10 to D-40."""
    place = "debrief"
    table = fields.table(raw, place, _DEBRIEF_KEYS, problems)
    given: dict[str, Any] = {}
    for key in table:
        if key in _DEBRIEF_LISTS:
            given[key] = fields.texts(table, key, place, problems)
        elif key in _DEBRIEF_TEXTS:
            given[key] = fields.text(table, key, place, problems)
        elif key in _SCALES:
            given[key] = fields.whole(table, key, place, problems, 1, 5)
    return Debrief(
        travel_minutes=fields.whole(table, "travel_minutes", place, problems, 0, 1440),
        chances=fields.whole(table, "chances", place, problems, 0, 10),
        travel_ok=None if table.get("travel_ok") is None else fields.flag(table, "travel_ok", place, problems),
        brakes=_brakes(table, place, problems),
        **given,
    )


def _brakes(table: Table, place: str, problems: Problems) -> tuple[Brake, ...]:
    raw = table.get("brakes")
    listed = (raw,) if isinstance(raw, str) else fields.rows(table, "brakes", place, problems)
    read = [_brake(row, f"{place}.brakes[{i}]", problems) for i, row in enumerate(listed)]
    return tuple(brake for brake in read if brake)


def _brake(raw: object, place: str, problems: Problems) -> Brake | None:
    if isinstance(raw, str):
        return Brake(raw.strip()) if raw.strip() else None
    table = fields.table(raw, place, _BRAKE_KEYS, problems)
    key = "brake" if "brake" in table else "text"
    fields.need(table, key, place, problems)
    text = fields.text(table, key, place, problems)
    answer = fields.text(table, "answer", place, problems)
    return None if text is None else Brake(text, answer)
