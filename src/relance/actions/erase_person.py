"""Erase somebody from the network.

The promise: their sheet goes, with their name, address, number and all that was noted of them, and the database's
file forgets it; no letter leaves for somebody erased; an application loses nothing but who they were, for a plan
needs somebody to stand there. What was written to them and by them stays in its application, word for word, for it
is what happened there: the page says so, and that erasing the application erases it.
"""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from django.db import transaction

from relance.actions.erase import forget_free_pages
from relance.actions.keep_time import refresh_due
from relance.actions.refusals import Refusal, RefusedError
from relance.records.models import Case, Exchange, FormerPost, Letter, Notice, OpenDoor, Participant, Person
from relance.records.network import sheets_of
from relance.wording import say
from relance.wording.inputs import INPUTS


@dataclass(frozen=True, slots=True)
class Forgotten:
    """What was done: how many letters were stopped, and whether an application keeps a place without a name."""

    stopped: int
    place_kept: bool


def erase_person(*, person: Person, now: datetime, stop: bool = False) -> Forgotten:
    """Erase every sheet of a person. RefusedError while a letter waits for them, unless `stop`, or is leaving."""
    roots = sheets_of(person.owner)
    sheets = [person.pk, *(sheet for sheet, root in roots.items() if root == person.pk)]
    with transaction.atomic():
        letters = Letter.objects.select_for_update().filter(person__in=sheets)
        leaving = letters.filter(state__in=[Letter.State.TRANSMITTING, Letter.State.UNKNOWN]).first()
        if leaving is not None:
            raise RefusedError(Refusal("letter-leaving-now", params={"name": person.name}))
        waiting = letters.filter(state=Letter.State.APPROVED)
        first = waiting.order_by("leave_at").first()
        if first is not None and not stop:
            until = first.leave_at.astimezone(ZoneInfo(person.owner.tz)) if first.leave_at else None
            raise RefusedError(Refusal("letter-waits-for-them", until=until, params={"name": person.name}))
        cases = list(Case.objects.filter(rounds__people__in=sheets).distinct())
        stopped = waiting.update(state=Letter.State.CANCELLED, because="person-erased", raw=None)
        Notice.objects.filter(letter__person__in=sheets).delete()
        place_kept = [_forget(sheet, now) for sheet in Person.objects.filter(pk__in=sheets)]
        for case in cases:
            refresh_due(case=case, now=now)
    forget_free_pages()
    return Forgotten(stopped, any(place_kept))


def _forget(sheet: Person, now: datetime) -> bool:
    """Delete a sheet, or leave of it a place without a name where an application needs one."""
    if not Participant.objects.filter(person=sheet).exists() and not Letter.objects.filter(person=sheet).exists():
        sheet.delete()
        return False
    for model in (FormerPost, Exchange, OpenDoor):
        model._default_manager.filter(person=sheet).delete()
    Participant.objects.filter(person=sheet).update(convinced="", not_convinced="")
    lang = sheet.owner.language
    sheet.name, sheet.erased_at = say(INPUTS, "person_erased", lang), now
    for field in ("civility", "title", "role", "email", "phone", "mission", "met", "card_uid"):
        setattr(sheet, field, "")
    sheet.tu_offered, sheet.decides, sheet.organisation = False, None, None
    sheet.kept = False
    sheet.save()
    return True
