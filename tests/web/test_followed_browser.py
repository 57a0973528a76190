"""The candidate's page in a real browser: accessible, light, without a script, a cookie or another host."""

from datetime import timedelta

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse
from playwright.sync_api import Browser
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from relance.actions.candidate_page import open_page
from relance.actions.follow_page import follow_page
from relance.actions.open_opening import NewOpening, meet_candidate, open_opening
from relance.actions.page_door import PageValues, read_values
from relance.actions.participants import NewPerson
from relance.actions.start_case import NewInterview
from relance.records.models import Entry, Owner
from tests.web.conftest import START, Time, make_case
from tests.web.test_browser import HEAVIEST_PAGE, SMALL, UNLABELLED, weights

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

HERS = "s.benali@example.org"


class Pages:
    """An employer's page that says one thing."""

    def read(self, address: str, etag: str) -> PageValues | None:
        assert (address.startswith("https://"), etag) == (True, "")
        return read_values(b'{"relance_page": 1, "state": "slowed", "next_news_on": "2026-12-04"}', "")

    def ask(self, address: str, typed: str) -> bool:
        raise AssertionError(address + typed)


@pytest.fixture
def links(live_server: LiveServer, settings: Settings, time: Time) -> list[str]:
    """The candidate's page, the recruiter's page of its link, and the page where one pastes such a link."""
    settings.ACCOUNTS = "local"
    time.go(25, 9)
    local = Owner.objects.local()
    local.name, local.email = "Claire Dupont", "c.dupont@example.org"
    local.save()
    opening = open_opening(owner=local, opening=NewOpening(title="Juriste", organisation="Cabinet Delmas"))
    person = NewPerson(name="Samira Benali", email=HERS)
    interview = NewInterview(organisation="", start=START, end=START + timedelta(hours=1), people=(person,))
    met = meet_candidate(owner=local, opening=opening, interview=interview, now=time())
    case = make_case(local, "Étude Roussel")
    follow_page(case=case, address="https://roussel.test/nouvelles/abc", now=time(), pages=Pages())
    found = [
        reverse("followed", args=[open_page(case=met, now=time())]),
        reverse("candidate-link", args=[met.pk]),
        reverse("follow-page", args=[case.pk]),
        reverse("case", args=[case.pk]),
    ]
    return [live_server.url + address for address in found]


@pytest.mark.parametrize(("width", "dark"), [(1200, False), (390, True), (320, False)])
def test_no_violation_and_nothing_cut(browser: Browser, links: list[str], width: int, *, dark: bool) -> None:
    context = browser.new_context(
        viewport={"width": width, "height": 844}, color_scheme="dark" if dark else "light", locale="fr-FR"
    )
    page, said = context.new_page(), list[str]()
    page.on("console", lambda message: said.append(message.text) if message.type in {"error", "warning"} else None)
    wrong: list[object] = []
    for link in links:
        page.goto(link)
        for opened in page.query_selector_all(".deeds details"):
            opened.evaluate("(one) => { one.open = true; }")
        wrong += [(link, one["id"], one["nodes"][0]["target"]) for one in Axe().run(page).response["violations"]]
        wrong += [(link, "overflow")] * page.evaluate("document.documentElement.scrollWidth > innerWidth")
        wrong += page.evaluate(UNLABELLED)
        wrong += page.evaluate(SMALL) if width == 390 else []
    context.close()
    assert (wrong, [line for line in said if "axe" not in line]) == ([], [])


def test_withdrawn_without_a_script_or_a_cookie(browser: Browser, links: list[str], time: Time) -> None:
    context = browser.new_context(java_script_enabled=False, locale="fr-FR")
    page = context.new_page()
    page.goto(links[0])
    page.click("#do-withdraw summary")
    page.fill("#withdraw-address", "quelqu.un@example.org")
    page.click("#do-withdraw button")
    assert page.text_content("[role=alert] p") == (
        "Ce n’est pas l’adresse où ce lien a été envoyé : rien n’a été fait."
    )
    assert page.input_value("#withdraw-address") == "quelqu.un@example.org"
    page.fill("#withdraw-address", HERS)
    page.click("#do-withdraw button")
    assert (page.text_content("h1") or "").strip() == "Votre candidature est retirée."
    assert (context.cookies(), Entry.objects.filter(kind=Entry.Kind.WITHDREW).count()) == ([], 1)
    context.close()
    assert time() > START


def test_light_and_from_one_host(browser: Browser, links: list[str]) -> None:
    sizes = weights(browser, links[0])
    fonts = sum(size for url, size in sizes.items() if url.endswith(".woff2"))
    assert sum(sizes.values()) - fonts <= HEAVIEST_PAGE
    assert [
        url for url in sizes if url.endswith(".js") or not url.startswith(links[0].partition("/nouvelles")[0])
    ] == []
