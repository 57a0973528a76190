"""What a sentence says: found where it is said, whatever the words; left alone where it is only its twin."""

from typing import Any

import pytest

from relance.letters.checking import check
from tests.letters.checking.cases import codes, hosted, load, message, said_cases

SAID = said_cases()
# The first sentence of each code, at fault and innocent, in each language; the others when there is time.
FIRST = list({(case[0], case[2], case[4]): case for case in reversed(SAID)}.values())


@pytest.mark.parametrize(
    ("lang", "letter", "code", "sentence", "faulty"),
    FIRST,
    ids=[case[3][:60] for case in FIRST],
)
def test_sentence(lang: str, letter: str, code: str, sentence: str, *, faulty: bool) -> None:
    assert_said(lang, letter, code, sentence, faulty=faulty)


@pytest.mark.slow
def test_every_sentence(subtests: pytest.Subtests) -> None:
    for lang, letter, code, sentence, faulty in SAID:
        with subtests.test(sentence):
            assert_said(lang, letter, code, sentence, faulty=faulty)


def assert_said(lang: str, letter: str, code: str, sentence: str, *, faulty: bool) -> None:
    found = codes(check(hosted(lang, letter, sentence)))
    if letter == "refusal" and faulty:
        found = [one for one in found if one != "no-reason"]
    right = code in found if faulty else found == []
    assert right, found


LETTERS = load("names_fr.yaml")


@pytest.mark.parametrize(
    "letter", LETTERS, ids=[f"{i}-{'-'.join(x['expect']) or 'clean'}" for i, x in enumerate(LETTERS)]
)
def test_letter(letter: dict[str, Any]) -> None:
    case = {
        "role": "Juriste",
        "organisation": letter.get("organisation", "Cabinet Delmas"),
        "candidate": {"name": letter.get("name", "Samira Benali"), "gender": letter.get("gender", "f")},
        "interview_date": "2026-11-10",
        "recipient": letter.get("recipient", {"name": "Claire Dupont", "civility": "Mme"}),
        "tu_offered": letter.get("tu", False),
        "agency": letter.get("agency"),
        "refusal": {"reasons": None} if letter["purpose"] == "after_rejection" else None,
        "invitation": letter.get("invitation"),
    }
    read = message(
        purpose=letter["purpose"],
        locale=letter.get("locale", "fr-FR"),
        case={key: value for key, value in case.items() if value is not None},
        sent_on=letter["sent_on"],
        subject=letter.get("subject", "Merci"),
        body=letter["body"],
    )
    assert codes(check(read)) == sorted(letter["expect"])


CLEAN = load("clean.yaml")


@pytest.mark.parametrize("letter", CLEAN, ids=[f"{i}-{x['purpose']}" for i, x in enumerate(CLEAN)])
def test_an_ordinary_letter_is_left_alone(letter: dict[str, Any]) -> None:
    english = letter.get("locale", "fr").startswith("en")
    case = {
        "role": "Analyst" if english else "Juriste",
        "organisation": "Delmas Ltd" if english else "Cabinet Delmas",
        "candidate": {"name": "Tom Reed", "gender": "m"} if english else {"name": "Samira Benali", "gender": "f"},
        "interview_date": "2026-11-10",
        "recipient": {"name": "Jane Smith", "civility": "Ms"}
        if english
        else {"name": "Claire Dupont", "civility": "Mme"},
        "refusal": {"reasons": None},
        "process": {"state": "running"},
        **({"invitation": letter["invitation"]} if "invitation" in letter else {}),
    }
    read = message(
        purpose=letter["purpose"],
        locale=letter.get("locale", "fr-FR"),
        case=case,
        sent_on=letter["sent_on"],
        body=letter["body"],
    )
    assert check(read) == ()
