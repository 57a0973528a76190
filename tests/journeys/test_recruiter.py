"""The other chair, in a real browser, with real mail: five met twice, a delay, one chosen, four told why."""

from collections.abc import Iterator
from datetime import date, timedelta
from email.message import EmailMessage
from pathlib import Path
from time import monotonic, sleep

import pytest
from playwright.sync_api import Browser, expect
from pytest_django.live_server_helper import LiveServer

from relance.records.models import Case, Entry, Letter, Opening
from tests.journeys.conftest import Time
from tests.journeys.test_story import Journey, connect_the_mailbox
from tests.servers.postfix import Postfix

pytestmark = [pytest.mark.browser, pytest.mark.servers, pytest.mark.django_db(transaction=True)]

NAMES = ("Samira Benali", "Paul Ott", "Ida Roux", "Luc Blanc", "Zoe Noir")
REASONS = {
    "Paul Ott": "le poste demande l’allemand courant",
    "Ida Roux": "le poste demande dix ans de plaidoirie",
    "Luc Blanc": "le poste se tient à Lille, sur place",
    "Zoe Noir": "l’expérience de la paie manque encore",
}


class Desk(Journey):
    """Alice recruits; five candidates read their own mail."""

    people: dict[str, str]

    def wait_until(self, day: int, hour: int, minute: int = 0) -> None:
        self.time.at = self.time.day(day, hour, minute)

    def letters_of(self, name: str, count: int) -> list[EmailMessage]:
        """What a candidate received; the server takes a moment to hand it on."""
        until = monotonic() + 10
        while len(found := self.received_by(self.people[name])) < count and monotonic() < until:
            sleep(0.2)
        return found

    def opening(self) -> Opening:
        return Opening.objects.get()

    def case(self, name: str) -> Case:
        return Case.objects.get(rounds__people__name=name, rounds__number=1)


@pytest.fixture
def desk(browser: Browser, live_server: LiveServer, postfix_server: Postfix, time: Time) -> Iterator[Desk]:
    context = browser.new_context(viewport={"width": 1200, "height": 900}, locale="fr-FR", java_script_enabled=True)
    page = context.new_page()
    page.on("dialog", lambda dialog: dialog.accept())
    page.set_default_timeout(15_000)
    made = Desk(page, live_server.url, postfix_server, time)
    made.people = {name: made.dovecot.new_user() for name in NAMES}
    yield made
    context.close()


def test_five_candidates_and_nobody_without_an_answer(desk: Desk, tmp_path: Path) -> None:
    connect_the_mailbox(desk)
    open_a_post(desk)
    receive_a_list(desk, tmp_path, day=-3)
    receive_a_list(desk, tmp_path, day=0)
    assert [case.rounds.count() for case in Case.objects.order_by("pk")] == [2] * 5
    end_an_interview(desk)
    tell_that_it_slows(desk)
    hear_who_asked(desk)
    choose_one(desk)
    close(desk)


def open_a_post(desk: Desk) -> None:
    desk.go("/")
    desk.page.get_by_role("link", name="Vous recevez des candidats").click()
    assert desk.headline() == "Recevoir quelqu’un, puis tenir parole."
    desk.page.get_by_role("link", name="Ouvrir un poste").first.click()
    desk.page.fill("[name=title]", "Juriste droit social")
    desk.page.fill("[name=organisation]", "Cabinet Delmas")
    desk.press("Ouvrir le poste")
    expect(desk.page.get_by_text("Le poste est ouvert.")).to_be_visible()


def receive_a_list(desk: Desk, folder: Path, *, day: int) -> None:
    on: date = desk.time.day(day, 10).date()
    rows = [f"{name};{desk.address(user)};Mme;{on:%Y-%m-%d} 10:00" for name, user in desk.people.items()]
    file = folder / f"candidats{day}.csv"
    file.write_text("Nom;E-mail;Civilité;Entretien\n" + "\n".join(rows) + "\n")
    desk.go(f"/recruter/{desk.opening().pk}/liste/")
    desk.page.set_input_files("[name=file]", file)
    expect(desk.page.locator("h1")).to_have_text("5 personnes à reprendre")  # sent as soon as it is chosen
    desk.press("Reprendre ces personnes")
    expect(desk.page.get_by_text("5 personnes reprises.")).to_be_visible()


def end_an_interview(desk: Desk) -> None:
    case = desk.case("Samira Benali")
    desk.go(f"/candidats/{case.pk}/")
    desk.page.get_by_role("link", name="Noter ce qui a été annoncé").click()
    promised = desk.time.day(8, 10).date()
    desk.page.get_by_label("Une date", exact=True).check()
    desk.page.fill("[name=promised_on]", promised.isoformat())
    desk.page.fill("[name=said]", "Une réponse la semaine prochaine.")
    desk.press("Noter")
    expect(desk.page.get_by_role("status").first).to_contain_text("une nouvelle est due")


def turn(desk: Desk, what: str, who: str = "") -> None:
    desk.go(f"/recruter/{desk.opening().pk}/change/")
    desk.page.get_by_label(what).check()
    if who:
        desk.page.get_by_label(who).check()
    else:
        desk.page.fill("[name=reason]", "le budget n’est pas encore voté")
    desk.press("Noter, et préparer les lettres")


