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
from relance.actions.refusals import BadInputError
from relance.records import queries
from relance.records.models import Case, Round
from relance.records.openings import candidate_of
from relance.web import clock, dates
from relance.web.announced import AnnouncedForm, noted
from relance.web.owned import owner_of
from relance.web.recruiter.seen import candidate_seen


class EndingForm(AnnouncedForm):
    """What the recruiter said, from the other chair."""

    ask_said, example, ask_channel = (
        _("Ce que vous avez annoncé, dans vos mots"),
        _("« On revient vers vous d’ici le 4 décembre. »"),
        _("Vous répondrez…"),
    )

    next_people = forms.CharField(label=_("Qui la personne rencontrera ensuite"), required=False, max_length=500)
    contact = forms.CharField(label=_("À qui écrire d’ici là"), required=False, max_length=300)
    mail = forms.BooleanField(label=_("Préparer le court message qui redit cette date"), required=False)

    def told(self) -> SaidAtTheEnd:
        """What the form says."""
        given = self.cleaned_data
        return SaidAtTheEnd(self.announced(), given["contact"], given["next_people"])


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
    return announced_of(round_) | noted(round_)
