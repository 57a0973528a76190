"""Somebody erased from the network, and whoever stays when something else is erased."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from django.db import connection

from relance.actions.approve_letter import approve_letter
from relance.actions.change_people import KnownPerson, change_people
from relance.actions.erase import erase_all, erase_case
from relance.actions.erase_person import Forgotten, erase_person
from relance.actions.keep_in_touch import note_exchange, open_door
from relance.actions.keep_person import KnownSheet, keep_person, move_person
from relance.actions.note_lesson import note_lesson
from relance.actions.plan_case import plan_case
from relance.actions.refusals import BadInputError, RefusedError
from relance.actions.same_person import say_same
from relance.records import queries
from relance.records.models import (
    Exchange,
    FormerPost,
    Lesson,
    Letter,
    OpenDoor,
    Owner,
    Person,
    SamePerson,
)
from relance.records.network import people_of
from tests.actions.world import DUPONT, Clock, make_case, somebody, written

pytestmark = pytest.mark.django_db


def test_people_stay_when_their_case_is_erased(owner: Owner, clock: Clock) -> None:
    erase_case(case=make_case(owner, now=clock()))
    assert [row.name for row in people_of(owner)] == ["Claire Dupont"]


@pytest.mark.usefixtures("mailbox")
def test_somebody_erased_while_a_letter_waits(owner: Owner, clock: Clock) -> None:
    case = make_case(owner, now=clock())
    letter = approve_letter(letter=written(case, now=clock()), now=clock())
    claire = Person.objects.get(name="Claire Dupont")
    open_door(person=claire, months=3, now=clock())
    with pytest.raises(RefusedError) as raised:
        erase_person(person=claire, now=clock())
    assert (raised.value.refusal.code, raised.value.refusal.until) == ("letter-waits-for-them", letter.leave_at)
    assert Person.objects.get(pk=claire.pk).name == "Claire Dupont"
    assert erase_person(person=claire, now=clock(), stop=True) == Forgotten(stopped=1, place_kept=True)
    letter.refresh_from_db()
    assert (letter.state, letter.because, letter.raw, bool(letter.body)) == (
        Letter.State.CANCELLED, "person-erased", None, True,
    )  # fmt: skip
    kept = Person.objects.get(pk=claire.pk)
    assert (kept.name, kept.email, kept.phone, kept.organisation) == ("Personne effacée", "", "", None)
    assert list(people_of(owner)) == []
    assert OpenDoor.objects.count() == 0
    assert [one.name for one in plan_case(case=case, now=clock()).facts.people] == ["Personne effacée"]


@pytest.mark.usefixtures("mailbox")
def test_a_letter_that_is_leaving_keeps_its_person(owner: Owner, clock: Clock) -> None:
    letter = approve_letter(letter=written(make_case(owner, now=clock()), now=clock()), now=clock())
    Letter.objects.filter(pk=letter.pk).update(state=Letter.State.TRANSMITTING)
    with pytest.raises(RefusedError, match="letter-leaving-now"):
        erase_person(person=letter.person, now=clock(), stop=True)
    known = KnownSheet("Paul Ricard", email=DUPONT.email, takes_address=True)
    with pytest.raises(RefusedError, match="letter-leaving-now"):
        keep_person(owner=owner, known=known, now=clock())
    assert Person.objects.get(pk=letter.person_id).email == DUPONT.email


def test_somebody_without_a_case_goes_whole_with_every_sheet(owner: Owner, clock: Clock) -> None:
    one, two = somebody(owner, clock), somebody(owner, clock, phone="+33 6")
    say_same(main=one, other=two, now=clock())
    note_exchange(person=two, kind="met", on=date(2026, 11, 20), now=clock())
    assert erase_person(person=one, now=clock()) == Forgotten(stopped=0, place_kept=False)
    assert (Person.objects.count(), Exchange.objects.count(), SamePerson.objects.count()) == (0, 0, 0)


def test_a_place_without_a_name_is_given_to_nobody_else(owner: Owner, clock: Clock) -> None:
    round_ = queries.current_round(make_case(owner, now=clock()))
    claire = Person.objects.get(name="Claire Dupont")
    erase_person(person=claire, now=clock())
    kept = KnownPerson(pk=claire.pk, name="Personne effacée")
    with pytest.raises(BadInputError, match="person_is_erased"):
        change_people(round_=round_, people=[replace(kept, name="Paul Ricard")], now=clock())
    change_people(round_=round_, people=[kept, KnownPerson(pk=None, name="Paul Ricard")], now=clock())
    there = queries.current_round(round_.case).participants.all()
    assert [one.person.name for one in there] == ["Personne effacée", "Paul Ricard"]


def test_everything_of_the_network_is_erased_with_its_owner(owner: Owner, clock: Clock) -> None:
    case = make_case(owner, now=clock())
    person = somebody(owner, clock, organisation="Vasseur")
    move_person(person=person, organisation="Mercier", now=clock())
    note_exchange(person=person, kind="met", on=date(2026, 11, 20), now=clock())
    open_door(person=person, months=3, now=clock())
    say_same(main=person, other=Person.objects.get(name="Claire Dupont"), now=clock())
    note_lesson(round_=queries.current_round(case), line="Citer deux dossiers.", now=clock())
    erase_all(owner=owner)
    models = (Person, FormerPost, Exchange, OpenDoor, SamePerson, Lesson)
    assert [model._default_manager.count() for model in models] == [0] * 6


@pytest.mark.django_db(transaction=True)
def test_the_file_of_the_records_forgets_somebody_erased(owner: Owner, clock: Clock) -> None:
    person = somebody(owner, clock, "Zénobie Quatremarre", organisation="Vasseur", met="au salon " * 20)
    note_exchange(person=person, kind="note", on=date(2026, 11, 20), words="aime le jazz " * 50, now=clock())
    erase_person(person=person, now=clock())
    if connection.vendor == "sqlite":
        path = Path(str(connection.settings_dict["NAME"]))
        kept = [one.read_bytes() for one in path.parent.glob(path.name + "*")]
        assert ["Zénobie".encode() in one or b"aime le jazz" in one for one in kept] == [False] * len(kept)
    assert Person.objects.count() == 0
