# ruff: noqa: E501 -- letters and tables are written on their line
"""The promises of `check`: exact words, one finding a place, nothing for lack of facts, nothing that breaks it."""

import time
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from relance.letters.checking import CODES, PURPOSES, Fault, Finding, check, read_message
from tests.letters.checking.cases import codes, hosted, message

BODY = (
    "Bonjour Monsieur Dupond,\n\nVous m’aviez promis une réponse vendredi\u00a0; je n’ai rien reçu !! "
    "J'attends votre retour.\n\nJe vous prie d'agréer, Monsieur, mes salutations.\n\nSamira [Nom]\n"
)
CASE = {
    "recipient": {"name": "Claire Dupont", "civility": "Mme"},
    "candidate": {"name": "Samira Benali", "gender": "f"},
}


def _found(**data: Any) -> tuple[Finding, ...]:
    return check(message(**data))


def test_excerpts_are_the_exact_words_in_reading_order() -> None:
    read = message(purpose="followup", locale="fr-FR", case=CASE, body=BODY)
    found = check(read)
    assert [one.excerpt for one in found] == [read.body[one.start : one.end] for one in found]
    said = [one for one in found if one.excerpt]
    assert said == sorted(said, key=lambda one: (one.start, one.end))
    assert len({(one.code, one.start, one.end) for one in found}) == len(found)
    assert {"wrong-name", "reproach", "shouting", "unfilled-slot"} <= set(codes(found))


def test_typographic_marks_change_nothing() -> None:
    plain = BODY.replace("’", "'").replace("\u00a0", " ")
    assert codes(check(message(purpose="followup", locale="fr-FR", case=CASE, body=plain))) == codes(
        check(message(purpose="followup", locale="fr-FR", case=CASE, body=BODY))
    )


def test_same_message_same_findings() -> None:
    read = message(purpose="followup", locale="fr-FR", case=CASE, body=BODY)
    assert check(read) == check(read)


def test_english_waits_with_less_blame() -> None:
    french = check(hosted("fr", "followup", "Je suis dans l'attente de votre décision."))
    english = check(hosted("en", "followup", "I am still waiting for your decision."))
    assert [(one.code, one.severity, one.because) for one in french] == [("waiting-for-answer", "error", ("F-10",))]
    assert [(one.code, one.severity, one.because) for one in english] == [("waiting-for-answer", "info", ("F-10",))]


def test_competing_offer_may_be_told_where_the_playbook_informs() -> None:
    sentence = "Une autre société m'a fait une proposition."
    body = hosted("fr", "followup", sentence).body
    told = {"purpose": "followup", "locale": "fr-FR", "body": body}
    assert [one.severity for one in _found(**told)] == ["error"]
    assert [one.severity for one in _found(**told, playbook="english-speaking")] == ["info"]
    assert codes(_found(**(told | {"purpose": "inform_competing_offer"}))) == []


@pytest.mark.parametrize(
    ("words", "purpose", "expected"),
    [(110, "thanks", None), (130, "thanks", "warning"), (230, "thanks", "error"), (130, "followup", "warning"), (190, "followup", "error"), (80, "voicemail", "warning")],
)  # fmt: skip
def test_length(words: int, purpose: str, expected: str | None) -> None:
    read = message(
        purpose=purpose, locale="fr-FR", body=f"Bonjour,\n\n{'mot ' * (words - 2)}\n\nCordialement,\nSamira"
    )
    long = [one.severity for one in check(read) if one.code == "too-long"]
    assert long == ([expected] if expected else [])


def test_same_text_for_two_interviewers() -> None:
    body = hosted("fr", "thanks", "Merci aussi pour le café.").body
    other = body.replace("Madame Dupont", "Monsieur Roy").replace("le café", "le thé")
    case = {"other_messages": [other]}
    assert codes(check(message(purpose="thanks", locale="fr-FR", case=case, body=body))) == ["same-text"]
    different = (
        "Bonjour Monsieur Roy,\n\nMerci pour la visite des quais et pour vos chiffres.\n\nCordialement,\nSamira"
    )
    assert (
        codes(check(message(purpose="thanks", locale="fr-FR", case={"other_messages": [different]}, body=body)))
        == []
    )


def test_without_facts_nobody_is_accused() -> None:
    body = "Bonjour Madame Dupond,\n\nMerci pour hier chez Orvalis, je suis ravi.\n\nVoir pièce jointe.\n\nCordialement,\nS."
    read, problems = read_message({"body": body})
    assert read is not None
    assert problems == []
    assert check(read) == ()


