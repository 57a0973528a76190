"""The recruiter's duties: what is owed to each candidate met, when, and because of which rule (QL-01 to QL-07).

`duties(opening, now) -> Board` is pure, as `plan` is: the same engine from the other chair.
"""

from relance.etiquette.duties.board import Board, Duty, Retention, duties
from relance.etiquette.duties.law import LegalDuty, laws
from relance.etiquette.duties.opening import Asked, Chosen, Met, News, Opening, Turn, Withdrew
from relance.etiquette.duties.openingfile import read_opening
from relance.etiquette.duties.plain import board_values
from relance.etiquette.duties.standing import STANDINGS, Standing, standing

__all__ = [
    "STANDINGS",
    "Asked",
    "Board",
    "Chosen",
    "Duty",
    "LegalDuty",
    "Met",
    "News",
    "Opening",
    "Retention",
    "Standing",
    "Turn",
    "Withdrew",
    "board_values",
    "duties",
    "laws",
    "read_opening",
    "standing",
]
