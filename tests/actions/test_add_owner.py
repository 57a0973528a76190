"""Accounts: a name of one's own, a password that is not guessed."""

import pytest
from click.testing import CliRunner

from relance.actions.add_owner import add_owner
from relance.actions.refusals import BadInputError
from relance.cli import main
from relance.records.models import Owner

PASSWORD = "quatre mots sans suite"
pytestmark = pytest.mark.django_db


def test_the_password_is_kept_hashed() -> None:
    made = add_owner(login="dora@example.org", password=PASSWORD)
    assert made.password.startswith("scrypt$")
    assert made.check_password(PASSWORD)


@pytest.mark.parametrize(
    ("login", "password", "codes"),
    [
        ("Dora", PASSWORD, ["login_taken"]),
        ("local", PASSWORD, ["login_taken"]),
        ("", PASSWORD, ["login_misshapen"]),
        ("a b", PASSWORD, ["login_misshapen"]),
        ("a\n", PASSWORD, ["login_misshapen"]),
        ("x" * 151, PASSWORD, ["login_misshapen"]),
        ("emile", "court", ["password_weak"]),
        ("emile", "passwordpassword"[:8], ["password_weak"]),
        ("a b", "", ["login_misshapen", "password_weak"]),
    ],
)
def test_what_is_refused(login: str, password: str, codes: list[str]) -> None:
    add_owner(login="dora", password=PASSWORD)
    with pytest.raises(BadInputError) as refused:
        add_owner(login=login, password=password)
    assert [problem.code for problem in refused.value.problems] == codes
    assert Owner.objects.filter(login__iexact="emile").count() == 0


def test_the_command_asks_twice() -> None:
    done = CliRunner().invoke(main, ["adduser", "dora"], input=f"{PASSWORD}\n{PASSWORD}\n")
    assert done.exit_code == 0
    assert PASSWORD not in done.output
    assert Owner.objects.get(login="dora").check_password(PASSWORD)


def test_the_command_says_what_is_wrong() -> None:
    done = CliRunner().invoke(main, ["adduser", "dora"], input="court\ncourt\n")
    assert done.exit_code == 2
    assert "au moins douze signes" in done.output
    assert Owner.objects.filter(login="dora").count() == 0
