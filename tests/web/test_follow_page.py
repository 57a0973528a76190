"""The page where a candidate pastes the link of the employer's page, and what the case then shows."""

import re
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse

from relance.actions.follow_page import follow_page, read_page
from relance.actions.page_door import PageGoneError, PageValues, read_values
from relance.records.models import Case, FollowedPage
from relance.web.candidate import followed_page
from tests.web.conftest import Time

ADDRESS = "https://delmas.test/nouvelles/abcdefghijklmnopqrstuvwxyz/"


class Pages:
    """An employer's page: what it says is set by hand."""

    day, state, gone = "2026-12-04", "running", False

    def read(self, address: str, etag: str) -> PageValues | None:
        assert (address.endswith(".json"), etag) == (True, "")
        if self.gone:
            raise PageGoneError
        raw = f'{{"relance_page": 1, "state": "{self.state}", "next_news_on": "{self.day}"}}'
        return read_values(raw.encode(), "")

    def ask(self, address: str, typed: str) -> bool:
        raise AssertionError(address + typed)


@pytest.fixture
def pages(monkeypatch: pytest.MonkeyPatch) -> Pages:
    made = Pages()
    monkeypatch.setattr(followed_page, "_PAGES", made)
    return made


def text(answer: object) -> str:
    return unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", getattr(answer, "content", b"").decode())))


def test_pasted_followed_told_and_left(page: Client, case: Case, pages: Pages, time: Time) -> None:
    here = reverse("follow-page", args=[case.pk])
    assert page.post(here, {"address": ADDRESS}).status_code == 302
    shown = text(page.get(reverse("case", args=[case.pk])))
    assert "Leur page (delmas.test) : le recrutement suit son cours." in shown
    assert "nouvelles au plus tard le 4\u00a0décembre." in shown.replace("4 décembre", "4\u00a0décembre")
    pages.day, pages.state = "2026-12-18", "standby"
    time.go(25, 9)
    read_page(page=FollowedPage.objects.get(case=case), now=time(), pages=pages)
    today = text(page.get(reverse("today")))
    assert "Leur page dit que le recrutement est en attente." in today
    assert "Leur page annonce des nouvelles au plus tard vendredi 18\u00a0décembre. Le plan suit." in today.replace(
        "18 décembre", "18\u00a0décembre"
    )
    pages.gone = True
    time.go(26, 9)
    read_page(page=FollowedPage.objects.get(case=case), now=time(), pages=pages)
    assert "Elle est fermée : la date annoncée reste, mais ne bougera plus seule." in text(page.get(here))
    assert page.post(here, {"do": "stop"}).status_code == 302
    assert FollowedPage.objects.count() == 0


def test_what_cannot_be_followed_keeps_what_was_pasted(page: Client, case: Case, pages: Pages) -> None:
    here = reverse("follow-page", args=[case.pk])
    answer = page.post(here, {"address": "http://delmas.test/a"})
    assert (answer.status_code, 'value="http://delmas.test/a"' in answer.content.decode()) == (422, True)
    assert "L’adresse doit commencer par https://" in text(answer)
    pages.gone = True
    assert "Ce lien ne montre rien, ou plus rien." in text(page.post(here, {"address": ADDRESS}))


def test_the_secret_is_shown_nowhere(page: Client, case: Case, pages: Pages, time: Time) -> None:
    follow_page(case=case, address=ADDRESS, now=time(), pages=pages)
    for name in ("follow-page", "case"):
        assert "abcdefghijkl" not in page.get(reverse(name, args=[case.pk])).content.decode()
