"""The pages in a real browser: light, accessible, quiet in the console, and whole without JavaScript."""

import gzip
import itertools
from datetime import date, timedelta

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse
from playwright.sync_api import Browser, Page, Response
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from relance.actions.confirm_answer import Answered, confirm_answer
from relance.actions.connect_assistant import connect_assistant
from relance.actions.draft_letter import draft_letter
from relance.actions.fill_demo import fill_demo
from relance.actions.keep_in_touch import note_exchange, open_door
from relance.actions.keep_person import KnownSheet, keep_person, move_person
from relance.actions.note_debrief import note_debrief
from relance.actions.note_promise import Announced, note_promise
from relance.actions.open_opening import turn_process
from relance.actions.pause_case import pause_case
from relance.actions.tell_candidates import NewsToTell, draft_news_letters
from relance.records import queries
from relance.records.models import Case, InboundMail, Letter, Opening, Owner, Person, Reference
from tests.web.conftest import START, Time, make_candidate, make_case

#: From the interview to the first answer.
HOURS = timedelta(hours=4)

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

UNLABELLED = """[...document.querySelectorAll('input:not([type=hidden]),select,textarea')]
    .filter(e => !e.labels.length).map(e => e.name)"""
SMALL = """() => [...document.querySelectorAll(`a.btn, button:not(.unseen), summary, .choice, nav a, select,
        input:not([type=hidden]):not([type=radio]):not([type=checkbox])`)]
    .filter(e => e.checkVisibility() && e.getBoundingClientRect().height < 43.5)
    .map(e => [location.pathname, e.tagName, e.textContent.trim().slice(0, 30)])"""
HEADINGS = """() => [...document.querySelectorAll("h1, h2, h3, h4")].filter((one) => one.checkVisibility())
    .map((one) => Number(one.tagName[1]))"""
#: What a screen reader meets: one title, no level skipped, no order but that of the page, every region named.
UNREAD = """() => [
    ...[...document.querySelectorAll("[tabindex]")].filter((one) => one.tabIndex > 0).map(() => "tabindex"),
    ...[...document.querySelectorAll("nav, aside, section[aria-labelledby]")].filter((one) => {
        const by = one.getAttribute("aria-labelledby");
        return !(by ? document.getElementById(by)?.textContent.trim() : one.getAttribute("aria-label"));
    }).map((one) => one.tagName),
    ...[...document.querySelectorAll("[id]")].map((one) => one.id).filter((id, n, all) => all.indexOf(id) !== n),
]"""
#: A debrief that teaches something.
TAUGHT = {
    "job_info": ["la refonte des contrats"],
    "awkward_questions": ["Pourquoi ce trou dans votre CV ?", "Quel animal ?"],
    "brakes": [{"text": "pas d'expérience en cabinet", "answer": "nos avocats"}],
    "forgotten_questions": ["Qui décide ?"],
    "blunders": ["j'ai parlé trop vite"],
}
#: Bytes of a page over the wire, without the fonts; of the scripts, compressed.
HEAVIEST_PAGE, HEAVIEST_SCRIPTS, HEAVIEST_FONTS = 60_000, 30_000, 75_000


@pytest.fixture
def place(live_server: LiveServer, settings: Settings, time: Time) -> str:
    """Where the pages of the local person are."""
    settings.ACCOUNTS = "local"
    time.go(25, 9)
    return live_server.url


