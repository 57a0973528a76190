"""People as cards for an address book; each keeps one name for ever, that of the card they came with if any."""

import uuid

from relance.calendars.cards import Card
from relance.records.models import Owner, Person

_CARDS = uuid.UUID("6f0c8f4a-7f0e-4f5e-9d4b-0b6a4f6f2f11")


def card_of(person: Person) -> Card:
    """The card of somebody, with how one met them."""
    return Card(
        uid=person.card_uid or _own_uid(person),
        name=person.name,
        changed_at=person.created_at,
        organisation=person.organisation.name if person.organisation else "",
        title=person.title,
        email=person.email,
        phone=person.phone,
        note=person.met,
    )


def own_uids(owner: Owner) -> dict[str, int]:
    """Under which names our own cards left, with whose they are."""
    return {_own_uid(row): row.pk for row in Person.objects.filter(owner=owner, erased_at__isnull=True)}


def _own_uid(person: Person) -> str:
    return str(uuid.uuid5(_CARDS, f"{person.owner_id}/{person.pk}/{person.created_at.isoformat()}"))
