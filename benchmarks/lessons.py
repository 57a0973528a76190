"""Server time and weight of what interviews teach, for a person with 300 rounds and their debriefs.

python -m benchmarks.lessons [ROUNDS]

The same limits as `benchmarks.pages`: the whole of an answer in the process, and what travels compressed.
"""

import os
import sys
import tempfile
from datetime import datetime, timedelta
from typing import Any

from benchmarks.pages import MOST_P95, MOST_PAGE, SCRIPTS, STYLE, timed, weight

ROUNDS = 300
QUESTIONS = (
    "Pourquoi ce trou dans votre CV ?", "Cette année sans emploi ?", "Vos prétentions ?", "Combien voulez-vous ?",
    "Vos défauts ?", "Pourquoi nous ?", "Dans cinq ans ?", "Parlez-vous anglais ?", "Un conflit avec un collègue ?",
)  # fmt: skip
THINGS = ("un rapport", "une audience", "un bail", "une clause", "un barème", "un décret", "une annexe")


def main(rounds: int) -> int:
    """Print the figures. Exit status 1 when one is over its limit."""
    with tempfile.TemporaryDirectory() as home:
        os.environ |= {"RELANCE_HOME": home, "DJANGO_SETTINGS_MODULE": "relance.site.settings"}
        import django

        django.setup()
        from django.core.management import call_command
        from django.db import transaction
        from django.test import Client

        from relance.site.settling import settle

        call_command("migrate", verbosity=0)
        settle()
        with transaction.atomic():
            addresses = fill(rounds)
        client = Client(headers={"accept-encoding": "gzip", "host": "127.0.0.1"})
        always = sum(weight(client, f"/static/{name}") for name in STYLE + SCRIPTS)
        over = False
        for name, address in addresses.items():
            half, most, worked = timed(client, address)
            whole = weight(client, address) + always
            print(
                f"{name:<10} p50 {half:5.1f} ms, p95 {most:5.1f} ms (at most {MOST_P95:.0f}), processor"
                f" {worked:4.1f} ms, {whole:5.1f} kB with style and script (at most {MOST_PAGE:.0f})"
            )
            over = over or most > MOST_P95 or whole > MOST_PAGE
    return 1 if over else 0


def fill(rounds: int) -> dict[str, str]:
    """So many rounds with a full debrief, thanks, follow-ups and answers; the addresses of the pages."""
    from django.urls import reverse
    from django.utils import timezone

    from relance.records.models import Case, Debrief, Entry, Organisation, Owner, Participant, Person, Round

    now = timezone.now()
    owner = Owner.objects.local()
    for number in range(rounds):
        start = now - timedelta(days=3 + number, hours=3)
        organisation = Organisation.objects.create(owner=owner, name=f"Maison {number}")
        person = Person.objects.create(owner=owner, name=f"Anne {number}", title=("DRH", "gérant")[number % 2])
        case = Case.objects.create(
            owner=owner, organisation=organisation, role="juriste", region="FR", tz="Europe/Paris"
        )
        round_ = Round.objects.create(
            owner=owner, case=case, starts_at=start, ends_at=start + timedelta(hours=1), process_length="short"
        )
        Participant.objects.create(round=round_, person=person, main_contact=True, convinced="la rigueur")
        Debrief.objects.create(round=round_, answers=_debrief(number), free_text="mot " * 200)
        Entry.objects.bulk_create(_journal(round_, number, now))
    return {
        "progress": reverse("progress"),
        "questions": reverse("questions"),
        "rehearsal": reverse("rehearsal"),
        "prepare": reverse("prepare", args=[case.pk]),
    }


def _debrief(number: int) -> dict[str, Any]:
    thing = THINGS[number % len(THINGS)]
    return {
        "at_ease": number % 5 + 1,
        "chances": number % 11,
        "awkward_questions": [QUESTIONS[number % len(QUESTIONS)], f"Comment rédiger {thing} {number % 40} ?"],
        "brakes": [{"text": f"jamais fait {thing} de type {number % 30}", "answer": "en deux jours"}],
        "best_arguments": [f"avoir mené {thing} jusqu'au bout", "deux accords négociés"],
        "job_info": ["les contrats"],
        "forgotten_questions": ["Qui décide ?"],
        "blunders": [f"trop vite sur {thing}"],
    }


def _journal(round_: Any, number: int, now: datetime) -> list[Any]:
    from relance.records.models import Entry

    def entry(what: str, lapse: timedelta, action: str = "", **data: str) -> Entry:
        at = round_.ends_at + lapse
        return Entry(
            owner=round_.owner, case=round_.case, round=round_, kind=what, action=action, happened_at=at,
            recorded_at=now, data=data,
        )  # fmt: skip

    made = [entry("done", timedelta(hours=18 + number % 3 * 10), "thanks"), entry("done", timedelta(0), "debrief")]
    if number % 2:
        made.append(entry("done", timedelta(days=8), "followup1"))
    if number % 3:
        feedback = "Un profil plus proche de nos dossiers." if number % 6 == 1 else ""
        made.append(entry("reply", timedelta(days=5 + number % 9), kind="rejection", feedback=feedback))
    return made


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS))
