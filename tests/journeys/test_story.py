"""The whole story with a real browser, Dovecot and Postfix: from an interview to an answered follow-up."""

import json
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from relance.records.models import Case, Letter, Mailbox, Owner
from relance.worker.loop import Worker
from tests.journeys.conftest import Time
from tests.servers.dovecot import PASSWORD, Dovecot
from tests.servers.postfix import Postfix

pytestmark = [pytest.mark.browser, pytest.mark.servers, pytest.mark.django_db(transaction=True)]


class Journey:
    """Alice before her screen, Claire behind her own, and the worker between them."""

    def __init__(self, page: Page, place: str, mail: Postfix, time: Time) -> None:
        self.page, self.place, self.mail, self.time = page, place, mail, time
        self.alice, self.claire, self.paul = (mail.dovecot.new_user() for _ in range(3))
        self.worker = Worker(clock=time)

    @property
    def dovecot(self) -> Dovecot:
        return self.mail.dovecot

    def address(self, user: str) -> str:
        return self.dovecot.address(user)

    def go(self, path: str) -> None:
        self.page.goto(f"{self.place}{path}")

    def press(self, name: str) -> None:
        self.page.get_by_role("button", name=name, exact=False).first.click()

    def headline(self) -> str:
        return " ".join(self.page.locator("h1").inner_text().split())

    def received_by(self, user: str, folder: str = "INBOX") -> list[EmailMessage]:
        with self.dovecot.client(user) as client:
            client.select_folder(folder, readonly=True)
            rows = client.fetch(client.search(), ["BODY.PEEK[]"])
            raws = [row[b"BODY[]"] for _, row in sorted(rows.items())]
        return [message_from_bytes(raw, _class=EmailMessage, policy=policy.default) for raw in raws]

    def work(self) -> None:
        """What the worker does in one round, without listening threads."""
        for mailbox in Mailbox.objects.all():
            self.worker.read_one(mailbox)
        self.worker.attend()
        for mailbox in Mailbox.objects.all():
            self.worker.read_one(mailbox)


@pytest.fixture(params=[1200, 390], ids=["desk", "phone"])
def journey(
    request: pytest.FixtureRequest, browser: Browser, live_server: LiveServer, postfix_server: Postfix, time: Time
) -> Iterator[Journey]:
    context = browser.new_context(viewport={"width": request.param, "height": 844}, locale="fr-FR")
    page = context.new_page()
    page.on("dialog", lambda dialog: dialog.accept())
    page.set_default_timeout(15_000)
    yield Journey(page, live_server.url, postfix_server, time)
    context.close()


def invitation(journey: Journey) -> bytes:
    start = journey.time.day(-1, 10)
    lines = [
        "BEGIN:VCALENDAR", "VERSION:2.0", "METHOD:REQUEST", "BEGIN:VEVENT", "UID:entretien-1@example.org",
        f"DTSTART;TZID=Europe/Paris:{start:%Y%m%dT%H%M%S}", f"DTEND;TZID=Europe/Paris:{start:%Y%m%dT11%M%S}",
        "SUMMARY:Entretien juriste - Cabinet Delmas",
        f"ORGANIZER;CN=Claire Dupont:mailto:{journey.address(journey.claire)}",
        f"ATTENDEE;CN=Alice Martin:mailto:{journey.address(journey.alice)}", "LOCATION:12 rue de la Paix, Lille",
        "END:VEVENT", "END:VCALENDAR", "",
    ]  # fmt: skip
    return "\r\n".join(lines).encode()


def answer_from_outlook(journey: Journey, letter: EmailMessage) -> bytes:
    """Claire answers from Outlook, with the history below."""
    quoted = letter.get_content().replace("\n", "\r\n")
    message = EmailMessage(policy=policy.SMTP)
    message["From"] = f"Claire Dupont <{journey.address(journey.claire)}>"
    message["To"] = journey.address(journey.alice)
    message["Subject"] = f"RE: {letter['Subject']}"
    message["In-Reply-To"] = letter["Message-ID"]
    message["References"] = letter["Message-ID"]
    message["Message-ID"] = "<reponse-1@example.org>"
    message["Thread-Index"] = "AdkX"
    message.set_content(
        "Bonjour Madame Martin,\r\n\r\nNous souhaiterions vous revoir pour un second entretien.\r\n"
        "Seriez-vous disponible la semaine prochaine ?\r\n\r\nBien cordialement,\r\nClaire Dupont\r\n\r\n"
        f"De : Alice Martin\r\nEnvoyé : mardi 24 novembre 2026 10:05\r\nÀ : Claire Dupont\r\n"
        f"Objet : {letter['Subject']}\r\n\r\n{quoted}"
    )
    return message.as_bytes()


