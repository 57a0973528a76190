"""What may follow an answer, in words: one button a way; what an invitation holds; the moments offered."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.translation import gettext

from relance.actions.start_case import NewInterview
from relance.records.models import InboundMail
from relance.web import dates
from relance.web.candidate.labels import names_in_words


@dataclass(frozen=True, slots=True)
class Way:
    """One way on: what the button sends and says."""

    step: str
    words: str


def ways(kind: str, *, meeting: NewInterview | None = None) -> tuple[Way, ...]:
    """The ways on after an answer of that kind, the likely one first; «» keeps the answer and nothing more."""
    simple = Way("", gettext("Oui, c’est bien cela"))
    if kind == "invitation":
        noted = gettext("C’est déjà accepté : noter l’entretien")
        round_ = (Way("round", noted),) if meeting else ()
        return (
            Way("reply_invite", gettext("J’accepte : préparer la réponse")),
            *round_,
            Way("withdraw", gettext("Je me retire : préparer le mot")),
            Way("", gettext("Noter seulement")),
        )
    if kind == "offer":
        return (
            Way("acknowledge_offer", gettext("Remercier, décider à tête reposée")),
            Way("ask_time", gettext("Demander un délai")),
            Way("accept_offer", gettext("Accepter")),
            Way("decline_offer", gettext("Décliner")),
            Way("", gettext("Noter seulement")),
        )
    if kind == "question":
        return (
            Way("answer_question", gettext("Préparer la réponse")),
            Way("answered", gettext("J’ai déjà répondu")),
            Way("", gettext("Noter, je réponds plus tard")),
        )
    return (simple,)


def after(kind: str) -> str:
    """What becomes of the plan once this is noted."""
    return {
        "rejection": gettext("Une nuit d’abord : le mot de remerciement se prépare pour demain."),
        "process_stopped": gettext("Un mot de remerciement se prépare pour demain, puis le dossier se referme."),
        "delay": gettext("La suite se décale d’autant : rien ne part avant la nouvelle date."),
        "acknowledgement": gettext("Rien ne change, sauf s’ils donnent une date."),
        "question": gettext("En attendant votre réponse, rien d’autre ne part."),
        "other": gettext("Le plan reste comme il est."),
    }.get(kind, "")


def slots_of(row: InboundMail) -> list[datetime]:
    """The moments they offer: of the invitation, else of the words."""
    meeting = _meeting(row)
    if meeting and meeting["effect"] == "proposed" and not meeting["all_day"]:
        return [datetime.fromisoformat(meeting["start"])]
    return [datetime.fromisoformat(text) for text in row.reading.get("proposed_slots") or []]


def meeting_words(row: InboundMail, tz: str) -> str:
    """The invitation a mail carries, in one line: when, how, with whom."""
    meeting = _meeting(row)
    if not meeting:
        return ""
    start = datetime.fromisoformat(meeting["start"]).astimezone(ZoneInfo(tz))
    modes = {
        "video": gettext("en visio"),
        "phone": gettext("par téléphone"),
        "onsite": gettext("sur place"),
    }
    when = dates.day(start) if meeting["all_day"] else dates.moment(start)
    names = [one["name"] for one in meeting["people"] if one["name"]]
    who = gettext("avec %(names)s") % {"names": names_in_words(names)} if names else ""
    return ", ".join(part for part in (when, modes.get(meeting["mode"], ""), who, meeting["location"]) if part)


def is_cancelled(row: InboundMail) -> bool:
    """Whether the mail calls an interview off."""
    return bool(_meeting(row)) and row.reading["invitation"]["effect"] == "cancelled"


def _meeting(row: InboundMail) -> dict[str, Any]:
    return row.reading.get("invitation") or {}
