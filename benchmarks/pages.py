"""Server time and weight of the pages of a person with 500 open cases.

python -m benchmarks.pages [CASES]

Server time is the whole of an answer, from the request to its bytes (middlewares, queries, plan, template, gzip),
in the process, without the network. The weight is what travels, compressed as a browser asks for it.
"""

import os
import statistics
import sys
import tempfile
import time
from datetime import datetime, timedelta
from typing import Any

CASES = 500
TURNS = 60
#: Milliseconds: half of the answers, and ninety-five in a hundred.
MOST_P50, MOST_P95 = 20.0, 50.0
#: kB over the wire: a page with its style and script, and the script alone.
MOST_PAGE, MOST_SCRIPT = 60.0, 30.0
STYLE = ("relance/look.css",)
SCRIPTS = ("relance/relance.js", "relance/offline.js", "relance/store.js", "relance/debrief.js")


def main(cases: int) -> int:
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
        addresses = fill(cases)
        client = Client(headers={"accept-encoding": "gzip", "host": "127.0.0.1"})
        style = sum(weight(client, f"/static/{name}") for name in STYLE)
        script = sum(weight(client, f"/static/{name}") for name in SCRIPTS)
        over = script > MOST_SCRIPT
        print(f"style {style:.1f} kB, script {script:.1f} kB (at most {MOST_SCRIPT:.0f})")
        for name, address in addresses.items():
            half, most, worked = timed(client, address)
            whole = weight(client, address) + style + script
            print(
                f"{name:<7} p50 {half:5.1f} ms (at most {MOST_P50:.0f}), p95 {most:5.1f} ms (at most"
                f" {MOST_P95:.0f}), processor {worked:4.1f} ms, {whole:5.1f} kB with style and script (at most"
                f" {MOST_PAGE:.0f})"
            )
            over = over or half > MOST_P50 or most > MOST_P95 or whole > MOST_PAGE
    return 1 if over else 0


def timed(client: Any, address: str) -> tuple[float, float, float]:
    """Milliseconds of an answer: half, ninety-five in a hundred; and half of them as the processor counts.

    The last tells a slow page from a machine that does other things. The first answers warm the process up.
    """
    lapses, worked = [], []
    for turn in range(TURNS + 5):
        start, began = time.perf_counter(), time.process_time()
        status = client.get(address).status_code
        lapse, work = time.perf_counter() - start, time.process_time() - began
        assert status == 200, (address, status)
        if turn >= 5:
            lapses.append(lapse * 1e3)
            worked.append(work * 1e3)
    return statistics.median(lapses), statistics.quantiles(lapses, n=20)[-1], statistics.median(worked)


def weight(client: Any, address: str) -> float:
    """KB that travel."""
    answer = client.get(address)
    return len(answer.getvalue()) / 1000


def fill(cases: int) -> dict[str, str]:
    """So many open cases at every stage, some closed; the addresses of the pages."""
    from django.urls import reverse
    from django.utils import timezone

    from relance.actions.close_case import close_case
    from relance.actions.draft_letter import draft_letter
    from relance.records import queries
    from relance.records.models import InboundMail, Owner

    now = timezone.now()
    owner = Owner.objects.local()
    Owner.objects.filter(pk=owner.pk).update(name="Camille Martin", gender="f", email="camille@example.org")
    owner.refresh_from_db()
    kept = [_case(owner, number, now) for number in range(cases + cases // 10)]
    for case in kept[cases:]:
        close_case(case=case, because="withdrawn", now=now)
    for case in kept[:2]:
        InboundMail.objects.create(
            owner=owner, case=case, message_id=f"<{case.pk}@example.com>", received_at=now, raw=b"x", kind="delay",
            sender_name="Claire Dupont",
        )  # fmt: skip
    middle = kept[cases // 2]
    round_ = queries.current_round(middle)
    person = round_.participants.all()[0].person
    letter = draft_letter(round_=round_, step="followup1", person=person, now=now).letter
    return {
        "today": reverse("today"),
        "cases": reverse("cases"),
        "case": reverse("case", args=[middle.pk]),
        "letter": reverse("letter", args=[letter.pk]),
        "debrief": reverse("debrief", args=[middle.pk]),
    }


def _case(owner: Any, number: int, now: datetime) -> Any:
    """One case: an interview these last weeks or the next ones, thanked for or not, a day promised or not."""
    from relance.actions.log_event import log_event
    from relance.actions.note_debrief import complete_debrief, note_debrief
    from relance.actions.note_promise import Announced, note_promise
    from relance.actions.participants import NewPerson
    from relance.actions.start_case import NewInterview, start_case
    from relance.records import queries
    from relance.records.models import Entry

    start = now.replace(hour=9, minute=0, second=0, microsecond=0) - timedelta(days=number % 40 - 3)
    people = [
        NewPerson(f"Claire Dupont {number}", f"claire.{number}@example.com", "Mme", "DRH", main_contact=True),
        NewPerson(f"Paul Ricard {number}", f"paul.{number}@example.com", "M.", "responsable paie"),
    ]
    interview = NewInterview(f"Maison {number}", start, role="juriste en droit social", people=people)
    case = start_case(owner=owner, interview=interview, now=now)
    if start > now:
        return case
    round_ = queries.current_round(case)
    if number % 2:
        promised = Announced("date", promised_on=(now + timedelta(days=number % 30)).date())
        note_promise(round_=round_, announced=promised, now=now)
    if number % 10:
        answers = {
            "points_missed": ["trois ans de contentieux"],
            "job_info": ["la refonte des contrats"],
            "felt": 4,
        }
        note_debrief(round_=round_, free_text="Accueil chaleureux.", answers=answers)
        complete_debrief(round_=round_, now=now)
        log_event(round_=round_, kind=Entry.Kind.DONE, action="thanks", at=start + timedelta(hours=5), now=now)
    return case


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if sys.argv[1:] else CASES))
