"""The candidate's page in a browser, as JSON and as a calendar: what it shows, never shows, and takes."""

import json
import re
from datetime import date, timedelta
from html import unescape
from typing import Any
from urllib.parse import unquote

import pytest
from django.test import Client
from django.urls import reverse
from icalendar import Calendar
from pytest_django import DjangoAssertNumQueries

from relance.actions.candidate_page import open_page
from relance.actions.open_opening import NewOpening, meet_candidate, open_opening
from relance.actions.participants import NewPerson
from relance.actions.start_case import NewInterview
from relance.actions.tell_candidates import note_news
from relance.records.models import CandidatePage, Case, Entry, Member, Opening, Owner
from tests.web.conftest import START, Time, signed_in

HERS = "s.benali@example.org"
ACTS = ("ask", "withdraw", "correct", "close")


@pytest.fixture
def opening(alice: Owner, time: Time) -> Opening:
    assert time() > START
    return open_opening(owner=alice, opening=NewOpening(title="Juriste", organisation="Cabinet Delmas"))


def met(opening: Opening, name: str, address: str, time: Time) -> Case:
    person = NewPerson(name=name, email=address, phone="+33 6 98 76 54 32")
    interview = NewInterview(organisation="", start=START, end=START + timedelta(hours=1), people=(person,))
    return meet_candidate(owner=opening.owner, opening=opening, interview=interview, now=time())


@pytest.fixture
def candidate(opening: Opening, time: Time) -> Case:
    case = met(opening, "Samira Benali", HERS, time)
    met(opening, "Paul Ott", "p.ott@example.org", time)
    note_news(case=case, kind="running", now=time(), next_on=date(2026, 12, 4))
    return case


@pytest.fixture
def secret(candidate: Case, time: Time) -> str:
    return open_page(case=candidate, now=time())


def text(answer: object) -> str:
    return unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", getattr(answer, "content", b"").decode())))


def act(secret: str, do: str, **given: str) -> Any:
    client = Client(enforce_csrf_checks=True)
    here = reverse("followed", args=[secret])
    found = re.search(r'name="seal" value="([^"]+)"', client.get(here).content.decode())
    assert found
    return client.post(here, {"seal": found[1], "do": do, "address": HERS, **given})


def test_it_says_where_things_stand_and_nothing_of_the_others(secret: str, candidate: Case) -> None:
    answer = Client().get(reverse("followed", args=[secret]))
    words = text(answer)
    assert (
        "Le recrutement suit son cours. Prochaine nouvelle, au plus tard vendredi 4\u00a0décembre."
        in words.replace("4 décembre", "4\u00a0décembre")
    )
    assert [
        one for one in ("Ott", HERS, "98 76 54", "alice</b>", "Charlie") if one in answer.content.decode()
    ] == []
    assert candidate.organisation.name in words
    assert [answer[name] for name in ("X-Robots-Tag", "Referrer-Policy", "Cache-Control")] == [
        "noindex, nofollow, noarchive", "no-referrer", "private, no-cache",
    ]  # fmt: skip
    assert '<meta name="robots" content="noindex, nofollow, noarchive">' in answer.content.decode()
    assert (dict(answer.cookies), answer.content.count(b"<script")) == ({}, 0)


def test_no_session_is_read_or_made(secret: str, bob: Owner) -> None:
    here = reverse("followed", args=[secret])
    seals = re.compile(rb'name="seal" value="[^"]+"')
    assert seals.sub(b"", signed_in(bob).get(here).content) == seals.sub(b"", Client().get(here).content)


def test_a_get_changes_nothing(secret: str) -> None:
    before = Entry.objects.count()
    for do in ACTS:
        Client().get(reverse("followed", args=[secret]), {"do": do, "address": HERS})
    assert (Entry.objects.count(), CandidatePage.objects.get().digest is not None) == (before, True)