@pytest.fixture
def addresses(place: str) -> list[str]:
    """Every kind of page, with something on it."""
    local = Owner.objects.local()
    local.name, local.gender, local.email = "Alice Martin", "f", "alice@example.org"
    local.save()
    case = make_case(local)
    round_ = queries.current_round(case)
    note_promise(round_=round_, announced=Announced(kind="end_of_week", said="Vendredi"), now=START)
    person = round_.participants.all()[0].person
    letter = draft_letter(round_=round_, step="thanks", person=person, now=round_.ends_at).letter
    mail = InboundMail.objects.create(
        owner=local, case=make_case(local, "Étude Roussel"), message_id="<m@x.test>", received_at=round_.ends_at,
        raw=b"x", kind="delay", text="Un peu de patience.", reading={"because": ["patience"]}, sender_name="Anne",
    )  # fmt: skip
    names = [
        "today",
        "cases",
        "new-interview",
        "settings",
        "mailbox",
        "doctrines",
        "erase",
        "assistant",
        "references",
        "agenda",
        "morning",
        "new-doctrine",
        "bring",
        "questions",
        "progress",
        "rehearsal",
    ]
    of_case = [
        "case",
        "promise",
        "before-leaving",
        "debrief",
        "people",
        "answer",
        "happened",
        "doctrine",
        "next-interview",
        "prepare",
    ]
    found = [reverse(name) for name in names] + [reverse(name, args=[case.pk]) for name in of_case]
    found += [reverse("answered", args=[case.pk, "offer"]), reverse("call", args=[case.pk, "followup2"])]
    found += [reverse("letters", args=[case.pk, "thanks"]), reverse("question", args=[case.pk, "brakes"])]
    found += [reverse("letter", args=[letter.pk]), reverse("otherwise", args=[letter.pk])]
    connect_assistant(owner=local, address="https://assistant.example.org/v1", model="small")
    agreed = Reference.objects.create(owner=local, name="Anne Roussel", phone="1", consent_on=START.date())
    found += recruiters_pages(local)
    found += [reverse("reword", args=[letter.pk]), reverse("reference", args=[agreed.pk])]
    note_debrief(round_=round_, answers=TAUGHT)
    found.append(f"{reverse('prepare-answer')}?q=gap")
    found += [reverse("mail", args=[mail.pk]), reverse("step", args=[case.pk, "close_file"])]
    found += network_of(local, person)
    return [place + address for address in found]


def network_of(owner: Owner, person: Person) -> list[str]:
    """The network, somebody whose door comes back, a namesake, and a case that ended with a no."""
    namesake = keep_person(owner=owner, known=KnownSheet(person.name, organisation="Vasseur"), now=START)
    move_person(person=namesake, organisation="Mercier", left_on=START.date(), now=START)
    note_exchange(person=namesake, kind="met", on=START.date(), words="Au salon.", now=START)
    open_door(person=namesake, months=1, words="Un poste au printemps", now=START - timedelta(days=60))
    refused = make_case(owner, "Imprimerie Vasseur")
    confirm_answer(case=refused, answered=Answered(kind="rejection", at=START + HOURS), now=START + HOURS)
    keys = ("acquaintance", "change-acquaintance", "news", "linkedin", "join-sheets", "erase-acquaintance")
    found = [reverse(name) for name in ("network", "new-acquaintance", "bring-cards")]
    found += [reverse(name, args=[namesake.pk]) for name in keys] + [reverse("acquaintance", args=[person.pk])]
    return [*found, reverse("case", args=[refused.pk]), reverse("by-hand", args=[refused.pk])]


def recruiters_pages(local: Owner) -> list[str]:
    """The other chair: somebody who wrote, somebody who waits, letters to read, a legal limit."""
    case = make_candidate(local, start=START - timedelta(days=30))
    opening = case.opening
    assert opening is not None
    Opening.objects.filter(pk=opening.pk).update(region="CA-ON", employees=40, publicly_advertised=True)
    other = make_candidate(local, "Paul Ott", opening=opening)
    InboundMail.objects.create(
        owner=local, case=other, message_id="<c@x.test>", received_at=START, raw=b"x", kind="question",
        subject="Mon entretien", text="Avez-vous des nouvelles ?",
    )  # fmt: skip
    pause_case(case=other, because="answer-arrived", now=START + timedelta(hours=4))
    turn_process(opening=opening, kind="slowed", now=START + timedelta(hours=5), reason="le budget attend")
    news = NewsToTell("slowed", next_on=date(2026, 12, 11))
    draft_news_letters(cases=[case, other], news=news, now=START + timedelta(hours=6), locale="fr-FR")
    letter = Letter.objects.filter(case=case).exclude(news={})[0]
    names = ["opening", "meet", "meet-many", "turn", "tell-many", "news-letters"]
    of_candidate = ["candidate", "end-of-interview", "erase-candidate"]
    found = [reverse("desk"), reverse("new-opening")] + [reverse(name, args=[opening.pk]) for name in names]
    found += [reverse(name, args=[other.pk]) for name in of_candidate]
    found += [
        f"{reverse('tell-many', args=[opening.pk])}?quoi={what}" for what in ("refusal_with_reasons", "invite")
    ]
    return [*found, reverse("interview-notes", args=[other.pk, 1]), reverse("letter", args=[letter.pk])]


