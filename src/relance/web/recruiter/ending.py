"""The end of an interview, in one screen and one minute: what was announced, and the mail that repeats it."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from relance.actions.end_interview import SaidAtTheEnd, announced_of, end_interview, promised_on, repeat_by_mail
from relance.actions.note_promise import Announced
from relance.actions.refusals import BadInputError
from relance.records import queries
from relance.records.models import Case, Round
from relance.records.openings import candidate_of
from relance.web import clock, dates
from relance.web.forms import QuietForm
from relance.web.owned import owner_of
from relance.web.recruiter.seen import candidate_seen

KINDS = [
    ("date", _("Une date")),
    ("days", _("Un nombre de jours")),
    ("end_of_week", _("« En fin de semaine »")),
    ("vague", _("« On vous rappellera », sans date")),
    ("", _("Rien du tout")),
]


class EndingForm(QuietForm):
    """E-01 to E-12, from the other chair."""

    said = forms.CharField(
        label=_("Ce que vous avez annoncé, dans vos mots"), required=False, max_length=1000,
        help_text=_("« On revient vers vous d’ici le 4 décembre. »"),
    )  # fmt: skip
    kind = forms.ChoiceField(label=_("C’était…"), choices=KINDS, required=False, widget=forms.RadioSelect)
    promised_on = forms.DateField(
        label=_("La date annoncée"), required=False, widget=forms.DateInput({"type": "date"}, "%Y-%m-%d")
    )
    n = forms.IntegerField(
        label=_("Combien de jours ?"), required=False, widget=forms.NumberInput({"min": 1, "max": 366})
    )
    unit = forms.ChoiceField(
        label=_("Jours"), required=False, choices=[("calendar", _("de calendrier")), ("working", _("ouvrés"))]
    )
    next_step = forms.CharField(label=_("L’étape suivante"), required=False, max_length=500)
    next_people = forms.CharField(label=_("Qui la personne rencontrera ensuite"), required=False, max_length=500)
    channel_answer = forms.ChoiceField(
        label=_("Vous répondrez…"), required=False, widget=forms.RadioSelect,
        choices=[("", _("Pas dit")), ("email", _("Par mail")), ("phone", _("Par téléphone"))],
    )  # fmt: skip
    contact = forms.CharField(label=_("À qui écrire d’ici là"), required=False, max_length=300)
    start_date_said = forms.CharField(label=_("La prise de poste"), required=False, max_length=200)
    mail = forms.BooleanField(label=_("Préparer le court message qui redit cette date"), required=False)

    def told(self) -> SaidAtTheEnd:
        """What the form says."""
        given = self.cleaned_data
        announced = Announced(
            kind=given["kind"],
            promised_on=given["promised_on"],
            n=given["n"],
            unit=given["unit"] or "calendar",
            said=given["said"],
            channel_answer=given["channel_answer"],
            next_step=given["next_step"],
            start_date_said=given["start_date_said"],
        )
        return SaidAtTheEnd(announced, given["contact"], given["next_people"])


@require_http_methods(["GET", "POST"])
def ending(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask what was announced, keep it, and draft the mail when it is wanted."""
    owner, case = owner_of(request), candidate_seen(request, pk)
    round_ = queries.current_round(case)
    form = EndingForm(request.POST or None, initial=_initial(round_))
    if request.method == "POST" and form.is_valid():
        try:
            end_interview(round_=round_, said=form.told(), now=clock.now())
            if form.cleaned_data["mail"] and case.owner_id == owner.pk:
                return redirect("letter", repeat_by_mail(round_=round_, now=clock.now()).pk)
        except BadInputError as error:
            form.take(error.problems)
        else:
            messages.success(request, _noted(queries.current_round(case)))
            return redirect("candidate", pk)
    page = {
        "form": form,
        "case": case,
        "name": candidate_of(_with_rounds(case)).name,
        "own": case.owner_id == owner.pk,
    }
    status = 422 if form.errors else 200
    return render(request, "recruiter/ending.html", {"page": page, "tab": "desk"}, status=status)


def _with_rounds(case: Case) -> Case:
    return queries.with_rounds(Case.objects.filter(pk=case.pk))[0]


def _noted(round_: Round) -> str:
    day = promised_on(round_)
    if day is None:
        return gettext("C’est noté. Sans date annoncée, une nouvelle sera due sous deux semaines.")
    return gettext("C’est noté : une nouvelle est due %(day)s.") % {"day": dates.day(day)}


def _initial(round_: Round) -> dict[str, Any]:
    promise = getattr(round_, "promise", None)
    base = announced_of(round_) | {
        "channel_answer": round_.channel_answer,
        "next_step": round_.next_step,
        "start_date_said": round_.start_date_said,
        "kind": "date",
    }
    if promise is None:
        return base
    return base | {
        "said": promise.said,
        "kind": promise.kind,
        "promised_on": promise.promised_on,
        "n": promise.n,
        "unit": promise.unit,
    }
