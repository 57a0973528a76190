"""Bring people in from an address book: what each card would change is told first, then done.

The promise: nothing that is known is ever overwritten by a card, and the same file twice changes nothing.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, TypeAlias

from django.db import transaction

from relance.actions.keep_in_touch import note_exchange
from relance.actions.keep_person import KnownSheet, keep_person, move_person
from relance.calendars.card_reading import ReadCard
from relance.records.models import Exchange, Owner, Person
from relance.records.network import people_of, sheets_of

#: new: somebody not known. fuller: a known sheet gains what it lacks. moved: the card says they work elsewhere.
#: namesake: the name of somebody known, and nothing that says it is them. known: nothing to change.
Outcome: TypeAlias = Literal["new", "fuller", "moved", "namesake", "known"]


@dataclass(frozen=True, slots=True)
class Foreseen:
    """A card and what it would change; `person` is whom it is about, or whose name it bears."""

    card: ReadCard
    outcome: Outcome
    person: Person | None = None
    gains: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Brought:
    """How many people are new, and how many sheets know more."""

    new: int
    changed: int


def foresee_cards(*, owner: Owner, cards: Sequence[ReadCard], uids: Mapping[str, int]) -> list[Foreseen]:
    """What each card would change. `uids` are the names under which our own cards leave, with their person."""
    sheets = list(Person.objects.filter(owner=owner, erased_at__isnull=True).select_related("organisation"))
    book = _Book(sheets, sheets_of(owner), uids, set(people_of(owner).values_list("pk", flat=True)))
    seen: set[tuple[str, str, str]] = set()
    foreseen = []
    for card in cards:
        key = (card.name.casefold(), card.email, card.organisation.casefold())
        foreseen.append(Foreseen(card, "known") if key in seen else book.foresee(card))
        seen.add(key)
    return foreseen


def bring_cards(
    *,
    owner: Owner,
    foreseen: Sequence[Foreseen],
    now: datetime,
    skip: Collection[int] = (),
    same: Collection[int] = (),
) -> Brought:
    """Do what was foreseen, but the cards whose lines are skipped; namesakes in `same` are the person known."""
    new = changed = 0
    with transaction.atomic():
        for one in foreseen:
            if one.card.line in skip or one.outcome == "known":
                continue
            if one.outcome == "new" or (one.outcome == "namesake" and one.card.line not in same):
                _add(owner, one.card, now)
                new += 1
            elif one.person is not None and _complete(one.person, one.card, now, moved=one.outcome == "moved"):
                changed += 1
    return Brought(new, changed)


class _Book:
    """Who is known, by what a card may tell."""

    def __init__(
        self, sheets: list[Person], roots: Mapping[int, int], uids: Mapping[str, int], shown: Collection[int]
    ) -> None:
        by_key = {sheet.pk: sheet for sheet in sheets}
        self._by_uid = {sheet.card_uid: sheet for sheet in sheets if sheet.card_uid}
        self._by_uid |= {uid: by_key[pk] for uid, pk in uids.items() if pk in by_key}
        self._by_email = {sheet.email: sheet for sheet in sheets if sheet.email}
        self._by_name: dict[str, list[Person]] = {}
        for sheet in sheets:
            if roots.get(sheet.pk, sheet.pk) in shown:
                self._by_name.setdefault(_key(sheet.name), []).append(sheet)
        self._former: dict[int, set[str]] = {}
        for sheet in Person.objects.filter(pk__in=by_key, former_posts__isnull=False).prefetch_related(
            "former_posts__organisation"
        ):
            self._former[sheet.pk] = {post.organisation.name.casefold() for post in sheet.former_posts.all()}

    def foresee(self, card: ReadCard) -> Foreseen:
        person = self._known(card)
        if person is None:
            namesakes = self._by_name.get(_key(card.name), [])
            return Foreseen(card, "namesake", namesakes[0]) if namesakes else Foreseen(card, "new")
        gains = tuple(
            name for name in ("organisation", "title", "email", "phone") if self._gains(person, card, name)
        )
        if self._moved(person, card):
            return Foreseen(card, "moved", person, gains)
        return Foreseen(card, "fuller" if gains else "known", person, gains)

    def _known(self, card: ReadCard) -> Person | None:
        """By the card's own name, then the address, then name and place; a name alone when the card has no more."""
        if card.uid and card.uid in self._by_uid:
            return self._by_uid[card.uid]
        if card.email and card.email in self._by_email:
            return self._by_email[card.email]
        for person in self._by_name.get(_key(card.name), []):
            place = person.organisation.name.casefold() if person.organisation else ""
            places = {place} | self._former.get(person.pk, set())
            one_address = not card.email or not person.email
            if one_address and (card.organisation.casefold() in places or not card.organisation):
                return person
        return None

    def _gains(self, person: Person, card: ReadCard, name: str) -> bool:
        given = getattr(card, name)
        if name == "email" and given in self._by_email:
            return False
        return bool(given) and not getattr(person, name)

    def _moved(self, person: Person, card: ReadCard) -> bool:
        if not card.organisation or person.organisation is None:
            return False
        told = card.organisation.casefold()
        return told != person.organisation.name.casefold() and told not in self._former.get(person.pk, set())


def _add(owner: Owner, card: ReadCard, now: datetime) -> None:
    known = Person.objects.filter(owner=owner, email=card.email).exists() if card.email else False
    sheet = KnownSheet(
        name=card.name,
        title=card.title,
        organisation=card.organisation,
        email="" if known else card.email,
        phone=card.phone,
        card_uid=card.uid,
    )
    _note(keep_person(owner=owner, known=sheet, now=now), card, now)


def _complete(person: Person, card: ReadCard, now: datetime, *, moved: bool) -> bool:
    """Fill what is empty; move them when the card says so."""
    place = person.organisation.name if person.organisation else card.organisation
    sheet = KnownSheet(
        name=person.name,
        civility=person.civility,
        title=person.title or card.title,
        organisation=place,
        email=person.email or _free(person, card.email),
        phone=person.phone or card.phone,
        met=person.met,
        tu_offered=person.tu_offered,
        card_uid=person.card_uid or card.uid,
    )
    keep_person(owner=person.owner, known=sheet, now=now, person=person)
    if moved:
        move_person(person=person, organisation=card.organisation, title=card.title, now=now)
    _note(person, card, now)
    return True


def _free(person: Person, address: str) -> str:
    others = Person.objects.filter(owner=person.owner, email=address).exclude(pk=person.pk)
    return "" if others.exists() else address


def _note(person: Person, card: ReadCard, now: datetime) -> None:
    if card.note and not Exchange.objects.filter(person=person, words=card.note).exists():
        note_exchange(person=person, kind=Exchange.Kind.NOTE, on=now.date(), words=card.note, now=now)


def _key(name: str) -> str:
    return " ".join(sorted(name.casefold().split()))