def open_page(
    browser: Browser, *, width: int = 1200, dark: bool = False, scripts: bool = True
) -> tuple[Page, list[str]]:
    context = browser.new_context(
        viewport={"width": width, "height": 844},
        color_scheme="dark" if dark else "light",
        java_script_enabled=scripts,
        bypass_csp=False,
    )
    page = context.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text) if message.type in {"error", "warning"} else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    return page, said


@pytest.mark.parametrize(("width", "dark"), [(1200, False), (390, True)])
def test_no_violation_no_overflow_no_complaint_on_any_page(
    browser: Browser, addresses: list[str], width: int, *, dark: bool
) -> None:
    """And for a screen reader one title, no level skipped; for a thumb, targets that are large enough."""
    page, said = open_page(browser, width=width, dark=dark)
    wrong: list[tuple[str, str, object]] = []
    for address in addresses:
        page.goto(address)
        levels = page.evaluate(HEADINGS)
        skipped = [(a, b) for a, b in itertools.pairwise(levels) if b > a + 1]
        seen = {
            "overflow": page.evaluate("document.documentElement.scrollWidth > innerWidth"),
            "labels": page.evaluate(UNLABELLED),
            "headings": levels if levels.count(1) != 1 or levels[0] != 1 or skipped else [],
            "unread": page.evaluate(UNREAD),
            "small": page.evaluate(SMALL) if width == 390 else [],
            "axe": [
                (violation["id"], node["target"], node.get("failureSummary"))
                for violation in Axe().run(page).response["violations"]
                for node in violation["nodes"]
            ],
        }
        wrong += [(address, name, found) for name, found in seen.items() if found]
    page.context.close()
    assert wrong == []
    assert [line for line in said if "axe" not in line] == []


def test_pages_are_light(browser: Browser, addresses: list[str]) -> None:
    heavy = []
    for address in addresses:
        sizes = weights(browser, address)
        fonts = sum(size for url, size in sizes.items() if url.endswith(".woff2"))
        scripts = sum(size for url, size in sizes.items() if url.endswith(".js"))
        rest = sum(sizes.values()) - fonts
        if rest > HEAVIEST_PAGE or scripts > HEAVIEST_SCRIPTS or fonts > HEAVIEST_FONTS:
            heavy.append((address, rest, scripts, fonts))
        assert [url for url in sizes if not url.startswith(addresses[0])] == []
        assert min(fonts, scripts, rest) > 0
    assert heavy == []


def weights(browser: Browser, address: str) -> dict[str, int]:
    """What each file of a page weighs; nothing is in the browser's store, and nobody waits for it to be quiet."""
    context = browser.new_context(viewport={"width": 1200, "height": 844}, service_workers="block")
    page = context.new_page()
    answers: list[Response] = []
    page.on("response", lambda one: answers.append(one))  # noqa: PLW0108 - Playwright marks what it is given
    page.goto(address, wait_until="load")
    page.evaluate("document.fonts.ready.then(() => null)")
    sizes = {one.url: _weight(one.body()) for one in answers}
    context.close()
    return sizes


def _weight(body: bytes) -> int:
    """What it weighs over the wire: compressed where that helps."""
    return min(len(body), len(gzip.compress(body)))


def test_a_whole_debrief_without_javascript(browser: Browser, addresses: list[str]) -> None:
    case = Case.objects.filter(organisation__name="Cabinet Delmas", opening=None).earliest("pk")
    page, _ = open_page(browser, scripts=False)
    page.goto(addresses[0].rstrip("/") + reverse("debrief", args=[case.pk]))
    page.fill("#free_text", "Bon échange.")
    page.click("text=Enregistrer >> nth=0")
    page.context.close()
    assert queries.current_round(case).debrief.free_text == "Bon échange."