def test_asked_once_and_seen(secret: str, time: Time) -> None:
    time.go(25, 9)
    first = act(secret, "ask")
    assert (first.status_code, first["Location"]) == (302, f"/nouvelles/{secret}/?lang=fr&fait=ask")
    time.go(25, 10)
    words = text(Client().get(first["Location"]))
    assert "Votre demande de nouvelles est arrivée." in words
    assert "Votre question est arrivée. Elle attend en haut de leur liste." in words
    assert act(secret, "ask")["Location"].endswith("fait=nothing")
    assert [entry.data["about"] for entry in Entry.objects.filter(kind=Entry.Kind.ASKED)] == ["news"]


def test_what_was_done_there_waits_on_the_recruiters_desk(
    secret: str, candidate: Case, page: Client, time: Time
) -> None:
    time.go(25, 9)
    act(secret, "ask")
    act(secret, "correct", phone="06 11 22 33 44")
    time.go(25, 10)
    desk, theirs = text(page.get(reverse("desk"))), text(page.get(reverse("candidate", args=[candidate.pk])))
    assert "Samira Benali demande des nouvelles, depuis sa page." in desk
    assert [one in theirs for one in ("a demandé des nouvelles depuis", "06 11 22 33 44")] == [True, True]
    for words in ("A demandé des nouvelles, depuis sa page.", "A corrigé ses coordonnées, depuis sa page."):
        assert words in theirs
    act(secret, "withdraw")
    time.go(25, 11)
    assert "S’est retiré·e, depuis sa page." in text(page.get(reverse("candidate", args=[candidate.pk])))


def test_a_stranger_and_a_stale_form_lose_nothing_typed(secret: str) -> None:
    answer = act(secret, "correct", address="autre@example.org", phone="06 11 22 33 44")
    assert answer.status_code == 422
    assert "Ce n’est pas l’adresse où ce lien a été envoyé : rien n’a été fait." in text(answer)
    assert 'value="06 11 22 33 44"' in answer.content.decode()
    stale = Client().post(reverse("followed", args=[secret]), {"do": "withdraw", "address": HERS, "seal": "x"})
    assert (stale.status_code, "restée ouverte trop longtemps" in text(stale)) == (422, True)
    assert Entry.objects.filter(kind__in=[Entry.Kind.ASKED, Entry.Kind.WITHDREW]).count() == 0


def test_the_key_is_written_in_no_log(secret: str, caplog: pytest.LogCaptureFixture) -> None:
    act(secret, "ask", address="autre@example.org")
    here = reverse("followed-values", args=[secret])
    Client().post(here, json.dumps({"ask": "news", "address": "x"}), content_type="application/json")
    Client().post(here, b"x" * 5000, content_type="application/json")
    names = ("followed", "followed-values", "followed-calendar")
    assert [Client().put(reverse(name, args=[secret])).status_code for name in names] == [405] * 3
    assert [record.getMessage() for record in caplog.records if secret in record.getMessage()] == []


def test_withdrawn_then_closed(secret: str, time: Time) -> None:
    time.go(25, 9)
    act(secret, "withdraw")
    assert "Votre candidature est retirée." in text(Client().get(reverse("followed", args=[secret])))
    closed = act(secret, "close")
    assert (closed.status_code, "Il ne montre plus rien à personne." in text(closed)) == (200, True)
    gone = [
        Client().get(reverse(name, args=[secret])) for name in ("followed", "followed-values", "followed-calendar")
    ]
    assert [one.status_code for one in gone] == [404, 404, 404]
    assert "Ce lien ne montre rien, ou plus rien." in text(gone[0])
    assert text(Client().get(reverse("followed", args=["inconnu"]))) == text(gone[0])


