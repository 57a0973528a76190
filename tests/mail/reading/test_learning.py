"""What was learned: the format, the same bytes from the same mails, and nothing that decides let go."""

from collections import Counter
from pathlib import Path

import pytest

from relance.mail.reading import learned, read, weighing
from relance.mail.reading.features import meanings, tokens
from relance.mail.reading.shapes import ASK_BELOW, DECISIONS, KINDS
from tools import annotated, fitting, preparing, train_reading

LEXICON = Path(learned.__file__).parent / "lexicon"
TWO = """## rejection fr-BE hard | sent=2026-11-24 | promised=2026-12-04 | feedback=yes
Subject: Suite à votre entretien
Bonjour Samira,
[rejection] Nous avons poursuivi avec une autre personne.
[reason, aside] Il nous manquait chez vous une pratique du droit social belge.
Luc Peeters

## bounce en-GB plain
[bounce] The address was not found.
"""
MAILS = annotated.written()


def test_the_format_is_read_as_it_is_written() -> None:
    first, second = annotated.parse(TWO, "nine-01")
    assert (first.id, first.hand, first.kind, first.region, first.hard) == (
        "nine-01/1",
        "nine",
        "rejection",
        "BE",
        True,
    )
    assert first.facts == {"sent": "2026-11-24", "promised": "2026-12-04", "feedback": "yes"}
    assert [sorted(line.tags) for line in first.lines] == [[], ["rejection"], ["aside", "reason"], []]
    assert (second.subject, second.zone, second.facts) == ("", "Europe/London", {})


def test_a_head_that_cannot_be_read_says_where() -> None:
    with pytest.raises(ValueError, match="nine-01, answer 1"):
        list(annotated.parse("## rejection\nBonjour\n", "nine-01"))


def test_sentences_run_on_and_names_stand_alone_in_a_rendered_mail() -> None:
    first, _ = annotated.parse(TWO, "nine-01")
    assert first.body.split("\n\n") == [
        "Bonjour Samira,",
        " ".join(line.words for line in first.lines[1:3]),
        "Luc Peeters",
    ]


def test_every_annotated_answer_is_known_by_its_kind_and_its_tags() -> None:
    assert {mail.kind for mail in MAILS} == set(KINDS)
    assert {tag for mail in MAILS for line in mail.lines for tag in line.tags} == set(learned.TAGS)
    assert min(Counter(mail.kind for mail in MAILS).values()) >= 20


def test_no_unseen_answer_is_among_those_taught() -> None:
    unseen = {mail.body for mail in annotated.written(annotated.WRITTEN.parents[1] / "unseen")}
    assert (len(unseen), unseen & {mail.body for mail in MAILS}) == (220, set())


@pytest.mark.slow
def test_the_same_mails_give_the_same_bytes() -> None:
    some = [mail for mail in MAILS if mail.hand == "four"]
    extra = preparing.single_sentences()[:200]
    first, second = (
        train_reading.train([preparing.prepared(mail) for mail in some], extra).files() for _ in range(2)
    )
    assert first == second


def test_a_table_comes_back_as_it_was_packed() -> None:
    rows = {7: [0] * 14 + [-128], 3: [127] + [0] * 14}
    table, unit = learned.unpacked(learned.packed(rows, 0.25))
    assert ({at: list(row) for at, row in table.items()}, unit) == (rows, 0.25)


def test_the_files_that_ship_are_small_and_name_only_what_is_read() -> None:
    assert (LEXICON / "model.bin").stat().st_size <= 800_000
    assert len(weighing.weights_of("verdict")["bias"]) == len(KINDS)
    assert len(weighing.weights_of("roles")["bias"]) == 3


def test_what_was_met_once_is_not_learned() -> None:
    one = fitting.Example(frozenset({"rare", "often"}), frozenset({0}), preparing.ALL_TAGS, source="a")
    others = [
        fitting.Example(frozenset({"often"}), frozenset({0}), preparing.ALL_TAGS, source=name) for name in "bcd"
    ]
    rows, _ = fitting.fit_sentences([one, *others])
    assert set(rows) == {learned.key("often")}


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("nous avons retenu un autre candidat", ["OUR", "CHOOSE", "OTHER_PERSON", "CANDIDATE"]),
        ("we went with someone else", ["OUR", "CHOOSE", "OTHER_PERSON"]),
        ("je suis absente", ["OUR", "ABSENT"]),
    ],
)
def test_words_of_one_meaning_are_one(words: str, said: list[str]) -> None:
    assert meanings(tokens(words)) == said


@pytest.mark.parametrize(
    ("body", "twin", "kind", "other"),
    [
        (
            "Nous avons finalement choisi une autre personne pour ce poste.",
            "Nous vous avons finalement choisie pour ce poste, bienvenue parmi nous.",
            "rejection",
            "offer",
        ),
        (
            "The position has been cancelled and nobody will be hired.",
            "The decision has been postponed; you are still in the running.",
            "process_stopped",
            "delay",
        ),
        (
            "Seriez-vous disponible mardi à 14h pour un second entretien ?",
            "Pourriez-vous nous envoyer la copie de vos diplômes ?",
            "invitation",
            "question",
        ),
        (
            "Bien reçu, merci beaucoup, nous revenons vers vous très vite.",
            "Nous avons pris du retard, la décision est repoussée, merci de patienter.",
            "acknowledgement",
            "delay",
        ),
    ],
)
def test_twins_are_told_apart(body: str, twin: str, kind: str, other: str) -> None:
    assert [read(_mail(body)).kind, read(_mail(twin)).kind] == [kind, other]


def _mail(body: str) -> bytes:
    head = "From: c.lambert@example.org\r\nSubject: Re: Suite\r\nDate: Tue, 24 Nov 2026 10:12:00 +0100\r\n"
    return f"{head}Content-Type: text/plain; charset=utf-8\r\n\r\nBonjour,\r\n\r\n{body}\r\n".encode()


@pytest.mark.slow
def test_nothing_that_decides_lets_a_letter_leave() -> None:
    stops = [mail for mail in MAILS if mail.kind in DECISIONS - {"bounce"}]
    left = [mail.id for mail in stops if not read(annotated.render(mail)).pauses]
    assert left == []


def test_the_user_is_asked_under_the_threshold() -> None:
    readings = [read(annotated.render(mail)) for mail in MAILS[:60]]
    assert [reading.sure for reading in readings] == [reading.confidence >= ASK_BELOW for reading in readings]
