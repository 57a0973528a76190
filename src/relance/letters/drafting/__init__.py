"""Writing the candidate's letters from the facts of the case (letters.md, «Writing»). Pure.

draft(facts, "thanks", "dupont", sent_on=date(2026, 11, 25)) -> Draft | Missing
"""

from relance.letters.drafting.asking import Missing
from relance.letters.drafting.letter import Draft, draft, word_count
from relance.letters.drafting.proof import as_message
from relance.letters.drafting.recipes import PURPOSES
from relance.letters.drafting.render import Span
from relance.letters.drafting.scene import LOCALES, locale_of

ACTIONS: tuple[str, ...] = tuple(PURPOSES)

__all__ = ["ACTIONS", "LOCALES", "Draft", "Missing", "Span", "as_message", "draft", "locale_of", "word_count"]
