"""The sheet of somebody of the network: write it, correct it, give an address that changed hands."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from relance.actions.keep_person import KnownSheet, keep_person
from relance.actions.refusals import BadInputError, RefusedError
from relance.records.models import Person
from relance.records.network import sheets_of
from relance.web import clock, said
from relance.web.candidate.acquaintance import person_of
from relance.web.forms import QuietForm
from relance.web.owned import owner_of

_FIELDS = ("name", "civility", "title", "email", "phone", "met", "tu_offered")


class SheetForm(QuietForm):
    """Somebody, where they are, how one met."""

    name = forms.CharField(label=_("Nom"), required=False, max_length=300)
    civility = forms.CharField(label=_("Civilité"), required=False, max_length=40, help_text=_("Mme, M., Me, Dr…"))
    organisation = forms.CharField(label=_("Entreprise"), required=False, max_length=300)
    title = forms.CharField(label=_("Fonction"), required=False, max_length=200)
    email = forms.CharField(label=_("Adresse mail"), required=False, max_length=254)
    phone = forms.CharField(label=_("Téléphone"), required=False, max_length=40)
    met = forms.CharField(
        label=_("Comment vous vous êtes connus"), required=False, max_length=300,
        help_text=_("Par exemple : au salon des métiers du droit, présentée par Karim."),
    )  # fmt: skip
    tu_offered = forms.BooleanField(label=_("M’a proposé le tutoiement"), required=False)
    takes_address = forms.BooleanField(
        label=_("Cette adresse a changé de mains : elle est à cette personne maintenant"), required=False
    )


@require_http_methods(["GET", "POST"])
def sheet(request: HttpRequest, pk: int | None = None) -> HttpResponse:
    """Write somebody down, or correct their sheet."""
    owner = owner_of(request)
    person = person_of(request, pk) if pk else None
    form = SheetForm(request.POST or None, initial=_initial(person))
    other: Person | None = None
    if request.method == "POST" and form.is_valid():
        try:
            known = keep_person(owner=owner, known=KnownSheet(**form.cleaned_data), now=clock.now(), person=person)
        except BadInputError as error:
            form.take(error.problems)
            if any(problem.code == "address_had_by_another" for problem in error.problems):
                other = _holder(request, request.POST.get("email", ""))
        except RefusedError as error:
            form.add_error(None, said.refusal(error.refusal))
        else:
            messages.success(request, gettext("C’est noté."))
            return redirect("acquaintance", known.pk)
    page = {
        "form": form,
        "pk": person.pk if person else None,
        "name": person.name if person else "",
        "other": other,
        "passing": other is not None or form["takes_address"].value(),
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "candidate/acquaintance_sheet.html", {"page": page, "tab": "network"}, status=status)


def _initial(person: Person | None) -> dict[str, Any]:
    if person is None:
        return {}
    place = person.organisation.name if person.organisation else ""
    return {name: getattr(person, name) for name in _FIELDS} | {"organisation": place}


def _holder(request: HttpRequest, address: str) -> Person | None:
    """Who has an address: the sheet that stands for them."""
    owner = owner_of(request)
    row = Person.objects.filter(owner=owner, email=address.strip().lower()).first()
    if row is None:
        return None
    return Person.objects.filter(owner=owner, pk=sheets_of(owner).get(row.pk, row.pk)).first()
