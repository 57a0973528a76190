"""What is printed, as the pages hand it out."""

from datetime import date

from django.test import Client
from django.urls import reverse

from relance.records.models import Case, Owner, Reference, Round
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


def test_a_reference_is_written_down_then_printed_then_forgotten(page: Client, alice: Owner, bob: Owner) -> None:
    typed = {"name": "Anne Roussel", "function": "directrice", "phone": "+33 6 00 00 00 01"}
    assert page.get(reverse("references-sheet"))["Location"] == reverse("references")
    answer = page.post(reverse("new-reference"), typed | {"consent_on": "2026-12-24"})
    assert answer.status_code == 422
    assert 'value="Anne Roussel"' in answer.content.decode()
    assert page.post(reverse("new-reference"), typed | {"consent_on": "2026-11-02"}).status_code == 302
    row = Reference.objects.get(owner=alice)
    assert "d’accord depuis le 2" in page.get(reverse("references")).content.decode()
    assert page.get(reverse("references-sheet")).content.startswith(b"%PDF-")
    assert signed_in(bob).get(reverse("reference", args=[row.pk])).status_code == 404
    assert page.post(reverse("forget-reference", args=[row.pk])).status_code == 302
    assert list(Reference.objects.all()) == []


def test_the_call_sheet_hands_out_the_references(page: Client, case: Case, alice: Owner) -> None:
    address = reverse("call", args=[case.pk, "followup2"])
    assert reverse("references-sheet") not in page.get(address).content.decode()
    Reference.objects.create(owner=alice, name="Anne", phone="1", consent_on=date(2026, 11, 2))
    assert f'href="{reverse("references-sheet")}"' in page.get(address).content.decode()
