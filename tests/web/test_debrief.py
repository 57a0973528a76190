"""The debrief as a page: old pages, several pages, lines sorted, what it feeds, and what a phone installs."""

import json
import re
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse

from relance.actions.keep_strokes import stamp_of
from relance.actions.note_debrief import note_debrief
from relance.actions.participants import NewPerson
from relance.actions.start_case import NewInterview, add_round
from relance.records import queries
from relance.records.models import Case, Debrief, Owner, Round
from tests.web.conftest import START, make_case, signed_in


def text(answer: object) -> str:
    return unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", getattr(answer, "content", b"").decode())))


def was(page: Client, address: str) -> str:
    found = re.search(r'name="was" value="([^"]*)"', page.get(address).content.decode())
    assert found
    return found[1]


def whole(client: Client, address: str) -> bytes:
    """A static file."""
    answer = client.get(address)
    assert answer.status_code == 200
    content = b"".join(answer)
    answer.close()
    return content


def size(client: Client, address: str) -> tuple[int, int]:
    """Width and height of a PNG, as its head says."""
    head = whole(client, address)[16:24]
    return int.from_bytes(head[:4], "big"), int.from_bytes(head[4:], "big")


def kept(case: Case) -> Debrief:
    return Debrief.objects.get(round__case=case)


@pytest.fixture
def address(case: Case) -> str:
    return reverse("debrief", args=[case.pk])


def test_two_tabs_without_javascript_lose_nothing(page: Client, case: Case, address: str) -> None:
    old = was(page, address)
    page.post(address, {"was": old, "stress": "fort", "time": "9 h à 17 h"})
    answer = page.post(address, {"was": old, "stress": "faible", "time": "", "atmosphere": "calme"})
    assert answer.status_code == 409
    assert "Changé ailleurs entre-temps. Les deux sont gardés." in text(answer)
    body = answer.content.decode()
    assert '<p class="read">fort</p>' in body
    assert ">faible</textarea>" in body
    assert kept(case).answers == {"stress": "fort", "time": "9 h à 17 h", "atmosphere": "calme"}
    fresh = re.search(r'name="was" value="([^"]*)"', body)
    assert fresh
    page.post(address, {"was": fresh[1], "stress": "faible, puis fort"})
    assert kept(case).answers["stress"] == "faible, puis fort"


def test_a_stroke_without_network_comes_back_as_a_choice(page: Client, round_: Round, address: str) -> None:
    note_debrief(
        round_=round_, answers={"brakes": [{"text": "trop jeune", "answer": "dix ans"}], "travel_ok": True}
    )
    answer = page.post(
        address,
        {"round": round_.pk, "was": "brakes:0 travel_ok:0", "brake_text_0": "trop cher", "travel_ok": "no"},
        headers={"Accept": "application/json"},
    ).json()
    assert answer["conflicts"] == [
        {"field": "travel_ok", "value": "yes", "words": "Oui", "stamp": stamp_of(True)},  # noqa: FBT003
        {
            "field": "brakes",
            "value": [["trop jeune", "dix ans"]],
            "words": "trop jeune → dix ans",
            "stamp": stamp_of([{"text": "trop jeune", "answer": "dix ans"}]),
        },
    ]
    assert (answer["noted"], answer["stamps"], answer["wrong"]) == (2, {}, {})


def test_strokes_of_a_round_stay_in_it_though_the_next_one_is_open(
    page: Client, case: Case, round_: Round, address: str, alice: Owner
) -> None:
    interview = NewInterview(
        organisation="Cabinet Delmas", role="juriste", start=START.replace(day=30), people=[NewPerson("Anne Roy")]
    )
    add_round(owner=alice, case=case, interview=interview, now=START)
    page.post(address, {"round": round_.pk, "free_text": "dit au premier tour"})
    assert kept(case).round_id == round_.pk
    assert queries.current_round(case).pk != round_.pk


def test_the_round_of_another_case_is_not_found(page: Client, address: str, bob: Owner) -> None:
    other = queries.current_round(make_case(bob))
    assert page.post(address, {"round": other.pk, "free_text": "x"}).status_code == 404
    assert not Debrief.objects.exists()


