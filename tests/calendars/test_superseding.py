from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from relance.calendars.invitations import Invitation, newest, same_meeting, supersedes
from relance.calendars.invitations.choosing import is_cancelled, is_reply

START = datetime(2026, 11, 24, 9, tzinfo=UTC)
OLD = Invitation("Entretien", START, START + timedelta(hours=1), uid="u", sequence=3, dtstamp=START)


def test_higher_sequence_wins() -> None:
    assert supersedes(replace(OLD, sequence=4), OLD)
    assert not supersedes(replace(OLD, sequence=2, dtstamp=START + timedelta(days=1)), OLD)


def test_same_sequence_later_stamp_wins() -> None:
    assert supersedes(replace(OLD, dtstamp=START + timedelta(seconds=1)), OLD)
    assert not supersedes(replace(OLD), OLD)
    assert not supersedes(replace(OLD, dtstamp=None), OLD)


def test_cancellation_is_always_obeyed() -> None:
    outdated = replace(OLD, sequence=0, dtstamp=START - timedelta(days=3), cancelled=True)
    assert supersedes(outdated, OLD)


def test_of_copies_without_order_the_cancellation_holds_unless_clearly_older() -> None:
    cancelled = replace(OLD, sequence=0, cancelled=True)
    older = replace(cancelled, dtstamp=START - timedelta(days=3))
    assert newest((OLD, cancelled)) == newest((cancelled, OLD)) == cancelled
    assert newest((OLD, older)) == newest((older, OLD)) == OLD


def test_a_newer_request_brings_the_meeting_back() -> None:
    cancelled = replace(OLD, cancelled=True)
    assert supersedes(replace(OLD, sequence=4), cancelled)
    assert not supersedes(OLD, cancelled)


def test_other_meetings_are_left_alone() -> None:
    assert not supersedes(replace(OLD, uid="v", sequence=9), OLD)
    assert not supersedes(replace(OLD, uid=""), replace(OLD, uid=""))
    assert not supersedes(replace(OLD, recurrence_id="20261124T090000Z", sequence=9), OLD)


def test_a_cancelled_series_takes_its_occurrences() -> None:
    occurrence = replace(OLD, recurrence_id="20261124T090000Z")
    assert same_meeting(replace(OLD, cancelled=True), occurrence)
    assert not same_meeting(replace(occurrence, cancelled=True), OLD)


def test_replies_change_nothing() -> None:
    assert not supersedes(replace(OLD, sequence=9, is_reply=True), OLD)


@pytest.mark.parametrize(
    "summary",
    [
        "Annulé : Entretien",
        "Annulé: Entretien",
        "Annulé\u00a0: Entretien",
        "ANNULÉ - Entretien",
        "Annulée : rencontre",
        "[Annulé] Entretien",
        "Canceled: Interview",
        "Cancelled: Interview",
        "Canceled event: Interview",
        "CANCELED Interview",
        "[EXTERNE] Annulé : Entretien",
        "Annulation : Entretien",
        "Annulation de votre entretien",
        "Entretien annulé",
        "Abgesagt: Interview",
        "Geannuleerd: Interview",
    ],
)
def test_summaries_that_call_off(summary: str) -> None:
    assert is_cancelled("PUBLISH", "CONFIRMED", summary)


@pytest.mark.parametrize("summary", ["Entretien", "Interview: cancellation policy analyst", "Annulaire", ""])
def test_summaries_that_do_not(summary: str) -> None:
    assert not is_cancelled("REQUEST", "", summary)


@pytest.mark.parametrize(
    ("method", "summary", "reply"),
    [
        ("REPLY", "Entretien", True),
        ("COUNTER", "Entretien", True),
        (None, "Refusé : Entretien", True),
        (None, "Accepted: Interview", True),
        ("REQUEST", "Accepted: Interview", False),
        (None, "Entretien", False),
    ],
)
def test_replies(method: str | None, summary: str, *, reply: bool) -> None:
    assert is_reply(method, summary) is reply
