"""One case under several doctrines: their frises on one scale, one under the other."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.utils.translation import gettext

from relance.actions.plan_case import CasePlan
from relance.web.candidate import frise
from relance.web.candidate.outlook import Outlook
from relance.web.candidate.seals import Seals
from relance.web.candidate.strip import marks_of, silence_of

#: What is drawn: what one side hears of the other. What one does alone is the same everywhere.
_DRAWN = frozenset({"interview", "contact", "promise", "reply", "close"})


@dataclass(frozen=True, slots=True)
class Strip:
    """The frise of one doctrine, and its contacts out of the maximum."""

    frise: frise.Frise
    seals: Seals


def strips_of(plans: Sequence[CasePlan]) -> list[Strip]:
    """The frises, in the order of the plans; the first is the one the others are read against."""
    outlooks = [Outlook(planned) for planned in plans]
    drawn = [[mark for mark in marks_of(one) if mark.kind in _DRAWN] for one in outlooks]
    scale = frise.scale_of(_instants(outlooks, drawn))
    known = {(mark.name, mark.at.date()) for mark in drawn[0]} if drawn else set()
    return [
        Strip(_frise([_beside(mark, known) for mark in marks], outlook, scale), outlook.seals)
        for marks, outlook in zip(drawn, outlooks, strict=True)
    ]


def _instants(outlooks: Sequence[Outlook], drawn: Sequence[Sequence[frise.Mark]]) -> list[datetime]:
    found = [mark.at for marks in drawn for mark in marks]
    for outlook in outlooks:
        found.append(outlook.now)
        if zone := silence_of(outlook):
            found += [zone.start, zone.end]
    return found


def _beside(mark: frise.Mark, known: set[tuple[str, date]]) -> frise.Mark:
    return replace(mark, differs=(mark.name, mark.at.date()) not in known, href="", link="")


def _frise(marks: Sequence[frise.Mark], outlook: Outlook, scale: frise.Scale) -> frise.Frise:
    today = gettext("aujourd’hui")
    return frise.draw(marks, today=outlook.now, today_word=today, zone=silence_of(outlook), scale=scale)
