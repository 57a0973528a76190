"""Having a draft reworded by another: what to ask, and whether the answer added a fact. Pure.

What it promises: a name, a number, a date or an organisation that neither the draft nor the case holds is found.
What it cannot promise: a lie in plain lower-case words; that is why the user reads, and takes it or not.
"""

from relance.letters.rewording.added import added_facts
from relance.letters.rewording.asking import Question, bare, question

__all__ = ["Question", "added_facts", "bare", "question"]
