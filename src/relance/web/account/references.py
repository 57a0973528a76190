"""References: who may speak of one's work, since when they agree, and the sheet to hand over."""

from dataclasses import dataclass

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from relance.actions.change_references import (
    KnownReference,
    keep_reference,
    print_references,
    remove_reference,
)
from relance.actions.refusals import BadInputError, RefusedError
from relance.records import queries
from relance.records.models import Reference
from relance.web import clock, dates, said
from relance.web.forms import QuietForm
from relance.web.owned import owner_of
from relance.web.printed import as_pdf

_FIELDS = ("name", "function", "organisation", "phone", "email", "relation", "said", "consent_on")


class ReferenceForm(QuietForm):
    """One person, what they were to the user, and the day they agreed."""

    name = forms.CharField(label=_("Nom"), required=False, max_length=300)
    function = forms.CharField(label=_("Fonction"), required=False, max_length=200)
    organisation = forms.CharField(label=_("Entreprise"), required=False, max_length=300)
    relation = forms.CharField(
        label=_("Ce qui vous lie"), required=False, max_length=300,
        help_text=_("Par exemple : ma responsable de 2019 à 2023."),
    )  # fmt: skip
    phone = forms.CharField(label=_("Téléphone"), required=False, max_length=40)
    email = forms.CharField(label=_("Adresse mail"), required=False, max_length=254)
    said = forms.CharField(
        label=_("Ce que cette personne a écrit de vous"), required=False, max_length=2000,
        widget=forms.Textarea({"rows": 3}), help_text=_("Ses mots à elle, ou rien."),
    )  # fmt: skip
    consent_on = forms.DateField(
        label=_("Le jour où elle a dit oui"), required=False,
        widget=forms.DateInput({"type": "date"}, "%Y-%m-%d"),
        help_text=_("Sans ce jour, elle ne figure pas sur la feuille."),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Line:
    """One reference of the list."""

    pk: int
    name: str
    place: str
    state: str


@require_safe
def references(request: HttpRequest) -> HttpResponse:
    """Everybody written down, and the sheet when somebody agreed."""
    rows = list(queries.references_of(owner_of(request)))
    page = {"lines": [_line(row) for row in rows], "printable": any(row.consent_on for row in rows)}
    return render(request, "account/references.html", {"page": page, "tab": "settings"})


@require_http_methods(["GET", "POST"])
def reference(request: HttpRequest, pk: int | None = None) -> HttpResponse:
    """Write one down, or change it."""
    owner = owner_of(request)
    row = get_object_or_404(Reference, owner=owner, pk=pk) if pk else None
    initial = {name: getattr(row, name) for name in _FIELDS} if row else {}
    form = ReferenceForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        known = KnownReference(**{name: form.cleaned_data[name] for name in _FIELDS})
        try:
            keep_reference(owner=owner, known=known, now=clock.now(), reference=row)
        except BadInputError as error:
            form.take(error.problems)
        else:
            messages.success(request, gettext("C’est noté."))
            return redirect("references")
    status = 422 if request.method == "POST" else 200
    page = {"form": form, "pk": pk, "title": row.name if row else gettext("Une référence de plus")}
    return render(request, "account/reference.html", {"page": page, "tab": "settings"}, status=status)


@require_POST
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Forget one."""
    remove_reference(reference=get_object_or_404(Reference, owner=owner_of(request), pk=pk))
    messages.success(request, gettext("Cette référence est oubliée."))
    return redirect("references")


@require_safe
def sheet(request: HttpRequest) -> HttpResponse:
    """The sheet of those who agreed, as a PDF."""
    try:
        pdf = print_references(owner=owner_of(request))
    except RefusedError as error:
        messages.error(request, said.refusal(error.refusal))
        return redirect("references")
    return as_pdf(pdf, "references.pdf")


def _line(row: Reference) -> Line:
    state = gettext("pas encore d’accord : ne figure pas sur la feuille")
    if row.consent_on:
        state = gettext("d’accord depuis le %(day)s") % {"day": dates.day(row.consent_on, weekday=False, year=True)}
    return Line(row.pk, row.name, ", ".join(part for part in (row.function, row.organisation) if part), state)
