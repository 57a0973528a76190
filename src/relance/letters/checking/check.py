"""Checking a message: everything found in it, in the order it is read."""

from collections.abc import Callable, Iterator
from dataclasses import replace

from relance.letters.checking.absences import absences
from relance.letters.checking.agreement import disagreements
from relance.letters.checking.anatomy import dissect
from relance.letters.checking.codes import applies
from relance.letters.checking.form import forms
from relance.letters.checking.language import language_of
from relance.letters.checking.lapse import untrue_lapses
from relance.letters.checking.learned import opinions
from relance.letters.checking.message import Finding, Message, Speller
from relance.letters.checking.names import wrong_names
from relance.letters.checking.organisation import wrong_organisations
from relance.letters.checking.recruiter import duties
from relance.letters.checking.slots import slots
from relance.letters.checking.spelling import misspellings
from relance.letters.checking.text import Letter
from relance.letters.checking.tone import said

Looker = Callable[[Message, Letter], Iterator[Finding]]

_LOOKERS: tuple[Looker, ...] = (
    wrong_names,
    wrong_organisations,
    slots,
    disagreements,
    untrue_lapses,
    said,
    forms,
    duties,
    absences,
)


def check(message: Message, *, speller: Speller | None = None) -> tuple[Finding, ...]:
    """All the findings of a message, first those on its words, in their order, then what it lacks.

    Pure: the same message gives the same findings. A fact that is not known accuses nobody. `speller` adds
    the spelling faults of the machine's checker; without one there is none.
    """
    expected = "en" if message.locale.startswith("en") else "fr"
    letter = dissect(message.body, language_of(message.body, expected))
    letter = replace(letter, opinions=opinions(message, letter))
    found = [one for look in _LOOKERS for one in look(message, letter) if applies(one.code, message)]
    found += misspellings(message, letter, speller)
    return tuple(_in_order(found))


def _in_order(found: list[Finding]) -> list[Finding]:
    """Each code once a place, in reading order, absences last."""
    kept: dict[tuple[str, str, int, int], Finding] = {}
    for one in sorted(found, key=lambda f: (not f.excerpt, f.part != "subject", f.start, f.end)):
        kept.setdefault((one.code, one.part, one.start, one.end), one)
    return list(kept.values())
