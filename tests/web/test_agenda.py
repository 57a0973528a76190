"""The calendar feed: a secret address, what it shows and never shows, and what a calendar program reads in it."""

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from icalendar import Calendar
from pytest_django import DjangoAssertNumQueries

from relance.actions.approve_letter import approve_letter
from relance.actions.calendar_feed import renew_feed
from relance.actions.log_event import log_event
from relance.actions.note_debrief import note_debrief
from relance.records import queries
from relance.records.models import CalendarFeed, Case, Entry, Owner
from tests.actions.world import make_mailbox, written
from tests.web.conftest import Time, make_case, signed_in


def address_of(person: Owner, time: Time) -> str:
    return reverse("feed", args=[renew_feed(owner=person, now=time())])


def events(text: bytes) -> dict[str, Any]:
    calendar = Calendar.from_ical(text)
    found: list[Any] = calendar.walk("VEVENT")
    return {str(event["summary"]): event for event in found}


def test_the_plan_stands_in_the_calendar_at_its_hours(case: Case, alice: Owner, time: Time) -> None:
    answer = Client().get(address_of(alice, time))
    assert (answer.status_code, answer["Content-Type"]) == (200, "text/calendar; charset=utf-8")
    shown = [
        (name, event["dtstart"].to_ical().decode(), event["dtstart"].params.get("TZID"))
        for name, event in events(answer.content).items()
    ]
    assert case.tz == "Europe/Paris"
    assert shown == [
        ("Noter le bilan · Cabinet Delmas", "20261124", None),  # its hour is past: it stands on today
        ("Entretien · Cabinet Delmas", "20261124T100000", "Europe/Paris"),
        ("Remercier Claire Dupont et Paul Ricard · Cabinet Delmas", "20261125T100000", "Europe/Paris"),
        ("Relancer Claire Dupont · Cabinet Delmas", "20261204T100000", "Europe/Paris"),
        ("Appeler Claire Dupont · Cabinet Delmas", "20261211T103000", "Europe/Paris"),
        ("Refermer le dossier · Cabinet Delmas", "20261225", None),
    ]


def test_a_place_far_away_keeps_its_own_hours(alice: Owner, time: Time) -> None:
    far = make_case(alice)
    Case.objects.filter(pk=far.pk).update(tz="America/Montreal")
    event = events(Client().get(address_of(alice, time)).content)["Entretien · Cabinet Delmas"]
    assert (event["dtstart"].to_ical(), event["dtstart"].params["TZID"]) == (b"20261124T040000", "America/Montreal")


def test_uids_stay_when_a_step_moves_and_the_address_changes(case: Case, alice: Owner, time: Time) -> None:
    before = {
        name: str(event["uid"]) for name, event in events(Client().get(address_of(alice, time)).content).items()
    }
    time.go(25, 8)
    after = {
        name: str(event["uid"]) for name, event in events(Client().get(address_of(alice, time)).content).items()
    }
    assert case.pk
    assert after == before
    assert len(set(before.values())) == len(before)


def test_what_is_done_leaves_the_calendar(case: Case, alice: Owner, time: Time) -> None:
    log_event(round_=queries.current_round(case), kind=Entry.Kind.DONE, action="debrief", at=time(), now=time())
    assert "Noter le bilan · Cabinet Delmas" not in events(Client().get(address_of(alice, time)).content)


def test_each_step_has_one_alarm_and_what_leaves_alone_has_none(case: Case, alice: Owner, time: Time) -> None:
    make_mailbox(alice)
    for participant in queries.current_round(case).participants.all():
        approve_letter(letter=written(case, to=participant.person, now=time()), now=time())
    alarms = {
        name: [alarm["trigger"].to_ical().decode() for alarm in event.walk("VALARM")]
        for name, event in events(Client().get(address_of(alice, time)).content).items()
    }
    assert alarms == {
        "Noter le bilan · Cabinet Delmas": [],
        "Entretien · Cabinet Delmas": ["-PT1H"],
        "Part tout seul : remercier Claire Dupont et Paul Ricard · Cabinet Delmas": [],
        "Relancer Claire Dupont · Cabinet Delmas": ["-PT5M"],
        "Appeler Claire Dupont · Cabinet Delmas": ["-PT5M"],
        "Refermer le dossier · Cabinet Delmas": ["PT8H"],
    }


def test_nothing_else_leaks(case: Case, alice: Owner, bob: Owner, time: Time) -> None:
    make_case(bob, "Étude Roussel")
    note_debrief(round_=queries.current_round(case), answers={"felt_text": "trac"}, free_text="Salaire 41 000")
    text = Client().get(address_of(alice, time)).content.decode()
    words = ("@example", "06 00", "Roussel", "41 000", "trac", "Alice", "Leroy")
    assert [word for word in words if word in text] == []


