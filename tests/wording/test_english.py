"""Every code has its English, with the places of the French; the catalogue is neither stale nor uncompiled."""

import string

import pytest
from babel.messages.catalog import Catalog

from relance.wording import LANGUAGES, Sentences, say, sentence
from relance.wording.findings import FINDINGS
from relance.wording.steps import ACTIONS, say_weekday
from tools.messages import WORDS, gather_words, is_fresh, merged, missing, po_bytes


def test_every_code_has_its_english() -> None:
    assert missing(merged(gather_words(), WORDS)) == []


def test_the_catalogue_is_up_to_date() -> None:
    assert is_fresh(merged(gather_words(), WORDS), WORDS)


def test_english_keeps_the_places_of_the_french() -> None:
    catalog = merged(gather_words(), WORDS)
    assert [m.context for m in catalog if m.id and places(str(m.id)) != places(str(m.string))] == []


def places(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_no_sentence_has_blanks_around_it() -> None:
    words = [
        (m.context, text) for m in merged(gather_words(), WORDS) if m.id for text in (str(m.id), str(m.string))
    ]
    assert [context for context, text in words if text.strip() != text] == []


def test_a_changed_french_sentence_asks_to_read_its_english_again() -> None:
    changed = Catalog(locale="en", fuzzy=False)
    changed.add("Dire un grand merci", context="actions.thanks")
    changed.add("Chanter", context="actions.sing")
    assert missing(merged(changed, WORDS)) == ["actions.thanks: Dire un grand merci", "actions.sing: Chanter"]
    assert b'#, fuzzy\nmsgctxt "actions.thanks"\nmsgid "Dire un grand merci"\nmsgstr "Say thank you"' in po_bytes(
        changed
    )


@pytest.mark.parametrize(
    ("lang", "said"),
    [("fr", "Relancer"), ("fr-CA", "Relancer"), ("FR", "Relancer"), ("en", "Follow up"), ("en-GB", "Follow up")],
)
def test_french_is_said_in_french_and_the_rest_in_english(lang: str, said: str) -> None:
    assert say(ACTIONS, "followup1", lang) == said


def test_neither_environment_nor_locale_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    for variable in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.setenv(variable, "de_DE.UTF-8")
    assert [say(ACTIONS, "thanks", lang) for lang in LANGUAGES] == ["Remercier", "Say thank you"]


def test_a_missing_parameter_shows_as_its_name() -> None:
    table = Sentences("nobody", {"hello": "Bonjour {name}, de {place}"})
    assert say(table, "hello", "fr", {"name": "Zoé"}) == "Bonjour Zoé, de {place}"
    assert sentence(table, "hello", "fr") == "Bonjour {name}, de {place}"


def test_a_code_nobody_wrote_is_an_error() -> None:
    with pytest.raises(KeyError):
        say(FINDINGS, "no-such-code", "en")


def test_days_of_the_week_are_said_in_short() -> None:
    assert [say_weekday(day, "fr") for day in (0, 6)] == ["lun.", "dim."]
    assert [say_weekday(day, "en") for day in (0, 6)] == ["Mon", "Sun"]
