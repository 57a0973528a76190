"""«Ouvrir un poste»: a title and an employer; what the law depends on may stay unknown."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from relance.actions.open_opening import NewOpening, open_opening
from relance.actions.refusals import BadInputError
from relance.web.forms import QuietForm
from relance.web.owned import owner_of

_KNOWN = [("", _("Je ne sais pas")), ("yes", _("Oui")), ("no", _("Non"))]
_TOLD = {"yes": True, "no": False}


class OpeningForm(QuietForm):
    """The post, the employer, and three facts on which laws depend."""

    title = forms.CharField(label=_("Quel poste ?"), required=False, max_length=300)
    organisation = forms.CharField(label=_("Chez quel employeur ?"), required=False, max_length=300)
    region = forms.CharField(
        label=_("Région de l’employeur"), required=False, max_length=16,
        help_text=_("Pour ses jours fériés et sa loi : FR, BE, CA-QC, CA-ON…"),
    )  # fmt: skip
    tz = forms.CharField(label=_("Fuseau de l’employeur"), required=False, max_length=64)
    employees = forms.IntegerField(
        label=_("Combien de salariés ?"), required=False, min_value=0, max_value=10_000_000
    )
    public_employer = forms.ChoiceField(
        label=_("Est-ce un employeur public ?"), required=False, widget=forms.RadioSelect, choices=_KNOWN
    )
    publicly_advertised = forms.ChoiceField(
        label=_("Le poste a-t-il été publié ?"), required=False, widget=forms.RadioSelect, choices=_KNOWN
    )

    def opening(self) -> NewOpening:
        """What the form says."""
        given: dict[str, Any] = self.cleaned_data
        return NewOpening(
            title=given["title"],
            organisation=given["organisation"],
            region=given["region"],
            tz=given["tz"],
            employees=given["employees"],
            public_employer=_TOLD.get(given["public_employer"]),
            publicly_advertised=_TOLD.get(given["publicly_advertised"]),
        )


@require_http_methods(["GET", "POST"])
def new_opening(request: HttpRequest) -> HttpResponse:
    """Ask for the post, keep it."""
    owner = owner_of(request)
    last = owner.openings.select_related("organisation").order_by("-pk").first()
    initial: dict[str, Any] = {"region": owner.region, "tz": owner.tz}
    if last is not None:
        initial |= {"organisation": last.organisation.name, "region": last.region, "tz": last.tz}
        initial["employees"] = last.employees
        initial["public_employer"] = {True: "yes", False: "no", None: ""}[last.public_employer]
    form = OpeningForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            kept = open_opening(owner=owner, opening=form.opening())
        except BadInputError as error:
            form.take(error.problems)
        else:
            messages.success(request, gettext("Le poste est ouvert. Notez qui vous recevez."))
            return redirect("opening", kept.pk)
    page = {"form": form}
    status = 422 if form.errors else 200
    return render(request, "recruiter/new_opening.html", {"page": page, "tab": "new"}, status=status)
