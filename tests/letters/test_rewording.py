"""What a rewording may not add."""

import pytest

from relance.letters.rewording import added_facts, bare, question

DRAFT = """Madame,

Je vous remercie de notre entretien du mardi 24 novembre au sujet du poste de juriste. J’ai conduit trois ans de \
contentieux prud’homal, et j’ai pu en parler avec M. Ricard.

Votre équipe de 4 juristes m’a donné très envie de rejoindre le Cabinet Delmas.

Bien cordialement,
Samira Benali
06 00 00 00 07"""
KNOWN = ("Claire Dupont", "Paul Ricard", "Cabinet Delmas", "c.dupont@delmas.test")
ORDINARY = {"merci", "cette", "forte", "diriger", "votre", "orange", "travailler", "écrivez", "jean"}


@pytest.mark.parametrize(
    "answer",
    [
        DRAFT,
        "Madame,\n\nMerci de cet échange. Forte de 3 ans de contentieux, je souhaite vous rejoindre.",
        "Avec quatre juristes, votre équipe me plaît. Cette rencontre avec Paul Ricard aussi.",
        "« Diriger » une équipe : voilà qui me plaît au Cabinet Delmas, Madame Dupont.",
        "I worked three years there. Thank you.",
        "Écrivez-moi : c.dupont@delmas.test, ou au 06 00 00 00 07.",
        "",
    ],
)
def test_what_the_draft_or_the_case_says_may_be_said_otherwise(answer: str) -> None:
    known = (*KNOWN, "Avec Thank")
    assert added_facts(answer, DRAFT, known, is_word=ORDINARY.__contains__) == ()


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        ("J’ai conduit cinq ans de contentieux.", ("cinq",)),
        ("J’ai conduit 5 ans de contentieux.", ("5",)),
        ("J’ai conduit vingt-quatre dossiers, puis trente-deux.", ("trente-deux",)),
        ("Une dizaine de dossiers.", ("dizaine",)),
        ("Rappelez-moi jeudi ou demain.", ("jeudi", "demain")),
        ("Nous étions en mars 2024.", ("mars", "2024")),
        ("Mon passage chez Mirabeau SA m’a formée.", ("Mirabeau", "SA")),
        ("Microsoft m’a formée.", ("Microsoft",)),
        ("J’ai un Master de l’ESSEC.", ("Master", "ESSEC")),
        ("Merci à M. Durand.", ("Durand",)),
        ("Voyez www.benali.test ou samira@benali.test.", ("www.benali.test", "samira@benali.test")),
        ("J’ai parlé avec Jean-Pierre et Jean-Pierre.", ("Jean-Pierre",)),
        ("Jean-Pierre était là.", ("Jean-Pierre",)),
        ("Orange m’a formée. Travailler chez Orange m’a plu.", ("Orange",)),
        ("Ma prétention est de 45k€.", ("45k",)),
        ("Tuesday the 25th suits me.", ("Tuesday", "25th")),
    ],
)
def test_what_neither_says_is_told(answer: str, told: tuple[str, ...]) -> None:
    known = (*KNOWN, "Rappelez Nous Une Voyez Ma Mon")
    assert added_facts(answer, DRAFT, known, is_word=ORDINARY.__contains__) == told


def test_without_a_dictionary_an_unknown_opening_is_taken_for_a_name() -> None:
    assert added_facts("Forte de cela. Votre équipe.", DRAFT, ()) == ("Forte",)


@pytest.mark.parametrize(
    ("answer", "letter"),
    [("```\nMadame,\r\n\r\nMerci.\n```", "Madame,\n\nMerci."), ("```text\nOui\n```", "Oui"), ("  Oui\n", "Oui")],
)
def test_the_wrapping_is_taken_off(answer: str, letter: str) -> None:
    assert bare(answer) == letter


def test_the_question_holds_the_letter_as_it_is() -> None:
    assert question(DRAFT, "fr-CH").letter == DRAFT
    assert question(DRAFT, "en-US").asked.startswith("Here is a letter")
