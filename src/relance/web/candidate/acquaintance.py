"""Somebody of the network: where they are now, how one met, what was said, the door left open."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_safe

from relance.actions.keep_in_touch import back_on
from relance.etiquette.keeping import PROPOSED, months_after
from relance.records import queries
from relance.records.models import Case, Exchange, OpenDoor, Owner, Participant, Person, Round
from relance.records.network import Touch, people_of, sheets_of, touches_of
from relance.web import clock, dates
from relance.web.candidate.labels import label
from relance.web.candidate.network import exchange_words, last_words, place_of, touch_words
from relance.web.owned import owner_of

#: Months proposed first: long enough not to press, short enough to be remembered.
USUAL = 3


@dataclass(frozen=True, slots=True)
class TouchLine:
    """One thing that passed, with where it is told and the button that takes it back."""

    when: str
    iso: str
    words: str
    more: str = ""
    href: str = ""
    place: str = ""
    forget: str = ""


@dataclass(frozen=True, slots=True)
class Choice:
    """One way to let the door come back: in so many months, on the day said."""

    months: int
    words: str
    on: str
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """Another sheet: joined to this one, or of a namesake."""

    pk: int
    name: str
    place: str
    address: str


@dataclass(frozen=True, slots=True)
class PersonPage:
    """All that the page shows."""

    pk: int
    name: str
    lead: str
    last: str
    met: str
    before: tuple[str, ...]
    addresses: tuple[str, ...]
    phones: tuple[str, ...]
    door: OpenDoor | None
    door_words: str
    due: bool
    choices: tuple[Choice, ...]
    story: tuple[TouchLine, ...]
    joined: tuple[Sheet, ...]
    namesakes: tuple[Sheet, ...]
    kinds: tuple[tuple[str, str], ...]
    today: str
    invited: str
    linkedin: str


@require_safe
def acquaintance(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the page."""
    person = person_of(request, pk)
    return show(request, person)


def show(
    request: HttpRequest, person: Person, wrong: Sequence[str] = (), opened: str = "", status: int = 200
) -> HttpResponse:
    """The page of `person`; `wrong` tells what was the matter with the form `opened`, whose words are kept."""
    context = {
        "page": page_of(person, clock.now()),
        "tab": "network",
        "wrong": wrong,
        "opened": opened,
        "typed": request.POST,
    }
    return render(request, "candidate/acquaintance.html", context, status=status)


def person_of(request: HttpRequest, pk: int) -> Person:
    """One of the asker's people; a sheet joined to another is found by its own number as well."""
    owner = owner_of(request)
    root = sheets_of(owner).get(pk, pk)
    return get_object_or_404(people_of(owner), pk=root)


def sheets_with(person: Person) -> list[Person]:
    """Every sheet of a person, theirs first."""
    roots = sheets_of(person.owner)
    others = [sheet for sheet, root in roots.items() if root == person.pk]
    rows = Person.objects.filter(owner=person.owner, pk__in=others).select_related("organisation").order_by("pk")
    return [person, *rows]


def latest_round(sheets: Sequence[Person], now: datetime) -> tuple[Round, Person] | None:
    """The last interview with somebody, and under which of their sheets they were there."""
    parts = Participant.objects.filter(person__in=sheets, round__case__opening__isnull=True)
    part = (
        parts.filter(round__starts_at__lte=now, interviewed=True).order_by("-round__starts_at").first()
        or parts.order_by("-round__starts_at").first()
    )
    if part is None:
        return None
    return queries.rounds_with_facts().get(pk=part.round_id), part.person


def page_of(person: Person, now: datetime) -> PersonPage:
    """Draw the page of somebody."""
    owner = person.owner
    sheets = sheets_with(person)
    touches = touches_of(owner, [sheet.pk for sheet in sheets], now)
    last = next((touch for touch in touches if touch.real), None)
    cases = {
        row.pk: row
        for row in Case.objects.filter(
            owner=owner, pk__in=[one.case for one in touches if one.case]
        ).select_related("organisation")
    }
    door: OpenDoor | None = getattr(person, "door", None)
    on = back_on(owner, door, last) if door else None
    today = now.astimezone(ZoneInfo(owner.tz)).date()
    invited = next((one for one in touches if one.step in {"invited", "linkedin_invite"}), None)
    return PersonPage(
        pk=person.pk,
        name=person.name,
        lead=place_of(person) or gettext("On ne sait pas encore où cette personne travaille."),
        last=last_words(last, owner),
        met=next((sheet.met for sheet in sheets if sheet.met), "") or _met(touches, cases),
        before=_before(sheets),
        addresses=tuple(dict.fromkeys(sheet.email for sheet in sheets if sheet.email)),
        phones=tuple(dict.fromkeys(sheet.phone for sheet in sheets if sheet.phone)),
        door=door,
        door_words=_door_words(door, on, today) if door else "",
        due=on is not None and on <= today,
        choices=_choices(door, last, today, owner),
        story=tuple(_line(touch, cases, person.name, owner) for touch in touches[:60]),
        joined=tuple(_sheet(sheet) for sheet in sheets[1:]),
        namesakes=_namesakes(person),
        kinds=tuple((kind, exchange_words()[kind]) for kind in Exchange.Kind.values if kind != "invited"),
        today=today.isoformat(),
        invited=_invited(invited, owner),
        linkedin=reverse("linkedin", args=[person.pk]),
    )


