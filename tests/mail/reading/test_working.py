"""The working mails: what must hold of each, and how many kinds are read right."""

import importlib.util
import sys
from pathlib import Path
from typing import Any

import pytest

from relance.mail.reading import Reading, parse, read


def _rendering() -> Any:
    spec = importlib.util.spec_from_file_location("reading_rendering", Path(__file__).parent / "rendering.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["reading_rendering"] = module
    spec.loader.exec_module(module)
    return module


MAILS = {mail.id: mail for mail in _rendering().labelled()}


def _read(number: str) -> Reading:
    mail = MAILS[number]
    return read(mail.raw, region=mail.labels.get("region"), tz=mail.labels.get("tz"))


@pytest.mark.parametrize("number", MAILS)
def test_an_answer_always_stops_the_letters(number: str) -> None:
    labels = MAILS[number].labels
    if labels.get("human", True) or labels["kind"] in {"rejection", "offer", "invitation", "delay"}:
        assert _read(number).pauses


@pytest.mark.slow
def test_most_working_mails_are_read_right() -> None:
    right = [number for number in MAILS if _read(number).kind == MAILS[number].labels["kind"]]
    assert len(right) / len(MAILS) >= 0.95


def test_bounces_are_read_by_structure() -> None:
    dead, refused, text = (_read(number) for number in ("bou-01", "bou-02", "bou-03"))
    assert [(one.email, one.permanence, one.status) for one in dead.bounced] == [
        ("c.dupond@example.org", "dead", "5.1.1")
    ]
    assert [(one.email, one.permanence) for one in refused.bounced] == [("c.dupont@example.org", "refused")]
    assert [(one.email, one.permanence) for one in text.bounced] == [("c.dupont@old.example.org", "dead")]


@pytest.mark.parametrize(
    ("number", "ids"),
    [
        ("bou-01", ("letter-7@relance.test",)),
        ("bou-02", ("letter-8@relance.test",)),
        ("bou-03", ("letter-9@relance.test",)),
    ],
)
def test_the_returned_letter_is_recognised(number: str, ids: tuple[str, ...]) -> None:
    assert parse(MAILS[number].raw).returned_ids == ids


def test_late_and_read_are_neither_answers_nor_bounces() -> None:
    for number in ("bou-04", "bou-05"):
        reading = _read(number)
        assert (reading.kind, reading.pauses, reading.bounced) == ("auto_reply", False, ())


def test_the_words_that_decided_are_words_of_the_message() -> None:
    reading = _read("rej-02")
    assert reading.because
    text = " ".join(reading.text.split())
    assert all(words in text for words in reading.because)