def leave_in_five_minutes(desk: Desk) -> None:
    desk.work()
    before = Letter.objects.filter(state="sent").count()
    desk.time.at += timedelta(minutes=4)
    desk.work()
    assert Letter.objects.filter(state="sent").count() == before
    desk.time.at += timedelta(minutes=2)
    desk.work()
    assert Letter.objects.filter(state="approved").count() == 0


def tell_that_it_slows(desk: Desk) -> None:
    turn(desk, "Cela ralentit")
    assert desk.page.locator("[name=qui]:checked").count() == 5
    desk.press("Préparer les lettres")
    assert desk.headline() == "5 lettres à relire"
    desk.press("Tout approuver")
    expect(desk.page.get_by_text("Relisez-en au moins 3")).to_be_visible()
    for box in desk.page.locator("[name=relue]").all()[:3]:
        box.check()
    desk.press("Tout approuver")
    expect(desk.page.get_by_text("5 lettres approuvées.")).to_be_visible()
    leave_in_five_minutes(desk)
    told = [desk.letters_of(name, 1) for name in NAMES]
    assert [len(letters) for letters in told] == [1] * 5
    assert len({letters[0].get_content() for letters in told}) == 5
    assert all("le budget n’est pas encore voté" in letters[0].get_content() for letters in told)


def hear_who_asked(desk: Desk) -> None:
    desk.wait_until(3, 10)
    user = desk.people["Paul Ott"]
    letter = desk.received_by(user)[0]
    message = EmailMessage()
    message["From"] = f"Paul Ott <{desk.address(user)}>"
    message["To"], message["Subject"] = desk.address(desk.alice), f"RE: {letter['Subject']}"
    message["In-Reply-To"] = message["References"] = letter["Message-ID"]
    message["Message-ID"] = f"<demande-{user}@example.org>"
    message.set_content("Madame,\r\n\r\nAvez-vous des nouvelles de ma candidature ?\r\n\r\nPaul Ott\r\n")
    desk.dovecot.deliver(desk.alice, message.as_bytes())
    desk.work()
    desk.go("/")
    assert "Paul Ott" not in desk.page.locator("main").inner_text()
    desk.go("/recruter/")
    expect(desk.page.get_by_text("a écrit", exact=True).first).to_be_visible()
    desk.page.get_by_role("link", name="Paul Ott").click()
    expect(desk.page.get_by_text("Avez-vous des nouvelles de ma candidature ?")).to_be_visible()
    desk.press("Demande des nouvelles")
    expect(desk.page.get_by_text("A demandé des nouvelles.")).to_be_visible()
    assert Entry.objects.get(kind="asked").case == desk.case("Paul Ott")


def choose_one(desk: Desk) -> None:
    turn(desk, "Quelqu’un est choisi", "Samira Benali")
    desk.go(f"/recruter/{desk.opening().pk}/")
    assert desk.page.get_by_role("button", name="Clore le recrutement").count() == 0
    desk.go(f"/recruter/{desk.opening().pk}/nouvelles/?quoi=refusal_with_reasons")
    assert desk.page.locator("[name=qui]:checked").count() == 4
    for name, reason in REASONS.items():
        given = "votre accent" if name == "Zoe Noir" else reason
        desk.page.get_by_label(f"Motif : {name}").fill(given)
    desk.press("Préparer les lettres")
    expect(desk.page.get_by_role("alert")).to_contain_text("touche à la personne")
    assert desk.page.get_by_label("Motif : Paul Ott").input_value() == REASONS["Paul Ott"]
    desk.page.get_by_label("Motif : Zoe Noir").fill(REASONS["Zoe Noir"])
    desk.press("Préparer les lettres")
    assert desk.headline() == "4 lettres à relire"
    for box in desk.page.locator("[name=relue]").all():
        box.check()
    desk.press("Approuver celles que j’ai relues")
    leave_in_five_minutes(desk)
    for name, reason in REASONS.items():
        letters = desk.letters_of(name, 2)
        assert [reason in letter.get_content() for letter in letters] == [False, True]
    offer(desk)


def offer(desk: Desk) -> None:
    desk.go(f"/recruter/{desk.opening().pk}/nouvelles/?quoi=offer")
    assert desk.page.locator("[name=qui]:checked").count() == 1
    desk.press("Préparer les lettres")
    desk.page.locator("[name=relue]").check()
    desk.press("Approuver celles que j’ai relues")
    leave_in_five_minutes(desk)
    assert len(desk.letters_of("Samira Benali", 2)) == 2


def close(desk: Desk) -> None:
    desk.go(f"/recruter/{desk.opening().pk}/")
    assert desk.headline() == "Tout le monde a eu sa réponse."
    desk.press("Clore le recrutement")
    expect(desk.page.get_by_text("Ce recrutement est clos.")).to_be_visible()
    desk.wait_until(30, 11)
    desk.work()
    assert [len(desk.received_by(user)) for user in desk.people.values()] == [2] * 5
