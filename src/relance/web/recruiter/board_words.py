"""The sentence on top of a board: who waits, and until when."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils.translation import gettext, ngettext

from relance.web import dates
from relance.web.candidate.headline import Headline, number_word


def sentence(counts: Mapping[str, Any], now: datetime, *, met: bool) -> Headline:
    """The most pressing first, then what comes after; `now` is local, `met` whether anybody was received."""
    said = [words for key in ("late", "today", "tomorrow") if (words := _waiting(key, int(counts[key])))]
    if said:
        return Headline(said[0], said[1] if len(said) > 1 else "")
    first: datetime | None = counts["first"]
    if first is not None:
        when = dates.near_day(first.astimezone(now.tzinfo).date(), now)
        return Headline(gettext("Personne n’attend de nouvelles avant %(when)s.") % {"when": when})
    if met:
        return Headline(gettext("Tout le monde a eu sa réponse."))
    return Headline(gettext("Recevoir quelqu’un, puis tenir parole."))


def _waiting(when: str, count: int) -> str:
    if not count:
        return ""
    values = {"count": number_word(count, feminine=True)}
    if when == "late":
        return (
            ngettext(
                "Une personne attend depuis trop longtemps.",
                "%(count)s personnes attendent depuis trop longtemps.",
                count,
            )
            % values
        )
    if when == "today":
        return ngettext(
            "Une personne attend une réponse promise pour aujourd’hui.",
            "%(count)s personnes attendent une réponse promise pour aujourd’hui.", count,
        ) % values  # fmt: skip
    return ngettext(
        "Une personne attend une réponse promise pour demain.",
        "%(count)s personnes attendent une réponse promise pour demain.", count,
    ) % values  # fmt: skip
