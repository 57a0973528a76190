"""Coming from elsewhere, comparing doctrines, subscribing a calendar, calling: in a real browser."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from icalendar import Calendar
from playwright.sync_api import Browser, Page, ViewportSize, expect
from pytest_django.live_server_helper import LiveServer

from relance.actions.participants import NewPerson
from relance.actions.start_case import NewInterview, start_case
from relance.records.models import Case, Entry, Owner, OwnPlaybook
from tests.journeys.conftest import Time

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PHONE, SCREEN = ViewportSize(width=390, height=844), ViewportSize(width=1200, height=900)


@pytest.fixture
def place(live_server: LiveServer, time: Time) -> str:
    Owner.objects.local()
    assert time() is not None
    return str(live_server.url).replace("localhost", "127.0.0.1")


@pytest.fixture(params=["phone", "screen"])
def page(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    context = browser.new_context(viewport=PHONE if request.param == "phone" else SCREEN, locale="fr-FR")
    yield context.new_page()
    context.close()


def no_violation(page: Page) -> None:
    found = Axe().run(page)
    assert [violation["id"] for violation in found.response["violations"]] == []


def table(tmp_path: Path, time: Time) -> Path:
    met = time.day(-3, 10)
    file = tmp_path / "suivi.csv"
    text = (
        "Entreprise;Poste;Date d'entretien;Statut;Interlocuteur;Mail;Relance\r\n"
        f"Maison Bleue;Rédactrice;{met:%Y-%m-%d} 10:30;Entretien;Anne Roussel 🌿;a@bleue.test;{met:%Y-%m-%d}\r\n"
        "Étude Nord;Clerc;;Entretien;;;\r\n"
        "=cmd|' /C calc'!A0;x;;;;;\r\n"
        "<img src=x onerror=alert(1)>;y;;Candidature envoyée;;;\r\n"
    )
    file.write_bytes(text.encode("utf-16"))
    return file


def test_coming_from_a_spreadsheet(page: Page, place: str, time: Time, tmp_path: Path) -> None:
    asked: list[str] = []
    page.on("dialog", lambda dialog: asked.append(dialog.message))
    page.goto(f"{place}/reglages/")
    page.get_by_role("link", name="Venir d’un autre suivi (CSV)").click()
    page.set_input_files("#file", table(tmp_path, time))  # choosing the file sends it
    expect(page.locator("h1")).to_have_text("Une candidature à reprendre")
    expect(page.locator(".brought .new b")).to_have_text("Maison Bleue, Rédactrice")
    no_violation(page)
    page.locator("[name=on-3]").fill(f"{time.day(-2, 9):%Y-%m-%d}")
    page.get_by_role("button", name="Reprendre ces candidatures").click()
    expect(page.locator(".notice").first).to_contain_text("2 candidatures reprises.")
    names = set(Case.objects.values_list("organisation__name", flat=True))
    assert (names, asked) == ({"Maison Bleue", "Étude Nord"}, [])

    page.goto(f"{place}/reglages/apporter/")
    page.set_input_files("#file", table(tmp_path, time))
    expect(page.locator("h1")).to_have_text("Rien de nouveau à reprendre")


def started(time: Time) -> Case:
    owner = Owner.objects.local()
    start = time.day(0, 9)
    people = [
        NewPerson("Claire Dupont", "c.dupont@delmas.test", "Mme", phone="+33 1 00 00 00 00", main_contact=True)
    ]
    return start_case(owner=owner, interview=NewInterview("Cabinet Delmas", start, people=people), now=time())


def test_a_doctrine_of_ones_own(page: Page, place: str, time: Time) -> None:
    case = started(time)
    page.goto(f"{place}/candidatures/{case.pk}/doctrine/")
    expect(page.locator(".doctrine")).to_have_count(7)
    no_violation(page)
    page.locator(".disputes summary").first.click()
    expect(page.locator(".disputes .ours").first).to_be_visible()
    page.get_by_role("link", name="Faire la mienne").click()
    page.get_by_label("Son nom").fill("Sans attendre")
    page.get_by_label("Longueur inconnue").fill("300")
    page.get_by_role("button", name="Garder").click()
    expect(page.locator(".wrongs")).to_contain_text("300 est hors de ce qui est permis, de 1 à 90")
    expect(page.get_by_label("Son nom")).to_have_value("Sans attendre")
    no_violation(page)
    page.get_by_label("Longueur inconnue").fill("5")
    page.get_by_role("button", name="Garder").click()
    expect(page.locator(".notice").first).to_contain_text("est gardée")
    assert OwnPlaybook.objects.get().values["followup1"] == {"days": {"short": 7, "unknown": 5, "long": 14}}
    page.goto(f"{place}/candidatures/{case.pk}/doctrine/")
    own = page.locator(".doctrine", has_text="Sans attendre")
    own.get_by_role("button", name="Pour cette candidature").click()
    expect(page.locator("main")).to_contain_text("Doctrine : Sans attendre.")


def test_a_calendar_is_subscribed_then_closed(page: Page, place: str, time: Time) -> None:
    started(time)
    page.goto(f"{place}/reglages/agenda/")
    page.get_by_role("button", name="Créer une adresse secrète").click()
    address = page.locator("#address").inner_text()
    no_violation(page)
    answer = page.request.get(address)
    events = Calendar.from_ical(answer.body()).walk("VEVENT")
    assert "Entretien · Cabinet Delmas" in [str(event["summary"]) for event in events]
    page.get_by_role("button", name="Fermer l’adresse").click()
    expect(page.locator(".notice").first).to_contain_text("L’adresse est fermée")
    assert page.request.get(address).status == 404


def test_a_call_in_one_tap(page: Page, place: str, time: Time) -> None:
    case = started(time)
    time.at = time.day(20, 10, 30)
    page.goto(f"{place}/candidatures/{case.pk}/appel/followup2/")
    expect(page.locator(".dial a")).to_have_attribute("href", "tel:+33100000000")
    page.get_by_role("button", name="Essayer à voix haute").click()
    expect(page.locator(".timer button")).to_have_text("Arrêter")
    page.locator(".timer button").click()
    expect(page.locator(".timer output")).to_contain_text("s")
    no_violation(page)
    page.get_by_text("On m’a dit de rappeler").click()
    page.get_by_label("Rappeler le").fill(f"{time.day(22, 15):%Y-%m-%dT15:00}")
    page.get_by_role("button", name="Noter cette heure").click()
    expect(page.locator(".notice").first).to_contain_text("C’est noté : rappeler")
    assert list(Entry.objects.filter(case=case).values_list("action", flat=True)) == ["interview", "call_back"]


def test_every_mark_of_the_frise_opens_its_reason_without_scripts(browser: Browser, place: str, time: Time) -> None:
    case = started(time)
    context = browser.new_context(viewport=SCREEN, java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{place}/candidatures/{case.pk}/")
    for mark in page.locator("a.f-mark").all():
        key = (mark.get_attribute("href") or "").removeprefix("#")
        page.goto(f"{place}/candidatures/{case.pk}/#{key}")
        expect(page.locator(f"#{key} .reason")).to_be_visible()
    context.close()
