"""Lists ask the database the same questions whatever the number of rows."""

from datetime import timedelta

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from relance.records.models import Owner
from tests.web.conftest import START, make_case

#: Session and owner, then what each page asks. A list that grows must not ask more.
TODAY, CASES = 9, 8


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(("address", "queries"), [("/", TODAY), ("/candidatures/", CASES)])
def test_queries_do_not_grow(
    page: Client,
    alice: Owner,
    count: int,
    address: str,
    queries: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for number in range(count):
        make_case(alice, f"Maison {number}", start=START - timedelta(days=number))
    with django_assert_num_queries(queries):
        text = page.get(address).content.decode()
    assert [text.count(f"Maison {number}") > 0 for number in range(count)] == [True] * count
