"""The recruiter's letters: every purpose, in every locale, to five candidates at once."""

from dataclasses import replace
from datetime import UTC, date, datetime
from difflib import SequenceMatcher
from itertools import combinations

import pytest

from relance.letters.checking import check, read_message
from relance.letters.drafting import (
    LOCALES,
    NEWS_PURPOSES,
    Draft,
    Missing,
    NewsPurpose,
    Told,
    draft_news,
    news_message,
)

SENT_ON = date(2026, 12, 2)
PEOPLE = (
    ("Samira Benali", "Mme"),
    ("Paul Ott", "M."),
    ("Inès Roy", ""),
    ("Marc Dubois", "M."),
    ("Léa Petit", "Mme"),
)
REASONS = {
    "fr": (
        "Une pratique plus longue du contentieux était nécessaire.",
        "l’allemand courant, que demandent deux clients",
    ),
    "en": ("We needed a longer practice of litigation.", "fluent German, which two clients ask for"),
}

_SLOW_BUT_ONE = [pytest.param(one, marks=() if one == "fr-FR" else pytest.mark.slow) for one in LOCALES]


def told(place: int, locale: str = "fr-FR") -> Told:
    french = locale.startswith("fr")
    return Told(
        candidate=PEOPLE[place][0],
        civility=PEOPLE[place][1],
        organisation="Cabinet Delmas",
        role="Juriste droit social" if french else "Legal adviser",
        interview_on=date(2026, 11, 24),
        sender="Claire Dupont",
        reasons=REASONS[locale[:2]],
        next_on=date(2026, 12, 11),
        start_on=date(2027, 1, 4),
        slots=(datetime(2026, 12, 3, 14, 30, tzinfo=UTC), datetime(2026, 12, 4, 9, tzinfo=UTC)),
        place=place,
        crowd=len(PEOPLE),
    )


def written(one: Told, purpose: NewsPurpose, locale: str = "fr-FR", variant: int = 0) -> Draft:
    found = draft_news(one, purpose, locale=locale, sent_on=SENT_ON, variant=variant)
    assert isinstance(found, Draft)
    return found


@pytest.mark.parametrize("locale", _SLOW_BUT_ONE)
@pytest.mark.parametrize("purpose", NEWS_PURPOSES)
def test_no_letter_of_ours_is_objected_to(purpose: NewsPurpose, locale: str) -> None:
    for place in range(len(PEOPLE)):
        one = told(place, locale)
        letter = written(one, purpose, locale)
        message, problems = read_message({"id": "x", **news_message(one, purpose, letter, sent_on=SENT_ON)})
        assert problems == []
        assert message is not None
        assert [(f.code, f.excerpt) for f in check(message) if f.severity != "info"] == []
        assert [letter.body[span.start : span.end] for span in letter.spans] == [
            reason.rstrip(".")[0].lower() + reason.rstrip(".")[1:] for reason in one.reasons[: len(letter.used)]
        ]


@pytest.mark.parametrize("locale", ["fr-FR", "en-GB"])
@pytest.mark.parametrize("purpose", ["refusal_with_reasons", "still_running", "slowed", "standby", "stopped"])
def test_several_candidates_read_different_words(purpose: NewsPurpose, locale: str) -> None:
    with_reasons = purpose == "refusal_with_reasons"
    panel = [told(place, locale) for place in range(len(PEOPLE))]
    letters = [written(one if with_reasons else replace(one, reasons=()), purpose, locale) for one in panel]
    middles = ["\n\n".join(letter.body.split("\n\n")[1:-1]) for letter in letters]
    for reason in REASONS[locale[:2]]:
        middles = [middle.replace(reason[1:].rstrip("."), "") for middle in middles]
    for one, other in combinations(middles, 2):
        assert SequenceMatcher(None, one.split(), other.split(), autojunk=False).ratio() < 0.6, (one, other)


def test_a_no_asks_for_its_reason() -> None:
    silent = replace(told(0), reasons=(" ",))
    assert draft_news(silent, "refusal_with_reasons", locale="fr-FR", sent_on=SENT_ON) == Missing(
        "reasons", "Pourquoi ce refus ? Une raison qui tient au poste, en une phrase."
    )


@pytest.mark.parametrize("purpose", ["still_running", "slowed", "standby"])
def test_news_ask_for_the_date_of_the_next(purpose: NewsPurpose) -> None:
    asked = draft_news(replace(told(0), next_on=None), purpose, locale="en-GB", sent_on=SENT_ON)
    assert asked == Missing("next_on", "On which day will you give the next news?")


def test_nobody_signs() -> None:
    asked = draft_news(replace(told(0), sender=""), "stopped", locale="fr-FR", sent_on=SENT_ON)
    assert asked == Missing("sender", "De quel nom signez-vous ?")


def test_what_is_not_known_is_not_said() -> None:
    """Neither interview, role, civility nor slots: the letter stands all the same."""
    bare = Told("Inès Roy", sender="Claire Dupont")
    assert written(bare, "invite").body.startswith("Bonjour Inès Roy,\n\n")
    for purpose in ("acknowledge", "invite", "offer", "stopped"):
        body = written(bare, purpose).body
        assert "{" not in body
        assert "  " not in body
        assert body.endswith("Bien cordialement,\nClaire Dupont")


def test_a_whole_letter() -> None:
    assert written(told(0), "refusal_with_reasons").body.split("\n\n") == [
        "Madame,",
        "Nous gardons un bon souvenir de notre entretien du 24 novembre et vous en remercions.",
        (
            "Notre décision est prise, et nous ne retenons pas votre candidature pour "
            "le poste de juriste droit social. "
            "Ce qui a fait la différence : une pratique plus longue du contentieux était nécessaire. "
            "Autre point à vous signaler : l’allemand courant, que demandent deux clients."
        ),
        (
            "Si vous souhaitez en parler de vive voix, je suis à votre disposition. "
            "Tous mes vœux vous accompagnent pour la suite."
        ),
        "Bien cordialement,\nClaire Dupont\nCabinet Delmas",
    ]


def test_the_same_facts_give_the_same_letter_and_a_variant_another() -> None:
    assert written(told(1), "slowed") == written(told(1), "slowed")
    assert written(told(1), "slowed").body != written(told(1), "slowed", variant=1).body


def test_unknown_words_are_refused() -> None:
    with pytest.raises(ValueError, match="unknown purpose: gossip"):
        draft_news(told(0), "gossip", locale="fr-FR", sent_on=SENT_ON)  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="unknown locale: de-DE"):
        draft_news(told(0), "offer", locale="de-DE", sent_on=SENT_ON)
