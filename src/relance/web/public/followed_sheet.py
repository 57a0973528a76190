"""What the page of a candidate says, in words, as JSON and as a calendar."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.translation import gettext, ngettext

from relance.actions.candidate_page import Contact, Shown
from relance.calendars.feeds import FeedEntry, write_feed
from relance.web import dates

#: The version of the JSON: raised when a reader of the one before would be misled.
VERSION = 1


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the story: the day, and what it was, or will be."""

    when: str
    words: str
    iso: str
    ahead: bool = False


@dataclass(frozen=True, slots=True)
class FollowedSheet:
    """All that the page shows. `acts` are those that make sense now."""

    eyebrow: str
    headline: str
    then: str
    lead: str
    lines: tuple[Line, ...]
    contact: Contact
    kept: tuple[str, ...]
    until: str
    acts: tuple[str, ...]
    done: str
    asked: str
    said: str
    can_act: bool


def sheet_of(shown: Shown, now: datetime, *, done: str = "") -> FollowedSheet:
    """Draw the page at `now`."""
    local = now.astimezone(ZoneInfo(shown.case.tz))
    stands = shown.standing
    return FollowedSheet(
        eyebrow=f"{shown.case.role} · {shown.case.organisation.name}",
        headline=_headline(shown),
        then=_then(shown),
        lead=_lead(shown),
        lines=_lines(shown, local),
        contact=shown.contact,
        kept=_kept(shown),
        until=_until(shown, local),
        acts=_acts(shown),
        done=_done(done),
        asked=gettext("Votre question est arrivée. Elle attend en haut de leur liste.") if stands.asked else "",
        said=stands.said.strip(" ."),
        can_act=bool(shown.page.sent_to),
    )


def values_of(shown: Shown) -> dict[str, Any]:
    """The machine-readable twin (docs/candidate-page.md). Days are ISO 8601; null where nothing is due or known."""
    stands = shown.standing
    zone = ZoneInfo(shown.case.tz)
    kept = stands.retention
    return {
        "relance_page": VERSION,
        "opening": shown.case.role,
        "organisation": shown.case.organisation.name,
        "state": stands.state,
        "next_news_on": stands.next_on.isoformat() if stands.next_on else None,
        "late": stands.late,
        "last_news_on": stands.since.astimezone(zone).date().isoformat() if stands.since else None,
        "said": stands.said or None,
        "contact": {
            "name": shown.contact.name or None,
            "email": shown.contact.email or None,
            "phone": shown.contact.phone or None,
        },
        "asked": list(stands.asked),
        "kept_until": kept.erase_on.isoformat() if kept and stands.kept_on else None,
    }


def ics_of(shown: Shown, address: str) -> bytes:
    """The next news as a whole day; its UID is the page's own, whatever the day and the address."""
    stands = shown.standing
    entries = []
    if stands.next_on is not None:
        answer = stands.state in {"deciding", "stopped"}
        title = gettext("Réponse attendue · %(who)s") if answer else gettext("Nouvelles attendues · %(who)s")
        entries.append(
            FeedEntry(
                uid=f"news-{shown.page.root}@relance",
                title=title % {"who": shown.case.organisation.name},
                start=stands.next_on,
                changed_at=stands.since or shown.page.made_at,
                description=gettext("Au plus tard ce jour, d’après leur page."),
                url=address,
            )
        )
    return write_feed(entries, name=shown.case.organisation.name)


def _headline(shown: Shown) -> str:
    stands, zone = shown.standing, ZoneInfo(shown.case.tz)
    if stands.state == "before_interview":
        if stands.ahead is None:
            return gettext("Votre entretien est à venir.")
        return gettext("Votre entretien est prévu %(when)s.") % {
            "when": dates.moment(stands.ahead.start.astimezone(zone))
        }
    return {
        "running": gettext("Le recrutement suit son cours."),
        "slowed": gettext("Le recrutement a pris du retard."),
        "standby": gettext("Le recrutement est en attente."),
        "stopped": gettext("Le recrutement est arrêté."),
        "deciding": gettext("Une décision est prise, ou presque."),
        "answered": gettext("Vous avez eu votre réponse."),
        "withdrawn": gettext("Votre candidature est retirée."),
    }[stands.state]


