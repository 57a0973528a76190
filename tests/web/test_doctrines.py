"""The doctrines on one case, where they disagree, and one's own in a form."""

import json
import re
from datetime import datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from relance.actions.change_settings import choose_playbook
from relance.actions.plan_case import plan_case
from relance.etiquette import load_playbook, playbook_ids
from relance.etiquette.playbooktables import table_of
from relance.records.models import Case, Owner, OwnPlaybook
from relance.web.account.own_doctrine import DoctrineForm, _flat
from tests.web.conftest import PARIS, Time, make_case, signed_in


def typed(base: str = "consensus-fr", **changes: str) -> dict[str, str]:
    """The form as a browser sends it."""
    form = {"title": "La mienne", "inherits": base}
    for name, value in _flat(table_of(load_playbook(base))).items():
        if name not in DoctrineForm.base_fields or value is False:
            continue
        form[name] = "on" if value is True else str(value)
    return form | changes


def strips(text: str) -> list[list[str]]:
    """What each frise of the page says, in words."""
    lists = re.findall(r'<ol class="beats".*?</ol>', text, re.DOTALL)
    return [
        [
            re.sub(r"<[^>]+>", "", line).replace("\N{NO-BREAK SPACE}", " ").strip()
            for line in re.findall(r"<li.*?</li>", one)
        ]
        for one in lists
    ]


def test_the_same_case_stands_under_every_doctrine(page: Client, case: Case) -> None:
    told = strips(page.get(reverse("doctrine", args=[case.pk])).content.decode())
    assert len(told) == len(playbook_ids())
    assert told[0] == [
        "Entretien mar. 24 nov.",
        "silence normal jusqu’au 4 décembre",
        "aujourd’hui",
        "Merci mer. 25 nov., 10 h",
        "Relance ven. 4 déc., 10 h",
        "Appel ven. 11 déc., 10 h 30",
        "On referme ven. 25 déc.",
    ]
    pages_jaunes = told[playbook_ids().index("pages-jaunes-002")]
    assert [one for one in pages_jaunes if one not in told[0]] == [
        "silence normal jusqu’au 1er décembre",
        "Appel mar. 1er déc., 10 h 30",
        "On referme mar. 15 déc.",
    ]


def test_the_doctrine_in_force_comes_first(page: Client, case: Case, time: Time) -> None:
    choose_playbook(case=case, playbook="voix-003", now=time())
    text = page.get(reverse("doctrine", args=[case.pk])).content.decode()
    first = text.partition('class="sheet doctrine chosen"')[2].partition("</h2>")[0]
    assert first.endswith("Trois étapes, jamais quatre (La Voix Emploi)")
    assert "Votre choix pour cette candidature" in text


def test_all_that_they_disagree_on_is_told_with_its_authors(page: Client) -> None:
    text = page.get(reverse("doctrines")).content.decode()
    told = text.partition('class="sheet disputes"')[2]
    assert re.findall(r'<span class="source">(X-\d\d)</span>', told) == [f"X-{n:02}" for n in range(1, 19)]
    assert '<li class="mine">' not in told
    page.post(reverse("doctrines"), {"playbook": "voix-003"})
    mine = page.get(reverse("doctrines")).content.decode()
    assert '<li class="mine"><span>La Voix Emploi</span> trois' in mine


def test_one_doctrine_for_all_from_a_case(page: Client, case: Case, alice: Owner) -> None:
    page.post(reverse("doctrine", args=[case.pk]), {"playbook": "voix-003"})
    page.post(reverse("doctrine", args=[case.pk]), {"playbook": "el-harti-000", "all": "1"})
    alice.refresh_from_db()
    case.refresh_from_db()
    assert (alice.playbook, case.playbook) == ("el-harti-000", "")