def test_from_an_interview_to_an_answered_follow_up(journey: Journey, tmp_path: Path) -> None:
    drop_the_invitation(journey, tmp_path)
    say_what_was_promised(journey)
    note_the_debrief(journey)
    connect_the_mailbox(journey)
    thank_both(journey)
    wait(journey)
    prepare_the_follow_up(journey)
    read_the_answer(journey)
    leave(journey)


def drop_the_invitation(journey: Journey, folder: Path) -> None:
    page = journey.page
    journey.go("/")
    assert journey.headline().startswith("Vous sortez d’un entretien ?")
    page.get_by_role("link", name="J’ai passé un entretien").first.click()
    file = folder / "invitation.ics"
    file.write_bytes(invitation(journey))
    page.set_input_files("#file", file)
    expect(page.locator("h1")).to_have_text("Est-ce bien cela\u00a0?")
    assert Case.objects.count() == 0
    page.fill("[name=organisation]", "Cabinet Delmas")
    page.fill("[name=role]", "juriste")
    claire, paul = journey.address(journey.claire), journey.address(journey.paul)
    page.fill("[name=people]", f"Mme Claire Dupont, DRH, {claire}\nM. Paul Ricard, responsable paie, {paul}")
    journey.press("Commencer le suivi")
    expect(page.locator("h1")).to_have_text("Qu’ont-ils annoncé\u00a0?")


def say_what_was_promised(journey: Journey) -> None:
    page = journey.page
    page.fill("[name=said]", "Réponse sous dix jours")
    page.get_by_label("Une date", exact=True).check()
    page.fill("[name=promised_on]", f"{journey.time.day(10, 0):%Y-%m-%d}")
    page.get_by_label("Par mail", exact=True).check()
    journey.press("Noter")
    expect(page.locator(".lead").get_by_text("ont-ils dit.")).to_be_visible()


def note_the_debrief(journey: Journey) -> None:
    page = journey.page
    case = Case.objects.get()
    journey.go(f"/candidatures/{case.pk}/bilan/")
    with page.expect_response(lambda response: response.request.method == "POST"):
        page.locator("#free_text").press_sequentially("Bon échange, équipe calme.")
    page.get_by_text("L’entreprise et le poste").click()
    page.fill("#id_job_info", "la renégociation des baux sera le premier chantier")
    journey.press("Bilan complet")
    expect(page.get_by_text("Bilan complet. Il nourrit déjà vos brouillons.")).to_be_visible()


def connect_the_mailbox(journey: Journey) -> None:
    page = journey.page
    journey.go("/reglages/")
    page.fill("[name=name]", "Alice Martin")
    page.get_by_label("au féminin").check()
    journey.press("Enregistrer")
    journey.go("/reglages/boite/")
    page.fill("[name=address]", journey.address(journey.alice))
    page.fill("[name=password]", PASSWORD)
    page.get_by_text("Serveurs", exact=True).click()
    for name, value in {
        "username": journey.alice, "imap_host": "127.0.0.1", "imap_port": str(journey.dovecot.port),
        "smtp_host": "127.0.0.1", "smtp_port": str(journey.mail.port),
    }.items():  # fmt: skip
        page.fill(f"[name={name}]", value)
    for side in ("imap", "smtp"):
        page.select_option(f"[name={side}_security]", "none")
    page.fill("[name=password]", "faux")
    journey.press("Essayer, puis relier")
    expect(page.get_by_role("alert")).to_be_visible()
    assert Mailbox.objects.count() == 0
    page.fill("[name=password]", PASSWORD)
    journey.press("Essayer, puis relier")
    expect(page.get_by_text("La boîte répond, en lecture et en envoi.")).to_be_visible()


