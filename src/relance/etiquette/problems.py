"""Problems: what is wrong with data somebody handed in, as values rather than exceptions."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

Severity: TypeAlias = Literal["error", "warning", "note"]


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong with an input.

    `place` says where, as the reader would point at it («people[0].civilty», «line 12», «DTSTART»); `code` names
    the sentence `wording.problems` holds; `params` fill that sentence; `suggestion` is the nearest right
    spelling or value, when there is one. An «error» means the thing could not be used; a «warning» asks for a look;
    a «note» only says what was supposed (an end one hour after the start, say).
    """

    place: str
    code: str
    params: Mapping[str, str] = field(default_factory=dict)
    suggestion: str | None = None
    severity: Severity = "error"
