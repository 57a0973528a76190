"""Write docs/letters.md: forty letters as Relance writes them, from the invented cases of the tests.

python tools/letters_page.py            writes the page
"""

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

from relance.letters.drafting import Draft, draft, word_count  # noqa: E402
from tests.letters.drafting.invented import ENGLISH, FRENCH, leaves, situation  # noqa: E402

PAGE = ROOT / "docs" / "letters.md"

# (case, action, person, locale, variant); None: the main contact, the region's locale.
CHOSEN: tuple[tuple[str, str, int, str | None, int], ...] = (
    ("delmas", "thanks", 0, None, 0),
    ("delmas", "thanks", 1, None, 0),
    ("delmas", "thanks", 2, None, 0),
    ("delmas", "thanks", 3, None, 0),
    ("delmas", "followup1", 0, None, 0),
    ("delmas", "followup2", 0, None, 0),
    ("soignante", "thanks", 0, None, 0),
    ("soignante", "handwritten_note", 0, None, 0),
    ("paysagiste", "followup1", 0, None, 0),
    ("paysagiste", "call", 0, None, 0),
    ("comptable", "thanks", 0, None, 0),
    ("comptable", "linkedin_invite", 1, None, 0),
    ("sans-genre", "thanks", 0, None, 0),
    ("neutre", "thanks", 0, None, 0),
    ("neutre", "reply_invite", 0, None, 0),
    ("libraire", "thanks", 0, None, 1),
    ("acheteur", "followup1", 0, None, 0),
    ("agence", "thanks", 0, None, 0),
    ("telephone", "thanks", 0, None, 0),
    ("notaire", "withdraw", 0, None, 0),
    ("restaurant", "reply_invite", 0, None, 0),
    ("ecole", "acknowledge_offer", 0, None, 0),
    ("mairie", "accept_offer", 0, None, 0),
    ("archi", "decline_offer", 0, None, 0),
    ("labo", "ask_time", 0, None, 0),
    ("data", "inform_competing_offer", 0, None, 0),
    ("social", "thank_and_ask_feedback", 0, None, 0),
    ("commercial", "thank_after_rejection", 0, None, 0),
    ("chauffeur", "ask_feedback_again", 0, None, 0),
    ("vendeuse", "keep_in_touch", 0, None, 0),
    ("seconde", "voicemail", 0, None, 0),
    ("tuiles", "thanks", 0, None, 0),
    ("geneve", "thanks", 0, None, 0),
    ("quebec", "thanks", 0, None, 0),
    ("quebec", "thank_and_ask_feedback", 0, None, 0),
    ("casablanca", "followup1", 0, None, 0),
    ("leeds", "thanks", 0, None, 0),
    ("bath", "followup1", 0, None, 0),
    ("boston", "thanks", 0, None, 0),
    ("chicago", "thank_and_ask_feedback", 0, None, 0),
)

HEAD = """# Forty letters

Written by `relance draft` from the invented cases of `tests/letters/drafting/cases/`, one after another, as they
come: nobody touched them up. Words in **bold** are the candidate's own facts, the ones the page highlights.
This page is made by `python tools/letters_page.py`; a test fails when it is not what the program writes.

A case gives its notes as people scribble them («j'ai oublié de parler de mon anglais», «portefeuille de 400
clients»). A note whose shape is understood is fitted to a sentence; one that is not («gestion contentieux
prud'hommes 3 ans») is asked for: «comment le diriez-vous à Mme Dupont ?», with a sentence to finish. Notes written
for oneself (pay, another offer, what went wrong) never go in.
"""


def page() -> str:
    """The whole page."""
    parts = [HEAD]
    cases = {**FRENCH, **ENGLISH}
    for number, (case, action, place, locale, variant) in enumerate(CHOSEN, 1):
        facts = situation(cases[case], action)
        to = facts.people[place].id if place else facts.main_contact.id
        written = draft(facts, action, to, locale=locale, variant=variant, sent_on=leaves(facts, action))
        if not isinstance(written, Draft):
            raise TypeError(f"{case} {action}: {written.question}")
        parts.append(_letter(number, case, action, written))
    return "\n".join(parts)


def _letter(number: int, case: str, action: str, written: Draft) -> str:
    body, at = "", 0
    for span in written.spans:
        body += written.body[at : span.start] + f"**{written.body[span.start : span.end]}**"
        at = span.end
    body += written.body[at:]
    quoted = "\n".join(f"> {line}  " if line else ">" for line in body.split("\n"))
    subject = f"> {written.subject}\n>\n" if written.subject else ""
    return (
        f"## {number}. {action}: {case}, {written.locale}, {word_count(written.body)} words\n\n{subject}{quoted}\n"
    )


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
