"""Reading the people of a case: the candidate, those met, and what the debrief says of the interview."""

from collections.abc import Mapping
from typing import Any

from relance.etiquette import fields
from relance.etiquette.facts import Brake, Candidate, Debrief, Person
from relance.etiquette.fields import Problems
from relance.etiquette.problems import Problem

_CANDIDATE_KEYS = frozenset(("name", "gender", "phone", "email"))
_PERSON_FLAGS = ("interviewed", "main_contact", "agency", "tu_offered")
_PERSON_TEXTS = ("civility", "title", "role", "phone", "mission", "convinced", "not_convinced")
_PERSON_KEYS = frozenset(("id", "name", "email", "decides", *_PERSON_FLAGS, *_PERSON_TEXTS))
_SCALES = ("felt", "at_ease", "impression")
_DEBRIEF_TEXTS = (
    "felt_text", "non_verbal", "company_info", "atmosphere", "conditions", "stress", "time", "team_climate",
    "impressions", "setting", "course", "free_text",
)  # fmt: skip
_DEBRIEF_LISTS = (
    "points_covered", "points_missed", "job_info", "awkward_questions", "forgotten_questions", "blunders",
    "best_arguments", "to_improve",
)  # fmt: skip
_DEBRIEF_KEYS = frozenset((*_SCALES, *_DEBRIEF_TEXTS, *_DEBRIEF_LISTS, "travel_minutes", "travel_ok", "brakes"))
_BRAKE_KEYS = frozenset(("text", "brake", "answer"))


def read_candidate(raw: object, problems: Problems) -> Candidate:
    """Who was interviewed."""
    raw = fields.table(raw, "candidate", _CANDIDATE_KEYS, problems)
    return Candidate(
        name=fields.text(raw.get("name"), "candidate.name", problems) or "",
        gender=fields.choice(raw.get("gender"), "candidate.gender", problems, ("f", "m", "x")),
        phone=fields.text(raw.get("phone"), "candidate.phone", problems),
        email=_address(raw.get("email"), "candidate.email", problems),
    )


def read_people(raw: object, problems: Problems) -> tuple[Person, ...]:
    """Those on the employer's side: at least one, one of them the main contact, with an address (E-07, AMB-06)."""
    if not raw and (raw is None or isinstance(raw, list)):
        fields.missing("people", problems)
        return ()
    before = len(problems)
    listed = fields.rows(raw, "people", problems)
    people = tuple(_person(row, f"people[{i}]", problems) for i, row in enumerate(listed))
    if len(problems) == before:
        _check_together(people, problems)
        if not any("interviewed" in row for row in listed):
            problems.append(Problem("people", "nobody_interviewed"))
    return people


def _person(raw: object, place: str, problems: Problems) -> Person:
    raw = fields.table(raw, place, _PERSON_KEYS, problems)
    if raw.get("id") is None:
        fields.missing(f"{place}.id", problems)
    get = raw.get
    decides = get("decides")
    texts: dict[str, Any] = {
        key: fields.text(raw[key], f"{place}.{key}", problems) for key in _PERSON_TEXTS if key in raw
    }
    flags: dict[str, Any] = {
        key: fields.flag(raw[key], f"{place}.{key}", problems) for key in _PERSON_FLAGS if key in raw
    }
    email = get("email")
    return Person(
        id=fields.text(get("id"), f"{place}.id", problems) or "",
        name=fields.text(get("name"), f"{place}.name", problems) or "",
        email=email if isinstance(email, bool) else _address(email, f"{place}.email", problems),
        decides=None if decides is None else fields.flag(decides, f"{place}.decides", problems),
        **texts,
        **flags,
    )


def _check_together(people: tuple[Person, ...], problems: Problems) -> None:
    ids: dict[str, int] = {}
    addresses: dict[str, int] = {}
    mains: list[int] = []
    for i, person in enumerate(people):
        if ids.setdefault(person.id, i) != i:
            problems.append(
                Problem(f"people[{i}].id", "same_id", {"id": person.id, "other": f"people[{ids[person.id]}]"})
            )
        if isinstance(person.email, str) and addresses.setdefault(person.email.casefold(), i) != i:
            other = f"people[{addresses[person.email.casefold()]}]"
            problems.append(
                Problem(f"people[{i}].email", "same_address", {"address": person.email, "other": other})
            )
        if person.main_contact:
            mains.append(i)
    if len(mains) != 1:
        problems.append(Problem("people", "not_one_main_contact", {"count": str(len(mains))}))
    for i in mains:
        if not people[i].has_address:
            problems.append(Problem(f"people[{i}].email", "main_contact_without_address"))


def _address(raw: object, place: str, problems: Problems) -> str | None:
    address = fields.text(raw, place, problems)
    if address is not None and not _looks_like_an_address(address):
        problems.append(Problem(place, "bad_address", {"value": fields.shown(address)}))
    return address


def _looks_like_an_address(address: str) -> bool:
    name, _, domain = address.partition("@")
    return bool(name and domain) and "@" not in domain and address.isprintable() and " " not in address


def read_debrief(raw: object, problems: Problems) -> Debrief:
    """The car-park debrief, fields D-10 to D-40."""
    raw = fields.table(raw, "debrief", _DEBRIEF_KEYS, problems)
    given: dict[str, Any] = {}
    for key, value in raw.items():
        place = f"debrief.{key}"
        if value is None:
            continue
        if key in _SCALES:
            given[key] = fields.whole(value, place, problems, 1, 5)
        elif key in _DEBRIEF_TEXTS:
            given[key] = fields.text(value, place, problems)
        elif key in _DEBRIEF_LISTS:
            given[key] = fields.texts(value, place, problems)
    return Debrief(
        travel_minutes=fields.whole(raw.get("travel_minutes"), "debrief.travel_minutes", problems, 0, 1440),
        travel_ok=_maybe(raw, "travel_ok", problems),
        brakes=_brakes(raw.get("brakes"), problems),
        **given,
    )


def _maybe(raw: Mapping[str, Any], key: str, problems: Problems) -> bool | None:
    return None if raw.get(key) is None else fields.flag(raw[key], f"debrief.{key}", problems)


def _brakes(raw: object, problems: Problems) -> tuple[Brake, ...]:
    raw = [raw] if isinstance(raw, str) else raw
    read = [
        _brake(row, f"debrief.brakes[{i}]", problems)
        for i, row in enumerate(fields.rows(raw, "debrief.brakes", problems))
    ]
    return tuple(brake for brake in read if brake)


def _brake(raw: object, place: str, problems: Problems) -> Brake | None:
    if isinstance(raw, str):
        return Brake(raw.strip()) if raw.strip() else None
    raw = fields.table(raw, place, _BRAKE_KEYS, problems)
    key = "brake" if "brake" in raw else "text"
    text = fields.text(raw.get(key), f"{place}.{key}", problems)
    answer = fields.text(raw.get("answer"), f"{place}.answer", problems)
    if text is None:
        fields.missing(f"{place}.text", problems)
        return None
    return Brake(text, answer)