def _met(touches: Sequence[Touch], cases: dict[int, Case]) -> str:
    """When one did not say how one met: the first interview says it."""
    first = next((one for one in reversed(touches) if one.kind == "interview" and one.case in cases), None)
    if first is None or first.case is None:
        return ""
    organisation = cases[first.case].organisation.name
    return gettext("En entretien chez %(organisation)s.") % {"organisation": organisation}


def _before(sheets: Sequence[Person]) -> tuple[str, ...]:
    told = []
    for post in (post for sheet in sheets for post in sheet.former_posts.select_related("organisation")):
        place = ", ".join(part for part in (post.title, post.organisation.name) if part)
        if post.left_on:
            until = dates.day(post.left_on, weekday=False, year=True)
            place = gettext("%(place)s, jusqu’au %(day)s") % {"place": place, "day": until}
        told.append(place)
    return tuple(told)


def _door_words(door: OpenDoor, on: date | None, today: date) -> str:
    if on is None and door.back_on is not None:
        return gettext("Vous avez donné de vos nouvelles depuis : rien de prévu.")
    if on is None:
        return gettext("Porte ouverte, sans date.")
    if on <= today:
        return gettext("C’est le moment de donner de vos nouvelles.")
    return gettext("La porte est ouverte : donner de vos nouvelles le %(day)s.") % {
        "day": dates.day(on, weekday=False, year=True)
    }


def _choices(door: OpenDoor | None, last: Touch | None, today: date, owner: Owner) -> tuple[Choice, ...]:
    """The months proposed, with the day each gives; a day already past is today, and is not the one chosen."""
    since = last.at.astimezone(ZoneInfo(owner.tz)).date() if last else today
    days = {months: months_after(since, months) for months in PROPOSED}
    ahead = [months for months, day in days.items() if day > today]
    usual = USUAL if USUAL in ahead or not ahead else ahead[0]
    chosen = door.months if door else usual
    return tuple(
        Choice(
            months,
            ngettext("%(n)s mois après", "%(n)s mois après", months) % {"n": months},
            dates.day(day, weekday=False, year=True) if day > today else gettext("dès aujourd’hui"),
            chosen == months,
        )
        for months, day in days.items()
    )


def _line(touch: Touch, cases: dict[int, Case], name: str, owner: Owner) -> TouchLine:
    on = touch.at.astimezone(ZoneInfo(owner.tz)).date()
    case = cases.get(touch.case) if touch.case else None
    words = touch_words(touch)
    if touch.kind == "step" and touch.step:
        words = label(touch.step).done % {"who": name}
    return TouchLine(
        when=dates.day(on, weekday=False, year=True),
        iso=on.isoformat(),
        words=words,
        more=touch.words,
        href=reverse("case", args=[case.pk]) if case else "",
        place=", ".join(part for part in (case.organisation.name, case.role) if part) if case else "",
        forget=reverse("forget-exchange", args=[touch.exchange]) if touch.exchange else "",
    )


def _sheet(row: Person) -> Sheet:
    return Sheet(row.pk, row.name, place_of(row), row.email or row.phone)


def _namesakes(person: Person) -> tuple[Sheet, ...]:
    """Others of the same name: two people, or one written down twice."""
    rows = people_of(person.owner).filter(name__iexact=person.name).exclude(pk=person.pk)
    return tuple(_sheet(row) for row in rows[:5])


def _invited(touch: Touch | None, owner: Owner) -> str:
    if touch is None:
        return ""
    day = dates.day(touch.at.astimezone(ZoneInfo(owner.tz)).date(), weekday=False, year=True)
    return gettext("Invitation envoyée le %(day)s.") % {"day": day}
