"""The debrief in a real browser with the network cut: nothing typed is lost, nothing is sent twice."""

import re
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from django.urls import reverse
from playwright.sync_api import Browser, BrowserContext, expect
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from relance.actions.erase import erase_case
from relance.actions.note_debrief import note_debrief
from relance.actions.participants import NewPerson
from relance.actions.start_case import NewInterview, start_case
from relance.records import queries
from relance.records.models import Case, Debrief, Owner, Round
from tests.journeys.conftest import Time
from tests.servers.browsing import FLAGS

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

SIZES = {"phone": {"width": 390, "height": 844}, "desk": {"width": 1200, "height": 844}}
STORES = """async () => {
    const pages = await (await caches.open("relance-pages")).keys();
    const rows = await new Promise((done) => { const asked = indexedDB.open("relance");
        asked.onsuccess = () => { const db = asked.result;
            const all = db.transaction("strokes").objectStore("strokes").getAll();
            all.onsuccess = () => { db.close(); done(all.result.map((row) => [row.field, row.dirty])); }; }; });
    return [pages.map((page) => new URL(page.url).pathname), rows];
}"""

INVITATION = """BEGIN:VCALENDAR
VERSION:2.0
METHOD:REQUEST
BEGIN:VEVENT
UID:entretien-7@example.org
DTSTART;TZID=Europe/Paris:20261124T100000
DTEND;TZID=Europe/Paris:20261124T110000
SUMMARY:Entretien juriste - Étude Roussel
END:VEVENT
END:VCALENDAR
""".replace("\n", "\r\n")


class Desk:
    """Somebody before a debrief, and the network between the page and the site."""

    def __init__(self, context: BrowserContext, place: str, case: Case) -> None:
        self.context, self.place, self.case = context, place, case
        self.page = context.new_page()
        self.page.set_default_timeout(15_000)
        self.errors: list[str] = []
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))

    @property
    def address(self) -> str:
        return reverse("debrief", args=[self.case.pk])

    @property
    def round(self) -> Round:
        return queries.current_round(self.case)

    def open(self, path: str = "") -> None:
        """Open a page, with what makes it work without network in place."""
        self.page.goto(self.place + (path or self.address))
        self.page.evaluate("navigator.serviceWorker.ready.then(() => 0)")
        if not path:
            self.until(lambda pages, _: self.address in pages)

    def until(self, reached: Callable[[list[str], list[list[object]]], bool]) -> None:
        """Wait for what the device keeps: the pages, and the strokes with whether they wait to be sent."""
        for _ in range(100):
            pages, rows = self.page.evaluate(STORES)
            if reached(pages, rows):
                return
            self.page.wait_for_timeout(100)
        raise AssertionError((pages, rows))

    def cut(self, *, network: bool = False) -> None:
        self.context.set_offline(not network)

    def said(self) -> str:
        return " ".join(self.page.locator("#saved").inner_text().split())

    def kept(self) -> Debrief | None:
        return Debrief.objects.filter(round__case=self.case).first()


@pytest.fixture
def case(live_server: LiveServer, settings: Settings, time: Time) -> Case:  # noqa: ARG001 - the records must exist
    settings.ACCOUNTS = "local"
    local = Owner.objects.local()
    local.name, local.gender = "Alice Martin", "f"
    local.save()
    start = time.at - timedelta(hours=2)
    people = [NewPerson("Claire Dupont", "c.dupont@example.com", "Mme", "DRH", main_contact=True)]
    interview = NewInterview(
        organisation="Cabinet Delmas", role="juriste", start=start, end=start + timedelta(hours=1), people=people
    )
    return start_case(owner=local, interview=interview, now=time.at)


@pytest.fixture(params=["phone", "desk"])
def desk(request: pytest.FixtureRequest, browser: Browser, live_server: LiveServer, case: Case) -> Iterator[Desk]:
    context = browser.new_context(viewport=SIZES[request.param], has_touch=request.param == "phone", locale="fr-FR")  # type: ignore[arg-type]
    yield (desk := Desk(context, live_server.url, case))
    context.close()
    assert desk.errors == []