def test_a_stroke_is_saved_and_the_caret_stays(browser: Browser, addresses: list[str]) -> None:
    letter = next(address for address in addresses if "/lettres/" in address and "candidatures" not in address)
    page, said = open_page(browser)
    page.goto(letter)
    page.focus("#body")
    page.evaluate("document.getElementById('body').setSelectionRange(8, 8)")
    with page.expect_response(lambda response: "relecture" in response.url):
        page.keyboard.type("chère ")
    page.wait_for_function("document.getElementById('saved').textContent.includes('Enregistré')")
    assert page.evaluate("[document.activeElement.id, document.activeElement.selectionStart]") == ["body", 14]
    assert page.evaluate("document.getElementById('mirror').textContent === document.getElementById('body').value")
    page.context.close()
    assert said == []


def test_the_keyboard_reaches_everything_on_the_first_page(browser: Browser, addresses: list[str]) -> None:
    page, _ = open_page(browser)
    page.goto(addresses[0])
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Aller au contenu"
    reached = set()
    for _ in range(40):
        page.keyboard.press("Tab")
        reached.add(page.evaluate("document.activeElement.textContent.trim().split('\\n')[0].trim()"))
    page.context.close()
    assert {"Aujourd’hui", "Candidatures", "Réglages", "J’ai passé un entretien"} <= reached


NARROW = """() => { const wide = document.documentElement.scrollWidth - innerWidth;
    return wide > 0 ? [location.pathname, wide, [...document.querySelectorAll("main *")].filter((one) =>
        one.checkVisibility() && one.getBoundingClientRect().right > innerWidth + 1
    ).slice(0, 3).map((one) => `${one.tagName}.${one.className}`)] : null; }"""


@pytest.mark.parametrize("width", [320, 640])
def test_nothing_is_cut_at_twice_and_four_times_the_size(
    browser: Browser, addresses: list[str], width: int
) -> None:
    """1280 pixels at 400 % are 320; at 200 %, 640. And a person may double the size of the letters alone."""
    page, _ = open_page(browser, width=width)
    cut = []
    for address in addresses:
        page.goto(address)
        cut.append(page.evaluate(NARROW))
        if width == 640:
            page.evaluate("document.documentElement.style.fontSize = '200%'")
            cut.append(page.evaluate(NARROW))
    page.context.close()
    assert [one for one in cut if one] == []


def test_nothing_moves_for_whoever_asked_for_less_motion(browser: Browser, addresses: list[str]) -> None:
    context = browser.new_context(reduced_motion="reduce")
    page = context.new_page()
    page.goto(addresses[0])
    moving = page.evaluate(
        """() => [...document.querySelectorAll("*")].filter((one) => {
            const look = getComputedStyle(one);
            return look.transitionDuration !== "0s" || look.animationName !== "none"
                || look.scrollBehavior === "smooth";
        }).map((one) => one.tagName)"""
    )
    context.close()
    assert moving == []


@pytest.mark.parametrize(("width", "dark"), [(1200, True), (390, False)])
def test_what_interviews_taught_is_accessible_and_fits(
    browser: Browser, place: str, width: int, *, dark: bool
) -> None:
    """On the invented life: tables, drawings, questions with their answers, a preparation."""
    local = Owner.objects.local()
    fill_demo(owner=local, now=START)
    coming = Case.objects.get(organisation__name="Éditions du Beffroi")
    page, said = open_page(browser, width=width, dark=dark)
    wrong = []
    for address in ("/progres/", "/questions/", f"/candidatures/{coming.pk}/preparer/", "/questions/repetition/"):
        page.goto(place + address)
        for violation in Axe().run(page).response["violations"]:
            wrong += [(address, violation["id"], node["target"]) for node in violation["nodes"]]
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            wrong.append((address, "overflow", ""))
    page.context.close()
    assert wrong == []
    assert [line for line in said if "axe" not in line] == []
