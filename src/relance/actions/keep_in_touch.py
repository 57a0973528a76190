"""Keep in touch: note a word exchanged, leave a door open and say when it comes back, let it rest."""

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from relance.actions.refusals import BadInputError
from relance.etiquette.keeping import MOST_MONTHS, Door, comes_back_on, months_after
from relance.etiquette.problems import Problem
from relance.etiquette.workingdays import working_days
from relance.records.models import Exchange, OpenDoor, Owner, Person
from relance.records.network import Touch, doors_of, last_contacts, sheets_of, touches_of

LONGEST_WORDS = 5000
#: Before this day nobody one still writes to was met: the year was mistyped.
FIRST_DAY = date(1950, 1, 1)


@dataclass(frozen=True, slots=True)
class Ahead:
    """A door and the day on which it comes back; `last` is the last real contact, None when there was none."""

    door: OpenDoor
    on: date
    last: Touch | None


def doors_ahead(*, owner: Owner, now: datetime) -> list[Ahead]:
    """The doors that come back, the first first: one query when none does, seven whatever their number."""
    doors = list(doors_of(owner))
    if not doors:
        return []
    sheets = sheets_of(owner)
    shown = {door.person_id for door in doors}
    everybody = shown | {sheet for sheet, root in sheets.items() if root in shown}
    last = last_contacts(touches_of(owner, everybody, now), sheets)
    ahead = [(door, back_on(owner, door, last.get(door.person_id))) for door in doors]
    found = [Ahead(door, on, last.get(door.person_id)) for door, on in ahead if on is not None]
    return sorted(found, key=lambda one: (one.on, one.door.pk))


def back_on(owner: Owner, door: OpenDoor, last: Touch | None) -> date | None:
    """The working day on which a door comes back, None when it does not."""
    spoken_on = last.at.astimezone(ZoneInfo(owner.tz)).date() if last else None
    return comes_back_on(Door(door.opened_on, door.months, door.back_on), spoken_on, working_days(owner.region))


def note_exchange(*, person: Person, kind: str, on: date, now: datetime, words: str = "") -> Exchange:
    """Keep a word with somebody. The same one noted twice is one. BadInputError when it lies in the future."""
    problems = []
    if kind not in Exchange.Kind.values:
        problems.append(Problem("kind", "choice_unknown", {"value": kind[:40]}))
    if on > _today(person, now):
        problems.append(Problem("on", "instant_in_the_future", {"at": on.isoformat()}))
    if on < FIRST_DAY:
        problems.append(Problem("on", "day_of_another_age", {"date": on.isoformat()}))
    if len(words) > LONGEST_WORDS:
        problems.append(Problem("words", "text_too_long", {"most": str(LONGEST_WORDS)}))
    if problems:
        raise BadInputError(tuple(problems))
    same = {"person": person, "kind": kind, "happened_on": on, "words": words.strip()}
    known = Exchange.objects.filter(**same).first()
    return known or Exchange.objects.create(**same, recorded_at=now)


def forget_exchange(*, exchange: Exchange) -> None:
    """Take back what was noted by mistake."""
    exchange.delete()


def open_door(
    *, person: Person, now: datetime, months: int | None = None, back_on: date | None = None, words: str = ""
) -> OpenDoor:
    """Leave a door open; the day chosen is the one that counts when both are given. What was said before goes."""
    today = _today(person, now)
    problems = []
    if months is not None and not 1 <= months <= MOST_MONTHS:
        problems.append(Problem("months", "months_out_of_range", {"most": str(MOST_MONTHS)}))
    if back_on is not None and back_on <= today:
        problems.append(Problem("back_on", "door_in_the_past"))
    if back_on is not None and back_on > months_after(today, MOST_MONTHS):
        problems.append(Problem("back_on", "door_far_away"))
    if len(words) > 300:
        problems.append(Problem("words", "text_too_long", {"most": "300"}))
    if problems:
        raise BadInputError(tuple(problems))
    door, _ = OpenDoor.objects.update_or_create(
        person=person,
        defaults={
            "opened_on": today,
            "months": None if back_on else months,
            "back_on": back_on,
            "words": words.strip(),
        },
    )
    return door


def close_door(*, person: Person) -> None:
    """Nothing comes back any more; the person stays."""
    OpenDoor.objects.filter(person=person).delete()


def _today(person: Person, now: datetime) -> date:
    return now.astimezone(ZoneInfo(person.owner.tz)).date()
