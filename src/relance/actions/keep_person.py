"""Keep somebody of the network: their sheet, where they are now, and an address that changes hands."""

from dataclasses import dataclass
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from relance.actions.keep_time import refresh_due
from relance.actions.refusals import BadInputError, Refusal, RefusedError
from relance.etiquette.problems import Problem
from relance.records.models import Case, Exchange, FormerPost, Letter, Organisation, Owner, Person

_TEXTS = ("name", "civility", "title", "phone", "met")
_LONGEST = {"name": 300, "civility": 40, "title": 200, "phone": 40, "met": 300, "organisation": 300, "email": 254}


@dataclass(frozen=True, slots=True)
class KnownSheet:
    """What the user knows of somebody; with `takes_address`, the address is theirs from now on, not another's."""

    name: str
    civility: str = ""
    title: str = ""
    organisation: str = ""
    email: str = ""
    phone: str = ""
    met: str = ""
    tu_offered: bool = False
    card_uid: str = ""
    takes_address: bool = False


def keep_person(*, owner: Owner, known: KnownSheet, now: datetime, person: Person | None = None) -> Person:
    """Write somebody down, or change `person`. BadInputError with every problem, placed by field.

    Letters that waited for whoever had the address are stopped, their text kept. RefusedError when one is leaving.
    """
    problems = _problems(owner, known, person)
    if problems:
        raise BadInputError(tuple(problems))
    row = person or Person(owner=owner)
    address = known.email.strip().lower()
    with transaction.atomic():
        if address and known.takes_address:
            _pass_on(owner, address, row, known.name.strip(), now)
        for name in _TEXTS:
            setattr(row, name, getattr(known, name).strip())
        row.email, row.tu_offered, row.kept = address, known.tu_offered, True
        row.organisation = organisation_named(owner, known.organisation)
        row.card_uid = known.card_uid or row.card_uid
        row.save()
    return row


def move_person(
    *, person: Person, organisation: str, now: datetime, title: str = "", left_on: date | None = None
) -> None:
    """They work elsewhere now: where they were is kept. Their mail address there is asked for again."""
    name = organisation.strip()
    if not name:
        raise BadInputError((Problem("organisation", "organisation_missing"),))
    if len(name) > 300 or len(title) > 200:
        raise BadInputError((Problem("organisation", "text_too_long", {"most": "300"}),))
    if left_on is not None and left_on > now.date():
        raise BadInputError((Problem("left_on", "instant_in_the_future", {"at": left_on.isoformat()}),))
    with transaction.atomic():
        before = Person.objects.select_for_update(of=("self",)).select_related("organisation").get(pk=person.pk)
        if before.organisation is not None and before.organisation.name.casefold() != name.casefold():
            FormerPost.objects.create(
                person=person, organisation=before.organisation, title=before.title, left_on=left_on, noted_at=now
            )
        person.organisation = organisation_named(person.owner, name)
        person.title = title.strip()
        person.save(update_fields=["organisation", "title"])


def organisation_named(owner: Owner, name: str) -> Organisation | None:
    """The organisation of that name, made when it is new; None without a name."""
    name = name.strip()
    if not name:
        return None
    known = Organisation.objects.filter(owner=owner, name__iexact=name).order_by("pk").first()
    return known or Organisation.objects.create(owner=owner, name=name)


def keep_postal_address(*, organisation: Organisation, address: str) -> None:
    """Where a card is sent to; six lines at most stand on one."""
    lines = [" ".join(line.split())[:80] for line in address.splitlines() if line.strip()]
    organisation.postal_address = "\n".join(lines[:6])
    organisation.save(update_fields=["postal_address"])


def _pass_on(owner: Owner, address: str, to: Person, name: str, now: datetime) -> None:
    """Take an address from whoever had it, and say so on their sheet."""
    before = Person.objects.filter(owner=owner, email=address).exclude(pk=to.pk).first()
    if before is None:
        return
    letters = Letter.objects.filter(person=before)
    if letters.filter(state=Letter.State.TRANSMITTING).exists():
        raise RefusedError(Refusal("letter-leaving-now", params={"name": before.name}))
    cases = list(Case.objects.filter(letters__person=before, letters__state=Letter.State.APPROVED).distinct())
    letters.filter(state=Letter.State.APPROVED).update(
        state=Letter.State.CANCELLED, because="address-passed-on", raw=None
    )
    Person.objects.filter(pk=before.pk).update(email="")
    Exchange.objects.create(
        person=before,
        kind=Exchange.Kind.NOTE,
        happened_on=now.date(),
        words=f"{address} → {name}",
        recorded_at=now,
    )
    for case in cases:
        refresh_due(case=case, now=now)


def _problems(owner: Owner, known: KnownSheet, person: Person | None) -> list[Problem]:
    problems = []
    if not known.name.strip():
        problems.append(Problem("name", "name_missing"))
    for name, most in _LONGEST.items():
        if len(getattr(known, name)) > most:
            problems.append(Problem(name, "text_too_long", {"most": str(most)}))
    address = known.email.strip().lower()
    if not address:
        return problems
    try:
        validate_email(address)
    except ValidationError:
        return [*problems, Problem("email", "address_unreadable", {"address": address})]
    others = Person.objects.filter(owner=owner, email=address)
    other = others.exclude(pk=person.pk).first() if person else others.first()
    if other is not None and not known.takes_address:
        problems.append(Problem("email", "address_had_by_another", {"address": address, "name": other.name}))
    return problems
