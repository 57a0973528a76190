"""No address that is a key is written in a log, whatever Django refuses there."""

import logging
from types import SimpleNamespace

import pytest
from django.test import Client
from django.urls import URLPattern
from gunicorn.config import Config
from gunicorn.glogging import Logger

from relance.site import gunicorn_conf
from relance.site.masking import SecretAddresses
from relance.web.urls import urlpatterns

SECRET = "q5nWJzX0eB7s2mVtYkRcAfLd"
KEYS = [
    "/" + str(one.pattern) for one in urlpatterns if isinstance(one, URLPattern) and "secret>" in str(one.pattern)
]


def logged(caplog: pytest.LogCaptureFixture, method: str, path: str) -> list[str]:
    caplog.clear()
    getattr(Client(raise_request_exception=False), method)(path)
    return [record.getMessage() for record in caplog.records if record.name.startswith("django")]


def test_every_key_has_an_address_here() -> None:
    assert KEYS == [
        "/nouvelles/<str:secret>.json",
        "/nouvelles/<str:secret>.ics",
        "/nouvelles/<str:secret>/",
        "/agenda/<str:secret>.ics",
    ]


@pytest.mark.django_db
@pytest.mark.parametrize("pattern", KEYS)
def test_neither_a_wrong_method_nor_a_wrong_address_tells_the_key(
    pattern: str, caplog: pytest.LogCaptureFixture
) -> None:
    path = pattern.replace("<str:secret>", SECRET)
    for method in ("get", "post", "put", "delete", "options"):
        assert [line for line in logged(caplog, method, path) if SECRET in line] == []
    for mangled in (path.rstrip("/") + "/x", path.upper(), "/x" + path, path + "%20%0Awords", path + ">"):
        assert [
            line for line in logged(caplog, "get", mangled) if SECRET in line.replace(SECRET.upper(), SECRET)
        ] == []


@pytest.mark.django_db
def test_what_is_masked_is_logged_all_the_same(caplog: pytest.LogCaptureFixture) -> None:
    assert logged(caplog, "get", f"/nouvelles/{SECRET}.json") == ["Not Found: /nouvelles/…"]
    assert logged(caplog, "put", f"/agenda/{SECRET}.ics") == ["Method Not Allowed (PUT): /agenda/…"]
    assert logged(caplog, "get", "/nothing-here/") == ["Not Found: /nothing-here/"]


def test_a_page_that_breaks_tells_no_key(caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(**_: str) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("relance.web.account.feed.find_feed", broken)
    assert logged(caplog, "get", f"/agenda/{SECRET}.ics") == ["Internal Server Error: /agenda/…"]


def test_the_console_masks_whoever_speaks() -> None:
    mask = SecretAddresses()
    record = logging.LogRecord(
        "x", logging.INFO, "x", 1, "%(path)s %(n)d", ({"path": f"/agenda/{SECRET}", "n": 3},), None
    )
    assert (mask.filter(record), record.getMessage()) == (True, "/agenda/… 3")
    plain = logging.LogRecord("x", logging.INFO, "x", 1, f"see /nouvelles/{SECRET}/", (), None)
    assert (mask.filter(plain), plain.getMessage()) == (True, "see /nouvelles/…")


def test_gunicorn_tells_no_key_of_a_request_that_broke() -> None:
    lines: list[str] = []

    class Kept(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            lines.append(record.getMessage())

    log = Logger(Config())
    gunicorn_conf.on_starting(SimpleNamespace(log=log))
    log.error_log.addHandler(kept := Kept())
    try:
        log.error("Error handling request %s %s", "GET", f"/agenda/{SECRET}.ics")
    finally:
        log.error_log.removeHandler(kept)
    assert lines == ["Error handling request GET /agenda/…"]
