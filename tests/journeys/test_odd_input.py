"""What nobody expects to be typed: names of three hundred letters, scripts, and a session that ends meanwhile."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.urls import reverse
from playwright.sync_api import Browser, Page, expect
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from relance.actions.draft_letter import draft_letter, edit_letter
from relance.actions.note_debrief import note_debrief
from relance.actions.participants import NewPerson
from relance.actions.start_case import NewInterview, start_case
from relance.records import queries
from relance.records.models import Case, Entry, Letter, Owner
from tests.journeys.conftest import Time

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

SCRIPT = "<script>document.title='ouvert'</script><img src=x onerror=\"document.title='ouvert'\">"
LONG = "Rechtsschutzversicherungsgesellschaften" * 7 + "é😀" * 10
PASSWORD = "un long mot de passe"


@pytest.fixture
def owner(live_server: LiveServer, settings: Settings) -> Owner:  # noqa: ARG001 - the records must exist
    settings.ACCOUNTS = "local"
    return Owner.objects.local()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 390, "height": 844}, locale="fr-FR")
    page = context.new_page()
    page.set_default_timeout(15_000)
    yield page
    context.close()


def made(owner: Owner, words: str, time: Time) -> Case:
    """A case where everything that can be typed is `words`."""
    owner.name = words[:200]
    owner.save()
    start = time.at - timedelta(hours=20)
    people = [NewPerson(words[:300], "c.dupont@example.com", "", words[:200], main_contact=True)]
    interview = NewInterview(
        organisation=words[:300], role=words[:300], start=start, end=start + timedelta(hours=1), people=people,
        location=words[:300],
    )  # fmt: skip
    case = start_case(owner=owner, interview=interview, now=time.at)
    round_ = queries.current_round(case)
    answers = {"job_info": [words], "impressions": words, "brakes": [{"text": words, "answer": words}]}
    note_debrief(round_=round_, free_text=words, answers=answers)
    person = round_.participants.all()[0].person
    letter = draft_letter(round_=round_, step="thanks", person=person, now=time.at).letter
    edit_letter(letter=letter, subject=words[:500], body=f"{words}\n\n{words}", now=time.at)
    return case


def pages(case: Case) -> list[str]:
    letter, entry = Letter.objects.get(), Entry.objects.filter(case=case).first()
    assert entry is not None
    names = (
        "case",
        "promise",
        "before-leaving",
        "debrief",
        "people",
        "answer",
        "happened",
        "doctrine",
        "erase-case",
    )
    found = [reverse(name) for name in ("today", "cases", "settings")]
    found += [reverse(name, args=[case.pk]) for name in names]
    found += [reverse(name, args=[letter.pk]) for name in ("letter", "otherwise")]
    found += [reverse("letters", args=[case.pk, "thanks"]), reverse("step", args=[case.pk, "linkedin_invite"])]
    return [*found, reverse("call", args=[case.pk, "followup2"]), f"{reverse('sort-line', args=[case.pk])}?ligne=0"]


@pytest.mark.parametrize("words", [SCRIPT, LONG], ids=["scripts", "three hundred letters"])
def test_nothing_runs_and_nothing_is_pushed_off_the_screen(
    page: Page, live_server: LiveServer, owner: Owner, time: Time, words: str
) -> None:
    case = made(owner, words, time)
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
    wrong = []
    for path in pages(case):
        page.goto(live_server.url + path)
        if page.title() == "ouvert" or page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            wrong.append((path, page.title(), page.evaluate("document.documentElement.scrollWidth")))
    page.goto(live_server.url + reverse("debrief", args=[case.pk]))
    page.locator(".sortable").first.click()  # lines are drawn again by the page itself
    assert page.title() != "ouvert"
    assert (wrong, said) == ([], [])


def test_a_name_too_long_is_told_and_kept_on_the_page(page: Page, live_server: LiveServer, owner: Owner) -> None:
    assert owner.pk
    page.goto(f"{live_server.url}/entretien/")
    page.fill("[name=organisation]", "Cabinet Delmas")
    page.fill("[name=start]", "2026-11-24T10:00")
    page.fill("[name=people]", "b" * 301)
    page.get_by_role("button", name="Commencer le suivi").last.click()
    expect(page.get_by_role("alert")).to_contain_text("Ce texte dépasse 300 signes")
    expect(page.locator("[name=people]")).to_have_value("b" * 301)
    assert Case.objects.count() == 0


def test_a_form_whose_session_ended_is_offered_again_after_the_entrance(
    page: Page, live_server: LiveServer, owner: Owner, settings: Settings, time: Time
) -> None:
    settings.ACCOUNTS = "login"
    case = made(owner, "Cabinet Delmas", time)
    owner.set_password(PASSWORD)
    owner.save()
    address = f"{live_server.url}/candidatures/{case.pk}/fait/"
    page.goto(address)
    enter(page, owner)
    page.get_by_label("Autre chose, à noter").check()
    page.fill("[name=note]", "Croisé Mme Dupont au marché 😀")
    page.context.clear_cookies(name="relance_session")
    page.get_by_role("button", name="Noter").last.click()
    enter(page, owner)
    expect(page.get_by_text("Ce que vous aviez tapé ici n’a pas été enregistré.")).to_be_visible()
    page.get_by_role("button", name="Reprendre mon texte").click()
    expect(page.locator("[name=note]")).to_have_value("Croisé Mme Dupont au marché 😀")
    page.get_by_label("Autre chose, à noter").check()
    page.get_by_role("button", name="Noter").last.click()
    expect(page.get_by_text("C’est noté. Le plan en tient compte.")).to_be_visible()
    assert Entry.objects.filter(kind="note", action="").count() == 1
    page.goto(address)
    assert page.get_by_text("Ce que vous aviez tapé ici").count() == 0


def enter(page: Page, owner: Owner) -> None:
    page.fill("[name=login]", owner.login)
    page.fill("[name=password]", PASSWORD)
    page.get_by_role("button", name="Entrer", exact=True).click()


def test_a_form_sent_by_two_quick_taps_is_sent_once(
    page: Page, live_server: LiveServer, owner: Owner, time: Time
) -> None:
    case = made(owner, "Cabinet Delmas", time)
    page.goto(f"{live_server.url}/candidatures/{case.pk}/fait/")
    page.get_by_label("Autre chose, à noter").check()
    page.fill("[name=note]", "Une seule fois")
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.url) if request.method == "POST" else None)
    page.get_by_role("button", name="Noter").last.dblclick()
    expect(page.get_by_text("C’est noté. Le plan en tient compte.")).to_be_visible()
    assert (len(sent), Entry.objects.filter(kind="note", action="").count()) == (1, 1)


@pytest.mark.parametrize("trouble", ["the page is stale", "no network"])
def test_a_form_that_did_not_arrive_is_offered_again(
    page: Page, live_server: LiveServer, owner: Owner, time: Time, trouble: str
) -> None:
    case = made(owner, "Cabinet Delmas", time)
    address = f"{live_server.url}/candidatures/{case.pk}/fait/"
    page.goto(address)
    page.get_by_label("Autre chose, à noter").check()
    page.fill("[name=note]", "Croisé au marché")
    if trouble == "no network":
        page.route("**/fait/", lambda route: route.abort())
        page.get_by_role("button", name="Noter").last.click()
        page.wait_for_url("chrome-error://**")
        page.unroute("**/fait/")
    else:
        page.context.clear_cookies(name="relance_csrf")
        page.get_by_role("button", name="Noter").last.click()
        expect(page.locator("h1")).to_have_text("Cette page était ouverte depuis trop longtemps.")
    page.goto(address)
    page.get_by_role("button", name="Reprendre mon texte").click()
    expect(page.locator("[name=note]")).to_have_value("Croisé au marché")
    page.get_by_label("Autre chose, à noter").check()
    page.get_by_role("button", name="Noter").last.click()
    expect(page.get_by_text("C’est noté. Le plan en tient compte.")).to_be_visible()
    page.goto(address)
    assert page.get_by_text("Ce que vous aviez tapé ici").count() == 0