def test_noted_in_a_car_park_and_sent_when_the_network_is_back(desk: Desk) -> None:
    page = desk.page
    desk.open()
    desk.cut()
    page.locator("#free_text").press_sequentially("Bon échange.\nLa fusion commence en mars.")
    expect(page.locator("#saved")).to_contain_text("sera envoyé au retour du réseau.")
    page.get_by_role("link", name="Question par question").click()
    page.locator(".now").get_by_label("4").check()
    page.get_by_role("button", name="Suivante").click()
    expect(page.get_by_label("En quelques mots, si vous voulez")).to_be_focused()
    page.keyboard.type("calme")
    assert desk.kept() is None
    page.reload()
    expect(page.get_by_label("En quelques mots, si vous voulez")).to_have_value("calme")
    page.get_by_role("link", name="Tout voir").click()
    expect(page.locator("#free_text")).to_have_value("Bon échange.\nLa fusion commence en mars.")
    expect(page.locator("progress")).to_have_js_property("value", 1)
    desk.cut(network=True)
    expect(page.locator("#saved")).to_have_text(re.compile("1 questions sur 24, enregistré"))
    row = desk.kept()
    assert row is not None
    assert (row.free_text, row.answers) == (
        "Bon échange.\nLa fusion commence en mars.", {"felt": 4, "felt_text": "calme"},
    )  # fmt: skip
    desk.cut()
    page.reload()  # the page in the store is older than what was sent: what was sent is shown
    expect(page.locator("#free_text")).to_have_value("Bon échange.\nLa fusion commence en mars.")


def test_lines_are_sorted_without_network_and_the_debrief_called_complete(desk: Desk) -> None:
    page = desk.page
    desk.open()
    desk.cut()
    page.fill("#free_text", "La renégociation des baux sera le premier chantier\n- calme")
    page.get_by_role("button", name="La renégociation des baux").click()
    page.get_by_role("dialog").get_by_role("button", name="Qu’avez-vous appris sur le poste ?").click()
    expect(page.get_by_role("button", name="La renégociation des baux")).to_be_focused()
    expect(page.locator(".sortable.sorted")).to_have_count(1)
    page.get_by_role("button", name="Bilan complet").first.click()
    expect(page.locator("#saved")).to_contain_text("sera envoyé au retour du réseau.")
    desk.cut(network=True)
    expect(page.locator("h1")).not_to_have_text("Pendant que c’est frais.")
    row = desk.kept()
    assert row is not None
    assert row.answers == {"job_info": ["La renégociation des baux sera le premier chantier"]}
    assert row.completed_at is not None


@pytest.mark.parametrize(
    ("chosen", "words"),
    [("Garder celui-ci", "dans la voiture"), ("Garder celui-là", "au bureau"),
     ("Garder les deux", "dans la voiture\nau bureau")],
)  # fmt: skip
def test_changed_elsewhere_meanwhile_both_are_shown_and_the_person_chooses(
    desk: Desk, chosen: str, words: str
) -> None:
    page = desk.page
    desk.open()
    desk.cut()
    page.fill("#free_text", "dans la voiture")
    expect(page.locator("#saved")).to_contain_text("au retour du réseau")
    note_debrief(round_=desk.round, free_text="au bureau")
    desk.cut(network=True)
    expect(page.get_by_role("group", name="Deux textes, à vous de choisir")).to_be_visible()
    row = desk.kept()
    assert row is not None
    assert row.free_text == "au bureau"
    page.reload()
    expect(page.locator(".both .mine")).to_have_text("dans la voiture")
    expect(page.locator(".both .theirs")).to_have_text("au bureau")
    page.get_by_role("button", name=chosen).click()
    expect(page.locator("#saved")).to_contain_text("enregistré")
    row.refresh_from_db()
    assert row.free_text == words
    assert page.locator(".both").count() == 0


