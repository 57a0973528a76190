"""Codes turned into sentences in the language of the page."""

from collections.abc import Iterable, Mapping

from django.utils.translation import get_language

from relance.actions.refusals import Refusal
from relance.etiquette.problems import Problem
from relance.web import dates
from relance.wording import Sentences, say
from relance.wording.inputs import INPUTS
from relance.wording.invitations import INVITATION_PROBLEMS
from relance.wording.mailbox import LEAVING, LINK
from relance.wording.notices import NOTICES, REFUSALS
from relance.wording.problems import PROBLEMS

_PROBLEMS: tuple[Sentences, ...] = (INPUTS, LINK, INVITATION_PROBLEMS, PROBLEMS)


def lang() -> str:
    """The language of the page."""
    return (get_language() or "fr")[:2]


def problem(one: Problem) -> str:
    """What is wrong, in a sentence; a code nobody wrote a sentence for still shows its place."""
    for table in _PROBLEMS:
        if one.code in table:
            return say(table, one.code, lang(), one.params)
    return f"{one.place}: {one.code}"


def problems(many: Iterable[Problem]) -> list[str]:
    """Every sentence, once."""
    return list(dict.fromkeys(problem(one) for one in many))


def refusal(one: Refusal) -> str:
    """Why an act is refused, and until when."""
    sentence = because(one.code, one.params)
    return f"{sentence} ({dates.moment(one.until)})" if one.until else sentence


def because(code: str, params: Mapping[str, object] | None = None) -> str:
    """The sentence of a code kept on a letter or a case; nothing for a code without one."""
    # A letter that is tried again keeps the mail server's own code: what it means here is that it was not taken.
    known = "try-later" if code in LINK or code in LEAVING else code
    return say(REFUSALS, known, lang(), params) if known in REFUSALS else ""


def notice(code: str, params: Mapping[str, object]) -> str:
    """What a notice tells; nothing for a code that only the worker uses."""
    return say(NOTICES, code, lang(), params) if code in NOTICES else ""
