from datetime import UTC, datetime

import pytest
from django.db import DatabaseError, transaction

from relance.records.models import Case, Entry, Organisation, Owner, Round

AT = datetime(2026, 11, 24, 10, tzinfo=UTC)


@pytest.mark.django_db
def test_the_database_refuses_to_change_a_line_of_the_journal() -> None:
    owner = Owner.objects.create_user("alice")
    case = Case.objects.create(
        owner=owner,
        organisation=Organisation.objects.create(owner=owner, name="Cabinet Delmas"),
        region="FR",
        tz="Europe/Paris",
    )
    round_ = Round.objects.create(owner=owner, case=case, starts_at=AT, ends_at=AT.replace(hour=11))
    entry = Entry.objects.create(
        owner=owner, case=case, round=round_, kind="done", action="thanks", happened_at=AT, recorded_at=AT
    )

    with pytest.raises(DatabaseError), transaction.atomic():
        Entry.objects.filter(pk=entry.pk).update(action="followup1")

    entry.refresh_from_db()
    assert entry.action == "thanks"