def _then(shown: Shown) -> str:
    stands = shown.standing
    if stands.next_on is None:
        return ""
    day = dates.day(stands.next_on)
    answer = stands.state in {"deciding", "stopped"}
    if stands.late:
        return gettext("Une nouvelle vous était due %(day)s : elle est en retard.") % {"day": day}
    if answer:
        return gettext("Votre réponse, au plus tard %(day)s.") % {"day": day}
    return gettext("Prochaine nouvelle, au plus tard %(day)s.") % {"day": day}


def _lead(shown: Shown) -> str:
    stands, zone = shown.standing, ZoneInfo(shown.case.tz)
    words = [gettext("Page de %(name)s.") % {"name": shown.name}]
    if stands.state == "answered":
        words.append(gettext("Elle vous a été donnée à part, et n’est pas écrite ici : un lien peut voyager."))
    if stands.state == "withdrawn":
        words.append(gettext("Plus rien ne vous est dû, et rien ne vous sera plus envoyé."))
    if stands.ahead is not None and stands.state not in {"before_interview", "withdrawn"}:
        when = dates.moment(stands.ahead.start.astimezone(zone))
        words.append(gettext("Prochain entretien : %(when)s.") % {"when": when})
    if stands.late:
        words.append(gettext("Vous pouvez la demander ci-dessous : la question se voit tout de suite chez eux."))
    return " ".join(words)


def _lines(shown: Shown, now: datetime) -> tuple[Line, ...]:
    zone, lines = ZoneInfo(shown.case.tz), []
    for start in shown.interviews:
        at = start.astimezone(zone)
        lines.append((at, dates.short_moment(at), gettext("Entretien")))
    for told in shown.told:
        at = told.astimezone(zone)
        lines.append((at, dates.short_day(at.date()), gettext("Des nouvelles vous ont été données")))
    lines.sort(key=lambda one: one[0].timestamp())
    drawn = [Line(when, words, at.isoformat(), ahead=at > now) for at, when, words in lines]
    on: date | None = shown.standing.next_on
    if on is not None:
        late = shown.standing.late
        words = gettext("Nouvelle attendue depuis ce jour") if late else gettext("Prochaine nouvelle, au plus tard")
        drawn.append(Line(dates.short_day(on), words, on.isoformat(), ahead=True))
    return tuple(drawn)


def _kept(shown: Shown) -> tuple[str, ...]:
    met = len(shown.interviews)
    means = [gettext("votre nom")]
    if shown.page.sent_to:
        means.append(gettext("votre adresse"))
    if shown.has_phone:
        means.append(gettext("votre téléphone"))
    return (
        gettext("Pour vous joindre : %(means)s.") % {"means": ", ".join(means)},
        ngettext(
            "La date d’un entretien, et les notes prises alors.",
            "Les dates de %(n)s entretiens, et les notes prises alors.", met,
        ) % {"n": met},
        gettext("Les messages échangés avec vous."),
    )  # fmt: skip


def _until(shown: Shown, now: datetime) -> str:
    kept = shown.standing.retention
    if kept is None:
        return ""
    day = dates.day(kept.erase_on, weekday=False, year=True)
    if shown.standing.kept_on and now.date() >= kept.notice_on:
        return gettext("Tout cela est effacé le %(day)s : le préavis en est donné.") % {"day": day}
    if shown.standing.kept_on:
        notice = dates.day(kept.notice_on, weekday=False, year=True)
        return gettext("Tout cela est effacé le %(day)s, avec un préavis le %(notice)s.") % {
            "day": day,
            "notice": notice,
        }
    return gettext(
        "Rien n’est effacé tant qu’une réponse vous est due. Donnée aujourd’hui, elle mènerait à un effacement le "
        "%(day)s."
    ) % {"day": day}


def _acts(shown: Shown) -> tuple[str, ...]:
    stands = shown.standing
    if stands.state == "withdrawn":
        return ("correct", "close")
    asked = "reasons" if stands.state == "answered" else "ask"
    waits = ("reasons" if asked == "reasons" else "news") in stands.asked
    return (*(() if waits else (asked,)), "correct", "withdraw", "close")


def _done(code: str) -> str:
    return {
        "ask": gettext("Votre demande de nouvelles est arrivée."),
        "reasons": gettext("Votre demande de motifs est arrivée."),
        "correct": gettext("C’est corrigé. La personne qui vous a reçu en est prévenue."),
        "withdraw": gettext("Votre candidature est retirée. La personne qui vous a reçu en est prévenue."),
        "nothing": gettext("C’était déjà fait : rien n’a changé."),
    }.get(code, "")
