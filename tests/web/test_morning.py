"""The morning mail in the settings: off until asked for, an hour of the morning, told when it failed."""

from datetime import time as hour_of

from django.test import Client
from django.urls import reverse

from relance.actions.tell import tell
from relance.records.models import MorningMail, Owner
from tests.actions.world import make_mailbox


def test_it_is_off_until_asked_for(page: Client, alice: Owner) -> None:
    make_mailbox(alice)
    assert "Aucun, tant que vous ne le demandez pas." in page.get(reverse("settings")).content.decode()
    assert page.post(reverse("morning"), {"hour": "06:45"}).status_code == 302
    assert MorningMail.objects.get(owner=alice).hour == hour_of(6, 45)
    assert "À 6\N{NO-BREAK SPACE}h\N{NO-BREAK SPACE}45" in page.get(reverse("settings")).content.decode()
    page.post(reverse("stop-morning"))
    assert "Aucun, tant que vous ne le demandez pas." in page.get(reverse("settings")).content.decode()
    assert "Ne plus le recevoir" not in page.get(reverse("morning")).content.decode()


def test_without_a_mailbox_it_says_what_to_do(page: Client) -> None:
    text = page.get(reverse("morning")).content.decode()
    assert ("aucune n’est encore reliée" in text, 'name="hour"' in text) == (True, False)


def test_an_hour_of_the_night_is_told_at_its_field(page: Client, alice: Owner) -> None:
    make_mailbox(alice)
    answer = page.post(reverse("morning"), {"hour": "23:00"})
    assert (answer.status_code, MorningMail.objects.count()) == (422, 0)
    assert list(answer.context["page"]["form"].errors["hour"]) == ["Choisissez une heure du matin, de 5 h à midi."]


def test_a_failure_is_told_on_the_first_page(page: Client, alice: Owner) -> None:
    tell(owner=alice, code="morning-failed", key="m", params={"said": "550 no"})
    text = page.get(reverse("today")).content.decode()
    assert "Le mail du matin n’est pas parti : le serveur n’en a pas voulu (550 no)." in text
    assert reverse("morning") in text
