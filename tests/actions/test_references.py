"""References: kept, listed once they agreed, printed on one page."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from relance.actions.change_references import (
    KnownReference,
    keep_reference,
    print_references,
    remove_reference,
)
from relance.actions.refusals import BadInputError, RefusedError
from relance.records import queries
from relance.records.models import Owner, Reference
from tests.actions.world import Clock, make_owner

ANNE = KnownReference("Anne Roussel", "directrice", "Mirabeau", "+33 6 00 00 00 01", consent_on=date(2026, 11, 24))


def test_nobody_is_listed_before_they_agreed(owner: Owner, clock: Clock) -> None:
    keep_reference(owner=owner, known=KnownReference(" Karim Haddad "), now=clock())
    with pytest.raises(RefusedError) as refused:
        print_references(owner=owner)
    assert refused.value.refusal.code == "no-reference-agreed"

    keep_reference(owner=owner, known=ANNE, now=clock())
    keep_reference(owner=make_owner("bob"), known=ANNE, now=clock())
    assert [row.name for row in queries.references_of(owner)] == ["Karim Haddad", "Anne Roussel"]
    assert [row.name for row in queries.references_listed(owner)] == ["Anne Roussel"]
    assert print_references(owner=owner).startswith(b"%PDF-")


def test_all_that_is_wrong_is_told_at_once_and_nothing_is_kept(owner: Owner, clock: Clock) -> None:
    wrong = KnownReference(" ", email="anne chez mirabeau", consent_on=date(2026, 11, 25), said="x" * 2001)
    with pytest.raises(BadInputError) as refused:
        keep_reference(owner=owner, known=wrong, now=clock())
    assert [(problem.place, problem.code) for problem in refused.value.problems] == [
        ("name", "name_missing"),
        ("email", "address_unreadable"),
        ("said", "text_too_long"),
        ("consent_on", "consent_in_the_future"),
    ]
    with pytest.raises(BadInputError) as refused:
        keep_reference(owner=owner, known=KnownReference("Anne", consent_on=date(2026, 11, 2)), now=clock())
    assert [problem.code for problem in refused.value.problems] == ["reference_unreachable"]
    assert Reference.objects.count() == 0


def test_the_database_holds_it_too(owner: Owner) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Reference.objects.create(owner=owner, name="Anne", consent_on=date(2026, 11, 2))


def test_consent_taken_back_and_a_reference_forgotten(owner: Owner, clock: Clock) -> None:
    row = keep_reference(owner=owner, known=ANNE, now=clock())
    keep_reference(owner=owner, known=KnownReference("Anne Roussel"), now=clock(), reference=row)
    assert list(queries.references_listed(owner)) == []
    remove_reference(reference=row)
    assert list(queries.references_of(owner)) == []
