"""A letter in a real browser: checked as it is typed, mended in one tap, undone, and never lost."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.urls import reverse
from playwright.sync_api import Browser, Page, expect
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from relance.actions.draft_letter import draft_letter, edit_letter
from relance.actions.participants import NewPerson
from relance.actions.start_case import NewInterview, start_case
from relance.records import queries
from relance.records.models import Letter, Owner
from tests.journeys.conftest import Time

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

#: Milliseconds between the end of the pause and the findings on the page; several times what is measured.
SLOWEST = 500


@pytest.fixture
def letter(live_server: LiveServer, settings: Settings, time: Time) -> Letter:  # noqa: ARG001 - records must exist
    settings.ACCOUNTS = "local"
    local = Owner.objects.local()
    local.name, local.gender = "Alice Martin", "f"
    local.save()
    start = time.at - timedelta(hours=20)
    people = [NewPerson("Claire Dupont", "c.dupont@example.com", "Mme", "DRH", main_contact=True)]
    interview = NewInterview(
        organisation="Cabinet Delmas", role="juriste", start=start, end=start + timedelta(hours=1), people=people
    )
    case = start_case(owner=local, interview=interview, now=time.at)
    person = queries.current_round(case).participants.all()[0].person
    return draft_letter(round_=queries.current_round(case), step="thanks", person=person, now=time.at).letter


@pytest.fixture(params=[1200, 390], ids=["desk", "phone"])
def page(
    request: pytest.FixtureRequest, browser: Browser, live_server: LiveServer, letter: Letter
) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": request.param, "height": 844}, locale="fr-FR")
    page = context.new_page()
    page.set_default_timeout(15_000)
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(live_server.url + reverse("letter", args=[letter.pk]))
    yield page
    context.close()
    assert errors == []


def write(page: Page, words: str) -> None:
    page.focus("#body")
    page.evaluate("document.getElementById('body').setSelectionRange(7, 7)")
    with page.expect_response(lambda response: "relecture" in response.url):
        page.keyboard.type(words)


def body(page: Page) -> str:
    return page.locator("#body").input_value()


def test_a_fault_is_found_fixed_in_a_tap_and_undone(page: Page, letter: Letter) -> None:
    write(page, " mon intéret reste entier,")
    fix = page.get_by_role("button", name="Remplacer par « intérêt »")
    expect(fix).to_be_visible()
    expect(page.locator("#mirror mark.objection")).to_have_text("intéret")
    with page.expect_response(lambda response: "relecture" in response.url):
        fix.click()
    assert "mon intérêt reste entier" in body(page)
    expect(page.locator("#mirror mark.objection")).to_have_count(0)
    with page.expect_response(lambda response: "relecture" in response.url):
        page.get_by_role("button", name="Défaire", exact=True).click()
    assert "mon intéret reste entier" in body(page)
    expect(page.locator("#saved")).to_have_text("Enregistré.")
    letter.refresh_from_db()
    assert letter.body == body(page)


def test_checking_is_quick_and_leaves_the_caret(page: Page) -> None:
    write(page, " a")  # the first reading loads the dictionaries
    page.evaluate(
        """() => { const fetched = window.fetch; window.took = 0;
            window.fetch = async (...given) => {
                const from = performance.now(), answer = await fetched(...given);
                const text = await answer.clone().text(); window.took = performance.now() - from; return answer; };
        }"""
    )
    write(page, "vec plaisir")
    page.wait_for_function("window.took > 0")
    assert page.evaluate("window.took") < SLOWEST
    assert page.evaluate("[document.activeElement.id, document.activeElement.selectionStart]") == ["body", 18]


def test_two_tabs_on_one_letter_never_write_over_each_other(page: Page, letter: Letter, time: Time) -> None:
    edit_letter(
        letter=letter, subject="Merci", body="Écrit dans l’autre onglet.", now=time.at + timedelta(minutes=1)
    )
    write(page, " écrit ici,")
    expect(page.locator("#saved")).to_contain_text("changé")
    letter.refresh_from_db()
    assert letter.body == "Écrit dans l’autre onglet."
    page.reload()
    expect(page.get_by_text("Ce que vous aviez tapé ici n’a pas été enregistré.")).to_be_visible()
    page.get_by_role("button", name="Reprendre mon texte").click()
    assert "écrit ici," in body(page)
    expect(page.locator("#saved")).to_have_text("Enregistré.")
    letter.refresh_from_db()
    assert "écrit ici," in letter.body


def test_words_typed_without_the_server_come_back(page: Page, letter: Letter) -> None:
    page.context.set_offline(True)
    page.focus("#body")
    page.keyboard.press("Control+End")
    page.keyboard.type("PS tapé dans le train")
    expect(page.locator("#saved")).to_contain_text("Votre texte est encore là.")
    page.context.set_offline(False)
    page.reload()
    page.get_by_role("button", name="Reprendre mon texte").click()
    expect(page.locator("#saved")).to_have_text("Enregistré.")
    letter.refresh_from_db()
    assert letter.body.endswith("PS tapé dans le train")
    page.reload()
    assert page.get_by_text("Ce que vous aviez tapé ici").count() == 0