def thank_both(journey: Journey) -> None:
    page = journey.page
    case = Case.objects.get()
    for name in ("Claire Dupont", "Paul Ricard"):
        journey.go(f"/candidatures/{case.pk}/lettres/thanks/")
        page.get_by_role("button", name=f"Écrire le brouillon\u00a0: {name}").click()
        expect(page.locator("h1")).to_have_text(f"À {name}")
    journey.go(f"/lettres/{Letter.objects.get(person__name='Claire Dupont').pk}/")
    body = page.locator("#body")
    with page.expect_response(lambda response: "relecture" in response.url):
        body.fill(body.input_value().replace("Bien cordialement", "À bientôt peut-être.\n\nBien cordialement"))
    for letter in Letter.objects.order_by("pk"):
        journey.go(f"/lettres/{letter.pk}/")
        journey.press("Envoyer maintenant")
        expect(page.get_by_text("Partira").first).to_be_visible()
    journey.work()
    journey.work()
    assert [letter.state for letter in Letter.objects.all()] == ["sent", "sent"]
    received = {user: journey.received_by(user) for user in (journey.claire, journey.paul)}
    assert [len(messages) for messages in received.values()] == [1, 1]
    assert "À bientôt peut-être." in received[journey.claire][0].get_content()
    assert received[journey.claire][0].get_content() != received[journey.paul][0].get_content()
    assert len(journey.received_by(journey.alice, "Sent")) == 2


def wait(journey: Journey) -> None:
    page = journey.page
    journey.time.at = journey.time.day(2, 11)
    case = Case.objects.get()
    journey.go(f"/candidatures/{case.pk}/")
    assert journey.headline().startswith("Le silence est normal jusqu’au")
    expect(page.get_by_text("Pas encore.")).to_be_visible()
    expect(page.get_by_role("img", name="1 contact sur 3")).to_be_visible()
    page.locator("summary", has_text="Relance").first.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("· W-02").first).to_be_visible()


def prepare_the_follow_up(journey: Journey) -> None:
    page = journey.page
    case = Case.objects.get()
    claire = Letter.objects.get(person__name="Claire Dupont").person
    journey.go(f"/candidatures/{case.pk}/lettres/followup1/{claire.pk}/")
    page.get_by_role("button", name="Écrire le brouillon").click()
    assert page.get_by_role("button", name="Envoyer maintenant").count() == 0
    page.locator(".bar").get_by_role("button", name="Envoyer", exact=False).first.click()
    expect(page.get_by_text("La lettre partira")).to_be_visible()
    assert Letter.objects.get(step="followup1").state == "approved"


def read_the_answer(journey: Journey) -> None:
    page = journey.page
    thanks = journey.received_by(journey.claire)[0]
    journey.dovecot.deliver(journey.alice, answer_from_outlook(journey, thanks))
    journey.work()
    assert Letter.objects.get(step="followup1").state == "cancelled"
    journey.go("/")
    assert journey.headline() == "Une réponse est arrivée. À vous de la lire."
    page.get_by_role("link", name="Lire et confirmer").click()
    expect(page.get_by_text("Nous souhaiterions vous revoir pour un second entretien.").first).to_be_visible()
    assert page.get_by_text("Envoyé : mardi").count() == 0
    expect(page.get_by_text("Ils veulent me revoir").first).to_be_visible()
    journey.press("Noter seulement")
    expect(page.locator("h1")).to_contain_text("Une invitation à accepter")
    journey.time.at = journey.time.day(40, 11)
    journey.work()
    assert len(journey.received_by(journey.claire)) == 1


def leave(journey: Journey) -> None:
    page = journey.page
    case = Case.objects.get()
    journey.go(f"/candidatures/{case.pk}/")
    journey.press("Refermer le dossier")
    expect(page.locator("h1")).to_have_text("Dossier refermé.")
    journey.go("/reglages/")
    with page.expect_download() as download:
        page.get_by_role("link", name="Tout exporter").click()
    exported = json.loads(Path(download.value.path()).read_text(encoding="utf-8"))
    assert [len(exported["tables"][name]) for name in ("cases", "letters")] == [1, 3]
    page.get_by_role("link", name="Tout effacer").click()
    page.fill("#word", "effacer")
    journey.press("Effacer pour de bon")
    expect(page.locator("h1")).to_contain_text("Vous sortez d’un entretien")
    assert (Case.objects.count(), Mailbox.objects.count(), Owner.objects.count()) == (0, 0, 1)
