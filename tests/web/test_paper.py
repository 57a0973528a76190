"""What is printed, as the pages hand it out."""

from django.test import Client
from django.urls import reverse

from relance.records.models import Owner, Round
from tests.web.conftest import signed_in


def test_the_card_is_a_pdf_of_ones_own_case(page: Client, round_: Round, bob: Owner) -> None:
    person = round_.participants.all()[0].person
    address = reverse("card", args=[round_.case_id, person.pk])
    answer = page.get(address)
    assert (answer.status_code, answer["Content-Type"], answer["Cache-Control"]) == (
        200,
        "application/pdf",
        "private, no-store",
    )
    assert answer.content.startswith(b"%PDF-")
    assert [
        page.get(reverse("card", args=[round_.case_id, 999_999])).status_code,
        signed_in(bob).get(address).status_code,
        page.post(address).status_code,
    ] == [404, 404, 405]
