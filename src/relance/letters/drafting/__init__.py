"""Writing letters from the facts (letters.md, «Writing»): the candidate's, the recruiter's (`draft_news`). Pure.

draft(facts, "thanks", "dupont", sent_on=date(2026, 11, 25)) -> Draft | Missing
"""

from relance.letters.drafting.asking import Missing
from relance.letters.drafting.letter import Draft, draft, word_count
from relance.letters.drafting.news import NEWS_PURPOSES, NewsPurpose, Told, draft_news, news_message
from relance.letters.drafting.proof import as_message
from relance.letters.drafting.recipes import PURPOSES
from relance.letters.drafting.render import Span
from relance.letters.drafting.scene import LOCALES, locale_for, locale_of

ACTIONS: tuple[str, ...] = tuple(PURPOSES)

__all__ = [
    "ACTIONS",
    "LOCALES",
    "NEWS_PURPOSES",
    "Draft",
    "Missing",
    "NewsPurpose",
    "Span",
    "Told",
    "as_message",
    "draft",
    "draft_news",
    "locale_for",
    "locale_of",
    "news_message",
    "word_count",
]