def test_minutes_that_are_no_number_keep_the_rest(page: Client, case: Case, address: str) -> None:
    answer = page.post(address, {"travel_minutes": "vingt", "stress": "peu", "brake_text_0": "trop jeune"})
    assert answer.status_code == 422
    assert 'value="vingt"' in answer.content.decode()
    assert 'value="trop jeune"' in answer.content.decode()
    assert "Ce nombre n’est pas lisible" in text(answer)
    assert kept(case).answers == {"stress": "peu", "brakes": [{"text": "trop jeune", "answer": ""}]}


def test_a_line_is_sorted_by_tap_and_moved_and_taken_back(page: Client, case: Case, address: str) -> None:
    page.post(address, {"free_text": "- la fusion des équipes\n\nbonne ambiance"})
    listed = page.get(address).content.decode()
    assert re.findall(r'bilan/ranger/\?ligne=(\d)"><span>([^<]+)', listed) == [
        ("0", "la fusion des équipes"),
        ("2", "bonne ambiance"),
    ]
    sort = reverse("sort-line", args=[case.pk])
    assert "la fusion des équipes" in text(page.get(f"{sort}?ligne=0"))
    page.post(sort, {"line": "la fusion des équipes", "field": "points_missed"})
    page.post(sort, {"line": "bonne ambiance", "field": "atmosphere"})
    assert kept(case).answers == {"points_missed": ["la fusion des équipes"], "atmosphere": "bonne ambiance"}
    page.post(sort, {"line": "la fusion des équipes", "field": "job_info"})
    page.post(sort, {"line": "bonne ambiance", "field": ""})
    assert kept(case).answers == {"points_missed": [], "job_info": ["la fusion des équipes"], "atmosphere": ""}
    assert kept(case).free_text == "- la fusion des équipes\n\nbonne ambiance"
    assert page.get(f"{sort}?ligne=1")["Location"] == address
    assert page.post(sort, {"line": "x", "field": "felt"}).status_code == 404


def test_what_the_debrief_feeds_is_shown(page: Client, round_: Round, address: str) -> None:
    assert "nourrit déjà" not in text(page.get(address))
    note_debrief(round_=round_, answers={"job_info": ["la renégociation des baux sera le premier chantier"]})
    shown = re.findall(r'<li><b>([^<]+)</b><p><mark class="own">([^<]+)', page.get(address).content.decode())
    assert shown[0][0] == "Merci"
    assert "la renégociation des baux" in unescape(shown[0][1])


def test_scripts_pasted_in_a_debrief_are_words(page: Client, round_: Round, address: str) -> None:
    evil = "<script>alert(1)</script>"
    note_debrief(
        round_=round_, free_text=evil, answers={"job_info": [evil], "brakes": [{"text": evil, "answer": evil}]}
    )
    for shown in (address, reverse("question", args=[round_.case_id, "job_info"])):
        assert evil not in page.get(shown).content.decode()


@pytest.mark.django_db
def test_a_phone_is_told_how_to_install(client: Client) -> None:
    told = json.loads(client.get("/relance.webmanifest?lang=en").content)
    assert (told["start_url"], told["display"], told["lang"]) == ("/", "standalone", "en")
    assert told["share_target"]["action"] == "/partage/"
    assert [icon["sizes"] for icon in told["icons"]] == ["192x192", "512x512", "512x512"]
    assert [size(client, icon["src"]) for icon in told["icons"]] == [(192, 192), (512, 512), (512, 512)]


@pytest.mark.django_db
def test_the_service_worker_names_its_files_and_their_version(client: Client) -> None:
    answer = client.get("/sw.js")
    assert (answer["Content-Type"], answer["Cache-Control"]) == ("text/javascript", "no-cache")
    names = re.findall(r'"(/static/[^"]+)"', answer.content.decode().replace(r"\u002D", "-"))
    assert len(names) == 8
    assert [name for name in names if not whole(client, name)] == []


def test_the_page_without_network_names_nobody(alice: Owner) -> None:
    assert b"data-owner" not in signed_in(alice).get("/hors-ligne/").content


def test_today_names_the_debriefs_to_keep_at_hand(page: Client, address: str, case: Case) -> None:
    assert f'name="relance-debriefs" content="{address}"' in page.get("/").content.decode()
    page.post(address, {"complete": "1"})
    assert 'name="relance-debriefs" content=""' in page.get("/").content.decode()
    assert kept(case).completed_at is not None
