"""Which of the meetings of a file is meant, and whether one is called off."""

import re
from collections.abc import Sequence
from datetime import datetime

from relance.calendars.invitations.interviews import fold
from relance.calendars.invitations.invitation import Invitation
from relance.etiquette.problems import Problem

# What calendars put before the summary of a meeting called off, in the languages of their users.
_CANCELLED = re.compile(
    r"\s*(?:\[(?!annul|cancel)[^\]]{1,20}\]\s*|[\[(*!]+\s*)?(?:"
    r"(?:cancel+ed|annulee?s?|annule\(e\)|abgesagt|geannuleerd|annullato|cancelad[oa])(?!\w)"
    r"|(?:evenement annule|reunion annulee|rendez-vous annule|entretien annule|entrevue annulee)\b"
    r"|interview cancel+ed\b"
    r"|(?:annulation|cancellation)\s*[:\-–—]|annulation "
    r"(?:de |du |d')(?:l'|votre |notre )?(?:entre|inter|rendez|reunion)"
    r")"
)


# What a reply's summary begins with, where METHOD does not say that it is one.
_ANSWERED = re.compile(r"(?:accepted|accepte|declined|refuse|tentative|tentatively accepted|provisoire)\s?:\s")


def is_reply(method: str | None, summary: str) -> bool:
    """Whether this answers the reader's own meeting: nothing in it is an invitation, nor a refusal of anything."""
    if method is not None:
        return method in {"REPLY", "COUNTER", "DECLINECOUNTER", "REFRESH"}
    return _ANSWERED.match(fold(summary)) is not None


def is_cancelled(method: str | None, status: str, summary: str) -> bool:
    """Whether a meeting is called off: by METHOD, by STATUS, or only by the words before its summary."""
    if method == "CANCEL" or status.upper() in {"CANCELLED", "CANCELED"}:
        return True
    return _CANCELLED.match(fold(summary)) is not None


def choose(invitations: Sequence[Invitation], now: datetime | None) -> tuple[Invitation, list[Problem]]:
    """The interview among what was read; two of them are both named, and the next to come is proposed."""
    interviews = [one for one in invitations if one.is_interview]
    pool = interviews or list(invitations)
    if now is not None:
        pool = [one for one in pool if one.end >= now] or pool
    pool = [one for one in pool if not one.cancelled] or pool
    best = max(one.score for one in pool)
    ordered = (
        sorted(pool, key=lambda one: one.start)
        if interviews
        else sorted(pool, key=lambda one: (one.is_reply, best - one.score, one.start))
    )
    chosen = ordered[0]
    doubts = []
    if len(interviews) > 1:
        others = [one for one in interviews if one is not chosen]
        shown = {"first": _named(chosen), "second": _named(others[0]), "count": str(len(interviews))}
        doubts.append(Problem("file", "several_interviews", shown, severity="warning"))
    elif not interviews and len(invitations) > 1:
        doubts.append(Problem("file", "no_interview_among", {"count": str(len(invitations))}, severity="warning"))
    if chosen.cancelled:
        doubts.append(Problem("file", "cancelled", {"summary": chosen.summary[:80]}, severity="note"))
    if now is not None and chosen.end < now and not chosen.recurs:
        doubts.append(Problem("file", "in_the_past", {"date": f"{chosen.start:%Y-%m-%d}"}, severity="note"))
    return chosen, doubts


def _named(invitation: Invitation) -> str:
    return f"«{invitation.summary[:80]}» ({invitation.start:%Y-%m-%d %H:%M})"
