"""Lists plan only what they show, and ask the database the same questions whatever the number of rows."""

from datetime import timedelta

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from relance.actions.close_case import close_case
from relance.records.models import Case, Owner
from tests.web.conftest import START, Time, make_case

#: Session and owner, then what each page asks. A list that grows must not ask more.
TODAY, CASES = 12, 9


@pytest.mark.parametrize("count", [1, 3, 30])
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
        make_case(alice, f"Maison {number}.", start=START - timedelta(days=number))
    with django_assert_num_queries(queries):
        text = page.get(address).content.decode()
    shown = sum(f"Maison {number}." in text for number in range(count))
    assert shown == min(count, {"/": 12, "/candidatures/": 20}[address])


def test_today_counts_what_it_does_not_show(page: Client, alice: Owner, time: Time) -> None:
    """Fourteen cases whose thanks and debrief are due: twelve are planned and shown, two are counted."""
    for number in range(14):
        make_case(alice, f"Maison {number}.")
    time.go(25, 12)
    text = page.get("/").content.decode()
    assert "Beaucoup à faire aujourd’hui." in text
    assert "et 2 autres candidatures où agir" in text
    assert "qui attend" not in text


def test_today_counts_who_waits(page: Client, alice: Owner, time: Time) -> None:
    """Fourteen interviews of next month: nothing to do, all wait, two beyond the page."""
    time.go(24, 8)
    for number in range(14):
        make_case(alice, f"Maison {number}.", start=START + timedelta(days=30 + number))
    text = page.get("/").content.decode()
    assert "et 2 autres candidatures qui attendent" in text
    assert [f"Maison {number}." in text for number in range(14)] == [True] * 12 + [False] * 2


def test_cases_come_by_their_next_step_a_page_at_a_time(page: Client, alice: Owner) -> None:
    for number in range(23):
        make_case(alice, f"Maison {number}.", start=START + timedelta(days=23 - number))
    close_case(case=Case.objects.get(organisation__name="Maison 22."), because="withdrawn", now=START)
    first, second = (page.get("/candidatures/", {"page": number}).content.decode() for number in ("1", "2"))
    assert [number for number in range(23) if f"Maison {number}." in first] == [*range(2, 22)]
    assert [number for number in range(23) if f"Maison {number}." in second] == [0, 1, 22]
    assert first.index("Maison 21.") < first.index("Maison 2.")
    assert "page 1 sur 2" in first
    assert 'href="/candidatures/?page=2"' in first
    assert 'href="/candidatures/?page=1"' in second


@pytest.mark.parametrize("number", ["0", "99", "x", "-1", "1e9"])
def test_a_page_that_is_not_there_is_the_nearest(page: Client, case: Case, number: str) -> None:
    assert case.organisation.name in page.get("/candidatures/", {"page": number}).content.decode()


def test_cases_are_found_by_the_name(page: Client, alice: Owner) -> None:
    for number in range(23):
        make_case(alice, f"Maison {number}.")
    make_case(alice, "Étude <Roussel>")
    found = page.get("/candidatures/", {"q": "<rouss"}).content.decode()
    assert "Une candidature trouvée." in found
    assert "Étude &lt;Roussel&gt;" in found
    assert "Maison" not in found
    none = page.get("/candidatures/", {"q": "Nulle part"}).content.decode()
    assert "0 candidature trouvée." in none or "Une candidature trouvée." not in none
    assert 'value="Nulle part"' in none


def test_the_date_of_order_is_never_later_than_the_plan(alice: Owner) -> None:
    """`next_at`, kept when something happened, stands before every step whenever the page is opened later."""
    case = make_case(alice)
    kept = case.next_at
    assert kept is not None
    from relance.actions.keep_time import due_instant
    from relance.actions.plan_case import plan_case

    for days in range(60):
        planned = plan_case(case=case, now=START + timedelta(days=days, hours=7))
        assert min(due_instant(planned, step) for step in planned.plan.actions) >= kept
