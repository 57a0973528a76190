"""The people of an interview: what is known of each, one more."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from relance.actions.change_people import KnownPerson, change_people
from relance.actions.refusals import BadInputError
from relance.etiquette.problems import Problem
from relance.records.models import Participant
from relance.web import clock
from relance.web.forms import QuietForm
from relance.web.owned import round_of

_DECIDES = [("", _("Je ne sais pas")), ("yes", _("Oui")), ("no", _("Non"))]


class PersonForm(QuietForm):
    """Somebody of the round, D-28 to D-30, D-41 and D-42."""

    name = forms.CharField(label=_("Nom"), required=False, max_length=300)
    civility = forms.CharField(label=_("Civilité"), required=False, max_length=40, help_text=_("Mme, M., Me, Dr…"))
    title = forms.CharField(label=_("Fonction exacte"), required=False, max_length=200)
    email = forms.EmailField(label=_("Adresse mail"), required=False, max_length=254)
    phone = forms.CharField(label=_("Téléphone"), required=False, max_length=40)
    mission = forms.CharField(label=_("Sa mission"), required=False, max_length=500)
    decides = forms.ChoiceField(label=_("Cette personne décide-t-elle ?"), required=False, choices=_DECIDES)
    convinced = forms.CharField(label=_("Convaincu, par quoi ?"), required=False, max_length=2000)
    not_convinced = forms.CharField(label=_("Pas convaincu, pourquoi ?"), required=False, max_length=2000)
    tu_offered = forms.BooleanField(label=_("M’a proposé le tutoiement"), required=False)

    def known(self, pk: int | None, *, interviewed: bool) -> KnownPerson:
        """What the form says."""
        given = self.cleaned_data
        decides = {"yes": True, "no": False}.get(given["decides"])
        words = {name: given[name] for name in given if name not in {"decides", "tu_offered"}}
        return KnownPerson(pk, **words, decides=decides, tu_offered=given["tu_offered"], interviewed=interviewed)


@require_http_methods(["GET", "POST"])
def people(request: HttpRequest, pk: int) -> HttpResponse:
    """Show and keep."""
    round_ = round_of(request, pk)
    known = list(round_.participants.all())
    posted = request.POST if request.method == "POST" else None
    sheets = [(one, PersonForm(posted, prefix=f"p{one.person_id}", initial=_initial(one))) for one in known]
    new = PersonForm(posted, prefix="new")
    everyone = [form for _, form in sheets] + [new]
    if posted is not None and _all_valid(everyone):
        try:
            change_people(round_=round_, people=_typed(sheets, new), now=clock.now())
        except BadInputError as error:
            _take(everyone, error.problems)
        else:
            messages.success(request, gettext("C’est noté."))
            return redirect("case", pk)
    page = {"pk": pk, "organisation": round_.case.organisation.name, "sheets": sheets, "new": new}
    status = 422 if posted is not None else 200
    return render(request, "candidate/people.html", {"page": page, "tab": "cases"}, status=status)


def _all_valid(forms_: list[PersonForm]) -> bool:
    """Every form is asked, so that every slip is shown at once."""
    return sum(not form.is_valid() for form in forms_) == 0


def _typed(sheets: list[tuple[Participant, PersonForm]], new: PersonForm) -> list[KnownPerson]:
    typed = [form.known(one.person_id, interviewed=one.interviewed) for one, form in sheets]
    if new.cleaned_data["name"] or new.cleaned_data["email"]:
        typed.append(new.known(None, interviewed=True))
    return typed


def _take(forms_: list[PersonForm], problems: tuple[Problem, ...]) -> None:
    for problem in problems:
        number, _, field = problem.place.removeprefix("people[").partition("]")
        form = forms_[int(number)] if number.isdigit() else forms_[0]
        form.take([Problem(field.lstrip("."), problem.code, problem.params, problem.suggestion)])


def _initial(one: Participant) -> dict[str, Any]:
    person = one.person
    return {
        "name": person.name, "civility": person.civility, "title": person.title, "email": person.email,
        "phone": person.phone, "mission": person.mission, "tu_offered": person.tu_offered,
        "decides": {True: "yes", False: "no", None: ""}[person.decides],
        "convinced": one.convinced, "not_convinced": one.not_convinced,
    }  # fmt: skip
