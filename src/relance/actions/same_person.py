"""Two sheets of one person: say so, and part them again.

The promise: nothing is moved and nothing is rewritten. The journal, the letters and the rounds keep the sheet they
were written with, so that parting two people said to be one by mistake gives back exactly what was there.
"""

from datetime import datetime

from django.db import IntegrityError, transaction

from relance.actions.refusals import BadInputError
from relance.etiquette.problems import Problem
from relance.records.models import Person, SamePerson
from relance.records.network import sheets_of


def say_same(*, main: Person, other: Person, now: datetime) -> SamePerson:
    """`other` is `main` under another sheet. Both must stand for a person; BadInputError otherwise."""
    if main.owner_id != other.owner_id or main.pk == other.pk:
        raise BadInputError((Problem("other", "same_sheet"),))
    try:
        with transaction.atomic():
            # Both rows are taken in one order: two tabs that say it both ways cannot make a ring.
            list(Person.objects.select_for_update().filter(pk__in=[main.pk, other.pk]).order_by("pk"))
            if {main.pk, other.pk} & set(sheets_of(main.owner)):
                raise BadInputError((Problem("other", "sheet_joined_already"),))
            return SamePerson.objects.create(person=other, main=main, said_at=now)
    except IntegrityError as error:
        raise BadInputError((Problem("other", "sheet_joined_already"),)) from error


def part(*, sheet: Person) -> bool:
    """`sheet` is somebody else after all, with all that was its own. False when it was not joined to another."""
    parted, _ = SamePerson.objects.filter(person=sheet).delete()
    return bool(parted)
