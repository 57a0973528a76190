"""Complete what is known of the people of a round: address, function, who decides, who was convinced (D-28)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from relance.actions.keep_time import refresh_due
from relance.actions.participants import NewPerson, found_or_made
from relance.actions.refusals import BadInputError
from relance.etiquette.problems import Problem
from relance.records.models import Participant, Person, Round


@dataclass(frozen=True, slots=True)
class KnownPerson:
    """What the user knows of somebody of the round; `pk` is None for somebody new."""

    pk: int | None
    name: str
    civility: str = ""
    title: str = ""
    email: str = ""
    phone: str = ""
    mission: str = ""
    decides: bool | None = None
    tu_offered: bool = False
    interviewed: bool = True
    convinced: str = ""
    not_convinced: str = ""


def change_people(*, round_: Round, people: Sequence[KnownPerson], now: datetime) -> None:
    """Keep what was typed, all or none. BadInputError with every problem, placed «people[i].field»."""
    problems = _problems(round_, people)
    if problems:
        raise BadInputError(tuple(problems))
    with transaction.atomic():
        position = round_.participants.count()
        for known in people:
            person = _kept(round_, known)
            Participant.objects.update_or_create(
                round=round_,
                person=person,
                defaults={
                    "interviewed": known.interviewed,
                    "convinced": known.convinced,
                    "not_convinced": known.not_convinced,
                },
                create_defaults={
                    "position": position,
                    "interviewed": known.interviewed,
                    "convinced": known.convinced,
                    "not_convinced": known.not_convinced,
                },
            )
            position += 1
        refresh_due(case=round_.case, now=now)


def _kept(round_: Round, known: KnownPerson) -> Person:
    if known.pk is None:
        new = NewPerson(
            name=known.name, email=known.email, civility=known.civility, title=known.title, phone=known.phone
        )
        return found_or_made(round_.case, round_.case.organisation, new)
    person = Person.objects.get(owner=round_.owner, pk=known.pk)
    if person.erased_at is not None:
        return person  # the journal speaks of somebody else under this row
    person.name = known.name.strip()
    person.email = known.email.strip().lower()
    for field in ("civility", "title", "phone", "mission"):
        setattr(person, field, getattr(known, field).strip())
    person.decides = known.decides
    person.tu_offered = known.tu_offered
    person.save()
    return person


def _problems(round_: Round, people: Sequence[KnownPerson]) -> list[Problem]:
    problems = []
    mine = set(round_.participants.values_list("person_id", flat=True))
    erased = dict(round_.people.filter(erased_at__isnull=False).values_list("pk", "name"))
    seen: dict[str, str] = {}
    for index, known in enumerate(people):
        place, address = f"people[{index}]", known.email.strip().lower()
        if known.pk is not None and known.pk not in mine:
            problems.append(Problem(place, "person_unknown"))
        if known.pk in erased and known.name.strip() != erased[known.pk]:
            problems.append(Problem(f"{place}.name", "person_is_erased"))
        if not known.name.strip():
            problems.append(Problem(f"{place}.name", "name_missing"))
        if address and address in seen:
            problems.append(Problem(f"{place}.email", "address_twice", {"address": address, "name": seen[address]}))
        seen.setdefault(address, known.name)
        if not address or known.pk is None:
            continue
        other = Person.objects.filter(owner=round_.owner, email=address).exclude(pk=known.pk).first()
        if other is not None:
            params = {"address": address, "name": other.name}
            problems.append(Problem(f"{place}.email", "address_of_another", params))
    return problems
