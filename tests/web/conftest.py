"""Three people: Alice, Bob (same organisation, his own records) and Charlie, a stranger to both."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from pytest_django import Settings

from relance.actions.open_opening import NewOpening, meet_candidate, open_opening
from relance.actions.participants import NewPerson
from relance.actions.start_case import NewInterview, start_case
from relance.records import queries
from relance.records.models import Case, Opening, Owner, Round
from relance.web import clock

PARIS = ZoneInfo("Europe/Paris")
#: The interview of every test: a Tuesday, from 10 to 11.
START = datetime(2026, 11, 24, 10, tzinfo=PARIS)


class Time:
    """The clock of the pages, moved by hand."""

    def __init__(self, at: datetime) -> None:
        self.at = at

    def __call__(self) -> datetime:
        return self.at

    def go(self, day: int, hour: int, minute: int = 0, *, month: int = 11) -> None:
        self.at = datetime(2026, month, day, hour, minute, tzinfo=PARIS)


@pytest.fixture
def time(monkeypatch: pytest.MonkeyPatch) -> Time:
    moved = Time(START + timedelta(hours=2))
    monkeypatch.setattr(clock, "now", moved)
    return moved


def owner(login: str, name: str) -> Owner:
    return Owner.objects.create_user(
        login, name=name, gender="f", email=f"{login}@example.org", phone="+33 6 00 00 00 00"
    )


@pytest.fixture
def alice(db: None) -> Owner:  # noqa: ARG001 - the records must exist
    return owner("alice", "Alice Martin")


@pytest.fixture
def bob(db: None) -> Owner:  # noqa: ARG001
    return owner("bob", "Bob Leroy")


@pytest.fixture
def charlie(db: None) -> Owner:  # noqa: ARG001
    return owner("charlie", "Charlie Noir")


@pytest.fixture(autouse=True)
def _accounts(settings: Settings) -> None:
    settings.ACCOUNTS = "login"


def signed_in(person: Owner) -> Client:
    client = Client()
    client.force_login(person)
    return client


@pytest.fixture
def page(alice: Owner, time: Time) -> Client:  # noqa: ARG001 - the pages need the clock
    return signed_in(alice)


def make_case(person: Owner, organisation: str = "Cabinet Delmas", *, start: datetime = START) -> Case:
    people = [
        NewPerson("Claire Dupont", f"c.dupont.{person.login}@example.com", "Mme", "DRH", main_contact=True),
        NewPerson("Paul Ricard", f"p.ricard.{person.login}@example.com", "M.", "responsable paie"),
    ]
    interview = NewInterview(
        organisation=organisation,
        role="juriste",
        start=start,
        end=start + timedelta(hours=1),
        people=people,
        mode="onsite",
    )
    return start_case(owner=person, interview=interview, now=start + timedelta(hours=1))


def make_candidate(
    person: Owner, name: str = "Samira Benali", *, opening: Opening | None = None, start: datetime = START
) -> Case:
    """A candidate met on the Tuesday of every test, by a recruiter."""
    post = opening or open_opening(owner=person, opening=NewOpening("Juriste droit social", "Cabinet Delmas"))
    address = f"{name.rsplit(maxsplit=1)[-1].lower()}.{person.login}@example.net"
    met = NewPerson(name, address, "Mme", main_contact=True)
    interview = NewInterview(organisation="", start=start, end=start + timedelta(hours=1), people=(met,))
    return meet_candidate(owner=person, opening=post, interview=interview, now=start + timedelta(hours=1))


@pytest.fixture
def case(alice: Owner, time: Time) -> Case:  # noqa: ARG001
    return make_case(alice)


@pytest.fixture
def round_(case: Case) -> Round:
    return queries.current_round(case)