def test_another_page_sends_what_waits(desk: Desk) -> None:
    desk.open()
    desk.cut()
    desk.page.fill("#free_text", "Bon échange.")
    expect(desk.page.locator("#saved")).to_contain_text("au retour du réseau")
    desk.page.goto(desk.place + "/candidatures/")
    expect(desk.page.locator("h1")).to_have_text("Pas de réseau pour l’instant.")
    expect(desk.page.get_by_role("link", name="Cabinet Delmas")).to_be_visible()
    desk.cut(network=True)
    desk.page.goto(desk.place + "/candidatures/")
    desk.until(lambda _, rows: rows == [["free_text", 0]])
    row = desk.kept()
    assert row is not None
    assert row.free_text == "Bon échange."


def test_what_waits_for_a_choice_is_told_on_every_page(desk: Desk) -> None:
    desk.open()
    desk.cut()
    desk.page.fill("#free_text", "dans la voiture")
    expect(desk.page.locator("#saved")).to_contain_text("au retour du réseau")
    note_debrief(round_=desk.round, free_text="au bureau")
    desk.cut(network=True)
    desk.page.goto(desk.place + "/candidatures/")
    line = desk.page.locator("#unsent")
    expect(line).to_contain_text("Des mots de votre bilan sont gardés dans cet appareil, pas encore envoyés.")
    line.get_by_role("link", name="Cabinet Delmas").click()
    expect(desk.page.locator(".both .theirs")).to_have_text("au bureau")


def test_words_for_a_case_erased_elsewhere_are_shown_and_forgotten_when_told(desk: Desk) -> None:
    desk.open()
    desk.cut()
    desk.page.fill("#free_text", "dans la voiture")
    expect(desk.page.locator("#saved")).to_contain_text("au retour du réseau")
    erase_case(case=desk.case)
    desk.cut(network=True)
    expect(desk.page.locator("#saved")).to_contain_text("Cette candidature n’existe plus.")
    desk.page.goto(desk.place + "/candidatures/")
    expect(desk.page.locator("#unsent .read")).to_have_text("dans la voiture")
    desk.page.get_by_role("button", name="L’oublier").click()
    desk.until(lambda pages, rows: not pages and not rows)


def test_a_phone_may_install_it(desk: Desk) -> None:
    desk.open("/")
    session = desk.context.new_cdp_session(desk.page)
    errors = session.send("Page.getInstallabilityErrors")["installabilityErrors"]
    assert [one["errorId"] for one in errors if one["errorId"] != "in-incognito"] == []


def test_the_day_s_debriefs_are_at_hand_and_no_other_page_is_kept(desk: Desk) -> None:
    desk.open("/")
    desk.until(lambda pages, _: bool(pages))
    for path in ("/candidatures/", f"/candidatures/{desk.case.pk}/", "/reglages/"):
        desk.open(path)
    pages, _ = desk.page.evaluate(STORES)
    assert pages == [desk.address]
    desk.cut()
    desk.page.goto(desk.place + reverse("question", args=[desk.case.pk, "stress"]))
    expect(desk.page.get_by_label("Et le stress ?")).to_be_focused()


def test_erasing_forgets_what_the_device_keeps(desk: Desk) -> None:
    page = desk.page
    desk.open()
    page.fill("#free_text", "Bon échange.")
    expect(page.locator("#saved")).to_contain_text("enregistré")
    page.goto(desk.place + "/reglages/effacer/")
    page.fill("#word", "non")
    page.get_by_role("button", name="Effacer pour de bon").click()
    expect(page.get_by_text("Ce n’est pas le mot. Rien n’a été effacé.")).to_be_visible()
    assert page.evaluate(STORES) == [[desk.address], [["free_text", 0]]]
    page.fill("#word", "effacer")
    page.get_by_role("button", name="Effacer pour de bon").click()
    expect(page.locator("h1")).to_contain_text("Vous sortez d’un entretien")
    desk.until(lambda pages, rows: not pages and not rows)


