"""Signing in and out, where several people share an installation."""

import pytest
from django.test import Client
from pytest_django import Settings

from relance.actions.add_owner import add_owner
from relance.records.models import Owner

PASSWORD = "quatre mots sans suite"
pytestmark = pytest.mark.django_db


@pytest.fixture
def dora() -> Owner:
    return add_owner(login="dora", password=PASSWORD)


def test_one_signs_in_and_goes_where_one_was_going(dora: Owner) -> None:
    client = Client()
    assert client.get("/candidatures/")["Location"] == "/entrer/?next=/candidatures/"
    shown = client.get("/entrer/?next=/candidatures/")
    assert 'name="next" value="/candidatures/"' in shown.content.decode()
    answer = client.post("/entrer/", {"login": dora.login, "password": PASSWORD, "next": "/candidatures/"})
    assert (answer.status_code, answer["Location"]) == (302, "/candidatures/")
    assert client.get("/candidatures/").status_code == 200


@pytest.mark.parametrize(("login", "password"), [("dora", "autre chose"), ("nobody", PASSWORD), ("local", "")])
def test_a_wrong_pair_says_the_same_whoever_is_named(dora: Owner, login: str, password: str) -> None:
    Owner.objects.local()
    client = Client()
    answer = client.post("/entrer/", {"login": login, "password": password})
    assert answer.status_code == 422
    assert f'value="{login}"' in answer.content.decode()
    assert password not in answer.content.decode() or not password
    assert client.get("/").status_code == 302
    if password:
        assert "Ce nom et ce mot de passe ne vont pas ensemble." in answer.content.decode()
    assert dora.last_login is None


@pytest.mark.parametrize(
    "elsewhere", ["https://example.net/", "//example.net", "javascript:alert(1)", "/\\example.net"]
)
def test_nobody_is_led_elsewhere(dora: Owner, elsewhere: str) -> None:
    answer = Client().post("/entrer/", {"login": dora.login, "password": PASSWORD, "next": elsewhere})
    assert answer["Location"] == "/"


def test_one_signs_out(dora: Owner) -> None:
    client = Client()
    client.post("/entrer/", {"login": dora.login, "password": PASSWORD})
    assert "Sortir" in client.get("/reglages/").content.decode()
    assert client.get("/sortir/").status_code == 405
    assert client.post("/sortir/")["Location"] == "/entrer/"
    assert client.get("/")["Location"] == "/entrer/?next=/"


def test_an_account_put_to_rest_does_not_enter(dora: Owner) -> None:
    Owner.objects.filter(pk=dora.pk).update(is_active=False)
    assert Client().post("/entrer/", {"login": "dora", "password": PASSWORD}).status_code == 422


def test_one_person_alone_has_no_door(settings: Settings) -> None:
    settings.ACCOUNTS = "local"
    client = Client()
    assert client.get("/entrer/")["Location"] == "/"
    assert client.post("/sortir/")["Location"] == "/"
    assert client.get("/").status_code == 200
    assert "Sortir" not in client.get("/reglages/").content.decode()
