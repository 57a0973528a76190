"""The model of the note to write by hand to somebody of a case."""

from datetime import datetime

from relance.actions.plan_case import CasePlan
from relance.actions.print_paper import print_paper
from relance.letters.drafting import Draft, draft
from relance.letters.paper import card


def print_note(*, planned: CasePlan, to: str, now: datetime) -> bytes | None:
    """The card to the person whose id is `to`, as a PDF; None for somebody who is not of this case."""
    facts = planned.facts
    person = next((one for one in facts.people if one.id == to), None)
    if person is None:
        return None
    locale = planned.case.owner.letter_locale
    day = now.astimezone(facts.tz).date()
    written = draft(facts, "handwritten_note", to, locale=locale, sent_on=day, allow_plain=True)
    body = written.body if isinstance(written, Draft) else ""
    return print_paper(
        card(
            body=body,
            name=person.name,
            organisation=facts.organisation,
            locale=locale,
            address=planned.case.organisation.postal_address,
        )
    )