@pytest.mark.parametrize("locale", ["fr-FR", "en-US", "de-DE", ""])
def test_a_letter_in_another_language_is_not_judged(locale: str) -> None:
    body = (
        "Sehr geehrte Frau Dupont,\n\nvielen Dank für das freundliche Gespräch von gestern und die Vorstellung Ihrer "
        "Abteilung. Ich freue mich auf die nächsten Schritte.\n\nMit freundlichen Grüßen\nSamira Benali"
    )
    found = {}
    for purpose in (*PURPOSES, "", "nonsense"):
        read, _ = read_message({"purpose": purpose, "locale": locale, "subject": "Dank", "body": body})
        assert read is not None
        found[purpose] = check(read)
    assert set(found.values()) == {()}, found


@pytest.mark.slow
@pytest.mark.parametrize(
    "body",
    ["", " \n\t", "\x00\x01\ufeff", "<p>Bonjour</p><b>x", "-- ", "> tout est cité", "a" * 100_000, "!\n" * 5_000, "é" * 3 + "\u0301" * 400, "((((" * 900, "« " * 2_000],
)  # fmt: skip
@pytest.mark.parametrize("purpose", ["thanks", "after_rejection", "recruiter_refusal"])
def test_odd_bodies_break_nothing(body: str, purpose: str) -> None:
    read, _ = read_message({"purpose": purpose, "locale": "fr-FR", "body": body})
    assert read is not None
    for one in check(read):
        assert one.code in CODES
        assert body[one.start : one.end] == one.excerpt


@pytest.mark.slow
@pytest.mark.parametrize(
    "piece",
    ["Je vous remercie de tout cela et ", "agréer madame la ", "Monsieur Dupont, ", "« [x {{ ", "TRÈS URGENT "],
)
def test_a_long_text_takes_no_more_than_its_length(piece: str) -> None:
    body = (piece * 100_000)[:100_000]
    read = message(purpose="followup", locale="fr-FR", case=CASE, sent_on="2026-11-20", body=body)
    before = time.process_time()
    check(read)
    assert time.process_time() - before < 10


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=300), st.sampled_from([*PURPOSES]), st.sampled_from(["fr-FR", "fr-CA", "en-GB"]))
def test_any_text_is_checked(body: str, purpose: str, locale: str) -> None:
    read, _ = read_message(
        {"purpose": purpose, "locale": locale, "case": CASE, "sent_on": "2026-11-20", "body": body}
    )
    assert read is not None
    for one in check(read):
        assert body[one.start : one.end] == one.excerpt


class _Speller:
    """Takes «postex» for a slip of «poste», «xyz» for one of «xy», «grand» for a fault of grammar."""

    def faults(self, text: str, *, language: str) -> list[Fault]:
        assert language == "fr"
        found = []
        for word, kind in (("postex", "word"), ("xyz", "word"), ("Delmaz", "word"), ("grand", "grammar")):
            start = text.find(word)
            if start >= 0:
                found.append(Fault(start, start + len(word), kind, (word[:-1],)))  # type: ignore[arg-type]
        return found


def test_spelling_goes_through_the_speller_handed_in() -> None:
    """A word nobody knows is a slip only when a common word is near: «xyz» may be a word of the trade."""
    read = message(
        purpose="thanks",
        locale="fr-FR",
        case={"organisation": "Delmaz"},
        body=hosted("fr", "thanks", "Le postex de xyz chez Delmaz est grand.").body,
    )
    assert [(one.code, one.excerpt, one.fix) for one in check(read, speller=_Speller())] == [
        ("spelling", "postex", "poste"),
        ("spelling", "grand", "gran"),
    ]


@pytest.mark.parametrize(
    ("sentence", "mended"),
    [
        ("J'attends votre réponse avec impatience.", "Je reste à votre disposition pour tout complément."),
        ("Dans l’attente de votre réponse, je reste joignable.", "Je reste joignable."),
        ("Merci encore !!", "Merci encore !"),
    ],
)
def test_a_fix_leaves_a_correct_sentence(sentence: str, mended: str) -> None:
    read = hosted("fr", "followup", sentence)
    (one,) = check(read)
    assert one.fix is not None
    body = read.body[: one.start] + one.fix + read.body[one.end :]
    assert mended in body
    assert check(hosted("fr", "followup", mended)) == ()


def test_every_code_has_a_place_and_a_severity() -> None:
    assert _found(body="Bonjour,\n\nRien.\n\nCordialement,") == ()
    assert {code.severity for code in CODES.values()} == {"error", "warning", "info"}
    assert all(code.where for code in CODES.values())
