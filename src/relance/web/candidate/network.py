"""«Réseau»: the people one keeps, whose door is open, and when each comes back."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_safe

from relance.actions.keep_in_touch import Ahead, doors_ahead
from relance.records.models import Owner, Person
from relance.records.network import Touch, last_contacts, people_of, sheets_of, touches_of
from relance.web import clock, dates
from relance.web.candidate.labels import label
from relance.web.owned import owner_of

#: People on one page; more are on the next.
SHOWN = 30
#: From so many people on, one looks for a name.
MANY = 8


@dataclass(frozen=True, slots=True)
class PersonRow:
    """Somebody: `big` and `small` are the day of the last contact, or the day the door comes back."""

    big: str
    small: str
    name: str
    place: str
    why: str
    href: str
    chip: str = ""


@dataclass(frozen=True, slots=True)
class NetworkPage:
    """All that the page shows."""

    headline: str
    lead: str
    back: tuple[PersonRow, ...]
    everybody: tuple[PersonRow, ...]
    sought: str
    searchable: bool
    count: int
    place: str = ""
    before: str = ""
    after: str = ""
    empty: bool = False


@require_safe
def network(request: HttpRequest) -> HttpResponse:
    """Show the page."""
    sought = " ".join(request.GET.get("q", "").split())[:100]
    page = page_of(owner_of(request), clock.now(), sought, request.GET.get("page", ""))
    return render(request, "candidate/network.html", {"page": page, "tab": "network"})


def page_of(owner: Owner, now: datetime, sought: str = "", number: str = "") -> NetworkPage:
    """Draw the page: only the people shown are looked into, in a constant number of queries."""
    rows = people_of(owner)
    total = rows.count()
    if sought:
        rows = rows.filter(Q(name__icontains=sought) | Q(organisation__name__icontains=sought))
    shown = Paginator(rows, SHOWN).get_page(number)
    people = list(shown)
    ahead = doors_ahead(owner=owner, now=now)
    coming = {one.door.person_id: one.on for one in ahead}
    sheets = sheets_of(owner)
    keys = {person.pk for person in people}
    touches = touches_of(owner, keys | {sheet for sheet, root in sheets.items() if root in keys}, now)
    last = last_contacts(touches, sheets)
    today = now.astimezone(ZoneInfo(owner.tz)).date()
    pages = shown.paginator.num_pages
    return NetworkPage(
        headline=_headline(total, ahead, today),
        lead=gettext("Ils restent, même quand une candidature se referme. Le monde est petit."),
        back=() if sought or shown.number > 1 else tuple(_door_row(one, owner, today) for one in ahead[:SHOWN]),
        everybody=tuple(_row(person, last, coming, owner) for person in people),
        sought=sought,
        searchable=total >= MANY or bool(sought),
        count=shown.paginator.count,
        place=gettext("page %(n)s sur %(all)s") % {"n": shown.number, "all": pages} if pages > 1 else "",
        before=_page(sought, shown.number - 1) if shown.has_previous() else "",
        after=_page(sought, shown.number + 1) if shown.has_next() else "",
        empty=not total,
    )


def place_of(person: Person) -> str:
    """«DRH, Cabinet Delmas»."""
    organisation = person.organisation.name if person.organisation else ""
    return ", ".join(part for part in (person.title, organisation) if part)


def touch_words(touch: Touch) -> str:
    """What passed between the user and somebody, in a few words."""
    match touch.kind:
        case "interview":
            return gettext("Entretien")
        case "mail":
            return gettext("Vous a écrit")
        case "reply":
            return gettext("Vous a répondu")
        case "exchange":
            return exchange_words().get(touch.step, gettext("Échange"))
        case _:
            return label(touch.step).mark if touch.step else gettext("Contact de votre côté")


def exchange_words() -> dict[str, str]:
    """Each kind of exchange, as it is chosen and as it is told."""
    return {
        "talked": gettext("Parlé au téléphone"),
        "met": gettext("Vu en personne"),
        "wrote": gettext("Écrit"),
        "invited": gettext("Invitation LinkedIn"),
        "note": gettext("À savoir"),
    }


def last_words(last: Touch | None, owner: Owner) -> str:
    """«Dernier échange : entretien, le 24 novembre 2026.»."""
    if last is None:
        return gettext("Pas encore d’échange noté.")
    words = touch_words(last)
    day = dates.day(last.at.astimezone(ZoneInfo(owner.tz)).date(), weekday=False, year=True)
    return gettext("Dernier échange : %(what)s, le %(day)s.") % {"what": words[:1].lower() + words[1:], "day": day}


def _headline(total: int, ahead: list[Ahead], today: date) -> str:
    if not total:
        return gettext("Personne encore dans votre réseau.")
    due = sum(one.on <= today for one in ahead)
    if due:
        return ngettext(
            "Une personne attend de vos nouvelles.", "%(n)s personnes attendent de vos nouvelles.", due
        ) % {"n": due}
    if ahead:
        first, person = ahead[0].on, ahead[0].door.person
        return gettext("Prochaines nouvelles à donner : %(name)s, le %(day)s.") % {
            "name": person.name, "day": dates.day(first, weekday=False, year=first.year != today.year),
        }  # fmt: skip
    return ngettext("Une personne rencontrée.", "%(n)s personnes rencontrées.", total) % {"n": total}


def _door_row(one: Ahead, owner: Owner, today: date) -> PersonRow:
    big, small = dates.agenda(one.on)
    if one.on <= today:
        big, small = dates.agenda(today)[0], gettext("aujourd’hui")
    elif one.on.year != today.year:
        small = str(one.on.year) if one.on.month == 1 else f"{small.partition(',')[0]} {one.on.year}"
    person = one.door.person
    why = one.door.words or last_words(one.last, owner)
    return PersonRow(big, small, person.name, place_of(person), why, reverse("acquaintance", args=[person.pk]))


def _row(person: Person, last: Mapping[int, Touch], coming: Mapping[int, date], owner: Owner) -> PersonRow:
    touch = last.get(person.pk)
    big, small = ("…", "")
    if touch is not None:
        on = touch.at.astimezone(ZoneInfo(owner.tz)).date()
        big, small = dates.agenda(on)[0], dates.short_day(on, weekday=False).split("\N{NO-BREAK SPACE}")[-1]
        small = f"{small} {on.year}"
    chip = ""
    if person.pk in coming:
        chip = gettext("porte ouverte")
    words = touch_words(touch) if touch is not None else gettext("Pas encore d’échange noté.")
    return PersonRow(
        big, small, person.name, place_of(person), words, reverse("acquaintance", args=[person.pk]), chip
    )


def _page(sought: str, number: int) -> str:
    asked = {"q": sought, "page": number} if sought else {"page": number}
    return f"{reverse('network')}?{urlencode(asked)}"