@pytest.mark.parametrize("count", [1, 3])
def test_a_case_is_read_once_for_all_doctrines(
    page: Client, alice: Owner, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(count):
        case = make_case(alice, f"Maison {number}")
    address = reverse("doctrine", args=[case.pk])
    page.get(address)
    with django_assert_num_queries(8):
        page.get(address)


def test_ones_own_doctrine_moves_the_plan(page: Client, case: Case, alice: Owner, time: Time) -> None:
    answer = page.post(reverse("new-doctrine"), typed(followup1__days__unknown="5", max_contacts="2"))
    assert (answer.status_code, answer["Location"]) == (302, reverse("doctrines"))
    kept = OwnPlaybook.objects.get(owner=alice)
    assert kept.values == {
        "title": "La mienne",
        "inherits": "consensus-fr",
        "followup1": {"days": {"short": 7, "unknown": 5, "long": 14}},
        "max_contacts": 2,
    }
    page.post(reverse("doctrine", args=[case.pk]), {"playbook": kept.key})
    case = Case.objects.get(pk=case.pk)
    planned = plan_case(case=case, now=time())
    assert (planned.playbook.title, planned.playbook.max_contacts, planned.problems) == ("La mienne", 2, ())
    assert planned.day_of("followup1").isoformat() == "2026-11-30"  # five days after, put off to the Monday

    page.post(
        reverse("own-doctrine", args=[1]), typed(thanks__ideal__mode="after_end", thanks__ideal__minutes="90")
    )
    planned = plan_case(case=Case.objects.get(pk=case.pk), now=time())
    thanks = planned.action("thanks")
    assert thanks is not None
    assert thanks.due == datetime(2026, 11, 24, 12, 30, tzinfo=PARIS)


def test_a_value_out_of_bounds_is_told_at_its_place_and_nothing_typed_is_lost(page: Client) -> None:
    wrong = typed(title="", followup1__days__long="400", max_contacts="beaucoup", thanks__ideal__at="25:99")
    answer = page.post(reverse("new-doctrine"), wrong)
    form = answer.context["page"]["form"]
    assert answer.status_code == 422
    assert {name: list(errors) for name, errors in form.errors.items()} == {
        "title": ["Donnez un nom à cette doctrine."],
        "followup1__days__long": ["400 est hors de ce qui est permis, de 1 à 90"],
        "max_contacts": ["un nombre entier était attendu, pas «beaucoup»"],
        "thanks__ideal__at": ["«25:99» n’est pas une heure ; écrire par exemple 10:00"],
    }
    text = answer.content.decode()
    assert ['value="400"' in text, 'value="beaucoup"' in text, OwnPlaybook.objects.count()] == [True, True, 0]


def test_an_empty_form_names_what_is_missing(page: Client) -> None:
    answer = page.post(reverse("new-doctrine"), {"title": "Vide", "inherits": "consensus-fr"})
    assert answer.status_code == 422
    assert list(answer.context["page"]["form"].errors["max_contacts"]) == ["il manque cette indication"]


def test_nobody_finds_the_doctrine_of_another(page: Client, bob: Owner) -> None:
    page.post(reverse("new-doctrine"), typed())
    theirs = signed_in(bob)
    numbers = [theirs.get(reverse("own-doctrine", args=[1])), theirs.post(reverse("forget-doctrine", args=[1]))]
    assert [answer.status_code for answer in numbers] == [404, 404]
    assert theirs.post(reverse("doctrines"), {"playbook": "perso-1"}).status_code == 422
    assert "La mienne" not in theirs.get(reverse("doctrines")).content.decode()


def test_forgetting_one_leaves_its_cases_on_what_it_came_from(page: Client, case: Case, alice: Owner) -> None:
    page.post(reverse("new-doctrine"), typed("voix-003"))
    page.post(reverse("doctrines"), {"playbook": "perso-1"})
    page.post(reverse("doctrine", args=[case.pk]), {"playbook": "perso-1"})
    assert page.post(reverse("forget-doctrine", args=[1])).status_code == 302
    alice.refresh_from_db()
    case.refresh_from_db()
    assert (alice.playbook, case.playbook, OwnPlaybook.objects.count()) == ("voix-003", "voix-003", 0)


def test_it_travels_with_the_rest(page: Client, case: Case, charlie: Owner) -> None:
    page.post(reverse("new-doctrine"), typed(max_contacts="2"))
    page.post(reverse("doctrine", args=[case.pk]), {"playbook": "perso-1"})
    exported = page.get(reverse("export")).content
    assert [row["values"]["title"] for row in json.loads(exported)["tables"]["playbooks"]] == ["La mienne"]
    signed_in(charlie).post(reverse("import"), {"file": SimpleUploadedFile("relance.json", exported)})
    brought = Case.objects.get(owner=charlie)
    assert plan_case(case=brought, now=brought.created_at).playbook.max_contacts == 2
