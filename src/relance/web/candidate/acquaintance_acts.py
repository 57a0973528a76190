"""What one does with somebody of the network: note, move, leave the door open, join two sheets, part, erase."""

from datetime import date

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_http_methods, require_POST

from relance.actions.erase_person import erase_person
from relance.actions.keep_in_touch import close_door, forget_exchange, note_exchange, open_door
from relance.actions.keep_person import move_person
from relance.actions.refusals import BadInputError, RefusedError
from relance.actions.same_person import part, say_same
from relance.records.models import Case, Exchange, Person
from relance.records.network import people_of, sheets_of
from relance.web import clock, dates, said
from relance.web.candidate.acquaintance import person_of, show
from relance.web.candidate.network import place_of
from relance.web.owned import owner_of
from relance.web.typed import day as typed_day
from relance.web.typed import number

#: People proposed when one looks for the other sheet.
PROPOSED = 20


@require_POST
def exchange(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep a word with somebody."""
    person, now = person_of(request, pk), clock.now()
    on, wrong = _day(request, "on")
    if on is None:
        return show(request, person, wrong or [gettext("Il manque la date.")], "exchange", 422)
    kind, words = request.POST.get("kind", ""), request.POST.get("words", "")
    try:
        note_exchange(person=person, kind=kind, on=on, words=words, now=now)
    except BadInputError as error:
        return show(request, person, said.problems(error.problems), "exchange", 422)
    messages.success(request, gettext("C’est noté."))
    return redirect("acquaintance", person.pk)


@require_POST
def forget(request: HttpRequest, pk: int) -> HttpResponse:
    """Take back a word noted by mistake."""
    row = get_object_or_404(Exchange, person__owner=owner_of(request), pk=pk)
    forget_exchange(exchange=row)
    messages.success(request, gettext("C’est retiré."))
    return redirect("acquaintance", row.person_id)


@require_POST
def moved(request: HttpRequest, pk: int) -> HttpResponse:
    """They work elsewhere now."""
    person = person_of(request, pk)
    left_on, wrong = _day(request, "left_on")
    if wrong:
        return show(request, person, wrong, "moved", 422)
    try:
        move_person(
            person=person,
            organisation=request.POST.get("organisation", ""),
            title=request.POST.get("title", ""),
            left_on=left_on,
            now=clock.now(),
        )
    except BadInputError as error:
        return show(request, person, said.problems(error.problems), "moved", 422)
    words = gettext("C’est noté. Où %(name)s travaillait avant reste écrit ; vérifiez son adresse mail.")
    messages.success(request, words % {"name": person.name})
    return redirect("acquaintance", person.pk)


@require_POST
def door(request: HttpRequest, pk: int) -> HttpResponse:
    """Leave the door open until a day, or let it rest."""
    person = person_of(request, pk)
    if "close" in request.POST:
        close_door(person=person)
        messages.success(request, gettext("Rien ne reviendra de ce côté. La personne reste dans votre réseau."))
        return redirect("acquaintance", person.pk)
    back_on, wrong = _day(request, "back_on")
    months = request.POST.get("months", "")
    if wrong:
        return show(request, person, wrong, "door", 422)
    try:
        open_door(
            person=person,
            months=number(months),
            back_on=back_on,
            words=request.POST.get("words", ""),
            now=clock.now(),
        )
    except BadInputError as error:
        return show(request, person, said.problems(error.problems), "door", 422)
    messages.success(request, gettext("La porte reste ouverte : cela reviendra de soi-même dans «Aujourd’hui»."))
    return redirect("acquaintance", person.pk)


@require_http_methods(["GET", "POST"])
def join(request: HttpRequest, pk: int) -> HttpResponse:
    """Say that another sheet is the same person; choose it first."""
    person, owner = person_of(request, pk), owner_of(request)
    if request.method == "POST":
        chosen = request.POST.get("other", "")
        other = get_object_or_404(people_of(owner), pk=number(chosen) or 0)
        try:
            say_same(main=person, other=other, now=clock.now())
        except BadInputError as error:
            return show(request, person, said.problems(error.problems), "", 422)
        messages.success(request, gettext("Les deux fiches sont réunies. Rien n’a été déplacé."))
        return redirect("acquaintance", person.pk)
    sought = " ".join(request.GET.get("q", "").split())[:100]
    rows = people_of(owner).exclude(pk=person.pk)
    rows = rows.filter(name__icontains=sought or person.name.split()[-1])
    found = [(row.pk, row.name, " · ".join(part for part in (place_of(row), row.email) if part)) for row in rows]
    page = {"pk": person.pk, "name": person.name, "sought": sought, "found": found[:PROPOSED]}
    return render(request, "candidate/join_sheets.html", {"page": page, "tab": "network"})


@require_POST
def part_sheets(request: HttpRequest, pk: int) -> HttpResponse:
    """Two people after all."""
    owner = owner_of(request)
    sheet = get_object_or_404(Person, owner=owner, pk=pk)
    root = sheets_of(owner).get(pk, pk)
    if part(sheet=sheet):
        messages.success(request, gettext("Ce sont deux personnes : chacune a retrouvé tout ce qui était à elle."))
    return redirect("acquaintance", root)


@require_http_methods(["GET", "POST"])
def erase(request: HttpRequest, pk: int) -> HttpResponse:
    """Erase somebody, once confirmed; a letter that waits for them is told first."""
    person = person_of(request, pk)
    refused = ""
    if request.method == "POST":
        try:
            done = erase_person(person=person, now=clock.now(), stop=request.POST.get("stop") == "yes")
        except RefusedError as error:
            refused = said.because(error.refusal.code, error.refusal.params)
            if error.refusal.until:
                when = dates.moment(error.refusal.until)
                refused = f"{refused} {gettext('Elle partirait %(when)s.') % {'when': when}}"
        else:
            _tell_erased(request, stopped=done.stopped, place_kept=done.place_kept)
            return redirect("network")
    waits = person.letters.filter(state="approved").exists() or bool(refused)
    page = {
        "pk": person.pk,
        "name": person.name,
        "refused": refused,
        "waits": waits,
        "cases": _cases_of(person),
    }
    status = 409 if refused else 200
    return render(request, "candidate/erase_person.html", {"page": page, "tab": "network"}, status=status)


def _cases_of(person: Person) -> list[dict[str, str]]:
    """The applications where what was written to them and by them stays."""
    sheets = [person.pk, *(sheet for sheet, root in sheets_of(person.owner).items() if root == person.pk)]
    rows = Case.objects.filter(owner=person.owner, rounds__people__in=sheets).distinct()
    return [
        {
            "words": " · ".join(part for part in (row.organisation.name, row.role) if part),
            "href": reverse("candidate" if row.opening_id else "case", args=[row.pk]),
        }
        for row in rows.select_related("organisation").order_by("pk")
    ]


def _tell_erased(request: HttpRequest, *, stopped: int, place_kept: bool) -> None:
    messages.success(request, gettext("Cette personne est effacée de votre réseau."))
    if stopped:
        words = ngettext(
            "Une lettre a été arrêtée, son texte est gardé.",
            "%(n)s lettres ont été arrêtées, leur texte est gardé.",
            stopped,
        )
        messages.success(request, words % {"n": stopped})
    if place_kept:
        words = gettext("Dans vos candidatures, sa place reste, sans nom : nommez-y quelqu’un d’autre pour écrire.")
        messages.success(request, words)


def _day(request: HttpRequest, name: str) -> tuple[date | None, list[str]]:
    """The day typed; none when nothing was, a sentence when it is no day."""
    typed = request.POST.get(name, "").strip()
    if not typed:
        return None, []
    on = typed_day(typed)
    return on, [] if on else [gettext("«%(typed)s» n’est pas une date.") % {"typed": typed[:40]}]
