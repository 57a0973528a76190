"""What happened in a case, in sentences, the latest first."""

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.urls import reverse
from django.utils.translation import gettext

from relance.records.models import Entry
from relance.web import dates, said
from relance.web.candidate.labels import label, names_of
from relance.web.candidate.outlook import Outlook
from relance.wording import say
from relance.wording.pages import STANDINGS

#: Entries that may be taken back by the user. The rest is the program's own word.
_UNDOABLE = frozenset(
    {
        Entry.Kind.DONE,
        Entry.Kind.CALL_NO_MESSAGE,
        Entry.Kind.EXTRA_CONTACT,
        Entry.Kind.REPLY,
        Entry.Kind.COMPETING_OFFER,
        Entry.Kind.NOTE,
        Entry.Kind.MOVED,
    }
)


@dataclass(frozen=True, slots=True)
class JournalLine:
    """One line of what happened; `undo` is the address that undoes it, when that is possible."""

    when: str
    words: str
    iso: str = ""
    undo: str = ""
    href: str = ""
    more: str = ""


def story_of(outlook: Outlook) -> tuple[JournalLine, ...]:
    """The journal of the current round; what was undone is left out."""
    rows = list(outlook.round.entries.all())
    undone = {row.undoes_id for row in rows if row.undoes_id is not None}
    zone = ZoneInfo(outlook.case.tz)
    lines = []
    for row in reversed(rows):
        words = _words(outlook, row)
        if row.pk in undone or not words:
            continue
        at = row.happened_at.astimezone(zone)
        letter = row.data.get("letter")
        undo = reverse("undo", args=[row.pk]) if _is_undoable(row) else ""
        href = reverse("letter", args=[letter]) if isinstance(letter, int) else ""
        mail = row.data.get("mail")
        if isinstance(mail, int):
            href = reverse("mail", args=[mail])
        more = str(row.data.get("feedback") or row.data.get("text") or "")
        lines.append(JournalLine(dates.short_moment(at), words, at.isoformat(), undo, href, more))
    return tuple(lines)


def _is_undoable(row: Entry) -> bool:
    """A letter that left has left: only what the user told may be taken back."""
    return (
        row.kind in _UNDOABLE
        and row.action not in {"interview", "calendar", "brought", "page", "page-asked", "page-gone"}
        and "letter" not in row.data
    )


def _words(outlook: Outlook, row: Entry) -> str:
    match row.kind:
        case Entry.Kind.DONE:
            to = tuple(str(one) for one in row.data.get("to", ()))
            who = names_of(to or _supposed(outlook, row.action), outlook.people)
            return label(row.action, phone=row.data.get("channel") == "phone").done % {"who": who}
        case Entry.Kind.REPLY:
            return _reply(str(row.data.get("answer") or row.data.get("kind")))
        case Entry.Kind.NOTE:
            return _note(outlook, row)
        case _:
            return _plain().get(row.kind, "")


def _supposed(outlook: Outlook, action: str) -> tuple[str, ...]:
    """To whom a step was done when the entry names nobody: those it concerned (facts.Done)."""
    facts = outlook.planned.facts
    if action == "thanks":
        return tuple(person.id for person in facts.people if person.interviewed)
    return (facts.main_contact.id,)


def _note(outlook: Outlook, row: Entry) -> str:
    if row.action == "interview":
        ahead = row.happened_at > outlook.now
        modes = {
            "onsite": gettext("Entretien sur place."),
            "video": gettext("Entretien en visio."),
            "phone": gettext("Entretien par téléphone."),
        }
        return gettext("Entretien à venir.") if ahead else modes.get(outlook.round.mode, gettext("Entretien."))
    if row.action == "calendar":
        return gettext("Invitation reçue pour cet entretien.")
    if row.action == "call_back":
        at = datetime.fromisoformat(row.data["at"]).astimezone(ZoneInfo(outlook.case.tz))
        return gettext("Ils ont demandé de rappeler %(moment)s.") % {"moment": dates.moment(at)}
    if row.action == "brought":
        return _brought(row)
    if row.action.startswith("page"):
        return _page(row)
    if row.action in {"question", "other"}:
        return _reply(row.action)
    return str(row.data.get("text") or gettext("Note."))


def _page(row: Entry) -> str:
    """What their page said, or what was asked of it; its host is the source."""
    host = str(row.data.get("host") or "")
    if row.action == "page-asked":
        return gettext("Votre relance attend aussi sur leur page (%(host)s), comme une question.") % {"host": host}
    if row.action == "page-gone":
        return gettext("Leur page (%(host)s) est fermée. La date annoncée reste.") % {"host": host}
    state = str(row.data.get("state") or "")
    words = say(STANDINGS, state, said.lang()) if state in STANDINGS else ""
    if row.data.get("next_on"):
        day = dates.day(date.fromisoformat(str(row.data["next_on"])), weekday=False)
        told = gettext("Leur page (%(host)s) : %(words)s, nouvelles au plus tard le %(day)s.")
        return told % {"host": host, "words": words, "day": day}
    return gettext("Leur page (%(host)s) : %(words)s.") % {"host": host, "words": words}


def _brought(row: Entry) -> str:
    """Where a case comes from; the day one meant to follow up is a proposal: the plan has its own."""
    told = str(row.data.get("followup_on") or "")
    if not told:
        return gettext("Repris de votre ancien suivi.")
    day = dates.day(date.fromisoformat(told), weekday=False)
    words = gettext(
        "Repris de votre ancien suivi, qui prévoyait une relance le %(day)s. Le plan propose la sienne."
    )
    return words % {"day": day}


def _plain() -> dict[str, str]:
    """Kinds whose sentence is always the same."""
    return {
        Entry.Kind.CLOSED: gettext("Dossier refermé."),
        Entry.Kind.REOPENED: gettext("Dossier rouvert."),
        Entry.Kind.PAUSED: gettext("Tout ce qui devait partir a été suspendu."),
        Entry.Kind.RESUMED: gettext("Le plan reprend."),
        Entry.Kind.CALL_NO_MESSAGE: gettext("Appelé : personne, pas de message."),
        Entry.Kind.EXTRA_CONTACT: gettext("Vous les avez contactés vous-même."),
        Entry.Kind.COMPETING_OFFER: gettext("Un autre employeur vous a fait une offre."),
        Entry.Kind.MOVED: gettext("L’entretien a été déplacé."),
    }


def _reply(answer: str) -> str:
    return {
        "invitation": gettext("Ils veulent vous revoir."),
        "second_interview": gettext("Ils veulent vous revoir."),
        "offer": gettext("Ils vous proposent le poste."),
        "rejection": gettext("Ils ont dit non."),
        "process_stopped": gettext("Le recrutement est arrêté."),
        "delay": gettext("Ils demandent plus de temps."),
        "question": gettext("Ils vous posent une question."),
        "acknowledgement": gettext("Ils ont accusé réception."),
        "ack": gettext("Ils ont accusé réception."),
    }.get(answer, gettext("Ils ont répondu."))
