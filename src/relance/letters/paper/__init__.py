"""What is printed: the model of a hand-written card, the sheet of references. Pure: words in, a page to compile.

What it promises: one page whatever is typed, and nothing typed is ever read as an instruction. A template is fixed
text; what people typed goes beside it as JSON, and the template only ever shows it.
"""

from relance.letters.paper.card import card
from relance.letters.paper.printable import Printable
from relance.letters.paper.references import Referee, references_sheet

__all__ = ["Printable", "Referee", "card", "references_sheet"]