def test_the_twin_says_the_same(secret: str) -> None:
    answer = Client().get(reverse("followed-values", args=[secret]))
    assert (answer["Content-Type"], dict(answer.cookies)) == ("application/json", {})
    assert answer.json() == {
        "relance_page": 1,
        "opening": "Juriste",
        "organisation": "Cabinet Delmas",
        "state": "running",
        "next_news_on": "2026-12-04",
        "late": False,
        "last_news_on": "2026-11-24",
        "said": None,
        "contact": {"name": "Alice Martin", "email": "alice@example.org", "phone": "+33 6 00 00 00 00"},
        "asked": [],
        "kept_until": None,
    }
    again = Client().get(reverse("followed-values", args=[secret]), headers={"if-none-match": answer["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_a_program_asks_with_the_address_too(secret: str, time: Time) -> None:
    time.go(25, 9)
    here = reverse("followed-values", args=[secret])

    def post(body: object, kind: str = "application/json") -> tuple[int, object]:
        answer = Client(enforce_csrf_checks=True).post(here, json.dumps(body), content_type=kind)
        return answer.status_code, answer.json()

    assert post({"ask": "news", "address": "x@example.org"}) == (403, {"error": "address_not_the_one"})
    assert post({"ask": "news", "address": HERS}) == (200, {"asked": "news", "new": True})
    unreadable: tuple[object, ...] = ([], {"ask": "rain", "address": HERS})
    assert [post(one) for one in unreadable] == [(400, {"error": "unreadable"})] * 2
    assert post({"ask": "news", "address": HERS}, "text/plain") == (400, {"error": "unreadable"})


def test_the_calendar_moves_one_event(secret: str, candidate: Case, time: Time) -> None:
    def event(link: str) -> tuple[str, object, str]:
        calendar = Client().get(reverse("followed-calendar", args=[link])).content
        found: list[Any] = Calendar.from_ical(calendar).walk("VEVENT")
        assert len(found) == 1
        return str(found[0]["uid"]), found[0]["dtstart"].dt, str(found[0]["summary"])

    first = event(secret)
    assert first[1:] == (date(2026, 12, 4), "Nouvelles attendues · Cabinet Delmas")
    time.go(25, 9)
    note_news(case=candidate, kind="slowed", now=time(), next_on=date(2026, 12, 18))
    moved = event(open_page(case=candidate, now=time()))
    assert (moved[0], moved[1]) == (first[0], date(2026, 12, 18))


def test_it_speaks_the_language_asked_for(secret: str) -> None:
    here = reverse("followed", args=[secret])
    asked, browser = Client().get(f"{here}?lang=en"), Client().get(here, headers={"accept-language": "en"})
    assert ["The process is under way." in text(answer) for answer in (asked, browser)] == [True, True]
    assert (asked["Content-Language"], b'<html lang="en">' in asked.content) == ("en", True)


@pytest.mark.parametrize("others", [0, 3])
def test_it_costs_the_same_whatever_the_opening_holds(
    secret: str, opening: Opening, time: Time, others: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(others):
        met(opening, f"Candidat {number}", f"c{number}@example.org", time)
    with django_assert_num_queries(9):
        Client().get(reverse("followed", args=[secret]))


def test_the_recruiter_opens_renews_and_closes_it(candidate: Case, page: Client) -> None:
    here = reverse("candidate-link", args=[candidate.pk])

    def given() -> str:
        shown = page.post(here, {"do": "open"}).content.decode().partition('id="address">')[2].partition("<")[0]
        return "/" + shown.split("/", 3)[3]

    first, second = given(), given()
    assert [Client().get(one).status_code for one in (first, second)] == [404, 200]
    assert second not in page.get(here).content.decode()
    mail = page.post(here, {"do": "open"}).content.decode().partition('href="mailto:')[2].partition('"')[0]
    assert mail.startswith(
        "s.benali%40example.org?subject=O%C3%B9%20en%20est%20votre%20candidature&amp;body=Bonjour"
    )
    second = re.findall(r"/nouvelles/[\w-]+/", unquote(mail))[0]
    assert page.post(here, {"do": "close"}).status_code == 302
    assert Client().get(second).status_code == 404


def test_only_those_who_see_the_candidate_hold_the_link(
    candidate: Case, opening: Opening, bob: Owner, charlie: Owner
) -> None:
    Member.objects.create(opening=opening, owner=bob, role=Member.Role.RECRUITER)
    here = reverse("candidate-link", args=[candidate.pk])
    assert [signed_in(one).get(here).status_code for one in (bob, charlie)] == [200, 404]
    assert signed_in(charlie).post(here, {"do": "open"}).status_code == 404
    Member.objects.filter(owner=bob).update(role=Member.Role.INTERVIEWER)
    assert signed_in(bob).get(here).status_code == 404
