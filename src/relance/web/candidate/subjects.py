"""What a question of the bank is called on the pages."""

from relance.actions.question_bank import Banked
from relance.web import said
from relance.wording import say
from relance.wording.questions import QUESTIONS


def asked_words(one: Banked) -> str:
    """The plain question of its subject, or the words it was met in."""
    return say(QUESTIONS, one.subject, said.lang()) if one.subject in QUESTIONS else one.question
