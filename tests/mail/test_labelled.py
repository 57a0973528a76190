"""The labelled set is what the reading is measured by: its own shape must hold before any figure means anything."""

import importlib.util
import sys
from collections import Counter
from datetime import date, datetime
from email import message_from_bytes, policy
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

FOLDER = Path(__file__).parent / "labelled"


def load_builder() -> ModuleType:
    name = "labelled_mail_builder"
    spec = importlib.util.spec_from_file_location(name, FOLDER / "builder.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


builder = load_builder()
HALVES = {half: builder.load(half) for half in builder.HALVES}
MAILS = [mail for mails in HALVES.values() for mail in mails]
SMALLEST_KIND = 30
SMALLEST_SET = 600


def test_every_id_is_used_once_and_its_parity_says_its_half() -> None:
    assert sorted(mail.id for mail in MAILS) == list(range(1, len(MAILS) + 1))
    assert {mail.id % 2 for mail in HALVES["working"]} == {1}
    assert {mail.id % 2 for mail in HALVES["report"]} == {0}


def test_the_two_halves_are_of_one_size_and_one_make() -> None:
    assert abs(len(HALVES["working"]) - len(HALVES["report"])) <= 1
    kinds = {half: Counter(mail.expect["kind"] for mail in mails) for half, mails in HALVES.items()}
    for kind in builder.KINDS:
        both = kinds["working"][kind] + kinds["report"][kind]
        assert abs(kinds["working"][kind] - kinds["report"][kind]) <= max(4, both // 6), kind


def test_the_set_is_as_large_hard_and_wide_as_promised() -> None:
    assert len(MAILS) >= SMALLEST_SET
    kinds = Counter(mail.expect["kind"] for mail in MAILS)
    assert set(kinds) == set(builder.KINDS)
    assert min(kinds.values()) >= SMALLEST_KIND, kinds
    hard = sum(mail.hard for mail in MAILS) / len(MAILS)
    assert 0.45 <= hard <= 0.6
    english = sum(mail.expect["language"] == "en" for mail in MAILS) / len(MAILS)
    assert 0.22 <= english <= 0.38
    assert {mail.region for mail in MAILS} >= {"FR", "BE", "CH", "CA-QC", "MA", "GB", "US"}
    assert {mail.shape for mail in MAILS} == set(builder.SHAPES)


@pytest.mark.parametrize("mail", MAILS, ids=lambda mail: str(mail.id))
def test_labels_are_well_formed(mail: Any) -> None:
    expect = mail.expect
    assert expect["kind"] in builder.KINDS
    assert expect["language"] in {"fr", "en"}
    assert isinstance(expect["is_human"], bool)
    assert isinstance(expect["feedback_given"], bool)
    sent_on = mail.sent_at.date()
    for fact in ("promised_date", "reply_deadline", "out_of_office_until"):
        if expect[fact] is not None:
            assert 0 <= (date.fromisoformat(expect[fact]) - sent_on).days <= 400, fact
    for slot in expect["proposed_slots"]:
        assert datetime.fromisoformat(slot).strftime("%Y-%m-%dT%H:%M") == slot
        assert 0 <= (datetime.fromisoformat(slot).date() - sent_on).days <= 150
    assert set(mail.also_right) <= set(expect)
    for fact, values in mail.also_right.items():
        assert expect[fact] not in values, fact


@pytest.mark.parametrize("mail", MAILS, ids=lambda mail: str(mail.id))
def test_the_raw_message_parses_and_ends_its_lines_rightly(mail: Any) -> None:
    raw = builder.render(mail)
    assert raw.count(b"\n") == raw.count(b"\r\n")
    message = message_from_bytes(raw, policy=policy.compat32)
    assert message["From"]
    assert message["Date"]
    assert [part for part in message.walk() if not part.is_multipart()]
    assert not any(part.defects for part in message.walk())


def test_no_two_mails_are_the_same_text() -> None:
    assert len({mail.body + mail.html + mail.calendar + mail.status + mail.returned for mail in MAILS}) == len(
        MAILS
    )