def test_erasing_a_case_forgets_its_words_alone(desk: Desk) -> None:
    page = desk.page
    desk.open()
    page.fill("#free_text", "Bon échange.")
    expect(page.locator("#saved")).to_contain_text("enregistré")
    page.goto(desk.place + reverse("erase-case", args=[desk.case.pk]))
    page.get_by_role("button", name="Effacer pour de bon").click()
    expect(page.locator("h1")).not_to_contain_text("Effacer")
    desk.until(lambda pages, rows: not pages and not rows)


def test_kept_a_day_in_the_browser_s_own_store(
    browser: Browser, browser_path: str, live_server: LiveServer, case: Case, time: Time, tmp_path: Path
) -> None:
    def opened() -> Desk:
        context = browser.browser_type.launch_persistent_context(
            str(tmp_path), executable_path=browser_path, args=FLAGS, locale="fr-FR"
        )
        return Desk(context, live_server.url, case)

    desk = opened()
    desk.open()
    desk.cut()
    desk.page.fill("#free_text", "Noté hier soir, sans réseau.")
    expect(desk.page.locator("#saved")).to_contain_text("au retour du réseau")
    desk.context.close()
    time.at += timedelta(days=1)
    desk = opened()
    desk.cut()
    desk.page.goto(live_server.url + desk.address)
    expect(desk.page.locator("#free_text")).to_have_value("Noté hier soir, sans réseau.")
    assert desk.kept() is None
    desk.cut(network=True)
    expect(desk.page.locator("#saved")).to_contain_text("enregistré")
    row = desk.kept()
    assert row is not None
    assert row.free_text == "Noté hier soir, sans réseau."
    desk.context.close()


def test_in_english(browser: Browser, live_server: LiveServer, case: Case) -> None:
    Owner.objects.update(language="en")
    context = browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True)
    desk = Desk(context, live_server.url, case)
    desk.open()
    desk.cut()
    desk.page.fill("#free_text", "A good talk.")
    expect(desk.page.locator("#saved")).to_have_text("Kept on this phone, will be sent when the network is back.")
    desk.cut(network=True)
    expect(desk.page.locator("#saved")).to_have_text("0 questions of 24, saved.")
    context.close()


def test_what_a_session_that_ended_left_untold_is_told_after_the_entrance(
    browser: Browser, live_server: LiveServer, case: Case, settings: Settings
) -> None:
    settings.ACCOUNTS = "login"
    owner = case.owner
    owner.set_password("un long mot de passe")
    owner.save()
    context = browser.new_context(viewport={"width": 390, "height": 844}, locale="fr-FR")
    desk = Desk(context, live_server.url, case)
    page = desk.page
    enter(desk, owner, desk.address)
    desk.open()
    context.clear_cookies(name="relance_session")
    page.fill("#free_text", "Tapé trop tard.")
    expect(page.locator("#saved")).to_contain_text("Votre session est finie. Vos mots sont gardés ici.")
    page.get_by_role("link", name="Entrer à nouveau").click()
    enter(desk, owner, "")
    expect(page.locator("#free_text")).to_have_value("Tapé trop tard.")
    expect(page.locator("#saved")).to_contain_text("enregistré")
    row = desk.kept()
    assert row is not None
    assert row.free_text == "Tapé trop tard."
    page.goto(desk.place + "/reglages/")
    page.get_by_role("button", name="Sortir").click()
    expect(page.locator("h1")).to_have_text("Bonjour.")
    desk.until(lambda pages, rows: not pages and not rows)
    context.close()


