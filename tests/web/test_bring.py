"""Coming from elsewhere on the pages: shown first, kept after; and what one takes away."""

import re

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from icalendar import Calendar

from relance.records.models import Case, Opening, Owner
from tests.web.conftest import Time, make_case

TABLE = (
    "Entreprise;Poste;Date d'entretien;Statut;Interlocuteur;Relance\n"
    "Cabinet Delmas;Juriste;18/11/2026 10h30;Entretien;Claire Dupont;04/12/2026\n"
    "Étude Roussel 🌿;Clerc;;Entretien;;\n"
    "<script>alert(1)</script>;x;20/11/2026;Refus;;\n"
)


def shown(page: Client, text: str | bytes) -> str:
    data = text.encode() if isinstance(text, str) else text
    answer = page.post(reverse("bring"), {"file": SimpleUploadedFile("suivi.csv", data)})
    assert answer.status_code == 200
    return str(answer.content.decode())


def packed(text: str) -> dict[str, str]:
    found = re.search(r'name="table" value="([^"]+)"', text)
    assert found
    return {"table": found[1], "keep": "1"}


def test_a_table_is_shown_before_anything_is_kept(page: Client, alice: Owner, time: Time) -> None:
    text = shown(page, TABLE)
    assert "2 candidatures à reprendre" in text
    assert "gardée comme proposition" in text
    assert "&lt;script&gt;" in text
    assert "<script>alert" not in text
    assert (Case.objects.filter(owner=alice).count(), time().year) == (0, 2026)


def test_what_was_shown_is_brought_in_once(page: Client, alice: Owner, time: Time) -> None:
    form = packed(shown(page, TABLE))
    assert page.post(reverse("bring"), form).status_code == 302
    page.post(reverse("bring"), form)  # the form sent twice
    names = sorted(case.organisation.name for case in Case.objects.filter(owner=alice))
    assert (names, time().year) == (["<script>alert(1)</script>", "Cabinet Delmas"], 2026)
    again = shown(page, TABLE)
    assert "<h1>Rien de nouveau à reprendre</h1>" in again


def test_a_day_given_on_the_page_and_a_line_left_out(page: Client, alice: Owner, time: Time) -> None:
    form = packed(shown(page, TABLE)) | {"on-3": "2026-11-19", "skip": "2"}
    page.post(reverse("bring"), form)
    found = {case.organisation.name for case in Case.objects.filter(owner=alice)}
    assert (found, time().year) == ({"Étude Roussel 🌿", "<script>alert(1)</script>"}, 2026)


def test_days_that_could_be_months_are_asked(page: Client, alice: Owner, time: Time) -> None:
    text = shown(page, "Company,Role,Interview\nDelmas,Lawyer,04/11/2026 10:00\n")
    assert "qu’est-ce qui vient d’abord" in text
    month = page.post(reverse("bring"), packed(text) | {"order": "month", "again": "1"}).content.decode()
    assert ("4\N{NO-BREAK SPACE}novembre" in text, "11\N{NO-BREAK SPACE}avril" in month) == (True, True)
    assert (Case.objects.filter(owner=alice).count(), time().year) == (0, 2026)


def test_the_case_says_where_it_comes_from(page: Client, alice: Owner, time: Time) -> None:
    page.post(reverse("bring"), packed(shown(page, TABLE)))
    case = Case.objects.get(owner=alice, organisation__name="Cabinet Delmas")
    text = page.get(reverse("case", args=[case.pk])).content.decode()
    assert "Repris de votre ancien suivi, qui prévoyait une relance le 4" in text
    assert time().year == 2026


def test_twenty_megabytes_are_refused_with_a_word(page: Client) -> None:
    big = SimpleUploadedFile("suivi.csv", b"Company,Role\n" + b"a,b\n" * 5_000_000)
    answer = page.post(reverse("bring"), {"file": big})
    assert (answer.status_code, "plus de 5 Mo" in answer.content.decode()) == (422, True)


def test_a_page_that_was_tampered_with_asks_for_the_file_again(page: Client) -> None:
    for table in ("%%%", "aGVsbG8=", "", "é"):
        answer = page.post(reverse("bring"), {"table": table, "keep": "1"})
        assert (answer.status_code, "Choisissez un fichier" in answer.content.decode()) == (422, True)


def test_what_one_takes_away(page: Client, case: Case, alice: Owner) -> None:
    table = page.get(reverse("export-table"))
    assert table.content.startswith(b"\xef\xbb\xbfEntreprise,Poste,Entretien,")
    assert table.content.decode("utf-8-sig").splitlines()[1].startswith("Cabinet Delmas,juriste,2026-11-24 10:00,")
    calendar = Calendar.from_ical(page.get(reverse("export-calendar")).content)
    assert "Entretien · Cabinet Delmas" in [str(event["summary"]) for event in calendar.walk("VEVENT")]
    cards = page.get(reverse("export-people")).content.decode()
    names = [line for line in cards.split("\r\n") if line.startswith("FN:")]
    assert (names, case.owner) == (["FN:Claire Dupont", "FN:Paul Ricard"], alice)


def test_only_ones_own_is_taken_away(page: Client, bob: Owner) -> None:
    make_case(bob, "Étude Roussel")
    taken = [
        page.get(reverse(name)).content.decode() for name in ("export-table", "export-calendar", "export-people")
    ]
    assert [word for text in taken for word in ("Roussel", "Dupont") if word in text] == []


def test_candidates_met_as_a_recruiter_are_no_applications(page: Client, case: Case, alice: Owner) -> None:
    opening = Opening.objects.create(owner=alice, organisation=case.organisation, title="Juriste")
    Case.objects.filter(pk=case.pk).update(opening=opening)
    table = page.get(reverse("export-table")).content.decode("utf-8-sig").splitlines()
    calendar = Calendar.from_ical(page.get(reverse("export-calendar")).content)
    assert (len(table), calendar.walk("VEVENT")) == (1, [])
