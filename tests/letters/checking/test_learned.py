"""The learned opinion: what it hears, how it is written down, and the annotated letters it is taught from."""

from datetime import date
from importlib import resources

import pytest

from relance.letters.checking import check
from relance.letters.checking.features import BUCKETS, senses_of
from relance.letters.checking.learned import LABELS, MODEL, opinions
from relance.letters.checking.linear import packed, shipped, unpacked
from tests.letters.checking.cases import codes, hosted
from tools.checking_texts import sentences
from tools.train_checking import train
from tools.written_letters import TEXTS, dissected, read_written, written

WRITTEN = """## followup fr-FR | org=Cabinet Delmas | role=Juriste | to=Mme Claire Dupont, DRH | from=Samira Benali, f | interview=2026-11-24 | sent=2026-12-07 | files=cv.pdf
# lacks: nothing-new, availability-missing (a fair judge)
Madame,
[pressure] Il me faut votre réponse avant jeudi.
[interest, new] Depuis, j'ai relu l'arrêt dont nous parlions.
[closing] Cordialement,
Samira Benali
"""  # noqa: E501  (the head of an annotated letter is one line)


def test_an_annotated_letter_is_read() -> None:
    one = read_written(WRITTEN, "one-01:1")
    about = one.message.about
    assert (one.message.where, one.message.sent_on, one.message.attachments) == (
        "followup",
        date(2026, 12, 7),
        ("cv.pdf",),
    )
    assert (about.organisation, about.recipient.name, about.recipient.civility, about.gender) == (
        "Cabinet Delmas",
        "Claire Dupont",
        "Mme",
        "f",
    )
    assert one.lacks == {"nothing-new", "availability-missing"}
    assert [(one.message.body[start:end], sorted(tags)) for start, end, tags in one.spans if tags] == [
        ("Il me faut votre réponse avant jeudi.", ["pressure"]),
        ("Depuis, j'ai relu l'arrêt dont nous parlions.", ["interest", "new"]),
        ("Cordialement,", ["closing"]),
    ]


@pytest.mark.slow
def test_the_same_sentences_give_the_same_bytes() -> None:
    some = list(sentences())[:150]
    first = packed(*train(some, len(LABELS), BUCKETS))
    assert packed(*train(some, len(LABELS), BUCKETS)) == first
    assert len(unpacked(first).rows) == BUCKETS


def test_the_model_is_small_and_says_something_of_every_label() -> None:
    assert len(resources.files("relance.letters.checking").joinpath(MODEL).read_bytes()) < 400_000
    assert len(shipped(MODEL).bias) == len(LABELS)
    shares = shipped(MODEL).shares([])
    assert [label for label, share in zip(LABELS, shares, strict=True) if share > 0.5] == []


def test_a_packed_weight_comes_back() -> None:
    model = unpacked(packed([[1.0, -1.0], [0.0, 0.5]], [0.25, -0.25]))
    assert [round(share, 3) for share in model.shares([0])] == [0.777, 0.223]
    assert model.bias == (0.25, -0.25)


def test_words_of_one_sense_are_known_in_both_languages() -> None:
    assert "answer" in senses_of("reponses")
    assert "answer" in senses_of("reply")
    assert senses_of("chaudiere") == ()


# Sentences no file of the tests holds: a fault, and its innocent twin.
TWINS = [
    ("fr", "followup", "pressure", "Il me faut impérativement votre décision avant mercredi soir."),
    ("fr", "followup", "competing-offer", "Une autre société vient de me proposer un contrat mieux payé."),
    ("en", "followup", "waiting-for-answer", "I am still eagerly waiting for your reply."),
    ("fr", "thanks", "self-deprecation", "Je sais que je suis nul et que d'autres sont bien meilleurs que moi."),
]
INNOCENT = [
    ("fr", "followup", "Rien ne presse, décidez à votre rythme."),
    ("fr", "followup", "Aucune autre société ne m'a fait de proposition."),
    ("en", "followup", "I am not waiting for a reply to this."),
    ("fr", "thanks", "Je sais que je peux apprendre vite ce qui me manque encore."),
]


@pytest.mark.parametrize(("lang", "letter", "code", "sentence"), TWINS)
def test_a_fault_in_new_words_is_heard(lang: str, letter: str, code: str, sentence: str) -> None:
    found = check(hosted(lang, letter, sentence))
    assert codes(found) == [code]
    assert found[0].excerpt.rstrip(".") in sentence


@pytest.mark.parametrize(("lang", "letter", "sentence"), INNOCENT)
def test_its_twin_is_left_alone(lang: str, letter: str, sentence: str) -> None:
    assert codes(check(hosted(lang, letter, sentence))) == []


def test_a_greeting_is_not_judged() -> None:
    message = hosted("fr", "followup", "Je reste à Lens.")
    letter = dissected(message)
    assert [bool(one) for one, sentence in zip(opinions(message, letter), letter.sentences, strict=True)] == [
        sentence.kind != "greeting" for sentence in letter.sentences
    ]


def test_no_unseen_letter_is_among_those_taught() -> None:
    unseen, taught = ({one.message.body for one in some} for some in (written(TEXTS / "unseen"), written()))
    assert (len(unseen), unseen & taught) == (173, set())