def test_words_of_one_person_are_never_sent_as_another_s(
    browser: Browser, live_server: LiveServer, case: Case, settings: Settings
) -> None:
    """Alice's session ends before her words are sent; Bob signs in on the same telephone; then Alice again."""
    settings.ACCOUNTS = "login"
    alice, bob = case.owner, Owner.objects.create_user("bob", name="Bob Leroy", gender="m")
    for owner in (alice, bob):
        owner.set_password("un long mot de passe")
        owner.save()
    context = browser.new_context(viewport={"width": 390, "height": 844}, locale="fr-FR")
    desk = Desk(context, live_server.url, case)
    enter(desk, alice, desk.address)
    desk.open()
    context.clear_cookies(name="relance_session")
    desk.page.fill("#free_text", "Entre moi et moi")
    expect(desk.page.locator("#saved")).to_contain_text("Votre session est finie.")
    enter(desk, bob, "/")
    expect(desk.page.locator("h1")).to_contain_text("Vous sortez d’un entretien")
    desk.until(lambda pages, rows: not pages and rows == [["free_text", 1]])
    assert desk.page.get_by_text("pas encore envoyés").count() == 0
    desk.page.goto(desk.place + desk.address)
    expect(desk.page.locator("h1")).to_have_text("Cette page n’existe pas.")
    assert desk.kept() is None
    context.clear_cookies(name="relance_session")
    enter(desk, alice, "/candidatures/")
    desk.until(lambda _, rows: rows == [["free_text", 0]])
    row = desk.kept()
    assert row is not None
    assert row.free_text == "Entre moi et moi"
    context.close()


def enter(desk: Desk, owner: Owner, path: str) -> None:
    if path:
        desk.page.goto(desk.place + path)
    desk.page.fill("[name=login]", owner.login)
    desk.page.fill("[name=password]", "un long mot de passe")
    desk.page.get_by_role("button", name="Entrer", exact=True).click()


def test_what_another_application_shares_opens_a_new_interview(desk: Desk) -> None:
    """The service worker takes what the phone's share sheet posts; the page reads it there."""
    desk.open()
    shared(desk, {"file": INVITATION})
    expect(desk.page.locator("h1")).to_have_text("Est-ce bien cela\u00a0?")
    expect(desk.page.locator("[name=start]")).to_have_value("2026-11-24T10:00")
    desk.open()
    shared(desk, {"text": "Une offre à regarder", "url": "https://emplois.example.org/42"})
    expect(desk.page.locator("#pasted")).to_have_value("Une offre à regarder\nhttps://emplois.example.org/42")
    expect(desk.page.get_by_text("Voici ce que vous avez partagé.")).to_be_visible()
    assert Case.objects.count() == 1


def test_what_is_shared_before_signing_in_waits_for_the_person(
    browser: Browser, live_server: LiveServer, case: Case, settings: Settings
) -> None:
    settings.ACCOUNTS = "login"
    owner = case.owner
    owner.set_password("un long mot de passe")
    owner.save()
    context = browser.new_context(viewport={"width": 390, "height": 844}, locale="fr-FR")
    desk = Desk(context, live_server.url, case)
    desk.open("/entrer/")
    desk.page.wait_for_function("navigator.serviceWorker.controller")
    shared(desk, {"title": "Poste", "text": "Une offre à regarder"})
    expect(desk.page.locator("h1")).to_have_text("Bonjour.")
    enter(desk, owner, "")
    expect(desk.page.locator("#pasted")).to_have_value("Poste\nUne offre à regarder")
    context.close()


def shared(desk: Desk, given: dict[str, str]) -> None:
    desk.page.evaluate(
        """(given) => {
            const form = Object.assign(document.createElement("form"),
                { method: "post", action: "/partage/", enctype: "multipart/form-data" });
            for (const [name, value] of Object.entries(given)) {
                const field = Object.assign(document.createElement("input"), { name });
                if (name === "file") {
                    const held = new DataTransfer();
                    held.items.add(new File([value], "invitation.ics", { type: "text/calendar" }));
                    field.type = "file"; field.files = held.files;
                } else field.value = value;
                form.append(field);
            }
            document.body.append(form); form.submit();
        }""",
        given,
    )
    desk.page.wait_for_url(re.compile("/entretien/"))
