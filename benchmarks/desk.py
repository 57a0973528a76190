"""Server time of the recruiter's pages with 200 openings and 5,000 candidates met.

python -m benchmarks.desk [OPENINGS [CANDIDATES]]

The whole of an answer, from the request to its bytes, in the process, without the network. These pages ask the
database the same number of questions whatever is stored (tests/web/test_recruiter.py).
"""

import os
import sys
import tempfile
import uuid
from datetime import datetime, timedelta
from typing import Any

from benchmarks.pages import timed

OPENINGS, CANDIDATES = 200, 5000
#: Milliseconds: ninety-five answers in a hundred.
MOST_P95 = 80.0


def main(openings: int, candidates: int) -> int:
    """Print the figures. Exit status 1 when one is over its limit."""
    with tempfile.TemporaryDirectory() as home:
        os.environ |= {"RELANCE_HOME": home, "DJANGO_SETTINGS_MODULE": "relance.site.settings"}
        import django

        django.setup()
        from django.core.management import call_command
        from django.test import Client

        from relance.site.settling import settle

        call_command("migrate", verbosity=0)
        settle()
        addresses = fill(openings, candidates)
        client = Client(headers={"accept-encoding": "gzip", "host": "127.0.0.1"})
        over = False
        for name, address in addresses.items():
            half, most, worked = timed(client, address)
            print(
                f"{name:<10} p50 {half:5.1f} ms, p95 {most:5.1f} ms (at most {MOST_P95:.0f}), processor"
                f" {worked:5.1f} ms"
            )
            over = over or most > MOST_P95
    return 1 if over else 0


def fill(openings: int, candidates: int) -> dict[str, str]:
    """So many openings and candidates, at every stage; the addresses of the pages."""
    from django.urls import reverse
    from django.utils import timezone

    from relance.records.models import Case, Opening, Organisation, Owner

    owner, now = Owner.objects.local(), timezone.now()
    organisation = Organisation.objects.create(owner=owner, name="Delmas")
    posts = Opening.objects.bulk_create(
        Opening(owner=owner, organisation=organisation, title=f"Poste {n}", region="FR", tz="Europe/Paris")
        for n in range(openings)
    )
    cases = Case.objects.bulk_create(
        Case(
            owner=owner, organisation=organisation, opening=posts[n % openings], role=posts[n % openings].title,
            region="FR", tz="Europe/Paris",
        )
        for n in range(candidates)
    )  # fmt: skip
    _meet(owner, cases, now)
    _turn(posts, now)
    _keep_dates(owner, now)
    return {
        "desk": reverse("desk"),
        "opening": reverse("opening", args=[posts[0].pk]),
        "candidate": reverse("candidate", args=[cases[0].pk]),
        "letters": reverse("news-letters", args=[posts[0].pk]),
    }


def _meet(owner: Any, cases: list[Any], now: datetime) -> None:
    """One person and two interviews a candidate; every third was told something."""
    from relance.records.models import Entry, Participant, Person, Round

    people = Person.objects.bulk_create(
        Person(owner=owner, name=f"Ida {uuid.uuid4().hex[:8]}", email=f"p{case.pk}@example.net") for case in cases
    )
    rounds = Round.objects.bulk_create(
        Round(owner=owner, case=case, number=number, starts_at=start, ends_at=start + timedelta(hours=1))
        for place, case in enumerate(cases)
        for number in (1, 2)
        for start in [now - timedelta(days=place % 24 + 12 * (3 - number))]
    )
    Participant.objects.bulk_create(
        Participant(round=round_, person=people[place // 2], main_contact=True)
        for place, round_ in enumerate(rounds)
    )
    Entry.objects.bulk_create(
        Entry(
            owner=owner, case=round_.case, round=round_, kind="news", action="running",
            happened_at=round_.ends_at + timedelta(days=2), recorded_at=now, data={"reasons": []},
        )
        for place, round_ in enumerate(rounds)
        if place % 3 == 0
    )  # fmt: skip


def _turn(posts: list[Any], now: datetime) -> None:
    from relance.records.models import OpeningTurn

    OpeningTurn.objects.bulk_create(
        OpeningTurn(
            opening=post, kind="standby", happened_at=now - timedelta(days=1), recorded_at=now - timedelta(days=1)
        )
        for post in posts[::4]
    )


def _keep_dates(owner: Any, now: datetime) -> None:
    """The date by which news are due, kept beside each candidate, as `actions.keep_time` does."""
    from relance.actions.board import boards_of
    from relance.records.models import Case

    dated = []
    for board in boards_of(owner=owner, now=now):
        for duty in board.board.duties:
            case = board.cases[duty.candidate]
            case.next_at = duty.due
            dated.append(case)
    Case.objects.bulk_update(dated, ["next_at"], batch_size=500)


if __name__ == "__main__":
    raise SystemExit(main(*([int(one) for one in sys.argv[1:]] or [OPENINGS, CANDIDATES])))
