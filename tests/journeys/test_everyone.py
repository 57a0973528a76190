"""The same evening for everyone: with the keyboard alone, without JavaScript, in French and in English.

An interview noted, what was announced, the debrief, the thanks written, sent by one's own mail program.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta

import pytest
from playwright.sync_api import Browser, Locator, Page, expect
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from relance.records.models import Case, Debrief, Letter, Owner
from tests.journeys.conftest import Time

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@dataclass(frozen=True)
class Words:
    """What is pressed, in one language."""

    new: str
    people: str
    begin: str
    date: str
    mail: str
    note: str
    group: str
    job: str
    complete: str
    draft: str
    other: str
    left: str
    said: str


FRENCH = Words(
    "J’ai passé un entretien", "Qui avez-vous rencontré", "Commencer le suivi", "Une date", "Par mail", "Noter",
    "L’entreprise et le poste", "Qu’avez-vous appris sur le poste", "Bilan complet", "Écrire le brouillon",
    "Envoyer autrement", "Oui, elle est partie", "C’est noté : elle est partie",
)  # fmt: skip
ENGLISH = Words(
    "I had an interview", "Whom did you meet", "Start following it", "A date", "By mail", "Note it",
    "The company and the job", "What did you learn about the job", "Debrief complete", "Write the draft",
    "Send another way", "Yes, it has left", "Noted: it has left",
)  # fmt: skip


class Evening:
    """One person, one browser; `press` and `fill` are how this person acts."""

    def __init__(self, page: Page, place: str, time: Time, words: Words, *, keyboard: bool) -> None:
        self.page, self.place, self.time, self.words, self.keyboard = page, place, time, words, keyboard

    def reach(self, target: Locator) -> None:
        """Come to something with the Tab key alone."""
        target.wait_for()
        for _ in range(150):
            if target.evaluate("(one) => one === document.activeElement"):
                outline = self.page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
                parent = self.page.evaluate("document.activeElement.closest('.choice, .row') !== null")
                assert outline != "none" or parent, "the focus is not seen"
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"the keyboard does not reach {target}")

    def press(self, target: Locator, key: str = "Enter") -> None:
        if not self.keyboard:
            target.click()
            return
        self.reach(target)
        self.page.keyboard.press(key)

    def choose(self, target: Locator) -> None:
        """Choose one of several: with the keyboard, the arrows go from one to the next."""
        if not self.keyboard:
            target.check()
            return
        name = target.get_attribute("name")
        group = self.page.locator(f"[name={name}]")
        entry = (
            group.and_(self.page.locator(":checked"))
            if group.and_(self.page.locator(":checked")).count()
            else group
        )
        self.reach(entry.first)
        for _ in range(group.count() + 1):
            if target.is_checked():
                return
            self.page.keyboard.press("ArrowDown")
        self.page.keyboard.press("Space")
        assert target.is_checked()

    def fill(self, target: Locator, text: str) -> None:
        if not self.keyboard or target.get_attribute("type") in {"date", "datetime-local"}:
            target.fill(text)  # a date has a keyboard of its own in each browser
            return
        self.reach(target)
        self.page.keyboard.press("Control+A")
        self.page.keyboard.type(text)

    def button(self, name: str) -> Locator:
        return self.page.locator("main").get_by_role("button", name=name).last


Way = Callable[..., Evening]


@pytest.fixture(params=[1200, 390], ids=["desk", "phone"])
def begun(
    request: pytest.FixtureRequest, browser: Browser, live_server: LiveServer, settings: Settings, time: Time
) -> Iterator[Way]:
    settings.ACCOUNTS = "local"
    opened = []

    def begin(words: Words, *, keyboard: bool = False, scripts: bool = True) -> Evening:
        Owner.objects.local()
        Owner.objects.update(
            name="Alice Martin", gender="f", email="alice@example.org", language="fr" if words is FRENCH else "en"
        )
        context = browser.new_context(
            viewport={"width": request.param, "height": 844}, java_script_enabled=scripts, locale="fr-FR"
        )
        opened.append(context)
        page = context.new_page()
        page.set_default_timeout(15_000)
        page.goto(live_server.url)
        return Evening(page, live_server.url, time, words, keyboard=keyboard)

    yield begin
    for context in opened:
        context.close()


@pytest.mark.parametrize("words", [FRENCH, ENGLISH], ids=["fr", "en"])
def test_with_the_keyboard_alone(begun: Way, words: Words) -> None:
    evening(begun(words, keyboard=True))


@pytest.mark.parametrize("words", [FRENCH, ENGLISH], ids=["fr", "en"])
def test_without_javascript(begun: Way, words: Words) -> None:
    evening(begun(words, scripts=False))


def evening(one: Evening) -> None:
    note_the_interview(one)
    say_what_was_announced(one)
    note_the_debrief(one)
    write_and_send(one)


def note_the_interview(one: Evening) -> None:
    page, words = one.page, one.words
    one.press(page.get_by_role("link", name=words.new).first)
    start = one.time.at - timedelta(hours=20)
    one.fill(page.locator("[name=organisation]"), "Cabinet Delmas")
    one.fill(page.locator("[name=role]"), "juriste")
    one.fill(page.locator("[name=start]"), f"{start:%Y-%m-%dT%H:%M}")
    one.fill(page.get_by_label(words.people), "Mme Claire Dupont, DRH, c.dupont@delmas.example.com")
    one.press(one.button(words.begin))
    expect(page.locator("[name=promised_on]")).to_be_attached()
    assert Case.objects.get().organisation.name == "Cabinet Delmas"


def say_what_was_announced(one: Evening) -> None:
    page, words = one.page, one.words
    one.choose(page.get_by_label(words.date, exact=True))
    one.fill(page.locator("[name=promised_on]"), f"{one.time.day(9, 0):%Y-%m-%d}")
    one.choose(page.get_by_label(words.mail, exact=True))
    one.press(one.button(words.note))
    expect(page.locator(".frise")).to_be_visible()


def note_the_debrief(one: Evening) -> None:
    page, words = one.page, one.words
    page.goto(f"{one.place}/candidatures/{Case.objects.get().pk}/bilan/")
    one.fill(page.locator("#free_text"), "Bon échange.")
    one.press(page.locator("summary", has_text=words.group))
    one.fill(page.get_by_label(words.job), "la renégociation des baux")
    one.press(one.button(words.complete))
    expect(page.locator(".frise")).to_be_visible()
    row = Debrief.objects.get()
    assert (row.free_text, row.answers["job_info"]) == ("Bon échange.", ["la renégociation des baux"])
    assert row.completed_at is not None


def write_and_send(one: Evening) -> None:
    page, words = one.page, one.words
    page.goto(f"{one.place}/candidatures/{Case.objects.get().pk}/lettres/thanks/")
    one.press(one.button(words.draft))
    expect(page.locator("mark.own")).not_to_have_count(0)
    one.press(one.button(words.other))
    one.press(one.button(words.left))
    expect(page.get_by_text(words.said.replace(" :", "\N{NO-BREAK SPACE}:"))).to_be_visible()
    letter = Letter.objects.get()
    assert (letter.state, letter.sent_by_hand) == ("sent", True)
    assert "la renégociation des baux" in letter.body
