"""People of a round: found again by address, by name in the same case, or made; one main contact."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Model

from relance.etiquette.problems import Problem
from relance.records.models import Case, Organisation, Owner, Participant, Person, Round

#: The texts of a person as typed.
TYPED = ("name", "civility", "title", "role", "email", "phone", "mission")


@dataclass(frozen=True, slots=True)
class NewPerson:
    """Somebody named by the user."""

    name: str
    email: str = ""
    civility: str = ""
    title: str = ""
    role: str = ""
    phone: str = ""
    interviewed: bool = True
    main_contact: bool = False
    agency: bool = False
    tu_offered: bool = False
    mission: str = ""
    decides: bool | None = None


def people_problems(owner: Owner, people: Sequence[NewPerson]) -> list[Problem]:
    """What is wrong with the people named, each with its place."""
    problems = []
    seen: dict[str, str] = {}
    for index, person in enumerate(people):
        place = f"people[{index}]"
        address = person.email.strip().lower()
        if not person.name.strip():
            problems.append(Problem(f"{place}.name", "name_missing"))
        problems += too_long(Person, person, TYPED, place)
        if address and address in seen:
            problems.append(Problem(f"{place}.email", "address_twice", {"address": address, "name": seen[address]}))
        seen.setdefault(address, person.name)
        known = Person.objects.filter(owner=owner, email=address).first() if address else None
        if known is not None and not _same_name(known.name, person.name):
            problems.append(
                Problem(
                    f"{place}.email", "address_of_another", {"address": address, "name": known.name}, known.name
                )
            )
    twice = [flag for flag in ("main_contact", "agency") if sum(getattr(person, flag) for person in people) > 1]
    return problems + [Problem("people", f"more_than_one_{flag}") for flag in twice]


def too_long(model: type[Model], given: object, names: Iterable[str], place: str = "") -> list[Problem]:
    """The texts of `given` that the records have no room for."""
    problems = []
    for name in names:
        most = model._meta.get_field(name).max_length  # type: ignore[union-attr]  # every field named is a text
        if most and len(getattr(given, name) or "") > most:
            problems.append(Problem(f"{place}.{name}".strip("."), "text_too_long", {"most": str(most)}))
    return problems


def join(*, round_: Round, organisation: Organisation, people: Sequence[NewPerson]) -> None:
    """Make the people of a round. Without a main contact, the first with an address is; without any, the first."""
    there: set[int] = set()
    for position, person in enumerate(_with_main_contact(people)):
        known = found_or_made(round_.case, organisation, person, there=there)
        there.add(known.pk)
        Participant.objects.create(
            round=round_,
            person=known,
            position=position,
            interviewed=person.interviewed,
            main_contact=person.main_contact,
            agency=person.agency,
        )


def _with_main_contact(people: Sequence[NewPerson]) -> list[NewPerson]:
    named = list(people)
    if not named or any(person.main_contact for person in named):
        return named
    chosen = next((index for index, person in enumerate(named) if person.email), 0)
    return [
        NewPerson(
            **{slot: getattr(person, slot) for slot in NewPerson.__slots__} | {"main_contact": index == chosen}
        )
        for index, person in enumerate(named)
    ]


def found_or_made(case: Case, organisation: Organisation, new: NewPerson, *, there: Collection[int] = ()) -> Person:
    """Return the person the owner knows by that address, or met in this case under that name, else a new one.

    A name alone joins nobody across cases: two sheets are one person when the user says so (`actions.same_person`).
    Two people of one name in the same interview are two: those of `there` are somebody else.
    """
    owner = case.owner
    address = new.email.strip().lower()
    known = None
    if address:
        known = Person.objects.filter(owner=owner, email=address).first()
    if known is None:
        met = Participant.objects.filter(round__case=case).values("person")
        same = Person.objects.filter(pk__in=met, name__iexact=new.name.strip(), email__in=["", address])
        known = same.filter(erased_at__isnull=True).exclude(pk__in=there).order_by("pk").first()
    person = known or Person(owner=owner, organisation=organisation)
    person.name = new.name.strip()
    for field in ("civility", "title", "role", "phone", "mission"):
        if given := getattr(new, field).strip():
            setattr(person, field, given)
    person.email = address or person.email
    person.tu_offered = new.tu_offered or person.tu_offered
    person.decides = new.decides if new.decides is not None else person.decides
    person.save()
    return person


def _same_name(one: str, other: str) -> bool:
    return set(one.casefold().split()) == set(other.casefold().split())
