"""Axe on the states of a page: refused, contested, open, asked one at a time, without network, for nobody."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse
from playwright.sync_api import Browser, Page
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from relance.actions.close_case import close_case
from relance.actions.draft_letter import draft_letter, edit_letter
from relance.actions.note_debrief import note_debrief
from relance.records import queries
from relance.records.models import Case, Letter, Owner
from tests.web.conftest import START, Time, make_case

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

#: What the records want of a letter that was approved.
WHOLE = {"raw": b"x", "message_id": "<lettre@example.org>", "approved_at": START}


class Seen:
    """A browser on the pages of the local person, and what axe and the eye object to."""

    def __init__(self, page: Page, place: str, time: Time) -> None:
        self.page, self.place, self.time = page, place, time
        self.wrong: list[object] = []
        self.case: Case
        self.letter: Letter

    def go(self, name: str, *given: object) -> None:
        self.page.goto(self.place + reverse(name, args=list(given)))

    def look(self, state: str) -> None:
        """Ask axe, and whether the page is wider than the screen."""
        for violation in Axe().run(self.page).response["violations"]:
            self.wrong += [(state, violation["id"], node["target"]) for node in violation["nodes"]]
        if self.page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            self.wrong.append((state, "overflow"))


@pytest.fixture(params=[(1200, "dark"), (390, "light")], ids=["desk", "phone"])
def seen(
    request: pytest.FixtureRequest, browser: Browser, live_server: LiveServer, settings: Settings, time: Time
) -> Iterator[Seen]:
    settings.ACCOUNTS = "local"
    time.go(25, 9)
    width, scheme = request.param
    local = Owner.objects.local()
    local.name, local.gender, local.email = "Alice Martin", "f", "alice@example.org"
    local.save()
    context = browser.new_context(viewport={"width": width, "height": 844}, color_scheme=scheme, locale="fr-FR")
    seen = Seen(context.new_page(), live_server.url, time)
    seen.page.set_default_timeout(15_000)
    seen.case = make_case(local)
    round_ = queries.current_round(seen.case)
    people = [one.person for one in round_.participants.order_by("pk")]
    seen.letter, _ = (draft_letter(round_=round_, step="thanks", person=one, now=time.at).letter for one in people)
    yield seen
    context.close()
    assert seen.wrong == []


def test_a_debrief_contested_sorted_and_asked_one_at_a_time(seen: Seen) -> None:
    page = seen.page
    seen.go("debrief", seen.case.pk)
    page.evaluate("navigator.serviceWorker.ready.then(() => 0)")
    page.context.set_offline(True)
    page.fill("#free_text", "la fusion\nle calme")
    page.wait_for_selector(".saved.away")
    seen.look("without network")
    note_debrief(round_=queries.current_round(seen.case), free_text="au bureau")
    page.context.set_offline(False)
    page.wait_for_selector(".both")
    seen.look("contested")
    page.get_by_role("button", name="Garder les deux").click()
    page.get_by_role("button", name="la fusion").click()
    seen.look("sorting")
    page.get_by_role("dialog").get_by_role("button", name="Revenir").click()
    page.get_by_role("link", name="Question par question").click()
    seen.look("one question")
    page.goto(f"{seen.place}{reverse('sort-line', args=[seen.case.pk])}?ligne=0")
    seen.look("sorting without JavaScript")
    seen.go("offline")
    seen.look("no network")


def test_a_letter_asking_objected_to_refused_approved_and_gone(seen: Seen) -> None:
    page, row = seen.page, seen.letter
    seen.go("letter", row.pk)
    page.locator(".beside summary").first.click()
    seen.look("asking, others beside")
    wrong = row.body.replace("Madame,", "Madame Durand, mon intéret !!")
    edit_letter(letter=row, subject=row.subject, body=wrong, now=seen.time.at)
    seen.go("letter", row.pk)
    seen.look("objections")
    edit_letter(letter=row, subject="Merci", body="Changé ailleurs", now=seen.time.at + timedelta(seconds=1))
    page.get_by_role("button", name="Enregistrer").last.click()
    seen.look("changed elsewhere")
    for state in (Letter.State.APPROVED, Letter.State.SENT, Letter.State.UNKNOWN, Letter.State.REFUSED):
        moment = seen.time.at + timedelta(hours=2)
        Letter.objects.filter(pk=row.pk).update(state=state, leave_at=moment, sent_at=moment, **WHOLE)
        seen.go("letter", row.pk)
        seen.look(f"letter {state}")


def test_cases_before_during_and_after(seen: Seen) -> None:
    seen.time.at = START + timedelta(minutes=56)
    seen.go("today")
    seen.look("in the room")
    seen.time.at = START - timedelta(days=2)
    seen.go("case", seen.case.pk)
    seen.look("before the interview")
    seen.time.go(25, 9)
    close_case(case=seen.case, because="user", now=seen.time.at)
    for name, given in (("today", ()), ("case", (seen.case.pk,)), ("cases", ())):
        seen.go(name, *given)
        seen.look(f"closed: {name}")
    Case.objects.all().delete()
    for name in ("today", "cases"):
        seen.go(name)
        seen.look(f"first day: {name}")


def test_forms_refused_and_pages_that_are_not_there(seen: Seen) -> None:
    page = seen.page
    seen.go("new-interview")
    page.get_by_role("button", name="Commencer le suivi").last.click()
    seen.look("four fields missing")
    page.fill("[name=organisation]", "Banque Hanoteau")
    page.fill("[name=start]", "2026-11-24T10:00")
    page.fill("[name=people]", "Anne Roy, a.roy@hanoteau.example.be")
    page.get_by_role("button", name="Commencer le suivi").last.click()
    seen.look("the employer is elsewhere")
    seen.go("promise", seen.case.pk)
    page.get_by_label("Une date", exact=True).check()
    page.fill("[name=promised_on]", "2026-11-01")
    page.get_by_role("button", name="Noter").last.click()
    seen.look("a promise before the interview")
    page.goto(f"{seen.place}/nulle-part/")
    seen.look("404")


def test_the_entrance(seen: Seen, settings: Settings) -> None:
    settings.ACCOUNTS = "login"
    seen.go("login")
    seen.look("entrance")
    seen.page.fill("[name=login]", "alice")
    seen.page.fill("[name=password]", "faux")
    seen.page.get_by_role("button", name="Entrer").click()
    seen.look("entrance refused")