def test_the_address_is_shown_once_and_kept_nowhere(page: Client, alice: Owner) -> None:
    shown = page.post(reverse("agenda"))
    text = shown.content.decode()
    address = text.partition('id="address">')[2].partition("<")[0]
    path = "/" + address.split("/", 3)[3]
    assert (shown["Cache-Control"].count("no-store"), Client().get(path).status_code) == (1, 200)
    assert address not in page.get(reverse("agenda")).content.decode()
    secret = path.removeprefix("/agenda/").removesuffix(".ics")
    kept = CalendarFeed.objects.get(owner=alice)
    assert secret not in {str(value) for value in vars(kept).values()}


def test_renewing_and_revoking_close_the_address(page: Client, alice: Owner, case: Case, time: Time) -> None:
    first = address_of(alice, time)
    second = address_of(alice, time)
    assert [Client().get(one).status_code for one in (first, second)] == [404, 200]
    assert page.post(reverse("close-agenda")).status_code == 302
    assert [Client().get(one).status_code for one in (first, second)] == [404, 404]
    assert CalendarFeed.objects.get(owner=case.owner).digest is None


def test_an_account_that_is_closed_shows_nothing(alice: Owner, time: Time) -> None:
    address = address_of(alice, time)
    Owner.objects.filter(pk=alice.pk).update(is_active=False)
    assert Client().get(address).status_code == 404


def test_nothing_new_travels_twice(case: Case, alice: Owner, time: Time) -> None:
    address = address_of(alice, time)
    first = Client().get(address)
    again = Client().get(address, headers={"if-none-match": first["ETag"]})
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", first["ETag"])
    log_event(round_=queries.current_round(case), kind=Entry.Kind.DONE, action="debrief", at=time(), now=time())
    assert Client().get(address, headers={"if-none-match": first["ETag"]}).status_code == 200


def test_no_session_is_read_or_made(case: Case, alice: Owner, bob: Owner, time: Time) -> None:
    address = address_of(alice, time)
    theirs = signed_in(bob).get(address)
    stranger = Client().get(address)
    assert theirs.content == stranger.content
    assert (list(stranger.cookies), stranger["Cache-Control"]) == ([], "private, no-cache")
    assert case.owner == alice
    assert Client().post(address).status_code == 405


def test_the_calendar_speaks_its_owners_language(case: Case, alice: Owner, time: Time) -> None:
    Owner.objects.filter(pk=alice.pk).update(language="en")
    names = list(events(Client().get(address_of(alice, time), headers={"accept-language": "fr"}).content))
    assert case.owner == alice
    assert names[1] == "Interview · Cabinet Delmas"


@pytest.mark.parametrize("count", [1, 3])
def test_queries_do_not_grow(
    alice: Owner, time: Time, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(count):
        make_case(alice, f"Maison {number}")
    address = address_of(alice, time)
    Client().get(address)
    with django_assert_num_queries(10):
        Client().get(address)


def test_khal_reads_it(case: Case, alice: Owner, time: Time, tmp_path: Path) -> None:
    """A calendar program nobody of us wrote: names, hours in the right zone, and no second copy the second time."""
    calendars = tmp_path / "calendars"
    calendars.mkdir()
    settings = tmp_path / "khal.conf"
    settings.write_text(
        f"[calendars]\n[[relance]]\npath = {calendars}\ntype = calendar\n"
        f"[sqlite]\npath = {tmp_path / 'khal.db'}\n"
        "[locale]\nlocal_timezone = Europe/Paris\ndefault_timezone = Europe/Paris\ntimeformat = %H:%M\n"
        "dateformat = %Y-%m-%d\nlongdateformat = %Y-%m-%d\ndatetimeformat = %Y-%m-%d %H:%M\n"
        "longdatetimeformat = %Y-%m-%d %H:%M\n"
    )
    file = tmp_path / "relance.ics"
    assert case.owner == alice
    for _ in range(2):
        file.write_bytes(Client().get(address_of(alice, time)).content)
        khal(settings, "import", "--batch", "-a", "relance", str(file))
    listed = khal(settings, "list", "--day-format", "", "--format", "{start} {title}", "2026-11-24", "3d")
    assert listed.strip().splitlines() == [
        "2026-11-24 Noter le bilan · Cabinet Delmas",
        "2026-11-24 10:00 Entretien · Cabinet Delmas",
        "2026-11-25 10:00 Remercier Claire Dupont et Paul Ricard · Cabinet Delmas",
    ]


def khal(settings: Path, *words: str) -> str:
    program = Path(sys.executable).with_name("khal")
    run = subprocess.run(
        [program, "-c", settings, *words],
        check=False, capture_output=True, text=True, timeout=60,
        env={"LANG": "C.UTF-8", "HOME": str(settings.parent), "TZ": "Europe/Paris"},
    )  # fmt: skip
    assert run.returncode == 0, run.stderr
    return run.stdout
