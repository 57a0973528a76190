"""Every code of the checker has its sentence, and its author where there is one."""

from relance.letters.checking import CODES
from relance.wording.findings import FINDINGS, say_finding, who_says


def test_every_code_has_a_sentence_and_no_other() -> None:
    assert set(FINDINGS) == set(CODES)


def test_a_sentence_takes_its_parameters() -> None:
    assert say_finding("too-long", "fr-CA", {"words": "130", "most": "120"}).startswith("130 mots")
    assert say_finding("wrong-gender-agreement", "en", {"right": "reçue"}).endswith("“reçue”.")


def test_who_wrote_the_rule() -> None:
    assert who_says(("T-14", "F-10")).startswith("La Voix Emploi")
    assert who_says(("L1132-1",), "en") == "French Labour Code, article L. 1132-1"
    assert who_says(("2.11",)) == ""
    assert who_says(()) == ""
