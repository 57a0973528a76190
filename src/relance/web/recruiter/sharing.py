"""Share an opening with other accounts of the installation: recruiters see all, interviewers their own."""

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from relance.actions.refusals import BadInputError
from relance.actions.share_opening import share_opening, stop_sharing
from relance.web.forms import QuietForm
from relance.web.recruiter.seen import opening_managed
from relance.web.typed import number


class ShareForm(QuietForm):
    """Who, and what they may see."""

    login = forms.CharField(label=_("Son nom de compte"), required=False, max_length=254)
    role = forms.ChoiceField(
        label=_("Que pourra voir cette personne ?"), widget=forms.RadioSelect, initial="recruiter",
        choices=[
            ("recruiter", _("Tout : elle recrute avec vous")),
            ("interviewer", _("Les personnes qu’elle reçoit elle-même")),
        ],
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def share(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the members, add one, take one out."""
    opening = opening_managed(request, pk)
    if "remove" in request.POST:
        if stop_sharing(opening=opening, member_id=number(request.POST["remove"]) or 0):
            messages.success(request, gettext("Ce poste n’est plus partagé avec cette personne."))
        return redirect("share-opening", pk)
    form = ShareForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            member = share_opening(
                opening=opening, login=form.cleaned_data["login"], role=form.cleaned_data["role"]
            )
        except BadInputError as error:
            form.take(error.problems)
        else:
            who = member.owner.name or member.owner.login
            messages.success(request, gettext("Partagé avec %(who)s.") % {"who": who})
            return redirect("share-opening", pk)
    page = {
        "form": form,
        "opening": opening,
        "members": opening.members.all(),
        "several": settings.ACCOUNTS == "login",
    }
    status = 422 if form.errors else 200
    return render(request, "recruiter/sharing.html", {"page": page, "tab": "desk"}, status=status)
