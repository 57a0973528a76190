"""What happened with a candidate, in sentences: what was announced, news, questions, letters."""

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.urls import reverse
from django.utils.translation import gettext

from relance.actions.end_interview import ANNOUNCED
from relance.records.facts import entries_of, promise_from
from relance.records.models import Case, Entry, Owner, Round
from relance.records.openings import rounds_of
from relance.web import dates

_MINE_TO_UNDO = frozenset((Entry.Kind.NEWS, Entry.Kind.ASKED, Entry.Kind.WITHDREW, Entry.Kind.EXTRA_CONTACT))


@dataclass(frozen=True, slots=True)
class InterviewLine:
    """One interview: when, what was announced in its words, and where its notes are."""

    when: str
    announced: str
    notes_href: str
    ending_href: str
    is_last: bool
    is_over: bool


@dataclass(frozen=True, slots=True)
class StoryLine:
    """One line of what happened."""

    when: str
    iso: str
    words: str
    more: str = ""
    href: str = ""
    undo: str = ""


def interviews_of(case: Case, now: datetime) -> tuple[InterviewLine, ...]:
    """The interviews, the latest first."""
    rounds, zone = rounds_of(case), ZoneInfo(case.tz)
    return tuple(
        InterviewLine(
            when=dates.moment(round_.starts_at.astimezone(zone)),
            announced=_announced(round_),
            notes_href=reverse("interview-notes", args=[case.pk, round_.number]),
            ending_href=reverse("end-of-interview", args=[case.pk]),
            is_last=round_ is rounds[-1],
            is_over=round_.ends_at <= now,
        )
        for round_ in reversed(rounds)
    )


def story_of(case: Case, owner: Owner) -> tuple[StoryLine, ...]:
    """The journal of all interviews, the latest first; what was undone is left out."""
    rows = [entry for round_ in rounds_of(case) for entry in entries_of(round_)]
    undone, zone = {row.undoes_id for row in rows if row.undoes_id}, ZoneInfo(case.tz)
    lines = []
    for row in sorted(rows, key=lambda one: (one.happened_at, one.pk), reverse=True):
        words = _words(row)
        if row.pk in undone or not words:
            continue
        at, letter = row.happened_at.astimezone(zone), row.data.get("letter")
        theirs = row.data.get("by") == "page"
        mine = row.kind in _MINE_TO_UNDO and not theirs and letter is None and row.owner_id == owner.pk
        lines.append(
            StoryLine(
                when=dates.short_moment(at),
                iso=at.isoformat(),
                words=words,
                more=_more(row),
                href=reverse("letter", args=[letter]) if letter and row.owner_id == owner.pk else "",
                undo=reverse("undo", args=[row.pk]) if mine else "",
            )
        )
    return tuple(lines)


def _announced(round_: Round) -> str:
    promise = getattr(round_, "promise", None)
    if promise is None:
        return ""
    if promise.said:
        return f"« {promise.said} »"
    if promise.promised_on:
        return gettext("Une nouvelle annoncée pour %(day)s.") % {"day": dates.day(promise.promised_on)}
    if promise.kind == "days" and promise.n:
        return gettext("Une nouvelle annoncée sous %(n)s jours.") % {"n": promise.n}
    if promise.kind == "end_of_week":
        return gettext("Une nouvelle annoncée pour la fin de la semaine.")
    return gettext("« On vous rappellera », sans date.")


def _words(row: Entry) -> str:
    if row.kind == Entry.Kind.NEWS:
        by_letter = "letter" in row.data
        return _news(row.action, by_letter=by_letter)
    if row.data.get("by") == "page":
        return _from_their_page(row)
    if row.kind == Entry.Kind.ASKED:
        why = row.data.get("about") == "reasons"
        return gettext("A demandé pourquoi c’est non.") if why else gettext("A demandé des nouvelles.")
    if row.kind == Entry.Kind.NOTE and row.action == ANNOUNCED:
        return gettext("Fin d’entretien notée.")
    return {
        Entry.Kind.WITHDREW: gettext("S’est retiré·e."),
        Entry.Kind.EXTRA_CONTACT: gettext("Vous lui avez écrit de votre messagerie."),
        Entry.Kind.CLOSED: gettext("Dossier rangé."),
        Entry.Kind.REOPENED: gettext("Dossier rouvert."),
        Entry.Kind.MOVED: gettext("L’entretien a été déplacé."),
        Entry.Kind.PAUSED: gettext("Un message est arrivé : vos lettres ont été suspendues."),
    }.get(Entry.Kind(row.kind), "")


def _from_their_page(row: Entry) -> str:
    """What the candidate did themselves (docs/candidate-page.md)."""
    about = str(row.data.get("about") or "")
    return {
        "news": gettext("A demandé des nouvelles, depuis sa page."),
        "reasons": gettext("A demandé pourquoi c’est non, depuis sa page."),
        "correction": gettext("A corrigé ses coordonnées, depuis sa page."),
    }.get(about, gettext("S’est retiré·e, depuis sa page."))


def _news(kind: str, *, by_letter: bool) -> str:
    words = {
        "running": gettext("Nouvelle : cela suit son cours."),
        "slowed": gettext("Nouvelle : cela ralentit."),
        "standby": gettext("Nouvelle : c’est suspendu."),
        "stopped": gettext("Réponse : le poste ne sera pas pourvu."),
        "refusal": gettext("Réponse : c’est non."),
        "invitation": gettext("Invitation à un autre entretien."),
        "offer": gettext("Réponse : le poste lui est proposé."),
    }.get(kind, kind)
    return f"{words} {gettext('Par lettre.') if by_letter else gettext('De vive voix.')}"


def _more(row: Entry) -> str:
    parts = [str(reason) for reason in row.data.get("reasons", ())]
    promise = promise_from(row.data.get("promise")) if row.kind == Entry.Kind.NEWS else None
    if promise is not None and isinstance(promise.date, date):
        parts.append(gettext("Prochaine nouvelle annoncée : %(day)s.") % {"day": dates.day(promise.date)})
    if row.kind == Entry.Kind.NOTE:
        parts += [str(row.data.get(name) or "") for name in ("contact", "next_people")]
    if row.kind == Entry.Kind.EXTRA_CONTACT:
        parts.append(str(row.data.get("subject") or ""))
    return " · ".join(part for part in parts if part)
