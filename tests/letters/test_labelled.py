"""The labelled letters are well formed; what the checker makes of them is measured elsewhere."""

from collections import Counter
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

pytestmark = pytest.mark.slow

FOLDER = Path(__file__).parent / "labelled"
FRENCH = {"fr-FR", "fr-BE", "fr-CH", "fr-CA", "fr-MA"}
ENGLISH = {"en-GB", "en-US"}
RECRUITER = {"recruiter_news", "recruiter_refusal"}
CANDIDATE = {"thanks", "followup", "after_rejection", "reply_invite", "withdraw", "acknowledge_offer"}
REPLIES = {"reply_invite", "withdraw", "acknowledge_offer"}
EVERYONE = CANDIDATE | RECRUITER
AFTER = {"after_rejection"}

WHERE: dict[str, set[str]] = {
    "waiting-for-answer": {"thanks", "followup"},
    "competing-offer": CANDIDATE,
    "anger": CANDIDATE,
    "contests-decision": AFTER,
    "reproach": CANDIDATE,
    "pressure": CANDIDATE,
    "insistence-after-refusal": AFTER,
    "self-deprecation": CANDIDATE,
    "excuse-or-flattery": CANDIDATE,
    "thanks-missing": {"thanks"} | REPLIES | AFTER,
    "interest-missing": {"thanks", "followup"},
    "nothing-specific": {"thanks"},
    "availability-missing": {"thanks", "followup", "reply_invite"},
    "nothing-new": {"followup"},
    "feedback-not-asked": AFTER,
    "too-long": {"thanks", "followup"},
    "same-text": {"thanks"},
    "wrong-name": EVERYONE,
    "wrong-organisation": CANDIDATE,
    "wrong-gender-agreement": CANDIDATE,
    "unfilled-slot": EVERYONE,
    "untrue-lapse": CANDIDATE,
    "tu-vous-mix": EVERYONE,
    "foreign-region-word": EVERYONE,
    "no-greeting": EVERYONE,
    "no-closing": EVERYONE,
    "no-subject": EVERYONE,
    "closing-mismatch": EVERYONE,
    "shouting": EVERYONE,
    "spelling": EVERYONE,
    "attachment-missing": CANDIDATE,
    "no-reason": {"recruiter_refusal"},
    "unlawful-ground": {"recruiter_refusal"},
    "no-next-date": {"recruiter_news"},
    "do-not-reply-tone": RECRUITER,
    "false-hope": RECRUITER,
}
FRENCH_ONLY = {"wrong-gender-agreement", "tu-vous-mix", "foreign-region-word"}
WITHOUT_WORDS = {
    "thanks-missing",
    "interest-missing",
    "nothing-specific",
    "availability-missing",
    "nothing-new",
    "feedback-not-asked",
    "too-long",
    "same-text",
    "no-greeting",
    "no-closing",
    "no-subject",
    "no-reason",
    "no-next-date",
}
MESSAGE_KEYS = {"purpose", "locale", "case", "sent_on", "attachments", "subject", "body"}
CASE_KEYS = {
    "role",
    "organisation",
    "candidate",
    "interview_date",
    "recipient",
    "other_messages",
    "debrief",
    "tu_offered",
    "agency",
    "refusal",
    "invitation",
    "offer",
    "sender",
    "process",
}

Letter = dict[str, Any]


@cache
def half(name: str) -> list[Letter]:
    return [
        letter
        for path in sorted((FOLDER / name).glob("*.yaml"))
        for letter in yaml.safe_load(path.read_text(encoding="utf-8"))
    ]


def every() -> list[Letter]:
    return half("working") + half("report")


def ids(letters: list[Letter]) -> list[str]:
    return [letter["id"] for letter in letters]


def test_ids_are_unique_and_split_by_parity() -> None:
    assert len(set(ids(every()))) == len(every())
    assert {int(name[1:]) % 2 for name in ids(half("working"))} == {1}
    assert {int(name[1:]) % 2 for name in ids(half("report"))} == {0}


def test_letters_are_well_formed(subtests: pytest.Subtests) -> None:
    for letter in every():
        with subtests.test(letter["id"]):
            assert_well_formed(letter)


def assert_well_formed(letter: Letter) -> None:
    assert set(letter) == {"id", "hard", "message", "expect"}
    message = letter["message"]
    assert set(message) == MESSAGE_KEYS
    assert message["purpose"] in EVERYONE
    assert message["locale"] in FRENCH | ENGLISH
    assert set(message["case"]) - CASE_KEYS == set()
    assert date.fromisoformat(message["sent_on"]).isoformat() == message["sent_on"]
    assert isinstance(message["attachments"], list)
    assert message["body"].strip() != ""


def test_labels_belong_to_their_letter(subtests: pytest.Subtests) -> None:
    for letter in every():
        with subtests.test(letter["id"]):
            assert_labels_belong(letter)


def assert_labels_belong(letter: Letter) -> None:
    message = letter["message"]
    for label in letter["expect"]:
        code, excerpt = label["code"], label["excerpt"]
        assert message["purpose"] in WHERE[code], code
        assert message["locale"] in FRENCH or code not in FRENCH_ONLY, code
        assert (excerpt == "") == (code in WITHOUT_WORDS), code
        assert excerpt in message["body"], excerpt
    places = [(label["code"], label["excerpt"]) for label in letter["expect"]]
    assert len(set(places)) == len(places)
    if message["attachments"]:
        assert "attachment-missing" not in {code for code, _ in places}
    assert (message["subject"] == "") == ("no-subject" in {code for code, _ in places})


def test_the_set_is_as_large_and_as_varied_as_promised() -> None:
    letters = every()
    clean = [letter for letter in letters if letter["expect"] == []]
    french = [letter for letter in letters if letter["message"]["locale"] in FRENCH]
    assert (len(letters), len(clean), len(french)) == (458, 199, 345)
    assert {letter["message"]["locale"] for letter in letters} == FRENCH | ENGLISH
    assert {letter["message"]["purpose"] for letter in letters} == EVERYONE


@pytest.mark.parametrize("code", sorted(WHERE))
def test_every_code_is_met_often_enough(code: str) -> None:
    counts = {
        name: Counter(label["code"] for letter in half(name) for label in letter["expect"])[code]
        for name in ("working", "report")
    }
    assert sum(counts.values()) >= 8
    assert min(counts.values()) >= 3
