"""Our own drafts, one wording of each case and purpose, as messages to check: nothing is at fault in them."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from itertools import product

from relance.letters.checking import Message, read_message
from relance.letters.drafting import (
    ACTIONS,
    NEWS_PURPOSES,
    Draft,
    Told,
    as_message,
    draft,
    draft_news,
    news_message,
)
from tests.letters.drafting.invented import ENGLISH, FRENCH, leaves, situation


def candidates() -> Iterator[Message]:
    """What candidates would send, by the invented cases of the tests."""
    cases = [(facts, "fr-FR") for facts in FRENCH.values()] + [(facts, "en-GB") for facts in ENGLISH.values()]
    for turn, (bare, locale) in enumerate(cases):
        for action in (action for action in ACTIONS if action != "inform_competing_offer"):
            facts = situation(bare, action)
            person, on = facts.main_contact, leaves(facts, action)
            found = draft(facts, action, person.id, locale=locale, variant=turn % 3, sent_on=on, allow_plain=True)
            if isinstance(found, Draft):
                message, _ = read_message(
                    as_message(facts, action, person, found, sent_on=on, competing_offer="never")
                )
                if message is not None:
                    yield message


_SENT_ON = date(2026, 12, 2)


def _told(place: int, *, french: bool) -> Told:
    """The news of one process to one of two candidates."""
    return Told(
        candidate=("Samira Benali", "Paul Ott")[place],
        civility=("Mme", "M.")[place] if french else ("Ms", "Mr")[place],
        organisation="Cabinet Delmas",
        role="Juriste droit social" if french else "Legal adviser",
        interview_on=date(2026, 11, 24),
        sender="Claire Dupont",
        reasons=("l’allemand courant, que demandent deux clients",)
        if french
        else ("fluent German, which two clients ask for",),
        next_on=date(2026, 12, 11),
        start_on=date(2027, 1, 4),
        slots=(datetime(2026, 12, 3, 14, 30, tzinfo=UTC), datetime(2026, 12, 4, 9, tzinfo=UTC)),
        place=place,
        crowd=2,
    )


def recruiters() -> Iterator[Message]:
    """The news a recruiter would send."""
    for locale, place, turn in product(("fr-FR", "en-GB"), range(2), range(3)):
        for purpose in NEWS_PURPOSES:
            one = _told(place, french=locale == "fr-FR")
            found = draft_news(one, purpose, locale=locale, sent_on=_SENT_ON, variant=turn)
            if isinstance(found, Draft):
                message, _ = read_message(news_message(one, purpose, found, sent_on=_SENT_ON))
                if message is not None:
                    yield message
