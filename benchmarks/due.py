"""The worker's look for what is due: the same cost with 10,000 and with 1,000,000 cases stored.

python -m benchmarks.due          (SQLite; PostgreSQL with DATABASE_URL)
"""

import os
import statistics
import sys
import tempfile
import time
from datetime import UTC, datetime

SIZES = (10_000, 1_000_000)
DUE = 40
MOST = 1.5


def main() -> int:
    """Print the median of each size and their ratio. Exit status 1 when the ratio is over 1.5."""
    with tempfile.TemporaryDirectory() as home:
        os.environ |= {"RELANCE_HOME": home, "DJANGO_SETTINGS_MODULE": "relance.site.settings"}
        import django

        django.setup()
        from django.core.management import call_command
        from django.db import connection

        call_command("migrate", verbosity=0)
        medians = []
        for size in SIZES:
            fill(connection, size)
            medians.append(look())
            print(f"{connection.vendor}: {size:>9,} cases: {medians[-1] * 1e3:.2f} ms a look")
    ratio = medians[1] / medians[0]
    print(f"{connection.vendor}: ratio {ratio:.2f} (at most {MOST})")
    return 1 if ratio > MOST else 0


def fill(connection: object, size: int) -> None:
    """Store so many cases: a handful due, a third with a later date, the rest with none."""
    from relance.records.models import Case, Organisation, Owner

    owner, _ = Owner.objects.get_or_create(login="bench")
    organisation, _ = Organisation.objects.get_or_create(owner=owner, name="Cabinet Delmas")
    stored = Case.objects.count()
    now = "now()" if connection.vendor == "postgresql" else "datetime('now')"  # type: ignore[attr-defined]
    later = (
        f"{now} + interval '30 days'" if "()" in now and "datetime" not in now else "datetime('now', '+30 days')"
    )
    past = f"{now} - interval '1 hour'" if "()" in now and "datetime" not in now else "datetime('now', '-1 hour')"
    sql = f"""
        INSERT INTO records_case (owner_id, organisation_id, role, playbook, region, tz, via_agency, state,
            closed_because, paused_because, claims, created_at, due_at)
        WITH RECURSIVE n(i) AS (SELECT {stored + 1} UNION ALL SELECT i + 1 FROM n WHERE i < {size})
        SELECT {owner.pk}, {organisation.pk}, 'juriste', '', 'FR', 'Europe/Paris', false, 'open', '', '', 0, {now},
            CASE WHEN i <= {DUE} THEN {past} WHEN i % 3 = 0 THEN {later} ELSE NULL END FROM n
    """  # noqa: S608 - numbers of our own
    with connection.cursor() as cursor:  # type: ignore[attr-defined]
        cursor.execute(sql)
        cursor.execute("ANALYZE")


def look() -> float:
    """Seconds of one look, the median of many."""
    from relance.records import queries

    lapses = []
    for _ in range(200):
        start = time.perf_counter()
        found = len(list(queries.due_cases(datetime.now(UTC))))  # noqa: TID251 - the edge of the program
        lapses.append(time.perf_counter() - start)
        assert found == DUE
    return statistics.median(lapses)


if __name__ == "__main__":
    sys.exit(main())
