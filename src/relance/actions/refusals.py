"""A refused act: the door that is locked, why, until when."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from relance.etiquette.problems import Problem


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why something is not done: `code` for wording.notices, rule ids, and the instant at which it opens again."""

    code: str
    because: tuple[str, ...] = ()
    until: datetime | None = None
    params: Mapping[str, str] = field(default_factory=dict)


class RefusedError(Exception):
    """Raised when an act is refused; nothing was changed."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.code)
        self.refusal = refusal


class BadInputError(Exception):
    """Raised with every problem of what was typed; nothing was changed."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__(", ".join(f"{problem.place}: {problem.code}" for problem in problems))
        self.problems = problems
